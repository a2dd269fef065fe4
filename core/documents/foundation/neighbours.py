"""隣はやっているのか: services × municipalities on one page, for a mayor who asks."""

from core.calc.foundation.services import Board, board_of
from core.documents.foundation.wording import NO_SERVICES, STATES, paper, status_text
from core.documents.paper.document import Align, Block, Column, Document, Emphasis, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.foundation.services import ServiceState
from core.model.values.paper import Orientation

TITLE = "隣はやっているのか(住民サービス)"
_ACROSS = 12
"""More members stand one below the other."""


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one table: services down and members across, or the other way round where there are many members."""
    board = board_of(book)
    names = shown_names(book, settings, board.members)
    if not board.services:
        return paper(TITLE, (Paragraph(NO_SERVICES),), book, settings)
    down = len(names) > _ACROSS
    table = _members_down(board, names) if down else _services_down(board, names)
    notes = tuple(f"{one.name}: {one.note}" for one in board.services if one.note)
    blocks: tuple[Block, ...] = (table, Notes(notes)) if notes else (table,)
    return paper(TITLE, blocks, book, settings, Orientation.PORTRAIT if down else Orientation.LANDSCAPE)


def running(board: Board) -> list[str]:
    """Return by service how many members do it: 6/6."""
    return [f"{board.count(one, ServiceState.RUNNING):,}/{len(board.members):,}" for one in board.services]


def _services_down(board: Board, names: tuple[str, ...]) -> Table:
    columns = (
        Column("住民サービス", width=9, weight=2, repeat=True),
        Column("対象", width=5, weight=2),
        *(Column(name, width=4, weight=1, align=Align.CENTER) for name in names),
        Column("実施中", width=3, align=Align.CENTER),
    )
    rows = tuple(
        Row((one.name, one.covers, *(status_text(board.rows(one).get(member.id)) for member in board.members), count))
        for one, count in zip(board.services, running(board), strict=True)
    )
    return Table(columns, rows, legend=STATES)


def _members_down(board: Board, names: tuple[str, ...]) -> Table:
    columns = (
        Column("団体", width=6, repeat=True),
        *(Column(one.name, width=4, weight=1, align=Align.CENTER) for one in board.services),
    )
    rows = tuple(
        Row((name, *(status_text(board.rows(one).get(member.id)).replace("\n", " ") for one in board.services)))
        for name, member in zip(names, board.members, strict=True)
    )
    return Table(columns, rows, (Row(("実施中", *running(board)), Emphasis.TOTAL),), legend=STATES)


def result(book: Book, settings: PrintSettings) -> str:
    """Return the same as JSON."""
    board = board_of(book)
    names = shown_names(book, settings, board.members)
    told = {
        one.name: {
            name: status_text(board.rows(one).get(member.id)) for name, member in zip(names, board.members, strict=True)
        }
        for one in board.services
    }
    return canonical({"report": "neighbours", "services": told, "running": running(board)})
