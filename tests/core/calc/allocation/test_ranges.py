"""The range against every way the undecided may answer, tried one by one in small ledgers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.allocation import frame, item, ranges
from core.calc.allocation.allocate import allocate
from core.calc.allocation.frame import NO, OPEN, YES, frame_of
from core.calc.allocation.item import Case, ItemResult, case_of
from core.calc.allocation.pricing import Money
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.split import split
from core.model.book import Book
from core.model.council import Weight
from core.model.requests import Customization
from core.model.values.rules import Remainder, Rule
from tests.core.calc.ledger import customization, ledger

Ways = Iterator[tuple[bytes, dict[str, int] | None, int, int]]

letters = st.text("YN??_", min_size=1, max_size=6)
prices = st.dictionaries(st.integers(1, 6), st.integers(0, 30_000), max_size=6)
all_prices = st.lists(st.integers(0, 30_000), min_size=6, max_size=6).map(lambda yen: dict(enumerate(yen, 1)))
units = st.sampled_from([1, 100, 1_000])
remainders = st.sampled_from(Remainder)


def ways(book: Book, case: Case) -> Ways:
    """Yield for every way of answering who pays, their shares (None: no amount), the total and what is kept."""
    frame = frame_of(book, Money.ONE_OFF)
    choices = [{NO: [NO], YES: [YES], OPEN: [NO, YES]}[one] for one in case.stance]
    for chosen in product(*choices):
        payers = [member for member, one in zip(frame.members, chosen, strict=True) if one == YES]
        price = case.prices.at(len(payers))
        if price.yen is None:
            yield bytes(chosen), None, 0, 0
        elif not payers:
            yield bytes(chosen), {}, 0, 0
        else:
            rounding = frame.rounding
            assert isinstance(case.rule, Rule)
            try:
                done = split(
                    price.yen,
                    case.rule,
                    payers,
                    unit=rounding.unit,
                    remainder=rounding.remainder,
                    representative=rounding.representative,
                )
            except SplitRefused:
                yield bytes(chosen), None, 0, 0
            else:
                yield bytes(chosen), dict(done.shares), price.yen, done.secretariat


def check(book: Book, touching: bool) -> ItemResult:
    """Assert that every outcome lies inside the range and, if `touching`, that each bound is one but for `slack`."""
    (one,) = book.all(Customization).values()
    frame = frame_of(book, Money.ONE_OFF)
    case = case_of(book, frame, one)
    result = allocate(book).item(one.id)
    outcomes: list[list[int]] = [[] for _ in frame.members]
    pays = [False] * len(frame.members)
    totals, kept, missing = [], [], False
    for chosen, shares, total, secretariat in ways(book, case):
        missing |= shares is None
        if shares is not None:
            totals.append(total)
            kept.append(secretariat)
        for place, member in enumerate(frame.members):
            if chosen[place] != YES:
                outcomes[place].append(0)
            elif shares is not None:
                outcomes[place].append(shares[member.code])
                pays[place] = True
    assert result.spread.incomplete == missing
    if any(totals):
        assert (result.total_low, result.total_high) == (min(totals), max(totals)) or not touching
        if touching:
            assert min(kept) - result.spread.secretariat_low <= result.spread.kept_slack
            assert result.spread.secretariat_high - max(kept) <= result.spread.kept_slack
        assert result.total_low is not None
        assert result.total_low <= min(totals) <= max(totals) <= (result.total_high or 0)
        assert result.spread.secretariat_low <= min(kept) <= max(kept) <= result.spread.secretariat_high
    slack = result.spread.slack
    for low, high, seen, paid in zip(result.low, result.high, outcomes, pays, strict=True):
        if not seen:
            assert (low, high) == (None, None)
            continue
        assert low is not None
        assert low <= min(seen)
        if high is None:
            assert not paid
            continue
        assert max(seen) <= high
        if touching:
            assert min(seen) - low <= slack
            assert high - max(seen) <= slack
    return result


def weighted(
    answers: str,
    yen: Mapping[int, int],
    unit: int,
    remainder: Remainder,
    rule: str,
    known: list[tuple[int | None, int | None]],
    representative: int,
) -> Book:
    """Return a book with one item by a rule; `known` has each member's population and its weight w."""
    weights = [Weight(at, at, "w", value=weight) for at, (_, weight) in enumerate(known, 1) if weight is not None]
    return ledger(
        answers,
        yen or {1: 1},
        populations=[people for people, _ in known[: len(answers)]],
        weights=weights[: len(answers)],
        customizations=[customization(rule=rule)],
        unit=unit,
        remainder=remainder,
        representative_id=representative,
    )


