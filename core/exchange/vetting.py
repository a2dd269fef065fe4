"""What is measured before a workbook is read: how large it really is, unpacked, and how far its cells reach.

The reader trusts its input: a few kilobytes may unpack to gigabytes, two distant cells make it reserve all between
them, one long shared text may be repeated by every cell. So each part is unpacked here, with a limit, and only what
was measured is handed on, in an archive of our own.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from core.model.grids import SourceRefused

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
_BROKEN = (
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
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{3,}[0-9]|[B-Zb-z][A-Za-z][0-9]|[A-Za-z]{0,2}[0-9]{6})""")
"""A cell beyond column AZ or row 99,999. Without one, a sheet stays below 5.2 million cells: 250 MB at the worst."""
_LONGEST_REFERENCE = 64
_PIECE = 1 << 20
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
_IS_SHARED = re.compile(rb"""["']s["']""")
_INDEX = re.compile(rb"v[^>]*>\s*([0-9]{1,9})\s*<")


def vetted(content: bytes) -> bytes:
    """Return a workbook with the same sheets in an uncompressed archive whose size and extent are known.

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
            for name, part in _parts(archive):
                clean.writestr(zipfile.ZipInfo(name), part)
    except _BROKEN as error:
        raise SourceRefused("workbook_broken") from error
    return output.getvalue()


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield the XML parts, measured; pictures, printer settings and programs are left behind."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > MOST_PARTS or len(names) != len(entries):
        raise SourceRefused("workbook_suspicious")
    if "xl/workbook.xml" not in {name.lower() for name in names}:
        raise SourceRefused("not_a_workbook")
    left = LARGEST_UNPACKED
    shared: list[int] = []
    sheets: list[bytes] = []
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        part = _unpacked(archive, entry, left)
        left -= len(part)
        _check_xml(part)
        if b"<sst" in part or b":sst" in part:
            shared += [len(piece) for piece in part.split(b"si>")]
        if b"sheetData" in part:
            check_extent(part)
            sheets.append(part)
        yield entry.filename, part
    _check_shared(sheets, shared)


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int) -> bytes:
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
    """Raise SourceRefused "workbook_too_large" when the rectangle around the cells of a sheet is too large.

    References are read piece by piece, so that a sheet made of nothing else takes no memory.
    """
    if not _FAR.search(part):
        return
    rows = columns = 1
    for start in range(0, len(part), _PIECE):
        found = b" ".join(_REFERENCE.findall(part, start, min(len(part), start + _PIECE + _LONGEST_REFERENCE)))
        letters = set(found.translate(None, _DIGITS).split())
        digits = set(found.translate(None, _LETTERS).split())
        if max(map(len, letters), default=0) > 3 or max(map(len, digits), default=0) > 7:
            raise SourceRefused("workbook_too_large")
        rows = max(rows, *map(int, digits), 0)
        columns = max(columns, *map(_column_number, letters), 0)
    if rows * columns > MOST_CELLS:
        raise SourceRefused("workbook_too_large")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
