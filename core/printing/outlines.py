"""What stands on the pages of a PDF, read back as texts and lines: a printer gets outlines instead of pictures."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from core.documents.paper.outlines import Colour, Matrix, PageOutlines, Picture, Shape, Words
from core.version import RESOURCES


def page_outlines(pdf: bytes, pages: range | None = None) -> Iterator[PageOutlines]:
    """Yield `pages` (from 0; all by default) of a PDF of this program one by one.

    Raises LookupError for a font that is none of the program's, and for parts that this program does not draw: such a
    PDF is printed as pictures.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(len(document)) if pages is None else pages:
            page = document[number]
            text_page = page.get_textpage()
            objects = [raw.FPDFPage_GetObject(page, at) for at in range(raw.FPDFPage_CountObjects(page))]
            parts = [part for one in objects for part in _part(text_page, one)]
            width, height = page.get_size()
            yield PageOutlines(width, height, tuple(parts))
            text_page.close()
            page.close()
    finally:
        document.close()


def font_file(name: str) -> str:
    """Return the path of one of the program's fonts; raises LookupError."""
    path = RESOURCES / "fonts" / f"{name}.ttf"
    if not path.is_file():
        raise LookupError(name)
    return str(path)


def _part(text_page: Any, one: Any) -> Iterator[Words | Shape | Picture]:
    kind, matrix = raw.FPDFPageObj_GetType(one), _matrix(one)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        text = _text(one, text_page)
        if text:
            yield Words(_font(one), _number(raw.FPDFTextObj_GetFontSize, one), text, _fill(one), matrix)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        yield _shape(one, matrix)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        yield _picture(one, matrix)
    else:
        raise LookupError(kind)


def _text(one: Any, text_page: Any) -> str:
    length = raw.FPDFTextObj_GetText(one, text_page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(one, text_page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[:length].decode("utf-16-le").rstrip("\0")


def _font(one: Any) -> str:
    font = raw.FPDFTextObj_GetFont(one)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("ascii", "replace").rpartition("+")[2]
    font_file(name)
    return name


def _shape(one: Any, matrix: Matrix) -> Shape:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(one, fill, stroke)
    return Shape(
        tuple(_steps(one)),
        _fill(one) if fill.value != raw.FPDF_FILLMODE_NONE else None,
        _colour(raw.FPDFPageObj_GetStrokeColor, one) if stroke.value else None,
        _number(raw.FPDFPageObj_GetStrokeWidth, one),
        _dashes(one),
        matrix,
    )


def _steps(one: Any) -> Iterator[tuple[Any, ...]]:
    curve: list[float] = []
    for at in range(raw.FPDFPath_CountSegments(one)):
        segment = raw.FPDFPath_GetPathSegment(one, at)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            curve += [x.value, y.value]
            if len(curve) == 6:
                yield "c", *curve
                curve = []
        else:
            yield ("m" if kind == raw.FPDF_SEGMENT_MOVETO else "l"), x.value, y.value
        if raw.FPDFPathSegment_GetClose(segment):
            yield ("h",)


def _dashes(one: Any) -> tuple[float, ...]:
    count = max(raw.FPDFPageObj_GetDashCount(one), 0)
    lengths = (ctypes.c_float * count)()
    if count:
        raw.FPDFPageObj_GetDashArray(one, lengths, count)
    return tuple(lengths)


def _picture(one: Any, matrix: Matrix) -> Picture:
    bitmap = pdfium.PdfBitmap.from_raw(raw.FPDFImageObj_GetBitmap(one))
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return Picture(image.width, image.height, image.tobytes(), matrix)


def _matrix(one: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _fill(one: Any) -> Colour:
    return _colour(raw.FPDFPageObj_GetFillColor, one)


def _colour(read: Any, one: Any) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    read(one, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _number(read: Any, one: Any) -> float:
    found = ctypes.c_float()
    read(one, found)
    return found.value
