import json
from collections.abc import Callable

from core.documents.answers.questionnaire import build, result
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.model.answers import AnswerState
from core.model.book import Book
from tests.core.documents.sheets import notes, paragraphs, table, tables

FUNAHASHI = "163210"


def row(document: Document, number: str) -> tuple[str, ...]:
    return next(one.cells for one in table(document).rows if one.cells[0] == number)


def test_only_requests_that_cost_something_are_asked_about(book: Book) -> None:
    found = table(build(book, PrintSettings(municipality=FUNAHASHI)))
    numbers = [one.cells[0] for one in found.rows]
    assert "25" in numbers
    assert not {"9", "20", "23", "30", "1"} & set(numbers)
    assert found.tall


def test_the_boxes_are_empty_and_the_former_answer_stands_beside_on_one_line(book: Book) -> None:
    cells = row(build(book, PrintSettings(municipality=FUNAHASHI)), "25")
    assert cells[2:6] == ("170,000(2団体)", "150,000(6団体)", "未定", "☐ 実施　☐ 実施しない　☐ 未定")
    assert not [one for one in table(build(book, PrintSettings())).rows if "\n" in "".join(one.cells)]


def test_a_municipality_that_said_yes_sees_what_it_pays_now(book: Book) -> None:
    cells = row(build(book, PrintSettings(municipality="162116")), "25")
    assert (cells[2], cells[4]) == ("300,000(1団体)", "実施")


def test_only_what_is_open_is_asked_by_choice(book: Book) -> None:
    settings = PrintSettings(municipality=FUNAHASHI, open_only=True)
    assert [one.cells[0] for one in table(build(book, settings)).rows] == ["25"]
    (sheet,) = json.loads(result(book, settings))["sheets"]
    assert [one["item"] for one in sheet["rows"]] == ["25"]
    nothing = build(book, PrintSettings(municipality="162116", open_only=True))
    assert (tables(nothing), nothing.passed) == ([], "")
    assert "ありません" in paragraphs(nothing)[0]


def test_the_form_says_where_to_send_it(book: Book, consortium: Callable[..., None]) -> None:
    consortium(contact_fax="000-000-0001", contact_mail="a@example.jp")
    form = build(book, PrintSettings(municipality=FUNAHASHI, deadline="2014-08-29")).sheets[1]
    (head,) = paragraphs(Document("", (form,)))
    assert "回答団体　舟橋村" in head
    assert "回答期限　平成26年8月29日" in head
    assert head.endswith("(FAX 000-000-0001、メール a@example.jp)")


def test_joining_without_a_quote_for_so_many_shows_no_invented_amount(book: Book) -> None:
    assert row(build(book, PrintSettings(municipality=FUNAHASHI)), "3")[2] == "見積なし(2団体)"


def test_a_letter_and_a_form_for_everybody(book: Book) -> None:
    sheets = build(book, PrintSettings()).sheets
    assert [sheet.is_letter for sheet in sheets] == [True, False] * 6
    assert "(照会)" in sheets[0].title
    assert "以上" in paragraphs(Document("", sheets[:1]))
    assert "返送先" in notes(Document("", sheets[:1]))


def test_the_record_has_the_answer_and_both_amounts(book: Book, answer: Callable[..., None]) -> None:
    (sheet,) = json.loads(result(book, PrintSettings(municipality=FUNAHASHI)))["sheets"]
    record = next(one for one in sheet["rows"] if one["item"] == "25")
    assert record == {"item": "25", "answer": "undecided", "if_yes": 170_000, "if_all_join": 150_000}
    answer("25", "F", AnswerState.UNANSWERED)
    assert row(build(book, PrintSettings(municipality=FUNAHASHI)), "25")[4] == "未回答"


def test_what_is_told_of_several_requests_alike_is_told_once(book: Book) -> None:
    lines = notes(build(book, PrintSettings(municipality=FUNAHASHI))).splitlines()
    assert [line for line in lines if "要確認" in line] == ["項3、項7、項8、項11、項15: 要確認"]
