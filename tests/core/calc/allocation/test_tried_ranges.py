"""Requests split by rules with fixed amounts, floors and caps, by associates too, and rounded to the nearest unit."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.allocation.allocate import allocate
from core.calc.allocation.explain import explain
from core.calc.allocation.frame import NO, OPEN, YES, frame_of
from core.calc.allocation.item import ItemResult, View, case_of, outcome_of, result_of
from core.calc.allocation.pricing import Money, PriceStatus
from core.calc.allocation.tried_ranges import MOST_TRIED
from core.model.book import Book
from core.model.fixed_amounts import FixedAmount
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization
from core.model.values.rule_words import read_rule
from core.model.values.rules import Remainder
from tests.core.calc.ledger import customization, ledger
from tests.examples import few

RULES = (
    "人口割、上限 総額の40%",
    "均等割、下限 10円、上限 100円",
    "定額(基本料)、人口割",
    "定額(基本料)、均等割:人口割 = 9.5:90.5、上限 60円",
    "均等割",
)


def book_of(answers: str, rule: str, prices: list[int], equal: int = 50, **consortium: Any) -> Book:
    quotes = dict(enumerate(prices, 1))
    asked = [customization(1, rule=read_rule(rule).text)]
    book = ledger(answers, quotes, customizations=asked, **consortium)
    rows = (FixedAmount(1, "基本料", 7, least=2_500), FixedAmount(2, "基本料", 3, below=2_500))
    inserts = tuple(Insert("fixed_amounts", to_row(row)) for row in rows)
    book.apply(ChangeSet("", (*inserts, Update("municipalities", 1, {"equal_percent": equal}))))
    return book


def computed(book: Book) -> tuple[ItemResult, list[tuple[int, ...] | None]]:
    """Return the item's result, and the shares of every way in which the undecided may answer."""
    frame = frame_of(book, Money.ONE_OFF)
    case = case_of(book, frame, book.all(Customization)[1])
    choices = [{YES: (YES,), NO: (NO,), OPEN: (YES, NO)}[one] for one in case.stance]
    ways = [outcome_of(frame, case, bytes(way)) for way in product(*choices)]
    shares = [None if one.total is None else tuple(cell or 0 for cell in one.shares) for one in ways]
    return result_of(frame, case), shares


@given(
    st.text("YN?", min_size=2, max_size=4),
    st.sampled_from(RULES),
    st.lists(st.integers(0, 1_000), min_size=4, max_size=4),
    st.sampled_from([1, 10, 100]),
    st.sampled_from(Remainder),
)
def test_ranges_are_those_of_every_way_of_answering(
    answers: str, rule: str, prices: list[int], unit: int, remainder: Remainder
) -> None:
    result, ways = computed(book_of(answers, rule, prices, unit=unit, remainder=remainder))
    known = [way for way in ways if way is not None]
    for at, letter in enumerate(answers):
        paid = [way[at] for way in known]
        if not paid or (letter == "?" and not any(paid)):
            continue
        low, high = result.low[at], result.high[at]
        assert low is not None
        assert high is not None
        assert low <= min(paid)
        assert high >= max(paid)
        if rule != "均等割":
            assert (low, high) == (0 if letter == "?" else min(paid), max(paid))  # who says no pays nothing


@few(20)
@given(st.sampled_from(RULES), st.lists(st.integers(1, 1_000), min_size=10, max_size=10))
def test_with_many_undecided_nobody_is_outside_the_bounds(rule: str, prices: list[int]) -> None:
    answers = "Y" + "?" * (MOST_TRIED + 1)
    result, ways = computed(book_of(answers, rule, prices, unit=1, remainder=Remainder.NEAREST))
    for way in ways:
        for at, share in enumerate(way or ()):
            assert (result.low[at] or 0) <= share <= (result.high[at] or 0)


def test_the_nearest_unit_and_the_difference_to_the_named_member() -> None:
    book = book_of("YYY", "均等割", [0, 0, 1_000], equal=100, remainder=Remainder.NEAREST, unit=10, difference_id=3)
    assert allocate(book).item(1).max.shares == (330, 330, 340)


def test_what_is_carried_forward_stands_under_its_name() -> None:
    book = book_of("YYY", "均等割", [0, 0, 1_000], equal=100, remainder=Remainder.CARRIED, unit=100)
    done = allocate(book)
    assert done.item(1).max.shares == (300, 300, 300)
    assert done.item(1).max.secretariat == 100
    assert ("繰越", "100円") in explain(book, done, 1, None, View.MAX).steps[-1].inputs


def test_an_associate_pays_half_of_what_others_pay_of_the_equal_split_by_default() -> None:
    book = book_of("YYY", "均等割", [0, 0, 1_000])
    assert allocate(book).item(1).max.shares == (200, 400, 400)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("人口割、上限 1円", "上限まで負担しても合計3円で、総額1,000円に997円足りない"),
        ("定額(基本料)", "定額の合計13円のほかに987円が残り、分ける割合がない"),
        ("定額(なし)、均等割", "定額表「なし」がない"),
        ("均等割、上限 指標(前年度)の110%", "第1市の前年度がない(上限)"),
        ("均等割、下限 500円", "下限と定額の合計1,500円が総額1,000円を超える"),
    ],
)
def test_a_rule_that_cannot_be_applied_allocates_nothing_and_says_why(rule: str, words: str) -> None:
    book = book_of("YYY", rule, [0, 0, 1_000])
    done = allocate(book)
    assert (done.item(1).max.total, done.item(1).max.status) == (None, PriceStatus.RULE_FAILS)
    assert explain(book, done, 1, None, View.MAX).steps[-1].formula == words


def test_a_share_under_limits_can_be_computed_again_from_its_steps() -> None:
    book = book_of("YYY", "定額(基本料)、人口割、上限 500円", [0, 0, 1_000], equal=100)
    done = allocate(book)
    assert done.item(1).max.shares == (168, 332, 500)
    steps = {one.label: one for one in explain(book, done, 1, "162019", View.MAX).steps}
    assert dict(steps["定額"].inputs) == {"第1市": "3円", "第2市": "3円", "第3市": "7円"}
    assert dict(steps["下限・上限"].inputs)["第3市"] == "上限 500円→上限"
    assert steps["按分"].formula == (
        "残り494円(1,000円 − 下限・上限の団体の額500円 − 残る団体の定額の合計6円) × 重み ÷ 残る団体の重みの合計3 + 定額"
    )
    # 494 × 1 ÷ 3 + 3 = 167.66…: what is below a yen goes to the larger remainder.
    assert steps["端数"].result == "168円"
