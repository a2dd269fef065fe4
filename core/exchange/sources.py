"""What a file is that somebody wants to import: our own workbook, a foreign one, or CSV."""

import codecs
import csv
import io
from collections import Counter
from pathlib import PurePath

from core.exchange.csv_files import unescaped
from core.exchange.form_book import is_form
from core.exchange.picture_sheet import PICTURES, read_pictures
from core.exchange.questionnaire_book import is_questionnaire
from core.exchange.reading_workbook import read_workbook
from core.exchange.score_book import is_score_book
from core.exchange.workbook import CONTENTS, FORMAT, MARK
from core.model.machine.grids import Grid, SourceFile, SourceRefused, csv_text
from core.model.machine.spreadsheet import sheet_tables
from core.pattern import pattern

WORKBOOKS = {".xlsx", ".xlsm"}
OTHER_TABLES = {".ods", ".fods", ".xlsb", ".xltx", ".xltm", ".numbers", ".htm", ".html", ".mht", ".xml", ".slk", ".dif"}
"""Files that spreadsheets open, and can save as a workbook."""
TEXTS = {".csv", ".tsv", ".txt"}


def read_source(content: bytes, name: str, encoding: str | None = None) -> SourceFile:
    """Return the sheets of a file by its name's ending.

    Raises SourceRefused: "ending_unknown", "ending_to_save", "workbook_is_page", "export_newer", or as the readers do.
    """
    path = PurePath(name)
    if path.suffix.lower() in TEXTS:
        return SourceFile((read_csv(content, path.stem, encoding),))
    if path.suffix.lower() in OTHER_TABLES:
        raise SourceRefused("ending_to_save", path=name)
    if path.suffix.lower() not in {*WORKBOOKS, ".xls"}:
        raise SourceRefused("ending_unknown", path=name)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise SourceRefused("workbook_is_page", path=name)
    grids = read_workbook(content)
    if is_questionnaire(grids):
        raise SourceRefused("is_questionnaire")
    if is_score_book(grids):
        raise SourceRefused("is_score_book")
    if is_form(grids):
        raise SourceRefused("is_form", path=name)
    contents = next((grid for grid in grids if grid.name == CONTENTS), None)
    if contents is None or not contents.rows or contents.rows[0][:1] != (MARK,):
        return SourceFile(tuple(grid for grid in grids if grid.rows))
    facts = {csv_text(row[0]): csv_text(row[1]) for row in contents.rows if len(row) > 1}
    version = facts.get(MARK, "")
    if version.isdecimal() and int(version) > FORMAT:
        raise SourceRefused("export_newer")
    tables = {table.label for table in sheet_tables()}
    drawn = next((grid for grid in grids if grid.name == PICTURES and grid.rows), None)
    listed = {csv_text(row[0]) for row in contents.rows if row} | {CONTENTS, PICTURES}
    others = tuple(grid.name for grid in grids if grid.name not in tables and grid.name not in listed and grid.rows)
    pictures = read_pictures(content, drawn) if drawn is not None else None
    ours = tuple(grid for grid in grids if grid.name in tables)
    return SourceFile(ours, facts.get("台帳ID", "") or "?", others, pictures)


LARGEST_FILE = 40_000_000
MOST_CELLS = 1_500_000

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text and the encoding it was read with: the chosen one, that of the BOM, UTF-16 where its zero bytes
    stand, strict UTF-8, else CP932, or EUC-JP where only that gives Japanese words: CP932 reads its bytes as half-width
    kana.

    Raises SourceRefused "encoding_unknown" when none of them fits.
    """
    by_mark = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    if by_mark is None and b"\x1b$" in content:
        by_mark = "iso2022_jp"
    if by_mark is None and b"\0" in content[:_LOOKED_AT]:
        by_mark = _utf16(content[:_LOOKED_AT])
    ways = (encoding,) if encoding else (by_mark,) if by_mark else ("utf-8", "cp932")
    for way in ways:
        try:
            text = content.decode(way)
        except (UnicodeError, LookupError):
            continue
        if way == "cp932" and not encoding and (other := _euc(content)) and _oddness(other) < _oddness(text):
            return other, "euc_jp"
        return text, way
    if not encoding and (other := _euc(content)):
        return other, "euc_jp"
    raise SourceRefused("encoding_unknown", encodings="、".join(ways))


_LOOKED_AT = 4_096


def _utf16(beginning: bytes) -> str:
    """Return which UTF-16 a text is that does not say so: by its line ends and what separates cells."""
    signs = [ord(sign) for sign in "\r\n\t,;"]
    ends = [sum(beginning[at::2].count(sign) for sign in signs) for at in (0, 1)]
    return "utf-16-le" if ends[0] >= ends[1] else "utf-16-be"


def _euc(content: bytes) -> str:
    """Return the text if it may be EUC-JP, else ""."""
    try:
        return content.decode("euc_jp")
    except UnicodeError:
        return ""


_COMMON = pattern("[\u3040-\u30ff\u4e00-\u9fff]")
_ODD = pattern("[\uff61-\uff9f\ue000-\uf8ff]")


def _oddness(text: str) -> float:
    """Return how many letters are half-width kana or signs of one's own, for each that is kana or kanji."""
    odd = sum(5 if letter < "\uff61" else 1 for letter in _ODD.findall(text))
    return odd / (1 + len(_COMMON.findall(text)))


def read_csv(content: bytes, name: str, encoding: str | None = None) -> Grid:
    """Return the table; cells are text, our own escapes undone. What separates them is what most lines have alike, or
    what a first line sep=; says, which spreadsheets do not show.

    Raises SourceRefused "encoding_unknown", "csv_too_large" or "csv_broken".
    """
    if len(content) > LARGEST_FILE:
        raise SourceRefused("csv_too_large")
    text, _ = decoded(content, encoding)
    first, _, rest = text.partition("\n")
    said = _SAID_SEPARATOR.fullmatch(first.strip("\r \ufeff"))
    text = rest if said else text
    separator = said[1] if said else _separator(text)
    rows, cells = [], 0
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            cells += len(line)
            if cells > MOST_CELLS:
                raise SourceRefused("csv_too_large")
            rows.append(tuple([_cell(cell) for cell in line]))
    except csv.Error as error:
        raise SourceRefused("csv_broken", line=len(rows) + 1) from error
    return Grid(name, tuple(rows), is_text=True)


_SAID_SEPARATOR = pattern(r'"?sep=([,;\t|])"?')
_IN_QUOTES = pattern(r'"[^"]*"')
_SEPARATORS = "\t,;"
"""What may separate cells; of those that fit alike the first."""


def _separator(text: str) -> str:
    """Return what stands equally often in the most lines of the beginning, outside of quotes: titles have none of it,
    and figures with commas have them here and there."""
    beginning = _IN_QUOTES.sub("", text[:_LOOKED_AT])
    lines = [line for line in beginning.splitlines() if line.strip()]
    best, most = ",", 0
    for one in _SEPARATORS:
        alike = Counter(count for line in lines if (count := line.count(one)))
        fits = alike.most_common(1)[0][1] if alike else 0
        if fits > most:
            best, most = one, fits
    return best


_QUOTED = pattern('="((?:[^"]|"")*)"')
"""Text as programs write it that want a spreadsheet to leave it alone: ="016211"."""


def _cell(text: str) -> str | None:
    if not text:
        return None
    if text[0] == "=" and (quoted := _QUOTED.fullmatch(text)):
        return quoted[1].replace('""', '"') or None
    return unescaped(text) if text[0] == "'" else text
