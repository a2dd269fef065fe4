"""The typefaces of the paper: loaded once from resources, chosen character by character, missing ones listed."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import cache
from struct import Struct
from threading import Lock
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont, TTFontParser

from core.dataclass import dataclass
from core.documents.paper.document import Document, texts
from core.version import RESOURCES

GETA = "〓"
"""Drawn for a character that no face has, as printers have always done."""


class Face(Enum):
    """The four faces of the paper, by file name."""

    TEXT = "BIZUDPGothic-Regular"
    TEXT_BOLD = "BIZUDPGothic-Bold"
    FIGURE = "BIZUDGothic-Regular"
    FIGURE_BOLD = "BIZUDGothic-Bold"


_FALLBACKS = ("ipaexg", "AnbunchoSupplement")
_DRAWN_AS = {"☐": ("□", ""), "☑": ("□", "✓"), "\t": (" ", ""), "\u00a0": (" ", "")}
"""Characters drawn with others: the first of the pair, and the second on top of it."""


_USHORT, _ULONG = (Struct(kind).unpack_from for kind in (">H", ">L"))


def _read_ushort(parser: Any) -> int:
    parser._pos += 2
    return int(_USHORT(parser._ttf_data, parser._pos - 2)[0])


def _read_ulong(parser: Any) -> int:
    parser._pos += 4
    return int(_ULONG(parser._ttf_data, parser._pos - 4)[0])


# reportlab cuts a slice out of the file for each of the 80,000 numbers of a font: a third of the time it takes to read.
TTFontParser.read_ushort = _read_ushort
TTFontParser.read_ulong = _read_ulong


class Font(TTFont):  # type: ignore[misc]
    """A TrueType font that can be kept for decades: searched and copied beyond the first 65,536 characters too.

    reportlab writes the code point of 𠮟 as five hexadecimal digits where PDF wants two UTF-16 units, says of codes
    that are not used that they mean U+0000, and embeds widths scaled twice where many glyphs share the last one.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        face = self.face
        full = int.from_bytes(face.get_table("hhea")[34:36], "big")
        shared = face.hmetrics[full - 1][0]
        face.hmetrics[full:] = [(shared, bearing) for _, bearing in face.hmetrics[full:]]

    def addObjects(self, doc: Any) -> None:
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(self.state[doc].subsets))]
        super().addObjects(doc)
        for name in names:
            stream = doc.idToObject[doc.idToObject["BasicFonts"].dict[name].ToUnicode.name]
            stream.content = _meanings(stream.content)


_MOST_MEANINGS = 100
"""As many lines may stand in one block of what codes mean."""


def _meanings(content: str) -> str:
    """Return what the codes of a font mean, with the codes alone that are used, each in UTF-16."""
    before, _, rest = content.partition("beginbfchar\n")
    told, _, after = rest.partition("endbfchar\n")
    lines = [re.sub(r"<([0-9A-F]{5})>", _as_utf16, line) for line in told.splitlines() if not line.endswith("<0000>")]
    blocks = [lines[at : at + _MOST_MEANINGS] for at in range(0, len(lines), _MOST_MEANINGS)]
    text = "".join(
        f"{len(block)} beginbfchar\n" + "".join(f"{line}\n" for line in block) + "endbfchar\n" for block in blocks
    )
    return before.rpartition("\n")[0] + "\n" + text + after


def _as_utf16(match: re.Match[str]) -> str:
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is drawn: in which font, as which character, with what on top, and how wide in 1/1000 em."""

    font: Font | None
    char: str
    over: str
    width: float


class Glyphs(dict[str, Glyph]):
    """The glyph of every character in one face, found on first use: a font of which no character is asked for is not
    read at all."""

    def __init__(self, names: Sequence[str], loaded: "_Loaded") -> None:
        """`names` are those of the fonts that are asked one after the other."""
        super().__init__()
        self._names, self._loaded = names, loaded

    def __missing__(self, char: str) -> Glyph:
        self[char] = glyph = self._find(char)
        return glyph

    def _find(self, char: str) -> Glyph:
        if is_variation_selector(char):
            return Glyph(None, "", "", 0)
        drawn, over = _DRAWN_AS.get(char, (char, ""))
        fonts = (self._loaded[name] for name in self._names)
        font = next((font for font in fonts if ord(drawn) in font.face.charToGlyph), None)
        if font is None:
            font, drawn = self._loaded[self._names[0]], GETA
        return Glyph(font, drawn, over, font.face.getCharWidth(ord(drawn)))


class Widths(dict[str, float]):
    """The advance width of every character in one face, in 1/1000 em."""

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, char: str) -> float:
        self[char] = width = self._glyphs[char].width
        return width


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces with their glyphs and widths. reportlab's fonts remember where they read: one document at a time."""

    glyphs: dict[Face, Glyphs]
    widths: dict[Face, Widths]
    in_use: Lock

    def has(self, char: str) -> bool:
        """Return whether `char` is drawn as itself."""
        glyph = self.glyphs[Face.TEXT][char]
        return glyph.font is not None and (glyph.char != GETA or char == GETA)


class _Loaded(dict[str, Font]):
    """The fonts by file name, read from resources/fonts when they are first asked for, each once."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = Lock()

    def __missing__(self, name: str) -> Font:
        with self._reading:
            found = self.get(name)
            if found is None:
                found = self[name] = Font(name, str(RESOURCES / "fonts" / f"{name}.ttf"))
                registerFont(found)
        return found


@cache
def fonts() -> Fonts:
    """Return the faces; a font is read when a character of it is first asked for: reading one takes 50 ms."""
    loaded = _Loaded()
    loaded[Face.TEXT.value]  # every document begins in it
    glyphs = {face: Glyphs((face.value, *_FALLBACKS), loaded) for face in Face}
    return Fonts(glyphs, {face: Widths(glyphs[face]) for face in Face}, Lock())


def is_variation_selector(char: str) -> bool:
    """Return whether `char` only chooses a form of the character before it; such forms are not drawn."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def missing_characters(document: Document) -> list[tuple[str, str]]:
    """Return the characters that will not be drawn as typed, each with the first place where it stands.

    A character that no font has is drawn as 〓. A variation selector is dropped, so the common form of the character
    before it is drawn: the pair is listed together.
    """
    return _missing(texts(document), fonts())


def _missing(placed: Iterable[tuple[str, str]], faces: Fonts) -> list[tuple[str, str]]:
    good: set[str] = {"\n", "\r"}
    found: dict[str, str] = {}
    for where, text in placed:
        if good.issuperset(text):
            continue
        for at, char in enumerate(text):
            if char in good or faces.has(char):
                good.add(char)
            else:
                listed = text[at - 1 : at + 1] if at and is_variation_selector(char) else char
                found.setdefault(listed, where)
    return list(found.items())
