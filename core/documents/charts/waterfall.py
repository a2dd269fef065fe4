"""階段図: how one amount became another, step by step, drawn from the first amount; both totals stand beside it."""

from itertools import accumulate

from core.dataclass import dataclass
from core.documents.charts.frame import BODY, Frame, Key, Row, finish, lay_ground, middle
from core.documents.charts.scale import AXIS, Figures, widest
from core.documents.paper.drawing import Anchor, Dash, Drawing, Fill, Line, Rect, Shape, Text, length

_ROW = 15.0
_BAR = 9.0
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`first` and `second` are what the two amounts are called, `steps` (name, change in yen) from one to the other."""

    title: str
    first: tuple[str, int]
    second: tuple[str, int]
    steps: tuple[tuple[str, int], ...]
    figures: Figures = Figures()

    @property
    def difference(self) -> int:
        return self.second[1] - self.first[1]


def signed(yen: int) -> str:
    """Return +1,234, △1,234 or 0."""
    return f"+{yen:,}" if yen > 0 else f"△{-yen:,}" if yen else "0"


def waterfall_chart(chart: Waterfall, width: float) -> Drawing:
    """Return a bar for each step, beginning where the one before ends; more is hatched and less light, the whole
    difference solid. The axis is the change from the first amount: beside the totals a step would be a sliver."""
    ends = list(accumulate((yen for _, yen in chart.steps), initial=0))
    room = widest(map(signed, (*(yen for _, yen in chart.steps), chart.difference))) + _NEAR
    low, high = min(ends), max(ends)
    rows = [Row(chart.first[0], f"{chart.first[1]:,}円", strong=True)]
    rows += [Row(name) for name, _ in chart.steps]
    rows.append(Row(chart.second[0], f"{chart.second[1]:,}円", strong=True))
    frame = Frame(
        rows=tuple(rows),
        pitch=_ROW,
        legend=(Key("増", Fill.HATCH), Key("減", Fill.LIGHT), Key("差の合計", Fill.SOLID)),
        low=low,
        high=high if high > min(low, 0) else 1,
        show_ticks=chart.figures.show_ticks,
        caption=f"前の額からの増減　{chart.figures.caption}",
        before=room if low < 0 else 0,
        after=room + max(length(row.aside, BODY, figures=True) for row in rows) + 2 * _NEAR,
    )
    ground = lay_ground(frame, width)
    inside: list[Shape] = []
    for at, (_, yen) in enumerate(chart.steps):
        top = ground.tops[at + 1]
        begin, end = ground.scale.at(ends[at]), ground.scale.at(ends[at + 1])
        below = ground.tops[at] + (_ROW + _BAR) / 2 if at else ground.tops[at + 1]
        inside.append(Line(begin, below, begin, top + (_ROW - _BAR) / 2, 0.5, Dash.DOTTED))
        inside += _bar(begin, end, top, yen, Fill.HATCH if yen > 0 else Fill.LIGHT, ground.scale.zero)
    end, top = ground.scale.at(chart.difference), ground.tops[-1]
    inside += _bar(ground.scale.zero, end, top, chart.difference, Fill.SOLID, ground.scale.zero)
    words = [
        frame.caption,
        f"{chart.first[0]}: {chart.first[1]:,}円",
        *(f"{name}: {signed(yen)}円" for name, yen in chart.steps),
        f"{chart.second[0]}: {chart.second[1]:,}円(差 {signed(chart.difference)}円)",
    ]
    return finish(ground, width, inside, chart.title, "\n".join(words))


def _bar(begin: float, end: float, top: float, yen: int, fill: Fill, zero: float) -> list[Shape]:
    """Return the bar with its figure at the end to which it goes, or at the other where the line at zero would strike
    that out."""
    baseline = middle(top + _ROW / 2, AXIS)
    shapes: list[Shape] = []
    if yen:
        shapes.append(Rect(min(begin, end), top + (_ROW - _BAR) / 2, max(abs(end - begin), 0.5), _BAR, fill))
    left, right = min(begin, end) - _NEAR, max(begin, end) + _NEAR
    wide = length(signed(yen), AXIS, figures=True)
    struck = {True: left - wide < zero < left, False: right < zero < right + wide}
    at_left = (yen < 0) != (struck[yen < 0] and not struck[yen >= 0])
    if at_left:
        return [*shapes, Text(left, baseline, signed(yen), AXIS, Anchor.END, figures=True)]
    return [*shapes, Text(right, baseline, signed(yen), AXIS, figures=True)]
