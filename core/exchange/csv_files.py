"""Tables as CSV: UTF-8 with BOM for Excel, or CP932 once it is known which characters that would lose."""

import csv
import io
import re
from collections.abc import Iterable

from core.model.book import Book
from core.model.machine.grids import Grid, Lost, csv_text, place_name
from core.model.machine.spreadsheet import sheet_of, sheet_tables

UTF8 = "utf-8-sig"
CP932 = "cp932"

_WOULD_RUN = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
"""What a spreadsheet would take for a formula, and what already looks like our escape of it."""


def ledger_grids(book: Book) -> list[Grid]:
    """Return every table that goes out, as sheets."""
    return [sheet_of(book, table) for table in sheet_tables()]


def escaped(cell: object) -> str:
    """Return a cell as CSV text; text that a spreadsheet would run is given a leading apostrophe."""
    if isinstance(cell, str):
        return f"'{cell}" if _WOULD_RUN.match(cell) else cell
    assert cell is None or isinstance(cell, int | float | bool) or hasattr(cell, "isoformat")
    return csv_text(cell)  # type: ignore[arg-type]


def unescaped(text: str) -> str:
    """Return the text that `escaped` was given."""
    return text[1:] if text.startswith("'") and _WOULD_RUN.match(text) else text


def csv_bytes(grid: Grid, encoding: str = UTF8, replacement: str = "") -> bytes:
    """Return the sheet as CSV with CRLF line ends.

    Characters that the encoding lacks become `replacement`; without one, UnicodeEncodeError: ask `lost_characters`
    first. The replacement itself must exist in the encoding.
    """
    output = io.StringIO()
    csv.writer(output, lineterminator="\r\n").writerows([escaped(cell) for cell in row] for row in grid.rows)
    text = output.getvalue()
    if replacement:
        replacement.encode(encoding)
        text = "".join(letter if _has(letter, encoding) else replacement for letter in text)
    return text.encode(encoding)


def lost_characters(grids: Iterable[Grid], encoding: str) -> list[Lost]:
    """Return every character that the encoding does not have or would not give back, cell by cell."""
    lost = []
    for grid in grids:
        for at, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, str) and not _has(cell, encoding):
                    lost += [Lost(grid.name, place_name(at, column), one) for one in _lacking(cell, encoding)]
    return lost


def _lacking(text: str, encoding: str) -> list[str]:
    return list(dict.fromkeys(letter for letter in text if not _has(letter, encoding)))


def _has(text: str, encoding: str) -> bool:
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False
