"""A document laid out page by page: blocks one under the other, tables over as many pages as they need."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from core.documents.paper.document import (
    Align,
    Anchor,
    Aside,
    Block,
    Boxes,
    Chart,
    Contents,
    Cover,
    Document,
    FillIn,
    Framed,
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
from core.printing.columns import FLOOR, PAD
from core.printing.drawings import place_drawing
from core.printing.economy import economical
from core.printing.extent import LEGIBLE, SMALL, indent_of
from core.printing.fonts import Face, Fonts
from core.printing.front import ENTRY, draw_cover, draw_entry, frame
from core.printing.page import BINDING, MARGIN, THIN, Page, Placed
from core.printing.pictures import Pictured
from core.printing.table import LaidTable, Lines, Part, draw_table
from core.printing.text import LEADING, Measure

_BELOW_ANCHOR = 90.0
"""The least that stands below the beginning of a chapter on the same page."""


def lay_out(document: Document, fonts: Fonts) -> Iterator[Page]:
    """Yield the pages of `document` in the order in which they are printed, one sheet in memory at a time."""
    measure = Measure(fonts)
    if document.through:
        yield from _laid_through(document, measure)
        return
    sides = 0
    for sheet in document.sheets:
        flow = economical(sheet, document.paper, partial(Flow, document, sheet, measure))
        if sheet.on_front and sides % 2:
            sides += 1
            yield Page(*flow.size)
        flow.number_pages()
        if document.both_sides and not sheet.is_letter:
            for page in flow.pages[1 - sides % 2 :: 2]:
                page.move(MARGIN - BINDING)
        sides += len(flow.pages)
        yield from flow.pages


def _laid_through(document: Document, measure: Measure) -> Iterator[Page]:
    """Yield the pages of one that is counted through: the table of contents is laid when all the rest has a page."""
    flows = [economical(one, document.paper, partial(Flow, document, one, measure)) for one in document.sheets]
    pages = [page for flow in flows for page in flow.pages]
    places = {anchor.key: number for number, page in enumerate(pages, 1) for anchor in page.anchors}
    before = 0
    for sheet, flow in zip(document.sheets, flows, strict=True):
        if any(isinstance(block, Contents) for block in sheet.blocks):
            flow = economical(sheet, document.paper, partial(Flow, document, sheet, measure, places=places))
        flow.number_pages(before, len(pages))
        if document.both_sides and not sheet.is_letter:
            for page in flow.pages[1 - before % 2 :: 2]:
                page.move(MARGIN - BINDING)
        before += len(flow.pages)
        yield from flow.pages


class Flow(Pictured):
    """The pages of one sheet, filled from top to bottom; `y` is where the next block goes, `places` the pages of the
    anchors.

    `scale` is how many times the usual size everything is set, `air` how many times as far apart.
    """

    def __init__(
        self,
        document: Document,
        sheet: Sheet,
        measure: Measure,
        scale: float = 1,
        air: float = 1,
        places: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(document, sheet, measure, scale, air)
        self._places: Mapping[str, int] = places or {}
        for at, block in enumerate(sheet.blocks):
            self._place(block, sheet.blocks[at + 1 :])

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
            case Aside():
                self._aside(block)
            case Chart():
                self._chart(block)
            case Picture():
                self._picture(block)
            case PageBreak():
                self._next_page()
            case Framed():
                self._frame_lines(block)
            case Anchor():
                self._need(_BELOW_ANCHOR)
                self.pages[-1].anchors.append(block)
            case Cover():
                draw_cover(self.pages[-1], block, self._measure)
            case Contents():
                for entry in block.entries:
                    self._need(ENTRY)
                    draw_entry(self.pages[-1], self.y, entry, self._places.get(entry.key), self._measure)
                    self.y += ENTRY

    def _notes(self, notes: Notes) -> None:
        size = self._points[notes.size]
        marks, texts = self._note_lines(notes)
        indent = indent_of(marks)
        for mark, lines in zip(marks, texts, strict=True):
            for at, line in enumerate(lines):
                self._need(size * self._leading)
                if at == 0:
                    self._write(Face.TEXT, self._margin, size, mark)
                self._write(Face.TEXT, self._margin + indent, size, line)
                self.y += size * self._leading
        self.y += self._gap

    def _frame_lines(self, block: Framed) -> None:
        size = self._points[Size.BODY]
        room = self._room - 4 * PAD
        lines = [one for text in block.lines for one in self._measure.fit(text, Face.TEXT, size, room, size * 0.86)]
        while lines:
            self._need(size * self._leading + 4 * PAD)
            fitting = max(1, int((self._bottom - self.y - 4 * PAD) / (size * self._leading)))
            shown, lines = lines[:fitting], lines[fitting:]
            frame(self.pages[-1], self._margin, self.y, self._room, len(shown) * size * self._leading + 4 * PAD)
            self.y += 2 * PAD
            for line in shown:
                self._write(Face.TEXT, self._margin + 2 * PAD, size, line)
                self.y += size * self._leading
            self.y += 2 * PAD + self._gap

    def _key_values(self, block: KeyValues) -> None:
        """Draw labels on a light ground with their values beside them."""
        size = self._points[Size.BODY]
        width = self._room / block.columns
        label_room, rows = self._pairs(block)
        whole = sum(height for height, _ in rows)
        if whole < self._page_room / 2:
            self._need(whole)
        for start, (height, cells) in zip(range(0, len(block.pairs), block.columns), rows, strict=True):
            if height > self._page_room:
                for pair in block.pairs[start : start + block.columns]:
                    self._text(": ".join(pair), Face.TEXT, size, Align.LEFT)
                continue
            self._need(height)
            for at, (label, value) in enumerate(cells):
                self._pair(self._margin + at * width, width, label_room + 2 * PAD, height, label, value)
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
        x, baseline = self._margin, self.y + height - 5
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
        x = self._margin + (self._room - drawing.width * scale) / 2
        place_drawing(self.pages[-1], Placed(drawing, x, self.y, scale), self._measure)
        self.y += drawing.height * scale + self._gap

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
        self._write(Face.TEXT, self._margin + self._room - unit.width, self._small, unit)
        for line in self._measure.fit(left, Face.TEXT, self._small, self._room - unit.width - 12, FLOOR)[:1]:
            self._write(Face.TEXT, self._margin, self._small, line)
        self.y += self._small * LEADING + 3
