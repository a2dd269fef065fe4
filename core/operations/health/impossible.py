"""What cannot stand in a ledger, told as findings: in which table, row and column."""

from collections.abc import Iterable

from core.model.book import Book
from core.model.machine.naming import describe
from core.model.machine.possible import Impossible
from core.model.machine.records import label_of
from core.model.registry import TABLES
from core.operations.health.finding import Finding, Severity

_LONGEST = 40


def impossible_values(book: Book, found: Iterable[Impossible]) -> list[Finding]:
    """Return a finding for each."""
    return [_finding(book, one) for one in found]


def _finding(book: Book, one: Impossible) -> Finding:
    table = TABLES[one.table]
    value = str(one.value)
    facts = {
        "table": table.label,
        "row": _called(book, one),
        "label": label_of(table.record, one.column),
        "text": value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…({len(value):,}文字)",
    }
    return Finding(Severity.WARNING, one.table, one.id, "impossible_value", facts)


def _called(book: Book, one: Impossible) -> str:
    """Return what people call the row; where what it belongs to is gone, its number."""
    table = TABLES[one.table]
    try:
        return describe(book, book.all(table.record)[one.id])
    except (KeyError, ValueError):
        return f"{table.label}{one.id}"
