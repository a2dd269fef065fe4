"""次第, 出席簿 and 議事録ひな型: the papers of one session."""

from collections.abc import Callable

from core.documents.gaps.wording import conclusion_text
from core.documents.meetings.wording import (
    agenda_of,
    attendances_of,
    chosen_meeting,
    document,
    facts,
    nothing,
    party,
    quorum_text,
    titled,
)
from core.documents.paper.document import (
    Align,
    Block,
    Boxes,
    Column,
    Document,
    FillIn,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Table,
    boxes_text,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.gaps import Gap, system_name
from core.model.machine.naming import in_order
from core.model.meetings import Attendance, Decision, Meeting, Presence, meeting_name
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date

AGENDA = PRINTOUTS["agenda"].title
ATTENDANCE = PRINTOUTS["attendance"].title
MINUTES = PRINTOUTS["minutes"].title


def build_agenda(book: Book, settings: PrintSettings) -> Document:
    """Return the 次第 of the session that is chosen."""
    return _of_meeting(book, settings, AGENDA, _agenda_blocks)


def build_attendance(book: Book, settings: PrintSettings) -> Document:
    """Return the 出席簿: what is known is ticked, else there are boxes to tick and room to sign."""
    return _of_meeting(book, settings, ATTENDANCE, _attendance_blocks)


def build_minutes(book: Book, settings: PrintSettings) -> Document:
    """Return the 議事録 to be filled in, with all that the ledger knows: who was there, agenda, what was decided."""
    return _of_meeting(book, settings, MINUTES, _minutes_blocks)


def result_agenda(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return _result(book, settings, "agenda", lambda one: [item.title for item in agenda_of(book, one)])


def result_attendance(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return _result(
        book,
        settings,
        "attendance",
        lambda meeting: [[party(book, one), one.presence, one.people] for one in attendances_of(book, meeting)],
    )


def result_minutes(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    return _result(
        book,
        settings,
        "minutes",
        lambda meeting: [meeting.record, [[one.title, one.result, one.content] for one in decisions_of(book, meeting)]],
    )


def decisions_of(book: Book, meeting: Meeting) -> list[Decision]:
    """Return what a session decided, in its order."""
    return in_order(book, book.children(Decision, meeting.id).values())


Blocks = Callable[[Book, Meeting], tuple[Block, ...]]


def _of_meeting(book: Book, settings: PrintSettings, title: str, blocks: Blocks) -> Document:
    meeting = chosen_meeting(book, settings)
    if meeting is None:
        return nothing(book, settings, title)
    return document(book, settings, titled(book, meeting, title.removesuffix("ひな型")), blocks(book, meeting))


def _result(book: Book, settings: PrintSettings, name: str, told: Callable[[Meeting], object]) -> str:
    meeting = chosen_meeting(book, settings)
    shown = None if meeting is None else {"meeting": meeting_name(book, meeting), "rows": told(meeting)}
    return canonical({"report": name, "shown": shown})


_AGENDA = (
    Column("", align=Align.RIGHT, width=2),
    Column("議題", width=16, weight=4),
    Column("扱い", width=4),
    Column("資料", width=6, weight=1),
)


def _agenda_table(book: Book, meeting: Meeting) -> Block:
    items = agenda_of(book, meeting)
    if not items:
        return Paragraph("議題はまだ登録されていません。")
    rows = (Row((str(at), one.title, one.matter.label, one.document)) for at, one in enumerate(items, start=1))
    return Table(_AGENDA, tuple(rows))


def _agenda_blocks(book: Book, meeting: Meeting) -> tuple[Block, ...]:
    return (facts(book, meeting), Heading("議題"), _agenda_table(book, meeting))


_ATTENDANCE = (
    Column("団体・組織", width=12, weight=2),
    Column("出欠", width=14),
    Column("人数", Kind.FIGURE, width=3),
    Column("出席者・代理者", width=12, weight=2),
    Column("備考", width=6, weight=1),
)
_GAPS = (
    Column("F&G", align=Align.RIGHT, width=3),
    Column("業務", width=6),
    Column("機能", width=10, weight=3),
    Column("判定", width=5),
    Column("対応案", width=6),
    Column("結論", width=6, weight=2),
)
_CHOICES = (Presence.PRESENT, Presence.SUBSTITUTE, Presence.ABSENT)


def _attendance_row(book: Book, row: Attendance) -> Row:
    known = row.presence
    boxes = boxes_text(tuple((one.label, one is known) for one in _CHOICES), "　")
    told = known.label if known is Presence.ONLINE else boxes
    people = str(row.people) if known is not None and known.is_there else "" if known is None else "0"
    return Row((party(book, row), told, people, row.who, row.note))


def _attendance_blocks(book: Book, meeting: Meeting) -> tuple[Block, ...]:
    rows = tuple(_attendance_row(book, one) for one in attendances_of(book, meeting))
    quorum = quorum_text(book, meeting)
    table: Block = (
        Table(_ATTENDANCE, rows, tall=True)
        if rows
        else Paragraph(
            "出欠の行はまだありません。会議のページで「名簿から出欠を作る」を押すと、席のある団体が並びます。"
        )
    )
    return (facts(book, meeting), table, *((Notes((quorum,)),) if quorum else ()))


def _minutes_blocks(book: Book, meeting: Meeting) -> tuple[Block, ...]:
    """Where the ledger knows nothing there is a line to write on."""
    present = [one for one in attendances_of(book, meeting) if one.presence is not None and one.presence.is_there]
    who = "、".join(_present_text(book, one) for one in present)
    quorum = quorum_text(book, meeting)
    blocks: list[Block] = [facts(book, meeting), Heading("出席者")]
    blocks.append(Paragraph(who) if who else FillIn((("出席者", 1),)))
    if quorum:
        blocks.append(Notes((quorum,)))
    blocks += [Heading("議題"), _agenda_table(book, meeting), Heading("議事の要旨")]
    if meeting.record:
        blocks.append(Paragraph(meeting.record))
    else:
        blocks += [FillIn(((f"{at}", 1),)) for at in range(1, max(2, len(agenda_of(book, meeting))) + 1)]
    blocks.append(Heading("決定事項"))
    decided = decisions_of(book, meeting)
    blocks += [_decided(at, one) for at, one in enumerate(decided, start=1)] or [
        FillIn((("決定", 2), ("効力の生じる日", 1)))
    ]
    blocks += _gaps_blocks(book, meeting)
    told = next_text(meeting)
    blocks += [
        Heading("課題・次回"),
        FillIn((("課題", 2), ("担当", 1), ("期限", 1))),
        Paragraph(f"次回の日時・場所　{told}") if told else FillIn((("次回の日時・場所", 1),)),
        Boxes("議事録の確認", (("確定", meeting.minutes_on is not None), ("未確定", meeting.minutes_on is None))),
    ]
    if meeting.minutes_on:
        blocks.append(Paragraph(f"議事録の確定日 {show_date(meeting.minutes_on)}"))
    return tuple(blocks)


def next_text(meeting: Meeting) -> str:
    """Return 平成26年9月1日 13:30 県庁: when and where people meet again, nothing where that is not known."""
    return " ".join(part for part in (show_date(meeting.next_on), meeting.next_at) if part)


def _gaps_blocks(book: Book, meeting: Meeting) -> list[Block]:
    """Return the items of fit and gap that came up at a session, or were concluded there; nothing where none were."""
    gaps = [one for one in book.all(Gap).values() if meeting.id in {one.meeting_id, one.decided_at_id}]
    if not gaps:
        return []
    rows = (
        Row(
            (
                str(gap.number),
                system_name(book, gap.system_id) if gap.system_id is not None else "",
                gap.function,
                f"{gap.fit.mark} {gap.fit.label}".strip(),
                gap.proposal.label if gap.proposal is not None else "",
                conclusion_text(book, gap) if gap.decided_at_id == meeting.id else "",
            )
        )
        for gap in in_order(book, gaps)
    )
    return [Heading("フィット&ギャップ"), Table(_GAPS, tuple(rows))]


def _present_text(book: Book, row: Attendance) -> str:
    name = party(book, row)
    marks = [
        row.who,
        "代理" if row.presence is Presence.SUBSTITUTE else "",
        f"{row.people}名" if row.people > 1 else "",
    ]
    told = "・".join(filter(None, marks))
    return f"{name}({told})" if told else name


def _decided(at: int, one: Decision) -> Paragraph:
    return Paragraph(f"{at} {one.title}　{one.result.label}" + (f"\n{one.content}" if one.content else ""))
