"""The ledger's tables as sheets that people edit and give back: headings, ids, references by what people know."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from core.dataclass import dataclass
from core.model.machine.anywhere import row_at
from core.model.machine.grids import Grid, GridCell
from core.model.machine.kinds import NO_MARK, YES_MARK, About, Form, OneOf, Reference, Rule
from core.model.machine.records import Record, abouts, label_of
from core.model.machine.sealing import SEALED, is_sealed, may_be_sealed
from core.model.machine.table import Look, Table
from core.model.registry import OWNERS, TABLES, table_of
from core.model.values.codes import search_key

ID_HEADING = "番号"
SEPARATOR = ":"
"""Between the name of a table and that of its row."""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`name` is the record's column; `choices` are the words of a drop-down; `target` is the record whose row a
    REFERENCE, PARENT or SHOWN column names; `also` are other people's headings. `no` stands in a FLAG column for no:
    nothing, but where a blank means yes. Of a `secret` column some rows may say 封印 only. `written` gives a
    value as people write it, where it is stored otherwise."""

    heading: str
    name: str
    form: Form
    choices: tuple[str, ...] = ()
    unit: str = ""
    target: type[Record] | None = None
    also: tuple[str, ...] = ()
    no: str | None = None
    secret: bool = False
    written: Callable[[Any], str] | None = None


def sheet_tables() -> tuple[Table, ...]:
    """Return the tables that go out and may come back, in an order in which rows may be inserted."""
    return tuple(table for table in TABLES.values() if table.handed_out)


@cache
def sheet_columns(table: Table) -> tuple[SheetColumn, ...]:
    """Return the columns of a table's sheet: its id, then each column in the order of the record.

    A reference to a table that is not handed out has no column: nobody outside could say which row is meant.
    """
    columns = [SheetColumn(ID_HEADING, "id", Form.ID)]
    for name, about in abouts(table.record).items():
        if isinstance(about.kind, Reference):
            again = any(about.kind == abouts(table.record)[one.name].kind for one in columns[1:])
            taken = {column.heading for column in columns if column.form is Form.PARENT}
            columns += (one for one in _reference_columns(name, about, about.kind, again) if one.heading not in taken)
        else:
            no = NO_MARK if about.kind.form is Form.FLAG and _default(table.record, name) else None
            choices = (*_choices(about), no) if no else _choices(about)
            form, unit, also = about.kind.form, about.unit, about.also
            secret = may_be_sealed(table.record, name)
            written = about.kind.written if isinstance(about.kind, Rule) else None
            columns.append(SheetColumn(about.label, name, form, choices, unit, None, also, no, secret, written))
    return tuple(columns)


def _default(record: type[Record], name: str) -> object:
    return next(field.default for field in fields(record) if field.name == name)


def _choices(about: About) -> tuple[str, ...]:
    if isinstance(about.kind, OneOf):
        return tuple(word.label for word in about.kind.words)
    return (YES_MARK,) if about.kind.form is Form.FLAG else ()


def _reference_columns(name: str, about: About, reference: Reference, again: bool) -> Iterator[SheetColumn]:
    """Yield the column that names the row. Beside the code of an owner stands its name, to help the reader; of an owner
    that is known by its name among its siblings only, the owner of both stands before (once, where a row has several
    such owners: they have the same one). A second owner of the same table (`again`) has a column that is headed as the
    field is."""
    table = TABLES[reference.target]
    if not table.handed_out:
        return
    also = (*about.also, *table.also.split())
    target = table.record
    if not reference.is_owner or again:
        yield SheetColumn(about.label, name, Form.REFERENCE, target=target, also=also)
    elif table.known_by and table.known_by != table.titled:
        known, shown = (label_of(target, one) for one in (table.known_by, table.titled))
        yield SheetColumn(known, name, Form.REFERENCE, target=target, also=also)
        yield SheetColumn(shown, name, Form.SHOWN, target=target)
    else:
        outer = owner_of(target)
        if outer is not None:
            known = label_of(outer, table_of(outer).known_by)
            yield SheetColumn(known, name, Form.PARENT, target=target, also=(table_of(outer).label,))
        yield SheetColumn(about.label, name, Form.REFERENCE, target=target, also=also)


@cache
def owner_of(record: type[Record]) -> type[Record] | None:
    """Return whose rows the rows of a kind are told apart within: the owner, where sheets know it by a column. None for
    rows that bear a number of their own, which no other row of the table has."""
    table = table_of(record)
    if table.known_by and table.keys == (table.known_by,):
        return None
    for target in OWNERS[table.name].values():
        if TABLES[target].known_by:
            return TABLES[target].record
    return None


