"""What a file is that somebody wants to import: our own workbook, a foreign one, or CSV."""

import codecs
import csv
import io
from pathlib import PurePath

from core.exchange.csv_files import unescaped
from core.exchange.reading_workbook import read_workbook
from core.exchange.workbook import CONTENTS, FORMAT, MARK
from core.model.machine.grids import Grid, SourceFile, SourceRefused, csv_text
from core.model.machine.spreadsheet import sheet_tables

WORKBOOKS = {".xlsx", ".xlsm"}
TEXTS = {".csv", ".tsv", ".txt"}


def read_source(content: bytes, name: str, encoding: str | None = None) -> SourceFile:
    """Return the sheets of a file by its name's ending.

    Raises SourceRefused: "ending_unknown", "export_newer", or as the readers do.
    """
    path = PurePath(name)
    if path.suffix.lower() in TEXTS:
        return SourceFile((read_csv(content, path.stem, encoding),))
    if path.suffix.lower() not in {*WORKBOOKS, ".xls"}:
        raise SourceRefused("ending_unknown", path=name)
    grids = read_workbook(content)
    contents = next((grid for grid in grids if grid.name == CONTENTS), None)
    if contents is None or not contents.rows or contents.rows[0][:1] != (MARK,):
        return SourceFile(tuple(grid for grid in grids if grid.rows))
    facts = {csv_text(row[0]): csv_text(row[1]) for row in contents.rows if len(row) > 1}
    version = facts.get(MARK, "")
    if version.isdecimal() and int(version) > FORMAT:
        raise SourceRefused("export_newer")
    tables = {table.label for table in sheet_tables()}
    return SourceFile(tuple(grid for grid in grids if grid.name in tables), facts.get("台帳ID", "") or "?")


ENCODINGS = ("utf-8", "cp932", "utf-16")
"""Encodings that a clerk may choose from."""

LARGEST_FILE = 40_000_000
MOST_CELLS = 1_500_000

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Return the text and the encoding it was read with: the chosen one, that of the BOM, strict UTF-8, else CP932.

    Raises SourceRefused "encoding_unknown" when none of them fits.
    """
    by_mark = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    ways = (encoding,) if encoding else (by_mark,) if by_mark else ("utf-8", "cp932")
    for way in ways:
        try:
            return content.decode(way), way
        except (UnicodeError, LookupError):
            continue
    raise SourceRefused("encoding_unknown", encodings="、".join(ways))


def read_csv(content: bytes, name: str, encoding: str | None = None) -> Grid:
    """Return the table; cells are text, our own escapes undone. Tabs separate where the first line has them.

    Raises SourceRefused "encoding_unknown", "csv_too_large" or "csv_broken".
    """
    if len(content) > LARGEST_FILE:
        raise SourceRefused("csv_too_large")
    text, _ = decoded(content, encoding)
    first = text.partition("\n")[0]
    separator = "\t" if "\t" in first and first.count("\t") >= first.count(",") else ","
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


def _cell(text: str) -> str | None:
    if not text:
        return None
    return unescaped(text) if text[0] == "'" else text
