"""Tables as CSV: UTF-8 with BOM for Excel, or CP932 once it is known which characters that would lose."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

from core.model.book import Book
from core.model.machine.grids import Grid, Lost, csv_text, place_name
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import sheet_columns, sheet_of, sheet_tables
from core.pattern import pattern

UTF8 = "utf-8-sig"
CP932 = "cp932"

_WOULD_RUN = pattern(r"'*[=+\-@＝＋－＠\t\r]")
"""What a spreadsheet would take for a formula, and what already looks like our escape of it."""


_PLAIN = pattern(r"-?(0|[1-9][0-9]{0,14})|-?(0|[1-9][0-9]{0,6})\.[0-9]{0,7}[1-9]")
"""Numbers that a spreadsheet writes as it read them."""

_YEAR = r"(?:[0-9]{1,4}|(?:明治|大正|昭和|平成|令和|[MTSHR明大昭平令]) ?[0-9]{1,2}|元)"
_WOULD_CHANGE = pattern(
    r"'*(?:[(\-+△▲]? ?[¥$€]? ?[0-9][0-9,]*(?:\.[0-9]*)?(?:e[+-]?[0-9]+)? ?[%円)]?|\.[0-9]+%?"
    rf"|{_YEAR}[年/.\-][0-9]{{1,2}}(?:[月/.\-](?:[0-9]{{1,4}}日?)?)?|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?|{_YEAR}年"
    r"|[0-9]{1,2}[ -]?[a-z]{3,9}(?:[ ,-]+[0-9]{2,4})?|[a-z]{3,9}[ -][0-9]{1,4}(?:, ?[0-9]{2,4})?"
    r"|[0-9]+ [0-9]+/[0-9]+|(?:[0-9/.年月日\-]+ )?[0-9]{1,2}[:時][0-9]{2}(?:[:分][0-9]{0,2}秒?)?(?: ?[ap]m)?"
    r"|true|false)",
    re.IGNORECASE,
)
"""Text of which a spreadsheet that opens CSV makes a number, a date, a time or a truth: 1,200,000, 007, 20-1, R7.4.1.
Then it writes another one back; and what already looks like our escape of it."""


def _would_change(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    return _WOULD_CHANGE.fullmatch(plain) is not None and _PLAIN.fullmatch(text) is None


def ledger_grids(book: Book) -> list[Grid]:
    """Return every table that goes out, as sheets."""
    return [sheet_of(book, table) for table in sheet_tables()]


def escaped(cell: object) -> str:
    """Return a cell as CSV text; text that a spreadsheet would run is given a leading apostrophe."""
    if isinstance(cell, str):
        is_escape = cell.startswith("'") and _would_change(cell)
        return f"'{cell}" if is_escape or _WOULD_RUN.match(cell) else cell
    assert cell is None or isinstance(cell, int | float | bool) or hasattr(cell, "isoformat")
    return csv_text(cell)  # type: ignore[arg-type]


def kept(cell: object) -> str:
    """Return a cell of free text as CSV text: what a spreadsheet would make something else of has an apostrophe too."""
    if isinstance(cell, str) and not _WOULD_RUN.match(cell) and _would_change(cell):
        return f"'{cell}"
    return escaped(cell)


def unescaped(text: str) -> str:
    """Return the text that `escaped` or `kept` was given."""
    if not text.startswith("'"):
        return text
    return text[1:] if _WOULD_RUN.match(text) or _would_change(text) else text


def csv_bytes(grid: Grid, encoding: str = UTF8, replacement: str = "") -> bytes:
    """Return the sheet as CSV with CRLF line ends.

    Characters that the encoding lacks become `replacement`; without one, UnicodeEncodeError: ask `lost_characters`
    first. The replacement itself must exist in the encoding.
    """
    output, free = io.StringIO(), _free_places(grid)
    lines = ([kept(cell) if at in free else escaped(cell) for at, cell in enumerate(row)] for row in grid.rows)
    csv.writer(output, lineterminator="\r\n").writerows(lines)
    text = output.getvalue()
    if replacement:
        replacement.encode(encoding)
        text = "".join(letter if _has(letter, encoding) else replacement for letter in text)
    return text.encode(encoding)


def _free_places(grid: Grid) -> frozenset[int]:
    """Return the columns of one of our tables in which people write what they like."""
    for table in sheet_tables():
        if table.label == grid.name:
            about = abouts(table.record)
            columns = enumerate(sheet_columns(table))
            return frozenset(at for at, one in columns if one.name in about and about[one.name].kind.is_free)
    return frozenset()


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