@settings(max_examples=250)
@given(letters, prices, units, remainders, st.booleans(), st.permutations(range(1, 7)), st.integers(1, 6))
def test_equal_ranges_are_what_really_comes_about(
    answers: str,
    yen: Mapping[int, int],
    unit: int,
    remainder: Remainder,
    estimate: bool,
    people: list[int],
    representative: int,
) -> None:
    check(
        ledger(
            answers,
            yen or {1: 1},
            populations=people[: len(answers)],
            unit=unit,
            remainder=remainder,
            estimate=estimate,
            representative_id=representative,
        ),
        touching=True,
    )


@settings(max_examples=250)
@given(
    letters,
    all_prices,
    units,
    st.sampled_from(["population", "equal=3,population=7", "decreasing:1.5", "population=2,population=1"]),
    st.lists(st.integers(0, 9), min_size=6, max_size=6),
)
def test_ranges_by_one_unequal_basis_are_what_really_comes_about(
    answers: str, yen: Mapping[int, int], unit: int, rule: str, people: list[int]
) -> None:
    one = customization(rule=rule)
    check(ledger(answers, yen, populations=people[: len(answers)], customizations=[one], unit=unit), touching=True)


@settings(max_examples=250)
@given(
    letters,
    prices,
    units,
    remainders,
    st.sampled_from(["population", "equal=1,population=1", "population=1,weight:w=2", "weight:w", "equal,weight:w"]),
    st.lists(st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(-1, 9)), min_size=6, max_size=6),
    st.integers(1, 6),
)
def test_weighted_ranges_are_what_really_comes_about_whatever_the_basis_and_the_rounding(
    answers: str,
    yen: Mapping[int, int],
    unit: int,
    remainder: Remainder,
    rule: str,
    known: list[tuple[int | None, int | None]],
    representative: int,
) -> None:
    book = weighted(answers, yen, unit, remainder, rule, known, representative)
    assert check(book, touching=True).spread.slack == 0


def test_item_20_ranges_from_the_share_of_six_to_the_whole_for_one() -> None:
    yen = {n: 1_040_000 + 60_000 * n for n in range(1, 7)}
    result = check(ledger("N?????", yen), touching=True)
    assert result.low == (0,) * 6
    assert result.high == (0, *(1_100_000,) * 5)
    assert (result.total_low, result.total_high) == (0, 1_340_000)


def test_who_said_yes_pays_least_when_everybody_joins() -> None:
    yen = {n: 1_040_000 + 60_000 * n for n in range(1, 7)}
    result = check(ledger("Y_____", yen), touching=True)
    assert result.low == (233_334, 0, 0, 0, 0, 0)  # the odd yen of 1,400,000 ÷ 6 goes to the smallest code
    assert result.high == (1_100_000, *(580_000,) * 5)


def test_a_count_without_a_quote_is_left_out_and_makes_the_range_incomplete() -> None:
    result = check(ledger("Y??", {1: 300, 3: 600}), touching=True)
    assert result.spread.incomplete
    assert (result.low[0], result.high[0]) == (200, 300)
    assert (result.low[1], result.high[1]) == (0, 200)


def test_who_is_undecided_pays_most_at_the_first_count_that_it_can_join_estimated_or_not() -> None:
    result = check(ledger("Y???", {1: 400, 4: 400}, estimate=True), touching=True)
    assert result.high == (400, 200, 200, 200)
    assert result.low == (100, 0, 0, 0)
    assert result.spread_estimated


def test_an_undecided_member_without_population_leaves_its_ways_out() -> None:
    one = customization(rule="population")
    result = check(ledger("YY?", {2: 200, 3: 300}, populations=[1, 1, None], customizations=[one]), touching=False)
    assert result.spread.incomplete
    assert (result.low, result.high) == ((100, 100, 0), (100, 100, None))


