from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jpholiday import year_holidays

from core.calc.schedule.holidays import holidays_of
from core.calc.schedule.workdays import WorkCalendar

PLAIN = WorkCalendar()
DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31))


def test_public_holidays_of_2027_are_those_of_the_law() -> None:
    found = holidays_of(2027)
    assert len(found) == 17
    assert found[date(2027, 3, 22)] == "春分の日 振替休日"
    assert found[date(2027, 1, 1)] == "元日"


@pytest.mark.parametrize("year", [1949, 1973, 1988, 2009, 2015, 2019, 2020, 2021, 2026, 2032])
def test_no_holiday_of_a_year_is_missed_by_asking_about_few_days(year: int) -> None:
    wanted = [(date(day.year, day.month, day.day), name) for day, name in year_holidays(year)]
    assert list(holidays_of(year).items()) == wanted


def test_weekends_holidays_and_the_turn_of_the_year_are_off() -> None:
    assert PLAIN.why_off(date(2014, 8, 9)) == "土曜日"
    assert PLAIN.why_off(date(2014, 12, 29)) == "年末年始"
    assert PLAIN.why_off(date(2015, 1, 1)) == "元日"
    assert PLAIN.why_off(date(2015, 1, 3)) == "年末年始"
    assert not PLAIN.is_off(date(2015, 1, 5))
    assert PLAIN.working_days("2014-12-26", "2015-01-05") == 2
    assert PLAIN.working_days("2015-01-05", "2014-12-26") == 0


def test_days_of_the_ledgers_own_are_added_and_struck_out() -> None:
    own = WorkCalendar((("2014-08-06", "創立記念日"), ("2014-08-09", None)))
    assert own.why_off(date(2014, 8, 6)) == "創立記念日"
    assert not own.is_off(date(2014, 8, 9))


def test_nothing_is_counted_for_a_time_that_is_a_slip_of_the_keyboard() -> None:
    assert PLAIN.working_days("2026-04-01", "2999-03-31") is None


@given(DAYS, st.integers(0, 900), st.integers(0, 900))
def test_working_days_of_two_times_that_follow_each_other_add_up(day: date, one: int, other: int) -> None:
    middle, end = day + timedelta(days=one), day + timedelta(days=one + other + 1)
    whole = PLAIN.working_days(day.isoformat(), end.isoformat())
    after = (middle + timedelta(days=1)).isoformat()
    parts = [PLAIN.working_days(day.isoformat(), middle.isoformat()), PLAIN.working_days(after, end.isoformat())]
    assert whole == sum(part for part in parts if part is not None)


@given(DAYS, st.integers(0, 40))
def test_working_days_are_the_days_that_are_not_off(day: date, days: int) -> None:
    all_days = [day + timedelta(days=at) for at in range(days + 1)]
    counted = sum(not PLAIN.is_off(one) for one in all_days)
    assert PLAIN.working_days(day.isoformat(), all_days[-1].isoformat()) == counted
