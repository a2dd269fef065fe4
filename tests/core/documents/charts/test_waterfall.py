"""The chart of steps: every figure can be read."""

import pytest

from core.documents.charts.scale import AXIS
from core.documents.charts.waterfall import Waterfall, signed, waterfall_chart
from core.documents.paper.drawing import Anchor, Line, Text, length


@pytest.mark.parametrize("width", [300.0, 420.0, 700.0])
def test_the_line_at_zero_strikes_no_figure_out(width: float) -> None:
    steps = (("a", -5_139_913), ("b", 3_528_893), ("c", 8_399_750), ("d", -1_234_617))
    chart = Waterfall("増減", ("前", 107_938_172), ("後", 113_492_285), steps)
    drawn = waterfall_chart(chart, width)
    zero = max((one for one in drawn.shapes if isinstance(one, Line) and one.x0 == one.x1), key=lambda one: one.weight)
    figures = [one for one in drawn.shapes if isinstance(one, Text) and one.text in {signed(yen) for _, yen in steps}]
    assert len(figures) == len(steps)
    for one in figures:
        wide = length(one.text, AXIS, figures=True)
        left = one.x - wide if one.anchor is Anchor.END else one.x
        assert not left < zero.x1 < left + wide, one.text
        assert left >= 0
