"""The burn-down chart: how many issues had been raised and closed by a day, and how many were left, as steps."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.calc.issues import Curve, Point
from core.documents.charts.frame import middle
from core.documents.charts.scale import AXIS, MOST_STEPS, Scale, round_ticks, widest
from core.documents.paper.drawing import (
    Anchor,
    Dash,
    Drawing,
    Ink,
    Line,
    Polyline,
    Shape,
    Text,
    length,
)
from core.documents.paper.drawing import Point as Place
from core.model.values.dates import show_date
from core.model.values.partial_dates import short_partial_date

_NAME = 9.0
_FOOT = 16.0
_TOP = 8.0
_LEADER = 8.0
_NAME_LINE = 11.0


def burn_down(curve: Curve, width: float, height: float) -> Drawing:
    """Return the chart of a curve that has a point at least; a step stands at the day on which something changed, as
    far as the days of the points tell."""
    points = curve.points
    lines = (
        ("起票の累計", [one.raised for one in points], Dash.DASHED, 1.0),
        ("完了の累計", [one.closed for one in points], Dash.DOTTED, 1.0),
        ("残り", [one.left for one in points], Dash.SOLID, 1.8),
    )
    named = [f"{name} {values[-1]:,}件" for name, values, _, _ in lines]
    most = max(1, *(one.raised for one in points))
    bottom = height - _FOOT
    ticks = round_ticks(0, most, max(2, min(MOST_STEPS, int((bottom - _TOP) / (2 * AXIS)))))
    up = Scale(ticks, tuple(f"{tick:,}" for tick in ticks), bottom, _TOP - bottom)
    left = widest(up.texts) + 6
    right = width - max(length(name, _NAME) for name in named) - _LEADER - 2
    shapes: list[Shape] = [*_grid(up, left, right), *_days(points, left, right, bottom)]
    for _, values, dash, weight in lines:
        shapes.append(Polyline(tuple(_steps(points, values, up, left, right)), dash, weight=weight))
    ends = [up.at(values[-1]) for _, values, _, _ in lines]
    shapes += _names(named, ends, right, bottom)
    return Drawing(width, height, tuple(shapes), "課題の推移", words_of(curve))


def words_of(curve: Curve) -> str:
    """Return the figures for those who do not see the chart."""
    last = curve.points[-1]
    return f"{show_date(last.day)}現在: 起票{last.raised:,}件、完了{last.closed:,}件、残り{last.left:,}件"


def _grid(up: Scale, left: float, right: float) -> Iterator[Shape]:
    for tick, text in zip(up.ticks, up.texts, strict=True):
        y = up.at(tick)
        yield Line(left, y, right, y, ink=Ink.DARK if tick == 0 else Ink.QUIET)
        yield Text(left - 4, middle(y, AXIS), text, AXIS, Anchor.END, figures=True)


def _across(points: Sequence[Point], day: str, left: float, right: float) -> float:
    first, last = (date.fromisoformat(one.day) for one in (points[0], points[-1]))
    span = max(1, (last - first).days)
    return left + (right - left) * (date.fromisoformat(day) - first).days / span


def _steps(points: Sequence[Point], values: Sequence[int], up: Scale, left: float, right: float) -> Iterator[Place]:
    before: float | None = None
    for point, value in zip(points, values, strict=True):
        x, y = _across(points, point.day, left, right), up.at(value)
        if before is not None and before != y:
            yield (x, before)
        yield (x, y)
        before = y


def _days(points: Sequence[Point], left: float, right: float, bottom: float) -> Iterator[Shape]:
    """The days below the axis, the last one first, as many as stand beside each other."""
    needed = max(length(short_partial_date(one.day), AXIS, figures=True) for one in points) + 10
    free = float("inf")
    for one in reversed(points):
        x = _across(points, one.day, left, right)
        if x <= free:
            free = x - needed
            yield Line(x, bottom, x, bottom + 3)
            yield Text(x, bottom + 3 + AXIS + 1, short_partial_date(one.day), AXIS, Anchor.MIDDLE, figures=True)


def _names(names: Sequence[str], ends: Sequence[float], right: float, bottom: float) -> Iterator[Shape]:
    """The names at the ends of their lines, moved apart where they would touch."""
    order = sorted(range(len(names)), key=lambda at: ends[at])
    ys: dict[int, float] = {}
    last = float("-inf")
    for at in order:
        last = ys[at] = max(ends[at], last + _NAME_LINE)
    over = max(0.0, last - bottom)
    for at in order:
        y = ys[at] - over
        yield Line(right, ends[at], right + _LEADER - 1, y, ink=Ink.QUIET)
        yield Text(right + _LEADER, middle(y, _NAME), names[at], _NAME)
