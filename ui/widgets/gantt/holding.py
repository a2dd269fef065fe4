"""A bar taken hold of: where a point is on it, and what is drawn while it is moved or stretched."""

from datetime import date

from core.dataclass import dataclass
from ui.widgets.gantt.axis import Axis
from ui.widgets.gantt.bars import Bar, Grip, Shape, Span, dragged
from ui.widgets.gantt.painting import DONE_TOP, MARK, span_x

GRIP_PX = 6.0
"""How far from its ends a bar is stretched and not moved; a quarter of it at most."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A bar that is held at a pixel of the axis, and by how many days it has been drawn away."""

    key: int
    span: Span
    grip: Grip
    x: float
    days: int = 0
    is_done: bool = False
    """Whether it is what was done that is held, not what is planned."""

    @property
    def wish(self) -> Span:
        """Where the bar would be if it were let go now."""
        return dragged(self.span, self.grip, self.days)

    @property
    def words(self) -> str:
        """The days that are drawn beside the bar."""
        return f"{'実績 ' if self.is_done else ''}{spell(self.wish)}({self.days:+d}日)"


def hold_at(axis: Axis, bar: Bar, x: float, inside: float) -> Hold | None:
    """Return how a bar is held at `x` of the axis and `inside` pixels below its row's upper edge: by its plan, or by
    what was done below it; None beside both."""
    if (grip := grip_at(axis, bar, x, inside)) is not None and bar.plan is not None:
        return Hold(bar.key, bar.plan, grip, x)
    if bar.actual is not None and inside >= DONE_TOP and (grip := _grip(axis, bar, bar.actual, x)) is not None:
        return Hold(bar.key, bar.actual, Grip.START if bar.goes_on else grip, x, is_done=True)
    return None


def grip_at(axis: Axis, bar: Bar, x: float, inside: float) -> Grip | None:
    """Return by what the planned bar is taken at `x` of the axis and `inside` pixels below its row's upper edge; None
    beside it."""
    return _grip(axis, bar, bar.plan, x) if bar.plan is not None and 0 <= inside < DONE_TOP else None


def _grip(axis: Axis, bar: Bar, span: Span, x: float) -> Grip | None:
    left, right = span_x(axis, span)
    if bar.shape.is_moment:
        middle = (axis.at(span[0]) + axis.at(span[0] + 1)) / 2
        return Grip.WHOLE if abs(x - middle) <= MARK + 2 else None
    reach = min(GRIP_PX, (right - left) / 4)
    if not left - 2 <= x <= right + 2:
        return None
    if bar.shape is Shape.GROUP:
        return Grip.WHOLE
    return Grip.START if x < left + reach else Grip.END if x > right - reach else Grip.WHOLE


def spell(span: Span) -> str:
    """Return the days of a span as month and day: 8月3日～9月10日."""
    first, last = (date.fromordinal(day) for day in span)
    begins = f"{first.month}月{first.day}日"
    return begins if first == last else f"{begins}～{last.month}月{last.day}日"
