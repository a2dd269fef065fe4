"""情報提供依頼の比較表: who was asked and answered, round by round, and what the vendors declare, side by side."""

from core.calc.inquiries.side_by_side import (
    Area,
    Declared,
    areas_of,
    counts_of,
    inquiries_of,
    replies_of,
    systems_of,
    whole_of,
)
from core.documents.evaluation.wording import letter
from core.documents.paper.document import Block, Column, Document, Heading, Kind, Notes, Paragraph, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, is_anonymous, sheet_date
from core.model.book import Book
from core.model.papers.printouts import PRINTOUTS
from core.model.selection.inquiries import Inquiry, Reply, ReplyState
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.partial_dates import show_partial_date

TITLE = PRINTOUTS["inquiries"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with every round, then the vendors of each side by side; signs stand in for their names."""
    rounds = inquiries_of(book)
    blocks: list[Block] = [_rounds(book, rounds)] if rounds else [Paragraph("情報提供依頼が登録されていません。")]
    for inquiry in rounds:
        replies = [one for one in replies_of(book, inquiry) if one.state is ReplyState.REPLIED]
        if replies:
            blocks += _compared(book, settings, inquiry, replies)
    sheet = Sheet(TITLE, tuple(blocks), sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(TITLE, (sheet,), author=book.consortium.name, footer=footer(settings), paper=settings.paper)


def _rounds(book: Book, rounds: list[Inquiry]) -> Table:
    columns = (
        Column("依頼", width=10, weight=1, repeat=True),
        Column("依頼日", width=9),
        Column("締切", width=10),
        Column("依頼した数", Kind.FIGURE),
        Column("回答した数", Kind.FIGURE),
        Column("回答率", Kind.FIGURE),
        Column("目的", width=10, weight=2),
    )
    return Table(columns, tuple(_round(book, one) for one in rounds), sparing=True)


def _round(book: Book, one: Inquiry) -> Row:
    counts = counts_of(book, one)
    return Row(
        (
            one.name,
            show_partial_date(one.asked_on) if one.asked_on else "",
            show_date(one.due_on),
            _people(counts.asked),
            _people(counts.replied),
            "" if counts.rate is None else f"{counts.rate}%",
            one.purpose,
        )
    )


def _people(count: int | None) -> str:
    return "" if count is None else f"{count}者"


def _compared(book: Book, settings: PrintSettings, inquiry: Inquiry, replies: list[Reply]) -> list[Block]:
    hidden = is_anonymous(book, settings)
    order = {one.id: at for at, one in enumerate(replies_of(book, inquiry))}
    names = {one.id: f"{letter(order[one.id])}社" if hidden else one.vendor for one in replies}
    areas = areas_of(book, replies)
    columns = (
        Column("業務", width=8, weight=1, repeat=True),
        *(
            column
            for one in replies
            for column in (
                Column("初期", Kind.FIGURE, groups=(names[one.id],)),
                Column("年額", Kind.FIGURE, groups=(names[one.id],)),
                Column("適合率", Kind.FIGURE, groups=(names[one.id],)),
            )
        ),
    )
    rows = tuple(_area(area, replies) for area in areas)
    whole = Row(("全体", *(cell for one in replies for cell in _cells(whole_of(one, areas)))))
    offered = "、".join(
        f"{names[one.id]} {systems}業務" for one in replies if (systems := systems_of(one, areas)) is not None
    )
    lines = [f"対応業務数: {offered}"] if offered else []
    lines += [f"{names[one.id]}の前提: {one.premises}" for one in replies if one.premises and not hidden]
    lines.append("空欄は、回答に示されていないものです。")
    table = Table(columns, rows, (whole,), unit="単位:円")
    return [Heading(f"{inquiry.name}の回答"), table, Notes(tuple(lines))]


def _area(area: Area, replies: list[Reply]) -> Row:
    name = area.system.name if area.system is not None else "その他"
    return Row((name, *(cell for one in replies for cell in _cells(area.declared.get(one.id, Declared())))))


def _cells(one: Declared) -> tuple[str, str, str]:
    fit = "" if one.fit_percent is None else f"{one.fit_percent}%"
    return show_yen(one.initial_yen), show_yen(one.yearly_yen), fit


def result(book: Book, _: PrintSettings) -> str:
    """Return how many were asked and answered, and what is declared in all, as JSON."""
    rounds = []
    for inquiry in inquiries_of(book):
        replies, counts = replies_of(book, inquiry), counts_of(book, inquiry)
        areas = areas_of(book, replies)
        whole = {one.vendor: whole_of(one, areas) for one in replies}
        rounds.append(
            {
                "name": inquiry.name,
                "asked": counts.asked,
                "replied": counts.replied,
                "rate": counts.rate,
                "vendors": {name: [one.initial_yen, one.yearly_yen, one.fit_percent] for name, one in whole.items()},
            }
        )
    return canonical({"report": "inquiries", "rounds": rounds})
