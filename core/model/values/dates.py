"""Dates as ISO text ("2014-08-06"), shown and typed in the Japanese calendar; fiscal years begin in April."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypeVar

from core.model.machine.faults import Refused
from core.pattern import pattern

T = TypeVar("T")

ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)),
        ("大正", "T", date(1912, 7, 30)), ("明治", "M", date(1868, 1, 25)))  # fmt: skip
"""Era, initial and first day, newest first."""

FIRST_YEAR, LAST_YEAR = 1868, 2999
"""No date of a ledger lies before the first era or far in the future: it is a slip of the keyboard."""

_ERA_DATE = pattern(
    r"(令和?|平成?|昭和?|大正?|明治?|[RHSTM])\s*(元|[0-9]{1,2})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})(?:\s*日)?"
)
_ISO = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_COMPACT = pattern(r"([12][0-9]{3})([0-9]{2})([0-9]{2})")
_BESIDE = pattern(r"\s*(?:[T ]\s*0?0:00(?::00(?:\.0+)?)?|\([月火水木金土日]\))?\s*(?:現在|時点)?")
"""What may stand behind a date: the midnight of spreadsheets, the day of the week, 現在."""
_PLAIN_DATE = pattern(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})(?:\s*日)?")


def parse_date(text: str) -> str:
    """Return the ISO date typed as `text`: 2014-08-06, 2014/8/6, 平成26年8月6日, H26.8.6, 平26.8.6, 令和元年5月1日,
    20140806; midnight, 現在 and 時点 behind it say nothing more.

    Raises Refused "not_a_date" when the text is no date, the day does not exist, or the era had not begun.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for form in (_PLAIN_DATE, _COMPACT):
        if (match := form.match(plain)) and _BESIDE.fullmatch(plain, match.end()):
            return _iso(int(match[1]), match[2], match[3], text)
    if (match := _ERA_DATE.match(plain.upper())) and _BESIDE.fullmatch(plain, match.end()):
        first = next(begin for era, initial, begin in ERAS if match[1] in {era, era[0], initial})
        year = first.year - 1 + (1 if match[2] == "元" else int(match[2]))
        iso = _iso(year, match[3], match[4], text)
        if iso < first.isoformat():
            raise Refused("not_a_date", text=text)
        return iso
    raise Refused("not_a_date", text=text)


_DATE_IN_TEXT = pattern(
    r"(?:令和?|平成?|昭和?|大正?|明治?|\b[RHSTM])\s*(?:元|[0-9]{1,2})\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?"
    r"|(?<![0-9])[12][0-9]{3}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?"
)
_YEAR_IN_TEXT = pattern(r"(?:令和|平成|昭和|\b[RHS])\s*(?:元|[0-9]{1,2})\s*年度|(?<![0-9])[12][0-9]{3}\s*年度")


def dates_in(text: str) -> list[str]:
    """Return the ISO dates that stand somewhere in a text: 人口(令和7年10月1日現在)."""
    return _all_in(_DATE_IN_TEXT, parse_date, text)


def fiscal_years_in(text: str) -> list[int]:
    """Return the fiscal years that stand somewhere in a text: 令和6年度 現行経費."""
    return _all_in(_YEAR_IN_TEXT, parse_fiscal_year, text)


def _all_in(form: re.Pattern[str], read: Callable[[str], T], text: str) -> list[T]:
    found = []
    for match in form.finditer(unicodedata.normalize("NFKC", text)):
        with suppress(Refused):
            found.append(read(match[0]))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=8_192)
def is_date(iso: str) -> bool:
    """Whether this is a day as it is stored, which exists."""
    if not _ISO.fullmatch(iso):
        return False
    try:
        return FIRST_YEAR <= date.fromisoformat(iso).year <= LAST_YEAR
    except ValueError:
        return False


def is_moment(iso: str) -> bool:
    """Whether this is a local time as it is stored, or nothing."""
    if not iso:
        return True
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return False
    return is_date(iso[:10])


def last_of_month(year: int, month: int) -> int:
    """Return the last day of a month, which is how many days it has."""
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day


def show_date(iso: str | None) -> str:
    """Return the date as 令和8年11月23日 (元年 for an era's first year); nothing for None."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{_era_year(day)}年{day.month}月{day.day}日"


_MONTH_DAY = pattern(r"([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})\s*日?")


def parse_month_day(text: str) -> str:
    """Return a day of every year as 09-30: 9月30日, 9/30, 09-30. Raises Refused "not_a_month_day"; 02-29 is none."""
    match = _MONTH_DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match and is_month_day(found := f"{int(match[1]):02d}-{int(match[2]):02d}"):
        return found
    raise Refused("not_a_month_day", text=text)


def is_month_day(text: str) -> bool:
    """Whether this is a day that every year has, as it is stored."""
    return bool(re.fullmatch("[0-9]{2}-[0-9]{2}", text, re.ASCII)) and is_date(f"2001-{text}")


def show_month_day(text: str) -> str:
    """Return 09-30 as 9月30日."""
    return f"{int(text[:2])}月{int(text[3:])}日"


def show_moment(iso: str) -> str:
    """Return the local time of an ISO moment as 令和8年11月23日 18:42."""
    return f"{show_date(iso[:10])} {iso[11:16]}"


def fiscal_year(iso: str) -> int:
    """Return the fiscal year (April to March) in which the date lies."""
    day = date.fromisoformat(iso)
    return day.year if day.month >= 4 else day.year - 1


def show_fiscal_year(year: int) -> str:
    """Return 平成26年度 for 2014: the era of the fiscal year's first day; 令和元年度 for 2019, as offices write it."""
    if year == 2019:
        return "令和元年度"
    return f"{_era_year(date(year, 4, 1))}年度"


def parse_fiscal_year(text: str) -> int:
    """Return the year in which a fiscal year begins, typed as 2014, 2014年度, 平成26年度 or H26.

    令和元年度 had begun as 平成31年度, so its last day is asked too. Raises Refused "not_a_fiscal_year".
    """
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("度").removesuffix("年")
    for month in ("4-1", "12-31"):
        try:
            return int(parse_date(f"{plain}-{month}")[:4])
        except Refused:
            continue
    raise Refused("not_a_fiscal_year", text=text)


def _era_year(day: date) -> str:
    for era, _, first in ERAS:
        if day >= first:
            number = day.year - first.year + 1
            return f"{era}{'元' if number == 1 else number}"
    return str(day.year)


def _iso(year: int, month: str, day: str, text: str) -> str:
    try:
        iso = date(year, int(month), int(day)).isoformat()
    except ValueError:
        raise Refused("not_a_date", text=text) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("not_a_date", text=text)
    return iso
