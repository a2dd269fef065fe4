from core.calc.allocation.allocate import allocate
from core.calc.allocation.explain import explain
from core.calc.allocation.item import View
from core.calc.allocation.live import LiveAllocation
from core.calc.answer_board import answer_board
from core.calc.participation import absences, is_absent, takes_part
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Participation, System
from core.model.machine.changes import ChangeSet, Insert
from core.model.requests import Customization, Option, Quote
from tests.core.calc.cost_book import CODES, cost_book

KENKO, SENKYO = System(1, "健康管理"), System(2, "選挙")


def asked() -> Book:
    """One request of 健康管理, in which the first two take part and the third does not; of others nothing is said."""
    return cost_book(
        consortium={"answer_deadline": "2014-09-01"},
        systems=[KENKO, SENKYO],
        participations=[Participation(1, 1, 1), Participation(2, 2, 1), Participation(3, 3, 2)],
        customizations=[Customization(1, "1", "要望", system_id=1)],
        options=[Option(1, 1)],
        quotes=[Quote(at, 1, at, 100 * at, 0) for at in range(1, 7)],
        answers=[Answer(1, 1, 1, AnswerState.YES), Answer(2, 1, 3, AnswerState.YES)],
    )


def test_of_whom_nothing_is_entered_takes_part_in_everything() -> None:
    book = asked()
    (request,) = book.all(Customization).values()
    absent = absences(book)
    assert [takes_part(absent, request, id) for id in range(1, 7)] == [True, True, False, True, True, True]
    assert [is_absent(book, request, id) for id in range(1, 7)] == [False, False, True, False, False, False]
    assert absences(cost_book()) == {}


def test_who_does_not_take_part_is_not_charged_whatever_it_said() -> None:
    book = asked()
    shares = allocate(book).by_code(View.MAX)
    assert (shares[CODES[0]], shares[CODES[2]]) == (100, 0)
    assert allocate(book).by_code(View.HIGH)[CODES[2]] == 0
    words = explain(book, allocate(book), 1, CODES[2], View.MAX).steps[-1].formula
    assert words == "参加していない業務の項は負担しない"


def test_who_does_not_take_part_is_not_asked_not_late_and_not_reminded() -> None:
    board = {one.code: one for one in answer_board(asked(), "2015-01-01")}
    assert (board[CODES[1]].asked, board[CODES[1]].is_late, board[CODES[1]].open_items) == (1, True, (1,))
    assert (board[CODES[2]].asked, board[CODES[2]].is_late, board[CODES[2]].open_items) == (0, False, ())


def test_taking_part_changes_the_amounts_at_once() -> None:
    book = asked()
    live = LiveAllocation(book)
    live.follow(book.apply(ChangeSet("", (Insert("participations", {"id": 4, "municipality_id": 3, "system_id": 1}),))))
    assert live.allocation == allocate(book)
    assert live.allocation.by_code(View.MAX)[CODES[2]] == 100
