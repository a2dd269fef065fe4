import json
from collections.abc import Callable

from core.documents.answers.questionnaire import build, result
from core.documents.paper.document import Document, Table
from core.documents.paper.settings import PrintSettings
from core.model.answers import AnswerState
from core.model.book import Book

FUNAHASHI = "163210"


def row(document: Document, number: str) -> tuple[str, ...]:
    (table,) = (block for block in document.sheets[0].blocks if isinstance(block, Table))
    return next(one.cells for one in table.rows if one.cells[0] == number)


def test_only_requests_that_cost_something_are_asked_about(book: Book) -> None:
    (table,) = (b for b in build(book, PrintSettings(municipality=FUNAHASHI)).sheets[0].blocks if isinstance(b, Table))
    numbers = [one.cells[0] for one in table.rows]
    assert "25" in numbers
    assert not {"9", "20", "23", "30", "1"} & set(numbers)
    assert table.tall


def test_the_answer_so_far_is_ticked_and_the_price_of_yes_stands_beside(book: Book) -> None:
    cells = row(build(book, PrintSettings(municipality=FUNAHASHI)), "25")
    assert cells[2].split("\n")[0] == "1団体 300,000円"
    assert cells[3] == "170,000\n(2団体)"
    assert cells[4] == "150,000\n(6団体)"
    assert cells[5] == "☐ 実施\n☐ 実施しない\n☑ 未定"


def test_a_municipality_that_said_yes_sees_what_it_pays_now(book: Book) -> None:
    cells = row(build(book, PrintSettings(municipality="162116")), "25")
    assert cells[3] == "300,000\n(1団体)"
    assert cells[5].startswith("☑ 実施\n")


def test_nobody_has_a_tick_before_answering(book: Book, answer: Callable[..., None]) -> None:
    answer("25", "F", AnswerState.UNANSWERED)
    assert "☑" not in row(build(book, PrintSettings(municipality=FUNAHASHI)), "25")[5]


def test_joining_without_a_quote_for_so_many_shows_no_invented_amount(book: Book) -> None:
    assert row(build(book, PrintSettings(municipality=FUNAHASHI)), "3")[3] == "見積なし\n(2団体)"


def test_one_sheet_after_another_for_everybody(book: Book) -> None:
    assert len(build(book, PrintSettings()).sheets) == 6


def test_the_record_has_the_answer_and_both_amounts(book: Book) -> None:
    (sheet,) = json.loads(result(book, PrintSettings(municipality=FUNAHASHI)))["sheets"]
    record = next(one for one in sheet["rows"] if one["item"] == "25")
    assert record == {"item": "25", "answer": "undecided", "if_yes": 170_000, "if_all_join": 150_000}
