"""台帳の表: any table of the ledger as a list on paper, by what its record says of its fields."""

from core.dataclass import dataclass
from core.documents.paper.document import Align, Block, Document, Kind, Notes, Paragraph, Row, Sheet
from core.documents.paper.document import Column as PaperColumn
from core.documents.paper.document import Table as PaperTable
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.sparing import LEFT_OUT
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.machine.kinds import (
    YES_MARK,
    About,
    AnyRow,
    Day,
    FiscalYear,
    Flag,
    Form,
    Number,
    OneOf,
    PartialDate,
    Reference,
    Text,
)
from core.model.machine.naming import called_at, in_order, reference_name, told_columns, told_tables
from core.model.machine.records import Record, abouts
from core.model.machine.sealing import SEALED, is_sealed
from core.model.machine.table import Table
from core.model.papers.printouts import PRINTOUTS
from core.model.registry import OWNERS, TABLES
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["list"].title

_DAY = 9
"""Full-width characters that hold 平成26年11月18日 on one line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows of a table in their order: by column the texts; `blank` are the columns in which no row has any."""

    table: Table
    names: tuple[str, ...]
    blank: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def list_title(settings: PrintSettings) -> str:
    """Return what the list is called: as its table."""
    return _table(settings).label


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the list of the table that is chosen."""
    listed, title = _listed(book, settings), list_title(settings)
    sheet = Sheet(title, _blocks(listed), sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        title=title,
        sheets=(sheet,),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON: the table, its headings and the texts of its rows."""
    listed = _listed(book, settings)
    known = abouts(listed.table.record)
    return canonical(
        {
            "report": "list",
            "table": listed.table.name,
            "columns": [known[name].label for name in listed.names],
            "rows": listed.rows,
        }
    )


def _table(settings: PrintSettings) -> Table:
    return TABLES[settings.table] if settings.table else told_tables()[0]


def _listed(book: Book, settings: PrintSettings) -> Listed:
    table = _table(settings)
    names = told_columns(table.record)
    records = in_order(book, book.all(table.record).values())
    rows = [[_text(book, record, name) for name in names] for record in records]
    filled = [at for at in range(len(names)) if any(row[at] for row in rows)]
    return Listed(
        table,
        tuple(names[at] for at in filled),
        tuple(name for at, name in enumerate(names) if at not in set(filled)),
        tuple(tuple(row[at] for at in filled) for row in rows),
    )


def _text(book: Book, record: Record, name: str) -> str:
    """Return a value as it stands on paper: what is referred to by its short name, yes as ○, what is sealed as 封印."""
    if is_sealed(book, record, name):
        return SEALED
    kind, value = abouts(type(record))[name].kind, getattr(record, name)
    if value is None or value == "":
        return ""
    if isinstance(kind, Flag):
        return YES_MARK if value else ""
    if isinstance(kind, Reference):
        return reference_name(book, type(record), book.all(TABLES[kind.target].record)[value])
    return called_at(book, value) if isinstance(kind, AnyRow) else kind.show(value)


def _blocks(listed: Listed) -> tuple[Block, ...]:
    if not listed.rows:
        return (Paragraph(f"{listed.table.label}はまだ登録されていません。"),)
    known = abouts(listed.table.record)
    if listed.table.single:
        (only,) = listed.rows
        labels = (known[name].label for name in listed.names)
        headings = (PaperColumn("項目", width=8), PaperColumn("内容", width=12, weight=3))
        return (PaperTable(headings, tuple(Row(pair) for pair in zip(labels, only, strict=True))),)
    columns = tuple(_column(listed.table, name, known[name], at == 0) for at, name in enumerate(listed.names))
    notes = [f"{len(listed.rows):,}件"]
    if listed.blank:
        blank = "、".join(known[name].label for name in listed.blank)
        notes.append(LEFT_OUT.format(names=blank))
    return (PaperTable(columns, tuple(Row(row) for row in listed.rows)), Notes(tuple(notes)))


def _column(table: Table, name: str, about: About, is_first: bool) -> PaperColumn:
    """Return the column of a field; those that say which row it is stand on every sheet of a table that is parted."""
    kind = about.kind
    repeat = is_first or name in {*OWNERS[table.name], table.known_by, table.titled}
    if _is_figure(about):
        heading = about.label if about.label.endswith(about.unit) else f"{about.label}({about.unit})"
        return PaperColumn(heading, Kind.FIGURE, repeat=repeat)
    if isinstance(kind, Flag):
        return PaperColumn(about.label, align=Align.CENTER, width=3, repeat=repeat)
    if isinstance(kind, Day | FiscalYear | PartialDate):
        return PaperColumn(about.label, width=6 if isinstance(kind, FiscalYear) else _DAY, repeat=repeat)
    if isinstance(kind, Text):
        width, weight = (12, 3) if kind.is_long else (8, 2)
        return PaperColumn(about.label, width=width, weight=weight, repeat=repeat)
    return PaperColumn(
        about.label, width=6, weight=1 if isinstance(kind, AnyRow | OneOf | Reference) else 0, repeat=repeat
    )


def _is_figure(about: About) -> bool:
    """Whether a field holds what is read as a figure: numbers, percentages, rates; a fiscal year is a name."""
    if about.kind.form is Form.FIGURE:
        return isinstance(about.kind, Number) and about.kind.is_number
    return bool(about.unit)
