"""TrueType files as ReportLab wants them, read in a fraction of its time and without its faults."""

from array import array
from struct import iter_unpack, unpack_from
from sys import byteorder
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTEncoding, TTFont, TTFontFace

_UNICODE = (3, 10)
"""Platform and encoding of the table of all of Unicode, which each of the program's fonts has (in format 12)."""
_SPACE, _HARD_SPACE = 0x20, 0xA0


class Typeface(TTFontFace):  # type: ignore[misc]
    """A typeface whose large tables are read in bulk: ReportLab reads them number by number, 40 ms for each file.

    Many glyphs may share the last width; ReportLab hands that one on scaled, and it would be scaled once more.
    """

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: ARG002, N803
        """Read all that is asked of a typeface. Raises ValueError for a file that is set up in another way."""
        super().extractInfo(charInfo=0)
        glyphs: int = self.numGlyphs
        full = int(self.get_ushort(self.get_table_pos("hhea")[0] + 34))
        numbers = _numbers("H", self.get_table("hmtx"))
        advances = [*numbers[: 2 * full : 2], *[numbers[2 * full - 2]] * (glyphs - full)]
        self.hmetrics = list(zip(advances, [*numbers[1 : 2 * full : 2], *numbers[2 * full :]], strict=True))
        if self.get_ushort(self.get_table_pos("head")[0] + 50) != 1:
            raise ValueError(self.filename)
        self.glyphPos = _numbers("I", self.get_table("loca")).tolist()
        self.charToGlyph = characters = self._characters()
        scaled = {advance: self._pdfScale(advance) for advance in set(advances)}
        widths = [scaled[advance] for advance in advances]
        self.defaultWidth = widths[0]
        if _SPACE in characters:
            characters[_HARD_SPACE] = characters[_SPACE]
        self.charWidths = {char: widths[glyph] for char, glyph in characters.items()}

    def _characters(self) -> dict[int, int]:
        """Return the glyph of each character."""
        table = bytes(self.get_table("cmap"))
        (count,) = unpack_from(">H", table, 2)
        for platform, encoding, at in iter_unpack(">HHI", table[4 : 4 + 8 * count]):
            if (platform, encoding) == _UNICODE:
                form, length, groups = unpack_from(">H2xI4xI", table, at)
                if form == 12:
                    return _spread(table[at + 16 : at + length], groups)
        raise ValueError(self.filename)


def _spread(data: bytes, groups: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for first, last, glyph in iter_unpack(">3I", data[: 12 * groups]):
        if first == last:
            found[first] = glyph
        else:
            found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _numbers(code: str, table: bytes) -> "array[int]":
    """Return a table of numbers of one size, which stand in the file with the high byte first."""
    numbers = array(code, bytes(table))
    if byteorder == "little":
        numbers.byteswap()
    return numbers


class TrueType(TTFont):  # type: ignore[misc]
    """ReportLab's font over such a typeface; what is set here is what its own beginning sets."""

    def __init__(self, name: str, path: str) -> None:
        self.fontName = name
        self.face = Typeface(path)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = rl_config.ttfAsciiReadable
        self.shapable = False
