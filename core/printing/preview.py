"""The pages of a PDF as pictures, so that the preview shows the very bytes that will be printed."""

from collections.abc import Iterator

import pypdfium2 as pdfium

from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PageImage:
    """`pixels` are rows of red, green, blue bytes, `stride` bytes from one row to the next."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """Return the number of pages; none of what is no PDF."""
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def page_images(pdf: bytes, scale: float, pages: range | None = None) -> Iterator[PageImage]:
    """Yield `pages` (from 0; all by default) one by one; `scale` 1 gives 72 dots per inch."""
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)) if pages is None else pages:
            page = document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True)
            yield PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
    finally:
        document.close()
