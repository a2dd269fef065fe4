"""A sealed price is seen on no page, in no form, in no cell that is copied, and not where two files are compared; all
pages are looked at where every page is opened, in tests/ui/shell/test_main_window.py."""

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableWidget, QTextEdit, QWidget

from core.model.book import Book
from core.model.evaluation import Bidder, Procurement
from core.model.machine.records import to_row
from core.model.registry import REFERENCES, TABLES
from core.operations.editing.edit import edit
from core.operations.editing.find import find, found
from core.operations.evaluation.acting import seal_prices
from core.operations.merging.merge import compare
from tests.ui.desk import cell, column_of, put_away, type_into
from tests.ui.pages.paper import OpenPage
from ui.dialogs.merging import MergeDialog
from ui.pages.table_page import TablePage
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.page_list import PAGES
from ui.tables.sheet.sheet import Sheet
from ui.widgets.form import RecordForm, field_of

EXAMPLE = "架空の例 基幹系システムの共同調達"
TYPED, GIVEN = 987_654_321, 1_020_000_000
FORMS = tuple(form for price in (TYPED, GIVEN) for form in (str(price), f"{price:,}", f"{price // 1000:,}"))


def bidder(book: Book) -> Bidder:
    procurement = found(find(book, Procurement, EXAMPLE))
    return next(one for one in book.children(Bidder, procurement.id).values() if one.name == "甲社(架空)")


def seal(session: Session) -> None:
    """Seal the prices of the sample and type another one."""
    procurement = found(find(session.book, Procurement, EXAMPLE))
    assert session.run(seal_prices(session.book, procurement, "事務局", "2026-08-01T09:00:00")) is None
    assert session.run(edit(session.book, bidder(session.book), "price_yen", str(TYPED))) is None


def told_by(widget: QWidget) -> str:
    """Return everything that a page shows, hands to the clipboard or says to a screen reader."""
    texts = []
    for sheet in widget.findChildren(Sheet):
        for column in sheet.model.rows.columns:
            for record in sheet.model.rows.all:
                texts += [column.text(record), column.plain_text(record), column.tooltip_text(record)]
                texts += [column.spoken_text(record), str(column.get(record))]
    texts += [one.text() for one in widget.findChildren(QLabel)]
    texts += [one.text() for one in widget.findChildren(QLineEdit)]
    texts += [one.toPlainText() for one in widget.findChildren(QPlainTextEdit)]
    texts += [one.toPlainText() for one in widget.findChildren(QTextEdit)]
    texts += [one.toolTip() for one in widget.findChildren(QWidget)]
    for table in widget.findChildren(QTableWidget):
        items = [table.item(row, at) for row in range(table.rowCount()) for at in range(table.columnCount())]
        texts += [item.text() + item.toolTip() for item in items if item is not None]
    return "\n".join(texts)


def secrets_in(text: str) -> list[str]:
    return [form for form in FORMS if form in text]


def are_told_nowhere(window: MainWindow) -> None:
    """Seal the prices in a window in which every page was opened, and find them on none of its pages."""
    seal(window.session)
    found = {}
    for entry in PAGES:  # the one that is seen while the prices are sealed is the last; all the others are read again
        page = window.open_page(entry.key)
        QApplication.processEvents()
        found[entry.key] = secrets_in(told_by(page))
    assert {key: secrets for key, secrets in found.items() if secrets} == {}
    stack = window.session.undo_stack
    assert not secrets_in("".join(stack.text(at) for at in range(stack.count())))


def test_a_sealed_price_is_typed_blindly_and_pasted_back_as_it_is(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("bidders"))
    seal(page.session)
    one = bidder(page.session.book)
    assert cell(page.sheet, one.id, "price_yen") == "封印"
    type_into(page.sheet, one.id, "price_yen", "900,000,009")
    assert cell(page.sheet, one.id, "price_yen") == "封印"
    assert bidder(page.session.book).price_yen == 900_000_009
    type_into(page.sheet, one.id, "price_yen", "封印")
    assert bidder(page.session.book).price_yen == 900_000_009


def test_sealed_prices_cannot_be_told_apart_by_sorting(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("bidders"))
    seal(page.session)
    column = column_of(page.sheet, "price_yen")
    sealed = [one for one in page.sheet.model.rows.all if column.text(one) == "封印"]
    assert len(sealed) > 1
    assert len({column.sort(column.get(one)) for one in sealed}) == 1


def test_a_form_of_a_bidder_does_not_tell_it_either(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("bidders"))
    seal(page.session)
    form = RecordForm([field_of(Bidder, "price_yen", page.session.look)], lambda _name, _text: None)
    form.show_record(bidder(page.session.book))
    assert "封印" in told_by(form)
    assert not secrets_in(told_by(form))
    put_away(form)


def test_comparing_two_files_tells_no_sealed_price(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("bidders"))
    seal(page.session)
    book = page.session.book
    ours = {name: {one.id: to_row(one) for one in book.all(table.record).values()} for name, table in TABLES.items()}

    def having(price: int) -> dict[str, dict[int, dict[str, object]]]:
        row = to_row(replace(bidder(book), price_yen=price))
        return cast("dict[str, dict[int, dict[str, object]]]", {**ours, "bidders": {**ours["bidders"], row["id"]: row}})

    dialog = MergeDialog(compare(having(GIVEN), ours, having(TYPED // 1000), REFERENCES), book, (), page)  # type: ignore[arg-type]
    assert "封印" in told_by(dialog)
    assert not secrets_in(told_by(dialog))
    put_away(dialog)


def test_the_page_of_bidders_shows_what_was_never_sealed(open_page: OpenPage) -> None:
    page = open_page("bidders")
    assert secrets_in(told_by(page)), "else these tests look in the wrong places"
