"""会議 for the command show: each series with its sessions, who was there, what was decided and what it concerns."""

from typing import Any

from core.calc.linked import links_of
from core.calc.meetings import meetings_of, people_at, quorum_of, running_numbers, total_count, vote_of
from core.cli.output import print_table, told_day
from core.documents.meetings.lists import counted
from core.documents.meetings.session import decisions_of
from core.documents.meetings.wording import agenda_of, attendances_of, party, when
from core.model.book import Book
from core.model.machine.naming import in_order
from core.model.meetings import Decision, Meeting, Series, body_of, meeting_name
from core.model.values.dates import show_date
from core.model.values.partial_dates import show_partial_date


def meetings_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the series with their sessions until the day, dates as they are stored and as they are shown."""
    return {**told_day(as_of), "series": [_series(book, series, as_of) for series in _all(book)]}


def _all(book: Book) -> list[Series]:
    return in_order(book, book.all(Series).values())


def _held(book: Book, series: Series, as_of: str | None) -> list[Meeting]:
    return [one for one in meetings_of(book, series) if as_of is None or one.held_on <= as_of]


def _series(book: Book, series: Series, as_of: str | None) -> dict[str, Any]:
    numbers = running_numbers(book, series)
    return {
        "id": series.id,
        "name": series.name,
        "short": series.short,
        "total": total_count(book, series, as_of),
        "unlisted": series.unlisted,
        "first_on": series.first_on,
        "first_on_shown": show_partial_date(series.first_on),
        "last_on": series.last_on,
        "last_on_shown": show_partial_date(series.last_on),
        "note": series.note,
        "meetings": [_meeting(book, one, numbers[one.id]) for one in _held(book, series, as_of)],
    }


def _meeting(book: Book, meeting: Meeting, running: int) -> dict[str, Any]:
    body, quorum = body_of(book, meeting), quorum_of(book, meeting)
    return {
        "id": meeting.id,
        "called": meeting_name(book, meeting),
        "body": body.name if body else None,
        "number": meeting.number,
        "running": running,
        "held_on": meeting.held_on,
        "held_on_shown": show_date(meeting.held_on),
        "ended_on": meeting.ended_on,
        "ended_on_shown": show_date(meeting.ended_on),
        "time": meeting.time,
        "venue": meeting.venue,
        "form": meeting.form.label,
        "people": people_at(book, meeting),
        "quorum": None
        if quorum is None
        else {
            "seats": quorum.seats,
            "needed": quorum.needed,
            "there": quorum.there if quorum.is_known else None,
            "substitutes": quorum.substitutes,
            "met": quorum.is_met if quorum.is_known else None,
        },
        "record": meeting.record,
        "minutes_on": meeting.minutes_on,
        "minutes_on_shown": show_date(meeting.minutes_on),
        "next_on": meeting.next_on,
        "next_on_shown": show_date(meeting.next_on),
        "next_at": meeting.next_at,
        "agenda": [
            {"title": one.title, "matter": one.matter.label, "document": one.document}
            for one in agenda_of(book, meeting)
        ],
        "attendance": [
            {
                "party": party(book, one),
                "presence": one.presence.label if one.presence else None,
                "people": one.people,
                "who": one.who,
            }
            for one in attendances_of(book, meeting)
        ],
        "decisions": [_decision(book, one) for one in decisions_of(book, meeting)],
    }


def _decision(book: Book, one: Decision) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "result": one.result.label,
        "in_favour": one.in_favour,
        "opposed": one.opposed,
        "vote": vote_of(book, one).value,
        "effective_on": one.effective_on,
        "effective_on_shown": show_date(one.effective_on),
        "content": one.content,
        "concerns": [linked.text for linked in links_of(book, one) if linked.forth],
    }


def meetings_text(book: Book, as_of: str | None) -> None:
    """Print the series and their sessions, with what was decided."""
    rows = []
    for series in _all(book):
        rows.append((series.name, counted(book, series, as_of), "", ""))
        numbers = running_numbers(book, series)
        for one in _held(book, series, as_of):
            people = people_at(book, one)
            made = "、".join(f"{decision.title}({decision.result.label})" for decision in decisions_of(book, one))
            told = "" if people is None else f"{people:,}人"
            rows.append((f"　{meeting_name(book, one)}(延{numbers[one.id]})", when(one), told, made))
    print_table(["会議", "日時", "出席", "決定"], rows, [False] * 4)
