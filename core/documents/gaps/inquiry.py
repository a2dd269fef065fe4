"""要否照会票: for each municipality, boxes to tick whether it needs what the package does not do by itself."""

from core.calc.gaps.fits import Needs
from core.calc.gaps.known import gaps_on
from core.calc.members import Member
from core.documents.paper.document import (
    Align,
    Block,
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
from core.documents.paper.wording import footer, sender, sheet_date
from core.model.book import Book
from core.model.gaps import Conclusion, Gap, GapNeed, Need, system_name
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = "要否照会票"

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
    return Document(
        title=TITLE if len(members) != 1 else f"{TITLE}({members[0].name})",
        sheets=tuple(_sheet(book, settings, needs, member) for member in members),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


def _members(needs: Needs, settings: PrintSettings) -> list[Member]:
    return [one for one in needs.members if settings.municipality in {None, one.code}]


def _sheet(book: Book, settings: PrintSettings, needs: Needs, member: Member) -> Sheet:
    gaps = asked(book, settings, needs, member)
    rows = tuple(_row(book, gap, needs.said(gap).get(member.id)) for gap in gaps)
    opening = "次の機能が貴団体の業務に必要かどうか、☐に印を付けてお知らせください。"
    blocks: list[Block] = [Paragraph(opening if rows else "要否をお伺いする機能はありません。")]
    if rows:
        fields = (("記入者 職・氏名", 2), ("電話", 1), ("記入日", 1))
        blocks += [Table(_COLUMNS, rows, tall=True), Notes(_NOTES), FillIn(fields)]
    return Sheet(
        f"フィット&ギャップ{TITLE}",
        tuple(blocks),
        sheet_date(book, settings),
        settings.number,
        addressee=f"{member.name} 御中",
        sender=sender(book),
    )


def _row(book: Book, gap: Gap, said: GapNeed | None) -> Row:
    proposal = (gap.proposal.label if gap.proposal is not None else "", gap.proposed)
    until = f"回答期限 {show_date(gap.due_on)}" if gap.due_on else ""
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