def sheet_of(book: Look, table: Table) -> Grid:
    """Return the table as a sheet: the headings, then its rows in the order of their ids."""
    records = book.all(table.record)
    return rows_as_sheet(book, table, (records[id] for id in sorted(records)))


def rows_as_sheet(book: Look, table: Table, records: Iterable[Record]) -> Grid:
    """Return some rows of a table as a sheet, in the order given."""
    columns = sheet_columns(table)
    writers = [cell_writer(book, column) for column in columns]
    rows = [tuple([write(record) for write in writers]) for record in records]
    return Grid(table.label, (tuple(column.heading for column in columns), *rows))


def cell_writer(book: Look, column: SheetColumn) -> Callable[[Record], GridCell]:
    """Return what gives the cell of a record in one column; 封印 for what is not to be told."""
    write, name = _plain_writer(book, column), column.name
    if not column.secret:
        return write
    return lambda record: SEALED if is_sealed(book, record, name) else write(record)


def _plain_writer(book: Look, column: SheetColumn) -> Callable[[Record], GridCell]:
    name, form = column.name, column.form
    if form is Form.DATE:
        return lambda record: _date(getattr(record, name))
    if form is Form.FLAG:
        no = column.no
        return lambda record: YES_MARK if getattr(record, name) else no
    if form is Form.WORD:
        return lambda record: None if getattr(record, name) is None else str(getattr(record, name).label)
    if form is Form.ANY:
        return lambda record: text_at(book, getattr(record, name)) or None
    if form in {Form.REFERENCE, Form.PARENT, Form.SHOWN}:
        return _reference_writer(book, column)
    if form in {Form.ID, Form.FIGURE}:
        return attrgetter(name)
    written = column.written
    if written is not None:
        return lambda record: written(getattr(record, name) or "") or None
    return lambda record: getattr(record, name) or None


def _reference_writer(book: Look, column: SheetColumn) -> Callable[[Record], GridCell]:
    assert column.target is not None
    targets = book.all(column.target)
    shows = {Form.REFERENCE: reference_text, Form.PARENT: _owner_text, Form.SHOWN: _title}
    show = shows[column.form]
    shown: dict[int, str] = {}

    def write(record: Record) -> GridCell:
        id = getattr(record, column.name)
        if id is None:
            return None
        if id not in shown:
            shown[id] = show(book, targets[id])
        return shown[id] or None

    return write


def reference_text(book: Look, record: Record) -> str:
    """Return the text by which a sheet refers to a row: a code, a 項, a name, or 番号12 for want of a name."""
    table = table_of(type(record))
    if table.known_by:
        return str(getattr(record, table.known_by))
    siblings = _siblings(book, record)
    name = _title(book, record)
    key = search_key(name)
    alike = sum(search_key(_title(book, one)) == key for one in siblings.values()) if name else 0
    return name if alike == 1 and not name.startswith(ID_HEADING) else f"{ID_HEADING}{record.id}"


def text_at(book: Look, value: str) -> str:
    """Return how a row of any table is named where it is typed and in sheets: 団体:162116; a name that is told apart
    within its owner only gives way to its number. A row that is gone is named by the value itself."""
    row = row_at(book, value)
    if row is None:
        return value
    name = reference_text(book, row) if owner_of(type(row)) is None else f"{ID_HEADING}{row.id}"
    return f"{table_of(type(row)).label}{SEPARATOR}{name}"


def _siblings(book: Look, record: Record) -> Mapping[int, Record]:
    """Return the rows among which a name tells the record: all, or those of the owner that sheets name before it."""
    cls = type(record)
    if owner_of(cls) is None:
        return book.all(cls)
    return book.children(cls, getattr(record, next(iter(OWNERS[table_of(cls).name]))))


def _owner_text(book: Look, record: Record) -> str:
    column, target = next(iter(OWNERS[table_of(type(record)).name].items()))
    owner: Record = book.all(TABLES[target].record)[getattr(record, column)]
    return reference_text(book, owner)


def _title(_: Look, record: Record) -> str:
    titled = table_of(type(record)).titled
    return str(getattr(record, titled)) if titled else ""


def _date(iso: str | None) -> GridCell:
    """Return the day; text that is no day in a calendar stays text."""
    if not iso:
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return iso
