"""What the papers of sessions have in common: which session is meant, when and where it was, who was there."""

from core.calc.meetings import QuorumCheck, quorum_of
from core.documents.paper.document import Block, Document, KeyValues, Paragraph, Sheet
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.naming import in_order
from core.model.meetings import AgendaItem, Attendance, Meeting, Series, body_of, meeting_name
from core.model.organisation import party_of
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

NO_MEETING = "会議はまだ登録されていません。"


def chosen_meeting(book: Book, settings: PrintSettings) -> Meeting | None:
    """Return the session that is asked for, else the latest; None where there is none."""
    rows = book.all(Meeting)
    if settings.meeting in rows:
        return rows[settings.meeting or 0]
    return max(rows.values(), key=lambda one: (one.held_on, one.id), default=None)


def when(meeting: Meeting) -> str:
    """Return 平成26年1月29日〜平成26年1月31日 13:30〜15:00."""
    days = show_date(meeting.held_on)
    if meeting.ended_on and meeting.ended_on != meeting.held_on:
        days += f"〜{show_date(meeting.ended_on)}"
    return " ".join(part for part in (days, meeting.time) if part)


def facts(book: Book, meeting: Meeting) -> KeyValues:
    """Return body, day, place and form of a session, as far as they are known."""
    body = body_of(book, meeting)
    pairs = (
        ("会議体", body.name if body else book.all(Series)[meeting.series_id].name),
        ("日時", when(meeting)),
        ("場所", meeting.venue),
        ("形式", meeting.form.label),
    )
    return KeyValues(tuple(pair for pair in pairs if pair[1]))


def agenda_of(book: Book, meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda in its order."""
    return in_order(book, book.children(AgendaItem, meeting.id).values())


def attendances_of(book: Book, meeting: Meeting) -> list[Attendance]:
    """Return who was there: the municipalities in their order, then the others as they were written down."""
    order = {one.id: at for at, one in enumerate(in_order(book, book.all(Municipality).values()))}
    rows = book.children(Attendance, meeting.id).values()
    return sorted(rows, key=lambda one: (order.get(one.municipality_id or 0, len(order)), one.id))


def party(book: Book, row: Attendance) -> str:
    """Return whom an attendance speaks of."""
    return party_of(book, row.municipality_id, row.organisation)


def quorum_text(book: Book, meeting: Meeting) -> str:
    """Return 定足数 過半数(6席のうち4席以上): 出席5席(うち代理1席)で満たす; nothing where there is no rule."""
    check, body = quorum_of(book, meeting), body_of(book, meeting)
    if check is None or body is None:
        return ""
    rule = f"定足数 {body.quorum.label}({check.seats}席のうち{check.needed}席以上)"
    if not check.is_known:
        return f"{rule}: 出欠は未記入"
    return f"{rule}: {_there(check, body.substitutes_count)}で{'満たす' if check.is_met else '満たさない'}"


def _there(check: QuorumCheck, substitutes_count: bool) -> str:
    if not check.substitutes:
        return f"出席{check.there}席"
    told = "うち代理" if substitutes_count else "ほかに数えない代理"
    return f"出席{check.there}席({told}{check.substitutes}席)"


def document(
    book: Book,
    settings: PrintSettings,
    title: str,
    blocks: tuple[Block, ...],
    orientation: Orientation = Orientation.PORTRAIT,
) -> Document:
    """Return one sheet with the blocks."""
    sheet = Sheet(title, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(title, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation)


def nothing(book: Book, settings: PrintSettings, title: str) -> Document:
    """Return the sheet that says that there is no session yet."""
    return document(book, settings, title, (Paragraph(NO_MEETING),))


def titled(book: Book, meeting: Meeting, title: str) -> str:
    """Return 第3回協議会 次第."""
    return f"{meeting_name(book, meeting)} {title}"
