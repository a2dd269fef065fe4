"""The private copy of a document that is open: a folder of its own, locked as long as the program lives."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.dataclass import dataclass
from core.storage.disk.errors import CannotOpen, told_as
from core.storage.disk.file_lock import FileLock, Held
from core.storage.disk.places import Home
from core.storage.disk.whole_file import Fingerprint, fingerprint, now, temporary_in, unguessable, write_whole
from core.storage.document.save_lock import sweep_save_lock


@dataclass(frozen=True, slots=True)
class Saved:
    """A state of the user's file: where it lies, its bytes, and the revision of the ledger that they hold; when it was
    saved, and the last entry of the change log by then (0 when nothing was saved here yet).

    A document that was never saved has neither path nor fingerprint; its revision is the one it began with.
    """

    path: Path | None
    fingerprint: Fingerprint | None
    revision: int
    at: str = ""
    last_entry: int = 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a working copy comes from. `pending` is what a save is about to put in place of `saved`: after a crash in
    that moment the file itself tells which of the two is true."""

    saved: Saved
    opened_at: str
    pending: Saved | None = None


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """home/work/<id>/ with ledger.db and origin.json; the lock lies beside the folder, so that it is held before the
    folder exists and until it is gone. ledger.db exists only when it is whole and origin.json is written."""

    folder: Path
    lock: FileLock

    @property
    def database(self) -> Path:
        """The working copy itself; opened by SQLite only."""
        return self.folder / "ledger.db"

    @property
    def prepared(self) -> Path:
        """What will be the working copy once it is complete."""
        return self.folder / "prepared.db"

    @property
    def base(self) -> Path:
        """The file as it was opened or saved last: what both sides began with when it has changed outside."""
        return self.folder / "base.db"

    def remove(self) -> None:
        """Remove the folder, the database first; it must be closed. Releases the lock.

        What a failing disk does not let go stays: the next start looks at it, and removes it when it holds no work.
        """
        with suppress(OSError):
            self.database.unlink(missing_ok=True)
        # Not every call inside heeds ignore_errors.
        with suppress(OSError):
            shutil.rmtree(self.folder, ignore_errors=True)
        self.release()
        # On Windows a program that looks for leftovers may have it open just now.
        with suppress(OSError):
            self.lock.path.unlink(missing_ok=True)

    def release(self) -> None:
        """Let the lock go and leave the copy where it is: the next start offers it."""
        with suppress(OSError):
            self.lock.release()


def new_working_copy(home: Home) -> WorkingCopy:
    """Make and lock an empty folder; raises CannotOpen when the program's own folder cannot be written."""
    folder = home.work / unguessable()
    with told_as(CannotOpen, home.path):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
        lock.acquire()
        folder.mkdir(mode=0o700)
    return WorkingCopy(folder, lock)


@contextmanager
def scratch_folder(home: Home) -> Iterator[Path]:
    """Lend a private folder, which is gone afterwards; raises CannotOpen."""
    copy = new_working_copy(home)
    try:
        yield copy.folder
    finally:
        copy.remove()


def take_working_copy(folder: Path) -> WorkingCopy:
    """Lock the copy that a crashed program left; raises CannotOpen "leftover_taken" when somebody has it."""
    lock = _lock(folder)
    with told_as(CannotOpen, folder):
        try:
            lock.acquire()
        except Held as error:
            raise CannotOpen("leftover_taken") from error
    return WorkingCopy(folder, lock)


def write_origin(folder: Path, origin: Origin) -> None:
    """Remember where the copy comes from; whole or not at all."""
    content = json.dumps(asdict(origin), default=str).encode()
    write_whole(folder / "origin.json", content)


def read_origin(folder: Path) -> Origin:
    """Return where the copy comes from, with the save that a crash interrupted taken into account.

    A copy whose origin cannot be read counts as one never saved: its rows are worth more than its name.
    """
    try:
        found = json.loads((folder / "origin.json").read_bytes())
        origin = Origin(_saved(found["saved"]), found["opened_at"], found["pending"] and _saved(found["pending"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Origin(Saved(None, None, 0), now())
    if origin.pending and _is_in_place(origin.pending):
        return Origin(origin.pending, origin.opened_at)
    return Origin(origin.saved, origin.opened_at)


def temporary_beside(target: Path, folder: Path) -> Path:
    """Return where a save from the working copy in `folder` writes before it replaces `target`: another name each time,
    so that nobody can put a link there before, and one by which what a crash left there can be found."""
    return temporary_in(target.parent, folder.name)


def sweep(folder: Path) -> None:
    """Remove the half-written file that a crash in the middle of a save may have left in the user's folder."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads((folder / "origin.json").read_bytes())
        target = Path(found["pending"]["path"])
        for left in target.parent.glob(f".anbuncho-{folder.name}-*.tmp"):
            left.unlink(missing_ok=True)
        sweep_save_lock(target)


def _lock(folder: Path) -> FileLock:
    return FileLock(folder.with_suffix(".lock"))


def _saved(found: Mapping[str, Any]) -> Saved:
    path, mark = found["path"], found["fingerprint"]
    return Saved(
        Path(path) if path else None,
        Fingerprint(**mark) if mark else None,
        int(found["revision"]),
        str(found.get("at", "")),
        int(found.get("last_entry", 0)),
    )


def _is_in_place(saved: Saved) -> bool:
    try:
        return saved.path is not None and fingerprint(saved.path) == saved.fingerprint
    except OSError:
        return False
