"""The steps by which a working copy is made and opened."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlite_utils import Database

from core.storage.database import open_snapshot, open_still, open_working_copy
from core.storage.errors import CannotOpen, Damaged, rule_of
from core.storage.migrations import SCHEMA_VERSION, identify, migrate
from core.storage.recognition import check_content
from core.storage.whole_file import Fingerprint, copy_file
from core.storage.working_copy import Origin, Saved, WorkingCopy, now, write_origin
from core.version import version


def open_ledger(path: Path) -> Database:
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


def open_prepared(path: Path) -> Database:
    """Open a new ledger that nobody works on yet: it waits for the disk once, when `begin` takes it over."""
    db = Database(open_snapshot(path), execute_plugins=False)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        migrate(db)
        identify(db, version())
    except BaseException:
        db.close()
        raise
    return db


def begin(copy: WorkingCopy, path: Path | None, mark: Fingerprint | None) -> Origin:
    """Turn the prepared database into the working copy and return what it was made from."""
    with closing(open_still(copy.prepared)) as connection:
        (revision,) = connection.execute("SELECT revision FROM meta").fetchone()
    with copy.prepared.open("r+b") as file:
        os.fsync(file.fileno())
    origin = Origin(Saved(path, mark, revision), now())
    write_origin(copy.folder, origin)
    os.replace(copy.prepared, copy.database)
    return origin


def checked_copy(path: Path, copy: Path) -> Fingerprint:
    """Copy the user's file and check the copy: what was checked is what is opened.

    Raises what check_content does; Damaged only when a second look finds the same: a copy still on its way, or a share
    that stumbled, is not a damaged file.
    """
    try:
        return _checked_once(path, copy)
    except Damaged:
        return _checked_once(path, copy)


def _checked_once(path: Path, copy: Path) -> Fingerprint:
    mark = copy_file(path, copy)
    check_content(copy, path)
    return mark


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


def real_path(path: Path) -> Path:
    """Return where the bytes lie: replacing must not put a file in place of a link."""
    return path.resolve() if path.is_symlink() else path.absolute()
