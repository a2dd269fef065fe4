"""Printing a PDF: the very pages of the preview, drawn onto the printer as outlines."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from PySide6.QtCore import QMarginsF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QGlyphRun,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPen,
    QRawFont,
    QTransform,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from core import heavy
from core.documents.paper.outlines import Colour, PageOutlines, Picture, Shape, Words

DOTS_PER_INCH = 300
"""Of a page that can only be printed as a picture: a sheet kept by another version may hold what is not read here."""
_POINTS = 72
_DESIGN = 1000
"""Fonts are asked for their glyphs at this size and drawn smaller, so that no rounding is seen."""


def print_pdf(parent: QWidget, pdf: bytes, title: str) -> bool:
    """Ask for a printer, for copies, pages, sides and colour, and print; returns whether it was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    lay_out(printer, pdf)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"{title}の印刷")
    dialog.setMinMax(1, max(heavy.page_count(pdf), 1))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint(printer, pdf)
    return True


def lay_out(printer: QPrinter, pdf: bytes, number: int = 0) -> None:
    """Give the printer the paper and orientation of a page, from 0."""
    (page,) = heavy.page_images(pdf, 1, range(number, number + 1))
    long_side = max(page.width, page.height)
    size = QPageSize(QPageSize.PageSizeId.A3 if long_side > 1000 else QPageSize.PageSizeId.A4)
    landscape = page.width > page.height
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setFullPage(True)
    printer.setPageLayout(layout)


def paint(printer: QPrinter, pdf: bytes) -> None:
    """Draw the pages that were asked for, each on its own paper, as often as asked where the printer cannot do it."""
    wanted = pages_of(printer, heavy.page_count(pdf))
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    painter = QPainter()
    for at, number in enumerate(_in_copies(wanted, copies, collated=printer.collateCopies())):
        lay_out(printer, pdf, number)
        if at == 0:
            painter.begin(printer)
        else:
            printer.newPage()
        _draw(painter, printer, pdf, number)
    painter.end()


def pages_of(printer: QPrinter, count: int) -> range:
    """Return the pages, from 0, that were asked for: Qt neither applies the range nor tells the printer of it."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(count)
    return range(printer.fromPage() - 1, min(printer.toPage(), count))


def _in_copies(pages: range, copies: int, *, collated: bool) -> Iterator[int]:
    if collated:
        for _ in range(copies):
            yield from pages
    else:
        for page in pages:
            yield from [page] * copies


def _draw(painter: QPainter, printer: QPrinter, pdf: bytes, number: int) -> None:
    gray = printer.colorMode() is QPrinter.ColorMode.GrayScale
    one = range(number, number + 1)
    with suppress(LookupError):
        (outlines,) = heavy.page_outlines(pdf, one)
        draw_outlines(painter, outlines, printer.resolution() / _POINTS, gray=gray)
        return
    (page,) = heavy.page_images(pdf, DOTS_PER_INCH / _POINTS, one)
    image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888)
    whole = QRect(0, 0, printer.width(), printer.height())
    painter.drawImage(whole, image.convertToFormat(QImage.Format.Format_Grayscale8) if gray else image)


def draw_outlines(painter: QPainter, page: PageOutlines, scale: float, *, gray: bool = False) -> None:
    """Draw a page, `scale` dots to the point."""
    painter.save()
    onto_page = QTransform(scale, 0, 0, -scale, 0, scale * page.height)
    for part in page.parts:
        painter.setTransform(QTransform(*part.matrix) * onto_page)
        match part:
            case Words():
                _write(painter, part, gray=gray)
            case Shape():
                _draw_shape(painter, part, gray=gray)
            case _:
                _draw_picture(painter, part, gray=gray)
    painter.restore()


def _write(painter: QPainter, words: Words, *, gray: bool) -> None:
    font = _raw_font(words.font)
    indexes = font.glyphIndexesForString(words.text)
    x, positions = 0.0, []
    for advance in font.advancesForGlyphIndexes(indexes):
        positions.append(QPointF(x, 0))
        x += advance.x()
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes(indexes)
    run.setPositions(positions)
    painter.scale(words.size / _DESIGN, -words.size / _DESIGN)
    painter.setPen(_colour(words.colour, gray=gray))
    painter.drawGlyphRun(QPointF(0, 0), run)


@cache
def _raw_font(name: str) -> QRawFont:
    """Return a font of the program as glyphs: by its family, so that the printer gets the font and no drawn letters."""
    (family, *_) = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(heavy.font_file(name)))
    font = QFont(family)
    font.setPixelSize(_DESIGN)
    font.setBold(name.endswith("-Bold"))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QRawFont.fromFont(font, QFontDatabase.WritingSystem.Japanese)


def _draw_shape(painter: QPainter, shape: Shape, *, gray: bool) -> None:
    path = QPainterPath()
    for kind, *numbers in shape.steps:
        match kind:
            case "m":
                path.moveTo(*numbers)
            case "l":
                path.lineTo(*numbers)
            case "c":
                path.cubicTo(*numbers)
            case _:
                path.closeSubpath()
    if shape.fill is not None:
        painter.fillPath(path, QBrush(_colour(shape.fill, gray=gray)))
    if shape.stroke is not None:
        pen = QPen(_colour(shape.stroke, gray=gray), shape.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if shape.dashes and shape.width:
            pen.setDashPattern([length / shape.width for length in shape.dashes])
        painter.strokePath(path, pen)


def _draw_picture(painter: QPainter, picture: Picture, *, gray: bool) -> None:
    image = QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    # The unit square of PDF has its origin below, the picture its own above.
    painter.translate(0, 1)
    painter.scale(1, -1)
    painter.drawImage(QRectF(0, 0, 1, 1), image.convertToFormat(QImage.Format.Format_Grayscale8) if gray else image)


def _colour(colour: Colour, *, gray: bool) -> QColor:
    found = QColor(*colour)
    level = round(0.299 * found.red() + 0.587 * found.green() + 0.114 * found.blue())
    return QColor(level, level, level) if gray else found
