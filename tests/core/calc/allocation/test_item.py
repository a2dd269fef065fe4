import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.allocation.allocate import allocate
from core.calc.allocation.frame import YES, frame_of
from core.calc.allocation.item import ItemResult, View, case_of, outcome_of
from core.calc.allocation.pricing import Money, PriceStatus
from core.calc.splitting.split import split
from core.model.answers import Answer, AnswerState
from core.model.book import Book
from core.model.council import Weight
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.requests import Customization, Disposition
from core.model.values.rules import EQUAL_SPLIT, Remainder
from tests.core.calc.ledger import customization, ledger

ITEM_20 = {n: 1_040_000 + 60_000 * n for n in range(1, 7)}
ITEM_25 = {1: 300_000, 2: 340_000, 3: 360_000, 4: 420_000, 5: 480_000, 6: 900_000}


def only(book: Book, money: Money = Money.ONE_OFF) -> ItemResult:
    (item,) = allocate(book, money).items
    return item


def test_item_25_costs_a_300_000_while_the_others_are_undecided() -> None:
    item = only(ledger("Y?????", ITEM_25))
    assert item.max.shares == (300_000, 0, 0, 0, 0, 0)
    assert (item.max.total, item.max.implementers, item.max.branch) == (300_000, 1, "1-1")
    assert (item.all.total, item.all.implementers) == (900_000, 6)
    assert item.all.shares == (150_000,) * 6


def test_item_2_gets_cheaper_for_each_as_more_implement_it() -> None:
    linear = {n: 600_000 + 100_000 * n for n in range(1, 7)}
    firsts = [only(ledger("Y" * n + "N" * (6 - n), linear)).max.shares[0] for n in range(1, 7)]
    assert firsts == [700_000, 400_000, 300_000, 250_000, 220_000, 200_000]


def test_undecided_and_unanswered_are_the_same_in_every_total() -> None:
    undecided, no_row = (only(ledger(f"Y{one}N", ITEM_20)) for one in "?_")
    assert undecided == no_row
    book = ledger("Y_N", ITEM_20)
    book.apply(ChangeSet("回答", (Insert("answers", to_row(Answer(9, 1, 2, AnswerState.UNANSWERED))),)))
    assert only(book) == no_row


@pytest.mark.parametrize("disposition", [one for one in Disposition if not one.costs])
def test_what_the_consortium_does_not_implement_costs_nothing(disposition: Disposition) -> None:
    item = only(ledger("YY?", ITEM_20, customizations=[customization(disposition=disposition)]))
    assert not item.counted
    for view in View:
        assert (item.total(view), item.shares(view), item.incomplete(view)) == (0, (0, 0, 0), False)
    assert item.max.status is PriceStatus.NOT_COUNTED


def test_both_dispositions_that_cost_are_counted() -> None:
    for disposition in (Disposition.UNDER_REVIEW, Disposition.IMPLEMENT):
        assert (
            only(ledger("YYN", ITEM_20, customizations=[customization(disposition=disposition)])).max.total == 1_160_000
        )


def test_without_a_quote_there_is_no_share_and_no_total() -> None:
    item = only(ledger("YYN", {1: 100, 3: 300}))
    assert (item.max.total, item.max.shares) == (None, (None, None, 0))
    assert item.max.status is PriceStatus.MISSING
    assert all(item.incomplete(view) for view in View)


def test_an_estimate_is_marked_wherever_it_shows() -> None:
    item = only(ledger("YYN", {1: 100, 3: 300}, estimate=True))
    assert (item.max.total, item.max.status, item.max.branch) == (200, PriceStatus.ESTIMATED, None)
    assert all(item.estimated(view) for view in View)
    item = only(ledger("Y??", {1: 100, 3: 300}, estimate=True))
    assert [item.estimated(view) for view in View] == [False, False, True, True]


def test_nobody_implementing_costs_nothing() -> None:
    item = only(ledger("NN", ITEM_20))
    assert (item.max.total, item.max.status, item.max.shares) == (0, PriceStatus.NOBODY, (0, 0))
    assert not any(item.incomplete(view) for view in View)


