"""Charts: amounts and answers as drawings. Equal values give equal drawings; every figure is in their words too.

Charts of rows take any number of municipalities: `rows` chooses those of one drawing, `parts` (chart_frame) makes as
many drawings of one scale as a page needs.
"""

from core.dataclass import dataclass
from core.documents.charts.frame import Frame, Ground, Key, Row, finish, lay_ground, middle
from core.documents.charts.scale import AXIS, Figures, widest
from core.documents.paper.drawing import Anchor, Drawing, Fill, Marker, Polyline, Rect, Shape, Text
from core.model.answers import AnswerState

_FILLS = (Fill.LIGHT, Fill.SOLID, Fill.HATCH, Fill.CROSS, Fill.NONE)
"""The patterns of the series of a bar chart, in their order."""
_BAR = 9.0
_BETWEEN = 5.0
_ROW = 12.0
_THICK = 7.0
_THIN = 4.0
_BESIDE = 4.0
"""From the middle of a range to that of a mark above or below it."""
_TOTAL_AT_MOST = 5
"""So many times as long as the longest single bar the bar of a total may be."""
_NEAR = 3.0
"""Between the end of a bar and its figure."""


@dataclass(frozen=True, slots=True)
class Group:
    """One row of bars: an amount in yen for each series (None: not known, which is said); a strong one is a total."""

    name: str
    values: tuple[int | None, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Amounts side by side, such as 現行経費 and クラウド利用料 of each municipality; at most five series."""

    title: str
    series: tuple[str, ...]
    groups: tuple[Group, ...]
    figures: Figures = Figures()


def bar_chart(bars: Bars, width: float, rows: range | None = None) -> Drawing:
    """Return horizontal bars with their amounts at the ends, a pattern for each series."""
    show = bars.figures.show
    drawn = _drawn(bars.groups)
    low, high = _bounds(drawn)
    room = widest(show(value) for group in bars.groups for value in group.values) + _NEAR
    unscaled = "合計は金額のみ" if len(drawn) < len(bars.groups) else ""
    frame = Frame(
        rows=tuple(Row(group.name, strong=group.strong) for group in bars.groups),
        pitch=len(bars.series) * _BAR + _BETWEEN,
        legend=tuple(map(Key, bars.series, _FILLS)),
        low=low,
        high=high if high > min(low, 0) else bars.figures.unit.yen,
        show_ticks=bars.figures.show_ticks,
        caption="　".join(text for text in (unscaled, bars.figures.caption) if text),
        before=room if low < 0 else 0,
        after=room,
    )
    ground = lay_ground(frame, width, rows)
    inside: list[Shape] = []
    for at, top in zip(ground.shown, ground.tops, strict=True):
        group = bars.groups[at]
        for place, (value, fill) in enumerate(zip(group.values, _FILLS, strict=False)):
            bar = value if group in drawn else None
            inside += _bar(ground, top + _BETWEEN / 2 + place * _BAR, bar, fill, show(value))
    words = [
        f"{group.name}: " + "、".join(map("{} {}".format, bars.series, map(show, group.values)))
        for group in (bars.groups[at] for at in ground.shown)
    ]
    return finish(ground, width, inside, bars.title, _words(frame, words))


def _drawn(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return the groups that have bars: a total that would make the others too short to be read has its figures."""
    single = tuple(group for group in groups if not group.strong)
    (low, high), (least, most) = _bounds(single), _bounds(groups)
    return single if single and max(most, -least) > _TOTAL_AT_MOST * max(high, -low) else groups


def _bounds(groups: tuple[Group, ...]) -> tuple[int, int]:
    values = [value for group in groups for value in group.values if value is not None]
    return min(values, default=0), max(values, default=0)


def _bar(ground: Ground, top: float, value: int | None, fill: Fill, text: str) -> list[Shape]:
    zero, baseline = ground.scale.zero, middle(top + _BAR / 2, AXIS)
    if value is None:
        return [Text(zero + _NEAR, baseline, text, AXIS, figures=True)]
    end = ground.scale.at(value)
    bar = Rect(min(zero, end), top + 0.5, abs(end - zero), _BAR - 1, fill)
    if value < 0:
        return [bar, Text(end - _NEAR, baseline, text, AXIS, Anchor.END, figures=True)]
    return [bar, Text(end + _NEAR, baseline, text, AXIS, figures=True)]


@dataclass(frozen=True, slots=True)
class Span:
    """One municipality's total: between what it may end, as answered, and if all the undecided join; in yen."""

    name: str
    low: int
    high: int
    max: int
    all: int


@dataclass(frozen=True, slots=True)
class Spans:
    """`note` is said beside the unit: 一部未算定 where amounts are missing."""

    title: str
    spans: tuple[Span, ...]
    figures: Figures = Figures()
    note: str = ""


def range_chart(spans: Spans, width: float, rows: range | None = None) -> Drawing:
    """Return a bar from the least to the greatest total of each, with marks for what is sure now and all joining."""
    show = spans.figures.show
    high = max((span.high for span in spans.spans), default=0)
    frame = Frame(
        rows=tuple(Row(span.name, _between(spans.figures, span)) for span in spans.spans),
        pitch=_ROW,
        legend=(
            Key("あり得る幅", Fill.LIGHT),
            Key("今の回答による額", Marker.TRIANGLE),
            Key("未定も実施した場合", Marker.DOWN),
        ),
        low=min((span.low for span in spans.spans), default=0),
        high=high or spans.figures.unit.yen,
        show_ticks=spans.figures.show_ticks,
        caption="　".join(text for text in (spans.note, spans.figures.caption) if text),
    )
    ground = lay_ground(frame, width, rows)
    inside: list[Shape] = []
    for at, top in zip(ground.shown, ground.tops, strict=True):
        span, y = spans.spans[at], top + _ROW / 2
        left, right = ground.scale.at(span.low), ground.scale.at(span.high)
        inside.append(Rect(left, y - _THIN / 2, right - left, _THIN, Fill.LIGHT))
        inside.append(Polyline(((ground.scale.at(span.all), y - _BESIDE),), marker=Marker.DOWN))
        inside.append(Polyline(((ground.scale.at(span.max), y + _BESIDE),), marker=Marker.TRIANGLE))
    words = [
        f"{span.name}: あり得る幅 {show(span.low)}〜{show(span.high)}、今の回答による額 {show(span.max)}、"
        f"未定も実施した場合 {show(span.all)}"
        for span in (spans.spans[at] for at in ground.shown)
    ]
    return finish(ground, width, inside, spans.title, _words(frame, words))


def _between(figures: Figures, span: Span) -> str:
    low, high = figures.show(span.low), figures.show(span.high)
    return low if low == high else f"{low}〜{high}"


_ANSWER_FILLS = {
    AnswerState.YES: Fill.SOLID,
    AnswerState.NO: Fill.LIGHT,
    AnswerState.UNDECIDED: Fill.HATCH,
    AnswerState.UNANSWERED: Fill.CROSS,
}
"""Whoever has answered is plain, what is open is hatched: so they stay apart on a fax, where a light grey is white."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How often one municipality gave each answer; `counts` follow the order of AnswerState."""

    name: str
    counts: tuple[int, ...]

    @property
    def answered(self) -> int:
        """How many say yes or no."""
        return sum(count for state, count in zip(AnswerState, self.counts, strict=True) if not state.is_open)


@dataclass(frozen=True, slots=True)
class Progress:
    title: str
    answers: tuple[Answers, ...]


def progress_chart(progress: Progress, width: float, rows: range | None = None) -> Drawing:
    """Return the answers of each municipality one after the other in a bar, a pattern for each answer."""
    frame = Frame(
        rows=tuple(Row(one.name, f"{one.answered:,}/{sum(one.counts):,}") for one in progress.answers),
        pitch=_ROW,
        legend=tuple(Key(state.label, fill) for state, fill in _ANSWER_FILLS.items()),
        low=0,
        high=max((sum(one.counts) for one in progress.answers), default=0) or 1,
        show_ticks=lambda ticks: [f"{tick:,}" for tick in ticks],
        caption="回答済/件数",
    )
    ground = lay_ground(frame, width, rows)
    inside: list[Shape] = []
    for at, top in zip(ground.shown, ground.tops, strict=True):
        before = 0
        for count, fill in zip(progress.answers[at].counts, _ANSWER_FILLS.values(), strict=True):
            if count:
                left, right = ground.scale.at(before), ground.scale.at(before + count)
                inside.append(Rect(left, top + (_ROW - _THICK) / 2, right - left, _THICK, fill))
            before += count
    words = [
        f"{one.name}: "
        + "、".join(f"{state.label} {count:,}" for state, count in zip(AnswerState, one.counts, strict=True))
        for one in (progress.answers[at] for at in ground.shown)
    ]
    return finish(ground, width, inside, progress.title, _words(frame, words))


def _words(frame: Frame, lines: list[str]) -> str:
    return "\n".join((frame.caption, *lines))
