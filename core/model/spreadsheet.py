"""The ledger's tables as sheets that people edit and give back: headings, ids, references by what people know."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from core.model.council import Municipality, System
from core.model.grids import Grid, GridCell
from core.model.records import Word, abouts, column_types
from core.model.registry import TABLES, Table
from core.model.requests import Customization, Option
from core.model.values.codes import search_key

R = TypeVar("R")

ID_HEADING = "番号"
YES_MARK = "○"


class Form(Enum):
    """What a column of a sheet holds. SHOWN helps the reader and is not read back; PARENT is the 項 of a quote."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    FIGURE = "figure"
    DATE = "date"
    FLAG = "flag"
    WORD = "word"
    REFERENCE = "reference"
    PARENT = "parent"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`name` is the record's column; `choices` are the words of a drop-down; `optional` says it may be empty (None)."""

    heading: str
    name: str
    form: Form
    choices: tuple[str, ...] = ()
    unit: str = ""
    target: type | None = None


class Reading(Protocol):
    """What is needed of the book."""

    def all(self, cls: type[R]) -> Mapping[int, R]: ...

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]: ...


_NOT_HANDED_OUT = {"fixed_sheets", "sheet_files", "distributions"}
"""Records of what happened; their substance (PDF bytes, what was sent) is no table for a spreadsheet."""

SHEET_TABLES: tuple[Table, ...] = tuple(
    table for table in TABLES.values() if not table.lazy and table.name not in _NOT_HANDED_OUT
)
"""The tables that go out and may come back, in an order in which rows may be inserted."""

_KNOWN_TARGETS: dict[str, str] = {
    "representative_id": "municipalities",
    "borne_by_id": "municipalities",
    "adopted_option_id": "options",
    "merged_into_id": "customizations",
}


@cache
def target_of(name: str) -> type | None:
    """Return the record that a column of this name refers to; None for a table that is not handed out."""
    stem = name.removesuffix("_id")
    plural = _KNOWN_TARGETS.get(name) or {"municipality": "municipalities"}.get(stem, f"{stem}s")
    known = {table.name: table.record for table in SHEET_TABLES}
    return known.get(plural)


@cache
def sheet_columns(table: Table) -> tuple[SheetColumn, ...]:
    """Return the columns of a table's sheet: its id, then each column in the order of the record."""
    columns = [SheetColumn(ID_HEADING, "id", Form.ID)]
    for name, (kind, _) in column_types(table.record).items():
        if name != "id":
            columns += _columns(table, name, kind)
    return tuple(columns)


def _columns(table: Table, name: str, kind: type) -> Iterator[SheetColumn]:
    about = abouts(table.record)[name]
    if name.endswith("_id"):
        yield from _reference_columns(name, about.label)
    elif kind is bool:
        yield SheetColumn(about.label, name, Form.FLAG, (YES_MARK,))
    elif issubclass(kind, Word):
        yield SheetColumn(about.label, name, Form.WORD, tuple(word.label for word in kind))
    elif kind is int:
        yield SheetColumn(about.label, name, Form.FIGURE, unit=about.unit)
    elif name in {"code", "item", "branch"}:
        yield SheetColumn(about.label, name, Form.CODE)
    elif is_date_column(name):
        yield SheetColumn(about.label, name, Form.DATE)
    else:
        yield SheetColumn(about.label, name, Form.TEXT)


def _reference_columns(name: str, label: str) -> Iterator[SheetColumn]:
    target = target_of(name)
    if target is None:
        return
    if name == "municipality_id":
        yield SheetColumn("団体コード", name, Form.REFERENCE, target=target)
        yield SheetColumn("団体名", name, Form.SHOWN, target=target)
    elif name == "customization_id":
        yield SheetColumn("項", name, Form.REFERENCE, target=target)
        yield SheetColumn("要望", name, Form.SHOWN, target=target)
    elif name == "option_id":
        yield SheetColumn("項", name, Form.PARENT, target=target)
        yield SheetColumn("案", name, Form.REFERENCE, target=target)
    else:
        yield SheetColumn(label, name, Form.REFERENCE, target=target)


def is_date_column(name: str) -> bool:
    """Whether a text column of this name holds an ISO date."""
    return name.endswith(("_date", "_on", "deadline"))


def sheet_of(book: Reading, table: Table) -> Grid:
    """Return the table as a sheet: the headings, then its rows in the order of their ids."""
    columns = sheet_columns(table)
    writers = [cell_writer(book, column) for column in columns]
    records: Mapping[int, Any] = book.all(table.record)
    rows = [tuple([write(records[id]) for write in writers]) for id in sorted(records)]
    return Grid(table.label, (tuple(column.heading for column in columns), *rows))


def cell_writer(book: Reading, column: SheetColumn) -> Callable[[Any], GridCell]:
    """Return what gives the cell of a record in one column."""
    name, form = column.name, column.form
    if form is Form.DATE:
        return lambda record: _date(getattr(record, name))
    if form is Form.FLAG:
        return lambda record: YES_MARK if getattr(record, name) else None
    if form is Form.WORD:
        return lambda record: None if getattr(record, name) is None else str(getattr(record, name).label)
    if form in {Form.REFERENCE, Form.PARENT, Form.SHOWN}:
        return _reference_writer(book, column)
    if form in {Form.ID, Form.FIGURE}:
        return attrgetter(name)
    return lambda record: getattr(record, name) or None


def _reference_writer(book: Reading, column: SheetColumn) -> Callable[[Any], GridCell]:
    assert column.target is not None
    targets: Mapping[int, Any] = book.all(column.target)
    show: Callable[[Reading, Any], str] = reference_text
    if column.form in {Form.PARENT, Form.SHOWN}:
        show = _item_of_option if column.form is Form.PARENT else _name_of
    shown: dict[int, str] = {}

    def write(record: Any) -> GridCell:
        id = getattr(record, column.name)
        if id is None:
            return None
        if id not in shown:
            shown[id] = show(book, targets[id])
        return shown[id] or None

    return write


def reference_text(book: Reading, record: Any) -> str:
    """Return the text by which a sheet refers to a row: a code, a 項, a name, or 番号12 for want of a name."""
    match record:
        case Municipality(code=code):
            return code
        case System(name=name):
            return name
        case Customization(item=item):
            return item
    table = next(table for table in SHEET_TABLES if table.record is type(record))
    siblings: Mapping[int, Any] = book.all(table.record)
    if isinstance(record, Option):
        siblings = book.children(Option, record.customization_id)
    name = str(getattr(record, "name", ""))
    key = search_key(name)
    alike = sum(search_key(one.name) == key for one in siblings.values()) if name else 0
    return name if alike == 1 and not name.startswith(ID_HEADING) else f"{ID_HEADING}{record.id}"


def _item_of_option(book: Reading, option: Option) -> str:
    return book.all(Customization)[option.customization_id].item


def _name_of(_: Reading, record: Any) -> str:
    return str(record.title if isinstance(record, Customization) else record.name)


def _date(iso: str | None) -> GridCell:
    """Return the day; text that is no day in a calendar stays text."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return iso
