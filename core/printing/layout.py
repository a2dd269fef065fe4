"""A document laid out page by page: blocks one under the other, tables over as many pages as they need."""

from collections.abc import Iterator, Sequence

from core.documents.paper.document import (
    Align,
    Block,
    Boxes,
    Chart,
    Document,
    FillIn,
    Heading,
    KeyValues,
    Notes,
    PageBreak,
    Paragraph,
    Picture,
    Sheet,
    Size,
    Table,
    boxes_text,
)
from core.model.values.dates import show_date
from core.model.values.paper import Paper
from core.printing.columns import FLOOR, PAD
from core.printing.drawings import place_drawing
from core.printing.fonts import Face, Fonts
from core.printing.page import BINDING, BOTTOM, MARGIN, THIN, TOP, Page, Placed, page_size, png_size
from core.printing.table import LaidTable, Lines, Part, draw_table, lay_table
from core.printing.text import LEADING, Line, Measure

_POINTS = {Size.SMALL: 8.0, Size.BODY: 9.5, Size.LARGE: 11.0}
_TITLE = 15.0
_SMALL = 8.0
_FOOT = 7.0
_RUNNING = _SMALL * LEADING + 2
"""What the line that names the sheet again takes on every further page."""
_ASCENT = 0.86
_GAP = 8.0
"""Between two blocks."""
_SAVING = ((1.0, 0.6), (0.93, 0.7))
"""Size and air tried before a page with little on it: closer together, then one step smaller."""
_LARGER = ((1.18, 1.0), (1.12, 0.8), (1.06, 0.7), (1.0, 0.6))
"""Size and air tried on A3, which has more room."""
_SPARE = 0.7
"""A last page of which so much is empty has little on it."""
_LARGE = 5_000
"""A sheet with more cells than this is set once."""
_LEGIBLE = 0.85
"""So much smaller a chart is drawn before it goes to the next page."""
_PICTURE = 300.0
"""The greatest height of a picture in points."""


def lay_out(document: Document, fonts: Fonts) -> Iterator[Page]:
    """Yield the pages of `document` in the order in which they are printed, one sheet in memory at a time."""
    measure = Measure(fonts)
    sides = 0
    for sheet in document.sheets:
        flow = _economical(document, sheet, measure)
        flow.number_pages()
        if document.both_sides:
            for page in flow.pages[1 - sides % 2 :: 2]:
                page.move(MARGIN - BINDING)
        sides += len(flow.pages)
        yield from flow.pages


def _economical(document: Document, sheet: Sheet, measure: Measure) -> "Flow":
    """Return the sheet filled: a step smaller where that saves a page with little on it, and on A3 as large as the
    number of pages allows. A large table is set once, in the usual size."""
    flow = Flow(document, sheet, measure)
    if _cells(sheet) > _LARGE:
        return flow
    if len(flow.pages) > 1 and flow.spare > _SPARE:
        saving = (Flow(document, sheet, measure, *setting) for setting in _SAVING)
        flow = next((other for other in saving if len(other.pages) < len(flow.pages)), flow)
    if document.paper is Paper.A3:
        larger = (Flow(document, sheet, measure, *setting) for setting in _LARGER)
        flow = next((other for other in larger if len(other.pages) <= len(flow.pages)), flow)
    return flow


def _indent(marks: Sequence[Line]) -> float:
    return max((mark.width for mark in marks), default=0.0) + 3


def _cells(sheet: Sheet) -> int:
    tables = (block for block in sheet.blocks if isinstance(block, Table))
    return sum(len(table.columns) * (len(table.rows) + len(table.totals)) for table in tables)


