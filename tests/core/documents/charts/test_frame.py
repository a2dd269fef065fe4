from hypothesis import given
from hypothesis import strategies as st

from core.documents.charts.bars import Bars, Group, bar_chart
from core.documents.charts.frame import parts
from core.documents.paper.drawing import Anchor, Drawing, Text
from tests.core.documents.shapes import outside, texts_of


def bars(count: int) -> Bars:
    groups = tuple(Group(f"第{number}市", (number * 1_000, number * 700)) for number in range(1, count + 1))
    return Bars("費用", ("現行経費", "クラウド利用料"), groups)


def axis(drawing: Drawing) -> list[tuple[float, str]]:
    texts = (shape for shape in drawing.shapes if isinstance(shape, Text))
    return [(text.x, text.text) for text in texts if text.anchor is Anchor.MIDDLE]


def in_parts(chart: Bars, height: float) -> tuple[Drawing, ...]:
    return parts(lambda rows: bar_chart(chart, 500, rows), len(chart.groups), height)


@given(st.integers(1, 40), st.floats(80, 400))
def test_every_row_stands_on_one_of_the_parts_and_no_part_is_too_high(count: int, height: float) -> None:
    drawings = in_parts(bars(count), height)
    names = [text for drawing in drawings for text in texts_of(drawing) if text.startswith("第")]
    assert names == [f"第{number}市" for number in range(1, count + 1)]
    assert all(drawing.height <= height for drawing in drawings)
    assert not any(map(outside, drawings))


def test_all_parts_have_one_scale_and_say_which_rows_they_show() -> None:
    drawings = in_parts(bars(179), 500)
    assert len(drawings) == 10
    assert len({tuple(axis(drawing)) for drawing in drawings}) == 1
    assert "全179行のうち1〜19行目　単位:円" in texts_of(drawings[0])
    assert "全179行のうち172〜179行目　単位:円" in texts_of(drawings[-1])


def test_a_chart_that_fits_is_not_parted_and_one_without_rows_is_empty() -> None:
    (only,) = in_parts(bars(6), 400)
    assert only == bar_chart(bars(6), 500)
    (empty,) = in_parts(bars(0), 400)
    assert empty.words == "単位:円"
    assert not outside(empty)


def test_long_charts_have_their_axis_above_as_well() -> None:
    assert texts_of(bar_chart(bars(12), 500)).count("0") == 1
    assert texts_of(bar_chart(bars(13), 500)).count("0") == 2
