"""The results of the promises: exact, judged on the exact value, and rounded only where they are shown."""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from fractions import Fraction

from core.calc.sla.clock import Clock, Hit, Minutes, clock_of
from core.calc.sla.periods import Period, periods_of, year_months
from core.calc.sla.spans import minute_of, within
from core.dataclass import dataclass
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.sla.records import Direction, Measure, SlaContract, SlaItem, SlaResult, SlaUnit

TERMS = (
    "稼働率=(計画の分数−停止の分数)÷計画の分数。計画の分数は、サービス時間帯から合意した計画停止を除いた分数です。"
    "重なる停止は1回だけ数え、月をまたぐ停止は月ごとに分けて数えます。"
    "業務や団体を限らない項目では、どこか1つでも止まっていれば停止に数えます。"
)
OUTSIDE, AHEAD = "契約の期間外", "まだ始まっていません"
JUDGED = "達否は丸めない値で判定し、表示だけを四捨五入しています。"


class Verdict(Enum):
    """Whether a promise is kept: NONE where nothing was promised or measured, RUNNING while a period goes on."""

    MET = "○"
    MISSED = "×"
    RUNNING = "途中"
    NONE = ""

    @property
    def label(self) -> str:
        """達成, 未達, 途中, or 未算定."""
        return {Verdict.MET: "達成", Verdict.MISSED: "未達", Verdict.RUNNING: "途中", Verdict.NONE: "未算定"}[self]


@dataclass(frozen=True, slots=True)
class Result:
    """`value` is in the item's unit, None where it is not known. `so_far` is what the verdict would be if nothing more
    happened; `left` are the minutes of stops that the target still allows, below 0 those by which it is missed."""

    item: SlaItem
    period: Period
    value: Fraction | None
    verdict: Verdict
    so_far: Verdict
    minutes: Minutes | None = None
    hits: tuple[Hit, ...] = ()
    counted: tuple[int | None, int | None] = (None, None)
    missing: str = ""

    @property
    def allowed(self) -> int | None:
        """The minutes of stops that the target allows, None where the item is no availability."""
        if self.minutes is None or self.item.measure is not Measure.AVAILABILITY:
            return None
        return allowed_minutes(self.minutes.planned, Fraction(self.item.target), self.item.direction)

    @property
    def left(self) -> int | None:
        allowed = self.allowed
        return None if allowed is None or self.minutes is None else allowed - self.minutes.stopped

    @property
    def is_known(self) -> bool:
        """Whether the promise was kept or not, for good."""
        return self.verdict in {Verdict.MET, Verdict.MISSED}


def allowed_minutes(planned: int, target: Fraction, direction: Direction) -> int:
    """Return how many whole minutes of stops keep an availability of `target` percent.

    Example: 41,760 minutes (696 hours) at 99% → 417; where the availability has to be above the target, the stops stay
    below what is left of it.
    """
    exact = planned * (100 - target) / 100
    whole = exact.numerator // exact.denominator
    return whole - 1 if direction is Direction.ABOVE and whole == exact else whole


def keeps(value: Fraction, target: Fraction, direction: Direction) -> bool:
    """Whether a value, not rounded, lies on the right side of the target."""
    match direction:
        case Direction.AT_LEAST:
            return value >= target
        case Direction.ABOVE:
            return value > target
        case Direction.AT_MOST:
            return value <= target
        case Direction.BELOW:
            return value < target


def show_value(value: Fraction, digits: int) -> str:
    """Return a value rounded half up to so many decimals: 99.50."""
    scaled = value * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    if not digits:
        return f"{whole:,}"
    return f"{whole // 10**digits:,}.{whole % 10**digits:0{digits}d}"


def show_result(result: Result) -> str:
    """Return a value with its unit as it is shown, nothing where it is not known."""
    if result.value is None:
        return ""
    return f"{show_value(result.value, shown_digits(result.item))}{result.item.unit.label}"


def shown_digits(item: SlaItem) -> int:
    """Return how many decimals are shown: cases are counted, and have none."""
    return 0 if item.unit is SlaUnit.CASES else item.digits


