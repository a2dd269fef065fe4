"""Whether a customization pays: the figures are made up."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.local_rules.board import board_of, covered, reviewed_by, sole_rules
from core.calc.local_rules.explain import explain
from core.calc.local_rules.payback import (
    added_work,
    avoided_yen,
    payback,
    payback_of,
    quoted,
    show_years,
    whole_yen,
    work_cost,
)
from core.model.book import Book
from core.model.council import Participation
from core.model.local_rules import Cover, LabourRate, LocalRule, RuleUse, Stage, Use
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.sample import sample

yen = st.integers(0, 10**12)
minutes = st.integers(-(10**7), 10**7)


@pytest.fixture
def book() -> Book:
    """The sample: 30 rules, of which most are kept by one member only."""
    ledger = Book({})
    ledger.apply(sample())
    return ledger


def change(book: Book, *changes: Any) -> None:
    book.apply(ChangeSet("試し", tuple(changes)))


def rule_of(book: Book, number: str) -> LocalRule:
    return next(one for one in book.all(LocalRule).values() if one.number == number)


def use_of(book: Book, number: str, label: str) -> RuleUse:
    member = next(one.id for one in board_of(book).members if one.label == label)
    rows = book.children(RuleUse, rule_of(book, number).id).values()
    return next(one for one in rows if one.municipality_id == member)


@given(yen, yen, minutes, st.integers(0, 100_000))
def test_a_customization_pays_exactly_when_the_work_it_spares_costs_more_than_it_does_a_year(
    one_off: int, yearly: int, minutes: int, hour: int
) -> None:
    years = payback(one_off, yearly, minutes, hour)
    saved = work_cost(minutes, hour) - yearly
    assert (years is None) == (saved <= 0)
    if years is not None:
        assert years * saved == one_off


@given(yen, yen, minutes, st.integers(1, 100_000))
def test_more_spared_work_never_pays_later(one_off: int, yearly: int, minutes: int, hour: int) -> None:
    less, more = payback(one_off, yearly, minutes, hour), payback(one_off, yearly, minutes + 60, hour)
    assert less is None or (more is not None and more <= less)


@given(st.fractions(0, 10_000))
def test_years_are_never_shown_shorter_than_they_are(years: Fraction) -> None:
    shown = Fraction(show_years(years).replace(",", ""))
    assert years <= shown < years + Fraction(1, 10)


@given(st.fractions(-(10**6), 10**6))
def test_yen_are_shown_to_the_nearest_and_halves_go_away_from_zero(amount: Fraction) -> None:
    shown = whole_yen(amount)
    assert abs(shown - amount) <= Fraction(1, 2)
    assert whole_yen(-amount) == -shown


def test_an_example_with_every_step(book: Book) -> None:
    """1,200,000 yen once and 20,000 a year against 2,400 minutes at 3,000 yen an hour: 12 years."""
    row = use_of(book, "3", "E")
    change(
        book,
        Insert("labour_rates", to_row(LabourRate(1, "2014-04-01", 3000, "試し"))),
        Insert("labour_rates", to_row(LabourRate(2, "2015-04-01", 9999))),
        Update("local_rules", rule_of(book, "3").id, {"one_off_yen": 1_200_000, "yearly_yen": 20_000}),
        Update("local_rule_uses", row.id, {"minutes_now": 600, "minutes_after": 3000}),
    )
    board, rule = board_of(book), rule_of(book, "3")
    assert added_work(board, rule).minutes == 2400
    assert payback_of(board, rule).text == "12.0年"
    steps = explain(board, rule).steps
    assert [one.label for one in steps] == ["カスタマイズの費用", "増える作業時間(1年)", "人件費(1年)", "回収年数"]
    assert [one.result for one in steps] == ["", "2,400分", "120,000円/年", "12.0年"]
    assert payback_of(board_of(book, "2015-05-01"), rule).text == "3.2年", "the cost of labour is that of the day"


def test_where_nothing_is_saved_it_never_pays_and_words_say_so(book: Book) -> None:
    row = use_of(book, "3", "E")
    change(
        book,
        Insert("labour_rates", to_row(LabourRate(1, "2014-04-01", 3000))),
        Update("local_rules", rule_of(book, "3").id, {"one_off_yen": 1_200_000, "yearly_yen": 120_000}),
        Update("local_rule_uses", row.id, {"minutes_now": 600, "minutes_after": 3000}),
    )
    assert payback_of(board_of(book), rule_of(book, "3")).text == "回収しない"


def test_what_is_missing_is_named_and_never_taken_as_nothing(book: Book) -> None:
    found = payback_of(board_of(book), rule_of(book, "3"))
    assert found.text == "未算定"
    assert found.missing == ("団体の作業時間", "人件費の単価"), "the quote is that of the request"
    assert payback_of(board_of(book), rule_of(book, "1")).missing[:2] == (
        "カスタマイズの初期費用",
        "カスタマイズの年額",
    )


def test_a_sum_that_lacks_somebody_says_so(book: Book) -> None:
    row = use_of(book, "16", "A")
    change(
        book,
        Insert("labour_rates", to_row(LabourRate(1, "2014-04-01", 3000))),
        Update("local_rules", rule_of(book, "16").id, {"one_off_yen": 10, "yearly_yen": 0}),
        Update("local_rule_uses", row.id, {"minutes_now": 0, "minutes_after": 60}),
    )
    work = added_work(board_of(book), rule_of(book, "16"))
    assert (work.minutes, work.is_partial, len(work.unknown)) == (60, True, 1)
    assert payback_of(board_of(book), rule_of(book, "16")).text == "0.1年(一部未算定)"


def test_the_quote_comes_from_the_request_that_the_rule_is_tied_to(book: Book) -> None:
    board = board_of(book)
    assert quoted(board, rule_of(book, "3")).one_off_yen == 120_000
    assert quoted(board, rule_of(book, "3")).source == "項3の1団体の見積"
    nine = quoted(board, rule_of(book, "9"))
    assert (nine.one_off_yen, nine.yearly_yen, nine.source) == (1_000_000, None, "項9の回避した見積")
    assert quoted(board, rule_of(book, "30")).one_off_yen is None


def test_only_what_is_met_otherwise_avoids_a_quote(book: Book) -> None:
    board = board_of(book)
    known = {rule.number: avoided_yen(board, rule) for rule in book.all(LocalRule).values()}
    assert {number: yen for number, yen in known.items() if yen} == {"9": 1_000_000, "20": 1_280_000}


def test_who_takes_no_part_in_a_system_is_not_asked_and_counts_nowhere(book: Book) -> None:
    rule, row = rule_of(book, "5"), use_of(book, "5", "C")
    parts = book.children(Participation, row.municipality_id).values()
    gone = next(one for one in parts if one.system_id == rule.system_id)
    assert "5" in {one.rule.number for one in sole_rules(board_of(book))}
    change(book, Delete("participations", gone.id))
    board = board_of(book)
    assert row.municipality_id not in board.uses(rule)
    assert "5" not in {one.rule.number for one in sole_rules(board)}


def test_the_rules_that_only_one_member_keeps_say_who_was_not_asked(book: Book) -> None:
    found = {one.rule.number: (one.member.label, one.unasked) for one in sole_rules(board_of(book))}
    assert found["3"] == ("E", 5)
    assert "16" not in found, "two keep it"
    assert "9" not in found, "the standard is enough for all"
    assert len(found) == 17


@given(st.lists(st.one_of(st.none(), st.sampled_from(Use))))
def test_the_review_rate_counts_neither_who_was_not_asked_nor_whom_it_does_not_concern(uses: list[Use | None]) -> None:
    found = reviewed_by(uses)
    assert found.of == sum(use in {Use.KEPT, Use.STANDARD, Use.STOPPED} for use in uses)
    assert found.rate is None or 0 <= found.rate <= 1
    assert reviewed_by([*uses, None, Use.ABSENT]) == found


def test_rates_say_from_how_many_they_are() -> None:
    assert reviewed_by([Use.STANDARD, Use.STOPPED, Use.KEPT]).text == "67%(2/3)"
    assert reviewed_by([]).text == "－"
    rules = [LocalRule(at, str(at), "", cover=cover) for at, cover in enumerate(Cover)]
    assert covered(rules).text == "50%(4/8)"
    assert covered([replace(one, stage=Stage.WITHDRAWN) for one in rules]).text == "－"
