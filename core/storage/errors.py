"""What storage refuses or cannot do, as errors that carry a fault: its sentence is in core/messages.py."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.model.faults import Fault
from core.storage.sightings import Sighting, State


class StoreError(Exception):
    """Something could not be done, and nothing has changed. `fault` says what, for core.messages.sentence."""

    def __init__(self, rule: str, field: str = "", **facts: object) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts = facts
        self.fault = Fault(field, rule, facts)


class ChangeRefused(StoreError):
    """A change set breaks a rule of the tables; none of its changes was made."""


class CannotOpen(StoreError):
    """A file cannot be opened as a ledger; it has not been touched."""


class Damaged(CannotOpen):
    """The file is a ledger, but what it holds is not what was saved."""


class InUse(CannotOpen):
    """Somebody else has the file open, or may have; it has not been touched. `sighting` (core/storage/presence.py) says
    who."""

    def __init__(self, path: Path, sighting: Sighting) -> None:
        rule = "held_perhaps" if sighting.state is State.STALE else "held"
        super().__init__(rule, path=str(path), **sighting.holder.facts)
        self.sighting = sighting


class CannotSave(StoreError):
    """The user's file could not be replaced; it is as it was, and the work is in the working copy."""


class ChangedOutside(CannotSave):
    """The user's file is no longer the one that was opened; it was not overwritten."""


_OS_RULES = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "not_permitted",
    errno.EPERM: "not_permitted",
    errno.ENOENT: "place_missing",
    errno.ENOTDIR: "place_missing",
    errno.EISDIR: "is_a_folder",
    errno.ELOOP: "link_loop",
    errno.ENAMETOOLONG: "name_too_long",
    errno.EBUSY: "file_in_use",
}
_SHARING_VIOLATIONS = {32, 33}
"""Windows: another program holds the file open, or a part of it locked."""
_ACCESS_DENIED = 5

_SQLITE_RULES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "file_in_use",
    sqlite3.SQLITE_LOCKED: "file_in_use",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "not_permitted",
    sqlite3.SQLITE_CANTOPEN: "place_missing",
    sqlite3.SQLITE_CORRUPT: "working_copy_damaged",
    sqlite3.SQLITE_NOTADB: "working_copy_damaged",
}


def rule_of(error: OSError | sqlite3.Error) -> str:
    """Return the rule whose sentence tells what the operating system or SQLite reported."""
    if isinstance(error, sqlite3.Error):
        code: int = getattr(error, "sqlite_errorcode", 0)
        return _SQLITE_RULES.get(code & 0xFF, "io_error")
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return "file_in_use"
    return _OS_RULES.get(error.errno or 0, "io_error")


def is_in_use(error: OSError) -> bool:
    """Whether another program holds the file open: on Windows that may also look like a missing right."""
    return rule_of(error) == "file_in_use" or getattr(error, "winerror", None) == _ACCESS_DENIED


@contextmanager
def told_as(kind: type[StoreError], path: Path) -> Iterator[None]:
    """Raise what the operating system or SQLite reports inside as `kind`, about `path`, with the cause chained."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise kind(rule_of(error), path=str(path), detail=str(error)) from error
