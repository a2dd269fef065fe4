"""団体別カスタマイズ費用通知: a letter to each municipality, and as its 別紙 what it has agreed to or not decided, and
what that costs."""

from dataclasses import replace
from typing import Any

from core.calc.allocation.allocate import Totals, sum_up
from core.calc.allocation.item import ItemResult, View
from core.calc.allocation.pricing import option_in_force
from core.calc.members import Member
from core.documents.allocation.notes import doubts
from core.documents.answers.own_items import Basis, basis_of, state_of
from core.documents.letters.address import addressee
from core.documents.letters.deadlines import asking
from core.documents.letters.letter import ANNEX, letter_sheet, outgoing
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import (
    amount,
    deadline_of,
    is_anonymous,
    span,
    states_of,
    title_of,
    unit_text,
)
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["notice"].title

Own = list[tuple[Customization, ItemResult, AnswerState]]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter per municipality with its 別紙, each with pages of its own; with none chosen, to every member."""
    basis = basis_of(book, settings)
    members = basis.members()
    owns = [_own(basis, member) for member in members]
    sheets = (
        sheet
        for place, (member, own) in enumerate(zip(members, owns, strict=True))
        for sheet in _sheets(basis, member, own, place)
    )
    document = Document(
        title=TITLE if len(members) != 1 else f"{TITLE}({members[0].name})",
        sheets=tuple(sheets),
        author=book.consortium.name,
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )
    return outgoing(book, settings, LetterKind.NOTICE, document, [one for own in owns for one in _asked(book, own)])


def result(book: Book, settings: PrintSettings) -> str:
    """Return what the sheets show as JSON, in yen (None: no amount)."""
    basis = basis_of(book, settings)
    sheets = [_record(basis, member) for member in basis.members()]
    return canonical({"report": "notice", "money": settings.money.value, "sheets": sheets})


def _own(basis: Basis, member: Member) -> Own:
    """Return the requests that the member implements or has not decided about."""
    items = ((one, item, state_of(basis.book, one, member)) for one, item in basis.items_of(member))
    return [(one, item, state) for one, item, state in items if state is AnswerState.YES or state.is_open]


def _totals(basis: Basis, own: Own) -> dict[View, Totals]:
    return {view: sum_up(basis.frame, [item for _, item, _ in own], view) for view in View}


def _asked(book: Book, own: Own) -> list[str | None]:
    """Return the deadlines of what has no answer yet."""
    return [deadline_of(book, customization) for customization, _, state in own if state.is_open]


def _sheets(basis: Basis, member: Member, own: Own, place: int) -> list[Sheet]:
    book, settings = basis.book, basis.settings
    at = basis.allocation.places[member.code]
    totals = {view: one.shares[at] for view, one in _totals(basis, own).items()}
    asked, one = _asked(book, own), book.all(Municipality)[member.id]
    values = {
        "合計": f"{show_yen(totals[View.MAX])}円",
        "あり得る幅": f"{span(totals[View.LOW], totals[View.HIGH])}円",
        "件数": f"{len(own)}件",
        "未定の件数": f"{len(asked)}件",
    }
    letter = letter_sheet(book, settings, LetterKind.NOTICE, one, asked, values, place)
    annex = Sheet(
        title=TITLE,
        blocks=tuple(_blocks(basis, member, own, totals)),
        date=letter.date,
        number=letter.number,
        addressee=addressee(book, settings, one),
        material=ANNEX,
    )
    return [letter, annex] if own else [replace(letter, blocks=(Paragraph(_NOTHING), *letter.blocks[-1:]))]


_NOTHING = "　貴団体が実施する、または意向の決まっていないカスタマイズはありません。"


def _blocks(basis: Basis, member: Member, own: Own, totals: dict[View, int]) -> list[Block]:
    book, settings = basis.book, basis.settings
    place = basis.allocation.places[member.code]
    rows = tuple(_row(basis, place, *one) for one in own)
    sign = member.label if is_anonymous(book, settings) else ""
    legend = f"按分表での記号: {sign}" if sign else ""
    table = Table(_COLUMNS, rows, (_total_row(totals),), unit_text(book, settings.money), legend)
    return [table, Notes(tuple(_notes(own)))]


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=14, weight=3, repeat=True),
    Column("貴団体の意向", align=Align.CENTER, width=4),
    Column("実施団体数", align=Align.CENTER, width=7),
    Column("総額", Kind.FIGURE),
    *(
        Column(heading, Kind.FIGURE, groups=("貴団体の負担額",))
        for heading in ("今の回答による額", "未定も実施した場合", "あり得る幅の最小", "あり得る幅の最大")
    ),
    Column("備考", width=8, weight=2),
)


def _row(basis: Basis, place: int, customization: Customization, item: ItemResult, state: AnswerState) -> Row:
    book = basis.book
    outcome = item.max
    others = states_of(book, customization, basis.allocation.members)
    opened = sum(one.is_open for one in others)
    remarks = [*doubts(customization, outcome)]
    if item.spread.slack:
        remarks.append(f"最小・最大は最大{show_yen(item.spread.slack)}円広め")
    deadline = deadline_of(book, customization)
    if state.is_open and (deadline or basis.settings.deadline):
        remarks.append(f"回答期限 {asking(book, basis.settings).words(deadline)}")
    return Row(
        (
            outcome.branch or customization.item,
            title_of(customization, option_in_force(book, customization)),
            state.label,
            f"{outcome.implementers}団体" + (f"\n(ほか未定{opened})" if opened else ""),
            amount(outcome.total, outcome),
            state.label if state.is_open else amount(outcome.shares[place], outcome),
            amount(item.all.shares[place], item.all),
            _bound(item, item.low[place]),
            _bound(item, item.high[place]),
            "\n".join(remarks),
        )
    )


def _bound(item: ItemResult, yen: int | None) -> str:
    if yen is None:
        return "見積なし"
    return f"概算\n{show_yen(yen)}" if item.spread_estimated else show_yen(yen)


def _total_row(totals: dict[View, int]) -> Row:
    figures = (show_yen(totals[view]) for view in (View.MAX, View.ALL, View.LOW, View.HIGH))
    return Row(("", "合計", "", "", "", *figures, ""), Emphasis.TOTAL)


def _notes(own: Own) -> list[str]:
    lines = [
        "「今の回答による額」は、未定・未回答の団体を「実施しない」とみなした額です。"
        "「未定も実施した場合」は、未定・未回答の団体をすべて「実施」とみなした額です。",
        "「あり得る幅」は、貴団体を含む未定・未回答の団体のあらゆる答え方についての額です。",
    ]
    if any(item.incomplete(view) for _, item, _ in own for view in View):
        lines.append("一部未算定: 見積のない実施団体数があり、その額は合計に含みません。")
    if any(item.estimated(view) for _, item, _ in own for view in View):
        lines.append("概算は、前後の実施団体数の見積の間を直線で補った額です。")
    return lines


def _record(basis: Basis, member: Member) -> dict[str, Any]:
    own, place = _own(basis, member), basis.allocation.places[member.code]
    return {
        "code": member.code,
        "rows": [
            {
                "item": customization.item,
                "branch": item.max.branch,
                "answer": state.value,
                "implementers": item.max.implementers,
                "total": item.max.total,
                **{view.value: item.shares(view)[place] for view in View},
            }
            for customization, item, state in own
        ],
        "totals": {view.value: one.shares[place] for view, one in _totals(basis, own).items()},
    }
