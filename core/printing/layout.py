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
from core.documents.paper.sparing import spared
from core.printing.columns import PAD
from core.printing.drawings import place_drawing
from core.printing.economy import economical
from core.printing.extent import CHAPTER, LEGIBLE, SMALL, indent_of
from core.printing.fonts import Face, Fonts
from core.printing.forms import Forms
from core.printing.front import ENTRY, draw_cover, draw_entry, frame
from core.printing.page import BINDING, MARGIN, Page, Placed
from core.printing.pictures import Pictured
from core.printing.structure import (
    CONTENTS,
    HEADINGS,
    ITEM,
    ITEM_BODY,
    LABEL,
    LINK,
    LIST,
    PARAGRAPH,
    REFERENCE,
    figure,
)
from core.printing.structure import ENTRY as CONTENTS_ENTRY
from core.printing.table import LaidTable
from core.printing.table_drawing import TableElements, draw_table
from core.printing.text import LEADING, Measure

_BELOW_ANCHOR = 90.0
"""The least that stands below the beginning of a chapter on the same page."""


def lay_out(document: Document, fonts: Fonts) -> Iterator[Page]:
    """Yield the pages of `document` in the order in which they are printed, one sheet in memory at a time."""
    measure, document = Measure(fonts), spared(document)
    if document.through:
        yield from _laid_through(document, measure)
        return
    sides, last = 0, (0.0, 0.0)
    for number, sheet in enumerate(document.sheets, 1):
        flow = economical(sheet, document.paper, partial(Flow, document, sheet, measure))
        if sheet.on_front and sides % 2:
            sides += 1
            yield Page(*last)
        flow.number_pages()
        if document.both_sides and not sheet.is_letter:
            for page in flow.pages[1 - sides % 2 :: 2]:
                page.move(MARGIN - BINDING)
        sides, last = sides + len(flow.pages), flow.size
        for page in flow.pages:
            page.sheet = number
        yield from flow.pages


def _laid_through(document: Document, measure: Measure) -> Iterator[Page]:
    """Yield the pages of one that is counted through: the table of contents is laid when all the rest has a page."""
    flows = [economical(one, document.paper, partial(Flow, document, one, measure)) for one in document.sheets]
    pages = list[Page]()
    turned = set[int]()
    for at, (sheet, flow) in enumerate(zip(document.sheets, flows, strict=True)):
        if len(pages) % 2 and (sheet.on_front or (document.both_sides and not _same_paper(flow.pages[0], pages[-1]))):
            turned.add(at)
            pages.append(Page(pages[-1].width, pages[-1].height))
        pages += flow.pages
    places = {anchor.key: number for number, page in enumerate(pages, 1) for anchor in page.anchors}
    before = 0
    for at, (sheet, flow) in enumerate(zip(document.sheets, flows, strict=True)):
        if any(isinstance(block, Contents) for block in sheet.blocks):
            flow = economical(sheet, document.paper, partial(Flow, document, sheet, measure, places=places))
        if at in turned:
            yield pages[before]
            before += 1
        flow.number_pages(before, len(pages))
        if document.both_sides and not sheet.is_letter:
            for page in flow.pages[1 - before % 2 :: 2]:
                page.move(MARGIN - BINDING)
        before += len(flow.pages)
        for page in flow.pages:
            page.sheet = at + 1
        yield from flow.pages


def _same_paper(one: Page, other: Page) -> bool:
    """Whether both can be the sides of one sheet of paper."""
    return sorted((one.width, one.height)) == sorted((other.width, other.height))


class Flow(Forms, Pictured):
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
            case Heading(is_chapter=True):
                self.y += 2 * self._gap if self.y > self._top else 0
                self._need(self._opening((block, *following)))
                self._text(block.text, Face.TEXT_BOLD, CHAPTER, Align.CENTER, kind=HEADINGS[0])
                self.y += self._gap
            case Heading():
                self._need(self._opening((block, *following)))
                self.pages[-1].headings.append(block.text)
                self._text(block.text, Face.TEXT_BOLD, self._points[Size.LARGE], Align.LEFT, kind=HEADINGS[1])
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
                draw_cover(self.pages[-1], block, self._measure, self._begin)
            case Contents():
                self._contents(block)

    def _contents(self, block: Contents) -> None:
        contents = self.structure.add(CONTENTS)
        for entry in block.entries:
            self._need(ENTRY)
            self._begin(LINK, self.structure.add(REFERENCE, self.structure.add(CONTENTS_ENTRY, contents)))
            draw_entry(self.pages[-1], self.y, entry, self._places.get(entry.key), self._measure)
            self.y += ENTRY

    def _notes(self, notes: Notes) -> None:
        size = self._points[notes.size]
        marks, texts = self._note_lines(notes)
        indent = indent_of(marks)
        listed = self.structure.add(LIST)
        for mark, lines in zip(marks, texts, strict=True):
            item = self.structure.add(ITEM, listed)
            for at, line in enumerate(lines):
                self._need(size * self._leading)
                if at == 0:
                    self._begin(LABEL, item)
                    self._write(Face.TEXT, self._margin, size, mark)
                    self._begin(ITEM_BODY, item)
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
            self._begin(PARAGRAPH)
            for line in shown:
                self._write(Face.TEXT, self._margin + 2 * PAD, size, line)
                self.y += size * self._leading
            self.y += 2 * PAD + self._gap

    def _chart(self, chart: Chart) -> None:
        """Put a drawing on this page if it can be read at the size that fits, else on the next."""
        drawing = chart.drawing
        across = min(chart.larger, self._room / drawing.width)
        scale = min(across, (self._bottom - self.y) / drawing.height)
        if scale < across * LEGIBLE:
            self._next_page()
            scale = min(across, (self._bottom - self.y) / drawing.height)
        x = self._margin + (self._room - drawing.width * scale) / 2
        owner = self._begin(figure("。".join(text for text in (drawing.title, drawing.words) if text)))
        place_drawing(self.pages[-1], Placed(drawing, x, self.y, scale, owner), self._measure)
        self.y += drawing.height * scale + self._gap

    def _table(self, table: Table, after: float) -> None:
        laid = self._lay(table)
        caption = self._caption_height(table, laid)
        chunks = laid.pages(self._bottom - self.y - caption, self._page_room - caption, after)
        elements = [TableElements(self.structure, part) for part in laid.parts]
        for number, pieces in enumerate(chunks):
            if number == 0 and not pieces and laid.rows:
                self._next_page()
                continue
            for at, part in enumerate(laid.parts):
                if at or (number and chunks[number - 1]):
                    self._next_page()
                self._caption(table, laid, at, elements[at])
                self.y = draw_table(self.pages[-1], self.y, laid, part, pieces, elements[at])
        self.y += self._gap / 2

    def _caption(self, table: Table, laid: LaidTable, at: int, elements: TableElements) -> None:
        """Write the legend, the unit and, for a table parted over sheets, which of them this is."""
        left = self._caption_lines(table, laid, at)
        if not (table.unit or left):
            return
        self.pages[-1].texts.owner = elements.caption()
        unit = self._measure.line(table.unit, Face.TEXT, SMALL)
        self._write(Face.TEXT, self._margin + self._room - unit.width, self._small, unit)
        for line in left:
            self._write(Face.TEXT, self._margin, self._small, line)
            self.y += self._small * LEADING
        self.y += 3 if left else self._small * LEADING + 3
