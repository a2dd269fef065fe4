"""事業者の月報: what the vendor says of a month held against what is known here."""

from fractions import Fraction

from core.calc.sla.periods import Period, period_with
from core.calc.sla.results import Board, Result, Verdict, shown_digits
from core.dataclass import dataclass
from core.model.machine.naming import in_order
from core.model.sla.records import Met, SlaItem, SlaReport
from core.model.values.refund_steps import show_number

SAME, UNKNOWN = "一致", "台帳で未算定"


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the vendor's sheet with the result of the ledger; `differences` say in words where they differ."""

    report: SlaReport
    item: SlaItem
    result: Result
    differences: tuple[str, ...]

    @property
    def told(self) -> str:
        """一致, 台帳で未算定, or the differences."""
        if self.differences:
            return "、".join(self.differences)
        return SAME if self.result.value is not None else UNKNOWN


def compared(board: Board, fiscal_year: int | None = None) -> list[Compared]:
    """Return every line of the vendor's sheets, of a fiscal year or of all, in the order of items and months. A value
    is the same where ours, rounded to as many decimals as the vendor writes, is the vendor's."""
    look = board.look
    found = []
    for report in in_order(look, look.all(SlaReport).values()):
        year = int(report.month[:4]) - (int(report.month[5:7]) < 4)
        if fiscal_year is None or year == fiscal_year:
            item = look.all(SlaItem)[report.sla_item_id]
            result = board.result(item, Period((report.month,)))
            if item.interval.months > 1 and period_with(report.month, item.interval).months[0] == report.month:
                whole = board.result(item, period_with(report.month, item.interval))
                result = whole if _is_of_whole(report, whole, result) else result
            found.append(Compared(report, item, result, tuple(_differences(report, item, result))))
    return found


def _is_of_whole(report: SlaReport, whole: Result, month: Result) -> bool:
    """Whether the first month of a quarter or year stands for all of it: its minutes or its value say so."""
    if report.planned_minutes is not None and whole.minutes is not None and month.minutes is not None:
        return abs(report.planned_minutes - whole.minutes.planned) < abs(report.planned_minutes - month.minutes.planned)
    return month.value is None


def _differences(report: SlaReport, item: SlaItem, result: Result) -> list[str]:
    found = []
    if report.planned_minutes is not None and result.minutes is not None:
        found += _minutes("計画", report.planned_minutes, result.minutes.planned)
    if report.stopped_minutes is not None and result.minutes is not None:
        found += _minutes("停止", report.stopped_minutes, result.minutes.stopped)
    if report.reported is not None and result.value is not None:
        digits = len(report.reported.partition(".")[2])
        ours = round_half_up(result.value, max(digits, shown_digits(item)))
        if Fraction(report.reported) not in {ours, round_half_up(result.value, digits)}:
            found.append(f"値が違う(事業者 {report.reported}、台帳 {_plain(ours)})")
    if report.met is not None and result.value is not None:
        kept = result.so_far is Verdict.MET
        if (report.met is Met.YES) != kept:
            found.append(f"達否が違う(事業者 {report.met.label}、台帳 {result.so_far.label})")
    return found


def _minutes(name: str, theirs: int, ours: int) -> list[str]:
    return [] if theirs == ours else [f"{name}の分数が違う(事業者 {theirs:,}分、台帳 {ours:,}分)"]


def round_half_up(value: Fraction, digits: int) -> Fraction:
    """Return a value rounded half up to so many decimals."""
    scaled = value * 10**digits
    return Fraction((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator), 10**digits)


def _plain(value: Fraction) -> str:
    return show_number(value)
