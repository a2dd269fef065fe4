"""Lines over a percentage: what each member pays as a premise moves, with the present one marked."""

from collections.abc import Iterator, Sequence

from core.dataclass import dataclass
from core.documents.charts.frame import BODY, middle
from core.documents.charts.scale import AXIS, MOST_STEPS, Figures, Number, Scale, round_ticks, scale, widest
from core.documents.paper.drawing import Anchor, Dash, Drawing, Ink, Line, Marker, Point, Polyline, Shape, Text, length

MOST_NAMED = 12
"""So many lines are told apart by dash and mark; the others are thin and have no name."""
_DASHES = tuple(Dash)
_MARKERS = (Marker.DISC, Marker.BOX, Marker.TRIANGLE, Marker.DIAMOND, Marker.SQUARE, Marker.RING)
_NAME_LINE = 11.0
_HEAD = 27.0
_FOOT = 26.0
_LEADER = 14.0
"""From the end of a line to its name."""
_FIGURE_GAP = 4.0


@dataclass(frozen=True, slots=True)
class Series:
    """One member's amounts in yen, one for each x (None: there is none)."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of x that is pointed out, and what is written above it: 現在 30%."""

    x: Number
    text: str


@dataclass(frozen=True, slots=True)
class Lines:
    """`axis` is what x is called, `suffix` stands behind its figures; the xs ascend."""

    title: str
    axis: str
    xs: tuple[int, ...]
    series: tuple[Series, ...]
    mark: Mark | None = None
    figures: Figures = Figures()
    suffix: str = "%"


@dataclass(frozen=True, slots=True)
class Plot:
    """The place of the lines. Names stand at the end where the amounts lie further apart, the axis at the other."""

    across: Scale
    up: Scale
    names_left: bool

    @property
    def left(self) -> float:
        return self.across.start

    @property
    def right(self) -> float:
        return self.across.start + self.across.span

    @property
    def top(self) -> float:
        return self.up.start + self.up.span

    @property
    def bottom(self) -> float:
        return self.up.start


def line_chart(lines: Lines, width: float, height: float) -> Drawing:
    """Return one line per series with its name at one of its ends.

    Of more series than can be told apart those that change most are named, ties in their order; the others are thin
    lines behind them, and the chart says how many.
    """
    most = max(1, min(MOST_NAMED, int((height - _HEAD - _FOOT) / _NAME_LINE)))
    places = _most_changing(lines.series, most)
    named = [lines.series[at] for at in places]
    plot = _plot(lines, named, width, height)
    shapes = [*_axes(plot), *_captions(lines, plot, len(lines.series) - len(named), width, height)]
    shapes += [
        Polyline(run, weight=0.5, ink=Ink.QUIET)
        for at, one in enumerate(lines.series)
        if at not in places
        for run in _runs(lines.xs, one.values, plot)
    ]
    if lines.mark:
        shapes += _marked(lines.mark, plot, width)
    ends: list[tuple[Point, str]] = []
    for place, one in enumerate(named):
        runs = list(_runs(lines.xs, one.values, plot))
        dash, marker = _DASHES[place % len(_DASHES)], _MARKERS[place % len(_MARKERS)]
        shapes += [Polyline(run, dash, marker) for run in runs]
        if runs:
            ends.append((runs[0][0] if plot.names_left else runs[-1][-1], one.name))
    return Drawing(width, height, (*shapes, *_labels(ends, plot, width)), lines.title, _words(lines))


def _most_changing(series: Sequence[Series], most: int) -> list[int]:
    """Return the places of those whose amounts change most, in their order."""
    known = [[value for value in one.values if value is not None] for one in series]
    changes = [max(values) - min(values) if values else -1 for values in known]
    return sorted(sorted(range(len(series)), key=lambda at: (-changes[at], at))[:most])


def _plot(lines: Lines, named: Sequence[Series], width: float, height: float) -> Plot:
    up = _upwards(lines, height)
    names_left = _crowding(named, 0, up) < _crowding(named, -1, up)
    names = min(max((length(one.name, BODY) for one in named), default=0), width / 3) + _LEADER
    last = length(f"{lines.xs[-1]}{lines.suffix}", AXIS, figures=True)
    figures = max(widest(up.texts) + _FIGURE_GAP, last)
    left, right = (names, figures) if names_left else (figures, names)

    def show(xs: Sequence[int]) -> list[str]:
        return [f"{x:,}{lines.suffix}" for x in xs]

    return Plot(scale(lines.xs[0], lines.xs[-1], left, width - left - right, show), up, names_left)


def _upwards(lines: Lines, height: float) -> Scale:
    values = [value for one in lines.series for value in one.values if value is not None]
    low, high = min(values, default=0), max(values, default=0)
    high = high if high > min(low, 0) else lines.figures.unit.yen
    tall = height - _HEAD - _FOOT
    ticks = round_ticks(low, high, max(2, min(MOST_STEPS, int(tall / (2 * AXIS)))))
    return Scale(ticks, tuple(lines.figures.show_ticks(ticks)), height - _FOOT, -tall)


