"""A document that is open: the user's file, its private working copy, and the way from one to the other."""

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.model.changes import ChangeSet, Insert
from core.model.consortium import Consortium
from core.model.records import to_row
from core.storage.backups import UNSAVED, backup_path, thin
from core.storage.database import open_working_copy
from core.storage.errors import CannotOpen, CannotSave, Damaged, told_as
from core.storage.opening import (
    begin,
    check_leftover,
    checked_copy,
    open_ledger,
    open_prepared,
    real_path,
    removed_on_failure,
)
from core.storage.places import Home
from core.storage.recognition import check_header
from core.storage.saving import SaveJob, take_snapshot, write_verified
from core.storage.store import Store
from core.storage.whole_file import Fingerprint, fingerprint
from core.storage.working_copy import (
    Origin,
    Saved,
    WorkingCopy,
    new_working_copy,
    read_origin,
    sweep,
    take_working_copy,
    write_origin,
)

SUFFIX = ".anbun"
UNTITLED = "無題"

__all__ = ["SUFFIX", "UNTITLED", "LedgerFile", "Leftover", "Saved", "discard", "leftovers"]


@dataclass(frozen=True, slots=True)
class Leftover:
    """Work that a program which ended without closing left behind: the user's file if there is one, the local time of
    the last change, and how many change sets were not saved (None: the copy cannot be read)."""

    home: Home
    folder: Path
    path: Path | None
    modified_at: datetime
    unsaved_changes: int | None

    @property
    def title(self) -> str:
        """The name by which people know the document."""
        return _title(self.path)


class LedgerFile:
    """Every change is in the working copy at once; the user's file changes by saving only, and whole."""

    def __init__(self, home: Home, copy: WorkingCopy, origin: Origin) -> None:
        """Open the working copy, brought up to date; `new`, `open` and `recover` call this."""
        self._home = home
        self._copy = copy
        self._origin = origin
        self._store = Store(open_ledger(copy.database))
        self._is_closed = False

    @classmethod
    def new(cls, home: Home, change_set: ChangeSet | None = None) -> "LedgerFile":
        """Return an untitled document holding what `change_set` inserts, by default a consortium without a name.

        It counts as unchanged until it is edited. Raises ChangeRefused, or CannotOpen when there is no room for it.
        """
        beginning = change_set or ChangeSet("新しい台帳", (Insert("consortium", to_row(Consortium(1, ""))),))
        with told_as(CannotOpen, home.path), removed_on_failure(new_working_copy(home)) as copy:
            with closing(Store(open_prepared(copy.prepared))) as store:
                store.apply(beginning)
            return cls(home, copy, begin(copy, None, None))

    @classmethod
    def open(cls, home: Home, path: Path) -> "LedgerFile":
        """Return the document in the user's file, which is only read.

        Raises CannotOpen: what lies there is not a ledger, is one of a newer version, is damaged or cannot be read.
        """
        with told_as(CannotOpen, path):
            path = real_path(path)
            check_header(path)
            with removed_on_failure(new_working_copy(home)) as copy:
                mark = checked_copy(path, copy.prepared)
                return cls(home, copy, begin(copy, path, mark))

    @classmethod
    def recover(cls, home: Home, leftover: Leftover) -> "LedgerFile":
        """Return the document of a leftover with its unsaved changes; the user's file is not touched until it is saved.

        Raises CannotOpen when another program has taken it, Damaged when it cannot be read.
        """
        copy = take_working_copy(leftover.folder)
        try:
            with told_as(CannotOpen, copy.database):
                if not copy.database.exists():
                    raise CannotOpen("leftover_taken")
                origin = read_origin(copy.folder)
                write_origin(copy.folder, origin)
                check_leftover(copy.database)
                return cls(home, copy, origin)
        except BaseException:
            copy.release()
            raise

    @property
    def store(self) -> Store:
        """The rows of the document."""
        return self._store

    @property
    def path(self) -> Path | None:
        """The user's file; None as long as the document has none."""
        return self._origin.saved.path

    @property
    def title(self) -> str:
        """The file's name without its ending, or 無題."""
        return _title(self.path)

    @property
    def is_dirty(self) -> bool:
        """Whether the working copy holds changes that the user's file does not."""
        return self._store.revision != self._origin.saved.revision

    def save_job(self, path: Path | None = None) -> SaveJob:
        """Return what saves the document, at `path` if given; call it in any thread and give its result to `saved`.

        One job at a time. What lies at `path` now is what may be replaced. Raises CannotSave.
        """
        saved = self._origin.saved
        if path is None:
            if saved.path is None:
                raise CannotSave("no_path")
            return SaveJob(self._copy.database, saved.path, saved.fingerprint, self._origin, self._backups)
        with told_as(CannotSave, path):
            target = real_path(path)
            expected = _fingerprint_if_there(target)
        if target == saved.path and expected is not None:
            expected = saved.fingerprint
        return SaveJob(self._copy.database, target, expected, self._origin, self._backups)

    def saved(self, result: Saved) -> None:
        """Take note of what a finished job saved, and of the file's name from now on."""
        self._origin = Origin(result, self._origin.opened_at)
        # The job has already noted what it was about to save: without this the file itself tells after a crash.
        with suppress(OSError):
            write_origin(self._copy.folder, self._origin)

    def save(self) -> None:
        """Replace the user's file by the working copy's state; raises CannotSave, then the file is as it was."""
        self.saved(self.save_job()())

    def save_as(self, path: Path) -> None:
        """Save at `path`, which is the document's file from then on; what lay there is kept among the backups."""
        self.saved(self.save_job(path)())

    def close(self, keep: bool = False) -> None:
        """Close the document and remove its working copy; with `keep`, unsaved changes become a backup named 未保存.

        Without it they are dropped. Raises CannotSave when the backup cannot be written; the document is then still
        open.
        """
        if self._is_closed:
            return
        if keep and self.is_dirty:
            self._back_up_unsaved()
        self._store.close()
        self._is_closed = True
        self._copy.remove()

    @property
    def _backups(self) -> Path:
        return self._home.backups / self._store.document_id

    def _back_up_unsaved(self) -> None:
        with told_as(CannotSave, self._backups):
            self._backups.mkdir(parents=True, exist_ok=True)
            snapshot = take_snapshot(self._copy.database, self._copy.folder / "saving.db")
            unfinished = self._backups / "unfinished"
            try:
                write_verified(snapshot, unfinished)
                os.replace(unfinished, backup_path(self._backups, self.title, SUFFIX, UNSAVED))
            finally:
                unfinished.unlink(missing_ok=True)
            thin(self._backups)


