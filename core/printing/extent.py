"""How high the blocks of a sheet become, and how much of them may not be parted."""

from collections.abc import Sequence

from core.documents.paper.document import (
    Block,
    Chart,
    Document,
    Heading,
    KeyValues,
    Notes,
    Paragraph,
    Sheet,
    Size,
    Table,
)
from core.model.values.paper import Orientation, Paper
from core.printing.columns import FLOOR, PAD
from core.printing.fonts import Face
from core.printing.page import BINDING, BOTTOM, MARGIN, TOP, page_size
from core.printing.table import LaidTable, Lines, lay_table
from core.printing.text import LEADING, Line, Measure

CHAPTER = 14.0
"""The size of the heading of a chapter that begins below another."""
_POINTS = {Size.SMALL: 8.0, Size.BODY: 9.5, Size.LARGE: 11.0}
_LETTER_POINTS = {Size.SMALL: 10.5, Size.BODY: 10.5, Size.LARGE: 12.0}
_LETTER_MARGIN = 64.0
"""On all sides, 22 mm: there is room to punch it."""
_LETTER_LEADING = 1.7
SMALL = 8.0
RUNNING = SMALL * LEADING + 2
"""What the line that names the sheet again takes on every further page."""
_GAP = 8.0
"""Between two blocks."""
LEGIBLE = 0.85
"""So much smaller a chart is drawn before it goes to the next page."""


def indent_of(marks: Sequence[Line]) -> float:
    """Return how far the texts of notes stand to the right of their marks' beginnings."""
    return max((mark.width for mark in marks), default=0.0) + 3


def _size(document: Document, sheet: Sheet) -> tuple[float, float]:
    if sheet.is_letter:
        return page_size(Paper.A4, Orientation.PORTRAIT)
    return page_size(sheet.paper or document.paper, sheet.orientation or document.orientation)


