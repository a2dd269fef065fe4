"""Saving: the working copy's state as a closed file, verified, in place of the user's file at one stroke."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from core.dataclass import dataclass
from core.storage.disk.errors import CannotSave, ChangedOutside, Damaged, is_in_use, told_as
from core.storage.disk.paths import is_same_file
from core.storage.disk.places import Home
from core.storage.disk.sightings import State
from core.storage.disk.whole_file import (
    Fingerprint,
    copy_file,
    fingerprint,
    keep_mode,
    now,
    sweep_temporaries,
    sync_folder,
)
from core.storage.document.backups import OVERWRITTEN, Places, back_up, beside, has_backup_of_today
from core.storage.document.presence import holder_elsewhere, look
from core.storage.document.recognition import check_content
from core.storage.document.replaced import keep_replaced
from core.storage.document.save_lock import save_lock
from core.storage.document.seal import NO_SEAL, Seal
from core.storage.document.working_copy import Origin, Saved, temporary_beside, write_origin
from core.storage.rows.change_log import note_save
from core.storage.rows.database import open_beside, open_snapshot, open_still
from core.storage.rows.digest import content_hash

RETRIES: tuple[float, ...] = (0.1, 0.2, 0.4, 0.8, 1.5)
"""Seconds between attempts to replace a file that another program holds open: a virus scanner lets go soon."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A closed copy of the ledger at one revision, still in the private folder; `last_entry` of its change log is the
    last one that a save is known for."""

    path: Path
    revision: int
    last_entry: int
    hash: str
    fingerprint: Fingerprint


@dataclass(frozen=True, slots=True)
class SaveJob:
    """Everything that a save needs, so that it may run in another thread while edits go on; one at a time.

    `expected` is what must lie at `target` when it is replaced (None: nothing).
    """

    database: Path
    target: Path
    expected: Fingerprint | None
    origin: Origin
    backups: Places

    def __call__(self) -> Saved:
        """Replace the target by the ledger as it is now and return what then lies there.

        Raises CannotSave (ChangedOutside when the target is not the expected file): the target is as it was and no
        other file is left in its folder.
        """
        with told_as(CannotSave, self.target):
            folder = self.database.parent
            at = now()
            snapshot = take_snapshot(self.database, folder / "saving.db", at)
            saved = Saved(self.target, snapshot.fingerprint, snapshot.revision, at, snapshot.last_entry)
            write_origin(folder, replace(self.origin, pending=saved))
            temporary = temporary_beside(self.target, folder)
            try:
                write_verified(snapshot, temporary)
                self._replace_by(temporary, datetime.fromisoformat(at).replace(tzinfo=None))
                with suppress(OSError):
                    os.replace(snapshot.path, self.database.with_name("base.db"))
            finally:
                for rest in (temporary, snapshot.path):
                    with suppress(OSError):
                        rest.unlink(missing_ok=True)
        return saved

    def _replace_by(self, temporary: Path, at: datetime) -> None:
        if self.target.exists():
            if not os.access(self.target, os.W_OK):
                raise CannotSave("read_only", path=str(self.target))
            with suppress(OSError):
                shutil.copymode(self.target, temporary)
            self._back_up(at)
        with save_lock(self.target), told_by_whom(self.target):
            check_unchanged(self.target, self.expected)
            written_at = temporary.stat().st_mtime
            put_in_place(temporary, self.target)
        sync_folder(self.target.parent)
        sweep_temporaries(self.target.parent, written_at)

    def _back_up(self, at: datetime) -> None:
        """Keep what is replaced: another file always, the document's own once a day. `at` is the time of this save."""
        if not is_same_file(self.target, self.origin.saved.path):
            keep_replaced(self.target, self.backups.own, self.database.parent, at)
            if self.backups.beside is not None:
                with suppress(OSError):
                    back_up(self.target, beside(self.target), mark=OVERWRITTEN, at=at)
            return
        saved_at = last_save_in(self.database.with_name("base.db"))
        if not has_backup_of_today(self.backups.own, self.target, saved_at):
            back_up(self.target, self.backups.own, at=at)
        # The second copy is a convenience: the save does not fail for it.
        if self.backups.beside is not None:
            with suppress(OSError):
                if not has_backup_of_today(self.backups.beside, self.target, saved_at):
                    back_up(self.target, self.backups.beside, at=at)


