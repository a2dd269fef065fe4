"""返金: what the vendor gives back for a fiscal year, by steps, by points, or by penalty points that lapse."""

from fractions import Fraction

from core.calc.sla.periods import months_later, year_months
from core.calc.sla.results import OUTSIDE, Board, Result, Verdict, items_of
from core.dataclass import dataclass
from core.model.sla.records import Refund, SlaContract, SlaItem, YenRounding
from core.model.values.refund_steps import Step, parse_steps, parse_thresholds, parse_weights


@dataclass(frozen=True, slots=True)
class StepLine:
    """A result with its step: None where no step speaks of it. `fee` is what is paid for the period."""

    result: Result
    step: Step | None
    fee: Fraction | None

    @property
    def yen(self) -> Fraction | None:
        """What is given back, not rounded."""
        if self.fee is None:
            return None
        return self.fee * self.step.percent / 100 if self.step is not None else Fraction(0)


@dataclass(frozen=True, slots=True)
class PenaltyLine:
    """The points of one miss: the item's points times the weight of the `time`-th miss; `lapsed` at the year's end."""

    result: Result
    points: Fraction
    time: int
    weight: Fraction
    lapses_after: str
    lapsed: bool

    @property
    def total(self) -> Fraction:
        return self.points * self.weight


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`results` are those of the year; `open` of them are not known or go on, and the evaluation is not final then.
    `achievement` is the share of the points that were reached, in percent. `percent` is the part of `fee` that is given
    back, None where it is the sum of `steps`; `yen` None where the fee is not known."""

    contract: SlaContract
    fiscal_year: int
    results: tuple[Result, ...]
    open: tuple[Result, ...]
    reached: int
    full: int
    steps: tuple[StepLine, ...]
    penalties: tuple[PenaltyLine, ...]
    fee: Fraction | None
    percent: Fraction | None
    exact: Fraction | None
    missing: str = ""

    @property
    def achievement(self) -> Fraction | None:
        return Fraction(self.reached * 100, self.full) if self.full else None

    @property
    def yen(self) -> int | None:
        """What is given back, rounded once as the contract says."""
        return None if self.exact is None else rounded(self.exact, self.contract.rounding)

    @property
    def is_final(self) -> bool:
        return not self.open and not self.missing

    @property
    def alive(self) -> Fraction:
        """The penalty points that have not lapsed."""
        return sum((line.total for line in self.penalties if not line.lapsed), Fraction(0))


def rounded(exact: Fraction, rounding: YenRounding) -> int:
    """Return whole yen of an amount from 0."""
    match rounding:
        case YenRounding.DOWN:
            return exact.numerator // exact.denominator
        case YenRounding.UP:
            return -(-exact.numerator // exact.denominator)
        case YenRounding.NEAREST:
            return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def by_points(yearly_yen: Fraction, achievement: Fraction) -> Fraction:
    """Return 年額 × (100 − 達成度) ÷ 100, not rounded: 12,000,000 at 92 → 960,000."""
    return yearly_yen * (100 - achievement) / 100


def monthly_fee(contract: SlaContract) -> Fraction | None:
    """Return what is paid for a month, a twelfth of the year where nothing is said of it; None where neither is."""
    if contract.monthly_yen is not None:
        return Fraction(contract.monthly_yen)
    return None if contract.yearly_yen is None else Fraction(contract.yearly_yen, 12)


def yearly_fee(contract: SlaContract) -> Fraction | None:
    """Return what is paid for a year, twelve months where nothing is said of it; None where neither is."""
    if contract.yearly_yen is not None:
        return Fraction(contract.yearly_yen)
    return None if contract.monthly_yen is None else Fraction(contract.monthly_yen * 12)


def evaluate(board: Board, contract: SlaContract, fiscal_year: int) -> Evaluation:
    """Return the evaluation of a contract for a fiscal year, with what is to be given back."""
    items = items_of(board.look, contract)
    results = tuple(one for item in items for one in board.year(item, fiscal_year) if _matters(one, contract))
    weighed = [(one.item.points, one) for one in results if one.is_known and one.item.points]
    reached = sum(points for points, one in weighed if one.verdict is Verdict.MET)
    full = sum(points for points, _ in weighed)
    steps = _steps(contract, results) if contract.refund is Refund.STEPS else ()
    penalties = _penalties(board, contract, items, fiscal_year) if contract.refund is Refund.PENALTY else ()
    fee, percent, exact, missing = None, None, None, ""
    match contract.refund:
        case Refund.STEPS:
            fee = monthly_fee(contract)
            exact = None if fee is None else _capped_steps(steps)
            missing = "" if any(item.steps for item in items) else "返金の段が入力されていません"
        case Refund.POINTS:
            fee = yearly_fee(contract)
            percent = Fraction(100 * (full - reached), full) if full else None
            exact = by_points(fee, 100 - percent) if fee is not None and percent is not None else None
            missing = "" if full else "達否の決まった、配点のある項目がありません"
        case Refund.PENALTY:
            fee = yearly_fee(contract)
            alive = sum((line.total for line in penalties if not line.lapsed), Fraction(0))
            percent = parse_thresholds(contract.thresholds).percent_of(alive) if contract.thresholds else None
            exact = fee * percent / 100 if fee is not None and percent is not None else None
            missing = "" if contract.thresholds else "ペナルティの段が入力されていません"
        case Refund.NONE:
            pass
    if contract.refund is not Refund.NONE and fee is None:
        missing = "年額も月額も入力されていません"
    if not results:  # nothing was promised in the year, and nothing that was not measured is kept
        exact, missing = None, OUTSIDE if items else "SLA項目がありません"
    waiting = tuple(one for one in results if not one.is_known)
    return Evaluation(
        contract, fiscal_year, results, waiting, reached, full, steps, penalties, fee, percent, exact, missing
    )


def _matters(one: Result, contract: SlaContract) -> bool:
    """Whether the contract ran in the period at all."""
    begins = not contract.from_on or contract.from_on <= one.period.last_on
    return begins and (not contract.until_on or contract.until_on >= one.period.first.isoformat())


def _steps(contract: SlaContract, results: tuple[Result, ...]) -> tuple[StepLine, ...]:
    month = monthly_fee(contract)
    return tuple(
        StepLine(
            one,
            parse_steps(one.item.steps).of(one.value),
            None if month is None else month * len(one.period.months),
        )
        for one in results
        if one.item.steps and one.value is not None and one.is_known
    )


def _capped_steps(lines: tuple[StepLine, ...]) -> Fraction:
    """Return what is given back of all steps: of one month never more than was paid for it, however many items were
    missed."""
    by_month: dict[str, Fraction] = {}
    for line in lines:
        if line.step is not None:
            for month in line.result.period.months:
                by_month[month] = by_month.get(month, Fraction(0)) + line.step.percent
    fee = next((line.fee / len(line.result.period.months) for line in lines if line.fee is not None), Fraction(0))
    return sum((fee * min(percent, Fraction(100)) / 100 for percent in by_month.values()), Fraction(0))


def _penalties(board: Board, contract: SlaContract, items: list[SlaItem], fiscal_year: int) -> tuple[PenaltyLine, ...]:
    """Return the misses whose points may still count at the end of the year: those of the year, and those of earlier
    years since the contract began or for as long as points live."""
    end = year_months(fiscal_year)[-1]
    first_year = _first_year(board, contract, fiscal_year)
    weights = parse_weights(contract.weights)
    lines: list[PenaltyLine] = []
    for item in items:
        if item.penalty_points is None:
            continue
        missed: list[tuple[str, str]] = []
        for year in range(first_year, fiscal_year + 1):
            for one in board.year(item, year):
                if one.verdict is not Verdict.MISSED:
                    continue
                month = one.period.months[-1]
                lapses = _lapses_after(contract, month)
                time = 1 + sum(1 for _, until in missed if not until or until >= month)
                missed.append((month, lapses))
                lapsed = bool(lapses) and lapses < end
                if year == fiscal_year or not lapsed:
                    points = Fraction(item.penalty_points)
                    lines.append(PenaltyLine(one, points, time, weights.of(time), lapses, lapsed))
    return tuple(sorted(lines, key=lambda line: (line.result.period.months[-1], items.index(line.result.item))))


def _lapses_after(contract: SlaContract, month: str) -> str:
    """Return the last month in which the points of a miss count, "" where they stay."""
    return "" if contract.expiry_months is None else months_later(month, contract.expiry_months)


def _first_year(board: Board, contract: SlaContract, fiscal_year: int) -> int:
    """Return the year from which misses are looked at: that in which the contract or the records begin, and none from
    which no point could be alive or make a later miss a repetition."""
    known = [hit.outage.began_at[:7] for hit in board.clock.hits[:1]] + [month for _, month in board.results]
    begin = contract.from_on[:7] if contract.from_on else min(known, default=year_months(fiscal_year)[0])
    year = int(begin[:4]) - (int(begin[5:7]) < 4)
    least = fiscal_year - 2 - 2 * (contract.expiry_months or 1_200) // 12
    return min(max(year, least), fiscal_year)
