from collections.abc import Callable

import pytest

from core.calc.answer_board import BoardState, Standing, answer_board
from core.model.answers import Answer, Distribution
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Delete, Insert
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.sample import sample


@pytest.fixture
def book() -> Book:
    ledger = Book({})
    ledger.apply(sample())
    return ledger


@pytest.fixture
def forget(book: Book) -> Callable[[str, int], None]:
    """Take so many answers of a member (by sign) away."""

    def take_away(label: str, count: int) -> None:
        member = next(one.id for one in book.all(Municipality).values() if one.label == label)
        costly = [
            one.id for one in book.all(Answer).values() if one.municipality_id == member and one.customization_id > 24
        ]
        book.apply(ChangeSet("取消", tuple(Delete("answers", id) for id in costly[:count])))

    return take_away


def standing(book: Book, today: str, name: str = "滑川市") -> Standing:
    return next(one for one in answer_board(book, today) if one.name == name)


def test_undecided_counts_as_answered_and_stays_open(book: Book) -> None:
    one = standing(book, "2014-08-06")
    assert (one.asked, one.answered, one.undecided, one.state, one.is_late) == (19, 19, 1, BoardState.DONE, False)
    assert one.open_items == (25,)


def test_an_answer_is_late_the_day_after_its_deadline(book: Book, forget: Callable[[str, int], None]) -> None:
    forget("B", 2)
    assert [standing(book, day).is_late for day in ("", "2014-07-31", "2014-08-01")] == [False, False, True]
    assert standing(book, "2014-08-01").state is BoardState.PARTLY
    assert standing(book, "2014-08-01").needs_reminder


def test_who_is_asked_nothing_has_not_answered(book: Book) -> None:
    costly = [one for one in book.all(Customization).values() if one.disposition.costs]
    book.apply(ChangeSet("取消", tuple(Delete("customizations", one.id) for one in costly)))
    assert {(one.asked, one.state) for one in answer_board(book, "")} == {(0, BoardState.NOT_ASKED)}


def test_the_last_issue_stands_beside(book: Book) -> None:
    assert standing(book, "").last is None
    rows = [Distribution(id, f"配布{id}", "162060", "滑川市") for id in (1, 2)]
    book.apply(ChangeSet("配布", tuple(Insert("distributions", to_row(row)) for row in rows)))
    last = standing(book, "").last
    assert last is not None
    assert last.number == "配布2"


def test_who_has_answered_nothing_waits_once_asked(book: Book) -> None:
    book.apply(ChangeSet("取消", tuple(Delete("answers", id) for id in book.all(Answer))))
    assert standing(book, "").state is BoardState.NOT_ISSUED
    row = Distribution(1, "配布1", "162060", "滑川市")
    book.apply(ChangeSet("配布", (Insert("distributions", to_row(row)),)))
    assert standing(book, "").state is BoardState.WAITING
