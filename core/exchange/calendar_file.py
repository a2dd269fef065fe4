"""Calendars as other programs read them (iCalendar, RFC 5545): whole days only, so that no time zone is needed."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from core.documents.schedule.entries import Entry

_LONGEST = 75
"""Bytes of a line; longer ones go on in the next, after a blank."""
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def calendar_bytes(entries: Iterable[Entry], name: str, now: datetime) -> bytes:
    """Return the calendar as a file; `now` is a moment of UTC."""
    lines = [line for text in _texts(entries, name, now) for line in _folded(text)]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _texts(entries: Iterable[Entry], name: str, now: datetime) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//anbuncho//JA", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    yield f"X-WR-CALNAME:{_escaped(name)}"
    for entry in entries:
        yield "BEGIN:VEVENT"
        yield f"UID:{_escaped(entry.key)}"
        yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
        yield f"DTEND;VALUE=DATE:{_day(entry.last, 1)}"
        yield f"SUMMARY:{_escaped(entry.title)}"
        if entry.detail:
            yield f"DESCRIPTION:{_escaped(entry.detail)}"
        if entry.category:
            yield f"CATEGORIES:{_escaped(entry.category)}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _day(iso: str, later: int = 0) -> str:
    return (date.fromisoformat(iso) + timedelta(days=later)).strftime("%Y%m%d").rjust(8, "0")


def _escaped(text: str) -> str:
    return re.sub(r"[\\;,\n]", lambda found: _ESCAPES[found[0]], text.replace("\t", " "))


def _folded(text: str) -> Iterator[str]:
    """Yield the text as lines of at most 75 bytes, broken between letters."""
    line, size = "", 0
    for letter in text:
        width = len(letter.encode())
        if size + width > _LONGEST:
            yield line
            line, size = " ", 1
        line += letter
        size += width
    yield line
