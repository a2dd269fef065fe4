"""出席・利害関係確認: by seat who was there, who stood in, what was declared, and whether its points count."""

from dataclasses import replace

from core.calc.evaluation.frame import persons_in
from core.calc.evaluation.results import Evaluation
from core.documents.evaluation.wording import Names, heading, made_of, paper, without
from core.documents.paper.document import Block, Column, Document, Emphasis, FillIn, Kind, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.council import System, municipality_name
from core.model.evaluation import Interest, Reviewer, ReviewRound
from core.model.machine.naming import in_order
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date

TITLE = PRINTOUTS["evaluation-interests"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet with every seat, on one page as far as it can be read there, for it is signed; hidden are the
    person, post and member, who stood in, and what was declared."""
    found = made_of(book, settings)
    if found is None:
        return without(book, settings, TITLE)
    made, names = found
    blocks: list[Block] = [heading(made), *_rounds(book, made)]
    if not made.frame.reviewers:
        blocks.append(Paragraph("審査員が登録されていません。"))
        return paper(book, settings, TITLE, tuple(blocks))
    columns = (
        Column("審査員", width=8, weight=1, repeat=True),
        *(() if names.numbered else (Column("団体・職", width=8, weight=1),)),
        Column("区分", width=6),
        Column("担当業務", width=6, weight=1),
        Column("出席", width=5),
        Column("代理人", width=5, weight=1),
        Column("利害関係", width=5),
        Column("内容", width=8, weight=2),
        Column("点", width=4),
    )
    rows = tuple(_row(book, made, names, one) for one in made.frame.reviewers)
    blocks += [Table(columns, rows), Notes(_lines(made)), FillIn((("確認者", 2), ("確認日", 1)))]
    made_paper = paper(book, settings, TITLE, tuple(blocks))
    return replace(made_paper, sheets=tuple(replace(sheet, in_one=True) for sheet in made_paper.sheets))


def _rounds(book: Book, made: Evaluation) -> list[Block]:
    rounds = in_order(book, book.children(ReviewRound, made.frame.procurement.id).values())
    if not rounds:
        return []
    columns = (
        Column("審査会", width=10, weight=2),
        Column("区分", width=6),
        Column("開催日", width=14, weight=1),
        Column("審査員数(延べ)", Kind.FIGURE),
    )
    rows = tuple(
        Row((one.name, one.panel.label, days_of(one), "" if one.seats is None else f"{one.seats}名")) for one in rounds
    )
    return [Table(columns, rows)]


def days_of(one: ReviewRound) -> str:
    """Return 平成26年1月29日〜平成26年1月31日, one day where it is one, nothing where it is not known."""
    days = dict.fromkeys(day for day in (one.held_from, one.held_until) if day)
    return "〜".join(map(show_date, days))


def _row(book: Book, made: Evaluation, names: Names, one: Reviewer) -> Row:
    system = book.all(System).get(one.system_id or 0)
    member = municipality_name(book, one.municipality_id) if one.municipality_id is not None else ""
    is_out = one.id in made.frame.out
    return Row(
        (
            names.seat(one.id),
            *(() if names.numbered else (" ".join(text for text in (member, one.post) if text),)),
            one.panel.label,
            system.name if system else "",
            one.attendance.label,
            ("あり" if one.substitute else "") if names.numbered else one.substitute,
            one.interest.label,
            ("あり" if one.interest_note else "") if names.numbered else one.interest_note,
            "使わない" if is_out else "使う",
        ),
        Emphasis.QUIET if is_out else Emphasis.PLAIN,
    )


def _lines(made: Evaluation) -> tuple[str, ...]:
    seats = made.frame.reviewers
    told = [f"審査員は延べ{len(seats)}名(席)、{persons_in(seats)}人です。"]
    undeclared = sum(one.interest is Interest.UNDECLARED for one in seats)
    if undeclared:
        told.append(f"利害関係を申告していない席が{undeclared}あります。審査の前に確かめてください。")
    told.append("利害関係が「あり」の審査員の点は、全提案者について使いません。")
    told.append(f"欠席の扱い: {made.frame.procurement.absence.label}")
    return tuple(told)


def result(book: Book, settings: PrintSettings) -> str:
    """Return how many seats there are, how many have an interest or have not declared, and how many do not count."""
    found = made_of(book, settings)
    seats = found[0].frame.reviewers if found else ()
    counted = {
        "seats": len(seats),
        "interested": sum(one.interest is Interest.SOME for one in seats),
        "undeclared": sum(one.interest is Interest.UNDECLARED for one in seats),
        "out": len(found[0].frame.out) if found else 0,
    }
    return canonical({"report": "evaluation-interests", **counted})
