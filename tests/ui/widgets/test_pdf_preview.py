import pytest
from PySide6.QtWidgets import QApplication

from core import heavy
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.sample import sample
from tests.ui.desk import button, press_button
from tests.ui.tables.sheet.ledger import show
from ui.widgets.pdf_preview import PdfPreview


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """A printout of several pages."""
    book = Book({})
    book.apply(sample())
    return heavy.render(REPORTS["notice"].build(book, PrintSettings()))


@pytest.fixture
def preview(app: QApplication) -> PdfPreview:
    made = PdfPreview()
    show(made)
    return made


def test_without_a_pdf_there_is_nothing_to_turn(preview: PdfPreview) -> None:
    assert (preview.pages, preview.pdf) == (0, b"")
    assert [button(preview, text).isEnabled() for text in ("前のページ", "次のページ", "拡大")] == [False] * 3


def test_it_shows_the_very_bytes_page_by_page(preview: PdfPreview, pdf: bytes) -> None:
    preview.show_pdf(pdf)
    assert preview.pdf is pdf
    assert preview.pages == heavy.page_count(pdf)
    seen = set()
    for _ in range(preview.pages):
        picture = preview._picture.pixmap().toImage()
        seen.add(bytes(picture.constBits()))
        if button(preview, "次のページ").isEnabled():
            press_button(preview, "次のページ")
    assert len(seen) == preview.pages
    assert preview._position.text() == f"{preview.pages} / {preview.pages} ページ"


def test_another_pdf_stays_on_the_page_or_on_the_last(preview: PdfPreview, pdf: bytes) -> None:
    preview.show_pdf(pdf)
    preview.show_page(3)
    preview.show_pdf(pdf)
    assert preview._position.text().startswith("4 / ")
    preview.show_page(99)
    assert preview._position.text().startswith(f"{preview.pages} / ")


def test_the_page_fits_the_window_whatever_its_size(preview: PdfPreview, pdf: bytes) -> None:
    preview.show_pdf(pdf)
    for width, height in ((600, 500), (1200, 900), (300, 200)):
        preview.resize(width, height)
        QApplication.processEvents()
        picture = preview._picture.pixmap().deviceIndependentSize()
        room = preview._area.viewport().size()
        assert picture.width() <= room.width()
        assert picture.height() <= room.height()


def test_magnified_it_is_twice_as_large_and_can_be_scrolled(preview: PdfPreview, pdf: bytes) -> None:
    preview.show_pdf(pdf)
    small = preview._picture.pixmap().width()
    press_button(preview, "拡大")
    assert preview._picture.pixmap().width() == pytest.approx(2 * small, abs=4)
    QApplication.processEvents()
    assert preview._area.verticalScrollBar().maximum() > 0
    press_button(preview, "縮小")
    QApplication.processEvents()
    assert preview._picture.pixmap().width() == small


def test_the_counter_is_seen_whole_with_two_digits_too(preview: PdfPreview, pdf: bytes) -> None:
    preview.show_pdf(pdf)
    preview.resize(preview.minimumSizeHint())
    preview.show_page(9)
    QApplication.processEvents()
    assert preview._position.text() == "10 / 12 ページ"
    assert preview._position.width() >= preview._position.sizeHint().width()
