"""How many of the requests that a member was asked about it has answered, and how."""

from core.calc.answer_board import answer_board
from core.calc.answer_counts import answer_counts, answered
from core.calc.participation import absences, takes_part
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet, Delete
from core.model.requests import Customization
from core.sample import sample


def test_every_member_is_counted_as_often_as_it_is_asked() -> None:
    book = Book({})
    book.apply(sample())
    system = next(one.system_id for one in book.all(Customization).values() if one.system_id is not None)
    gone = next(one.id for one in book.children(Participation, 1).values() if one.system_id == system)
    book.apply(ChangeSet("不参加", (Delete("participations", gone), Delete("answers", next(iter(book.all(Answer)))))))
    absent, requests = absences(book), book.all(Customization).values()
    assert 1 in absent[system]
    for id, counts in answer_counts(book).items():
        asked = [one for one in requests if one.disposition.costs and takes_part(absent, one, id)]
        answers = {one.customization_id: one.state for one in book.all(Answer).values() if one.municipality_id == id}
        states = [answers.get(one.id, AnswerState.UNANSWERED) for one in asked]
        assert dict(counts) == {state: states.count(state) for state in AnswerState}
    assert set(answer_counts(book)) == set(book.all(Municipality))
    assert len(book.all(System)) > 1


def test_one_definition_of_what_is_answered_here_and_on_the_board() -> None:
    book = Book({})
    book.apply(sample())
    ids = {one.code: id for id, one in book.all(Municipality).items()}
    counts = answer_counts(book)
    for one in answer_board(book, ""):
        assert (answered(counts[ids[one.code]]), sum(counts[ids[one.code]].values())) == (one.answered, one.asked)
    assert sum(map(answered, counts.values())) == 114