def last_save_in(path: Path) -> datetime | None:
    """Return the local time at which a closed file says it was saved last; None when it does not say."""
    try:
        with closing(open_still(path)) as connection:
            (at,) = connection.execute("SELECT at FROM saves ORDER BY last_entry DESC LIMIT 1").fetchone()
        return datetime.fromisoformat(at).astimezone().replace(tzinfo=None)
    except (sqlite3.Error, OSError, TypeError, ValueError):
        return None


def refuse_if_open(home: Home, target: Path) -> None:
    """Raise CannotSave "open_elsewhere" when somebody has the file at `target` open, by the note beside it."""
    seen = look(home, target) if target.exists() else None
    if seen is not None and seen.state is State.ALIVE:
        raise CannotSave("open_elsewhere", path=str(target), **seen.holder.facts)


@contextmanager
def told_by_whom(target: Path) -> Iterator[None]:
    """Where another program holds the file open, raise CannotSave with the name of who has it open on another PC."""
    try:
        yield
    except OSError as error:
        holder = holder_elsewhere(target) if is_in_use(error) else None
        if holder is None:
            raise
        raise CannotSave("file_in_use_by", path=str(target), **holder.facts) from error


def put_in_place(temporary: Path, target: Path) -> None:
    """Replace `target` by `temporary`; tries again for a while when another program has it open. Raises OSError."""
    for pause in RETRIES:
        try:
            os.replace(temporary, target)
        except OSError as error:
            if not is_in_use(error):
                raise
            time.sleep(pause)
        else:
            return
    os.replace(temporary, target)


def take_snapshot(database: Path, snapshot: Path, saved_at: str = "", seal: Seal = NO_SEAL) -> Snapshot:
    """Copy the committed state of a working copy that may be in use, with the seal and its content hash written in.

    With `saved_at` it says that the entries of its change log which no save is known for were saved then.

    Edits wait only while the pages are copied on the local disk, not while they are hashed or written elsewhere.
    """
    snapshot.unlink(missing_ok=True)
    with closing(open_snapshot(snapshot)) as target:
        with closing(open_beside(database)) as source:
            source.backup(target, sleep=0.02)
        if saved_at:
            note_save(target, saved_at)
        target.execute("UPDATE meta SET sealed_at = ?, sealed_by = ?", (seal.at, seal.by))
        hash = content_hash(target)
        target.execute("UPDATE meta SET content_hash = ?", (hash,))
        (revision,) = target.execute("SELECT revision FROM meta").fetchone()
        (last_entry,) = target.execute("SELECT max(last_entry) FROM saves").fetchone()
    keep_mode(database, snapshot)
    return Snapshot(snapshot, revision, last_entry or 0, hash, fingerprint(snapshot))


def write_verified(snapshot: Snapshot, path: Path) -> None:
    """Write the snapshot to `path`, down to the disk, and read it again.

    The snapshot itself is checked as one who opens it would, and what lies at `path` has its very bytes. Raises
    CannotSave "not_verified" when one is not so, OSError.
    """
    not_verified = CannotSave("not_verified", path=str(path))
    try:
        is_sound = check_content(snapshot.path) == snapshot.hash
    except Damaged as error:
        raise not_verified from error
    if not is_sound or copy_file(snapshot.path, path) != snapshot.fingerprint:
        raise not_verified
    if fingerprint(path) != snapshot.fingerprint:
        raise not_verified


def check_unchanged(path: Path, expected: Fingerprint | None) -> None:
    """Raise ChangedOutside unless the file is the expected one, or nothing is there and nothing was expected."""
    try:
        found = fingerprint(path)
    except FileNotFoundError:
        if expected is not None:
            raise ChangedOutside("file_vanished", path=str(path)) from None
        return
    if found != expected:
        raise ChangedOutside("file_changed_outside", path=str(path))