def leftovers(home: Home) -> list[Leftover]:
    """Return the unsaved work of programs that crashed, the latest first; copies without any are removed."""
    found = []
    for folder in home.work.glob("*/"):
        try:
            copy = take_working_copy(folder)
        except CannotOpen:
            continue
        sweep(folder)
        leftover = _examine(home, copy)
        if leftover is None:
            copy.remove()
        else:
            copy.release()
            found.append(leftover)
    return sorted(found, key=lambda leftover: leftover.modified_at, reverse=True)


def discard(leftover: Leftover) -> None:
    """Remove the leftover's working copy; its changes stay among the backups as 未保存, even one that is damaged."""
    try:
        LedgerFile.recover(leftover.home, leftover).close(keep=True)
    except Damaged:
        copy = take_working_copy(leftover.folder)
        with told_as(CannotSave, leftover.home.backups):
            leftover.home.backups.mkdir(parents=True, exist_ok=True)
            os.replace(copy.database, backup_path(leftover.home.backups, leftover.title, SUFFIX, UNSAVED))
        copy.remove()


def _examine(home: Home, copy: WorkingCopy) -> Leftover | None:
    if not copy.database.exists():
        return None
    saved = read_origin(copy.folder).saved
    modified_at = datetime.fromtimestamp(copy.database.stat().st_mtime).astimezone()
    try:
        with closing(open_working_copy(copy.database)) as db:
            (revision,) = db.execute("SELECT revision FROM meta").fetchone()
    except (sqlite3.Error, TypeError):
        return Leftover(home, copy.folder, saved.path, modified_at, None)
    if revision == saved.revision:
        return None
    return Leftover(home, copy.folder, saved.path, modified_at, revision - saved.revision)


def _fingerprint_if_there(path: Path) -> Fingerprint | None:
    try:
        return fingerprint(path)
    except FileNotFoundError:
        return None


def _title(path: Path | None) -> str:
    return path.stem if path else UNTITLED
