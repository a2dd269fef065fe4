"""What a program that ended without closing left behind: found, described, and tidied up when it is worth nothing."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from core.dataclass import dataclass
from core.storage.disk.errors import CannotOpen
from core.storage.disk.places import Home
from core.storage.document.backups import sweep_unfinished
from core.storage.document.working_copy import WorkingCopy, read_origin, sweep, take_working_copy
from core.storage.rows.database import open_working_copy

UNTITLED = "無題"


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
        return title_of(self.path)


def leftovers(home: Home) -> list[Leftover]:
    """Return the unsaved work of programs that crashed, the latest first; copies without any are removed,
    and so are backups that were left half written."""
    found = []
    sweep_unfinished(home.backups)
    for folder in home.work.glob("*/"):
        try:
            copy = take_working_copy(folder)
        except CannotOpen:
            continue
        sweep(folder)
        try:
            leftover = _examine(home, copy)
        except OSError:
            # It cannot be read just now; the next start looks again.
            copy.release()
            continue
        if leftover is None:
            copy.remove()
        else:
            copy.release()
            found.append(leftover)
    return sorted(found, key=lambda leftover: leftover.modified_at, reverse=True)


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


def title_of(path: Path | None) -> str:
    """Return the name by which people know the document at `path`."""
    return path.stem if path else UNTITLED
