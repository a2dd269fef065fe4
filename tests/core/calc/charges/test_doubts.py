from dataclasses import replace

import pytest

from core.calc.charges.doubts import items_alike, money_in_as_cost
from core.model.book import Book
from core.model.charges.charging import Project, YearItem
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.values.charge_premises import ItemFlow

ONE = YearItem(1, 1, 2026, "保守", amount=100)


def ledger_of(*items: YearItem) -> Book:
    book = Book({})
    rows = [Insert("year_items", to_row(one)) for one in items]
    book.apply(ChangeSet("費目", (Insert("projects", to_row(Project(1, "運用"))), *rows)))
    return book


def test_an_item_that_is_there_twice_is_told_with_its_like() -> None:
    assert items_alike(ledger_of(ONE, replace(ONE, id=2, note="二重"))) == [[ONE, replace(ONE, id=2, note="二重")]]


@pytest.mark.parametrize(
    "other",
    [
        {"fiscal_year": 2027},
        {"amount": 101},
        {"section": "12委託料"},
        {"flow": ItemFlow.INCOME},
        {"customization": True},
        {"rule": "equal=1"},
    ],
)
def test_items_that_differ_in_anything_that_counts_are_two(other: dict[str, object]) -> None:
    assert items_alike(ledger_of(ONE, replace(ONE, id=2, **other))) == []  # type: ignore[arg-type]


def test_items_without_an_amount_are_not_compared() -> None:
    assert items_alike(ledger_of(replace(ONE, amount=None), replace(ONE, id=2, amount=None))) == []


@pytest.mark.parametrize(
    ("name", "flow", "is_doubtful"),
    [
        ("国の補助金", ItemFlow.COST, True),
        ("前年度繰越金", ItemFlow.COST, True),
        ("国の補助金", ItemFlow.INCOME, False),
        ("負担金補助及び交付金", ItemFlow.COST, False),
        ("補助金返還", ItemFlow.COST, False),
        ("保守", ItemFlow.COST, False),
    ],
)
def test_money_in_that_is_split_as_a_cost_is_doubtful(name: str, flow: ItemFlow, is_doubtful: bool) -> None:
    one = replace(ONE, name=name, flow=flow)
    assert money_in_as_cost([one]) == ([one] if is_doubtful else [])
