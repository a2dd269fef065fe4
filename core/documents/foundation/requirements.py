"""DC要件充足表: every requirement, what each site shows for it, and how much of it is met."""

from core.calc.foundation.requirements import MET_TERMS, Board, board_of, met_by
from core.documents.foundation.wording import (
    NO_REQUIREMENTS,
    SIGNS,
    check_mark,
    check_text,
    day_shown,
    paper,
    threshold_text,
)
from core.documents.paper.document import (
    Align,
    Block,
    Column,
    Document,
    Emphasis,
    Notes,
    Paragraph,
    Row,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.model.book import Book
from core.model.foundation.requirements import Need, Requirement
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date

TITLE = PRINTOUTS["requirements"].title


def build(book: Book, settings: PrintSettings) -> Document:
    """Return the requirements × sites as of a day, with the rates below them."""
    board = board_of(book, day_shown(book, settings))
    blocks: tuple[Block, ...] = (Paragraph(NO_REQUIREMENTS),)
    if board.requirements:
        rows = tuple(Row(_cells(board, one)) for one in board.requirements)
        day = f"{show_date(board.day)}現在　" if board.day else ""
        table = Table(_columns(board), rows, _totals(board), legend=f"{day}{SIGNS}", sparing=True)
        blocks = (table, Notes((MET_TERMS, *_remarks(board))))
    return paper(TITLE, blocks, book, settings)


def _columns(board: Board) -> tuple[Column, ...]:
    return (
        Column("番号", width=2, align=Align.CENTER, repeat=True),
        Column("分類", width=4, repeat=True),
        Column("要件", width=12, weight=4, repeat=True),
        Column("基準値", width=4, weight=1),
        Column("必須・加点", width=3, align=Align.CENTER),
        Column("根拠", width=3, weight=1),
        *(
            column
            for site in board.sites
            for column in (
                Column("判定", width=2, align=Align.CENTER, groups=(site.name,)),
                Column("値・根拠資料", width=8, weight=3, groups=(site.name,)),
            )
        ),
    )


def _cells(board: Board, one: Requirement) -> tuple[str, ...]:
    rows = board.rows(one)
    told = (
        text
        for site in board.sites
        for text in (check_mark(rows.get(site.id), board.is_expired(one, site.id)), check_text(rows.get(site.id)))
    )
    kind = one.kind.label if one.kind else ""
    return (one.number, kind, one.content, threshold_text(one), one.need.label, one.basis, *told)


def _remarks(board: Board) -> list[str]:
    """Return the remarks, one that several requirements share once."""
    found: dict[str, list[str]] = {}
    for one in board.requirements:
        if one.note:
            found.setdefault(one.note, []).append(one.number)
    return [f"要件{'、'.join(numbers)}: {note}" for note, numbers in found.items()]


def _totals(board: Board) -> tuple[Row, ...]:
    lines: list[tuple[str, Need | None]] = [(f"充足率({need.label})", need) for need in Need]
    lines.append(("充足率(全体)", None))
    return tuple(
        Row(
            (
                "",
                "",
                name,
                "",
                "",
                "",
                *(text for site in board.sites for text in ("", met_by(board, site, need).text)),
            ),
            Emphasis.TOTAL,
        )
        for name, need in lines
    )


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board = board_of(book, day_shown(book, settings))
    rows = [list(_cells(board, one)) for one in board.requirements]
    met = {site.name: [met_by(board, site, need).text for need in (*Need, None)] for site in board.sites}
    return canonical({"report": "requirements", "as_of": board.day, "rows": rows, "met": met})
