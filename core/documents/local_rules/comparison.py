"""独自ルール対照表: every rule, what each member makes of it, how it is met, and what that spares and costs."""

from core.calc.local_rules.board import Board, board_of, covered, reviewed_by, rules_of
from core.calc.local_rules.payback import added_work, avoided_yen, payback_of
from core.documents.local_rules.wording import (
    EMPTY,
    LEGEND,
    avoided_text,
    decided,
    mark_of,
    notes_of,
    system_of,
    work_text,
)
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
from core.documents.paper.turned import headed
from core.documents.paper.wording import footer, sheet_date, shown_names
from core.model.book import Book
from core.model.local_rules import LocalRule
from core.model.papers.printouts import PRINTOUTS
from core.model.values.money import show_yen
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["local-rules"].title
_MEMBERS = "団体の扱い"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the rules × members with the sums below them; further sheets where there are many members."""
    board, rules = board_of(book, settings.as_of or ""), rules_of(book)
    names = shown_names(book, settings, board.members)
    blocks: tuple[Block, ...] = (Paragraph(EMPTY),)
    if rules:
        rows = tuple(Row(_cells(book, board, rule, settings.as_of)) for rule in rules)
        table = Table(_columns(names), rows, _totals(board, rules), legend=LEGEND, sparing=True)
        blocks = (*headed(table, _MEMBERS, "団体", "番号"), Notes(notes_of(book, settings)))
    sheet = Sheet(TITLE, blocks, sheet_date(book, settings), settings.number, sender=book.consortium.name)
    return Document(
        TITLE, (sheet,), book.consortium.name, footer(settings), settings.paper, orientation=Orientation.LANDSCAPE
    )


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    return (
        Column("番号", width=2, align=Align.CENTER, repeat=True),
        Column("独自ルール", width=10, weight=3, repeat=True),
        Column("業務", width=5, weight=1),
        Column("種類", width=4),
        *(Column(name, width=2, align=Align.CENTER, groups=(_MEMBERS,)) for name in names),
        Column("標準での扱い", width=3, align=Align.CENTER),
        Column("対応", width=7),
        Column("避けた費用(円)", Kind.FIGURE),
        Column("増える時間(分/年)", Kind.FIGURE),
        Column("回収年数", width=4, align=Align.CENTER),
        Column("決定", width=5, weight=1),
    )


def _cells(book: Book, board: Board, rule: LocalRule, day: str | None) -> tuple[str, ...]:
    uses = board.uses(rule)
    return (
        rule.number,
        rule.name,
        system_of(book, rule),
        rule.kind.label if rule.kind else "",
        *(mark_of(board, rule, member.id, uses) for member in board.members),
        rule.standard.mark if rule.standard else "",
        rule.cover.label,
        avoided_text(board, rule),
        work_text(board, rule),
        payback_of(board, rule).text,
        decided(book, rule, day),
    )


def _totals(board: Board, rules: list[LocalRule]) -> tuple[Row, ...]:
    """The review rate by member, and the sums of what is known."""
    uses = [board.uses(rule) for rule in rules]
    rates = [reviewed_by([one.get(member.id) for one in uses]) for member in board.members]
    avoided = [avoided_yen(board, rule) for rule in rules]
    work = [added_work(board, rule) for rule in rules]
    known = [one for one in avoided if one is not None]
    minutes = [one.minutes for one in work if one.minutes is not None]
    is_partial = any(one.is_partial for one in work)
    row = Row(
        (
            "",
            "見直し率・合計",
            "",
            "",
            *(one.text.replace("(", "\n(") for one in rates),
            "",
            covered(rules).text.replace("(", "\n("),
            show_yen(sum(known)) if known else "",
            f"{show_yen(sum(minutes))}{'(一部未算定)' if is_partial else ''}" if minutes else "",
            "",
            "",
        ),
        Emphasis.TOTAL,
    )
    return (row,)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board = board_of(book, settings.as_of or "")
    names = shown_names(book, settings, board.members)
    rows = []
    for rule in rules_of(book):
        uses = board.uses(rule)
        rows.append(
            {
                "number": rule.number,
                "name": rule.name,
                "uses": {
                    name: mark_of(board, rule, member.id, uses)
                    for name, member in zip(names, board.members, strict=True)
                },
                "cover": rule.cover,
                "avoided_yen": avoided_yen(board, rule),
                "added_minutes": added_work(board, rule).minutes,
                "payback": payback_of(board, rule).text,
            }
        )
    return canonical({"report": "local-rules", "rules": rows})
