"""What is still to be done until a ledger is whole."""

from core.calc.answer_counts import answer_counts
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization, Quote
from core.operations.answers.answering import answer
from core.operations.council.choosing import add_places
from core.operations.editing.adding import add_row
from core.operations.editing.rows import remove
from core.operations.health.steps import steps
from core.sample import empty


def do(book: Book, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet)
    book.apply(wish)


def open_steps(book: Book, has_printed: bool = False) -> dict[str, str]:
    return {one.title: one.progress for one in steps(book, answer_counts(book), has_printed) if not one.is_done}


def test_an_empty_ledger_has_eight_steps_before_it() -> None:
    book = Book({})
    do(book, empty("新しい協議会", "2026-11-23"))
    assert [one.page for one in steps(book, answer_counts(book), False) if not one.is_done] == [
        "municipalities",
        "populations",
        "systems",
        "customizations",
        "customizations",
        "answers",
        "cost_lines",
        "reports",
    ]
    assert set(open_steps(book).values()) == {"まだです"}


def test_of_the_sample_only_the_printing_is_left(book: Book) -> None:
    assert open_steps(book) == {"印刷する": "まだです"}
    assert open_steps(book, True) == {}


def test_a_member_without_population_and_answers_opens_both_steps_again(book: Book) -> None:
    do(book, add_places(book, ["162043"]))
    assert len(book.all(Municipality)) == 7
    assert open_steps(book, True) == {"人口を入れる": "6/7", "意向を集める": "114/133"}


def test_undecided_is_an_answer_and_unanswered_is_none(book: Book) -> None:
    first = next(one for one in book.all(Customization).values() if one.disposition.costs)
    who = next(iter(book.all(Municipality).values()))
    do(book, answer(book, first, who, AnswerState.UNDECIDED))
    assert open_steps(book, True) == {}
    do(book, answer(book, first, who, AnswerState.UNANSWERED))
    assert open_steps(book, True) == {"意向を集める": "113/114"}


def test_a_request_that_costs_wants_a_quote(book: Book) -> None:
    do(book, remove(book, list(book.all(Quote).values())))
    assert open_steps(book, True) == {"見積を入れる": "0/19"}
    do(book, add_row(book, Customization, {"item": "99", "title": "新しい要望"}))
    assert open_steps(book, True)["見積を入れる"] == "0/20"
