"""Dates that are known to the year, the month or the day: the beginning of an ISO date ("2014", "2014-04",
"2014-04-22"), shown and typed in the Japanese calendar; and the periods between two of them."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import lru_cache

from core.model.machine.faults import Refused
from core.model.values.dates import (
    ERAS,
    FIRST_YEAR,
    LAST_YEAR,
    dates_in,
    is_date,
    last_of_month,
    parse_date,
    show_date,
    without_dates,
)
from core.pattern import pattern

_STORED = pattern(r"[0-9]{4}(-[0-9]{2})?", re.ASCII)
_END = r"(?:\s*[年./-]\s*(?:([0-9]{1,2})\s*月?)?)?"
_ERA = pattern(r"(令和|平成|昭和|大正|明治|[RHSTM])\s*(元|[0-9]{1,2})" + _END)
_PLAIN = pattern(r"([0-9]{4})" + _END)


def parse_partial_date(text: str) -> str:
    """Return the date typed as `text`: a day as parse_date reads it, or 平成26年4月, H26.4, 2014-04, 平成26年, 2014.

    Raises Refused "not_a_partial_date" when the text is none, the month or day does not exist, or the era had not
    begun by the end of it.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return parse_date(plain)
    except Refused:
        iso = _year_or_month(plain)
    if iso is None or not is_partial_date(iso):
        raise Refused("not_a_partial_date", text=text)
    return iso


_MONTH_IN_TEXT = pattern(
    r"(?:(?:令和|平成|昭和|(?<![A-Za-z0-9])[RHS])\s*(?:元|[0-9]{1,2})|(?<![0-9])[12][0-9]{3})\s*[年./-]\s*[0-9]{1,2}\s*月"
)


def months_in(texts: Iterable[str]) -> list[str]:
    """Return the months that stand somewhere in texts, as 2026-04: 令和8年4月分 月次報告書; where none does, those of
    the days that stand there: (令和8年4月1日〜令和8年4月30日)."""
    found, days = list[str](), list[str]()
    for text in texts:
        days += dates_in(text)
        for match in _MONTH_IN_TEXT.finditer(without_dates(text)):
            with suppress(Refused):
                found.append(parse_partial_date(match[0]))
    return list(dict.fromkeys(found or [day[:7] for day in days]))


def _year_or_month(plain: str) -> str | None:
    if match := _PLAIN.fullmatch(plain):
        return _joined(int(match[1]), match[2])
    if match := _ERA.fullmatch(plain.upper()):
        first = next(begin for era, initial, begin in ERAS if match[1] in {era, initial})
        iso = _joined(first.year - 1 + (1 if match[2] == "元" else int(match[2])), match[3])
        return iso if is_partial_date(iso) and last_day(iso) >= first.isoformat() else None
    return None


def _joined(year: int, month: str | None) -> str:
    return f"{year:04}-{int(month):02}" if month else f"{year:04}"


@lru_cache(maxsize=8_192)
def is_partial_date(iso: str) -> bool:
    """Whether this is a year, a month or a day as it is stored, which exists."""
    if is_date(iso):
        return True
    if not _STORED.fullmatch(iso) or not FIRST_YEAR <= int(iso[:4]) <= LAST_YEAR:
        return False
    return len(iso) == 4 or 1 <= int(iso[5:]) <= 12


def first_day(iso: str) -> str:
    """Return the first day that a date may mean: 2014-04-01 for 2014-04."""
    return iso + "-01-01"[len(iso) - 4 :]


def last_day(iso: str) -> str:
    """Return the last day that a date may mean: 2014-04-30 for 2014-04."""
    if len(iso) == 10:
        return iso
    month = iso if len(iso) == 7 else f"{iso}-12"
    return f"{month}-{last_of_month(int(month[:4]), int(month[5:]))}"


def is_within(day: str, began: str | None, ended: str | None) -> bool:
    """Whether an ISO day lies between two dates, both included; None is open."""
    return (not began or first_day(began) <= day) and (not ended or day <= last_day(ended))


def show_partial_date(iso: str | None) -> str:
    """Return 平成26年4月22日, 平成26年4月 or 平成26年: the era is that of the last day. Nothing for None."""
    if not iso:
        return ""
    shown = show_date(last_day(iso))
    return (
        shown if len(iso) == 10 else shown[: shown.index("月") + 1] if len(iso) == 7 else shown[: shown.index("年") + 1]
    )


def short_partial_date(iso: str | None) -> str:
    """Return H26.4.22, H26.4 or H26, as offices write in brackets; nothing for None."""
    if not iso:
        return ""
    day = date.fromisoformat(last_day(iso))
    era, year = next(((letter, day.year - first.year + 1) for _, letter, first in ERAS if day >= first), ("", day.year))
    return ".".join((f"{era}{year}", *(str(int(part)) for part in iso.split("-")[1:])))


def show_period(began: str | None, ended: str | None) -> str:
    """Return 平成26年4月22日〜平成26年10月10日, or one date where the other is missing or the same."""
    return _period(show_partial_date(began), show_partial_date(ended))


def short_period(began: str | None, ended: str | None) -> str:
    """Return H26.4.22〜10.10, H26.1.29〜31 or H22.9〜H24.3: what both ends share is written once."""
    first, last = short_partial_date(began), short_partial_date(ended)
    if began and ended and len(began) == len(ended) == 10 and first != last:
        parts, others = first.split("."), last.split(".")
        shared = next(at for at in range(3) if parts[at] != others[at])
        last = ".".join(others[shared:])
    return _period(first, last)


def _period(first: str, last: str) -> str:
    if not last or first == last:
        return first
    return f"{first}〜{last}"
