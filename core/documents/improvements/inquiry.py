"""改善要望照会票: a letter to each municipality and, as its 別紙, what the others wish for, with boxes to say what it
thinks of it, and room for wishes of its own."""

from core.calc.improvements import Backers
from core.calc.members import Member
from core.documents.improvements.sheet import received_by
from core.documents.letters.letter import ANNEX, answer_lines, letter_sheet, outgoing
from core.documents.paper.document import (
    Align,
    Column,
    Document,
    FillIn,
    Heading,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
    boxes_text,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.operating.improvements import Improvement, Stance, asked_by
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["improvement-inquiry"].title
_ROOM = 3
"""So many rows are left for wishes that are not known yet."""
_DEADLINE = (None,)
"""The ledger knows of no day until which answers are awaited: it is chosen for the letter, or left blank."""

_COLUMNS = (
    Column("番号", align=Align.RIGHT, width=3, repeat=True),
    Column("件名・内容", width=14, weight=4, repeat=True),
    Column("業務", width=6, weight=1),
    Column("要望した団体", width=6),
    Column("これまでの回答", align=Align.CENTER, width=6),
    Column("貴団体の賛否", width=10),
    Column("意見", width=10, weight=2),
)
_NEW_COLUMNS = (
    Column("件名", width=12, weight=2),
    Column("業務", width=8, weight=1),
    Column("緊急度", width=8),
    Column("内容", width=16, weight=4),
)
_NOTES = (
    "賛否の☐の一つに印を付けてください。前回の回答から変わらないときも、印を付けてください。",
    "新しい改善要望は、上の表に記入してください。足りないときは、別の紙に続けてください。",
)


def asked(book: Book, settings: PrintSettings, backers: Backers, member: Member) -> list[Improvement]:
    """Return what a municipality is asked about: what is not settled, is another's wish and concerns it."""
    open_ones = [one for one in received_by(book, settings.as_of) if not one.is_settled]
    own = [one for one in open_ones if any(other.id == member.id for other in backers.asked(one))]
    return [one for one in own if not settings.open_only or member.id not in backers.said(one)]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter per municipality with its form; with none chosen, to every member."""
    backers = Backers(book)
    sheets = (
        sheet
        for place, member in enumerate(_members(backers, settings))
        for sheet in _sheets(book, settings, backers, member, place)
    )
    document = Document(
        TITLE,
        tuple(sheets),
        author=book.consortium.name,
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )
    return outgoing(book, settings, LetterKind.IMPROVEMENT_INQUIRY, document, _DEADLINE)


def _members(backers: Backers, settings: PrintSettings) -> list[Member]:
    return [one for one in backers.members if settings.municipality in {None, one.code}]


def _sheets(book: Book, settings: PrintSettings, backers: Backers, member: Member, place: int) -> list[Sheet]:
    rows = asked(book, settings, backers, member)
    one = book.all(Municipality)[member.id]
    silent = sum(member.id not in backers.said(row) for row in rows)
    values = {"件数": f"{len(rows)}件", "未定の件数": f"{silent}件"}
    letter = letter_sheet(book, settings, LetterKind.IMPROVEMENT_INQUIRY, one, _DEADLINE, values, place)
    lines = tuple(_row(book, backers, member, row) for row in rows)
    blank = tuple(Row(("", "", boxes_text(_URGENCIES, " "), "")) for _ in range(_ROOM))
    form = Sheet(
        TITLE,
        (
            Paragraph("　　".join(answer_lines(book, settings, one, _DEADLINE))),
            *((Table(_COLUMNS, lines, tall=True), Notes(_NOTES[:1])) if lines else ()),
            Heading("新しい改善要望"),
            Table(_NEW_COLUMNS, blank, tall=True),
            Notes(_NOTES[1:]),
            FillIn((("記入者 職・氏名", 2), ("電話", 1), ("記入日", 1))),
        ),
        date=letter.date,
        number=letter.number,
        material=ANNEX,
    )
    return [letter, form]


_URGENCIES = tuple((word, False) for word in ("高", "中", "低"))


def _row(book: Book, backers: Backers, member: Member, one: Improvement) -> Row:
    system = book.all(System).get(one.system_id or 0)
    said = backers.said(one).get(member.id)
    return Row(
        (
            one.number,
            "\n".join(filter(None, (one.title, one.content))),
            system.name if system is not None else "",
            asked_by(book, one),
            said.stance.label if said is not None else "未回答",
            boxes_text(tuple((stance.label, False) for stance in Stance), "\n"),
            "",
        )
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return what the sheets ask as JSON: by member the improvements with what was said so far."""
    backers = Backers(book)
    sheets = []
    for member in _members(backers, settings):
        rows = asked(book, settings, backers, member)
        said = [(row.number, backers.said(row).get(member.id)) for row in rows]
        sheets.append({"code": member.code, "rows": [[number, one.stance if one else None] for number, one in said]})
    return canonical({"report": "improvement-inquiry", "sheets": sheets})
