"""What goes to a printer, tried on the printer that writes a file."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from core import heavy
from core.documents.manual.chapters import chapters
from core.documents.manual.sheets import printed as printed_manual
from core.documents.paper.document import Document, Paragraph, Sheet
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.values.paper import Paper
from core.printing.preview import PageImage
from core.sample import sample
from ui.files.printer import lay_out, pages_of, paint


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


def on_paper(printer: QPrinter, source: bytes, path: Path) -> bytes:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    lay_out(printer, source)
    paint(printer, source)
    return path.read_bytes()


@pytest.mark.parametrize("report", ["allocation", "comparison", "organisation", "schedule", "questionnaire"])
def test_a_page_is_drawn_as_outlines_where_the_preview_shows_it(app: QApplication, tmp_path: Path, report: str) -> None:
    source = pdf(report, Paper.A4)
    printed = on_paper(QPrinter(QPrinter.PrinterMode.HighResolution), source, tmp_path / "印刷.pdf")
    assert heavy.page_count(printed) == heavy.page_count(source)
    for was, now in zip(heavy.page_images(source, 0.5), heavy.page_images(printed, 0.5), strict=True):
        assert (now.width, now.height) == pytest.approx((was.width, was.height), abs=2)
        assert darkness(now.pixels) == pytest.approx(darkness(was.pixels), rel=0.1)
        assert blurred(now) == pytest.approx(blurred(was), abs=40)
    assert b"/Subtype /Image" not in printed
    assert len(printed) < 8 * len(source)


def blurred(image: PageImage, side: int = 8) -> list[float]:
    """Return the brightness of squares of the page: it differs where something stands elsewhere."""
    rows = range(0, image.height - side, side)
    return [
        sum(
            sum(image.pixels[y * image.stride + 3 * x : y * image.stride + 3 * (x + side)])
            for y in range(top, top + side)
        )
        / (3 * side * side)
        for top in rows
        for x in range(0, image.width - side, side)
    ]


def test_letters_beyond_the_main_font_reach_the_paper(app: QApplication, tmp_path: Path) -> None:
    source = heavy.render(Document("𠮷", (Sheet("𠮷野家と髙島", (Paragraph("𠮷 髙 﨑 ☑実施 ☐未定"),)),)))
    printed = on_paper(QPrinter(QPrinter.PrinterMode.HighResolution), source, tmp_path / "印刷.pdf")
    (was,), (now,) = heavy.page_images(source, 2), heavy.page_images(printed, 2)
    assert darkness(now.pixels) == pytest.approx(darkness(was.pixels), rel=0.1)


def test_only_the_pages_that_were_asked_for_are_printed(app: QApplication, tmp_path: Path) -> None:
    source = pdf("derivation", Paper.A4)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printed = on_paper(printer, source, tmp_path / "印刷.pdf")
    assert heavy.page_count(source) > 3
    assert heavy.page_count(printed) == 2
    (first, *_), (was, *_) = heavy.page_images(printed, 1), heavy.page_images(source, 1, range(1, 2))
    assert darkness(first.pixels) == pytest.approx(darkness(was.pixels), rel=0.1)
    printer.setFromTo(3, 99)
    assert list(pages_of(printer, 6)) == [2, 3, 4, 5]


def test_copies_come_one_after_the_other_where_the_printer_makes_none(app: QApplication, tmp_path: Path) -> None:
    source = pdf("notice", Paper.A4)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setCopyCount(2)
    expected = heavy.page_count(source) * (1 if printer.supportsMultipleCopies() else 2)
    assert heavy.page_count(on_paper(printer, source, tmp_path / "印刷.pdf")) == expected


def test_in_grey_nothing_has_a_colour(app: QApplication, tmp_path: Path) -> None:
    source = heavy.render(printed_manual("取扱説明書", chapters()[:2]))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printed = on_paper(printer, source, tmp_path / "印刷.pdf")
    for page in heavy.page_images(printed, 0.5):
        assert page.pixels[0::3][: page.width] == page.pixels[1::3][: page.width]
        assert all(abs(red - blue) < 6 for red, blue in zip(page.pixels[0::3], page.pixels[2::3], strict=False))


def test_a_sheet_that_cannot_be_read_back_is_printed_as_a_picture(app: QApplication, tmp_path: Path) -> None:
    canvas_pdf = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    )
    canvas_pdf += (
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
    )
    canvas_pdf += b"/BaseFont/Courier>>>>>>/Contents 4 0 R>>endobj 4 0 obj<</Length 44>>stream\n"
    canvas_pdf += b"BT /F1 40 Tf 100 400 Td (another version) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>"
    printed = on_paper(QPrinter(QPrinter.PrinterMode.HighResolution), canvas_pdf, tmp_path / "印刷.pdf")
    (page,) = heavy.page_images(printed, 1)
    assert darkness(page.pixels) > 0
    assert b"/Image" in printed
