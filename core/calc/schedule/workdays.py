"""Which days are off: Saturdays, Sundays, public holidays, 12/29 to 1/3, and what the ledger adds and strikes out."""

from datetime import date, timedelta
from functools import lru_cache

from core.calc.schedule.holidays import holidays_of
from core.dataclass import dataclass
from core.model.machine.table import Look
from core.model.schedule import CalendarDay, DayKind

NEW_YEAR = "年末年始"
MOST_YEARS = 30
WEEKEND = ("土曜日", "日曜日")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """`exceptions`: by ISO day the name of a day that is off, None for one that is not."""

    exceptions: tuple[tuple[str, str | None], ...] = ()

    def why_off(self, day: date) -> str:
        """Return why nobody works on a day: 元日, 年末年始, 土曜日; "" where people do."""
        off = _year(day.year, self.exceptions)
        return off.get(day, "")

    def is_off(self, day: date) -> bool:
        """Whether nobody works on a day."""
        return bool(self.why_off(day))

    def working_days(self, first: str, last: str) -> int | None:
        """Return the number of days from one to another, both included, that are not off; None for more than
        MOST_YEARS years, which nobody plans: it is a slip of the keyboard, and holidays take their time."""
        begin, end = date.fromisoformat(first), date.fromisoformat(last)
        if end < begin:
            return 0
        if end.year - begin.year >= MOST_YEARS:
            return None
        off = 0
        for year in range(begin.year, end.year + 1):
            days = _year(year, self.exceptions)
            if begin <= date(year, 1, 1) and date(year, 12, 31) <= end:
                off += len(days)
            else:
                off += sum(begin <= day <= end for day in days)
        return (end - begin).days + 1 - off


def calendar_of(look: Look) -> WorkCalendar:
    """Return the calendar of a ledger."""
    days = sorted(look.all(CalendarDay).values(), key=lambda one: one.date)
    return WorkCalendar(tuple((one.date, (one.name or "休み") if one.kind is DayKind.OFF else None) for one in days))


@lru_cache(maxsize=256)
def _year(year: int, exceptions: tuple[tuple[str, str | None], ...]) -> dict[date, str]:
    """Return the days of a year that are off, with why."""
    off: dict[date, str] = {}
    day = date(year, 1, 1)
    while day.year == year:
        if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
            off[day] = NEW_YEAR
        elif day.weekday() >= 5:
            off[day] = WEEKEND[day.weekday() - 5]
        if day == date.max:
            break
        day += _DAY
    off.update(holidays_of(year))
    for iso, name in exceptions:
        if iso[:4] == f"{year:04}":
            exception = date.fromisoformat(iso)
            if name is None:
                off.pop(exception, None)
            else:
                off[exception] = name
    return off
