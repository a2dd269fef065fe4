import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.documents.lists import answers, costs, council, requests
from core.documents.paper.document import Emphasis
from core.documents.paper.settings import PrintSettings
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Delete, Update
from core.model.requests import Customization, Disposition
from tests.core.documents.sheets import column, notes, paragraphs, table

NAMES = PrintSettings(anonymous=False)


def test_the_matrix_has_every_open_or_adopted_request_and_counts_the_words(book: Book) -> None:
    found = table(answers.build_matrix(book, NAMES))
    assert len(found.rows) == 19
    (row,) = (one for one in found.rows if one.cells[0] == "25")
    assert row.cells[2:8] == ("● 実施", *["？ 未定"] * 5)
    assert [total.cells[2] for total in found.totals] == ["13", "6", "0"], "of 射水市"
    declined = table(answers.build_matrix(book, PrintSettings(disposition=Disposition.DECLINE)))
    assert [one.cells[0] for one in declined.rows] == ["1", "2", "4", "6", "12", "13", "14", "31"]


def test_the_matrix_says_when_and_leaves_what_is_not_answered_blank(book: Book, answer: Callable[..., None]) -> None:
    answer("25", "F", AnswerState.UNANSWERED)
    item = next(one.id for one in book.all(Customization).values() if one.item == "25")
    first = next(iter(book.children(Answer, item).values()))
    book.apply(ChangeSet("", (Update("answers", first.id, {"answered_at": "2014-07-20T09:30:00"}),)))
    (row,) = (one for one in table(answers.build_matrix(book, NAMES)).rows if one.cells[0] == "25")
    assert (row.cells[7], row.cells[8]) == ("", "平成26年7月20日 09:30")


def test_comments_are_listed_with_who_said_them(book: Book) -> None:
    book.apply(ChangeSet("", tuple(Update("answers", id, {"comment": ""}) for id in book.all(Answer))))
    assert paragraphs(answers.build_comments(book, NAMES)) == ["団体からのコメントはありません。"]
    one = next(row for row in book.all(Answer).values() if row.municipality_id == 6)
    values = {"comment": "件数が少ない", "answered_by": "総務課", "answered_at": "2014-07-20T09:30:00"}
    book.apply(ChangeSet("", (Update("answers", one.id, values),)))
    (row,) = table(answers.build_comments(book, NAMES)).rows
    assert row.cells[2:] == ("舟橋村", one.state.label, "件数が少ない", "総務課", "平成26年7月20日 09:30")
    assert not json.loads(answers.result_comments(book, PrintSettings(municipality="162116")))["rows"]


def test_the_board_says_who_is_behind(book: Book) -> None:
    item = next(one.id for one in book.all(Customization).values() if one.item == "25")
    own = next(one for one in book.children(Answer, item).values() if one.municipality_id == 6)
    book.apply(ChangeSet("", (Delete("answers", own.id),)))
    found = table(answers.build_board(book, PrintSettings()))
    assert column(found, "回答済み") == ["19"] * 5 + ["18", "113"]
    assert found.rows[5].cells[-1] == "一部回答(期限超過)"
    assert table(answers.build_board(book, PrintSettings(as_of="2014-07-31"))).rows[5].cells[-1] == "一部回答"


def test_requests_stand_under_their_dispositions_with_what_was_avoided(book: Book) -> None:
    found = table(requests.build_requests(book, PrintSettings()))
    heads = [row.cells[0].split("　")[:2] for row in found.rows if row.emphasis is Emphasis.SECTION]
    assert heads == [["実施", "19件"], ["実施しない", "8件"], ["標準仕様で対応", "3件"], ["他の項に統合", "1件"]]
    known = [one.avoided_yen for one in book.all(Customization).values() if one.avoided_yen is not None]
    assert known
    assert found.totals[0].cells[4] == f"{sum(known):,}"
    only = table(requests.build_requests(book, PrintSettings(disposition=Disposition.STANDARD)))
    assert [row.cells[0] for row in only.rows[1:]] == ["9", "20", "30"]


def test_quotes_are_listed_one_by_one_and_a_share_that_is_cut_says_so(book: Book) -> None:
    found = table(requests.build_quotes(book, PrintSettings()))
    rows = {row.cells[0]: row.cells for row in found.rows}
    assert rows["20-1"][2:5] == ("6", "1,400,000", "約233,333")
    assert "円未満を切り捨て" in notes(requests.build_quotes(book, PrintSettings()))


def test_members_stand_with_their_people_and_shares_of_them(book: Book, consortium: Callable[..., None]) -> None:
    found = table(council.build_members(book, PrintSettings()))
    people = [int(text.replace(",", "")) for text in column(found, "人口(人)")]
    assert sum(people[:-1]) == people[-1]
    assert column(found, "割合")[-1] == "100.0%"
    consortium(population_date="1999-01-01")
    unknown = table(council.build_members(book, PrintSettings()))
    assert column(unknown, "人口(人)", totals=False) == ["未登録"] * 6
    assert not any(column(unknown, "割合"))


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=40).filter(any))
def test_shares_of_people_are_rounded_by_half_a_tenth_at_most(people: list[int]) -> None:
    whole = sum(people)
    for one in people:
        shown = float(council._share(one, whole).removesuffix("%"))
        assert abs(shown - one * 100 / whole) <= 0.05 + 1e-9


def test_participation_stands_by_system_with_its_subcommittee(book: Book) -> None:
    found = table(council.build_participation(book, PrintSettings()))
    assert found.rows[0].cells[:3] == ("住基情報部会", "住基情報", "調達内")
    assert column(found, "団体数", totals=False) == ["6"] * len(found.rows)


def test_costs_are_listed_as_they_were_entered(book: Book) -> None:
    (line,) = table(costs.build_lines(book, PrintSettings())).rows
    assert line.cells[-2] == "1,386,000,000"
    present = table(costs.build_current(book, PrintSettings()))
    assert present.totals[0].cells[3] == "2,160,000,000"
    alone = table(costs.build_current(book, PrintSettings(municipality="163210", anonymous=False)))
    assert {row.cells[0] for row in alone.rows} == {"舟橋村"}


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (answers.build_matrix, "意向を尋ねる要望はまだありません。"),
        (answers.build_board, "団体はまだ登録されていません。"),
        (requests.build_requests, "要望はまだ登録されていません。"),
        (requests.build_quotes, "見積はまだ登録されていません。"),
        (council.build_members, "団体はまだ登録されていません。"),
        (council.build_participation, "業務はまだ登録されていません。"),
        (costs.build_lines, "経費明細はまだ登録されていません。"),
        (costs.build_current, "現行経費はまだ登録されていません。"),
        (costs.build_penalties, "違約金はまだ登録されていません。"),
    ],
)
def test_an_empty_ledger_says_that_there_is_nothing(book: Book, build: Callable[..., object], words: str) -> None:
    empty = Book({"consortium": [book.consortium]})
    assert paragraphs(build(empty, PrintSettings())) == [words]  # type: ignore[arg-type]


def test_what_is_paid_over_the_whole_term_is_not_called_a_yearly_amount(book: Book) -> None:
    found = table(costs.build_current(book, NAMES))
    assert column(found, "年度", totals=False) == ["全期間"] * 6, "as the page of 現行経費 calls it"
