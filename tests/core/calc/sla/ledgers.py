"""Made-up ledgers with service levels for the tests of this room."""

from typing import Any

from core.calc.sla.results import Board, board_of
from core.model.book import Book
from core.model.council import Consortium, Municipality, System
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import Record, to_row
from core.model.registry import table_of
from core.model.sla.records import Outage, OutageMember, OutageSystem, SlaContract, SlaItem

LATER = "2030-03-31"
"""A day by which everything in these ledgers is over."""


def ledger(*rows: Record) -> Book:
    """Return a book with two systems, three municipalities, one contract and these rows."""
    book = Book({})
    members = [Municipality(n, f"01620{n}", f"団体{n}", position=n) for n in (1, 2, 3)]
    systems = [System(n, f"業務{n}", position=n) for n in (1, 2)]
    given = {type(one) for one in rows}
    contract = [] if SlaContract in given else [SlaContract(1, "契約1")]
    first: list[Record] = [Consortium(1, "試し", fiscal_year=2026), *members, *systems, *contract]
    put(book, *first, *rows)
    return book


def put(book: Book, *rows: Record) -> None:
    """Add rows."""
    book.apply(ChangeSet("追加", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))


def item(id: int = 1, **values: Any) -> SlaItem:
    """Return an item: 99.5% of all minutes unless said otherwise."""
    return SlaItem(
        **{"id": id, "sla_contract_id": 1, "number": str(id), "name": f"項目{id}", "target": "99.5", **values}
    )


def outage(id: int, began_at: str, ended_at: str | None, **values: Any) -> Outage:
    return Outage(
        **{"id": id, "number": str(id), "title": f"停止{id}", "began_at": began_at, "ended_at": ended_at, **values}
    )


def on_systems(outage_id: int, *systems: int) -> list[OutageSystem]:
    return [OutageSystem(outage_id * 10 + n, outage_id, n) for n in systems]


def on_members(outage_id: int, *members: int) -> list[OutageMember]:
    return [OutageMember(outage_id * 10 + n, outage_id, n) for n in members]


def board(book: Book, as_of: str = LATER) -> Board:
    return board_of(book, as_of)
