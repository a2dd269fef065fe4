"""A ledger with the sample, which more than a thousand tests begin with, is made once in each run of the one that the
program keeps, and copied from then on with an identity of its own; so is the book of it."""

import uuid

import core.sample
from core.jobs.new import SAMPLE, made_sample
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.opening import begin, removed_on_failure
from core.storage.document.working_copy import new_working_copy
from core.storage.versions.migrations import kept
from tests.kept_openings import read_before

_kept: list[tuple[bytes, bytes, int]] = []
"""The bytes of the file before its identity and after it, and its revision."""

_book: list[tuple[Book, dict[str, set[int]]]] = []


def keep_the_sample() -> None:
    """Let LedgerFile.new and Book.apply copy the sample where they made it before; all else is made as ever."""
    new, apply = LedgerFile.new, Book.apply

    def new_or_copied(
        home: Home, beginning: ChangeSet | bytes | None = None, *more: object, **named: object
    ) -> LedgerFile:
        if more or named or beginning is not core.sample.sample():
            return new(home, beginning, *more, **named)  # type: ignore[arg-type]
        if _kept:
            return _copied(home)
        made = new(home, kept(SAMPLE) or made_sample())
        before, identity, after = made.copy.database.read_bytes().partition(made.store.document_id.encode())
        assert identity
        assert identity not in after
        _kept.append((before, after, made.store.revision))
        return made

    def applied_or_copied(book: Book, change_set: ChangeSet) -> dict[str, set[int]]:
        if change_set is not core.sample.sample() or any(book._records.values()) or any(book._last_ids.values()):
            return apply(book, change_set)
        if not _book:
            made = Book({})
            _book.append((made, apply(made, change_set)))
        made, touched = _book[0]
        book._records |= {name: dict(some) for name, some in made._records.items()}
        book._children |= {
            name: {parent: dict(some) for parent, some in each.items()} for name, each in made._children.items()
        }
        book._last_ids |= made._last_ids
        return {name: set(some) for name, some in touched.items()}

    LedgerFile.new = new_or_copied  # type: ignore[method-assign]
    Book.apply = applied_or_copied  # type: ignore[method-assign,assignment]


def _copied(home: Home) -> LedgerFile:
    before, after, revision = _kept[0]
    with removed_on_failure(new_working_copy(home)) as copy:
        copy.prepared.write_bytes(before + str(uuid.uuid4()).encode() + after)
        return LedgerFile(home, copy, begin(copy, None, None, revision), heard=read_before("the sample"))
