from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.faults import Refused
from core.model.values.dates import (
    dates_in,
    fiscal_year,
    fiscal_years_in,
    parse_date,
    show_date,
    show_fiscal_year,
    show_moment,
)

days = st.dates(min_value=date(1868, 1, 25), max_value=date(2117, 12, 31))


@given(days)
def test_a_date_is_read_back_in_each_way_it_is_written(day: date) -> None:
    iso = day.isoformat()
    for text in (
        iso,
        show_date(iso),
        iso.replace("-", "/"),
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("平成26年8月6日", "2014-08-06"),
        ("H26.8.6", "2014-08-06"),
        ("ｈ２６．８．６", "2014-08-06"),
        ("令和元年5月1日", "2019-05-01"),
        ("R8.11.23", "2026-11-23"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平22.10.1", "2010-10-01"),
        ("令４．１０．１", "2022-10-01"),
        ("2024/10/1 0:00", "2024-10-01"),
        ("2025-10-01T00:00:00", "2025-10-01"),
        ("2023年10月1日現在", "2023-10-01"),
        ("令和7年10月1日 時点", "2025-10-01"),
        ("R7.10.1(水)", "2025-10-01"),
        ("20251001", "2025-10-01"),
    ],
)
def test_dates_of_the_japanese_calendar_are_read(text: str, iso: str) -> None:
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2014-02-29",
        "2014-13-01",
        "令和元年4月30日",
        "平成0年1月1日",
        "8月6日",
        "20141306",
        "令和8年10月",
        "45000",
        "2014-08-06 13:00",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not_a_date"):
        parse_date(text)


def test_dates_and_fiscal_years_are_found_in_a_title() -> None:
    assert dates_in("住民基本台帳人口（令和７年１０月１日現在）") == ["2025-10-01"]
    assert dates_in("R6.1.1現在の団体") == ["2024-01-01"]
    assert dates_in("令和6年1月1日から令和7年1月1日まで") == ["2024-01-01", "2025-01-01"]
    assert dates_in("第2回資料 平成26年度") == []
    assert fiscal_years_in("令和6年度 現行経費(2024年度分)") == [2024]


def test_the_first_year_of_an_era_is_written_gannen() -> None:
    assert show_date("2019-05-01") == "令和元年5月1日"
    assert show_date("2026-11-23") == "令和8年11月23日"
    assert show_date(None) == ""
    assert show_moment("2026-11-23T18:42:07+09:00") == "令和8年11月23日 18:42"


@given(days)
def test_a_fiscal_year_begins_in_april(day: date) -> None:
    assert fiscal_year(day.isoformat()) == (day.year if day.month >= 4 else day.year - 1)


def test_fiscal_years_are_named_as_offices_write_them() -> None:
    assert show_fiscal_year(2014) == "平成26年度"
    assert show_fiscal_year(2019) == "令和元年度"
    assert show_fiscal_year(2026) == "令和8年度"
