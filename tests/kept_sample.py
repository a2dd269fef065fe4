"""A ledger with the sample, which more than a thousand tests begin with, is written by the program once in each run and
copied from then on, as it was a moment after it had been made, with an identity of its own."""

import sqlite3
import uuid
from contextlib import closing

import core.sample
from core.model.machine.changes import ChangeSet
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.opening import begin, removed_on_failure
from core.storage.document.working_copy import new_working_copy

_kept: list[bytes] = []


def keep_the_sample() -> None:
    """Let LedgerFile.new copy the sample where it made it before; every other ledger is made as ever."""
    new = LedgerFile.new

    def new_or_copied(home: Home, change_set: ChangeSet | None = None, *more: object, **named: object) -> LedgerFile:
        if more or named or change_set is not core.sample.sample():
            return new(home, change_set, *more, **named)  # type: ignore[arg-type]
        if _kept:
            return _copied(home)
        made = new(home, change_set)
        _kept.append(made.copy.database.read_bytes())
        return made

    LedgerFile.new = new_or_copied  # type: ignore[method-assign]


def _copied(home: Home) -> LedgerFile:
    with removed_on_failure(new_working_copy(home)) as copy:
        copy.prepared.write_bytes(_kept[0])
        with closing(sqlite3.connect(copy.prepared)) as connection:
            connection.execute("UPDATE meta SET document_id = ?", (str(uuid.uuid4()),))
            (revision,) = connection.execute("SELECT revision FROM meta").fetchone()
            connection.commit()
        return LedgerFile(home, copy, begin(copy, None, None, revision))
