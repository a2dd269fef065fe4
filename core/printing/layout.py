"""A document laid out page by page: blocks one under the other, tables over as many pages as they need."""

from collections.abc import Iterator, Sequence
from functools import partial

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
from core.printing.columns import FLOOR, PAD
from core.printing.drawings import place_drawing
from core.printing.economy import economical
from core.printing.extent import LEGIBLE, RUNNING, SMALL, Extent, indent_of
from core.printing.fonts import Face, Fonts
from core.printing.page import BINDING, BOTTOM, MARGIN, THIN, TOP, Page, Placed, png_size
from core.printing.table import LaidTable, Lines, Part, draw_table
from core.printing.text import LEADING, Line, Measure

_TITLE = 15.0
_FOOT = 7.0
_ASCENT = 0.86
_PICTURE = 300.0
"""The greatest height of a picture in points."""


def lay_out(document: Document, fonts: Fonts) -> Iterator[Page]:
    """Yield the pages of `document` in the order in which they are printed, one sheet in memory at a time."""
    measure = Measure(fonts)
    sides = 0
    for sheet in document.sheets:
        flow = economical(sheet, document.paper, partial(Flow, document, sheet, measure))
        flow.number_pages()
        if document.both_sides:
            for page in flow.pages[1 - sides % 2 :: 2]:
                page.move(MARGIN - BINDING)
        sides += len(flow.pages)
        yield from flow.pages


class Flow(Extent):
    """The pages of one sheet, filled from top to bottom; `y` is where the next block goes.

    `scale` is how many times the usual size everything is set, `air` how many times as far apart.
    """

    def __init__(self, document: Document, sheet: Sheet, measure: Measure, scale: float = 1, air: float = 1) -> None:
        super().__init__(document, sheet, measure, scale, air)
        self.pages: list[Page] = []
        self.y = 0.0
        self._first_page()
        for at, block in enumerate(sheet.blocks):
            self._place(block, sheet.blocks[at + 1 :])

    @property
    def spare(self) -> float:
        """Return which part of the last page is empty."""
        return (self._bottom - self.y) / (self._bottom - TOP)

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
            line = self._measure.line(f"{number}/{len(self.pages)} ページ", Face.FIGURE, SMALL)
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
        for line in self._measure.fit(right, Face.TEXT, SMALL, self._room / 2, FLOOR)[:1]:
            self._write(Face.TEXT, BINDING + self._room - line.width, SMALL, line)
            end = line.width + 12
        name = "　".join(text for text in (self._sheet.title, self._sheet.addressee) if text)
        line = self._measure.fit(f"{name}(続き)", Face.TEXT, SMALL, self._room - end, FLOOR)[0]
        self._write(Face.TEXT, BINDING, SMALL, line)
        self.y += RUNNING

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
        self.y = max(self.y, top + beside) + self._gap

    def _need(self, height: float) -> None:
        if self.y + height > self._bottom and self.y > TOP + RUNNING:
            self._next_page()

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
        indent = indent_of(marks)
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
            if height > self._bottom - TOP - RUNNING:
                for pair in block.pairs[start : start + block.columns]:
                    self._text(": ".join(pair), Face.TEXT, size, Align.LEFT)
                continue
            self._need(height)
            for at, (label, value) in enumerate(cells):
                self._pair(BINDING + at * width, width, label_room + 2 * PAD, height, label, value)
            self.y += height
        self.y += self._gap

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
        if scale < across * LEGIBLE:
            self._next_page()
            scale = min(across, (self._bottom - self.y) / drawing.height)
        x = BINDING + (self._room - drawing.width * scale) / 2
        place_drawing(self.pages[-1], Placed(drawing, x, self.y, scale), self._measure)
        self.y += drawing.height * scale + self._gap

    def _picture(self, picture: Picture) -> None:
        width, height = png_size(picture.path)
        scale = min(self._room / width, _PICTURE / height, 72 / 96)
        self._need(height * scale)
        x = BINDING + (self._room - width * scale) / 2
        self.pages[-1].pictures.append((picture.path, x, self.y, width * scale, height * scale))
        self.y += height * scale + self._gap

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
        unit = self._measure.line(table.unit, Face.TEXT, SMALL)
        self._write(Face.TEXT, BINDING + self._room - unit.width, self._small, unit)
        for line in self._measure.fit(left, Face.TEXT, self._small, self._room - unit.width - 12, FLOOR)[:1]:
            self._write(Face.TEXT, BINDING, self._small, line)
        self.y += self._small * LEADING + 3
