"""Measuring text and breaking it into lines the way Japanese is set."""

from collections.abc import Iterator

from core.dataclass import dataclass
from core.printing.fonts import Face, Fonts

NOT_AT_START = frozenset(
    "、。，．,.・：；:;？！?!゛゜ヽヾゝゞ々ー～〜―…‥」』）)］]｝}〕〉》】’”%％℃°′″"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ円"
)
"""行頭禁則: what no line begins with (円 keeps beside its figure)."""

NOT_AT_END = frozenset("「『（(［[｛{〔〈《【‘“¥￥＄$№＃#※□☐☑△")
"""行末禁則: what no line ends with (boxes and △ keep beside what they belong to)."""

_CJK = "⺀"
"""From here on characters stand by themselves; before it they make words that are not broken."""

_SPACES = " 　"
_NUMBERED = "項第"
"""What keeps beside the number that follows it."""

LEADING = 1.4
"""From one baseline to the next, in sizes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text that fits on one line at `size` points; `width` is its length in points."""

    text: str
    size: float
    width: float


class Measure:
    """Lengths and line breaks, remembered for the texts that a document repeats."""

    def __init__(self, fonts: Fonts) -> None:
        self._widths = fonts.widths
        self._lengths: dict[tuple[Face, str], float] = {}

    def width(self, text: str, face: Face, size: float) -> float:
        """Return the length of `text` on one line, in points."""
        key = (face, text)
        units = self._lengths.get(key)
        if units is None:
            self._lengths[key] = units = sum(map(self._widths[face].__getitem__, text))
        return units * size / 1000

    def line(self, text: str, face: Face, size: float) -> Line:
        """Return `text` as one line, however long."""
        return Line(text, size, self.width(text, face, size))

    def fit(self, text: str, face: Face, size: float, room: float, floor: float) -> tuple[Line, ...]:
        """Return the lines of `text`, none longer than `room` points.

        A text that would fit on one line in a slightly smaller size (down to `floor`) is set smaller; any other is
        broken at `size`, and at `floor` where it is a figure or a word that must not be broken.
        """
        if not text:
            return ()
        if "\n" not in text and "\r" not in text:
            width = self.width(text, face, size)
            if width <= room:
                return (Line(text, size, width),)
            smaller = int(size * room / width * 20) / 20
            if smaller >= floor:
                return (self.line(text, face, smaller),)
        lines: list[Line] = []
        for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            lines += self._wrap(paragraph, face, size, room, floor)
        return tuple(lines)

    def _wrap(self, text: str, face: Face, size: float, room: float, floor: float) -> Iterator[Line]:
        longest = max((self.width(word, face, size) for word in _words(text)), default=0)
        if longest > room:
            size = max(floor, int(size * room / longest * 20) / 20)
        for piece in break_lines(text, self._widths[face], room * 1000 / size):
            yield self.line(piece, face, size)


def break_lines(text: str, widths: dict[str, float], room: float) -> Iterator[str]:
    """Yield the lines of one paragraph, each at most `room` long in the unit of `widths`, in linear time.

    Lines break between Japanese characters and between words, but for 禁則; a word longer than a line is cut. A line
    has one character at least. Spaces at the end of a line are dropped.
    """
    start = 0
    while start < len(text):
        at, length, last = start, 0.0, start
        while at < len(text):
            length += widths[text[at]]
            if length > room and at > start and text[at] not in _SPACES:
                break
            at += 1
            if at < len(text) and _may_break(text[at - 1], text[at]):
                last = at
        if at < len(text):
            at = last if last > start else at
        yield text[start:at].rstrip(_SPACES)
        start = at
        while start < len(text) and text[start] in _SPACES:
            start += 1
    if not text:
        yield ""


def _may_break(before: str, after: str) -> bool:
    if after in NOT_AT_START or before in NOT_AT_END or after in _SPACES:
        return False
    if before in _NUMBERED and "0" <= after <= "9":
        return False
    return before >= _CJK or after >= _CJK or before in _SPACES


def _words(text: str) -> Iterator[str]:
    """Yield the stretches between the places where a line may break, whose lengths decide how small to set."""
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]):
            yield text[start:at].rstrip(_SPACES)
            start = at
    yield text[start:].rstrip(_SPACES)
