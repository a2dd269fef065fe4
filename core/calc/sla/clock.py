"""When a service is promised and when it stood still, in minutes, for every way of counting that the items have."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import field
from datetime import date, timedelta
from operator import attrgetter

from core.calc.schedule.workdays import WEEKEND, WorkCalendar, calendar_of
from core.calc.sla.periods import Period, months_between
from core.calc.sla.spans import Span, Spans, both, day_minute, minute_of, total, union, within, without
from core.dataclass import dataclass
from core.model.machine.table import Look
from core.model.sla.records import AgreedStops, Outage, OutageKind, OutageMember, OutageSystem, SlaContract, SlaItem
from core.model.values.service_hours import DAY_MINUTES, parse_hours

Counting = tuple[int | None, str, int, AgreedStops, int | None, str | None, str | None]
"""All by which the minutes of two items may differ: system, hours, shortest stop, agreed stops, fixed month, and from
when until when the contract runs."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An outage with the systems and members that it hit, None for all of them; `end` of one that goes on is that of
    the day as of which it is looked at."""

    outage: Outage
    begin: int
    end: int
    systems: frozenset[int] | None
    members: frozenset[int] | None

    @property
    def span(self) -> Span:
        return self.begin, self.end

    @property
    def counts(self) -> bool:
        """Whether it is a stop that nobody had agreed to and nothing exempts."""
        return self.outage.kind is not OutageKind.AGREED and not self.outage.exempt

    @property
    def is_agreed(self) -> bool:
        """Whether it is an agreed stop."""
        return self.outage.kind is OutageKind.AGREED and not self.outage.exempt

    def concerns(self, system: int | None, member: int | None) -> bool:
        """Whether it hit a system (None: any) of a member (None: of any)."""
        return (system is None or self.systems is None or system in self.systems) and (
            member is None or self.members is None or member in self.members
        )


@dataclass(frozen=True, slots=True)
class Minutes:
    """`planned`: promised minutes without agreed stops; `stopped` of them the service stood still."""

    planned: int
    stopped: int

    @property
    def available(self) -> int:
        return self.planned - self.stopped

    def __add__(self, other: "Minutes") -> "Minutes":
        return Minutes(self.planned + other.planned, self.stopped + other.stopped)


@dataclass(frozen=True, slots=True)
class Clock:
    """The outages and the calendar of a ledger as of an ISO day; what was counted once is kept."""

    look: Look
    as_of: str
    calendar: WorkCalendar
    hits: tuple[Hit, ...]
    _services: dict[tuple[str, str], Spans] = field(default_factory=dict)
    _stops: dict[tuple[int | None, bool, int | None], Spans] = field(default_factory=dict)
    _agreed: dict[tuple[int | None, int | None], Spans] = field(default_factory=dict)
    _minutes: dict[tuple[Counting, int | None, str], Minutes] = field(default_factory=dict)

    def minutes(self, item: SlaItem, period: Period, member: int | None = None) -> Minutes:
        """Return the minutes of a period: the sum of those of its months, so that splits add up."""
        counting = self.counting(item)
        found = Minutes(0, 0)
        for month in period.months:
            key = (counting, member, month)
            if key not in self._minutes:
                self._minutes[key] = self._month(item, Period((month,)), member)
            found += self._minutes[key]
        return found

    def stops(self, item: SlaItem, begin: int, end: int, member: int | None = None) -> Spans:
        """Return what is counted as stopped from one minute to before another: within the promised time, each minute
        once, and without what is too short. How long a stop lasts is not changed by the end of a month."""
        wide = begin - item.shortest, end + item.shortest
        spans = within(self._stood_still(item, member), *wide)
        if spans:
            spans = both(spans, self.promised(item, *wide))
        return within(tuple(span for span in spans if span[1] - span[0] >= item.shortest), begin, end)

    def failures(self, item: SlaItem, period: Period, member: int | None = None) -> list[Hit]:
        """Return the failures that began in a period and hit the item's system."""
        begin, end = self._clipped(item, period)
        return [
            hit
            for hit in self.hits[bisect_left(self.hits, begin, key=_begin) : bisect_left(self.hits, end, key=_begin)]
            if hit.outage.kind is OutageKind.FAILURE and hit.counts and hit.concerns(item.system_id, member)
        ]

    def counting(self, item: SlaItem) -> Counting:
        """Return all by which the minutes of the item may differ from those of another."""
        contract = self.look.all(SlaContract)[item.sla_contract_id]
        return (
            item.system_id,
            item.hours,
            item.shortest,
            item.agreed,
            item.month_minutes,
            contract.from_on,
            contract.until_on,
        )

    def promised(self, item: SlaItem, begin: int, end: int) -> Spans:
        """Return the promised time from one minute to before another, agreed stops included."""
        first, last = self._days(item, begin, end)
        begin, end = max(begin, first * DAY_MINUTES), min(end, last * DAY_MINUTES)
        if begin >= end:
            return ()
        if parse_hours(item.hours).is_always:
            return ((begin, end),)
        months = months_between(*(date.fromordinal(day).isoformat()[:7] for day in (first, last - 1)))
        parts = [self._service(item.hours, month) for month in months]
        return within(parts[0] if len(parts) == 1 else union(span for part in parts for span in part), begin, end)

    def _month(self, item: SlaItem, month: Period, member: int | None) -> Minutes:
        begin, end = month.begin, month.end
        planned = promised = self.promised(item, begin, end)
        if item.agreed is AgreedStops.OUT:
            planned = without(promised, within(self._agreed_of(item, member), begin, end))
        minutes = total(planned)
        if item.month_minutes is not None:
            minutes = max(0, item.month_minutes - total(promised) + minutes) if promised else 0
        return Minutes(minutes, min(minutes, total(self.stops(item, begin, end, member))))

    def _stood_still(self, item: SlaItem, member: int | None) -> Spans:
        """Return when the item's system stood still, promised or not."""
        agreed_too = item.agreed is AgreedStops.STOPS
        key = (item.system_id, agreed_too, member)
        if key not in self._stops:
            spans = union(
                hit.span
                for hit in self.hits
                if (hit.counts or (agreed_too and hit.is_agreed)) and hit.concerns(item.system_id, member)
            )
            self._stops[key] = spans if agreed_too else without(spans, self._agreed_of(item, member))
        return self._stops[key]

    def _agreed_of(self, item: SlaItem, member: int | None) -> Spans:
        key = (item.system_id, member)
        if key not in self._agreed:
            self._agreed[key] = union(
                hit.span for hit in self.hits if hit.is_agreed and hit.concerns(item.system_id, member)
            )
        return self._agreed[key]

    def _clipped(self, item: SlaItem, period: Period) -> tuple[int, int]:
        first, last = self._days(item, period.begin, period.end)
        return first * DAY_MINUTES, last * DAY_MINUTES

    def _days(self, item: SlaItem, begin: int, end: int) -> tuple[int, int]:
        """Return the ordinals of the first day that the minutes touch and of the one after the last, within the time of
        the contract."""
        contract = self.look.all(SlaContract)[item.sla_contract_id]
        first, last = begin // DAY_MINUTES, -(-end // DAY_MINUTES)
        if contract.from_on:
            first = max(first, date.fromisoformat(contract.from_on).toordinal())
        if contract.until_on:
            last = min(last, date.fromisoformat(contract.until_on).toordinal() + 1)
        return first, last

    def _service(self, hours: str, month: str) -> Spans:
        key = (hours, month)
        if key not in self._services:
            self._services[key] = union(self._times(hours, Period((month,))))
        return self._services[key]

    def _times(self, text: str, month: Period) -> Iterator[Span]:
        hours, day = parse_hours(text), month.first
        while day < month.after:
            why, start, iso = self.calendar.why_off(day), day_minute(day), day.isoformat()
            for begin, end in hours.of(iso[5:], day.weekday(), bool(why), bool(why) and why not in WEEKEND):
                yield start + begin, start + end
            day += timedelta(days=1)


_begin = attrgetter("begin")


def clock_of(look: Look, as_of: str) -> Clock:
    """Return the clock of a ledger as of the end of an ISO day: what goes on then is counted until then, and of what
    came later only the stops that were agreed are known."""
    until = day_minute(date.fromisoformat(as_of)) + DAY_MINUTES
    hits = []
    for outage in look.all(Outage).values():
        begin, is_ahead = minute_of(outage.began_at), outage.kind is OutageKind.AGREED
        if begin >= until and not is_ahead:
            continue
        systems = frozenset(one.system_id for one in look.children(OutageSystem, outage.id).values())
        members = frozenset(one.municipality_id for one in look.children(OutageMember, outage.id).values())
        end = until if outage.ended_at is None else minute_of(outage.ended_at)
        hits.append(
            Hit(outage, begin, max(begin, end if is_ahead else min(end, until)), systems or None, members or None)
        )
    hits.sort(key=lambda hit: (hit.begin, hit.outage.id))
    return Clock(look, as_of, calendar_of(look), tuple(hits))
