"""What a field of service levels may be: a minute of a day, a month, a number with decimals, hours, steps of refund."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from core.dataclass import dataclass
from core.model.machine.faults import Refused
from core.model.machine.grids import Midnight
from core.model.machine.kinds import LONGEST_CODE, Form, Kind
from core.model.values.dates import FIRST_YEAR, is_date, parse_date, show_date
from core.model.values.partial_dates import is_partial_date, months_in, parse_partial_date, show_partial_date
from core.model.values.refund_steps import parse_decimal, parse_steps, parse_thresholds, parse_weights
from core.model.values.service_hours import ALWAYS, parse_hours
from core.pattern import pattern


@dataclass(frozen=True, slots=True)
class Minute(Kind):
    """A minute of local time that people type, stored as 2026-04-01T10:03. A sheet keeps it as text; 24:00 is the first
    minute of the next day, and seconds other than 0 are refused, not cut off."""

    form: ClassVar[Form] = Form.CODE
    needs_text: ClassVar[bool] = True
    takes_days: ClassVar[bool] = True
    has_time: ClassVar[bool] = True

    def read(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).strip()
        match = _CLOCK.fullmatch(plain)
        if match is None:
            try:
                day = show_date(parse_date(plain))
            except Refused:
                raise Refused("not_a_minute", text=text) from None
            raise Refused("minute_without_time", text=text, day=day)
        if re.search("[:時]", match["day"]):  # two times, or what is no time: 10:00:00+09:00
            raise Refused("not_a_minute", text=text)
        day, hour, minute = parse_date(match["day"]), int(match["hour"]), int(match["minute"] or 0)
        if match["second"] is not None and int(match["second"]):
            raise Refused("minute_with_seconds", text=text)
        if half := match["half"]:
            if hour > 11:  # 午後12時 is noon on some clocks, and midnight by the law
                raise Refused("minute_of_half_a_day", text=text)
            hour += 12 * (half == "午後")
        if minute > 59 or hour > 24 or (hour == 24 and minute):
            raise Refused("not_a_minute", text=text)
        if hour == 24:
            try:
                return f"{(date.fromisoformat(day) + timedelta(days=1)).isoformat()}T00:00"
            except OverflowError as error:
                raise Refused("not_a_minute", text=text) from error
        return f"{day}T{hour:02}:{minute:02}"

    def show(self, value: Any) -> str:
        if value and self.is_possible(value):
            return f"{show_date(value[:10])} {int(value[11:13])}:{value[14:]}"
        return str(value or "")

    def plain(self, value: Any) -> str:
        return (value or "").replace("T", " ")

    def of_day(self, day: date) -> str:
        if not isinstance(day, Midnight):
            raise Refused(
                "minute_without_time", text=f"{day.year}/{day.month}/{day.day}", day=show_date(day.isoformat())
            )
        return f"{day.isoformat()} 0:00"

    def is_possible(self, value: Any) -> bool:
        clock = re.fullmatch(r"(.{10})T([01][0-9]|2[0-3]):[0-5][0-9]", value, re.ASCII)
        return clock is not None and is_date(clock[1])

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return (datetime(FIRST_YEAR, 1, 1) + timedelta(days=id % 10_000)).isoformat()[:16]


_CLOCK = pattern(
    r"(?P<day>.+?)[T\s]*(?P<half>午前|午後)?\s*(?<![0-9])(?P<hour>[0-9]{1,2})(?::|時)(?P<minute>[0-9]{1,2})?分?"
    r"(?::?(?P<second>[0-9]{2})(?:\.0+)?秒?)?"
)


@dataclass(frozen=True, slots=True)
class Month(Kind):
    """A month, stored as 2026-04. A sheet keeps it as text; 2026/4, of which a spreadsheet makes the first of April, or
    Apr-26, is that month."""

    form: ClassVar[Form] = Form.CODE
    needs_text: ClassVar[bool] = True
    takes_days: ClassVar[bool] = True
    may_be_said: ClassVar[bool] = True

    def read(self, text: str) -> str:
        plain = re.sub(r"(度|分)$", "", unicodedata.normalize("NFKC", text).strip())
        english = _ENGLISH.fullmatch(plain)
        if english and english[1].lower() in _MONTHS:
            return f"20{english[2]}-{_MONTHS.index(english[1].lower()) + 1:02}"
        found = parse_partial_date(plain)
        if len(found) == 4 or (len(found) == 10 and not found.endswith("-01")):
            raise Refused("not_a_month", text=text)
        return found[:7]

    def show(self, value: Any) -> str:
        return show_partial_date(value) if value and is_partial_date(value) else str(value or "")

    def of_day(self, day: date) -> str:
        return day.isoformat()

    def said_in(self, texts: Sequence[str], /) -> Sequence[str]:
        return months_in(texts)

    def plain(self, value: Any) -> str:
        return value or ""

    def is_possible(self, value: Any) -> bool:
        return len(value) == 7 and is_partial_date(value)

    def stand_in(self, _value: Any, id: int, /) -> Any:
        return f"{FIRST_YEAR + id % 1_000}-{id // 1_000 % 12 + 1:02}"


_ENGLISH = pattern(r"([A-Za-z]{3})-([0-9]{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Decimal(Kind):
    """A number from 0 with at most six decimals, as text: no decimal is lost."""

    def read(self, text: str) -> str:
        return parse_decimal(text)

    def is_possible(self, value: Any) -> bool:
        return _is_kept(parse_decimal, value)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return "0"


def _texts(parse: Callable[[str], Any]) -> Callable[[str], str]:
    def text_of(text: str) -> str:
        return str(parse(text).text)

    return text_of


_READERS: dict[str, tuple[Callable[[str], str], str]] = {
    "hours": (_texts(parse_hours), ALWAYS),
    "steps": (_texts(parse_steps), ""),
    "thresholds": (_texts(parse_thresholds), ""),
    "weights": (_texts(parse_weights), ""),
}


@dataclass(frozen=True, slots=True)
class SlaTerms(Kind):
    """A part of what was agreed, stored in the words in which people read it: `part` is hours, steps, thresholds or
    weights."""

    part: str = "steps"

    def read(self, text: str) -> str:
        return _READERS[self.part][0](text)

    def is_possible(self, value: Any) -> bool:
        reader, blank = _READERS[self.part]
        return value == blank or (isinstance(value, str) and _is_kept(reader, value))

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return _READERS[self.part][1]


def _is_kept(read: Callable[[str], str], value: str) -> bool:
    try:
        return len(value) <= LONGEST_CODE and read(value) == value
    except Refused:
        return False
