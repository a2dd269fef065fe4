from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.allocation.pricing import Money, PriceStatus, option_in_force, price_list, prices_of
from core.model.book import Book
from core.model.requests import Customization, Option, Quote
from tests.core.calc.ledger import customization, ledger

ITEM_20 = {n: 1_040_000 + 60_000 * n for n in range(1, 7) if n != 4}
ITEM_25 = {1: 300_000, 2: 340_000, 3: 360_000, 4: 420_000, 5: 480_000, 6: 900_000}


def quotes(points: dict[int, int]) -> list[Quote]:
    return [Quote(n, 1, n, yen, yen // 10, f"20-{7 - n}") for n, yen in points.items()]


def test_the_quotes_of_item_20_give_each_printed_total() -> None:
    prices = prices_of(quotes(ITEM_20), Money.ONE_OFF)
    printed = [prices.at(n).yen for n in (6, 5, 3, 2, 1)]
    assert printed == [1_400_000, 1_340_000, 1_220_000, 1_160_000, 1_100_000]
    assert prices.at(6).quote == quotes(ITEM_20)[-1]
    assert prices.at(6).status is PriceStatus.QUOTED


def test_item_25_gives_the_branch_of_each_count() -> None:
    prices = prices_of([Quote(n, 1, n, yen, branch=f"25-{7 - n}") for n, yen in ITEM_25.items()], Money.ONE_OFF)
    assert [(prices.at(n).yen, prices.at(n).quote and prices.at(n).quote.branch) for n in (1, 2, 6)] == [  # type: ignore[union-attr]
        (300_000, "25-6"),
        (340_000, "25-5"),
        (900_000, "25-1"),
    ]


def test_without_a_quote_nothing_is_invented() -> None:
    price = prices_of(quotes(ITEM_20), Money.ONE_OFF).at(4)
    assert (price.yen, price.status, price.quote) == (None, PriceStatus.MISSING, None)


def test_an_estimate_lies_between_its_neighbours_and_is_marked() -> None:
    price = prices_of(quotes(ITEM_20), Money.ONE_OFF, estimate=True).at(4)
    assert (price.yen, price.status, price.quote) == (1_280_000, PriceStatus.ESTIMATED, None)


def test_nothing_is_estimated_beyond_the_quotes() -> None:
    prices = prices_of(quotes({2: 100, 5: 200}), Money.ONE_OFF, estimate=True)
    assert [prices.at(n).status for n in (1, 2, 3, 5, 6)] == [
        PriceStatus.MISSING,
        PriceStatus.QUOTED,
        PriceStatus.ESTIMATED,
        PriceStatus.QUOTED,
        PriceStatus.MISSING,
    ]


def test_half_a_yen_is_rounded_up_in_both_directions() -> None:
    assert prices_of(quotes({1: 100, 3: 101}), Money.ONE_OFF, estimate=True).at(2).yen == 101
    assert prices_of(quotes({1: 101, 3: 100}), Money.ONE_OFF, estimate=True).at(2).yen == 101


def test_nobody_costs_nothing_and_a_yearly_price_is_its_own() -> None:
    prices = prices_of(quotes(ITEM_20), Money.YEARLY)
    assert (prices.at(0).yen, prices.at(0).status) == (0, PriceStatus.NOBODY)
    assert prices.at(1).yen == 110_000


points = st.dictionaries(st.integers(1, 20), st.integers(0, 10**9), max_size=6)


@given(points, st.booleans(), st.integers(1, 22), st.integers(0, 22))
def test_every_count_in_a_stretch_has_the_price_that_it_has_alone(
    points: dict[int, int], estimate: bool, first: int, length: int
) -> None:
    prices, last = prices_of(quotes(points), Money.ONE_OFF, estimate), first + length
    alone = {n: prices.at(n) for n in range(first, last + 1)}
    known = {n: price.yen for n, price in alone.items() if price.yen is not None}
    stretch = prices.within(first, last)
    assert dict(zip(stretch.counts, stretch.yen, strict=True)) == known
    assert list(stretch.counts) == sorted(stretch.counts)
    assert stretch.known == len(known)
    assert stretch.estimated == any(price.status is PriceStatus.ESTIMATED for price in alone.values())


@given(points.filter(bool), st.integers(1, 22), st.integers(0, 22))
def test_the_extremes_of_a_share_are_at_the_corners(points: dict[int, int], first: int, length: int) -> None:
    prices, last = prices_of(quotes(points), Money.ONE_OFF, estimate=True), first + length
    whole, corners = prices.within(first, last), prices.corners(first, last)
    assert (corners.known, corners.estimated) == (whole.known, whole.estimated)
    if whole.counts:
        everywhere = list(zip(whole.counts, whole.yen, strict=True))
        here = list(zip(corners.counts, corners.yen, strict=True))
        assert set(here) <= set(everywhere)
        for extreme in (min, max):
            assert extreme(yen for _, yen in here) == extreme(yen for _, yen in everywhere)
            assert extreme(yen // n for n, yen in here) == extreme(yen // n for n, yen in everywhere)
            assert extreme(-(yen // -n) for n, yen in here) == extreme(-(yen // -n) for n, yen in everywhere)


@given(st.integers(1, 9), st.integers(0, 10**9), st.integers(2, 9), st.integers(0, 10**9), st.integers(1, 8))
def test_an_estimate_is_the_exact_line_rounded_half_up(low: int, start: int, run: int, end: int, along: int) -> None:
    along = min(along, run - 1)
    prices = prices_of(quotes({low: start, low + run: end}), Money.ONE_OFF, estimate=True)
    exact = start + Fraction((end - start) * along, run)
    assert prices.at(low + along).yen == (exact + Fraction(1, 2)).__floor__()


def options(names: list[str], adopted: int | None = None) -> tuple[Book, Customization]:
    one = customization(adopted_option_id=adopted)
    book = ledger("Y", {1: 100}, customizations=[one])
    listed = [Option(at, 1, name) for at, name in enumerate(names, 1)]
    return Book({"consortium": [book.consortium], "customizations": [one], "options": listed}), one


@pytest.mark.parametrize(
    ("names", "adopted", "in_force"),
    [([], None, None), (["案1"], None, "案1"), (["案1", "案2"], None, None), (["案1", "案2"], 2, "案2")],
)
def test_the_option_in_force_is_the_adopted_one_or_the_only_one(
    names: list[str], adopted: int | None, in_force: str | None
) -> None:
    book, one = options(names, adopted)
    option = option_in_force(book, one)
    assert (option.name if option else None) == in_force


def test_several_options_without_a_decision_are_not_the_same_as_no_quote() -> None:
    book, one = options(["案1", "案2"])
    assert price_list(book, one, Money.ONE_OFF, False).at(2).status is PriceStatus.NO_OPTION
    book, one = options([])
    assert price_list(book, one, Money.ONE_OFF, False).at(2).status is PriceStatus.MISSING
