"""The typefaces of the paper: loaded once from resources, chosen character by character, missing ones listed."""

import re
from collections.abc import Iterable
from enum import Enum
from functools import cache
from threading import Lock
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont

from core.dataclass import dataclass
from core.documents.paper.document import Document, texts
from core.printing.typefaces import TrueType
from core.version import RESOURCES

GETA = "〓"
"""Drawn for a character that no face has, as printers have always done."""


class Face(Enum):
    """The four faces of the paper, by file name."""

    TEXT = "BIZUDPGothic-Regular"
    TEXT_BOLD = "BIZUDPGothic-Bold"
    FIGURE = "BIZUDGothic-Regular"
    FIGURE_BOLD = "BIZUDGothic-Bold"


_SUPPLEMENT = "AnbunchoSupplement"
_FALLBACKS = {
    Face.TEXT: ("AnbunchoNoto-Regular", _SUPPLEMENT),
    Face.TEXT_BOLD: ("AnbunchoNoto-Bold", _SUPPLEMENT),
    Face.FIGURE: ("AnbunchoNoto-Regular", _SUPPLEMENT),
    Face.FIGURE_BOLD: ("AnbunchoNoto-Bold", _SUPPLEMENT),
}
"""The fonts that have what a face lacks, in the order in which they are asked; read when a character needs them."""
_DRAWN_AS = {"☐": ("□", ""), "☑": ("□", "✓"), "\t": (" ", ""), "\u00a0": (" ", "")}
"""Characters drawn with others: the first of the pair, and the second on top of it."""


class Font(TrueType):
    """A TrueType font that can be kept for decades: searched and copied beyond the first 65,536 characters too.

    ReportLab writes the code point of 𠮟 as five hexadecimal digits where PDF wants two UTF-16 units, and says of codes
    that are not used that they mean U+0000.
    """

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

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._names = (face.value, *_FALLBACKS[face])

    def __missing__(self, char: str) -> Glyph:
        self[char] = glyph = self._find(char)
        return glyph

    def _find(self, char: str) -> Glyph:
        if is_variation_selector(char):
            return Glyph(None, "", "", 0)
        drawn, over = _DRAWN_AS.get(char, (char, ""))
        asked = (_font(name) for name in self._names)
        font = next((font for font in asked if ord(drawn) in font.face.charToGlyph), None)
        if font is None:
            font, drawn = _font(self._names[0]), GETA
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


@cache
def _font(name: str) -> Font:
    font = Font(name, str(RESOURCES / "fonts" / f"{name}.ttf"))
    registerFont(font)
    return font


@cache
def fonts() -> Fonts:
    """Return the faces; a font is read from resources/fonts when a character of it is first asked for."""
    glyphs = {face: Glyphs(face) for face in Face}
    _font(Face.TEXT.value)  # every document begins in it
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
