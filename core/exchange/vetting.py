"""What is measured before a workbook is read: how large it really is, unpacked, and how far its cells reach.

The reader trusts its input: a few kilobytes may unpack to gigabytes, two distant cells make it reserve all between
them, one long shared text may be repeated by every cell. A reader that runs out of memory ends the whole program
instead of raising (docs/adr/0027). So each part is unpacked here, with a limit, and only what was measured is handed
on, in an archive of our own.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from core.dataclass import dataclass
from core.exchange.marks import (
    Marks,
    clock_styles,
    column_number,
    is_stale,
    marks_of,
    percent_styles,
    sheet_parts,
    trimmed,
)
from core.model.machine.grids import SourceRefused

LARGEST_FILE = 40_000_000
"""Bytes of a workbook as it lies on the disk."""
LARGEST_UNPACKED = 64_000_000
"""Bytes of all its parts together; 10,000 rows of 30 columns are about 12 million."""
LARGEST_RATIO = 200
"""Unpacked to packed bytes, for parts above a million bytes; sheets that people make stay below 60."""
MOST_PARTS = 2_000
MOST_CELLS = 1_500_000
"""Cells in the rectangle that a sheet spans, blank ones included, when it reaches beyond column AZ or row 99,999."""
MOST_CELLS_IN_ALL = 6_000_000
"""Cells in the rectangles of all sheets of a workbook."""
MOST_TEXT = 120_000_000
"""Bytes of text that the cells of a workbook may come to, shared texts counted at each use."""

_BLOCK = 1 << 16
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What the zip module raises on damaged archives."""

