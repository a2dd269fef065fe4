"""The scale of time of a chart: how many days a cell has, and what stands in the lines of its head."""

from collections.abc import Callable
from datetime import date, timedelta

from core.dataclass import dataclass
from core.model.values.dates import fiscal_year, show_date, show_fiscal_year
from core.model.values.partial_dates import last_day
from core.model.values.ten_days import PARTS, ten_days_at, ten_days_of
from core.model.values.words import Word

_WEEK = "月火水木金土日"


class Unit(Word):
    """What one cell of the head's lowest line means."""

    YEAR = "year", "年", "年度"
    MONTH = "month", "月"
    TEN_DAYS = "ten_days", "旬"
    DAY = "day", "日"


@dataclass(frozen=True, slots=True)
class Band:
    """A cell of the head: from its first to its last day, both included. `short` stands where `label` has no room."""

    first: date
    last: date
    label: str
    short: str = ""


def rounded(unit: Unit, first: date, last: date) -> tuple[date, date]:
    """Return the times widened to whole fiscal years for YEAR, else to whole months."""
    if unit is Unit.YEAR:
        return date(fiscal_year(first.isoformat()), 4, 1), date(fiscal_year(last.isoformat()) + 1, 3, 31)
    return first.replace(day=1), month_end(last)


def month_end(day: date) -> date:
    """Return the last day of the month."""
    return date.fromisoformat(last_day(day.isoformat()[:7]))


def heads(unit: Unit, first: date, last: date) -> tuple[tuple[Band, ...], ...]:
    """Return the lines of the head from one day to another, the widest cells first: fiscal years, then quarters (YEAR)
    or months (MONTH), 旬 below months (TEN_DAYS), days below months (DAY). Cells at the ends are cut off there."""
    years, months = _bands(first, last, _fiscal_year), _bands(first, last, _month)
    match unit:
        case Unit.YEAR:
            return years, _bands(first, last, _quarter)
        case Unit.MONTH:
            return years, months
        case Unit.TEN_DAYS:
            return years, months, _bands(first, last, _ten_days)
    return _bands(first, last, _year_and_month), _bands(first, last, _day)


def _bands(first: date, last: date, cell: Callable[[date], Band]) -> tuple[Band, ...]:
    made, day = [], first
    while day <= last:
        band = cell(day)
        made.append(Band(max(band.first, first), min(band.last, last), band.label, band.short))
        day = band.last + timedelta(days=1)
    return tuple(made)


def _fiscal_year(day: date) -> Band:
    year = fiscal_year(day.isoformat())
    label = show_fiscal_year(year)
    return Band(date(year, 4, 1), date(year + 1, 3, 31), label, label.removesuffix("年度"))


def _quarter(day: date) -> Band:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    label = f"{first.month}〜{first.month + 2}月"
    return Band(first, month_end(first.replace(month=first.month + 2)), label, f"{first.month}")


def _month(day: date) -> Band:
    return Band(day.replace(day=1), month_end(day), f"{day.month}月", str(day.month))


def _year_and_month(day: date) -> Band:
    shown = show_date(day.isoformat())
    return Band(day.replace(day=1), month_end(day), shown[: shown.index("月") + 1], f"{day.month}月")


def _ten_days(day: date) -> Band:
    return Band(*ten_days_at(day), f"{PARTS[ten_days_of(day)]}旬", PARTS[ten_days_of(day)])


def _day(day: date) -> Band:
    return Band(day, day, f"{day.day}({_WEEK[day.weekday()]})", str(day.day))
