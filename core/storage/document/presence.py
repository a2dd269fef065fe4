"""使用中の印: a note beside the user's file that says who has it open, on which PC and since when.

It keeps nobody from saving (save_lock.py and the fingerprint do that); it tells people about each other.
"""

import errno
import hashlib
import json
import math
import os
import stat
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from core.storage.disk.errors import InUse
from core.storage.disk.file_lock import FileLock
from core.storage.disk.places import Home, this_pc
from core.storage.disk.sightings import Holder, Sighting, State
from core.storage.disk.whole_file import clear_name, now, open_new, temporary_in, unguessable

BEAT = 30.0
"""Seconds between two signs of life."""

SILENCE = 150.0
"""After so many seconds without a sign of life a note of another PC is stale: five beats were missed."""

MOMENT = 5.0
"""Seconds within which a note is written: an empty one that is older was left by a full disk or a lost power."""

_LARGEST = 10_000
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_UNKNOWN = Holder("", "", "", "", "")
"""Who put a note there that cannot be understood."""


class Presence:
    """Our own note. A folder that cannot be written gets none: then nobody is told, and nothing else changes.

    `before` is the token of a note that we could not replace: it takes nothing over from us.
    """

    def __init__(self, path: Path, holder: Holder, lock: FileLock, before: str = "") -> None:
        self.path = path
        self.holder = holder
        self._lock = lock
        self._before = before

    def beat(self) -> Sighting | None:
        """Give a sign of life; return who has taken the note over meanwhile, else None.

        A note that cannot be read just now, or not be understood, tells of nobody; one that stays so is replaced.
        """
        note = note_path(self.path)
        with suppress(OSError):
            clear_name(note)
            found = _read(note)
            if found is None or found.token == self.holder.token:
                _write(note, self.holder, new=found is None)
            elif found.token and found.token != self._before:
                return Sighting(found, State.ALIVE)
            elif not found.token and _silent_for(note) > MOMENT:
                _write(note, self.holder, new=False)
        return None

    def withdraw(self) -> None:
        """Take the note away if it is still ours, or nobody's."""
        note = note_path(self.path)
        with suppress(OSError):
            found = _read(note)
            if found is not None and found.token in {self.holder.token, ""}:
                note.unlink()
        _free(self._lock)


def note_path(path: Path) -> Path:
    """Return where the note of a file lies: a short name of its own, however long the file's is."""
    return path.parent / f".anbuncho-{_short(os.path.normcase(path.name))}.lock"


def look(home: Home, path: Path) -> Sighting | None:
    """Return who has the file open by its note, None when there is no note or the folder cannot be reached."""
    try:
        holder = _read(note_path(path))
    except PermissionError:
        holder = _UNKNOWN
    except OSError:
        return None
    return Sighting(holder, _state(home, holder, note_path(path))) if holder else None


def holder_elsewhere(path: Path) -> Holder | None:
    """Return who has the file open on another PC, by the note beside it."""
    try:
        holder = _read(note_path(path))
    except OSError:
        return None
    return holder if holder is not None and holder.pc and holder.pc != this_pc() else None


def announce(home: Home, path: Path, who: str, take_over: bool = False) -> Presence:
    """Put our note beside the file and return it.

    The note of a program that died on this PC is replaced without a word. Raises InUse with the sighting when somebody
    else has the file open, or may have; with `take_over` that note is replaced too.
    """
    note, token = note_path(path), unguessable()
    clear_name(note)
    holder = Holder(who, this_pc(), now(), token, _short(str(home.path)))
    seen = look(home, path)
    if seen is not None and seen.state is not State.DEAD and not take_over:
        raise InUse(path, seen)
    lock = FileLock(_lock_path(home, token))
    with suppress(OSError):
        home.locks.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    try:
        if seen is not None:
            note.unlink(missing_ok=True)
        _write(note, holder, new=True)
    except FileExistsError:
        # Somebody was quicker by a moment.
        _free(lock)
        rival = look(home, path)
        if rival is not None:
            raise InUse(path, rival) from None
    except OSError:
        return Presence(path, holder, lock, before=seen.holder.token if seen else "")
    return Presence(path, holder, lock)


def _state(home: Home, holder: Holder, note: Path) -> State:
    if holder.pc == this_pc() and holder.home == _short(str(home.path)):
        return State.ALIVE if _is_held(_lock_path(home, holder.token)) else State.DEAD
    if holder is _UNKNOWN and _is_empty(note) and _silent_for(note) > MOMENT:
        return State.DEAD
    return State.STALE if _silent_for(note) > SILENCE else State.ALIVE


def _is_empty(note: Path) -> bool:
    try:
        return note.stat().st_size == 0
    except OSError:
        return False


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        lock.acquire()
    except OSError:
        return True
    _free(lock)
    return False


def _free(lock: FileLock) -> None:
    """Release the lock and remove its file: its name is never used again."""
    with suppress(OSError):
        lock.release()
    with suppress(OSError):
        lock.path.unlink(missing_ok=True)


def _silent_for(note: Path) -> float:
    """Return the seconds since the last sign of life by the clock of the disk on which the note lies: a share's clock
    is not that of this PC.

    A note from tomorrow was written while that clock was ahead: no sign of life has come since it was put right.
    """
    try:
        last = note.lstat().st_mtime
    except OSError:
        return 0.0
    probe = temporary_in(note.parent)
    try:
        with open_new(probe):
            silent = probe.stat().st_mtime - last
    except OSError:
        silent = time.time() - last
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)
    return silent if silent > -SILENCE else math.inf


def _read(note: Path) -> Holder | None:
    """Return what the note says, _UNKNOWN when it cannot be understood, None when there is none.

    Raises OSError when it cannot be read just now, or is no file: a link or a pipe is nobody's note.
    """
    try:
        with _opened(note, os.O_RDONLY) as file:
            content = file.read(_LARGEST)
    except FileNotFoundError:
        return None
    try:
        found = json.loads(content)
        return Holder(**{name: str(found[name]) for name in Holder.__slots__})
    except (ValueError, KeyError, TypeError, RecursionError):
        return _UNKNOWN


def _write(note: Path, holder: Holder, new: bool) -> None:
    """Write the note, or its bytes again: the disk then dates it. Raises FileExistsError for a second new one.

    A new note that cannot be finished (a full disk) is taken away again.
    """
    content = json.dumps(asdict(holder), ensure_ascii=False).encode()
    file = open_new(note) if new else _opened(note, os.O_RDWR)
    try:
        with file:
            file.write(content)
            file.truncate()
    except OSError:
        if new:
            with suppress(OSError):
                note.unlink()
        raise


def _opened(note: Path, flags: int) -> BinaryIO:
    """Open the note that is there; raises OSError for a link, a pipe, or a second name of another file."""
    if note.is_symlink():
        # Where the system does not know O_NOFOLLOW.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(note))
    descriptor = os.open(note, flags | _PLAIN)
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        os.close(descriptor)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(note))
    return os.fdopen(descriptor, "rb" if flags == os.O_RDONLY else "r+b")


def _lock_path(home: Home, token: str) -> Path:
    return home.locks / f"{_short(token)}.lock"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
