"""意向確認票: boxes for one municipality to tick, with what each answer would cost at present."""

from typing import Any

from core.calc.allocation.item import Outcome
from core.calc.allocation.pricing import option_in_force
from core.calc.members import Member
from core.documents.allocation.notes import doubts
from core.documents.answers.own_items import Basis, basis_of, state_of
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
from core.documents.paper.wording import amount, footer, sender, sheet_date, title_of, unit_text
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.requests import Customization, Option, Quote
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

TITLE = "意向確認票"

CHOICES = (AnswerState.YES, AnswerState.NO, AnswerState.UNDECIDED)


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
    """Return what the sheets show as JSON: the answer so far, and what yes costs now and if all join."""
    basis = basis_of(book, settings)
    sheets = [
        {
            "code": member.code,
            "rows": [_record(basis, member, customization) for customization, _ in basis.items_of(member)],
        }
        for member in basis.members()
    ]
    return canonical({"report": "questionnaire", "money": settings.money.value, "sheets": sheets})


def _sheet(basis: Basis, member: Member) -> Sheet:
    book, settings = basis.book, basis.settings
    rows = tuple(_row(basis, member, customization) for customization, _ in basis.items_of(member))
    until = show_date(book.consortium.answer_deadline)
    table: list[Block] = [Table(_COLUMNS, rows, unit=unit_text(book, settings.money), tall=True)] if rows else []
    return Sheet(
        title=f"カスタマイズ{TITLE}",
        blocks=(
            Paragraph(_opening(until) if rows else "意向をお伺いするカスタマイズはありません。"),
            *table,
            Notes(_NOTES if rows else ()),
            FillIn((("ご意見・ご要望", 1),)),
            FillIn((("記入者 職・氏名", 2), ("電話", 1), ("記入日", 1))),
        ),
        date=sheet_date(book, settings),
        number=settings.number,
        addressee=f"{member.name} 御中",
        sender=sender(book),
    )


def _opening(until: str) -> str:
    text = "次のカスタマイズについて、貴団体の意向の☐に印を付けてお知らせください。"
    return f"{text}{until}までに事務局へご返送ください。" if until else text


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=13, weight=3, repeat=True),
    Column("実施団体数ごとの見積(総額)", width=12),
    *(
        Column(heading, Kind.FIGURE, width=7, groups=("実施する場合の貴団体の負担額",))
        for heading in ("今の回答のまま加わると", "未定の団体も加わると")
    ),
    Column("貴団体の意向", width=7),
    Column("ご意見", width=11, weight=2),
)

_NOTES = (
    "「実施しない」場合の負担額は0円です。印の付いた☑は、これまでにいただいた回答です。",
    "「今の回答のまま加わると」は、実施と回答した団体に貴団体を加えた団体数での額です。「未定の団体も加わると」は、未定・未回答の団体もすべて実施するときの額です。",
)


def _row(basis: Basis, member: Member, customization: Customization) -> Row:
    book, place = basis.book, basis.allocation.places[member.code]
    now, every = _if_yes(basis, member, customization)
    state = state_of(book, customization, member)
    deadline = customization.deadline
    details = (
        title_of(customization, option_in_force(book, customization)),
        customization.description,
        *doubts(customization, now),
        f"回答期限 {show_date(deadline)}" if deadline and deadline != book.consortium.answer_deadline else "",
    )
    return Row(
        (
            customization.item,
            "\n".join(text for text in details if text),
            "\n".join(_quotes(basis, customization)),
            f"{amount(now.shares[place], now)}\n({now.implementers}団体)",
            f"{amount(every.shares[place], every)}\n({every.implementers}団体)",
            boxes_text(tuple((choice.label, choice is state) for choice in CHOICES), "\n"),
            "",
        )
    )


def _if_yes(basis: Basis, member: Member, customization: Customization) -> tuple[Outcome, Outcome]:
    """Return what the request costs when the member joins: as the others have answered, and if all the undecided do."""
    return basis.if_it_joins(customization, member), basis.if_it_joins(customization, member, undecided_too=True)


def _quotes(basis: Basis, customization: Customization) -> list[str]:
    """Return the quotes in force, or those of every option where none is adopted yet, one per line."""
    option = option_in_force(basis.book, customization)
    options = [option] if option else list(basis.book.children(Option, customization.id).values())
    lines = []
    for one in sorted(options, key=lambda option: (option.position, option.id)):
        if len(options) > 1:
            lines.append(f"案 {one.name or one.position}")
        quotes = basis.book.children(Quote, one.id).values()
        for quote in sorted(quotes, key=lambda quote: quote.implementers):
            lines.append(f"{quote.implementers}団体 {show_yen(basis.settings.money.of(quote))}円")
    return lines or ["見積なし"]


def _record(basis: Basis, member: Member, customization: Customization) -> dict[str, Any]:
    place = basis.allocation.places[member.code]
    now, every = _if_yes(basis, member, customization)
    return {
        "item": customization.item,
        "answer": state_of(basis.book, customization, member).value,
        "if_yes": now.shares[place],
        "if_all_join": every.shares[place],
    }
