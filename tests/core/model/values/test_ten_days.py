from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.dates import show_date
from core.model.values.ten_days import parse_edge, ten_days_at, ten_days_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_every_day_lies_in_its_own_part_of_the_month(day: date) -> None:
    first, last = ten_days_at(day)
    assert first <= day <= last
    assert ten_days_of(first) == ten_days_of(last) == ten_days_of(day)
    assert 8 <= (last - first).days + 1 <= 11


@given(DAYS, st.booleans())
def test_a_day_means_itself_at_either_end(day: date, is_end: bool) -> None:
    assert parse_edge(show_date(day.isoformat()), is_end) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("R8.4", "2026-04-01", "2026-04-30"),
        ("令和8年4月上旬", "2026-04-01", "2026-04-10"),
        ("令和8年2月下旬", "2026-02-21", "2026-02-28"),
        ("R8.4中旬", "2026-04-11", "2026-04-20"),
        ("H26年4月末", "2014-04-21", "2014-04-30"),
        ("2026/4上", "2026-04-01", "2026-04-10"),
        ("令和8年", "2026-01-01", "2026-12-31"),
        ("令和8年度", "2026-04-01", "2027-03-31"),
        ("R8.4.6", "2026-04-06", "2026-04-06"),
    ],
)
def test_what_offices_write_means_its_first_or_its_last_day(text: str, begins: str, ends: str) -> None:
    assert (parse_edge(text, False), parse_edge(text, True)) == (begins, ends)


@pytest.mark.parametrize("text", ["", "上旬", "R8.13上旬", "令和0年4月", "令和1年3月上旬", "4月上旬", "R8.4.6上旬"])
def test_what_is_no_date_or_lies_in_no_era_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_edge(text, True)
    assert refused.value.rule == "not_an_edge"