def test_who_would_be_alone_without_any_weight_has_no_amount_at_that_count() -> None:
    one = customization(rule="equal=3,population=7")
    result = check(ledger("??", {1: 40, 2: 10}, populations=[0, 1], customizations=[one]), touching=True)
    assert result.high == (2, 40)
    assert result.spread.incomplete


@pytest.mark.parametrize("remainder", Remainder)
def test_a_decided_item_has_no_width(remainder: Remainder) -> None:
    result = check(ledger("YYN", {2: 1_001}, unit=100, remainder=remainder, representative_id=2), touching=True)
    assert result.low == result.high == result.max.shares == result.all.shares
    assert result.spread.secretariat_low == result.spread.secretariat_high == result.max.secretariat


@contextmanager
def exact_up_to(most: int) -> Iterator[None]:
    """Take the bounds for many undecided where there are more than so many, so that trying all ways can prove them."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (ranges, item):
            patch.setattr(module, "MOST_EXACT", most)
        yield


rules = st.sampled_from(
    ["", "population", "equal=1,population=1", "population=1,weight:w=2", "weight:w", "equal,weight:w,population=3"]
)
known = st.lists(st.tuples(st.none() | st.integers(0, 400), st.none() | st.integers(-1, 99)), min_size=6, max_size=6)


@settings(max_examples=400)
@given(letters, prices, units, remainders, rules, known, st.integers(1, 6))
def test_bounds_for_many_hold_every_outcome_and_are_no_wider_than_they_say(
    answers: str,
    yen: Mapping[int, int],
    unit: int,
    remainder: Remainder,
    rule: str,
    known: list[tuple[int | None, int | None]],
    representative: int,
) -> None:
    with exact_up_to(0):
        check(weighted(answers, yen, unit, remainder, rule, known, representative), touching=True)


@settings(max_examples=200)
@given(letters, prices, units, remainders, rules, known, st.integers(1, 6))
def test_a_way_of_rounding_without_a_closed_form_is_asked_of_the_function_that_rounds(
    answers: str,
    yen: Mapping[int, int],
    unit: int,
    remainder: Remainder,
    rule: str,
    known: list[tuple[int | None, int | None]],
    representative: int,
) -> None:
    book = weighted(answers, yen, unit, remainder, rule, known, representative)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame, "_PLAIN", frozenset())
        assert check(book, touching=True).spread.slack == 0
        with exact_up_to(0):
            check(book, touching=True)


@pytest.mark.parametrize("remainder", Remainder)
@pytest.mark.parametrize("rule", ["population=1,weight:w=1", "equal=3,population=7"])
def test_at_real_weights_no_bound_is_one_yen_too_wide(remainder: Remainder, rule: str) -> None:
    """The six of Toyama by two unequal bases in units of 1,000 yen: it was as much as 20,000 yen."""
    people = [93_588, 33_676, 27_182, 21_965, 13_651, 2_967]
    weights = [Weight(at, at, "w", value=value) for at, value in enumerate([12, 30, 9, 41, 7, 3], start=1)]
    book = ledger(
        "Y?____",
        {n: 1_040_000 + 60_001 * n for n in range(1, 7)},
        populations=people,
        weights=weights,
        customizations=[customization(rule=rule)],
        unit=1_000,
        remainder=remainder,
        representative_id=3,
    )
    result = check(book, touching=True)
    assert (result.spread.slack, result.spread.kept_slack) == (0, 0)


def test_fifteen_undecided_are_exact_and_sixteen_say_how_wide_the_range_may_be() -> None:
    people = [1_000 + 37 * at * at for at in range(1, 17)]
    yen = {n: 1_040_000 + 60_000 * n for n in range(1, 17)}

    def spread(answers: str) -> ranges.Spread:
        one = customization(rule="equal=3,population=7")
        (result,) = allocate(ledger(answers, yen, populations=people, customizations=[one], unit=1_000)).items
        return result.spread

    few, many = spread("Y" + "?" * 15), spread("?" * 16)
    assert few.slack == 0
    assert many.slack == 1_000
    assert many.high[0] == 1_100_000
