"""The one place where the heavy rooms are loaded, on first use: the window and the light commands open without them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.documents.document import Document

if TYPE_CHECKING:
    from core.printing.preview import PageImage


def render(document: Document) -> bytes:
    """Return the PDF of `document`; the same document gives the same bytes."""
    from core.printing.render import render

    return render(document)


def missing_characters(document: Document) -> list[tuple[str, str]]:
    """Return each character that no font can print, with the text in which it stands."""
    from core.printing.fonts import missing_characters

    return missing_characters(document)


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF."""
    from core.printing.preview import page_count

    return page_count(pdf)


def page_images(pdf: bytes, scale: float, pages: range | None = None) -> Iterator["PageImage"]:
    """Yield `pages` of a PDF (from 0; all by default) as pictures, `scale` pixels per point."""
    from core.printing.preview import page_images

    return page_images(pdf, scale, pages)
