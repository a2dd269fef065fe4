"""What charts of rows have in common: names at the left, an axis below, a legend above, figures at the right."""

from collections.abc import Callable, Iterator

from core.dataclass import dataclass
from core.documents.charts.scale import AXIS, MOST_STEPS, Scale, Show, round_ticks, scale, widest
from core.documents.paper.drawing import (
    MARK,
    Anchor,
    Drawing,
    Fill,
    Ink,
    Line,
    Marker,
    Polyline,
    Rect,
    Shape,
    Text,
    length,
)

BODY = 9.0
"""The size of names and figures, in points."""
_LEGEND_LINE = 13.0
_AXIS_LINE = 12.0
_PAD = 5.0
_SAMPLE = 12.0
"""How long a pattern of the legend is."""
_MANY = 12
"""From more rows than these the axis stands above them as well."""
_CENTRE = 0.36
"""From the middle of a character down to its baseline, in sizes."""


@dataclass(frozen=True, slots=True)
class Key:
    """One word of the legend with its pattern or mark."""

    word: str
    sample: Fill | Marker


@dataclass(frozen=True, slots=True)
class Row:
    """`aside` is what stands at the right; a strong row is bold below a line."""

    name: str
    aside: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """All rows of a chart, however many of them one drawing shows, so that all drawings have one scale.

    `low` and `high` are the least and the greatest value; `before` and `after` the points that are kept free beside
    the axis for texts at the ends of bars.
    """

    rows: tuple[Row, ...]
    pitch: float
    legend: tuple[Key, ...]
    low: int
    high: int
    show_ticks: Show
    caption: str = ""
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Ground:
    """The frame with its places: `tops` are where the shown rows begin, `shapes` all but what stands in the rows."""

    shown: range
    tops: tuple[float, ...]
    scale: Scale
    height: float
    shapes: tuple[Shape, ...]


def middle(y: float, size: float) -> float:
    """Return the baseline of a text whose middle is at `y`."""
    return y + _CENTRE * size


def lay_ground(frame: Frame, width: float, shown: range | None = None) -> Ground:
    """Return the places of the rows `shown` (all by default) in a drawing of this width."""
    shown = range(len(frame.rows)) if shown is None else shown
    left, right = _margins(frame, width)
    axis = scale(frame.low, frame.high, left, right - left, frame.show_ticks)
    top, above = _head(frame, width, shown)
    if len(frame.rows) > _MANY:
        above += tuple(_figures(axis, top + AXIS))
        top += _AXIS_LINE
    tops = tuple(top + place * frame.pitch for place in range(len(shown)))
    bottom = top + len(shown) * frame.pitch + 2
    grid = tuple(Line(x, top, x, bottom, ink=Ink.QUIET) for x in map(axis.at, axis.ticks))
    below = tuple(_figures(axis, bottom + AXIS + 1))
    names = tuple(_names(frame, width, left, shown, tops))
    return Ground(shown, tops, axis, bottom + _AXIS_LINE, (*above, *grid, *names, *below))


def finish(ground: Ground, width: float, inside: list[Shape], title: str, words: str) -> Drawing:
    """Return the drawing: the ground, what stands in the rows, and the line at zero over it."""
    zero, bottom = ground.scale.zero, ground.height - _AXIS_LINE
    top = ground.tops[0] if ground.tops else bottom
    shapes = (*ground.shapes, *inside, Line(zero, top, zero, bottom, 0.8))
    return Drawing(width, ground.height, shapes, title, words)


def parts(draw: Callable[[range], Drawing], count: int, height: float) -> tuple[Drawing, ...]:
    """Return a chart of `count` rows over as many drawings as it takes, none higher than `height`.

    `draw` gives the drawing of some rows. All parts have the same scale; one row at least stands on each.
    """
    if not count:
        return (draw(range(0)),)
    one = draw(range(1)).height
    pitch = draw(range(2)).height - one if count > 1 else 1.0
    each = max(1, 1 + int((height - one) / pitch))
    return tuple(draw(range(start, min(start + each, count))) for start in range(0, count, each))


def _margins(frame: Frame, width: float) -> tuple[float, float]:
    """Return where the axis begins and ends: names and figures get what they need, a third of the width at most."""
    names = max((length(row.name, BODY) for row in frame.rows), default=0) + _PAD
    aside = max((length(row.aside, BODY, figures=True) for row in frame.rows), default=0) + 2 * _PAD
    ticks = {round_ticks(frame.low, frame.high, most) for most in range(1, MOST_STEPS + 1)}
    half = max(widest(frame.show_ticks(one)) for one in ticks) / 2
    left = max(min(names, width / 3) + frame.before, half)
    return left, width - max(min(aside, width / 3), frame.after, half)


def _head(frame: Frame, width: float, shown: range) -> tuple[float, tuple[Shape, ...]]:
    """Return where the rows begin, and the legend at the left with caption and part at the right."""
    count = len(frame.rows)
    part = f"全{count}行のうち{shown.start + 1}〜{shown.stop}行目" if len(shown) < count else ""
    right = "　".join(text for text in (part, frame.caption) if text)
    half = width / 2
    shapes: list[Shape] = []
    if right:
        shapes.append(Text(width, middle(_LEGEND_LINE / 2, AXIS), right, AXIS, Anchor.END, room=half))
    room = width - min(length(right, AXIS), half) - _PAD if right else width
    x, line = 0.0, 0
    for key in frame.legend:
        needed = _SAMPLE + 3 + length(key.word, AXIS)
        if x + needed > room and (x or room < width):
            x, line, room = 0.0, line + 1, width
        shapes += _key(key, x, (line + 0.5) * _LEGEND_LINE, width - x)
        x += needed + 2 * _PAD
    return ((line + 1) * _LEGEND_LINE if shapes else 0.0) + 2, tuple(shapes)


def _key(key: Key, x: float, y: float, room: float) -> Iterator[Shape]:
    if isinstance(key.sample, Fill):
        yield Rect(x + 0.5, y - 3.5, _SAMPLE - 1, 7, key.sample)
    else:
        yield Polyline(((x + _SAMPLE - MARK, y),), marker=key.sample)
    yield Text(x + _SAMPLE + 3, middle(y, AXIS), key.word, AXIS, room=room - _SAMPLE - 3)


def _figures(axis: Scale, baseline: float) -> Iterator[Shape]:
    for tick, text in zip(axis.ticks, axis.texts, strict=True):
        yield Text(axis.at(tick), baseline, text, AXIS, Anchor.MIDDLE, figures=True)


def _names(frame: Frame, width: float, left: float, shown: range, tops: tuple[float, ...]) -> Iterator[Shape]:
    edge = left - frame.before - _PAD
    for at, top in zip(shown, tops, strict=True):
        row, baseline = frame.rows[at], middle(top + frame.pitch / 2, BODY)
        if row.strong:
            yield Line(0, top, width, top)
        yield Text(0, baseline, row.name, BODY, bold=row.strong, room=edge)
        if row.aside:
            yield Text(width, baseline, row.aside, BODY, Anchor.END, row.strong, figures=True, room=width / 3 - _PAD)
