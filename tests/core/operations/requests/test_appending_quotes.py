"""Quotes and options that are pasted below the last row."""

from typing import Any

from core.model.machine.faults import Faults
from core.model.requests import Customization, Option, Quote
from core.operations.editing.adding import add_row
from core.operations.requests.adding import append_options, append_quotes


def test_the_first_quotes_make_the_option_and_undo_takes_both_away(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Customization, {"title": "見積のない要望"}))
    request = ledger.find(Customization, title="見積のない要望")
    rows = [[("implementers", "1"), ("one_off_yen", "500千円")], [("implementers", "2"), ("one_off_yen", "600,000")]]
    inverse = ledger.do(append_quotes(ledger.book, request, None, [], rows))
    (option,) = ledger.book.children(Option, request.id).values()
    found = ledger.book.children(Quote, option.id).values()
    assert [(one.implementers, one.one_off_yen) for one in found] == [(1, 500_000), (2, 600_000)]
    ledger.book.apply(inverse)
    assert not ledger.book.children(Option, request.id)


def test_a_refused_quote_makes_no_option(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Customization, {"title": "見積のない要望"}))
    request = ledger.find(Customization, title="見積のない要望")
    wish = append_quotes(ledger.book, request, None, [], [[("implementers", "0"), ("one_off_yen", "5")]])
    assert isinstance(wish, Faults)
    assert [fault.rule for fault in wish] == ["implementers"]


def test_the_option_that_was_alone_stays_in_force_when_others_are_pasted(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Customization, {"title": "新しい要望"}))
    request = ledger.find(Customization, title="新しい要望")
    ledger.do(append_options(ledger.book, request, [], [[("name", "本案")]]))
    (first,) = ledger.book.children(Option, request.id).values()
    request = ledger.book.all(Customization)[request.id]
    ledger.do(append_options(ledger.book, request, [], [[("name", "簡易版")], [("name", "最小")]]))
    assert ledger.book.all(Customization)[request.id].adopted_option_id == first.id
    assert [one.name for one in ledger.book.children(Option, request.id).values()] == ["本案", "簡易版", "最小"]
