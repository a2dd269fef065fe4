"""The pages of a sheet as they are begun: head, running head and foot, and how a line of text is put on them."""

from functools import partial

from core.documents.paper.document import Align, Aside, Cover, Document, Sheet, Size
from core.model.values.dates import show_date
from core.printing.columns import FLOOR
from core.printing.extent import RUNNING, SMALL, Extent
from core.printing.fonts import Face
from core.printing.page import MARGIN, THIN, Page
from core.printing.structure import HEADINGS, PAGE_FOOT, PAGE_HEAD, PARAGRAPH, NoStructure, Structure
from core.printing.text import LEADING, Line, Measure

_TITLE = 15.0
_FOOT = 7.0
_MARK = 9.5
_ASCENT = 0.86
_OPENING, _PARTING = "(（「『〔【[", "、・，,　 "
"""Where a title is parted: before the ones, behind the others."""
_NO_DAY = "　　　　年　　月　　日"
"""Where a letter is dated by hand."""


class Pages(Extent):
    """The pages of one sheet so far, the first with its head; `y` is where the next line goes."""

    def __init__(self, document: Document, sheet: Sheet, measure: Measure, scale: float = 1, air: float = 1) -> None:
        super().__init__(document, sheet, measure, scale, air)
        self.pages: list[Page] = []
        self.structure = Structure() if document.tagged else NoStructure()
        self.y = 0.0
        self._first_page()

    @property
    def spare(self) -> float:
        """Return which part of the last page is empty."""
        return (self._bottom - self.y) / (self._bottom - self._top)

    def number_pages(self, before: int = 0, total: int = 0) -> None:
        """Write the foot of each page: which program and file, and page n/m; `total` is of one counted through, in
        which so many pages are `before` this sheet: its own pages then stand at the right, but for a cover."""
        if any(isinstance(block, Cover) for block in self._sheet.blocks):
            return
        for number, page in enumerate(self.pages, 1):
            page.texts.owner = PAGE_FOOT
            baseline = self.size[1] - self._foot / 2
            own = f"{number}/{len(self.pages)} ページ"
            line = self._measure.line(f"{before + number} / {total}" if total else own, Face.FIGURE, SMALL)
            if total and self._sheet.material:
                mine = self._measure.line(f"{self._sheet.material}　{own}", Face.TEXT, SMALL)
                page.write(Face.TEXT, self.size[0] - MARGIN - mine.width, baseline, mine)
            if self._sheet.is_letter and len(self.pages) == 1 and not total:
                continue
            page.write(Face.FIGURE, (self.size[0] - line.width) / 2, baseline, line)
            lines = self._measure.fit(self._document.footer, Face.TEXT, _FOOT, self._room * 0.4, FLOOR)
            for at, foot in enumerate(lines[:2]):
                page.write(Face.TEXT, self._margin, baseline + (at - (len(lines) > 1)) * _FOOT * LEADING, foot)
            if total or self._sheet.is_letter:
                continue
            for council in self._measure.fit(self._document.author, Face.TEXT, _FOOT, self._room * 0.4, FLOOR)[:1]:
                page.write(Face.TEXT, self.size[0] - self._right - council.width, baseline, council)

    def _new_page(self) -> None:
        self.pages.append(Page(*self.size, structure=self.structure))
        self.y = self._top

    def _next_page(self) -> None:
        """Go on with a new page, which names the sheet again in small type, and its number and date at the right.
        Both are set in figures of one width, here as in the head."""
        owner = self.pages[-1].texts.owner
        self._new_page()
        self.pages[-1].texts.owner = PAGE_HEAD
        right = "　".join(text for text in (self._sheet.number, show_date(self._sheet.date)) if text)
        end = 0.0
        for line in self._measure.fit(right, Face.FIGURE, SMALL, self._room / 2, FLOOR)[:1]:
            self._write(Face.FIGURE, self._margin + self._room - line.width, SMALL, line)
            end = line.width + 12
        name = "　".join(text for text in (self._sheet.mark, self._sheet.title, self._sheet.addressee) if text)
        line = self._measure.fit(f"{name}(続き)", Face.TEXT, SMALL, self._room - end, FLOOR)[0]
        self._write(Face.TEXT, self._margin, SMALL, line)
        self.y += RUNNING
        self.pages[-1].texts.owner = owner

    def _begin(self, kind: str, parent: int = 0) -> int:
        """Return a new element, to which belongs what is written from now on."""
        self.pages[-1].texts.owner = owner = self.structure.add(kind, parent)
        return owner

    def _first_page(self) -> None:
        self._new_page()
        sheet = self._sheet
        self._marks()
        if sheet.is_letter:
            self._letter_head()
            return
        top = self.y
        right = [text for text in (sheet.number, show_date(sheet.date)) if text]
        for text in right:
            self._text(text, Face.FIGURE, 9.5, Align.RIGHT)
        if sheet.addressee or sheet.sender:
            self._text(sheet.addressee, Face.TEXT_BOLD, 12, Align.LEFT)
            self._text(sheet.sender, Face.TEXT, 9.5, Align.RIGHT)
            self.y += 4
        else:
            self.y = top
        free = self._room - 2 * 120 if right and not sheet.addressee else self._room
        top = self.y
        beside = 0 if sheet.addressee or sheet.sender else len(right) * 9.5 * LEADING
        title = self._halved(sheet.title, free)
        if not title:
            title, free, self.y = self._halved(sheet.title, self._room) or sheet.title, self._room, top + beside
        self._text(title, Face.TEXT_BOLD, _TITLE, Align.CENTER, free, HEADINGS[0])
        self.y = max(self.y, top + beside) + self._gap

    def _marks(self) -> None:
        """Put the mark, the meeting and the number of the material above the head; long ones take more lines."""
        sheet, pad = self._sheet, 4.0
        if not (sheet.mark or sheet.meeting or sheet.material):
            return
        top, most = self.y, self._room / 3 - 2 * pad
        mark, meeting, material = (
            self._measure.fit(text, Face.TEXT, _MARK, most, FLOOR) if text else ()
            for text in (sheet.mark, sheet.meeting, sheet.material)
        )
        widest = max((line.width for line in material), default=0.0)
        ends = [top]
        if mark:
            ends.append(self._framed(mark, self._margin, top, pad))
        if material:
            ends.append(self._framed(material, self._margin + self._room - widest - 2 * pad, top, pad))
        beside = max((line.width for line in mark), default=-4 * pad) + 4 * pad
        ends.append(self._lines(meeting, self._margin + beside, top + pad / 2) + pad / 2)
        self.y = max(ends) + pad

    def _framed(self, lines: tuple[Line, ...], x: float, top: float, pad: float) -> float:
        """Write lines in a frame and return where it ends."""
        bottom = self._lines(lines, x + pad, top + pad / 2) + pad / 2
        page, right = self.pages[-1], x + max(line.width for line in lines) + 2 * pad
        for y in (top, bottom):
            page.rule(x, y, right, y, 2 * THIN)
        for edge in (x, right):
            page.rule(edge, top, edge, bottom, 2 * THIN)
        return bottom

    def _lines(self, lines: tuple[Line, ...], x: float, top: float) -> float:
        self.y = top
        if lines:
            self._begin(PARAGRAPH)
        for line in lines:
            self._write(Face.TEXT, x, _MARK, line)
            self.y += _MARK * self._leading
        return self.y

    def _halved(self, title: str, room: float) -> str:
        """Return a title that takes two lines parted where a bracket or a list lets it, as evenly as it can; "" where
        that is nowhere."""
        width = partial(self._measure.width, face=Face.TEXT_BOLD, size=_TITLE)
        if not title or "\n" in title or width(title) * self._least_size(_TITLE) / _TITLE <= room:
            return title
        places = [at for at in range(1, len(title)) if title[at] in _OPENING or title[at - 1] in _PARTING]
        parted = [(title[:at].rstrip(), title[at:].lstrip()) for at in places]
        fitting = [two for two in parted if max(map(width, two)) <= room]
        return "\n".join(min(fitting, key=lambda two: max(map(width, two)))) if fitting else ""

    def _letter_head(self) -> None:
        """Number and date at the right, to whom, from whom, and what about."""
        sheet, size = self._sheet, self._points[Size.BODY]
        for text in (sheet.number, show_date(sheet.date) or _NO_DAY):
            if text:
                self._text(text, Face.FIGURE, size, Align.RIGHT)
        self.y += size
        self._text(sheet.addressee, Face.TEXT, 12, Align.LEFT)
        self.y += size
        self._aside(Aside(tuple(sheet.sender.split("\n"))))
        self.y += size
        self._text(sheet.title, Face.TEXT, 12, Align.CENTER, self._room - 40, HEADINGS[0])
        self.y += size

    def _aside(self, block: Aside) -> None:
        size = self._points[Size.BODY]
        lines = [
            line for text in block.lines for line in self._measure.fit(text, Face.TEXT, size, self._room * 0.6, size)
        ]
        x = self._margin + self._room - max((line.width for line in lines), default=0.0)
        self._need(len(lines) * size * self._leading)
        if lines:
            self._begin(PARAGRAPH)
        for line in lines:
            self._write(Face.TEXT, x, size, line)
            self.y += size * self._leading

    def _need(self, height: float) -> None:
        if self.y + height > self._bottom and self.y > self._top + RUNNING:
            self._next_page()

    def _text(
        self,
        text: str,
        face: Face,
        size: float,
        align: Align,
        room: float | None = None,
        kind: str = PARAGRAPH,
    ) -> None:
        """Write lines of running text over the whole width, or centred in `room`."""
        room = self._room if room is None else room
        if text:
            self._begin(kind)
        for line in self._measure.fit(text, face, size, room, self._least_size(size)):
            self._need(size * self._leading)
            slack = self._room - line.width
            x = self._margin + {Align.LEFT: 0.0, Align.CENTER: slack / 2, Align.RIGHT: slack}[align]
            self._write(face, x, size, line)
            self.y += size * self._leading

    def _write(self, face: Face, x: float, size: float, line: Line) -> None:
        self.pages[-1].write(face, x, self.y + (self._leading - 1) / 2 * size + size * _ASCENT, line)
