"""Tying two records together, as one of them is what decided the other, or where it was born."""

from core.model.book import Book
from core.model.links import Link, LinkKind
from core.model.machine.anywhere import value_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.machine.records import Record
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked


def tie(book: Book, source: Record, target: Record, kind: LinkKind) -> ChangeSet | Faults:
    """Link `source`, which came first or has the say, to `target`; refused where they are linked already."""
    draft = Draft(book)
    draft.insert(Link, source=value_of(source), target=value_of(target), kind=kind)
    faults = checked(draft, f"{describe(book, source)}と{describe(book, target)}を結び付け")
    if isinstance(faults, Faults) and any(fault.rule == "duplicate" for fault in faults):
        return Faults.of("target", "linked_already", name=describe(book, target))
    return faults
