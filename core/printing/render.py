"""A document as a PDF: the same document gives the same bytes, on every machine and at any time."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.documents.paper.document import Document, Stopped
from core.model.machine.garbage import without_collecting
from core.printing.drawings import operators
from core.printing.fonts import Face, Fonts, Glyphs, fonts
from core.printing.layout import lay_out
from core.printing.page import Page
from core.printing.pdf import archive
from core.printing.pdf.packed import packed
from core.printing.pdf.places import Places
from core.printing.pdf.tagging import ARTIFACT, END, Tagging

_SHADE = 0.94
_LINE = 0.35
"""The greys of heading grounds and of lines: both survive a copier."""


def render(document: Document, stop: Callable[[], bool] = lambda: False) -> bytes:
    """Return the PDF of `document`, fonts embedded as far as they are used.

    One document is rendered at a time; a second caller waits. `stop` is asked before every page; raises Stopped as
    soon as it says so, and nothing is left of the work.
    """
    faces = fonts()
    with faces.in_use, without_collecting():
        return _write(document, _until(stop, lay_out(document, faces)), faces)


def _until(stop: Callable[[], bool], pages: Iterable[Page]) -> Iterator[Page]:
    for page in pages:
        if stop():
            raise Stopped
        yield page


def _write(document: Document, pages: Iterable[Page], faces: Fonts) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(
        buffer, invariant=1, pageCompression=1, lang="ja-JP", pdfVersion=(1, 7), initialFontName=Face.TEXT.value
    )
    archive.begin(canvas, document)
    texts = {face: Strings(faces.glyphs[face], canvas) for face in Face}
    tagging = Tagging(canvas) if document.tagged else None
    places = Places(canvas, document)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        content = _content(page, texts) if tagging is None else _tagged_content(page, texts, tagging)
        canvas.addLiteral(content)
        _pictures(canvas, page, tagging)
        places.of(page)
        _links(canvas, page, tagging)
        canvas.showPage()
        archive.end_page(canvas, content)
        if tagging:
            tagging.end_page()
    if tagging:
        canvas._doc.format = partial(packed, canvas._doc, tagging)
    canvas.save()
    return buffer.getvalue()


def _content(page: Page, texts: "dict[Face, Strings]") -> str:
    code = _lines(page)
    for placed in page.drawings:
        code += operators(placed, page.height)
    return "\n".join([*code, *_strings(page, texts)])


def _tagged_content(page: Page, texts: "dict[Face, Strings]", tagging: Tagging) -> str:
    tagging.begin_page(page)
    code = [ARTIFACT, *_lines(page), END]
    for placed in page.drawings:
        code += (tagging.drawing(placed, page.height), *operators(placed, page.height), END)
    return "\n".join([*code, *_tagged_strings(page, texts, tagging)])


def _pictures(canvas: Canvas, page: Page, tagging: Tagging | None) -> None:
    for source, x, y, width, height, owner in page.pictures:
        bottom = page.height - y - height
        if tagging:
            canvas.addLiteral(tagging.begin(owner))
            tagging.place(owner, x, bottom, width, height)
        image = ImageReader(BytesIO(source)) if isinstance(source, bytes) else str(source)
        canvas.drawImage(image, x, bottom, width, height)
        if tagging:
            canvas.addLiteral(END)


def _links(canvas: Canvas, page: Page, tagging: Tagging | None) -> None:
    for anchor, x, y, width, height, owner in page.links:
        box = (x, page.height - y - height, x + width, page.height - y)
        key = {"StructParent": tagging.link(owner, f"Annot.NUMBER{canvas._annotationCount + 1}")} if tagging else {}
        canvas.linkRect(anchor.title, anchor.key, box, relative=0, F=archive.PRINTED, **key)


def _lines(page: Page) -> list[str]:
    height = page.height
    code = [f"{_SHADE} g"]
    code += [f"{x:.2f} {height - y - h:.2f} {w:.2f} {h:.2f} re f" for x, y, w, h in page.shades]
    code.append(f"0 g {_LINE} G")
    by_thickness: dict[float, list[str]] = {}
    for x0, y0, x1, y1, thickness in page.rules:
        by_thickness.setdefault(thickness, []).append(f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l")
    for thickness in sorted(by_thickness):
        code += [f"{thickness:g} w", *by_thickness[thickness], "S"]
    return code


def _strings(page: Page, texts: "dict[Face, Strings]") -> list[str]:
    """Return the operators that show all texts of a page: one text object, in reading order."""
    code = ["BT"]
    height, font = page.height, ("", 0.0)
    for face, x, baseline, line in page.texts:
        code.append(f"1 0 0 1 {x:.2f} {height - baseline:.2f} Tm")
        for name, shown in texts[face][line.text]:
            if font != (name, line.size):
                font = (name, line.size)
                code.append(f"{name} {line.size:g} Tf")
            code.append(shown)
    code.append("ET")
    return code


def _tagged_strings(page: Page, texts: "dict[Face, Strings]", tagging: Tagging) -> list[str]:
    """Return the same operators, with what belongs to one element between marks of its own."""
    code = ["BT"]
    height, font, last = page.height, ("", 0.0), None
    begin = tagging.begin
    for (face, x, baseline, line), owner in zip(page.texts, page.texts.owners, strict=True):
        if owner != last:
            if last is not None:
                code.append(END)
            code.append(begin(owner))
            last = owner
        code.append(f"1 0 0 1 {x:.2f} {height - baseline:.2f} Tm")
        for name, shown in texts[face][line.text]:
            if font != (name, line.size):
                font = (name, line.size)
                code.append(f"{name} {line.size:g} Tf")
            code.append(shown)
    code += ["ET"] if last is None else [END, "ET"]
    return code


class Strings(dict[str, tuple[tuple[str, str], ...]]):
    """Every text in one face as pairs of a font's name in the PDF and the operator that shows a stretch with it."""

    def __init__(self, glyphs: Glyphs, canvas: Canvas) -> None:
        super().__init__()
        self._glyphs, self._document = glyphs, canvas._doc

    def __missing__(self, text: str) -> tuple[tuple[str, str], ...]:
        pieces: list[tuple[str, str]] = []
        font: Any = None
        stretch = ""
        for char in text:
            glyph = self._glyphs[char]
            if glyph.font is None:
                continue
            if glyph.font is not font:
                pieces += self._shown(font, stretch)
                font, stretch = glyph.font, ""
            stretch += glyph.char
            if glyph.over:
                pieces += self._shown(font, stretch)
                pieces.append((pieces[-1][0], f"[{glyph.width:g}] TJ"))
                pieces += self._shown(font, glyph.over)
                stretch = ""
        pieces += self._shown(font, stretch)
        self[text] = shown = tuple(pieces)
        return shown

    def _shown(self, font: Any, stretch: str) -> list[tuple[str, str]]:
        if not stretch:
            return []
        return [
            (font.getSubsetInternalName(subset, self._document), f"<{codes.hex()}> Tj")
            for subset, codes in font.splitString(stretch, self._document)
        ]
