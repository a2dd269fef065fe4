"""Pictures: what a PNG or JPEG file says of itself before anything of it is drawn, and what is left when it was."""

import re
from collections.abc import Iterator

from core.dataclass import dataclass

LARGEST_FILE = 20_000_000
"""Bytes of a picture that is put in; more is a slip."""

LARGEST_KEPT = 6_000_000
"""Bytes of a picture that is kept in the ledger."""

LONGEST_SIDE = 20_000
"""Pixels of one side."""

MOST_PIXELS = 50_000_000
"""Pixels of a picture: so many are drawn in a moment, and no small file grows beyond that."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The markers of JPEG behind which its size stands."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Those without a length."""


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """`content` is PNG or JPEG of this program's own making, without metadata, of so many pixels."""

    content: bytes
    width: int
    height: int


class PictureRefused(Exception):
    """A file cannot be put in as a picture: `rule` is the reason, `facts` what its sentence tells."""

    def __init__(self, rule: str, **facts: str) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts = facts


def picture_kind(content: bytes) -> str:
    """Return "PNG" or "JPEG" by the first bytes, "" for anything else, whatever the name of the file says."""
    return "PNG" if content.startswith(_PNG) else "JPEG" if content.startswith(_JPEG) else ""


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels as the head of the file has them; None where it has none. Nothing is unpacked,
    and nothing here takes long."""
    match picture_kind(content):
        case "PNG":
            head = content[8:24]
            found = re.fullmatch(rb"\x00\x00\x00\rIHDR(.{4})(.{4})", head, re.DOTALL)
            return (int.from_bytes(found[1], "big"), int.from_bytes(found[2], "big")) if found else None
        case "JPEG":
            return next(_frames(content), None)
    return None


def is_printable(content: bytes) -> bool:
    """Whether these bytes begin as a picture that may be drawn: PNG or JPEG, within all limits."""
    size = picture_size(content) if len(content) <= LARGEST_FILE else None
    return size is not None and min(size) > 0 and max(size) <= LONGEST_SIDE and size[0] * size[1] <= MOST_PIXELS


def _frames(content: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _BARE:
            at += 2
        elif marker in _FRAMES:
            yield int.from_bytes(content[at + 7 : at + 9], "big"), int.from_bytes(content[at + 5 : at + 7], "big")
            return
        else:
            at += 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
