import json

from core.calc.allocation.pricing import Money
from core.documents.paper.settings import PrintSettings
from core.documents.requests.quotes import build, result
from core.model.book import Book
from core.model.requests import Disposition
from tests.core.documents.sheets import paragraphs, table


def row(book: Book, item: str) -> tuple[str, ...]:
    return next(one.cells for one in table(build(book, PrintSettings())).rows if one.cells[0] == item)


def test_the_quotes_of_item_20_stand_by_the_number_of_implementers(book: Book) -> None:
    assert row(book, "20")[2:8] == ("1,100,000", "1,160,000", "1,220,000", "1,280,000", "1,340,000", "1,400,000")


def test_where_nothing_is_quoted_that_is_said_and_where_nothing_is_asked_nothing_is(book: Book) -> None:
    assert row(book, "3")[2:8] == ("120,000", *["見積なし"] * 5)
    assert row(book, "4")[2:8] == ("400,000", "", "", "", "", "")


def test_options_stand_below_each_other_and_the_adopted_one_is_named(book: Book) -> None:
    rows = [one.cells for one in table(build(book, PrintSettings())).rows if one.cells[0] == "16"]
    assert [cells[-2] for cells in rows] == ["採用", "", ""]


def test_one_disposition_may_be_chosen_and_yearly_amounts_too(book: Book) -> None:
    settings = PrintSettings(disposition=Disposition.STANDARD, money=Money.YEARLY)
    assert {one.cells[-1] for one in table(build(book, settings)).rows} == {"標準仕様で対応"}
    assert table(build(book, settings)).unit == "単位:円/年(税抜)"


def test_the_result_gives_yen_and_where_they_come_from(book: Book) -> None:
    rows = json.loads(result(book, PrintSettings()))["rows"]
    assert next(one["prices"] for one in rows if one["item"] == "11") == {
        "1": [2_400_000, "quoted"], "2": [2_800_000, "quoted"], "3": [None, "missing"], "4": [None, "missing"],
        "5": [None, "missing"], "6": [None, "missing"],
    }  # fmt: skip


def test_without_requests_the_sheet_says_so(book: Book) -> None:
    assert paragraphs(build(Book({"consortium": [book.consortium]}), PrintSettings())) == ["要望が登録されていません。"]
