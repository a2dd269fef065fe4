"""What storage refuses or cannot do, as errors that carry a fault: its sentence is in core/words/sentences.py."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.model.machine.faults import Fault
from core.storage.disk.local_log import note
from core.storage.disk.sightings import Sighting, State


class StoreError(Exception):
    """Something could not be done, and nothing has changed. `fault` says what, for core.words.sentences.sentence."""

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
    """Somebody else has the file open, or may have; it has not been touched. `sighting` says who
    (core/storage/document/presence.py)."""

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


_OPENING = {
    "disk_full": "open_disk_full",
    "disk_full_here": "open_disk_full",
    "read_only": "open_read_only",
    "not_permitted": "open_not_permitted",
    "file_in_use": "open_in_use",
    "io_error": "open_io_error",
    "working_copy_damaged": "open_io_error",
}
"""What is told instead where a file was to be opened: nobody has worked yet, and no other name helps."""

_WORTH_LOGGING = {"io_error", "working_copy_damaged"}


def opening_rule(rule: str) -> str:
    """Return the rule whose sentence fits when the file was to be opened."""
    return _OPENING.get(rule, rule)


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
        rule = rule_of(error)
        if rule in _WORTH_LOGGING:
            note(f"{kind.__name__} {rule}: {type(error).__name__} {_code(error)}")
        if rule == "disk_full" and not _is_of(error, path):
            rule = "disk_full_here"
        if issubclass(kind, CannotOpen):
            rule = opening_rule(rule)
        raise kind(rule, path=str(path)) from error


def _is_of(error: OSError | sqlite3.Error, path: Path) -> bool:
    """Whether the disk that is full is that of `path`: SQLite writes in the program's own folder only."""
    if isinstance(error, sqlite3.Error):
        return False
    return error.filename is None or Path(os.fsdecode(error.filename)).parent == path.parent


def _code(error: OSError | sqlite3.Error) -> str:
    """Return the name of what went wrong; the system's message may hold a path."""
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", ""))
    return str(getattr(error, "winerror", None) or errno.errorcode.get(error.errno or 0, error.errno))
