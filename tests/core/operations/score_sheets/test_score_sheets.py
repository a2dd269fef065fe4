"""Score sheets go out without a price and come back compared, each whole or not, all as one action."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.model.book import Book
from core.model.evaluation import Score
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.faults import Faults
from core.model.selection.score_file import ScoreFile, to_json
from core.model.selection.score_sheets import ScoreSheet
from core.operations.answers.taking import plan_take
from core.operations.editing.edit import edit
from core.operations.evaluation.acting import close_scores
from core.operations.evaluation.scoring import set_scores
from core.operations.returning import Prefer, Returned, TakeStatus
from core.operations.score_sheets.issuing import IssuedSheets, SheetTerms, issue_sheets
from core.operations.score_sheets.scoring_file import back_to, filled, give
from core.words.sentences import sentence
from tests.core.operations.score_sheets.post import (
    DOCUMENT,
    NOW,
    bidder,
    cell,
    criterion,
    example,
    issue,
    plan,
    sample_book,
    scored,
    seat,
    take,
    value,
)

ITEM = "基本方針と体制"
TERMS = SheetTerms(DOCUMENT, 3, NOW, "事務局", "按分帳")


@pytest.fixture
def book() -> Book:
    return sample_book()


def told(book: Book, file: ScoreFile) -> str:
    (one,) = plan(book, file).files
    assert one.status is TakeStatus.REFUSED
    assert one.reason is not None
    return sentence(one.reason)


def type_in(book: Book, item: str, company: str, text: str) -> None:
    wish = set_scores(book, bidder(book, company), [(seat(book), criterion(book, item), text)])
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


def test_no_price_is_in_what_goes_out(book: Book) -> None:
    prices = [str(one.price_yen) for one in (bidder(book, name) for name in ("甲社", "乙社", "丙社"))]
    (file,) = issue(book)
    text = to_json(file)
    assert not [price for price in prices if price in text]
    assert "price" not in text
    assert [one.name for one in file.bidders] == ["甲社(架空)", "乙社(架空)", "丙社(架空)"]
    assert {one.name for one in file.criteria} >= {ITEM, "データ移行"}
    assert all("実技" not in one.part for one in file.criteria), "the first round is not asked for the second"


def test_points_that_come_back_stand_in_the_ledger_and_one_step_takes_them_back(ledger: Any) -> None:
    book = ledger.book
    made = issue_sheets(book, example(book), [seat(book), seat(book, "審査員2")], ["1", "2"], TERMS)
    assert isinstance(made, IssuedSheets)
    ledger.do(made.change_set)
    came = (
        scored(made.files[0], cell(book, ITEM, "甲社", "70")),
        scored(made.files[1], cell(book, ITEM, "乙社", "")),
    )
    ledger.do(plan(book, *came).change_set)
    assert value(book, ITEM, "甲社") == "70"
    assert value(book, ITEM, "乙社", "審査員2") is None, "a blank is no zero"
    sheet = next(one for one in book.all(ScoreSheet).values() if one.reviewer_id == seat(book).id)
    assert (sheet.taken_at, sheet.answered_by) == (NOW, "審査の人")


def test_what_only_the_ledger_changed_stays(book: Book) -> None:
    (file,) = issue(book)
    type_in(book, ITEM, "甲社", "66")
    take(book, scored(file, cell(book, ITEM, "乙社", "71")))
    assert (value(book, ITEM, "甲社"), value(book, ITEM, "乙社")) == ("66", "71")


def test_what_both_changed_is_taken_only_when_somebody_has_decided(book: Book) -> None:
    (file,) = issue(book)
    type_in(book, ITEM, "甲社", "66")
    came = scored(file, cell(book, ITEM, "甲社", "70"), cell(book, "データ移行", "甲社", "99"))
    found = plan(book, came)
    assert [one.status for one in found.files] == [TakeStatus.CONFLICT]
    assert not found.change_set.changes
    (conflict,) = found.files[0].conflicts
    assert (conflict.item, conflict.title) == ("甲社(架空)", ITEM)
    assert [one.told for one in (conflict.sent, conflict.master, conflict.returned) if one] == ["65", "66", "70"]
    other = sample_book()
    assert issue(other) == [file]
    type_in(other, ITEM, "甲社", "66")
    other.apply(plan(other, came, choices={(0, conflict.asked_id): Prefer.RETURNED}).change_set)
    assert (value(other, ITEM, "甲社"), value(other, "データ移行", "甲社")) == ("70", "99")
    take(book, came, prefer=Prefer.MASTER)
    assert (value(book, ITEM, "甲社"), value(book, "データ移行", "甲社")) == ("66", "99")


def test_a_sheet_that_is_taken_twice_changes_nothing_and_an_older_copy_is_refused(book: Book) -> None:
    (file,) = issue(book)
    first = scored(file, cell(book, ITEM, "甲社", "70"))
    later = scored(first, cell(book, ITEM, "甲社", "72"))
    take(book, later)
    assert [one.status for one in plan(book, later).files] == [TakeStatus.SAME]
    assert "これより新しいもの" in told(book, first)
    again = back_to(later, first)
    take(book, again)
    assert value(book, ITEM, "甲社") == "70", "who takes points back makes a later state"


def test_a_file_that_is_not_ours_or_was_changed_is_refused(book: Book) -> None:
    (file,) = issue(book)
    came = scored(file, cell(book, ITEM, "甲社", "70"))
    assert "別の台帳" in told(book, replace(came, issue=replace(came.issue, document_id="別")))
    assert "記録が台帳にありません" in told(book, replace(came, issue=replace(came.issue, number="別")))
    asked = (replace(came.criteria[0], points=999), *came.criteria[1:])
    assert "封が合いません" in told(book, replace(came, criteria=asked))
    assert "封が合いません" in told(book, replace(came, issue=replace(came.issue, seat=seat(book, "審査員2").id)))
    over = tuple((one, two, "999" if (one, two) == came.scores[0][:2] else text) for one, two, text in came.scores)
    assert "配点" in told(book, replace(came, scores=over))


def test_nothing_is_taken_after_the_scores_are_closed(book: Book) -> None:
    (file,) = issue(book)
    came = scored(file, cell(book, ITEM, "甲社", "70"))
    wish = close_scores(book, example(book), "事務局", NOW)
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    assert "締め切られています" in told(book, came)
    terms = SheetTerms(DOCUMENT, 3, NOW, "事務局", "按分帳")
    refused = issue_sheets(book, example(book), [seat(book)], ["x"], terms)
    assert isinstance(refused, Faults)


def test_a_criterion_that_has_changed_meanwhile_is_named(book: Book) -> None:
    (file,) = issue(book)
    wish = edit(book, criterion(book, ITEM), "points", "120")
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)
    assert ITEM in told(book, scored(file))


def test_who_has_an_interest_gets_no_sheet(book: Book) -> None:
    book.apply(ChangeSet("申告", (Update("reviewers", seat(book).id, {"interest": "some"}),)))
    refused = issue_sheets(book, example(book), [seat(book)], ["x"], SheetTerms(DOCUMENT, 3, NOW, "", ""))
    assert isinstance(refused, Faults)
    assert "審査員1には採点する" in " ".join(map(sentence, refused))


def test_answers_and_scores_are_not_taken_for_each_other(book: Book) -> None:
    (file,) = issue(book)
    (one,) = plan_take(book, DOCUMENT, [Returned("a", scored(file))], "", NOW).files
    assert one.reason is not None
    assert "採点票の受け渡し" in sentence(one.reason)


@pytest.mark.parametrize("text", ["101点", "△5", "A", "1/2", "あ" * 30])
def test_what_is_no_score_is_refused_and_nothing_else_is_given(book: Book, text: str) -> None:
    (file,) = issue(book)
    wish = give(file, [cell(book, ITEM, "甲社", "70"), cell(book, ITEM, "乙社", text)])
    assert isinstance(wish, Faults)
    assert [fault.facts["cell"] for fault in wish] == [1]


def test_a_sheet_names_the_cell_that_cannot_be_read(book: Book) -> None:
    (file,) = issue(book)
    place = cell(book, ITEM, "甲社", "")[:2]
    wish = filled(file, {place: "百点"}, "人", {place: "F9"})
    assert isinstance(wish, Faults)
    assert next(sentence(fault) for fault in wish).startswith(
        "採点票(F9のセル)の「百点」は、評価項目「基本方針と体制」の点として使えません。使えるもの: 0から100までの点。"
    )


@settings(max_examples=20, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.data())
def test_whatever_is_given_is_what_the_ledger_says_afterwards(data: st.DataObject) -> None:
    book = sample_book()
    (file,) = issue(book)
    texts = st.sampled_from(["", "0", "1", "12.5", "30"])
    cells = [(one.id, two.id, data.draw(texts)) for one in file.criteria for two in file.bidders]
    take(book, scored(file, *cells))
    rows = {
        (one.criterion_id, one.bidder_id): one.value
        for one in book.all(Score).values()
        if one.reviewer_id == seat(book).id
    }
    assert rows == {(one, two): text for one, two, text in cells if text}


def test_the_order_in_which_files_come_back_never_matters(book: Book) -> None:
    other = sample_book()
    files = issue(book, "審査員1", "審査員2")
    assert issue(other, "審査員1", "審査員2") == files
    done = [scored(one, cell(book, ITEM, "甲社", str(40 + at))) for at, one in enumerate(files)]
    take(book, *done)
    take(other, *reversed(done))
    given_in = [
        {(o.criterion_id, o.bidder_id, o.reviewer_id, o.value) for o in b.all(Score).values()} for b in (book, other)
    ]
    assert given_in[0] == given_in[1]
