"""Sends a PDF to a printer, page by page as pictures, so that paper shows exactly what the preview shows."""

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from core import heavy

DOTS_PER_INCH = 300


def print_pdf(parent: QWidget, pdf: bytes, title: str) -> bool:
    """Ask for a printer and print; returns whether it was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    lay_out(printer, pdf)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"{title}の印刷")
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    paint(printer, pdf)
    return True


def lay_out(printer: QPrinter, pdf: bytes) -> None:
    """Give the printer the paper and orientation of the first page."""
    (first,) = heavy.page_images(pdf, 1, range(1))
    long_side = max(first.width, first.height)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if long_side > 1000 else QPageSize.PageSizeId.A4))
    landscape = first.width > first.height
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))


def paint(printer: QPrinter, pdf: bytes) -> None:
    """Draw every page onto the printer."""
    painter = QPainter(printer)
    whole = QRect(0, 0, printer.width(), printer.height())
    for number, page in enumerate(heavy.page_images(pdf, DOTS_PER_INCH / 72)):
        if number:
            printer.newPage()
        painter.drawImage(whole, QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB888))
    painter.end()
