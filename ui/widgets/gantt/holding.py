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

    @property
    def wish(self) -> Span:
        """Where the bar would be if it were let go now."""
        return dragged(self.span, self.grip, self.days)

    @property
    def words(self) -> str:
        """The days that are drawn beside the bar."""
        return f"{spell(self.wish)}({self.days:+d}日)"


def grip_at(axis: Axis, bar: Bar, x: float, inside: float) -> Grip | None:
    """Return by what the planned bar is taken at `x` of the axis and `inside` pixels below its row's upper edge; None
    beside it."""
    if bar.plan is None or not 0 <= inside < DONE_TOP:
        return None
    left, right = span_x(axis, bar.plan)
    if bar.shape.is_moment:
        middle = (axis.at(bar.plan[0]) + axis.at(bar.plan[0] + 1)) / 2
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
