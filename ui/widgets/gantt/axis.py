"""The axis of days of a schedule: which day stands at which pixel. Days are numbers (`date.toordinal`): what lasts from
one day to another covers both of them whole."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from core.calc.schedule.scale import Band, Unit, heads, rounded
from core.dataclass import dataclass

DAY_PX = {Unit.YEAR: 0.4, Unit.MONTH: 2.4, Unit.TEN_DAYS: 5.0, Unit.DAY: 22.0}
"""The width of a day: a quarter, a month, a third of a month and a day have room for their words."""
_STRETCH = 64
"""Heads are made for so many days at once and kept: while it is scrolled they stay the same."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`, both of them seen whole; `unit` says how much time is seen at once."""

    first: int
    last: int
    unit: Unit = Unit.TEN_DAYS

    @property
    def width(self) -> float:
        """The pixels from the first day to the end of the last one."""
        return self.at(self.last + 1)

    def at(self, day: float) -> float:
        """Return where a day begins, in pixels from the beginning of the first one."""
        return (day - self.first) * DAY_PX[self.unit]

    def day(self, x: float) -> float:
        """Return the day at a pixel; what stands behind the point is the part of the day that is over there."""
        return self.first + x / DAY_PX[self.unit]

    def heads(self, left: float, right: float) -> tuple[tuple[Band, ...], ...]:
        """Return the lines of the head with at least the bands that reach between two pixels. The first band may begin
        earlier than it says, but it says a day that lies left of `left`."""
        low, high = (int(self.day(left)) - 1) // _STRETCH, (int(self.day(right)) + 1) // _STRETCH + 1
        first, last = max(self.first, low * _STRETCH), min(self.last, high * _STRETCH)
        return _heads(self.unit, first, max(first, last))


@lru_cache(maxsize=64)
def _heads(unit: Unit, first: int, last: int) -> tuple[tuple[Band, ...], ...]:
    return heads(unit, date.fromordinal(first), date.fromordinal(last))


def around(days: Iterable[int]) -> Axis:
    """Return the axis of the whole fiscal years in which `days` lie; this one of the calendar where there are none."""
    found = sorted(days) or [date.today().toordinal()]
    first, last = rounded(Unit.YEAR, date.fromordinal(found[0]), date.fromordinal(found[-1]))
    return Axis(first.toordinal(), last.toordinal())
