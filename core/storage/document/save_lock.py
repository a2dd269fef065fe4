"""One save at a time: between comparing the user's file and replacing it nobody else may replace it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.storage.disk.errors import CannotSave
from core.storage.disk.file_lock import FileLock, Held
from core.storage.disk.whole_file import clear_name
from core.storage.document.presence import note_path

PATIENCE = 20.0
"""Seconds to wait for another program that is saving the same file."""


def save_lock_path(target: Path) -> Path:
    """Return the name beside the user's file under which savers meet."""
    return note_path(target).with_suffix(".saving")


@contextmanager
def save_lock(target: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the file at `target`; it ends with the program that holds it, however that ends.

    Raises CannotSave "being_saved" when another program does not finish in `patience` seconds, OSError.
    """
    path = save_lock_path(target)
    # Nothing is ever written into a lock: a copy of the folder that shares its bytes must not end it.
    clear_name(path, is_written=False)
    lock = FileLock(path)
    try:
        lock.acquire(patience)
    except Held as error:
        raise CannotSave("being_saved", path=str(target)) from error
    try:
        yield
    finally:
        # Where an open file can be removed it goes while it is held: who waits for it then asks for a new one.
        with suppress(OSError):
            path.unlink()
        with suppress(OSError):
            lock.release()
        if os.name == "nt":
            with suppress(OSError):
                path.unlink()


def sweep_save_lock(target: Path) -> None:
    """Remove the lock file that a program which died in the middle of a save left, if nobody holds it."""
    if save_lock_path(target).exists():
        with suppress(CannotSave, OSError), save_lock(target, 0):
            pass