def target_text(item: SlaItem) -> str:
    """Return 99.5%以上."""
    return f"{item.target}{item.unit.label}{item.direction.label}"


def items_of(look: Look, contract: SlaContract | None = None) -> list[SlaItem]:
    """Return the items of a contract in their order, or those of all."""
    contracts = [contract] if contract is not None else in_order(look, look.all(SlaContract).values())
    return [item for one in contracts for item in in_order(look, look.children(SlaItem, one.id).values())]


@dataclass(frozen=True, slots=True)
class Board:
    """Gives the results of a ledger as of a day; `months` are what was typed in, by item and month."""

    clock: Clock
    results: Mapping[tuple[int, str], SlaResult]
    _kept: dict[tuple[int, tuple[str, ...], int | None], Result] = field(default_factory=dict)

    @property
    def look(self) -> Look:
        return self.clock.look

    def result(self, item: SlaItem, period: Period, member: int | None = None) -> Result:
        """Return the result of an item in a period, of all members or of one."""
        key = (item.id, period.months, member)
        if key not in self._kept:
            self._kept[key] = self._result(item, period, member)
        return self._kept[key]

    def year(self, item: SlaItem, fiscal_year: int, member: int | None = None) -> list[Result]:
        """Return the results of the periods of a fiscal year that are judged."""
        return [self.result(item, period, member) for period in periods_of(fiscal_year, item.interval)]

    def hits(self, result: Result, member: int | None = None) -> list[Hit]:
        """Return the outages that a result was computed from, the first one first."""
        if result.item.measure is not Measure.AVAILABILITY:
            return list(result.hits)
        stops = self.clock.stops(result.item, result.period.begin, result.period.end, member)
        return [
            hit
            for hit in self.clock.hits
            if hit.begin < result.period.end
            and hit.end > result.period.begin
            and hit.concerns(result.item.system_id, member)
            and within(stops, hit.begin, hit.end)
        ]

    def _result(self, item: SlaItem, period: Period, member: int | None) -> Result:
        if not self._is_in_force(item, period):
            return Result(item, period, None, Verdict.NONE, Verdict.NONE, missing=OUTSIDE)
        if period.first.isoformat() > self.clock.as_of:
            return Result(item, period, None, Verdict.NONE, Verdict.NONE, missing=AHEAD)
        if item.measure is Measure.AVAILABILITY:
            minutes = self.clock.minutes(item, period, member)
            value = Fraction(minutes.available * 100, minutes.planned) if minutes.planned else None
            return self._judged(item, period, value, minutes, (), missing="" if minutes.planned else "計画の分数が0分")
        if item.measure.is_from_outages:
            return self._from_failures(item, period, tuple(self.clock.failures(item, period, member)))
        return self._from_results(item, period)

    def _from_failures(self, item: SlaItem, period: Period, hits: tuple[Hit, ...]) -> Result:
        if item.measure is Measure.FAILURES:
            return self._judged(item, period, Fraction(len(hits)), None, hits)
        if item.measure is Measure.NOTICE:
            # Who was told before it began was told at once.
            times = [max(0, minute_of(hit.outage.noticed_at) - hit.begin) for hit in hits if hit.outage.noticed_at]
            lacking = len(hits) - len(times)
            missing = f"通知の日時がない障害{lacking}件" if lacking else ""
        else:
            times, missing = [hit.end - hit.begin for hit in hits], ""
        if missing:
            return Result(item, period, None, Verdict.NONE, Verdict.NONE, None, hits, missing=missing)
        if item.measure is Measure.MEAN_RECOVERY and times:
            value = Fraction(sum(times), len(times))
        else:
            value = Fraction(max(times, default=0))
        return self._judged(item, period, value / _MINUTES_OF[item.unit], None, hits)

    def _from_results(self, item: SlaItem, period: Period) -> Result:
        rows = [row for month in period.months if (row := self.results.get((item.id, month))) is not None]
        # What has not been measured is missed in the months that are over, and that the contract covers.
        over = [
            month
            for month in period.months
            if Period((month,)).last_on <= self.clock.as_of and self._is_in_force(item, Period((month,)))
        ]
        missing = "" if len(rows) >= len(over) and rows else "実績の入力がない月があります"
        value, counted, lacking = _combined(item.measure, rows)
        missing = missing or lacking
        if missing:
            return Result(item, period, None, Verdict.NONE, Verdict.NONE, counted=counted, missing=missing)
        return self._judged(item, period, value, None, (), counted)

    def _judged(
        self,
        item: SlaItem,
        period: Period,
        value: Fraction | None,
        minutes: Minutes | None,
        hits: tuple[Hit, ...],
        counted: tuple[int | None, int | None] = (None, None),
        missing: str = "",
    ) -> Result:
        if value is None:
            return Result(item, period, None, Verdict.NONE, Verdict.NONE, minutes, hits, counted, missing)
        so_far = Verdict.MET if keeps(value, Fraction(item.target), item.direction) else Verdict.MISSED
        verdict = so_far if period.last_on <= self.clock.as_of else Verdict.RUNNING
        return Result(item, period, value, verdict, so_far, minutes, hits, counted)

    def _is_in_force(self, item: SlaItem, period: Period) -> bool:
        contract = self.look.all(SlaContract)[item.sla_contract_id]
        begins = not contract.from_on or contract.from_on <= period.last_on
        return begins and (not contract.until_on or contract.until_on >= period.first.isoformat())


