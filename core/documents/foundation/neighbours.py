"""隣はやっているのか: services × municipalities on one page, for a mayor who asks."""

from dataclasses import replace
from itertools import zip_longest

from core.calc.foundation.services import Board, board_of
from core.documents.foundation.wording import NO_SERVICES, STATES, paper, status_text
from core.documents.paper.document import Align, Block, Column, Document, Emphasis, Notes, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.foundation.services import Service, ServiceState
from core.model.papers.printouts import PRINTOUTS
from core.model.values.paper import Orientation, Paper

TITLE = PRINTOUTS["neighbours"].title
_ACROSS = 12
"""More members stand one below the other."""
_DATED = 20
"""Of more members the month since when has no room."""
_DOWN = 32
"""More members need the larger paper, in two columns beside each other."""
_MOST_SERVICES = 12
"""So many services have room twice."""
UNDATED = "開始の時期は「サービス一覧」にあります。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one table: services down and members across, or the other way round where there are many members, on A3
    where they would not stand on one page."""
    board = board_of(book)
    names = shown_names(book, settings, board.members)
    if not board.services:
        return paper(TITLE, (Paragraph(NO_SERVICES),), book, settings)
    down, many = len(names) > _ACROSS, len(names) > _DOWN
    stacks = 2 if many and len(board.services) <= _MOST_SERVICES else 1
    table = _members_down(board, names, stacks) if down else _services_down(board, names)
    notes = [f"{one.name}: {one.note}" for one in board.services if one.note]
    if len(names) > _DATED:
        notes.append(UNDATED)
    blocks: tuple[Block, ...] = (table, Notes(tuple(notes))) if notes else (table,)
    upright = down and stacks == 1
    chosen = replace(settings, paper=Paper.A3) if many else settings
    return paper(TITLE, blocks, book, chosen, Orientation.PORTRAIT if upright else Orientation.LANDSCAPE)


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


def _members_down(board: Board, names: tuple[str, ...], stacks: int) -> Table:
    """Return the members one below the other, in so many columns beside each other."""
    columns = (
        Column("団体", width=6, repeat=stacks == 1),
        *(Column(one.name, width=3, weight=1, align=Align.CENTER) for one in board.services),
    )
    dated = len(names) <= _DATED
    lines = [
        (name, *(_cell(board, one, member.id, dated) for one in board.services))
        for name, member in zip(names, board.members, strict=True)
    ]
    height, nothing = -(-len(lines) // stacks), ("",) * len(columns)
    parts = [lines[at : at + height] for at in range(0, len(lines), height)]
    rows = tuple(Row(sum(row, ())) for row in zip_longest(*parts, fillvalue=nothing))
    total = Row(("実施中", *running(board), *nothing * (stacks - 1)), Emphasis.TOTAL)
    return Table(columns * stacks, rows, (total,), legend=STATES)


def _cell(board: Board, service: Service, id: int, dated: bool) -> str:
    mark, _, since = status_text(board.rows(service).get(id)).partition("\n")
    return f"{mark}\n{since}" if dated and since else mark


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
