"""開催一覧, 議決一覧 and 決定事項一覧: all sessions, all votes, and all that was decided with what it concerns."""

from collections.abc import Iterator

from core.calc.linked import links_of
from core.calc.meetings import Vote, meetings_of, people_at, running_numbers, total_count, vote_of
from core.documents.gaps.wording import gap_text
from core.documents.meetings.session import decisions_of
from core.documents.meetings.wording import document, nothing, quorum_text, when
from core.documents.paper.document import Block, Column, Document, Emphasis, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.gaps import Gap
from core.model.machine.naming import in_order
from core.model.meetings import Decision, Meeting, Series, body_of, meeting_name
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation
from core.model.values.partial_dates import show_period

SESSIONS = PRINTOUTS["sessions"].title
VOTES = PRINTOUTS["votes"].title
DECISIONS = PRINTOUTS["decisions"].title

_SESSION = (
    Column("会議", width=12, weight=2, repeat=True),
    Column("延回数", Kind.FIGURE, width=3, repeat=True),
    Column("日時", width=10, weight=1),
    Column("場所", width=6, weight=1),
    Column("出席(人)", Kind.FIGURE, width=3),
    Column("決定(件)", Kind.FIGURE, width=3),
    Column("議事の要旨", width=12, weight=3),
)


def series_of(book: Book, settings: PrintSettings) -> list[Series]:
    """Return the series in their order; with a body chosen those in which it met."""
    rows = in_order(book, book.all(Series).values())
    return [
        one for one in rows if settings.body is None or any(_chosen(book, settings, m) for m in meetings_of(book, one))
    ]


def _chosen(book: Book, settings: PrintSettings, meeting: Meeting) -> bool:
    body = body_of(book, meeting)
    return settings.body is None or (body is not None and body.id == settings.body)


def build_sessions(book: Book, settings: PrintSettings) -> Document:
    """Return the sessions series by series with their place in it, and of each series how many there were in all."""
    rows = [row for series in series_of(book, settings) for row in _series_rows(book, settings, series)]
    if not rows:
        return nothing(book, settings, SESSIONS)
    notes = ("延回数は、系列の中で開催日の順に数えた番号です。内訳のない回数は、1回ずつ登録していない開催の数です。",)
    blocks: tuple[Block, ...] = (Table(_SESSION, tuple(rows)), Notes(notes))
    return document(book, settings, SESSIONS, blocks, Orientation.LANDSCAPE)


def _series_rows(book: Book, settings: PrintSettings, series: Series) -> Iterator[Row]:
    blank = [""] * (len(_SESSION) - 1)
    yield Row((f"{series.name}　{counted(book, series)}", *blank), Emphasis.SECTION)
    numbers = running_numbers(book, series)
    for meeting in meetings_of(book, series):
        if _chosen(book, settings, meeting):
            people, decided = people_at(book, meeting), len(decisions_of(book, meeting))
            yield Row(
                (
                    meeting_name(book, meeting),
                    str(numbers[meeting.id]),
                    when(meeting),
                    meeting.venue,
                    "" if people is None else f"{people:,}",
                    f"{decided:,}" if decided else "",
                    meeting.record,
                )
            )
    if series.unlisted and series.note:
        yield Row((series.note, *blank), Emphasis.SECTION)


def counted(book: Book, series: Series, day: str | None = None) -> str:
    """Return 延べ137回(うち内訳のない137回 平成26年4月22日〜平成26年10月10日), of the sessions until an ISO day."""
    total = total_count(book, series, day)
    if not series.unlisted:
        return f"延べ{total:,}回"
    period = show_period(series.first_on, series.last_on)
    return f"延べ{total:,}回(うち内訳のない{series.unlisted:,}回{f' {period}' if period else ''})"


