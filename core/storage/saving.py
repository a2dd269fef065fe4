"""Saving: the working copy's state as a closed file, verified, in place of the user's file at one stroke."""

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from core.storage.backups import back_up, has_backup_of_today
from core.storage.database import open_beside, open_snapshot
from core.storage.digest import content_hash
from core.storage.errors import CannotSave, ChangedOutside, Damaged, told_as
from core.storage.recognition import check_content
from core.storage.whole_file import Fingerprint, copy_file, fingerprint, sync_folder
from core.storage.working_copy import Origin, Saved, temporary_beside, write_origin


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A closed copy of the ledger at one revision, still in the private folder."""

    path: Path
    revision: int
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
    backups: Path

    def __call__(self) -> Saved:
        """Replace the target by the ledger as it is now and return what then lies there.

        Raises CannotSave (ChangedOutside when the target is not the expected file): the target is as it was and no
        other file is left in its folder.
        """
        with told_as(CannotSave, self.target):
            folder = self.database.parent
            snapshot = take_snapshot(self.database, folder / "saving.db")
            saved = Saved(self.target, snapshot.fingerprint, snapshot.revision)
            write_origin(folder, replace(self.origin, pending=saved))
            temporary = temporary_beside(self.target, folder)
            try:
                write_verified(snapshot, temporary)
                self._replace_by(temporary)
            finally:
                for rest in (temporary, snapshot.path):
                    with suppress(OSError):
                        rest.unlink(missing_ok=True)
        return saved

    def _replace_by(self, temporary: Path) -> None:
        if self.target.exists():
            if not os.access(self.target, os.W_OK):
                raise CannotSave("read_only", path=str(self.target))
            with suppress(OSError):
                shutil.copymode(self.target, temporary)
            if self.target != self.origin.saved.path or not has_backup_of_today(self.backups):
                back_up(self.target, self.backups)
        check_unchanged(self.target, self.expected)
        os.replace(temporary, self.target)
        sync_folder(self.target.parent)


def take_snapshot(database: Path, snapshot: Path) -> Snapshot:
    """Copy the committed state of a working copy that may be in use, with its content hash written in.

    Edits wait only while the pages are copied on the local disk, not while they are hashed or written elsewhere.
    """
    snapshot.unlink(missing_ok=True)
    with closing(open_snapshot(snapshot)) as target:
        with closing(open_beside(database)) as source:
            source.backup(target, sleep=0.02)
        hash = content_hash(target)
        target.execute("UPDATE meta SET content_hash = ?", (hash,))
        (revision,) = target.execute("SELECT revision FROM meta").fetchone()
    return Snapshot(snapshot, revision, hash, fingerprint(snapshot))


def write_verified(snapshot: Snapshot, path: Path) -> None:
    """Write the snapshot to `path`, down to the disk, and read it again as one who opens it would.

    Raises CannotSave "not_verified" when what lies there is not what was written, OSError.
    """
    written = copy_file(snapshot.path, path)
    try:
        if written != snapshot.fingerprint or check_content(path) != snapshot.hash:
            raise CannotSave("not_verified", path=str(path))
    except Damaged as error:
        raise CannotSave("not_verified", path=str(path)) from error


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
