from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.sla.refunds import Evaluation, by_points, evaluate, rounded
from core.model.book import Book
from core.model.sla.records import Direction, Interval, Measure, Refund, SlaContract, SlaResult, SlaUnit, YenRounding
from core.model.values.refund_steps import parse_steps
from tests.core.calc.sla.ledgers import board, item, ledger, outage

STEPS = "99.5%以上 なし、95%以上99.5%未満 10%、95%未満 25%"


def year(book: Book, fiscal_year: int = 2026, as_of: str = "2030-03-31") -> Evaluation:
    return evaluate(board(book, as_of), book.all(SlaContract)[1], fiscal_year)


@pytest.mark.parametrize(
    ("value", "percent"), [("99.5", 0), ("99.49", 10), ("95", 10), ("94.99", 25), ("100", 0), ("0", 25)]
)
def test_the_steps_as_published_with_their_edges(value: str, percent: int) -> None:
    """安否確認サービス: 99.5% and more nothing, 95% and more 10%, below 25%."""
    step = parse_steps(STEPS).of(Fraction(value))
    assert step is not None
    assert step.percent == percent


@pytest.mark.parametrize(("stopped", "yen"), [(216, 0), (217, 10_000), (2_160, 10_000), (2_161, 25_000)])
def test_a_step_is_chosen_by_the_exact_value(stopped: int, yen: int) -> None:
    end = (datetime(2026, 5, 10) + timedelta(minutes=stopped)).isoformat()[:16]
    contract = SlaContract(1, "契約1", monthly_yen=100_000, refund=Refund.STEPS)
    book = ledger(contract, item(steps=STEPS, month_minutes=43_200), outage(1, "2026-05-10T00:00", end))
    assert year(book).yen == yen


def test_five_minutes_of_43_200_give_back_ten_percent_and_four_nothing() -> None:
    """SPEEDEX: below 99.99% a tenth of the month is given back."""
    contract = SlaContract(1, "契約1", monthly_yen=5_000, refund=Refund.STEPS)
    promise = item(target="99.99", steps="99.99%未満 10%", month_minutes=43_200)
    for end, yen in (("2026-05-10T00:04", 0), ("2026-05-10T00:05", 500)):
        assert year(ledger(contract, promise, outage(1, "2026-05-10T00:00", end))).yen == yen


def test_of_one_month_no_more_is_given_back_than_was_paid() -> None:
    contract = SlaContract(1, "契約1", yearly_yen=1_200, refund=Refund.STEPS)
    promises = [item(n, steps="100%未満 60%") for n in (1, 2)]
    book = ledger(contract, *promises, outage(1, "2026-05-10T00:00", "2026-05-10T01:00"))
    assert year(book).yen == 100


def test_the_refund_by_points_as_published() -> None:
    """柏崎市: 年額 × (100 − 達成度) ÷ 100: 12,000,000 yen at 92 are 960,000 yen."""
    assert by_points(Fraction(12_000_000), Fraction(92)) == 960_000
    contract = SlaContract(1, "契約1", yearly_yen=12_000_000, refund=Refund.POINTS)
    kept = item(1, points=92, interval=Interval.YEAR)
    missed = item(2, points=8, interval=Interval.YEAR, measure=Measure.FAILURES, target="0", unit=SlaUnit.CASES,
                  direction=Direction.AT_MOST)  # fmt: skip
    made = year(ledger(contract, kept, missed, outage(1, "2026-05-10T00:00", "2026-05-10T01:00")))
    assert made.achievement == 92
    assert (made.yen, made.is_final) == (960_000, True)


def test_what_is_not_known_is_left_out_of_the_points_and_the_evaluation_is_not_final() -> None:
    contract = SlaContract(1, "契約1", yearly_yen=1_000, refund=Refund.POINTS)
    known = item(1, points=50, interval=Interval.YEAR)
    unknown = item(2, points=50, interval=Interval.QUARTER, measure=Measure.SHARE, target="99")
    made = year(ledger(contract, known, unknown))
    assert made.achievement == 100
    assert (made.yen, made.is_final, len(made.open)) == (0, False, 4)
    nothing = year(ledger(contract, unknown))
    assert (nothing.yen, nothing.missing) == (None, "達否の決まった、配点のある項目がありません")


def test_without_a_fee_nothing_is_said_to_be_zero() -> None:
    made = year(ledger(SlaContract(1, "契約1", refund=Refund.STEPS), item(steps=STEPS)))
    assert (made.yen, made.missing) == (None, "年額も月額も入力されていません")


def test_the_third_miss_weighs_more_and_old_points_lapse() -> None:
    contract = SlaContract(
        1, "契約1", yearly_yen=10_000_000, refund=Refund.PENALTY, thresholds="4点以上 5%、6点以上 10%",
        weights="1、1.5、2", expiry_months=6,
    )  # fmt: skip
    promise = item(
        penalty_points="2", measure=Measure.CASES, target="0", unit=SlaUnit.CASES, direction=Direction.AT_MOST
    )
    cases = {"2026-04": 1, "2026-11": 1, "2026-12": 1, "2027-03": 1}
    months = [*(f"2026-{n:02}" for n in range(4, 13)), "2027-01", "2027-02", "2027-03"]
    rows = [SlaResult(n, 1, month, None, cases.get(month, 0)) for n, month in enumerate(months, 1)]
    made = year(ledger(contract, promise, *rows))
    assert [(line.result.period.months[0], line.time, int(line.total), line.lapsed) for line in made.penalties] == [
        ("2026-04", 1, 2, True),
        ("2026-11", 1, 2, False),
        ("2026-12", 2, 3, False),
        ("2027-03", 3, 4, False),
    ]
    assert made.alive == 9
    assert made.percent == 10
    assert made.yen == 1_000_000
    after = year(ledger(contract, promise, *rows), 2027, "2027-09-30")
    assert [line.result.period.months[0] for line in after.penalties] == []


@given(st.integers(0, 10**10), st.integers(1, 1_000))
def test_yen_are_rounded_once_and_never_by_more_than_one(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    down, near, up = (rounded(exact, how) for how in (YenRounding.DOWN, YenRounding.NEAREST, YenRounding.UP))
    assert down <= near <= up <= down + 1
    assert down <= exact <= up
    assert abs(near - exact) <= Fraction(1, 2)


def test_of_a_year_that_the_contract_does_not_cover_nothing_is_given_back_and_nothing_is_final() -> None:
    """It is neither 0 yen nor kept: nothing was promised then."""
    contract = SlaContract(
        1, "契約1", from_on="2024-04-01", until_on="2025-03-31", monthly_yen=1_000, refund=Refund.STEPS
    )
    made = year(ledger(contract, item(steps=STEPS)))
    assert (made.results, made.yen, made.is_final, made.missing) == ((), None, False, "契約の期間外")
    bare = year(ledger(replace(contract, from_on=None, until_on=None)))
    assert (bare.yen, bare.missing) == (None, "SLA項目がありません")