class Extent:
    """What the blocks of a sheet take, set `scale` times the usual size and `air` times as far apart."""

    def __init__(self, document: Document, sheet: Sheet, measure: Measure, scale: float = 1, air: float = 1) -> None:
        self._document, self._sheet, self._measure = document, sheet, measure
        self.size = _size(document, sheet)
        letter = sheet.is_letter
        self._margin, self._right = (_LETTER_MARGIN,) * 2 if letter else (BINDING, MARGIN)
        self._top, self._foot = (_LETTER_MARGIN,) * 2 if letter else (TOP, BOTTOM)
        self._leading = _LETTER_LEADING if letter else LEADING
        self._scale, self._air = scale, air
        usual = _LETTER_POINTS if letter else _POINTS
        self._points = {size: max(FLOOR, points * scale) for size, points in usual.items()}
        self._small = max(FLOOR, SMALL * scale)
        self._gap = _GAP * air
        self._laid: dict[int, LaidTable] = {}

    @property
    def _room(self) -> float:
        return self.size[0] - self._margin - self._right

    @property
    def _bottom(self) -> float:
        return self.size[1] - self._foot

    @property
    def _page_room(self) -> float:
        return self._bottom - self._top - RUNNING

    def _least_size(self, size: float) -> float:
        """Return how small running text may become to fit: in a letter no smaller than it is."""
        return size if self._sheet.is_letter else size * 0.8

    def _opening(self, blocks: Sequence[Block]) -> float:
        """Return the height of what may not be parted at the beginning of `blocks`, a page at most."""
        height = 0.0
        for at, block in enumerate(blocks):
            height += self._least(block, blocks[at + 1 :])
            if not isinstance(block, Heading) and not (isinstance(block, Paragraph) and block.bold):
                break
        return min(height, self._bottom - self._top - RUNNING)

    def _least(self, block: Block, following: Sequence[Block]) -> float:
        """Return the height of `block`, or of as much of it as has to stand together."""
        match block:
            case Table():
                laid = self._lay(block)
                caption = self._caption_height(block, laid)
                return caption + laid.opening(self._page_room - caption, self._after(following))
            case Heading():
                return self._lines_height(block.text, Face.TEXT_BOLD, self._points[Size.LARGE]) + 2
            case Paragraph():
                face = Face.TEXT_BOLD if block.bold else Face.TEXT
                return self._lines_height(block.text, face, self._points[block.size]) + self._gap * block.bold
            case KeyValues():
                return self._key_values_height(block)
            case Notes():
                return 2 * self._points[block.size] * self._leading
            case Chart():
                scale = min(1.0, self._room / block.drawing.width) * LEGIBLE
                return block.drawing.height * scale
            case _:
                return 30.0

    def _lines_height(self, text: str, face: Face, size: float) -> float:
        return len(self._measure.fit(text, face, size, self._room, self._least_size(size))) * size * self._leading

    def _after(self, following: Sequence[Block]) -> float:
        """Return the height of the notes right behind a table; nothing where they would fill half a page."""
        height = 0.0
        for block in following:
            if not isinstance(block, Notes):
                break
            _, lines = self._note_lines(block)
            height += sum(map(len, lines)) * self._points[block.size] * self._leading + self._gap
        return height + self._gap / 2 if height and height < self._page_room / 2 else 0.0

    def _note_lines(self, notes: Notes) -> tuple[list[Line], list[tuple[Line, ...]]]:
        """Return the marks of the notes and the lines beside each."""
        size = self._points[notes.size]
        texts = [f"{at}." if notes.numbered else notes.mark for at in range(1, len(notes.lines) + 1)]
        marks = [self._measure.line(text, Face.TEXT, size) for text in texts]
        room = self._room - indent_of(marks)
        return marks, [self._measure.fit(text, Face.TEXT, size, room, max(FLOOR, size * 0.86)) for text in notes.lines]

    def _key_values_height(self, block: KeyValues) -> float:
        """Return the height of the labels with their values, or of the first row where they may be parted."""
        heights = [height for height, _ in self._pairs(block)[1]]
        return sum(heights) if sum(heights) < self._page_room / 2 else heights[0]

    def _pairs(self, block: KeyValues) -> tuple[float, list[tuple[float, list[tuple[Lines, Lines]]]]]:
        """Return the room of the labels, and each row with its height."""
        size, pad = self._points[Size.BODY], 3.0 * self._air
        widest = max((self._measure.width(label, Face.TEXT, size) for label, _ in block.pairs), default=0)
        width = self._room / block.columns
        room, floor = min(widest, width / 3), max(FLOOR, size * 0.86)
        rows = []
        for start in range(0, len(block.pairs), block.columns):
            cells = [
                (
                    self._measure.fit(label, Face.TEXT, size, room, FLOOR),
                    self._measure.fit(value, Face.TEXT, size, width - room - 4 * PAD, floor),
                )
                for label, value in block.pairs[start : start + block.columns]
            ]
            lines = max(1, *(len(lines) for cell in cells for lines in cell))
            rows.append((lines * size * LEADING + 2 * pad, cells))
        return room, rows

    def _lay(self, table: Table) -> LaidTable:
        laid = self._laid.get(id(table))
        if laid is None:
            self._laid[id(table)] = laid = lay_table(
                table, self._margin, self._room, self._measure, self._scale, self._air
            )
        return laid

    def _caption_height(self, table: Table, laid: LaidTable) -> float:
        if not (table.unit or table.legend or len(laid.parts) > 1):
            return 0.0
        lines = max(len(self._caption_lines(table, laid, at)) for at in range(len(laid.parts)))
        return max(lines, 1) * self._small * LEADING + 3

    def _caption_lines(self, table: Table, laid: LaidTable, at: int) -> tuple[Line, ...]:
        """Return what stands above a table at the left: of one parted over sheets which of them this is, the legend."""
        label = ""
        if len(laid.parts) > 1:
            own = [cell.column.heading for cell in laid.parts[at].grid.cells if not cell.column.repeat]
            label = f"横に{len(laid.parts)}枚並ぶ表の{at + 1}枚目({own[0]}〜{own[-1]})"
        left = "　".join(text for text in (label, table.legend) if text)
        room = self._room - self._measure.width(table.unit, Face.TEXT, SMALL) - 12
        return self._measure.fit(left, Face.TEXT, self._small, room, FLOOR)
