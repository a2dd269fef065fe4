"""The steps by which a working copy is made and opened."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from core.dataclass import dataclass
from core.model.machine.changes import ChangeSet
from core.model.registry import TABLES
from core.storage.disk.errors import CannotOpen, Damaged, rule_of
from core.storage.disk.whole_file import Fingerprint, copy_file, now
from core.storage.document.recognition import check_content
from core.storage.document.seal import Seal
from core.storage.document.working_copy import Origin, Saved, WorkingCopy, write_origin
from core.storage.rows.database import open_snapshot, open_still, open_working_copy
from core.storage.rows.heard import Listener
from core.storage.rows.store import Store
from core.storage.versions.migrations import SCHEMA_VERSION, blank, identify, migrate
from core.version import version

SECOND_LOOK = 0.2
"""Seconds before a file that seems damaged is read again."""


def open_ledger(path: Path) -> sqlite3.Connection:
    """Open a working copy, new or left behind, and bring it up to date."""
    db = open_working_copy(path)
    try:
        (user_version,) = db.execute("PRAGMA user_version").fetchone()
        if user_version > SCHEMA_VERSION:
            raise CannotOpen("file_newer", path=str(path))
        if user_version < SCHEMA_VERSION:
            migrate(db)
        if user_version == 0:
            identify(db, version())
    except BaseException:
        db.close()
        raise
    return db


def open_prepared(path: Path, document_id: str = "", content: bytes = b"") -> sqlite3.Connection:
    """Open a new ledger, by default one with an id of its own, that nobody works on yet: it waits for the disk once,
    when `begin` takes it over. `content` are the bytes of a ledger that has no id, by default of the blank one."""
    path.write_bytes(content or blank())
    db = open_snapshot(path)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        identify(db, version(), document_id)
    except BaseException:
        db.close()
        raise
    return db


def content_of(change_set: ChangeSet) -> bytes:
    """Return the bytes of a ledger that holds what `change_set` inserts and nothing that only one document has: no id,
    and an entry in its log that was written nowhere and at no time. Raises ChangeRefused."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.deserialize(blank())
        db.execute("PRAGMA foreign_keys = ON")
        identify(db, "")
        Store(db).apply(change_set)
        db.execute("UPDATE change_log SET at = '', pc = ''")
        db.execute("DELETE FROM meta")
        # So that no page keeps what was there a moment ago.
        db.execute("VACUUM")
        return db.serialize()


@dataclass(frozen=True, slots=True)
class Identity:
    """What a closed file says of itself; `is_older` is one that has to be migrated."""

    document_id: str
    revision: int
    seal: Seal
    is_older: bool


def identity_of(path: Path) -> Identity:
    """Return what a checked, closed file of any version says of itself."""
    with closing(open_still(path)) as connection:
        cursor = connection.execute("SELECT * FROM meta")
        names = [column[0] for column in cursor.description]
        found = dict(zip(names, cursor.fetchone(), strict=True))
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    seal = Seal(found.get("sealed_at", ""), found.get("sealed_by", ""))
    return Identity(found["document_id"], found["revision"], seal, version < SCHEMA_VERSION)


def bring_up_to_date(path: Path) -> None:
    """Migrate a private copy that nobody works on yet, and look at the result: nothing may be lost or left dangling.

    Raises Damaged "migration_failed"; the copy is then of no use, and the user's file as it was.
    """
    failed = Damaged("migration_failed", path=str(path))
    with closing(open_snapshot(path)) as db:
        before = _counts(db)
        try:
            migrate(db)
        except sqlite3.IntegrityError as error:
            raise failed from error
        after = _counts(db)
        whole = db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not whole or db.execute("PRAGMA foreign_key_check").fetchone():
            raise failed
        if any(after.get(name, 0) < number for name, number in before.items()):
            raise failed


def _counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each of the ledger's tables has, as far as the file has it."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    return {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES if name in there}


def begin(copy: WorkingCopy, path: Path | None, mark: Fingerprint | None, revision: int) -> Origin:
    """Turn the prepared database into the working copy and return what it was made from."""
    with copy.prepared.open("r+b") as file:
        os.fsync(file.fileno())
    origin = Origin(Saved(path, mark, revision), now())
    write_origin(copy.folder, origin)
    os.replace(copy.prepared, copy.database)
    return origin


def keep_base(copy: WorkingCopy) -> None:
    """Keep the checked bytes of the user's file, to compare with if it changes outside; done as far as it can be."""
    with suppress(OSError):
        shutil.copy(copy.prepared, copy.base)


def checked_copy(path: Path, copy: Path, listener: Listener | None = None) -> Fingerprint:
    """Copy the user's file and check the copy: what was checked is what is opened, and what `listener` was told.

    Raises what check_content does; Damaged only when a second look finds the very same bytes: a copy still on its way,
    or a share that stumbled, is not a damaged file but CannotOpen "file_unsteady".
    """
    first = copy_file(path, copy)
    try:
        check_content(copy, path, listener)
    except Damaged:
        time.sleep(SECOND_LOOK)
    else:
        return first
    if listener is not None:
        listener.forget()
    second = copy_file(path, copy)
    try:
        check_content(copy, path)
    except Damaged as error:
        if second != first:
            raise CannotOpen("file_unsteady", path=str(path)) from error
        raise
    return second


def check_leftover(path: Path) -> None:
    """Check a working copy that a crash left; raises Damaged "leftover_damaged"."""
    try:
        with closing(open_working_copy(path)) as db:
            if db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
                return
    except sqlite3.DatabaseError as error:
        if rule_of(error) != "working_copy_damaged":
            raise
    raise Damaged("leftover_damaged", path=str(path))


@contextmanager
def removed_on_failure(copy: WorkingCopy) -> Iterator[WorkingCopy]:
    """Remove the new working copy when what happens inside fails."""
    try:
        yield copy
    except BaseException:
        copy.remove()
        raise
