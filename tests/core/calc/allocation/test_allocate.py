from hypothesis import given
from hypothesis import strategies as st

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.calc.allocation.pricing import Money
from core.model.requests import Disposition
from core.model.values.rules import Remainder
from tests.core.calc.ledger import code_of, customization, ledger

rows = st.dictionaries(st.integers(1, 9), st.text("YN?_", min_size=4, max_size=4), min_size=1)


def test_the_totals_stand_side_by_side_for_each_member() -> None:
    quotes = {1: {1: 300, 2: 400, 3: 450}, 2: {1: 100, 2: 120}}
    totals = allocate(ledger({1: "Y?N", 2: "YYN"}, quotes)).totals
    assert (totals[View.MAX].shares, totals[View.MAX].total) == ((360, 60, 0), 420)
    assert (totals[View.ALL].shares, totals[View.ALL].total) == ((260, 260, 0), 520)
    assert (totals[View.LOW].shares, totals[View.LOW].total) == ((260, 60, 0), 420)
    assert (totals[View.HIGH].shares, totals[View.HIGH].total) == ((360, 260, 0), 520)


def test_items_stand_in_their_natural_order() -> None:
    items = [customization(1, "10"), customization(2, "2"), customization(3, "2-10"), customization(4, "2-2")]
    book = ledger(dict.fromkeys(range(1, 5), "Y"), {1: 100}, customizations=items)
    assert [item.customization_id for item in allocate(book).items] == [2, 4, 3, 1]


def test_items_without_an_amount_are_left_out_of_totals_that_say_so() -> None:
    allocation = allocate(ledger({1: "YN", 2: "YY", 3: "Y?"}, {1: {1: 100}, 2: {1: 50}, 3: {1: 70}}))
    assert (allocation.totals[View.MAX].total, allocation.totals[View.MAX].incomplete) == (170, 1)
    assert allocation.incomplete(View.MAX) == (2,)
    assert allocation.incomplete(View.ALL) == (2, 3)
    assert allocation.incomplete() == (2, 3)
    assert allocation.totals[View.HIGH].incomplete == 2


def test_totals_are_found_by_code_and_items_by_id() -> None:
    allocation = allocate(ledger({7: "NY"}, {7: {1: 100}}))
    assert allocation.by_code(View.MAX) == {code_of(1): 0, code_of(2): 100}
    assert allocation.item(7).max.total == 100


def test_an_empty_ledger_totals_nothing() -> None:
    allocation = allocate(ledger("YY", {2: 10}, customizations=[]))
    assert allocation.items == ()
    assert allocation.totals[View.MAX].shares == (0, 0)


@given(
    rows,
    st.dictionaries(st.integers(1, 4), st.integers(0, 10**6)),
    st.sampled_from([1, 100, 1_000]),
    st.sampled_from(Remainder),
    st.sampled_from(Money),
)
def test_what_the_members_and_the_secretariat_bear_is_always_the_total(
    answers: dict[int, str], quotes: dict[int, int], unit: int, remainder: Remainder, money: Money
) -> None:
    items = [customization(id, disposition=list(Disposition)[id % 7]) for id in answers]
    book = ledger(
        answers,
        dict.fromkeys(answers, quotes),
        yearly={n: yen // 3 for n, yen in quotes.items()},
        customizations=items,
        unit=unit,
        remainder=remainder,
    )
    allocation = allocate(book, money)
    for view in (View.MAX, View.ALL):
        totals = allocation.totals[view]
        assert sum(totals.shares) + totals.secretariat == totals.total
        assert min(totals.shares) >= 0
        for item in allocation.items:
            shares, total = item.shares(view), item.total(view)
            if total is not None:
                assert sum(share or 0 for share in shares) + item.secretariat(view) == total
    for low, most, high in zip(
        allocation.totals[View.LOW].shares,
        allocation.totals[View.MAX].shares,
        allocation.totals[View.HIGH].shares,
        strict=True,
    ):
        assert low <= high
        assert most <= high or allocation.totals[View.HIGH].incomplete