def result_sessions(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    told = {
        series.name: {
            "total": total_count(book, series),
            "unlisted": series.unlisted,
            "meetings": [
                [meeting_name(book, one), one.held_on]
                for one in meetings_of(book, series)
                if _chosen(book, settings, one)
            ],
        }
        for series in series_of(book, settings)
    }
    return canonical({"report": "sessions", "series": told})


def decided(book: Book, settings: PrintSettings) -> list[tuple[Meeting, Decision]]:
    """Return every decision with its session, in the order of the days."""
    return [(one, made) for one in _held(book, settings) for made in decisions_of(book, one)]


def _held(book: Book, settings: PrintSettings) -> list[Meeting]:
    rows = sorted(book.all(Meeting).values(), key=lambda one: (one.held_on, one.id))
    return [one for one in rows if _chosen(book, settings, one)]


def concluded_at(book: Book, meeting: Meeting) -> list[Gap]:
    """Return the items of fit and gap that a session decided, as their own column says."""
    gaps = book.all(Gap).values()
    return in_order(book, [one for one in gaps if one.conclusion and one.decided_at_id == meeting.id])


_VOTE = (
    Column("議案", width=4, repeat=True),
    Column("件名", width=14, weight=3, repeat=True),
    Column("会議", width=10, weight=1),
    Column("議決した日", width=9),
    Column("結果", width=4),
    Column("賛成", Kind.FIGURE, width=3),
    Column("反対", Kind.FIGURE, width=3),
    Column("議決の要件", width=8, weight=1),
    Column("定足数", width=10, weight=2),
)
_CARRIED = {Vote.CARRIED: "満たす", Vote.NOT_CARRIED: "満たさない"}


def build_votes(book: Book, settings: PrintSettings) -> Document:
    """Return what was put to the vote: results, votes, whether they were enough, and the quorum."""
    rows = tuple(_vote_row(book, *pair) for pair in _voted(book, settings))
    if not rows:
        return nothing(book, settings, VOTES) if not book.all(Meeting) else _none(book, settings, VOTES)
    return document(book, settings, VOTES, (Table(_VOTE, rows),), Orientation.LANDSCAPE)


def _voted(book: Book, settings: PrintSettings) -> list[tuple[Meeting, Decision]]:
    return [
        (one, made) for one, made in decided(book, settings) if made.result.is_by_vote or made.in_favour is not None
    ]


def _vote_row(book: Book, meeting: Meeting, one: Decision) -> Row:
    body, vote = body_of(book, meeting), vote_of(book, one)
    rule = f"{body.majority.label}: {_CARRIED[vote]}" if body and vote in _CARRIED else ""
    return Row(
        (
            one.number,
            one.title,
            meeting_name(book, meeting),
            show_date(meeting.held_on),
            one.result.label,
            "" if one.in_favour is None else f"{one.in_favour:,}",
            "" if one.opposed is None else f"{one.opposed:,}",
            rule,
            quorum_text(book, meeting).removeprefix("定足数 "),
        )
    )


def result_votes(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    rows = [
        [one.number, one.title, meeting_name(book, meeting), one.result, one.in_favour, one.opposed]
        for meeting, one in _voted(book, settings)
    ]
    return canonical({"report": "votes", "rows": rows})


_DECISION = (
    Column("決定した日", width=9, repeat=True),
    Column("会議", width=10, weight=1, repeat=True),
    Column("件名", width=12, weight=2),
    Column("結果", width=4),
    Column("決定の内容", width=12, weight=3),
    Column("効力の生じる日", width=9),
    Column("関係する記録", width=10, weight=2),
)


def build_decisions(book: Book, settings: PrintSettings) -> Document:
    """Return everything that was decided, with the records that it concerns."""
    rows = tuple(row for meeting in _held(book, settings) for row in _decision_rows(book, meeting))
    if not rows:
        return nothing(book, settings, DECISIONS) if not book.all(Meeting) else _none(book, settings, DECISIONS)
    return document(book, settings, DECISIONS, (Table(_DECISION, rows),), Orientation.LANDSCAPE)


def _decision_rows(book: Book, meeting: Meeting) -> list[Row]:
    rows = [_decision_row(book, meeting, one) for one in decisions_of(book, meeting)]
    return rows + [_gap_row(book, meeting, gap) for gap in concluded_at(book, meeting)]


def _gap_row(book: Book, meeting: Meeting, gap: Gap) -> Row:
    proposal = (gap.proposal.label if gap.proposal is not None else "", gap.proposed)
    return Row(
        (
            show_date(gap.decided_on or meeting.held_on),
            meeting_name(book, meeting),
            gap_text(gap),
            gap.conclusion.label if gap.conclusion is not None else "",
            "\n".join(filter(None, proposal)),
            "",
            "、".join(linked.text for linked in links_of(book, gap) if linked.forth),
        )
    )


def _decision_row(book: Book, meeting: Meeting, one: Decision) -> Row:
    number = f"{one.number} " if one.number else ""
    return Row(
        (
            show_date(meeting.held_on),
            meeting_name(book, meeting),
            f"{number}{one.title}",
            one.result.label,
            one.content,
            show_date(one.effective_on),
            "、".join(linked.text for linked in links_of(book, one) if linked.forth),
        )
    )


def result_decisions(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    rows: list[list[object]] = []
    for meeting in _held(book, settings):
        told: list[tuple[str, str, Decision | Gap]] = [
            (one.title, one.result, one) for one in decisions_of(book, meeting)
        ]
        told += [(gap_text(gap), gap.conclusion or "", gap) for gap in concluded_at(book, meeting)]
        for title, word, one in told:
            concerns = [linked.text for linked in links_of(book, one) if linked.forth]
            rows.append([meeting.held_on, meeting_name(book, meeting), title, word, concerns])
    return canonical({"report": "decisions", "rows": rows})


def _none(book: Book, settings: PrintSettings, title: str) -> Document:
    return document(book, settings, title, (Paragraph("該当する決定はまだ登録されていません。"),))
