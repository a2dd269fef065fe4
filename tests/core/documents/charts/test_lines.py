from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.documents.charts.lines import MOST_NAMED, Lines, Mark, Series, line_chart, spread_apart
from core.documents.charts.scale import Figures
from core.documents.paper.drawing import Dash, Ink, Line, Polyline, Text
from core.model.scenarios import MoneyUnit
from core.model.values.money import LIMIT
from tests.core.documents.shapes import outside, texts_of

XS = tuple(range(0, 101, 10))
PRESENT = Mark(30, "現在 30%")
NAMES = st.text("射水市滑川入善町舟橋村", min_size=1, max_size=8)
VALUES = st.lists(st.none() | st.integers(-LIMIT, LIMIT), min_size=len(XS), max_size=len(XS)).map(tuple)


def lines(*series: Series, mark: Mark | None = PRESENT) -> Lines:
    return Lines("均等割の割合", "均等割の割合", XS, series, mark, Figures(MoneyUnit.MILLION, 1))


def falling(name: str, most: int) -> Series:
    return Series(name, tuple(most * 10**6 * (200 - x) // 100 for x in XS))


def drawn(chart: Lines, ink: Ink = Ink.DARK) -> list[Polyline]:
    return [shape for shape in line_chart(chart, 500, 250).shapes if isinstance(shape, Polyline) and shape.ink is ink]


@settings(max_examples=50)
@given(
    st.lists(st.builds(Series, NAMES, VALUES), max_size=15),
    st.floats(260, 800),
    st.floats(120, 500),
    st.none() | st.builds(Mark, st.fractions(0, 100), st.just("現在の規則 33.3%")),
)
def test_nothing_leaves_the_drawing_and_equal_values_give_equal_drawings(
    series: list[Series], width: float, height: float, mark: Mark | None
) -> None:
    chart = lines(*series, mark=mark)
    drawing = line_chart(chart, width, height)
    assert outside(drawing) == []
    assert (drawing.width, drawing.height) == (width, height)
    assert drawing == line_chart(chart, width, height)


def test_points_lie_in_proportion_between_the_axes() -> None:
    one, two = drawn(lines(falling("甲", 10), falling("乙", 5)))
    bottom = max(shape.y0 for shape in line_chart(lines(falling("甲", 10)), 500, 250).shapes if isinstance(shape, Line))
    assert len(one.points) == len(XS)
    across = [b[0] - a[0] for a, b in pairwise(one.points)]
    assert max(across) - min(across) < 0.01
    for (_, high), (_, low) in zip(one.points, two.points, strict=True):
        assert abs((bottom - high) - 2 * (bottom - low)) < 0.5


def test_series_differ_by_dash_and_mark_and_are_named_at_their_ends() -> None:
    many = [falling(f"第{number}市", number) for number in range(1, MOST_NAMED + 1)]
    shown = drawn(lines(*many))
    assert len({(line.dash, line.marker) for line in shown}) == MOST_NAMED
    names = [text for text in texts_of(line_chart(lines(*many), 500, 250)) if text.startswith("第")]
    assert names == [f"第{number}市" for number in range(MOST_NAMED, 0, -1)]


def test_names_stand_where_the_lines_are_apart() -> None:
    meeting = [Series(f"第{n}市", tuple(n * 10**7 * (100 - x) + 10**9 for x in XS)) for n in range(1, 6)]
    drawing = line_chart(lines(*meeting), 500, 250)
    labels = [shape for shape in drawing.shapes if isinstance(shape, Text) and shape.text.startswith("第")]
    assert all(label.x < 100 for label in labels)
    back = [Series(one.name, one.values[::-1]) for one in meeting]
    labels = [
        shape
        for shape in line_chart(lines(*back), 500, 250).shapes
        if isinstance(shape, Text) and shape.text.startswith("第")
    ]
    assert all(label.x > 400 for label in labels)


def test_of_179_lines_those_that_change_most_are_named_and_the_others_counted() -> None:
    many = [falling(f"第{number}市", number) for number in range(1, 180)]
    chart = lines(*many)
    texts = texts_of(line_chart(chart, 500, 250))
    assert [text for text in texts if text.startswith("第")] == [f"第{number}市" for number in range(179, 167, -1)]
    assert "細い線は、変化の小さいほか167団体です。" in texts
    assert len(drawn(chart, Ink.QUIET)) == 167
    assert "第1市: 0%で 2.0、30%で 1.7、100%で 1.0" in line_chart(chart, 500, 250).words


def test_a_line_is_broken_where_there_is_no_amount() -> None:
    gap = Series("甲", tuple(None if x in {40, 50} else 10**6 for x in XS))
    runs = drawn(lines(gap))
    assert [len(run.points) for run in runs] == [4, 5]
    none = Series("乙", (None,) * len(XS))
    assert drawn(lines(none)) == []
    assert "乙: 0%で －" in line_chart(lines(none), 500, 250).words


def test_the_present_value_is_marked_where_it_stands() -> None:
    drawing = line_chart(lines(falling("甲", 10), mark=Mark(Fraction(100, 3), "現在 33.3%")), 500, 250)
    (line,) = drawn(lines(falling("甲", 10)))
    left, right = line.points[0][0], line.points[-1][0]
    (mark,) = [shape for shape in drawing.shapes if isinstance(shape, Line) and shape.dash is Dash.DASHED]
    assert abs(mark.x0 - (left + (right - left) / 3)) < 0.01
    assert "現在 33.3%" in texts_of(drawing)


@given(st.lists(st.floats(0, 100), max_size=8))
def test_names_pushed_apart_keep_their_order_and_their_distance(places: list[float]) -> None:
    moved = spread_apart(sorted(places), 11, 100)
    assert len(moved) == len(places)
    assert all(b - a > 10.99 for a, b in pairwise(moved))
    assert all(place <= 100 for place in moved)
    assert all(place > -0.01 for place in moved)
