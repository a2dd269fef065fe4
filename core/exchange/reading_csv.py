"""CSV and tab-separated text read as a grid, with the encoding found or chosen."""

import codecs
import csv
import io

from core.exchange.csv_files import unescaped
from core.model.grids import Grid, SourceRefused

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