def test_a_yearly_amount_is_split_like_a_one_off_one() -> None:
    book = ledger("YYN", {2: 100}, yearly={2: 31})
    assert only(book, Money.YEARLY).max.shares == (16, 15, 0)


def test_an_item_may_name_its_own_rule() -> None:
    item = only(ledger("YYN", {2: 400}, populations=[1, 3, 5], customizations=[customization(rule="population")]))
    assert item.max.shares == (100, 300, 0)


def test_a_rule_that_cannot_be_applied_is_a_status_with_its_reason() -> None:
    weights = [Weight(1, 1, "ごみ量", value=0), Weight(2, 2, "ごみ量", value=0)]
    item = only(ledger("YYN", {2: 400}, weights=weights, customizations=[customization(rule="weight:ごみ量")]))
    assert (item.max.total, item.max.shares, item.max.status) == (None, (None, None, 0), PriceStatus.RULE_FAILS)
    assert item.max.price.yen == 400
    assert item.max.fault is not None
    assert (item.max.fault.rule, item.max.fault.facts["basis"]) == ("zero_weights", "指標割(ごみ量)")
    assert all(item.incomplete(view) for view in View)


def test_a_rule_that_cannot_be_read_is_a_status_too() -> None:
    item = only(ledger("Y?N", {1: 100, 2: 400}, customizations=[customization(rule="ごみ")]))
    assert item.max.fault is not None
    assert (item.max.status, item.max.fault.rule) == (PriceStatus.RULE_FAILS, "rule_form")
    assert (item.low, item.high) == ((None, 0, 0), (None, None, 0))


def test_only_those_who_pay_need_a_population() -> None:
    one = customization(rule="population")
    item = only(ledger("YY?", {2: 200, 3: 300}, populations=[1, 1, None], customizations=[one]))
    assert item.max.shares == (100, 100, 0)
    assert item.all.status is PriceStatus.RULE_FAILS
    assert item.all.fault is not None
    assert item.all.fault.facts["name"] == "第3市"


def test_the_rest_may_stay_with_the_secretariat() -> None:
    item = only(ledger("YYYN", {3: 1_000}, unit=100, remainder=Remainder.SECRETARIAT))
    assert item.max.shares == (300, 300, 300, 0)
    assert item.max.secretariat == 100


def test_an_answer_of_somebody_who_is_no_member_counts_for_nothing() -> None:
    book = ledger("YYN", {1: 100, 2: 160})
    book.apply(ChangeSet("離脱", (Update("municipalities", 2, {"left_on": "2014-04-01"}),)))
    book.apply(ChangeSet("基準日", (Update("consortium", 1, {"base_date": "2014-08-06"}),)))
    assert (only(book).max.shares, only(book).max.total) == ((100, 0), 100)


@given(
    st.text("YN", min_size=1, max_size=8).filter(lambda text: "Y" in text),
    st.integers(0, 10**7),
    st.sampled_from([1, 100, 1_000]),
    st.sampled_from(Remainder),
    st.permutations(range(1, 9)),
    st.integers(1, 8),
)
def test_equal_shares_are_those_of_the_split(
    answers: str, yen: int, unit: int, remainder: Remainder, people: list[int], representative: int
) -> None:
    book = ledger(
        answers,
        {answers.count("Y"): yen},
        populations=people[: len(answers)],
        unit=unit,
        remainder=remainder,
        representative_id=representative,
    )
    frame = frame_of(book, Money.ONE_OFF)
    payers = [member for member, one in zip(frame.members, answers, strict=True) if one == "Y"]
    code = frame.rounding.representative
    done = split(yen, EQUAL_SPLIT, payers, unit=unit, remainder=remainder, representative=code)
    item = only(book)
    assert item.max.shares == tuple(done.shares.get(member.code, 0) for member in frame.members)
    assert item.max.secretariat == done.secretariat


def test_any_way_of_answering_can_be_asked_for() -> None:
    book = ledger("YN?", ITEM_20)
    frame = frame_of(book, Money.ONE_OFF)
    case = case_of(book, frame, book.all(Customization)[1])
    assert outcome_of(frame, case, bytes([YES, YES, 0])).shares == (580_000, 580_000, 0)