_MINUTES_OF = {
    SlaUnit.MINUTES: Fraction(1),
    SlaUnit.HOURS: Fraction(60),
    SlaUnit.SECONDS: Fraction(1, 60),
    SlaUnit.CASES: Fraction(1),
    SlaUnit.PERCENT: Fraction(1),
}


def _combined(measure: Measure, rows: list[SlaResult]) -> tuple[Fraction | None, tuple[int | None, int | None], str]:
    """Return the value of what was typed in for the months of a period, the cases of which it is made, and what is
    missing for it: shares and means are weighed by their cases, never averaged as they are."""
    if measure in {Measure.SHARE, Measure.CASES}:
        known = [row.cases for row in rows if row.cases is not None]
        if len(known) < len(rows):
            return None, (None, None), "件数の入力がない月があります"
        if measure is Measure.CASES:
            return Fraction(sum(known)), (sum(known), None), ""
        whole = [row.of_cases for row in rows if row.of_cases is not None]
        if len(whole) < len(rows):
            return None, (sum(known), None), "全件数の入力がない月があります"
        counted = (sum(known), sum(whole))
        if not sum(whole):
            return None, counted, "対象が0件"
        return Fraction(sum(known) * 100, sum(whole)), counted, ""
    if measure is Measure.MEAN:
        # A month in which there was nothing to measure has no mean, and none is missing.
        some = [row for row in rows if row.of_cases != 0]
        if not some:
            return None, (None, 0 if rows else None), "対象が0件" if rows else ""
        rows = some
    values = [Fraction(row.amount) for row in rows if row.amount is not None]
    if len(values) < len(rows):
        return None, (None, None), "値の入力がない月があります"
    if measure is Measure.LONGEST:
        return max(values, default=None), (None, None), ""
    if len(values) == 1:
        return values[0], (None, rows[0].of_cases), ""
    cases = [row.of_cases for row in rows if row.of_cases is not None]
    if len(cases) < len(rows):
        return None, (None, None), "全件数の入力がない月があります"
    weighed = sum((value * count for value, count in zip(values, cases, strict=True)), Fraction(0))
    return weighed / sum(cases), (None, sum(cases)), ""


def board_of(look: Look, as_of: str) -> Board:
    """Return what gives the results of a ledger as of an ISO day: months that begin later have none."""
    typed = {(one.sla_item_id, one.month): one for one in look.all(SlaResult).values()}
    return Board(clock_of(look, as_of), typed)


def months_shown(fiscal_year: int) -> tuple[Period, ...]:
    """Return the twelve months of a fiscal year as periods."""
    return tuple(Period((month,)) for month in year_months(fiscal_year))
