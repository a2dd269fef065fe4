"""期限: what falls on a day or into a month, whatever the subject."""

from datetime import date, timedelta

from core.dataclass import dataclass
from core.model.values.dates import last_of_month
from core.model.values.partial_dates import first_day, last_day


@dataclass(frozen=True, slots=True)
class Due:
    """`on` is known to the day, the month or the year; `kind` says what it is (課題の期限), `who` has to see to it;
    `value` names the row from which it comes. `is_open` while somebody still has to do something: it can be late."""

    on: str
    kind: str
    title: str
    who: str
    value: str
    is_open: bool = False

    def is_between(self, first: str, last: str) -> bool:
        """Whether it falls, or may fall, on one of the days from one to another, both included."""
        return first_day(self.on) <= last and last_day(self.on) >= first

    def is_late(self, day: str) -> bool:
        """Whether the day has passed and there is still something to do."""
        return self.is_open and last_day(self.on) < day


def month_of(day: str) -> tuple[str, str]:
    """Return the first and the last day of the month in which an ISO day lies."""
    last = last_of_month(int(day[:4]), int(day[5:7]))
    return f"{day[:7]}-01", f"{day[:7]}-{last:02}"


def next_month_of(day: str) -> tuple[str, str]:
    """Return the first and the last day of the month after that of an ISO day."""
    return month_of((date.fromisoformat(month_of(day)[1]) + timedelta(days=1)).isoformat())
