from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.calc.schedule.scale import Unit
from ui.widgets.gantt.axis import Axis, around
from ui.widgets.gantt.bars import Grip, Span, dragged

DAYS = st.integers(date(1990, 1, 1).toordinal(), date(2060, 1, 1).toordinal())
SPANS = st.tuples(DAYS, st.integers(0, 800)).map(lambda drawn: (drawn[0], drawn[0] + drawn[1]))


@given(st.lists(DAYS, min_size=1), st.sampled_from(Unit))
def test_every_day_lies_on_the_axis_and_is_found_again_by_its_pixel(days: list[int], unit: Unit) -> None:
    whole = around(days)
    axis = Axis(whole.first, whole.last, unit)
    for day in days:
        assert 0 <= axis.at(day) < axis.width
        assert abs(axis.day(axis.at(day)) - day) < 1e-6


@given(DAYS)
def test_the_axis_begins_in_april_and_ends_in_march(day: int) -> None:
    axis = around([day])
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last)
    assert (first.month, first.day, last.month, last.day) == (4, 1, 3, 31)


@given(SPANS, st.sampled_from(Unit), st.floats(0, 1), st.integers(1, 1_500))
def test_the_lines_of_the_head_leave_no_pixel_out(span: Span, unit: Unit, part: float, room: int) -> None:
    whole = around(span)
    axis = Axis(whole.first, whole.last, unit)
    left = part * axis.width
    right = min(left + room, axis.width - 1)
    for bands in axis.heads(left, right):
        assert axis.at(bands[0].first.toordinal()) <= left + 1
        assert axis.at(bands[-1].last.toordinal() + 1) >= right
        for one, after in pairwise(bands):
            assert after.first.toordinal() == one.last.toordinal() + 1


@given(SPANS, st.integers(-900, 900))
def test_a_bar_that_is_moved_keeps_its_length_and_one_that_is_stretched_its_other_end(span: Span, days: int) -> None:
    first, last = dragged(span, Grip.WHOLE, days)
    assert (first - span[0], last - first) == (days, span[1] - span[0])
    assert dragged(span, Grip.START, days)[1] == span[1]
    assert dragged(span, Grip.END, days)[0] == span[0]


@given(SPANS, st.sampled_from(Grip), st.integers(-900, 900))
def test_a_bar_keeps_a_day_at_least(span: Span, grip: Grip, days: int) -> None:
    first, last = dragged(span, grip, days)
    assert first <= last
