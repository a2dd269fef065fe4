"""Removing and moving rows, for every page: what knows how is loaded when somebody does so, and with it how the rows
of every subject behave."""

from collections.abc import Collection, Sequence

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.records import Record


def removal(book: Book, records: Sequence[Record]) -> ChangeSet | Faults:
    """Return what removes rows with everything that belongs to them."""
    from core.operations.editing.rows import remove

    return remove(book, records)


def moving(book: Book, record: Record, places: int) -> ChangeSet | Faults:
    """Return what moves a row up or down among its like."""
    from core.operations.editing.rows import move

    return move(book, record, places)


def placing(book: Book, record: Record, above: Collection[int]) -> ChangeSet | Faults:
    """Return what lets a row stand behind those of its like that are among `above`."""
    from core.operations.editing.rows import place_below

    return place_below(book, record, above)


def why_kept_words(book: Book, record: Record | None) -> str:
    """Return why a row may not be removed; "" where it may, or there is none."""
    from core.operations.editing.rows import why_kept
    from core.words.sentences import sentence

    fault = why_kept(book, record) if record is not None else None
    return "" if fault is None else sentence(fault)
