"""要否照会票: for each municipality, boxes to tick whether it needs what the package does not do by itself."""

from dataclasses import replace

from core.calc.gaps.fits import Needs
from core.calc.gaps.known import gaps_on
from core.calc.members import Member
from core.documents.letters.deadlines import Asking, asking
from core.documents.letters.letter import ANNEX, answer_lines, letter_sheet, outgoing
from core.documents.paper.document import (
    Align,
    Column,
    Document,
    FillIn,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
    boxes_text,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.council import Municipality
from core.model.gaps import Conclusion, Gap, GapNeed, Need, system_name
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["gap-inquiry"].title

_COLUMNS = (
    Column("F&G", Kind.FIGURE, width=2, repeat=True),
    Column("業務", width=6, repeat=True),
    Column("機能", width=9, weight=2, repeat=True),
    Column("現行の姿", width=8, weight=2),
    Column("パッケージ標準", width=8, weight=2),
    Column("考えている対応", width=8, weight=2),
    Column("貴団体の要否", align=Align.LEFT, width=6),
    Column("事情(件数、根拠の条例など)", width=13, weight=2),
)
_NOTES = (
    "標準のままでは業務ができないときは「要」、標準に合わせられるときは「不要」に印を付けてください。",
    "印の付いた☑は、これまでにいただいた回答です。",
)


def asked(book: Book, settings: PrintSettings, needs: Needs, member: Member) -> list[Gap]:
    """Return the items that a municipality is asked about: what does not fit, is not decided yet, and concerns it."""
    return [
        gap
        for gap in gaps_on(book, settings.as_of)
        if gap.fit.is_asked
        and gap.conclusion is not Conclusion.DECIDED
        and needs.concerns(gap, member.id)
        and (settings.system is None or gap.system_id == settings.system)
    ]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet per municipality; with none chosen, one for every member."""
    needs = Needs(book)
    members = _members(needs, settings)
    gaps = [asked(book, settings, needs, member) for member in members]
    sheets = (
        sheet
        for place, (member, own) in enumerate(zip(members, gaps, strict=True))
        for sheet in _sheets(book, settings, needs, member, own, place)
    )
    document = Document(
        title=TITLE if len(members) != 1 else f"{TITLE}({members[0].name})",
        sheets=tuple(sheets),
        author=book.consortium.name,
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )
    return outgoing(book, settings, LetterKind.GAP_INQUIRY, document, [gap.due_on for own in gaps for gap in own])


def _members(needs: Needs, settings: PrintSettings) -> list[Member]:
    return [one for one in needs.members if settings.municipality in {None, one.code}]


def _sheets(
    book: Book, settings: PrintSettings, needs: Needs, member: Member, gaps: list[Gap], place: int
) -> list[Sheet]:
    one, deadlines, how = book.all(Municipality)[member.id], [gap.due_on for gap in gaps], asking(book, settings)
    letter = letter_sheet(book, settings, LetterKind.GAP_INQUIRY, one, deadlines, {"件数": f"{len(gaps)}件"}, place)
    if not gaps:
        return [replace(letter, blocks=(Paragraph("　要否をお伺いする機能はありません。"),))]
    rows = tuple(_row(book, how, gap, needs.said(gap).get(member.id)) for gap in gaps)
    form = Sheet(
        f"フィット&ギャップ{TITLE}",
        (
            Paragraph("　　".join(answer_lines(book, settings, one, deadlines))),
            Table(_COLUMNS, rows, tall=True),
            Notes(_NOTES),
            FillIn((("記入者 職・氏名", 2), ("電話", 1), ("記入日", 1))),
        ),
        date=letter.date,
        number=letter.number,
        material=ANNEX,
    )
    return [letter, form]


def _row(book: Book, how: Asking, gap: Gap, said: GapNeed | None) -> Row:
    proposal = (gap.proposal.label if gap.proposal is not None else "", gap.proposed)
    until = f"回答期限 {how.words(gap.due_on)}" if gap.due_on else ""
    need = said.need if said is not None else None
    return Row(
        (
            str(gap.number),
            system_name(book, gap.system_id) if gap.system_id is not None else "",
            "\n".join(filter(None, (gap.function, until))),
            gap.present,
            gap.standard,
            "\n".join(filter(None, proposal)),
            boxes_text(tuple((one.label, one is need) for one in Need), "\n"),
            said.reason if said is not None else "",
        )
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return what the sheets ask as JSON: by member the items with what was said so far."""
    needs = Needs(book)
    sheets = []
    for member in _members(needs, settings):
        rows = [(gap, needs.said(gap).get(member.id)) for gap in asked(book, settings, needs, member)]
        told = [[gap.number, said.need if said is not None else None] for gap, said in rows]
        sheets.append({"code": member.code, "rows": told})
    return canonical({"report": "gap-inquiry", "sheets": sheets})