def _crowding(named: Sequence[Series], end: int, up: Scale) -> float:
    """Return how far names would have to be moved from the ends of their lines."""
    places = sorted(up.at(value) for one in named if (value := one.values[end]) is not None)
    return sum(abs(a - b) for a, b in zip(places, spread_apart(places, _NAME_LINE, up.start), strict=True))


def _axes(plot: Plot) -> Iterator[Shape]:
    beside, anchor = (
        (plot.right + _FIGURE_GAP, Anchor.START) if plot.names_left else (plot.left - _FIGURE_GAP, Anchor.END)
    )
    for tick, text in zip(plot.up.ticks, plot.up.texts, strict=True):
        y = plot.up.at(tick)
        yield Line(plot.left, y, plot.right, y, ink=Ink.QUIET)
        yield Text(beside, middle(y, AXIS), text, AXIS, anchor, figures=True)
    for tick, text in zip(plot.across.ticks, plot.across.texts, strict=True):
        x = plot.across.at(tick)
        yield Line(x, plot.bottom, x, plot.bottom + 3)
        yield Text(x, plot.bottom + 11, text, AXIS, Anchor.MIDDLE, figures=True)
    side = plot.right if plot.names_left else plot.left
    yield Line(side, plot.top, side, plot.bottom, 0.8)
    yield Line(plot.left, plot.up.zero, plot.right, plot.up.zero, 0.8)


def _captions(lines: Lines, plot: Plot, unnamed: int, width: float, height: float) -> Iterator[Shape]:
    """Yield the unit above the axis of amounts, the name of the other axis, and what the thin lines are."""
    centre = (plot.left + plot.right) / 2
    yield Text(centre, height - 3, lines.axis, AXIS, Anchor.MIDDLE, room=plot.across.span)
    unit, note = ((width, Anchor.END), (0.0, Anchor.START))
    if not plot.names_left:
        unit, note = note, unit
    yield Text(unit[0], middle(6, AXIS), lines.figures.caption, AXIS, unit[1], room=width / 3)
    if unnamed:
        text = f"細い線は、変化の小さいほか{unnamed:,}団体です。"
        yield Text(note[0], middle(6, AXIS), text, AXIS, note[1], room=width / 2)


def _marked(mark: Mark, plot: Plot, width: float) -> Iterator[Shape]:
    x = plot.across.at(mark.x)
    yield Line(x, plot.top - 3, x, plot.bottom, 1.0, Dash.DASHED)
    half = length(mark.text, AXIS) / 2
    centre = min(max(x, half), width - half)
    yield Text(centre, plot.top - 6, mark.text, AXIS, Anchor.MIDDLE, bold=True, room=width)


def _runs(xs: Sequence[int], values: Sequence[int | None], plot: Plot) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of a line: it is broken where there is no amount."""
    run: list[Point] = []
    for x, value in zip(xs, values, strict=True):
        if value is not None:
            run.append((plot.across.at(x), plot.up.at(value)))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _labels(ends: Sequence[tuple[Point, str]], plot: Plot, width: float) -> Iterator[Shape]:
    """Yield the names beside the ends of their lines, pushed apart where they would overlap."""
    ordered = sorted(ends, key=lambda end: end[0][1])
    places = spread_apart([y for (_, y), _ in ordered], _NAME_LINE, plot.bottom)
    if plot.names_left:
        x, anchor, room, towards = plot.left - _LEADER, Anchor.END, plot.left - _LEADER, -1
    else:
        x, anchor, room, towards = plot.right + _LEADER, Anchor.START, width - plot.right - _LEADER, 1
    for ((from_x, from_y), name), y in zip(ordered, places, strict=True):
        yield Line(from_x + 3 * towards, from_y, x - 2 * towards, y, ink=Ink.QUIET)
        yield Text(x, middle(y, BODY), name, BODY, anchor, room=room)


def spread_apart(places: Sequence[float], apart: float, bottom: float) -> list[float]:
    """Return ascending places moved as little as it takes to lie `apart`, the last not below `bottom`."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + apart) if moved else place)
    limit = bottom
    for at in range(len(moved) - 1, -1, -1):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - apart
    return moved


def _words(lines: Lines) -> str:
    """Say of every series what it begins and ends with, and what it is at the mark."""
    marked = [at for at, x in enumerate(lines.xs) if lines.mark and x == lines.mark.x]
    shown = sorted({0, len(lines.xs) - 1, *marked})
    said = [lines.figures.caption, *([lines.mark.text] if lines.mark else [])]
    for one in lines.series:
        amounts = (f"{lines.xs[at]}{lines.suffix}で {lines.figures.show(one.values[at])}" for at in shown)
        said.append(f"{one.name}: " + "、".join(amounts))
    return "\n".join((f"{lines.axis}を動かしたとき", *said))
