"""A computed sheet, handed over as a document, as a sheet of a workbook: figures become numbers again."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from core.documents.paper.document import (
    Boxes,
    Document,
    Emphasis,
    FillIn,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Table,
    boxes_text,
)
from core.exchange.styles import Styles, column_width, set_up_page, write_text
from core.model.values.dates import show_date
from core.model.values.paper import Orientation
from core.pattern import pattern

_FIGURE = pattern(r"(△?)([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)")


def write_document(sheet: Worksheet, styles: Styles, document: Document) -> None:
    """Write every sheet of the document below each other: titles, tables with totals, notes."""
    at = 0
    widths: dict[int, int] = {}
    for part in document.sheets:
        write_text(sheet, at, 0, part.title, styles.title)
        at += 1
        for text in (part.addressee, show_date(part.date), part.number, part.sender.replace("\n", " ")):
            if text:
                write_text(sheet, at, 0, text, styles.text)
                at += 1
        for block in part.blocks:
            if isinstance(block, Table):
                at = _write_table(sheet, styles, block, at, widths)
            else:
                for cells in _lines(block):
                    for column, text in enumerate(cells):
                        write_text(sheet, at, column, text, styles.text)
                    at += 1
        at += 1
    for column, width in widths.items():
        sheet.set_column(column, column, width)
    set_up_page(sheet, landscape=document.orientation is Orientation.LANDSCAPE)


def number_of(text: str) -> int | None:
    """Return the whole number that a figure shows (1,234 or △1,234); None for words."""
    match = _FIGURE.fullmatch(text)
    if not match:
        return None
    number = int(match[2].replace(",", ""))
    return -number if match[1] else number


def _lines(block: object) -> Sequence[tuple[str, ...]]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return [(text,)]
        case Notes(lines=lines, mark=mark):
            return [(f"{mark}{line}",) for line in lines]
        case KeyValues(pairs=pairs):
            return list(pairs)
        case Boxes(label=label, choices=choices):
            return [(label, boxes_text(choices))]
        case FillIn(fields=fields):
            return [(label,) for label, _ in fields]
    return []


def _write_table(sheet: Worksheet, styles: Styles, table: Table, at: int, widths: dict[int, int]) -> int:
    for text in (table.legend, table.unit):
        if text:
            write_text(sheet, at, 0, text, styles.text)
            at += 1
    for column, spec in enumerate(table.columns):
        write_text(sheet, at, column, " ".join((*spec.groups, spec.heading)), styles.heading)
        shown = column_width(spec.heading, (row.cells[column] for row in table.rows[:200] if column < len(row.cells)))
        widths[column] = max(widths.get(column, 0), shown)
    for row in (*table.rows, *table.totals):
        at += 1
        _write_row(sheet, styles, table, row, at)
    return at + 2


def _write_row(sheet: Worksheet, styles: Styles, table: Table, row: Row, at: int) -> None:
    strong = row.emphasis in {Emphasis.TOTAL, Emphasis.STRONG}
    for column, text in enumerate(row.cells):
        number = number_of(text) if table.columns[column].kind is Kind.FIGURE else None
        if number is not None:
            sheet.write_number(at, column, number, styles.strong_figure if strong else styles.figure)
        elif text:
            write_text(sheet, at, column, text, styles.strong_text if strong else styles.wrapped)
