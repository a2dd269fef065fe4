"""The answers of each question as one bar: the parts of the steps beside each other, each with a pattern of its own."""

from collections.abc import Iterator, Sequence

from core.calc.surveys.results import HIDDEN, Group, Result
from core.calc.surveys.tally import Tally, show_mean
from core.documents.charts.frame import middle
from core.documents.paper.drawing import Anchor, Drawing, Fill, Ink, Line, Rect, Shape, Text, length
from core.model.operating.surveys import BLANK, UNKNOWN

_SIZE = 9.0
_ROW = 18.0
_BAR = 11.0
_LEGEND = 15.0
_SAMPLE = 14.0
_GAP = 6.0
_FILLS = (Fill.SOLID, Fill.HATCH, Fill.LIGHT, Fill.CROSS, Fill.NONE)
"""The patterns of the steps, the best one first; わからない and 無回答 leave the bar open."""
_MOST_NAME = 0.34
"""So much of the width the names may take."""


def bars_of(title: str, rows: Sequence[tuple[str, Group]], steps: Sequence[str], width: float) -> Drawing:
    """Return one bar for each row (name, group) of one scale; a group that is hidden, or of nobody, has its words."""
    asides = [_aside(group) for _, group in rows]
    left = min(_MOST_NAME * width, max(length(name, _SIZE) for name, _ in rows)) + _GAP
    right = width - max(length(aside, _SIZE) for aside in asides) - _GAP
    legend, y = _legend(steps, width)
    shapes: list[Shape] = legend
    for (name, group), aside in zip(rows, asides, strict=True):
        base = middle(y + _ROW / 2, _SIZE)
        shapes.append(Text(0, base, name, _SIZE, room=left - _GAP))
        shapes.append(Text(right + _GAP, base, aside, _SIZE))
        if not group.is_hidden and group.tally.n:
            shapes += _bar(group.tally, left, right, y + (_ROW - _BAR) / 2)
        y += _ROW
    words = "\n".join(f"{name}: {_words(group, steps)}" for name, group in rows)
    return Drawing(width, y + 2, tuple(shapes), title, words)


def _words(group: Group, steps: Sequence[str]) -> str:
    """Return the figures of a bar for those who do not see it, and for whoever points at it."""
    tally = group.tally
    if group.is_hidden or not tally.n:
        return _aside(group)
    counted = [*zip(steps, tally.steps, strict=False), (f"{UNKNOWN}・{BLANK}", tally.n - sum(tally.steps))]
    told = (f"{step} {count:,}" for step, count in counted)
    return "、".join((*told, f"平均 {show_mean(group.mean)}", f"n {tally.n:,}"))


def _aside(group: Group) -> str:
    if group.is_hidden:
        return HIDDEN
    return f"平均 {show_mean(group.mean)}　n={group.tally.n:,}" if group.tally.n else "回答なし"


def _bar(tally: Tally, left: float, right: float, top: float) -> Iterator[Shape]:
    x, whole = left, right - left
    for count, fill in zip(tally.steps, _FILLS, strict=False):
        wide = whole * count / tally.n
        if count:
            yield Rect(x, top, wide, _BAR, fill)
        x += wide
    if x < right - 0.5:
        yield Line(right, top, right, top + _BAR, ink=Ink.QUIET)
        yield Line(x, top, right, top, ink=Ink.QUIET)
        yield Line(x, top + _BAR, right, top + _BAR, ink=Ink.QUIET)


def _legend(steps: Sequence[str], width: float) -> tuple[list[Shape], float]:
    """Return the patterns with their words, in as many lines as they need, and where the bars begin."""
    shapes: list[Shape] = []
    x, y = 0.0, 0.0
    keys: list[tuple[str, Fill | None]] = [*zip(steps, _FILLS, strict=False), (f"{UNKNOWN}・{BLANK}", None)]
    for word, fill in keys:
        wide = _SAMPLE + 4 + length(word, _SIZE) + 12
        if x and x + wide > width:
            x, y = 0.0, y + _LEGEND
        base = middle(y + _LEGEND / 2, _SIZE)
        if fill is not None:
            shapes.append(Rect(x, y + 3, _SAMPLE, _LEGEND - 6, fill))
        else:
            shapes += [Line(x, y + 3, x + _SAMPLE, y + 3, ink=Ink.QUIET)]
            shapes += [Line(x, y + _LEGEND - 3, x + _SAMPLE, y + _LEGEND - 3, ink=Ink.QUIET)]
        shapes.append(Text(x + _SAMPLE + 4, base, word, _SIZE, Anchor.START))
        x += wide
    return shapes, y + _LEGEND + 4


def charts_of(results: Sequence[Result], width: float) -> list[Drawing]:
    """Return the bars of all questions, one drawing for each scale that is asked in."""
    found = []
    for scale in dict.fromkeys(one.question.scale for one in results):
        rows = [(f"問{one.question.number}", one.total) for one in results if one.question.scale is scale]
        found.append(bars_of(f"回答の構成({scale.label})", rows, scale.steps, width))
    return found
