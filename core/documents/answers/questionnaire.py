"""意向確認票: a letter to each municipality and, as its 別紙, boxes to tick with what saying yes would cost now."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.calc.allocation.item import Outcome
from core.calc.allocation.pricing import option_in_force
from core.calc.members import Member
from core.documents.allocation.notes import doubts
from core.documents.answers.own_items import Basis, basis_of, state_of
from core.documents.letters.deadlines import asking
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
from core.documents.paper.wording import amount, deadline_of, title_of, unit_text
from core.model.answers import AnswerState
from core.model.book import Book
from core.model.council import Municipality
from core.model.papers.letters import LetterKind
from core.model.papers.printouts import PRINTOUTS
from core.model.requests import Customization
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["questionnaire"].title

CHOICES = (AnswerState.YES, AnswerState.NO, AnswerState.UNDECIDED)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return a letter per municipality with the form to fill in as its 別紙; with none chosen, to every member."""
    basis = basis_of(book, settings)
    members = basis.members()
    asked = [_asked(basis, member) for member in members]
    sheets = (
        sheet
        for place, (member, own) in enumerate(zip(members, asked, strict=True))
        for sheet in _sheets(basis, member, own, place)
    )
    document = Document(
        title=TITLE if len(members) != 1 else f"{TITLE}({members[0].name})",
        sheets=tuple(sheets),
        author=book.consortium.name,
        paper=settings.paper,
        orientation=Orientation.LANDSCAPE,
    )
    deadlines = [deadline_of(book, one) for own in asked for one in own]
    return outgoing(book, settings, LetterKind.QUESTIONNAIRE, document, deadlines)


def _asked(basis: Basis, member: Member) -> list[Customization]:
    """Return the requests that the municipality is asked about: all that concern it, or those still open."""
    own = [customization for customization, _ in basis.items_of(member)]
    return [one for one in own if not basis.settings.open_only or state_of(basis.book, one, member).is_open]


def result(book: Book, settings: PrintSettings) -> str:
    """Return what the sheets show as JSON: the answer so far, and what yes costs now and if all join."""
    basis = basis_of(book, settings)
    sheets = [
        {
            "code": member.code,
            "rows": [_record(basis, member, customization) for customization in _asked(basis, member)],
        }
        for member in basis.members()
    ]
    return canonical({"report": "questionnaire", "money": settings.money.value, "sheets": sheets})


def _sheets(basis: Basis, member: Member, asked: list[Customization], place: int) -> list[Sheet]:
    book, settings = basis.book, basis.settings
    one = book.all(Municipality)[member.id]
    deadlines = [deadline_of(book, customization) for customization in asked]
    opened = sum(state_of(book, customization, member).is_open for customization in asked)
    values = {"件数": f"{len(asked)}件", "未定の件数": f"{opened}件"}
    letter = letter_sheet(book, settings, LetterKind.QUESTIONNAIRE, one, deadlines, values, place)
    if not asked:
        return [replace(letter, blocks=(Paragraph("　意向をお伺いするカスタマイズはありません。"),))]
    rows = tuple(_row(basis, member, customization) for customization in asked)
    form = Sheet(
        title=f"カスタマイズ{TITLE}",
        blocks=(
            Paragraph("　　".join(answer_lines(book, settings, one, deadlines))),
            Table(_COLUMNS, rows, unit=unit_text(book, settings.money), tall=True),
            Notes(tuple(_notes(basis, member, asked))),
            FillIn((("ご意見・ご要望", 1),)),
            FillIn((("記入者 職・氏名", 2), ("電話", 1), ("記入日", 1))),
        ),
        date=letter.date,
        number=letter.number,
        material=ANNEX,
    )
    return [letter, form]


_COLUMNS = (
    Column("項", align=Align.CENTER, width=3, repeat=True),
    Column("要望", width=16, weight=4, repeat=True),
    *(
        Column(heading, Kind.FIGURE, width=7, groups=("実施する場合の貴団体の負担額",))
        for heading in ("今の回答のまま加わると", "未定の団体も加わると")
    ),
    Column("前回の回答", align=Align.CENTER, width=5),
    Column("貴団体の意向", width=19),
    Column("ご意見", width=8, weight=2),
)


def _notes(basis: Basis, member: Member, asked: list[Customization]) -> Iterator[str]:
    yield (
        "意向の☐の一つに印を付けてください。前回の回答から変わらないときも、印を付けてください。"
        "「実施しない」場合の負担額は0円です。"
    )
    yield (
        "「今の回答のまま加わると」は、実施と回答した団体に貴団体を加えた団体数での額です。"
        "「未定の団体も加わると」は、未定・未回答の団体もすべて実施するときの額です。"
    )
    how = asking(basis.book, basis.settings)
    until = how.first(deadline_of(basis.book, one) for one in asked)
    items = dict[str, list[str]]()
    for customization in asked:
        told = [
            customization.description.replace("\n", " "),
            *doubts(customization, _if_yes(basis, member, customization)[0]),
        ]
        if how.of(deadline_of(basis.book, customization)) not in {None, until}:
            told.append(f"回答期限 {how.words(deadline_of(basis.book, customization))}")
        if any(told):
            said = "。".join(text.strip("。") for text in told if text)
            items.setdefault(said, []).append(f"項{customization.item}")
    yield from (f"{'、'.join(of)}: {said}" for said, of in items.items())


def _row(basis: Basis, member: Member, customization: Customization) -> Row:
    book, place = basis.book, basis.allocation.places[member.code]
    now, every = _if_yes(basis, member, customization)
    return Row(
        (
            customization.item,
            title_of(customization, option_in_force(book, customization)),
            _cost(now, place),
            _cost(every, place),
            state_of(book, customization, member).label,
            boxes_text(tuple((choice.label, False) for choice in CHOICES)),
            "",
        )
    )


def _cost(outcome: Outcome, place: int) -> str:
    """Return 170,000(2団体) on one line."""
    return f"{amount(outcome.shares[place], outcome)}({outcome.implementers}団体)".replace("\n", "")


def _if_yes(basis: Basis, member: Member, customization: Customization) -> tuple[Outcome, Outcome]:
    """Return what the request costs when the member joins: as the others have answered, and if all the undecided do."""
    return basis.if_it_joins(customization, member), basis.if_it_joins(customization, member, undecided_too=True)


def _record(basis: Basis, member: Member, customization: Customization) -> dict[str, Any]:
    place = basis.allocation.places[member.code]
    now, every = _if_yes(basis, member, customization)
    return {
        "item": customization.item,
        "answer": state_of(basis.book, customization, member).value,
        "if_yes": now.shares[place],
        "if_all_join": every.shares[place],
    }
