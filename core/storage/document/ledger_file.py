"""A document that is open: the user's file, its private working copy, and the way from one to the other."""

import os
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime
from enum import Enum
from pathlib import Path

from core.model.council import Consortium
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.storage.disk.errors import CannotOpen, CannotSave, Damaged, StoreError, told_as
from core.storage.disk.paths import is_same_file, real_path
from core.storage.disk.places import Home
from core.storage.disk.whole_file import Fingerprint, fingerprint, temporary_in
from core.storage.document.backups import (
    BEFORE_MIGRATION,
    UNSAVED,
    Places,
    back_up,
    back_up_once,
    backup_path,
    beside,
    thin,
)
from core.storage.document.leftovers import UNTITLED, Leftover, leftovers, title_of
from core.storage.document.opening import (
    begin,
    bring_up_to_date,
    check_leftover,
    checked_copy,
    identity_of,
    keep_base,
    open_ledger,
    open_prepared,
    removed_on_failure,
)
from core.storage.document.recognition import check_kind
from core.storage.document.saving import SaveJob, refuse_if_open, take_snapshot, write_verified
from core.storage.document.working_copy import (
    Origin,
    Saved,
    WorkingCopy,
    new_working_copy,
    read_origin,
    take_working_copy,
    write_origin,
)
from core.storage.rows.change_log import RawEntry
from core.storage.rows.heard import HeardTables
from core.storage.rows.store import Store

SUFFIX = ".anbun"

__all__ = ["SUFFIX", "UNTITLED", "Access", "LedgerFile", "Leftover", "Saved", "discard", "leftovers"]


class Access(Enum):
    """EDIT: to work on the file. READ: to look at it; only another file can be saved. COPY: to work on what it holds,
    as a document that has no file yet."""

    EDIT = "edit"
    READ = "read"
    COPY = "copy"


