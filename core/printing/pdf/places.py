"""Where a reader goes in a PDF: bookmarks of its sheets and headings, and the names of its pages."""

from reportlab.pdfgen.canvas import Canvas

from core.documents.paper.document import Anchor, Document, Heading, Sheet
from core.printing.page import Page

_BLANK = "白紙"
"""The name of a page that is left empty, so that the next letter begins on a front side."""


class Places:
    """Bookmarks and names of pages, as the pages of a document are written one after the other.

    A document that has anchors has bookmarks of these alone; any other has one for each sheet and each heading in it,
    unless it were the only one. Sheets that count their own pages name them by sheet and page: 2-1 is the first page
    of the second; a document of one sheet, or counted through, has the numbers that every reader shows by itself.
    """

    def __init__(self, canvas: Canvas, document: Document) -> None:
        self._canvas, self._document = canvas, document
        sheets = document.sheets
        anchored = any(isinstance(block, Anchor) for sheet in sheets for block in sheet.blocks)
        headings = sum(isinstance(block, Heading) for sheet in sheets for block in sheet.blocks)
        self._listed = not anchored and len(sheets) + headings > 1
        self._named = len(sheets) > 1 and not document.through
        self._written = self._sheet = self._headings = 0

    def of(self, page: Page) -> None:
        """Set what leads to a page that is being written."""
        for anchor in page.anchors:
            self._mark(anchor.key, anchor.title, anchor.depth)
        begins = page.sheet != self._sheet
        if self._named and (begins or not page.sheet):
            name = (None, None, _BLANK) if not page.sheet else ("ARABIC", 1, f"{page.sheet}-")
            self._canvas.addPageLabel(self._written, *name)
        if self._listed and page.sheet and begins:
            self._mark(f"sheet{page.sheet}", _called(self._document.sheets[page.sheet - 1]), 0)
        if self._listed:
            for title in page.headings:
                self._headings += 1
                self._mark(f"heading{self._headings}", title, 1)
        self._sheet = page.sheet
        self._written += 1

    def _mark(self, key: str, title: str, depth: int) -> None:
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, depth)


def _called(sheet: Sheet) -> str:
    """Return what a sheet is called in the list: its title, and to whom it goes."""
    return "　".join(" ".join(text.split()) for text in (sheet.title, sheet.addressee) if text)
