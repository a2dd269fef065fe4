"""旬: the three parts of a month (1–10, 11–20, the rest), and the first or last day of what offices write instead of a
day: 令和8年4月上旬, R8.4, 令和8年度."""

import unicodedata
from datetime import date, timedelta

from core.model.machine.faults import Refused
from core.model.values.dates import parse_date, parse_fiscal_year
from core.model.values.partial_dates import first_day, last_day, parse_partial_date
from core.pattern import pattern

PARTS = ("上", "中", "下")
_BEGINS = (1, 11, 21)
_PART = pattern(r"(.*月|.*[./-][0-9]{1,2})\s*の?\s*(上旬|中旬|下旬|上|中|下|月初|初旬|月末|末)")
_WORDS = {"上旬": 0, "上": 0, "月初": 0, "初旬": 0, "中旬": 1, "中": 1, "下旬": 2, "下": 2, "月末": 2, "末": 2}


def ten_days_of(day: date) -> int:
    """Return 0, 1 or 2 for 上旬, 中旬, 下旬."""
    return min((day.day - 1) // 10, 2)


def ten_days_at(day: date) -> tuple[date, date]:
    """Return the first and last day of the part of the month in which a day lies."""
    part = ten_days_of(day)
    first = day.replace(day=_BEGINS[part])
    if part < 2:
        return first, first + timedelta(days=9)
    return first, date.fromisoformat(last_day(first.isoformat()[:7]))


def parse_edge(text: str, is_end: bool) -> str:
    """Return the ISO day at which a time begins, or with `is_end` ends, typed as a day, 令和8年4月上旬, R8.4, 令和8年
    or 令和8年度: 2026-04-01, or 2026-04-10 for the end of 令和8年4月上旬.

    Raises Refused "not_an_edge" when the text is none of these, or lies in no era.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return parse_date(plain)
    except Refused:
        pass
    try:
        if plain.endswith("年度"):
            year = parse_fiscal_year(plain)
            return f"{year + 1}-03-31" if is_end else f"{year}-04-01"
        match = _PART.fullmatch(plain)
        when = parse_partial_date(match[1] if match else plain)
        if match is None:
            return last_day(when) if is_end else first_day(when)
        if len(when) == 7:
            first, last = ten_days_at(date(int(when[:4]), int(when[5:]), _BEGINS[_WORDS[match[2]]]))
            return (last if is_end else first).isoformat()
    except Refused:
        pass
    raise Refused("not_an_edge", text=text)
