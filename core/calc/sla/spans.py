"""Spans of minutes: begin and end as whole minutes since 0001-01-01, the end not included. Spans are kept in order, and
none touches the next."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from operator import itemgetter

from core.model.values.service_hours import DAY_MINUTES

Span = tuple[int, int]
Spans = tuple[Span, ...]


def minute_of(iso: str) -> int:
    """Return the minute that is stored as 2026-04-01T10:03."""
    return date.fromisoformat(iso[:10]).toordinal() * DAY_MINUTES + int(iso[11:13]) * 60 + int(iso[14:16])


def day_minute(day: date) -> int:
    """Return the first minute of a day."""
    return day.toordinal() * DAY_MINUTES


def union(spans: Iterable[Span]) -> Spans:
    """Return the minutes that lie in any of the spans: what overlaps or touches is one, and counts once.

    Example: (0, 10), (5, 20), (30, 40) → (0, 20), (30, 40).
    """
    found: list[Span] = []
    for begin, end in sorted(spans):
        if begin >= end:
            continue
        if found and begin <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return tuple(found)


def within(spans: Spans, begin: int, end: int) -> Spans:
    """Return the part of the spans from one minute to before another."""
    first = bisect_right(spans, begin, key=itemgetter(1))
    last = bisect_left(spans, end, key=itemgetter(0))
    part = spans[first:last]
    if not part:
        return ()
    if part[0][0] < begin:
        part = ((begin, part[0][1]), *part[1:])
    if part[-1][1] > end:
        part = (*part[:-1], (part[-1][0], end))
    return part


def both(spans: Spans, others: Spans) -> Spans:
    """Return the minutes that lie in both."""
    if len(spans) > len(others):
        spans, others = others, spans
    return tuple(piece for begin, end in spans for piece in within(others, begin, end))


def without(spans: Spans, others: Spans) -> Spans:
    """Return the minutes of the spans that lie in none of the others."""
    found: list[Span] = []
    for begin, end in spans:
        at = begin
        for hole_begin, hole_end in within(others, begin, end):
            if hole_begin > at:
                found.append((at, hole_begin))
            at = hole_end
        if at < end:
            found.append((at, end))
    return tuple(found)


def total(spans: Iterable[Span]) -> int:
    """Return the number of minutes."""
    return sum(end - begin for begin, end in spans)
