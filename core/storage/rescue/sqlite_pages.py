"""SQLite's pages read without SQLite, row by row: what is still whole of a damaged file can be read around the damage.

The format is that of https://www.sqlite.org/fileformat2.html; pages are counted from 1. Nothing here trusts a byte.
"""

import struct
from collections.abc import Iterator
from dataclasses import field

from core.dataclass import dataclass

PAGE = 4_096
"""The size of a page in every file of ours, and text is in UTF-8; another program may have written one anew."""

_SIZES_OF_PAGES = tuple(2**n for n in range(9, 17))
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_FIRST_WORDS = "CREATE TABLE"

_LEAF, _INTERIOR = 0x0D, 0x05
_DEEPEST = 20
_LONGEST_CHAIN = 100_000
_MOST_CHAINED = 4
"""How many times the bytes of the file the overflow pages of one table may be read."""
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}

RawRow = tuple[object, ...]


@dataclass(slots=True)
class Tree:
    """What could be read of one table: rows by rowid, the pages it stands on, and whether a part is missing."""

    rows: dict[int, RawRow] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)
    is_broken: bool = False
    chained: int = 0
    """Bytes read from overflow pages: in a crafted file a thousand rows may lead to the same long chain."""


class _Unreadable(Exception):
    """A page or a cell does not say what it should."""


class Pages:
    """The bytes of a file as pages of `size` bytes; what is beyond its end is missing. Text is in `encoding`."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = _page_size(content)
        self.count = -(-len(content) // self.size)
        self.encoding = _encoding(content)

    def page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise _Unreadable(number)
        return self._content[(number - 1) * self.size : number * self.size].ljust(self.size, b"\0")


def _page_size(content: bytes) -> int:
    """Return the size that the header says, where the length of the file bears it out."""
    said = int.from_bytes(content[16:18], "big")
    said = 65_536 if said == 1 else said
    is_whole = said in _SIZES_OF_PAGES and said * int.from_bytes(content[28:32], "big") == len(content)
    return said if is_whole else PAGE


def _encoding(content: bytes) -> str:
    """Return the encoding that the header says, where definitions are written in it."""
    said = dict(enumerate(_ENCODINGS, 1)).get(int.from_bytes(content[56:60], "big"), _ENCODINGS[0])
    return said if _FIRST_WORDS.encode(said) in content else _ENCODINGS[0]


def read_tree(pages: Pages, root: int) -> Tree:
    """Read every row that can still be reached from the root of a table."""
    tree = Tree()
    _descend(pages, root, tree, 0)
    return tree


def read_leaf(pages: Pages, number: int) -> Tree:
    """Read the rows of one page that is, or looks like, a leaf of a table."""
    tree = Tree()
    try:
        if pages.page(number)[_header_at(number)] == _LEAF:
            _read_rows(pages, number, tree)
    except _Unreadable:
        tree.is_broken = True
    return tree


def free_pages(pages: Pages) -> set[int]:
    """Return the pages that hold nothing any more, as far as their list can be read: old rows may still stand there."""
    found: set[int] = set()
    try:
        trunk = struct.unpack_from(">I", pages.page(1), 32)[0]
        while trunk and trunk not in found and len(found) < _LONGEST_CHAIN:
            found.add(trunk)
            content = pages.page(trunk)
            following, count = struct.unpack_from(">II", content)
            found.update(struct.unpack_from(f">{min(count, pages.size // 4 - 2)}I", content, 8))
            trunk = following
    except (_Unreadable, struct.error):
        pass
    return found


def _descend(pages: Pages, number: int, tree: Tree, depth: int) -> None:
    if number in tree.pages or depth > _DEEPEST:
        tree.is_broken = True
        return
    try:
        content = pages.page(number)
        kind = content[_header_at(number)]
        if kind == _LEAF:
            _read_rows(pages, number, tree)
        elif kind == _INTERIOR:
            tree.pages.add(number)
            for child in _children(content, _header_at(number)):
                _descend(pages, child, tree, depth + 1)
        else:
            tree.is_broken = True
    except _Unreadable:
        tree.is_broken = True


def _header_at(number: int) -> int:
    return 100 if number == 1 else 0


def _children(content: bytes, start: int) -> Iterator[int]:
    for at in _cells(content, start, 12):
        yield struct.unpack_from(">I", content, at)[0]
    yield struct.unpack_from(">I", content, start + 8)[0]


def _cells(content: bytes, start: int, header: int) -> Iterator[int]:
    count = struct.unpack_from(">H", content, start + 3)[0]
    if count > (len(content) - start - header) // 2:
        raise _Unreadable(count)
    for at in struct.unpack_from(f">{count}H", content, start + header):
        if not start + header <= at <= len(content) - 4:
            raise _Unreadable(at)
        yield at


def _read_rows(pages: Pages, number: int, tree: Tree) -> None:
    content = pages.page(number)
    tree.pages.add(number)
    for at in _cells(content, _header_at(number), 8):
        try:
            length, at = _varint(content, at)
            rowid, at = _varint(content, at)
            tree.rows[_signed(rowid)] = _record(_payload(pages, content, at, length, tree), pages.encoding)
        except (_Unreadable, struct.error, UnicodeDecodeError, IndexError):
            tree.is_broken = True


def _payload(pages: Pages, content: bytes, at: int, length: int, tree: Tree) -> bytes:
    """Return the bytes of a cell, those on its overflow pages included."""
    size = pages.size
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        return content[at : at + length]
    tree.chained += length
    if length > pages.count * size or tree.chained > _MOST_CHAINED * pages.count * size:
        raise _Unreadable(length)
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    parts, seen = [content[at : at + here]], set[int]()
    (following,) = struct.unpack_from(">I", content, at + here)
    left = length - here
    while left > 0:
        if following in seen:
            raise _Unreadable(following)
        seen.add(following)
        page = pages.page(following)
        parts.append(page[4 : 4 + left])
        left -= size - 4
        (following,) = struct.unpack_from(">I", page)
    return b"".join(parts)


def _record(payload: bytes, encoding: str) -> RawRow:
    size, at = _varint(payload, 0)
    if size > len(payload):
        raise _Unreadable(size)
    kinds = []
    while at < size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[object] = []
    for kind in kinds:
        value, at = _value(payload, at, kind, encoding)
        values.append(value)
    if at != len(payload):
        raise _Unreadable(at)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int, encoding: str) -> tuple[object, int]:
    if kind >= 12:
        length = (kind - 12) // 2
        if at + length > len(payload):
            raise _Unreadable(length)
        content = payload[at : at + length]
        return (content.decode(encoding) if kind % 2 else content), at + length
    if kind in {10, 11}:
        raise _Unreadable(kind)
    size = _SIZES[kind]
    content = payload[at : at + size]
    if len(content) < size:
        raise _Unreadable(size)
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind == 7:
        return struct.unpack(">d", content)[0], at + size
    return int.from_bytes(content, "big", signed=True), at + size


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = content[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | content[at + 8], at + 9


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
