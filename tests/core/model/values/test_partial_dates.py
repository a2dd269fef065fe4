from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.partial_dates import (
    first_day,
    is_partial_date,
    is_within,
    last_day,
    parse_partial_date,
    short_partial_date,
    short_period,
    show_partial_date,
    show_period,
)

days = st.dates(min_value=date(1868, 2, 1), max_value=date(2117, 12, 31))
stored = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from((4, 7, 10)))


@given(stored)
def test_a_date_of_any_precision_is_read_back_in_each_way_it_is_written(iso: str) -> None:
    for text in (iso, show_partial_date(iso), short_partial_date(iso), iso.replace("-", "/")):
        assert parse_partial_date(text) == iso
    assert is_partial_date(iso)


@given(stored)
def test_a_date_begins_and_ends_within_what_it_says(iso: str) -> None:
    assert first_day(iso) <= last_day(iso)
    assert first_day(iso).startswith(iso)
    assert last_day(iso).startswith(iso)
    assert is_within(first_day(iso), iso, iso)
    assert is_within(last_day(iso), iso, None)


@pytest.mark.parametrize(
    ("text", "iso", "shown"),
    [
        ("平成26年4月", "2014-04", "平成26年4月"),
        ("Ｈ２５．５", "2013-05", "平成25年5月"),
        ("平成15年", "2003", "平成15年"),
        ("H15", "2003", "平成15年"),
        ("2014", "2014", "平成26年"),
        ("2014年4月", "2014-04", "平成26年4月"),
        ("平成元年", "1989", "平成元年"),
        ("昭和64年", "1989", "平成元年"),
        ("平成31年4月", "2019-04", "平成31年4月"),
        ("令和元年", "2019", "令和元年"),
        ("H26.4.22", "2014-04-22", "平成26年4月22日"),
    ],
)
def test_years_and_months_of_the_japanese_calendar_are_read(text: str, iso: str, shown: str) -> None:
    assert parse_partial_date(text) == iso
    assert show_partial_date(iso) == shown


@pytest.mark.parametrize(
    "text",
    ["大化3年", "平成0年", "平成26年13月", "H26.0", "1600", "令和元年4月", "26年4月", "4月", "春", "H26.4.31", "３"],
)
def test_a_date_in_no_era_and_a_month_that_does_not_exist_are_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_partial_date(text)
    assert refused.value.rule == "not_a_partial_date"


def test_a_period_says_once_what_both_ends_share_where_it_is_written_short() -> None:
    assert short_period("2014-04-22", "2014-10-10") == "H26.4.22〜10.10"
    assert short_period("2014-01-29", "2014-01-31") == "H26.1.29〜31"
    assert short_period("2010-09", "2012-03") == "H22.9〜H24.3"
    assert short_period("2014-01-28", "2014-01-28") == "H26.1.28"
    assert short_period("2014-04", None) == "H26.4"
    assert show_period("2014-04-22", "2014-10-10") == "平成26年4月22日〜平成26年10月10日"
    assert show_period(None, None) == ""
