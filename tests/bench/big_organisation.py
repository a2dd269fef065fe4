"""A made-up consortium for measuring: 60 members, 25 subcommittees with a seat and a name for each, 300 sessions with
their agenda, attendance and decisions, and a long chronicle. The seed is fixed: every run measures the same."""

import random
from typing import Any

from core.model.chronicle import Event
from core.model.links import Link, LinkKind
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.meetings import AgendaItem, Attendance, Decision, Meeting, Presence, Result, Series
from core.model.organisation import Body, BodyKind, Quorum, Seat, SeatRole, Tenure
from core.model.registry import TABLES
from tests.bench.big_book import big_tables

MEMBERS, SUBCOMMITTEES, SESSIONS = 60, 25, 300


def big_organisation(*, seed: int = 1) -> ChangeSet:
    """Return the whole ledger as one action."""
    draw = random.Random(seed)
    tables: dict[str, list[Any]] = {**big_tables(MEMBERS, 100, seed=seed)}
    bodies = [
        Body(1, "首長会議", kind=BodyKind.CONFERENCE, composition="首長で構成", set_up_on="2012"),
        Body(2, "推進協議会", parent_id=1, kind=BodyKind.COUNCIL, set_up_on="2013-10", quorum=Quorum.MAJORITY),
        Body(3, "事務局", parent_id=1, kind=BodyKind.SECRETARIAT),
        Body(4, "業務部会", parent_id=2, kind=BodyKind.GROUP),
    ]
    bodies += [
        Body(4 + at, f"第{at}業務部会", number=str(at), parent_id=4, position=at) for at in range(1, SUBCOMMITTEES + 1)
    ]
    seats: list[Seat] = []
    tenures: list[Tenure] = []
    for body in bodies:
        for member in range(1, MEMBERS + 1):
            role = SeatRole.LEADER if member == body.id else SeatRole.MEMBER
            seats.append(Seat(len(seats) + 1, body.id, member, post="担当課長", role=role, position=member))
            if draw.random() < 0.97:
                until = "2015-03-31" if draw.random() < 0.3 else None
                name = f"職員{body.id}の{member}"
                tenures.append(Tenure(len(tenures) + 1, len(seats), name, "2013-04-01", until))
    series = [Series(1, "推進協議会の会議", "協議会", 2), Series(2, "適合の確認", "確認", None, 12)]
    meetings, decisions, links = [], [], []
    agenda: list[AgendaItem] = []
    attendances: list[Attendance] = []
    for at in range(1, SESSIONS + 1):
        met = 2 if at % 12 == 0 else 4 + draw.randint(1, SUBCOMMITTEES)
        held = f"2014-{1 + at % 12:02}-{1 + at % 28:02}"
        meetings.append(Meeting(at, 1 if met == 2 else 2, at, held, None if met == 2 else met, record="要旨" * 20))
        agenda += [AgendaItem(len(agenda) + one, at, f"議題{one}") for one in range(1, 4)]
        for member in range(1, MEMBERS + 1):
            presence = draw.choice((Presence.PRESENT, Presence.PRESENT, Presence.SUBSTITUTE, Presence.ABSENT))
            attendances.append(Attendance(len(attendances) + 1, at, member, presence=presence))
        decisions.append(Decision(at, at, f"決定{at}", str(at), Result.PASSED, 20, 3))
        target = f"customizations#{draw.randint(1, 100)}"
        links.append(Link(at, f"decisions#{at}", target, LinkKind.DECIDES))
    events = [Event(at, f"できごと{at}" * 4, f"2014-{1 + at % 12:02}", body_id=1 + at % 2) for at in range(1, 301)]
    tables |= {
        "bodies": bodies,
        "seats": seats,
        "tenures": tenures,
        "meeting_series": series,
        "meetings": meetings,
        "agenda_items": agenda,
        "attendances": attendances,
        "decisions": decisions,
        "chronicle": events,
        "links": links,
    }
    return ChangeSet(
        "大きな協議会", tuple(Insert(name, to_row(one)) for name in TABLES for one in tables.get(name, ()))
    )
