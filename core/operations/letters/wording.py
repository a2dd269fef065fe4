"""The words of a letter, changed one part at a time."""

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.papers.letters import Letter, LetterKind
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove


def own_letter(book: Book, kind: LetterKind) -> Letter | None:
    """Return the ledger's own words of a letter, None where it has none."""
    return next((one for one in book.all(Letter).values() if one.kind is kind), None)


def write_letter(book: Book, usual: Letter, column: str, text: str) -> ChangeSet | Faults:
    """Let one part of a letter say `text`; the other parts stay as they are, at first as `usual` says them."""
    own = own_letter(book, usual.kind)
    if own is not None:
        return edit(book, own, column, text)
    return add_row(book, Letter, {"kind": usual.kind.label, "sort": usual.sort.label, column: text})


def unwrite_letter(book: Book, kind: LetterKind) -> ChangeSet | Faults:
    """Let a letter say again what the program says."""
    own = own_letter(book, kind)
    return ChangeSet("", ()) if own is None else remove(book, [own])
