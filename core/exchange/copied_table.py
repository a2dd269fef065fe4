"""Which cells of a block from the clipboard are joined: programs say it in the HTML that they put beside the text.

The HTML may come from any page. The standard library's parser reads it in one piece and is never closed (what is not
closed in the HTML would be searched for again from each of its places), within limits; what it does not understand
leaves the text as it is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

from core.model.machine.grids import Copied, Merged, SourceRefused
from core.pattern import pattern

LARGEST_HTML = 20_000_000
MOST_STEPS = 3_000_000
"""Columns that may be gone through in all while cells are laid down, those of joined cells included."""

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576

_SPACE = pattern(r"\s+")
_SPANS = pattern(r"""(?:row|col)span\s*=\s*["']?\s*(?!1\b)\d""", re.IGNORECASE)
_IGNORED = pattern(r"mso-ignore\s*:[^;]*colspan", re.IGNORECASE)
"""How a spreadsheet marks a long text that only runs over the empty cells beside it."""

_BLOCKS = {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br"}
_SILENT = {"style", "script", "title", "template", "rt", "rp"}


def with_joined_cells(cells: list[list[str]], html: str) -> Copied:
    """Return the block with the ranges that its HTML joins.

    A spreadsheet leaves the cells blank over which another one reaches; a browser leaves them out, so that what stands
    behind them is in the wrong column of the text. There the cells are those of the HTML, so long as nothing of the
    text is missing in it. Raises SourceRefused "clipboard_too_large".
    """
    if not _SPANS.search(html):
        return Copied(cells)
    if len(html) > LARGEST_HTML:
        raise SourceRefused("clipboard_too_large")
    parser = _Parser()
    try:
        parser.feed(html)
    except AssertionError:  # a declaration that the parser does not know
        return Copied(cells)
    if "<" in parser.rawdata:
        return Copied(cells)
    read = _trimmed(parser.lines, parser.merged)
    if _stands_alike(cells, read.cells):
        return Copied(cells, read.merged)
    return read if _letters(cells) <= _letters(read.cells) else Copied(cells)


def _letters(cells: Sequence[Sequence[str]]) -> Counter[str]:
    return Counter(letter for line in cells for text in line for letter in _SPACE.sub("", text))


def _stands_alike(cells: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> bool:
    """Whether something stands in the same cells of both."""
    return list(_filled(cells)) == list(_filled(others))


def _filled(cells: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    return ((row, at) for row, line in enumerate(cells) for at, text in enumerate(line) if text.strip())


def _trimmed(lines: Sequence[dict[int, str]], merged: Sequence[Merged]) -> Copied:
    """Return the lines as a rectangle as far as something stands in them, and the joined ranges within it."""
    width = max((at + 1 for line in lines for at, text in line.items() if text), default=1)
    height = max((row + 1 for row, line in enumerate(lines) if any(line.values())), default=0)
    if width * height > MOST_STEPS:
        raise SourceRefused("clipboard_too_large")
    cells = [[line.get(at, "") for at in range(width)] for line in lines[:height]]
    reach = max((bottom + 1 for top, left, bottom, _ in merged if top < height and left < width), default=0)
    cells += [[""] * width for _ in range(min(reach, len(lines)) - height)]
    within = [
        (top, left, min(bottom, len(cells) - 1), min(right, width - 1))
        for top, left, bottom, right in merged
        if top < height and left < width
    ]
    return Copied(cells, tuple(one for one in within if one[:2] != one[2:]))


class _Parser(HTMLParser):
    """Lays the cells of all tables down, one table below the other; texts around them are lines of one cell."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[int, str]] = []
        self.merged: list[Merged] = []
        self._depth = 0
        self._silent = ""
        self._text: list[str] = []
        self._cell: tuple[int, int, bool] | None = None
        """Of the cell that is open: over how many rows and columns it reaches, and whether these are joined."""
        self._column = 0
        self._busy: dict[int, int] = {}
        """By column the last line into which a cell from above reaches."""
        self._open: list[tuple[int, int, int, int]] = []
        """Joined cells of the table that is open."""
        self._steps = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self._end_text()
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.lines.append({})
            self._column = 0
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            self._cell = _spans(dict(attrs))
        elif tag in _BLOCKS:
            self._text.append("\n")
        elif tag in {"td", "th"}:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_table()
            self._depth -= 1
        elif self._depth == 1 and tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag in _BLOCKS:
            self._text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(_SPACE.sub(" ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            if self._depth:
                self._text.clear()
            return
        down, across, is_joined = self._cell
        self._cell = None
        if not self.lines:
            self.lines.append({})
        row, column = len(self.lines) - 1, self._column
        while self._busy.get(column, -1) >= row:
            column += 1
        self._steps += column - self._column + across
        if self._steps > MOST_STEPS:
            raise SourceRefused("clipboard_too_large")
        self.lines[row][column] = self._taken()
        if down > 1:
            self._busy.update(dict.fromkeys(range(column, column + across), row + down - 1))
        if is_joined:
            self._open.append((row, column, row + down - 1, column + across - 1))
        self._column = column + across

    def _end_table(self) -> None:
        self._end_cell()
        last = len(self.lines) - 1
        self.merged += [(top, left, min(bottom, last), right) for top, left, bottom, right in self._open]
        self._open.clear()
        self._busy.clear()

    def _end_text(self) -> None:
        """Texts outside of tables are lines of their own."""
        self.lines += [{0: line} for line in self._taken().split("\n") if line]

    def _taken(self) -> str:
        lines = [_SPACE.sub(" ", line).strip() for line in "".join(self._text).split("\n")]
        self._text.clear()
        return re.sub("\n+", "\n", "\n".join(lines)).strip()


def _spans(words: dict[str, str | None]) -> tuple[int, int, bool]:
    down, across = _span(words.get("rowspan"), MOST_ROWS), _span(words.get("colspan"), MOST_COLUMNS)
    runs_over = _IGNORED.search((words.get("style") or "")[:1_000]) is not None
    return down, across, (down, across) != (1, 1) and not runs_over


def _span(text: str | None, most: int) -> int:
    """Return over how many cells a cell reaches; 0 is down to the last one, what cannot be read is 1."""
    word = (text or "").strip()
    if not word.isascii() or not word.isdecimal():
        return 1
    return min(int(word[:9]), most) or most