class LedgerFile:
    """Every change is in the working copy at once; the user's file changes by saving only, and whole."""

    def __init__(
        self,
        home: Home,
        copy: WorkingCopy,
        origin: Origin,
        reading: bool = False,
        heard: HeardTables | None = None,
    ) -> None:
        """Open the working copy, brought up to date; `new`, `open` and `recover` call this. `heard` is what
        stands in it, as far as it is known."""
        self.home = home
        self.copy = copy
        self.backs_up_beside = False
        self._reading = reading
        self.origin = origin
        self._store = Store(open_ledger(copy.database), heard)
        self._is_closed = False

    @classmethod
    def new(
        cls,
        home: Home,
        beginning: ChangeSet | bytes | None = None,
        document_id: str = "",
        history: Iterable[RawEntry] = (),
    ) -> "LedgerFile":
        """Return an untitled document holding what a change set inserts, by default a consortium without a name; or
        what `content_of` made of one, in a fraction of the time.

        With the id and the log of another it is a copy of that document. It counts as unchanged until it is edited.
        Raises ChangeRefused, or CannotOpen when there is no room for it.
        """
        if beginning is None:
            beginning = ChangeSet("新しい台帳", (Insert("consortium", to_row(Consortium(1, ""))),))
        content = beginning if isinstance(beginning, bytes) else b""
        with told_as(CannotOpen, home.path), removed_on_failure(new_working_copy(home)) as copy:
            with closing(Store(open_prepared(copy.prepared, document_id, content))) as store:
                if isinstance(beginning, bytes):
                    store.begin_here()
                else:
                    store.apply(beginning, history=history)
                revision = store.revision
            return cls(home, copy, begin(copy, None, None, revision))

    @classmethod
    def open(cls, home: Home, path: Path, access: Access = Access.EDIT) -> "LedgerFile":
        """Return the document in the user's file, which is only read; one that is sealed is opened for reading, and so
        is one in which something is impossible (`store.sieve`).

        A file of an older version that is to be worked on is backed up first. Raises CannotOpen: what lies there is not
        a ledger, is one of a newer version, is damaged or cannot be read.
        """
        with told_as(CannotOpen, path):
            path = real_path(path)
            check_kind(path)
            with removed_on_failure(new_working_copy(home)) as copy:
                heard = HeardTables()
                mark = checked_copy(path, copy.prepared, heard)
                keep_base(copy)
                identity = identity_of(copy.prepared)
                reading = access is Access.READ or (access is Access.EDIT and bool(identity.seal))
                if identity.is_older:
                    if access is Access.EDIT and not reading:
                        back_up_once(copy.prepared, home.backups / identity.document_id, path, BEFORE_MIGRATION)
                    bring_up_to_date(copy.prepared)
                    heard.forget()
                followed, seen = (None, None) if access is Access.COPY else (path, mark)
                file = cls(home, copy, begin(copy, followed, seen, identity.revision), reading, heard)
                if access is Access.EDIT:
                    # What nobody could have typed is shown and mended in a copy: the file stays as it was given.
                    file._reading = reading or bool(file.store.sieve.found())
                return file

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
                file = cls(home, copy, origin)
                file._note_save(origin.saved)
                return file
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
        return self.origin.saved.path

    @property
    def title(self) -> str:
        """The file's name without its ending, or 無題."""
        return title_of(self.path)

    @property
    def is_read_only(self) -> bool:
        """Whether the document is only looked at; saving it under another name ends that."""
        return self._reading

    @property
    def backups(self) -> Places:
        """Where earlier states of the document are kept."""
        path = self.path if self.backs_up_beside else None
        return Places(self.home.backups / self._store.document_id, path and beside(path))

    @property
    def is_dirty(self) -> bool:
        """Whether the working copy holds changes that the user's file does not."""
        return self._store.revision != self.origin.saved.revision

    def save_job(self, path: Path | None = None) -> SaveJob:
        """Return what saves the document, at `path` if given; call it in any thread and give its result to `saved`.

        One job at a time. What lies at `path` now is what may be replaced; where that is the document's own file under
        whatever name, only what was opened or saved last may be. Raises CannotSave: a file that is only looked at is
        not replaced, nor another one that somebody has open.
        """
        saved = self.origin.saved
        if path is None:
            if saved.path is None:
                raise CannotSave("no_path")
            if self._reading:
                raise CannotSave("opened_read_only", path=str(saved.path))
            self._store.mend()
            return SaveJob(self.copy.database, saved.path, saved.fingerprint, self.origin, self.backups)
        with told_as(CannotSave, path):
            target = real_path(path)
            expected = _fingerprint_if_there(target)
            is_own = is_same_file(target, saved.path)
        if not is_own:
            refuse_if_open(self.home, target)
        elif self._reading:
            raise CannotSave("opened_read_only", path=str(target))
        elif expected is not None:
            expected = saved.fingerprint
        self._store.mend()
        return SaveJob(self.copy.database, target, expected, self.origin, self.backups)

    def saved(self, result: Saved) -> None:
        """Take note of what a finished job saved, or what else the document now follows, and of the file's name."""
        self._reading = False
        self.origin = Origin(result, self.origin.opened_at)
        self._note_save(result)
        # The job has already noted what it was about to save: without this the file itself tells after a crash.
        with suppress(OSError):
            write_origin(self.copy.folder, self.origin)

    def _note_save(self, saved: Saved) -> None:
        """Tell the change log too; without this the next save is told of these entries."""
        if saved.last_entry:
            with suppress(StoreError):
                self._store.note_save(saved.last_entry, saved.at)

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
            self.back_up(UNSAVED)
        self._store.close()
        self._is_closed = True
        self.copy.remove()

    def back_up(self, mark: str) -> None:
        """Keep the present state among the backups, before something that changes much; raises CannotSave."""
        with told_as(CannotSave, self.backups.own):
            folder = self.backups.own
            folder.mkdir(parents=True, exist_ok=True)
            snapshot = take_snapshot(self.copy.database, self.copy.folder / "backup.db")
            unfinished, at = temporary_in(folder), datetime.now()
            try:
                write_verified(snapshot, unfinished)
                kept = backup_path(folder, self.title, SUFFIX, mark, at)
                os.replace(unfinished, kept)
            finally:
                for rest in (unfinished, snapshot.path):
                    with suppress(OSError):
                        rest.unlink(missing_ok=True)
            thin(folder)
        if self.backups.beside is not None:
            with suppress(OSError):
                back_up(kept, self.backups.beside, self.title, mark, at=at)


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


def _fingerprint_if_there(path: Path) -> Fingerprint | None:
    try:
        return fingerprint(path)
    except FileNotFoundError:
        return None
