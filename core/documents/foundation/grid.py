"""The 5×5 picture of risks: impact upwards, likelihood to the right, the numbers of the risks in their cells."""

from core.calc.foundation.risks import Grid
from core.documents.paper.drawing import Anchor, Drawing, Fill, Rect, Shape, Text, length
from core.model.foundation.risks import MOST, Risk

_SIZE = 9.0
_SMALL = 7.0
_LEFT = 40.0
_FOOT = 26.0
_TOP = 14.0
CELL = 34.0
"""The height of a cell in points."""
HEIGHT = _TOP + MOST * CELL + _FOOT


def risk_grid(grid: Grid, width: float) -> Drawing:
    """Return the picture; what does not fit into a cell is counted there."""
    across = (width - _LEFT - 1) / MOST
    shapes: list[Shape] = [Text(0, _TOP - 4, "影響", _SIZE, bold=True)]
    for impact in range(1, MOST + 1):
        top = _TOP + (MOST - impact) * CELL
        shapes.append(Text(_LEFT - 8, top + CELL / 2 + 3, str(impact), _SIZE, Anchor.END, figures=True))
        for likelihood in range(1, MOST + 1):
            left = _LEFT + (likelihood - 1) * across
            risks = grid.get((impact, likelihood), ())
            shapes.append(Rect(left, top, across, CELL, Fill.LIGHT if risks else Fill.NONE))
            shapes.append(Text(left + 3, top + 9, str(impact * likelihood), _SMALL, figures=True))
            if risks:
                text = _numbers(risks, across - 8)
                shapes.append(Text(left + across / 2, top + 23, text, _SIZE, Anchor.MIDDLE, bold=True, room=across - 6))
    bottom = _TOP + MOST * CELL
    for likelihood in range(1, MOST + 1):
        x = _LEFT + (likelihood - 0.5) * across
        shapes.append(Text(x, bottom + 11, str(likelihood), _SIZE, Anchor.MIDDLE, figures=True))
    shapes.append(Text(width - 1, bottom + 22, "可能性", _SIZE, Anchor.END, bold=True))
    return Drawing(width, HEIGHT, tuple(shapes), "リスクの5×5表", words_of(grid))


def _numbers(risks: tuple[Risk, ...], room: float) -> str:
    text = "、".join(one.number for one in risks)
    return text if length(text, _SIZE) <= room else f"{len(risks):,}件"


def words_of(grid: Grid) -> str:
    """Return the same for those who do not see it: the gravest first."""
    cells = sorted(grid.items(), key=lambda cell: -cell[0][0] * cell[0][1])
    told = (
        f"影響{impact}・可能性{likelihood}: {'、'.join(one.number for one in risks)}"
        for (impact, likelihood), risks in cells
    )
    return "。".join(told) or "評価したリスクはありません。"