class Flow:
    """The pages of one sheet, filled from top to bottom; `y` is where the next block goes.

    `scale` is how many times the usual size everything is set, `air` how many times as far apart.
    """

    def __init__(self, document: Document, sheet: Sheet, measure: Measure, scale: float = 1, air: float = 1) -> None:
        self._document, self._sheet, self._measure = document, sheet, measure
        self._size = page_size(document.paper, document.orientation)
        self._scale, self._air = scale, air
        self._points = {size: max(FLOOR, points * scale) for size, points in _POINTS.items()}
        self._small = max(FLOOR, _SMALL * scale)
        self._gap = _GAP * air
        self._laid: dict[int, LaidTable] = {}
        self.pages: list[Page] = []
        self.y = 0.0
        self._first_page()
        for at, block in enumerate(sheet.blocks):
            self._place(block, sheet.blocks[at + 1 :])

    @property
    def spare(self) -> float:
        """Return which part of the last page is empty."""
        return (self._bottom - self.y) / (self._bottom - TOP)

    @property
    def _room(self) -> float:
        return self._size[0] - MARGIN - BINDING

    @property
    def _bottom(self) -> float:
        return self._size[1] - BOTTOM

    def _place(self, block: Block, following: Sequence[Block]) -> None:
        """Put `block` under what is already there; what leads to `following` does not end the page before it."""
        match block:
            case Table():
                self._table(block, self._after(following))
            case Heading():
                self._need(self._opening((block, *following)))
                self._text(block.text, Face.TEXT_BOLD, self._points[Size.LARGE], Align.LEFT)
                self.y += 2
            case Paragraph():
                face = Face.TEXT_BOLD if block.bold else Face.TEXT
                if block.bold:
                    self._need(self._opening((block, *following)))
                self._text(block.text, face, self._points[block.size], block.align)
                self.y += self._gap
            case Notes():
                self._notes(block)
            case KeyValues():
                self._key_values(block)
            case Boxes():
                self._text(
                    f"{block.label}　{boxes_text(block.choices)}", Face.TEXT, self._points[Size.LARGE], Align.LEFT
                )
                self.y += self._gap
            case FillIn():
                self._fill_in(block)
            case Chart():
                self._chart(block)
            case Picture():
                self._picture(block)
            case PageBreak():
                self._next_page()

    def number_pages(self) -> None:
        """Write the foot of each page: which program and file, and page n/m."""
        for number, page in enumerate(self.pages, 1):
            baseline = self._size[1] - BOTTOM / 2
            line = self._measure.line(f"{number}/{len(self.pages)} ページ", Face.FIGURE, _SMALL)
            page.write(Face.FIGURE, (self._size[0] - line.width) / 2, baseline, line)
            lines = self._measure.fit(self._document.footer, Face.TEXT, _FOOT, self._room * 0.4, FLOOR)
            for at, foot in enumerate(lines[:2]):
                page.write(Face.TEXT, BINDING, baseline + (at - (len(lines) > 1)) * _FOOT * LEADING, foot)
            for council in self._measure.fit(self._document.author, Face.TEXT, _FOOT, self._room * 0.4, FLOOR)[:1]:
                page.write(Face.TEXT, self._size[0] - MARGIN - council.width, baseline, council)

    def _new_page(self) -> None:
        self.pages.append(Page(*self._size))
        self.y = TOP

    def _next_page(self) -> None:
        """Go on with a new page, which names the sheet again in small type, and its number and date at the right."""
        self._new_page()
        right = "　".join(text for text in (self._sheet.number, show_date(self._sheet.date)) if text)
        end = 0.0
        for line in self._measure.fit(right, Face.TEXT, _SMALL, self._room / 2, FLOOR)[:1]:
            self._write(Face.TEXT, BINDING + self._room - line.width, _SMALL, line)
            end = line.width + 12
        name = "　".join(text for text in (self._sheet.title, self._sheet.addressee) if text)
        line = self._measure.fit(f"{name}(続き)", Face.TEXT, _SMALL, self._room - end, FLOOR)[0]
        self._write(Face.TEXT, BINDING, _SMALL, line)
        self.y += _RUNNING

    def _first_page(self) -> None:
        self._new_page()
        sheet = self._sheet
        right = [text for text in (sheet.number, show_date(sheet.date)) if text]
        for text in right:
            self._text(text, Face.TEXT, 9.5, Align.RIGHT)
        if sheet.addressee or sheet.sender:
            self._text(sheet.addressee, Face.TEXT_BOLD, 12, Align.LEFT)
            self._text(sheet.sender, Face.TEXT, 9.5, Align.RIGHT)
            self.y += 4
        else:
            self.y = TOP
        free = self._room - 2 * 120 if right and not sheet.addressee else self._room
        top = self.y
        self._text(sheet.title, Face.TEXT_BOLD, _TITLE, Align.CENTER, free)
        beside = 0 if sheet.addressee or sheet.sender else len(right) * 9.5 * LEADING
        self.y = max(self.y, top + beside) + _GAP

    def _need(self, height: float) -> None:
        if self.y + height > self._bottom and self.y > TOP + _RUNNING:
            self._next_page()

    def _opening(self, blocks: Sequence[Block]) -> float:
        """Return the height of what may not be parted at the beginning of `blocks`, a page at most."""
        height = 0.0
        for at, block in enumerate(blocks):
            height += self._least(block, blocks[at + 1 :])
            if not isinstance(block, Heading) and not (isinstance(block, Paragraph) and block.bold):
                break
        return min(height, self._bottom - TOP - _RUNNING)

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
                return 2 * self._points[block.size] * LEADING
            case Chart():
                scale = min(1.0, self._room / block.drawing.width) * _LEGIBLE
                return block.drawing.height * scale
            case _:
                return 30.0

    @property
    def _page_room(self) -> float:
        return self._bottom - TOP - _RUNNING

    def _lines_height(self, text: str, face: Face, size: float) -> float:
        return len(self._measure.fit(text, face, size, self._room, size * 0.8)) * size * LEADING

    def _after(self, following: Sequence[Block]) -> float:
        """Return the height of the notes right behind a table; nothing where they would fill half a page."""
        height = 0.0
        for block in following:
            if not isinstance(block, Notes):
                break
            _, lines = self._note_lines(block)
            height += sum(map(len, lines)) * self._points[block.size] * LEADING + self._gap
        return height + self._gap / 2 if height and height < self._page_room / 2 else 0.0

    def _note_lines(self, notes: Notes) -> tuple[list[Line], list[tuple[Line, ...]]]:
        """Return the marks of the notes and the lines beside each."""
        size = self._points[notes.size]
        texts = [f"{at}." if notes.numbered else notes.mark for at in range(1, len(notes.lines) + 1)]
        marks = [self._measure.line(text, Face.TEXT, size) for text in texts]
        room = self._room - _indent(marks)
        return marks, [self._measure.fit(text, Face.TEXT, size, room, max(FLOOR, size * 0.86)) for text in notes.lines]

    def _text(self, text: str, face: Face, size: float, align: Align, room: float | None = None) -> None:
        """Write lines of running text over the whole width, or centred in `room`."""
        room = self._room if room is None else room
        for line in self._measure.fit(text, face, size, room, size * 0.8):
            self._need(size * LEADING)
            slack = self._room - line.width
            x = BINDING + {Align.LEFT: 0.0, Align.CENTER: slack / 2, Align.RIGHT: slack}[align]
            self._write(face, x, size, line)
            self.y += size * LEADING

    def _write(self, face: Face, x: float, size: float, line: Line) -> None:
        self.pages[-1].write(face, x, self.y + (LEADING - 1) / 2 * size + size * _ASCENT, line)

    def _notes(self, notes: Notes) -> None:
        size = self._points[notes.size]
        marks, texts = self._note_lines(notes)
        indent = _indent(marks)
        for mark, lines in zip(marks, texts, strict=True):
            for at, line in enumerate(lines):
                self._need(size * LEADING)
                if at == 0:
                    self._write(Face.TEXT, BINDING, size, mark)
                self._write(Face.TEXT, BINDING + indent, size, line)
                self.y += size * LEADING
        self.y += self._gap

    def _key_values(self, block: KeyValues) -> None:
        """Draw labels on a light ground with their values beside them."""
        size = self._points[Size.BODY]
        width = self._room / block.columns
        label_room, rows = self._pairs(block)
        whole = sum(height for height, _ in rows)
        if whole < self._page_room / 2:
            self._need(whole)
        for start, (height, cells) in zip(range(0, len(block.pairs), block.columns), rows, strict=True):
            if height > self._bottom - TOP - _RUNNING:
                for pair in block.pairs[start : start + block.columns]:
                    self._text(": ".join(pair), Face.TEXT, size, Align.LEFT)
                continue
            self._need(height)
            for at, (label, value) in enumerate(cells):
                self._pair(BINDING + at * width, width, label_room + 2 * PAD, height, label, value)
            self.y += height
        self.y += self._gap

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

    def _pair(
        self,
        x: float,
        width: float,
        label_width: float,
        height: float,
        label: Lines,
        value: Lines,
    ) -> None:
        page, top, size = self.pages[-1], self.y, self._points[Size.BODY]
        page.shades.append((x, top, label_width, height))
        for left, right in ((x, x + width),):
            page.rule(left, top, right, top)
            page.rule(left, top + height, right, top + height)
        for edge in (x, x + label_width, x + width):
            page.rule(edge, top, edge, top + height)
        for lines, left in ((label, x + PAD), (value, x + label_width + PAD)):
            self.y = top + (height - len(lines) * size * LEADING) / 2
            for line in lines:
                self._write(Face.TEXT, left, size, line)
                self.y += size * LEADING
        self.y = top

    def _fill_in(self, block: FillIn) -> None:
        size, height = self._points[Size.BODY], 26.0
        self._need(height)
        total = sum(weight for _, weight in block.fields)
        x, baseline = BINDING, self.y + height - 5
        for label, weight in block.fields:
            right = x + self._room * weight / total
            for line in self._measure.fit(label, Face.TEXT, size, (right - x) / 2, FLOOR)[:1]:
                self.pages[-1].write(Face.TEXT, x, baseline, line)
                self.pages[-1].rule(x + line.width + 4, baseline + 3, right - 12, baseline + 3, 2 * THIN)
            x = right
        self.y += height + 4

    def _chart(self, chart: Chart) -> None:
        """Put a drawing on this page if it can be read at the size that fits, else on the next."""
        drawing = chart.drawing
        across = min(1.0, self._room / drawing.width)
        scale = min(across, (self._bottom - self.y) / drawing.height)
        if scale < across * _LEGIBLE:
            self._next_page()
            scale = min(across, (self._bottom - self.y) / drawing.height)
        x = BINDING + (self._room - drawing.width * scale) / 2
        place_drawing(self.pages[-1], Placed(drawing, x, self.y, scale), self._measure)
        self.y += drawing.height * scale + _GAP

    def _picture(self, picture: Picture) -> None:
        width, height = png_size(picture.path)
        scale = min(self._room / width, _PICTURE / height, 72 / 96)
        self._need(height * scale)
        x = BINDING + (self._room - width * scale) / 2
        self.pages[-1].pictures.append((picture.path, x, self.y, width * scale, height * scale))
        self.y += height * scale + _GAP

    def _lay(self, table: Table) -> LaidTable:
        laid = self._laid.get(id(table))
        if laid is None:
            self._laid[id(table)] = laid = lay_table(table, BINDING, self._room, self._measure, self._scale, self._air)
        return laid

    def _caption_height(self, table: Table, laid: LaidTable) -> float:
        return self._small * LEADING + 3 if table.unit or table.legend or len(laid.parts) > 1 else 0.0

    def _table(self, table: Table, after: float) -> None:
        laid = self._lay(table)
        caption = self._caption_height(table, laid)
        chunks = laid.pages(self._bottom - self.y - caption, self._page_room - caption, after)
        for number, pieces in enumerate(chunks):
            if number == 0 and not pieces and laid.rows:
                self._next_page()
                continue
            for at, part in enumerate(laid.parts):
                if at or (number and chunks[number - 1]):
                    self._next_page()
                self._caption(table, laid, part, at)
                self.y = draw_table(self.pages[-1], self.y, laid, part, pieces)
        self.y += self._gap / 2

    def _caption(self, table: Table, laid: LaidTable, part: Part, at: int) -> None:
        """Write the legend, the unit and, for a table parted over sheets, which of them this is."""
        label = ""
        if len(laid.parts) > 1:
            own = [cell.column.heading for cell in part.grid.cells if not cell.column.repeat]
            label = f"横に{len(laid.parts)}枚並ぶ表の{at + 1}枚目({own[0]}〜{own[-1]})"
        if not (table.unit or table.legend or label):
            return
        left = "　".join(text for text in (label, table.legend) if text)
        unit = self._measure.line(table.unit, Face.TEXT, _SMALL)
        self._write(Face.TEXT, BINDING + self._room - unit.width, self._small, unit)
        for line in self._measure.fit(left, Face.TEXT, self._small, self._room - unit.width - 12, FLOOR)[:1]:
            self._write(Face.TEXT, BINDING, self._small, line)
        self.y += self._small * LEADING + 3
