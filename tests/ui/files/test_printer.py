"""What goes to a printer, tried on the printer that writes a file."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from core import heavy
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.values.paper import Paper
from core.sample import sample
from ui.files.printer import lay_out, paint


def pdf(report: str, paper: Paper) -> bytes:
    book = Book({})
    book.apply(sample())
    return heavy.render(REPORTS[report].build(book, PrintSettings(paper=paper, municipality="163210")))


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, QPageSize.PageSizeId.A4), (Paper.A3, QPageSize.PageSizeId.A3)])
def test_the_printer_gets_the_paper_of_the_sheet(app: QApplication, paper: Paper, size: QPageSize.PageSizeId) -> None:
    printer = QPrinter()
    lay_out(printer, pdf("allocation", paper))
    assert printer.pageLayout().pageSize().id() == size
    assert printer.pageLayout().orientation() == QPageLayout.Orientation.Landscape


def test_every_page_reaches_the_paper(app: QApplication, tmp_path: Path) -> None:
    source = pdf("notice", Paper.A4)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印刷.pdf"))
    lay_out(printer, source)
    paint(printer, source)
    printed = (tmp_path / "印刷.pdf").read_bytes()
    assert heavy.page_count(printed) == heavy.page_count(source)
    (was,) = heavy.page_images(source, 2, range(1))
    (now,) = heavy.page_images(printed, 2, range(1))
    assert (now.width, now.height) == pytest.approx((was.width, was.height), abs=2)
    assert darkness(now.pixels) == pytest.approx(darkness(was.pixels), rel=0.1)


def darkness(pixels: bytes) -> int:
    return sum(255 - value for value in pixels)
