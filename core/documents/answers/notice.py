"""団体別カスタマイズ費用通知: to each municipality, what it has agreed to or not yet decided, and what it costs."""

from typing import Any

from core.calc.allocation.allocate import Totals, sum_up
from core.calc.allocation.item import ItemResult, View
from core.calc.allocation.pricing import option_in_force
from core.calc.members import Member
from core.documents.allocation.notes import doubts
from core.documents.answers.own_items import Basis, basis_of, state_of
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    KeyValues,
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
    day,
    deadline_of,
    footer,
    is_anonymous,
    sender,
    sheet_date,
    span,
    states_of,
    title_of,
    unit_text,
)
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

TITLE = "団体別カスタマイズ費用通知"

Own = list[tuple[Customization, ItemResult, AnswerState]]


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet per municipality, each with its own page numbers; with none chosen, one for every member."""
    basis = basis_of(book, settings)
    members = basis.members()
    return Document(
        title=TITLE if len(members) != 1 else f"{TITLE}({members[0].name})",
        sheets=tuple(_sheet(basis, member) for member in members),
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )


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


def _sheet(basis: Basis, member: Member) -> Sheet:
    own, place = _own(basis, member), basis.allocation.places[member.code]
    totals = {view: one.shares[place] for view, one in _totals(basis, own).items()}
    return Sheet(
        title=TITLE,
        blocks=tuple(_blocks(basis, member, own, totals)),
        date=sheet_date(basis.book, basis.settings),
        number=basis.settings.number,
        addressee=f"{member.name} 御中",
        sender=sender(basis.book),
    )


def _blocks(basis: Basis, member: Member, own: Own, totals: dict[View, int]) -> list[Block]:
    book, settings = basis.book, basis.settings
    opened = sum(state.is_open for _, _, state in own)
    pairs = [
        ("合計(最大)", f"{show_yen(totals[View.MAX])}円"),
        ("合計(全員実施)", f"{show_yen(totals[View.ALL])}円"),
        ("合計の範囲", f"{span(totals[View.LOW], totals[View.HIGH])}円"),
        ("未定・未回答", f"{opened}件"),
        ("回答期限", day(book.consortium.answer_deadline)),
        *((("按分表での記号", member.label),) if is_anonymous(book, settings) and member.label else ()),
    ]
    blocks: list[Block] = [Paragraph(_opening(book, settings, own)), KeyValues(tuple(pairs), 3)]
    if own:
        place = basis.allocation.places[member.code]
        rows = tuple(_row(basis, place, *one) for one in own)
        blocks.append(Table(_COLUMNS, rows, (_total_row(totals),), unit_text(book, settings.money)))
    blocks.append(Notes(tuple(_notes(own))))
    return blocks


def _opening(book: Book, settings: PrintSettings, own: Own) -> str:
    when = show_date(sheet_date(book, settings))
    if not own:
        return (
            f"{when + '現在、' if when else ''}貴団体が実施する、または意向の決まっていないカスタマイズはありません。"
        )
    text = f"貴団体に関係するカスタマイズの費用と負担額を、{when + '現在で' if when else ''}次のとおりお知らせします。"
    if any(state.is_open for _, _, state in own) and book.consortium.answer_deadline:
        text += f"未定・未回答のものは、{show_date(book.consortium.answer_deadline)}までにご回答ください。"
    return text


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=14, weight=3, repeat=True),
    Column("貴団体の意向", align=Align.CENTER, width=4),
    Column("実施団体数", align=Align.CENTER, width=7),
    Column("総額", Kind.FIGURE),
    *(
        Column(heading, Kind.FIGURE, groups=("貴団体の負担額",))
        for heading in ("現在の回答", "全員実施", "最小", "最大")
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
    if state.is_open and deadline:
        remarks.append(f"回答期限 {show_date(deadline)}")
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
        "「現在の回答」は、未定・未回答の団体を「実施しない」とみなした額です(合計(最大)と同じ)。"
        "「全員実施」は、未定・未回答の団体をすべて「実施」とみなした額です。",
        "「最小」「最大」は、貴団体を含む未定・未回答の団体のあらゆる答え方についての額です。",
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
