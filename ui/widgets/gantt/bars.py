"""What a schedule beside a table shows, as values: a bar for each row, what ties them, and the days marked in it."""

from collections.abc import Callable
from enum import Enum

from core.dataclass import dataclass

Span = tuple[int, int]
"""The first and the last day (`date.toordinal`), both of them covered."""


class Shape(Enum):
    """How a row is drawn: a bar, a point of time ▲ ▼ ◆, or the bracket over the rows below it."""

    TASK = "task"
    GROUP = "group"
    UP = "up"
    DOWN = "down"
    DIAMOND = "diamond"

    @property
    def is_moment(self) -> bool:
        """Whether it stands on one day."""
        return self not in {Shape.TASK, Shape.GROUP}


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. `words` says all of it when it is asked, for the tooltip and for screen readers; `label` stands right of
    the bar.

    `plan` and `actual` are None where there is no day, `before` is the plan of an earlier time; `reached` is the day up
    to which the progress line says that the work is done (None: as far as it should be). `fixed` says why the bar
    cannot be drawn elsewhere; empty: it can. `fixed_done` says the same of what was done; what `goes_on` has no end yet
    and is drawn to the reference day.
    """

    key: int
    name: str
    words: Callable[[], str]
    shape: Shape = Shape.TASK
    plan: Span | None = None
    actual: Span | None = None
    before: Span | None = None
    label: str = ""
    reached: float | None = None
    fixed: str = ""
    fixed_done: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A row that has to be done before another one begins; `warning` says what is wrong, empty: nothing."""

    before: int
    after: int
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """All rows by key, their ties, the reference day and the days on which nobody works."""

    bars: dict[int, Bar]
    ties: tuple[Tie, ...] = ()
    reference: int | None = None
    is_free: Callable[[int], bool] = lambda _day: False


class Grip(Enum):
    """Where a bar is taken hold of, and so what a drag changes."""

    WHOLE = "whole"
    START = "start"
    END = "end"


def dragged(span: Span, grip: Grip, days: int) -> Span:
    """Return the span drawn so many days to the right (below 0: to the left); it keeps a day at least."""
    first, last = span
    match grip:
        case Grip.WHOLE:
            return first + days, last + days
        case Grip.START:
            return min(first + days, last), last
    return first, max(last + days, first)
