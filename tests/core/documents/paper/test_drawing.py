from hypothesis import given
from hypothesis import strategies as st

from core.documents.paper.drawing import MARK, Fill, Marker, Rect, corners, length, pattern

PLACES = st.floats(-500, 500)
SIZES = st.floats(0, 200)


@given(PLACES, PLACES, SIZES, SIZES, st.sampled_from(Fill))
def test_the_lines_of_a_pattern_stay_within_their_rectangle(
    x: float, y: float, width: float, height: float, fill: Fill
) -> None:
    for x0, y0, x1, y1 in pattern(Rect(x, y, width, height, fill)):
        assert x - 0.01 <= min(x0, x1)
        assert max(x0, x1) <= x + width + 0.01
        assert y - 0.01 <= min(y0, y1)
        assert max(y0, y1) <= y + height + 0.01


def test_only_hatched_rectangles_have_lines_and_crossed_ones_have_both_directions() -> None:
    lines = {fill: len(list(pattern(Rect(10, 10, 40, 20, fill)))) for fill in Fill}
    assert lines[Fill.SOLID] == lines[Fill.LIGHT] == lines[Fill.NONE] == 0
    assert lines[Fill.CROSS] > lines[Fill.HATCH] > 5


def test_the_corners_of_a_mark_lie_around_its_place() -> None:
    for marker in Marker:
        points = corners(marker, (50, 20))
        assert all(abs((x - 50) ** 2 + (y - 20) ** 2 - MARK**2) < 0.001 for x, y in points)
    assert min(corners(Marker.TRIANGLE, (0, 0)), key=lambda corner: corner[1])[1] == -MARK
    assert max(corners(Marker.DOWN, (0, 0)), key=lambda corner: corner[1])[1] == MARK


def test_figures_are_half_as_wide_as_they_are_high_and_words_at_most_as_wide() -> None:
    assert length("1,234", 10, figures=True) == 25
    assert length("△1,234", 10, figures=True) == 35
    assert length("射水市", 9) == 27