_REFERENCE = re.compile(rb"""r\s*=\s*["']([A-Za-z]*[0-9]+)["']""")
"""Whatever an attribute r may say; beginning with a letter, it is found several times faster."""
_ODD = re.compile(rb'<(?:c|row)(?! r="(?:A?[A-Z])?[0-9]{1,5}")')
"""A cell beyond column AZ or row 99,999, or one that does not begin with its place, as nearly all programs write it.
Without one, a sheet stays below 5.2 million cells: 250 MB at the worst."""
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
"""The same with a prefix."""
_WORDS = rb"""(?:\s+[\w:.-]++\s*=\s*(?:"[^"<>]*+"|'[^'<>]*+'))*+"""
_TAG = re.compile(rb"<(/?)(?:\w+:)?(row|c)(" + _WORDS + rb")\s*(/?)>")
"""The beginning or the end of a row or a cell, written as programs write it."""
_LOOSE_TAG = re.compile(rb"</?(?:[^\s<>/:]*+:)*+(?:row|c)(?=[\s/>])")
"""What a reader may take for one, however it is written."""
_TEXTS = re.compile(rb"<(?:\w+:)?sst(" + _WORDS + rb")\s*/?>")
_LOOSE_TEXTS = re.compile(rb"<(?:[^\s<>/:]*+:)*+sst(?=[\s/>])")
_COUNT = re.compile(rb"""[Cc]ount\s*=\s*["']\s*\+?([0-9]{1,4000})""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
_LONGEST_REFERENCE = 64
_PIECE = 1 << 20
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_IS_SHARED = re.compile(rb"""["']s["']""")
_INDEX = re.compile(rb"v[^>]*>\s*([0-9]{1,9})\s*<")


@dataclass(frozen=True, slots=True)
class Vetted:
    """A workbook with the same sheets in an uncompressed archive whose size and extent are known; `marks` are what its
    XML says of the sheets, by their names."""

    content: bytes
    marks: Mapping[str, Marks]


def vetted(content: bytes) -> Vetted:
    """Return the workbook as it may be read.

    Raises SourceRefused "workbook_old", "not_a_workbook", "workbook_broken", "workbook_too_large" or
    "workbook_suspicious".
    """
    if content.startswith(_OLE):
        raise SourceRefused("workbook_old")
    if not content.startswith(_ZIP):
        raise SourceRefused("not_a_workbook")
    if len(content) > LARGEST_FILE:
        raise SourceRefused("workbook_too_large")
    output = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(output, "w") as clean:
            parts = dict(_parts(archive))
            for name, part in parts.items():
                clean.writestr(zipfile.ZipInfo(name), part)
            marks = dict(_marks({name.lower(): part for name, part in parts.items()}))
    except BROKEN as error:
        raise SourceRefused("workbook_broken") from error
    return Vetted(output.getvalue(), marks)


def _marks(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Marks]]:
    """Yield what the XML says of each sheet."""
    workbook = parts["xl/workbook.xml"]
    styles, stale = parts.get("xl/styles.xml", b""), is_stale(workbook)
    percents, clocks = percent_styles(styles), clock_styles(styles)
    for name, path in sheet_parts(workbook, parts.get("xl/_rels/workbook.xml.rels", b"")).items():
        if b"sheetData" in (part := parts.get(path, b"")):
            yield name, marks_of(part, percents, stale, clocks)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the XML parts, measured; pictures, printer settings and programs are left behind."""
    entries = archive.infolist()
    names = {_name(entry) for entry in entries}
    if len(entries) > MOST_PARTS or len(names) != len(entries):
        raise SourceRefused("workbook_suspicious")
    if "xl/workbook.xml" not in {name.lower() for name in names}:
        raise SourceRefused("not_a_workbook")
    left = LARGEST_UNPACKED
    shared: list[int] = []
    sheets: list[bytes] = []
    for entry in entries:
        if not _name(entry).lower().endswith((".xml", ".rels")):
            continue
        part = unpacked(archive, entry, left)
        left -= len(part)
        _check_xml(part)
        if b"<sst" in part or b":sst" in part:
            _check_counts(part)
            shared += [len(piece) for piece in part.split(b"si>")]
        if b"sheetData" in part:
            part = _measured(part)
            sheets.append(part)
        yield _name(entry), part
    _check_shared(sheets, shared)


def _name(entry: zipfile.ZipInfo) -> str:
    """Return the name of a part; some programs on Windows write backslashes into it."""
    return entry.orig_filename.replace("\\", "/").split("\0")[0]


def _measured(part: bytes) -> bytes:
    """Return a sheet whose extent is known, if need be without what holds nothing but a format."""
    if _is_ordinary(part):
        return part
    part = trimmed(part)
    check_extent(part)
    return part


def _is_ordinary(part: bytes) -> bool:
    """Whether every cell says its place, and none is far away."""
    start, end = part.find(b"sheetData"), part.rfind(b"sheetData")
    end = len(part) if start == end else end
    return not _ODD.search(part, start, end) and not _PREFIXED.search(part, start, end)


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
    """Return one part of an archive. Raises SourceRefused beyond `limit` bytes, or where few become too many."""
    pieces, length = [], 0
    with archive.open(entry) as file:
        while piece := file.read(_BLOCK):
            length += len(piece)
            if length > limit:
                raise SourceRefused("workbook_too_large")
            pieces.append(piece)
    if length > 1_000_000 and length > LARGEST_RATIO * max(entry.compress_size, 1):
        raise SourceRefused("workbook_suspicious")
    return b"".join(pieces)


def _check_xml(part: bytes) -> None:
    """Refuse definitions of entities, and encodings in which such a definition could hide."""
    head = part[:4]
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head:
        raise SourceRefused("workbook_suspicious")


def _check_counts(part: bytes) -> None:
    """Refuse shared texts that say to be more than they can be: the reader reserves memory for as many as are said. The
    cells that bear them are counted too: a few words stand in as many cells as a sheet may have."""
    tables = [tag[1] for tag in _TEXTS.finditer(part)]
    counts = [int(count[1]) for words in tables for count in _COUNT.finditer(words)]
    if len(tables) != len(_LOOSE_TEXTS.findall(part)) or max(counts, default=0) > max(len(part), MOST_CELLS):
        raise SourceRefused("workbook_suspicious")


def _check_shared(sheets: list[bytes], lengths: list[int]) -> None:
    """Refuse sheets whose cells repeat shared texts to more than MOST_TEXT.

    `lengths` are those between the marks of the texts, so that a text's own length is among the first 2n + 1.
    """
    longest = max(lengths, default=0)
    if longest * sum(sheet.count(b"<c") + sheet.count(b":c") for sheet in sheets) <= MOST_TEXT:
        return
    total = 0
    for sheet in sheets:
        for cell in _CELL.split(sheet):
            if _IS_SHARED.search(cell):
                index = _INDEX.search(cell)
                at = int(index[1]) * 2 if index else len(lengths)
                total += max(lengths[at : at + 3], default=longest)
            if total > MOST_TEXT:
                raise SourceRefused("workbook_suspicious")


def check_extent(part: bytes) -> None:
    """Raise SourceRefused "workbook_too_large" when the rectangle around the cells of a sheet is too large, or
    "workbook_suspicious" when it cannot be said how far they reach.

    References are read piece by piece, so that a sheet made of nothing else takes no memory.
    """
    if _is_ordinary(part):
        return
    rows, columns = _counted_on(part)
    for start in range(0, len(part), _PIECE):
        found = b" ".join(_REFERENCE.findall(part, start, min(len(part), start + _PIECE + _LONGEST_REFERENCE)))
        letters = set(found.translate(None, _DIGITS).split())
        digits = set(found.translate(None, _LETTERS).split())
        if max(map(len, letters), default=0) > 3 or max(map(len, digits), default=0) > 7:
            raise SourceRefused("workbook_too_large")
        rows = max(rows, *map(int, digits), 0)
        columns = max(columns, *map(column_number, letters), 0)
    if rows * columns > MOST_CELLS:
        raise SourceRefused("workbook_too_large")


def _counted_on(part: bytes) -> tuple[int, int]:
    """Return how many rows and columns the cells reach when what does not say its place follows what stands before it,
    as the reader counts. Raises SourceRefused "workbook_suspicious" for what a reader may take in another way."""
    if part.count(b"<c") + part.count(b":c") > MOST_CELLS or part.count(b"<") > 6 * MOST_CELLS:
        raise SourceRefused("workbook_too_large")
    row = column = rows = columns = 1
    tags = 0
    for tag in _TAG.finditer(part):
        tags += 1
        if rows * columns > MOST_CELLS:
            raise SourceRefused("workbook_too_large")
        is_end, name, words, is_whole = tag.groups()
        place = None if is_end else _PLACE.search(words)
        if place is not None and (len(place[1]) > 3 or len(place[2]) > 7):
            raise SourceRefused("workbook_too_large")
        if name == b"row":
            if place is not None:
                row = int(place[2])
            rows = max(rows, row)
            if is_end or is_whole:
                row, column = row + 1, 1
        elif not is_end:
            if place is not None:
                column = column_number(place[1])
            columns = max(columns, column)
            column += 1
    if tags != sum(1 for _ in _LOOSE_TAG.finditer(part)):
        raise SourceRefused("workbook_suspicious")
    return rows, columns
