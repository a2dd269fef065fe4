from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calc.schedule.scale import Unit, heads, rounded


@given(st.sampled_from(Unit), st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 1500))
def test_every_line_of_the_head_covers_each_day_once(unit: Unit, first: date, days: int) -> None:
    last = first + timedelta(days=days)
    for line in heads(unit, first, last):
        assert line[0].first == first
        assert line[-1].last == last
        for one, following in pairwise(line):
            assert one.last + timedelta(days=1) == following.first
    begin, end = rounded(unit, first, last)
    assert begin <= first <= last <= end
    assert begin.day == 1
    assert (end + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("unit", "labels"),
    [
        (Unit.YEAR, [["平成26年度"], ["4〜6月"]]),
        (Unit.MONTH, [["平成26年度"], ["4月", "5月"]]),
        (Unit.TEN_DAYS, [["平成26年度"], ["4月", "5月"], ["上旬", "中旬", "下旬", "上旬"]]),
        (Unit.DAY, [["平成26年4月", "平成26年5月"], ["10(木)"]]),
    ],
)
def test_the_head_says_years_months_and_their_parts(unit: Unit, labels: list[list[str]]) -> None:
    lines = heads(unit, date(2014, 4, 10), date(2014, 5, 9))
    told = [[band.label for band in line] for line in lines]
    if unit is Unit.DAY:
        told[1] = told[1][:1]
    assert told == labels
