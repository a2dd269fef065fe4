"""サービス時間帯: on which days from when to when a service is promised, as people write it: 平日 8:30〜17:15、土
9:00〜12:00、7/1〜8/31 平日 8:00〜19:00. Of the lines that speak of a day the last one decides; a day of which none
speaks has none."""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.values.dates import is_month_day
from core.pattern import pattern

DAY_MINUTES = 1_440
ALWAYS = "毎日 0:00〜24:00"
NO_TIMES = "なし"
_WEEK = "月火水木金土日"
_TO = "[〜~\\-–—から]+"
_TIME = r"([0-9]{1,2})(?::|時)([0-9]{2})?分?"


class On(Enum):
    """Which days of the week are meant: whatever they are, only those on which people work, only those that are off, or
    only those that are off for more than being a Saturday or a Sunday."""

    ANY = ""
    OPEN = "平日"
    CLOSED = "閉庁日"
    HOLIDAY = "休日"


_WORDS = {
    **dict.fromkeys(("毎日", "365日", "全日"), On.ANY),
    **dict.fromkeys(("平日", "開庁日", "営業日"), On.OPEN),
    "閉庁日": On.CLOSED,
    **dict.fromkeys(("休日", "祝日"), On.HOLIDAY),
}


@dataclass(frozen=True, slots=True)
class HoursLine:
    """`season`: the first and last day of every year, as 07-01; `days` of the week, Monday is 0; `times` are minutes
    from midnight, each begin before its end, the end not included."""

    season: tuple[str, str] | None
    days: frozenset[int]
    on: On
    times: tuple[tuple[int, int], ...]

    def speaks_of(self, month_day: str, weekday: int, is_off: bool, is_holiday: bool) -> bool:
        """Whether the line says something of a day."""
        if self.season is not None:
            first, last = self.season
            within = first <= month_day <= last if first <= last else month_day >= first or month_day <= last
            if not within:
                return False
        if weekday not in self.days:
            return False
        return {On.ANY: True, On.OPEN: not is_off, On.CLOSED: is_off, On.HOLIDAY: is_holiday}[self.on]


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """`text` in the one form in which it is kept."""

    text: str
    lines: tuple[HoursLine, ...]

    @property
    def is_always(self) -> bool:
        """Whether every minute of every day is promised."""
        return self.text == ALWAYS

    def of(self, month_day: str, weekday: int, is_off: bool, is_holiday: bool) -> tuple[tuple[int, int], ...]:
        """Return the times that are promised on a day."""
        for line in reversed(self.lines):
            if line.speaks_of(month_day, weekday, is_off, is_holiday):
                return line.times
        return ()


_LEAP_DAY = "02-29"
"""A season may begin or end on it: in other years it begins with March, or ends with February."""
_OPEN_DAYS = pattern(
    r"月(?:曜日?)?[〜~\-]金(?:曜日?)?\s*\((?:土日)?(?:国民の)?(?:祝日?|休日|祝祭日|祝日等)[をは]?除く\)"
)
_CLOSED_DAYS = pattern(r"土(?:曜日?)?[・、]?日(?:曜日?)?[・、]?(?:及び|と)?(?:祝日|祝祭日|休日|祝)")
"""Written as days of the week: 月〜金(祝日を除く), 土日祝."""


@lru_cache(maxsize=256)
def parse_hours(text: str) -> ServiceHours:
    """Return the service hours written as `text`; 24時間365日 is every minute.

    Raises Refused "hours_form" for what cannot be read, "hours_order" for a time that ends before it begins,
    "hours_overlap" for two times of a day that overlap.
    """
    plain = _CLOSED_DAYS.sub("閉庁日", _OPEN_DAYS.sub("平日", unicodedata.normalize("NFKC", text).strip()))
    if re.fullmatch(r"(24時間)?[・ ]*(365日|毎日|無停止)?[・ ]*(24時間|終日)?", plain) and plain:
        plain = ALWAYS
    pieces = [piece.strip() for piece in re.split(r"[、,;\n]+", plain) if piece.strip()]
    if not pieces:
        raise Refused("hours_form", text=text)
    lines = tuple(_line(piece, text) for piece in pieces)
    return ServiceHours("、".join(map(_shown, lines)), lines)


def _line(piece: str, text: str) -> HoursLine:
    season = None
    month_day = r"([0-9]{1,2})[/月]([0-9]{1,2})日?"
    match = re.match(rf"{month_day}\s*{_TO}\s*{month_day}(?:まで)?\s*", piece)
    if match:
        first, last = (f"{int(match[at]):02}-{int(match[at + 1]):02}" for at in (1, 3))
        if not all(is_month_day(one) or one == _LEAP_DAY for one in (first, last)):
            raise Refused("hours_form", text=text)
        season, piece = (first, last), piece[match.end() :]
    days = re.match(rf"({'|'.join(_WORDS)}|[{_WEEK}](?:曜日?)?(?:[・〜~\-]?[{_WEEK}](?:曜日?)?)*)\s*", piece)
    if days is None:
        raise Refused("hours_form", text=text)
    word, rest = days[1], piece[days.end() :].strip()
    on = _WORDS.get(word, On.ANY)
    return HoursLine(season, frozenset(range(7)) if word in _WORDS else _days(word), on, _times(rest, text))


def _days(word: str) -> frozenset[int]:
    found: set[int] = set()
    for part in re.split("・", re.sub("曜日?", "", word)):
        at = 0
        while at < len(part):
            begin = _WEEK.index(part[at])
            if at + 2 < len(part) and part[at + 1] in "〜~-":
                end = _WEEK.index(part[at + 2])
                found |= {(begin + step) % 7 for step in range((end - begin) % 7 + 1)}
                at += 3
            else:
                found.add(begin)
                at += 1
    return frozenset(found)


def _times(rest: str, text: str) -> tuple[tuple[int, int], ...]:
    if rest == NO_TIMES:
        return ()
    if re.fullmatch("24時間|終日", rest):
        return ((0, DAY_MINUTES),)
    found: list[tuple[int, int]] = []
    for part in re.split(r"[・と及び\s]+", rest):
        match = re.fullmatch(rf"{_TIME}{_TO}{_TIME}(?:まで)?", part)
        if match is None:
            raise Refused("hours_form", text=text)
        begin, end = (int(match[at]) * 60 + int(match[at + 1] or 0) for at in (1, 3))
        if any(int(match[at] or 0) > 59 for at in (2, 4)) or end > DAY_MINUTES:
            raise Refused("hours_form", text=text)
        if end <= begin:
            raise Refused("hours_order", text=part)
        found.append((begin, end))
    found.sort()
    if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
        raise Refused("hours_overlap", text=rest)
    return tuple(found)


def _shown(line: HoursLine) -> str:
    season = ""
    if line.season is not None:
        first, last = (f"{int(day[:2])}/{int(day[3:])}" for day in line.season)
        season = f"{first}〜{last} "
    times = "・".join(f"{_clock(begin)}〜{_clock(end)}" for begin, end in line.times) or NO_TIMES
    return f"{season}{_days_shown(line)} {times}"


def _days_shown(line: HoursLine) -> str:
    if line.on is not On.ANY:
        return str(line.on.value)
    if len(line.days) == 7:
        return "毎日"
    days = sorted(line.days)
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return f"{_WEEK[days[0]]}〜{_WEEK[days[-1]]}"
    return "・".join(_WEEK[day] for day in days)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
