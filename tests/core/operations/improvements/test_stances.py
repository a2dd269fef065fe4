"""Who supports an improvement, cell by cell."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.calc.improvements import Backers
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.model.operating.improvements import Improvement, ImprovementSupport, Stance
from core.operations.improvements.stances import set_stances
from core.words.sentences import sentence


def member(book: Book, label: str) -> Municipality:
    return next(one for one in book.all(Municipality).values() if one.label == label)


def improvement(book: Book, number: str = "1") -> Improvement:
    return next(one for one in book.all(Improvement).values() if one.number == number)


def test_stances_are_counted_of_those_who_are_asked(ledger: Any) -> None:
    one = improvement(ledger.book)
    assert Backers(ledger.book).backing(one).text == "賛同2 どちらでも1 未回答2"
    ledger.do(set_stances(ledger.book, [(one, (member(ledger.book, "D"), "stance"), "×")]))
    assert Backers(ledger.book).backing(one).text == "賛同2 どちらでも1 反対1 未回答1"
    ledger.do(set_stances(ledger.book, [(one, (member(ledger.book, "A"), "stance"), "")]))
    assert Backers(ledger.book).backing(one).text == "賛同1 どちらでも1 反対1 未回答2"


def test_nobody_supports_what_it_asks_for_itself(ledger: Any) -> None:
    wish = set_stances(ledger.book, [(improvement(ledger.book), (member(ledger.book, "B"), "stance"), "賛同")])
    assert isinstance(wish, Faults)
    assert [sentence(fault) for fault in wish] == ["改善要望1は滑川市の要望です。賛否はほかの団体が答えます。"]


def test_an_opinion_needs_a_stance(ledger: Any) -> None:
    wish = set_stances(ledger.book, [(improvement(ledger.book), (member(ledger.book, "F"), "reason"), "急がない")])
    assert isinstance(wish, Faults)
    (fault,) = wish
    assert "賛否" in sentence(fault)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ACDEF"), st.sampled_from(["賛同", "△", "×", ""])), max_size=12))
def test_whatever_is_typed_everybody_asked_is_counted_once(book: Book, typed: list[tuple[str, str]]) -> None:
    one, asked = improvement(book), Backers(book).asked(improvement(book))
    for label, text in typed:
        wish = set_stances(book, [(one, (member(book, label), "stance"), text)])
        assert not isinstance(wish, Faults)
        book.apply(wish)
    backing = Backers(book).backing(one)
    assert backing.supports + backing.neutral + backing.opposed + backing.silent == len(asked) == 5
    rows = book.children(ImprovementSupport, one.id).values()
    assert backing.supports == sum(row.stance is Stance.SUPPORTS for row in rows)
