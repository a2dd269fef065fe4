"""A lock that ends with the program that holds it, however that ends: the operating system's, on a file.

Where the system has flock it is asked here; elsewhere, on Windows and on shares that do not know it, the library
filelock knows how. That library takes ten milliseconds to load, which every command would wait for.
"""

import errno
import os
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:
    HAS_FLOCK = False
else:
    HAS_FLOCK = True

if TYPE_CHECKING:
    from filelock import BaseFileLock

POLL = 0.02
"""Seconds between two attempts."""

_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_MODE = 0o644
_HELD = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK}


class Held(TimeoutError):
    """Somebody else holds the lock."""


class FileLock:
    """The lock on the file at `path`, which is made where it is missing and stays when the lock is released.

    Whoever holds it may remove the file: the next one asks for a new one.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None
        self._library: BaseFileLock | None = None

    def acquire(self, patience: float = 0.0) -> None:
        """Take the lock, at the latest in `patience` seconds; raises Held, OSError."""
        until = time.monotonic() + patience
        while HAS_FLOCK and self._library is None:
            if self._take():
                return
            if self._library is None and time.monotonic() >= until:
                raise Held(str(self.path))
            if self._library is None:
                time.sleep(POLL)
        self._ask_library(max(0.0, until - time.monotonic()))

    def release(self) -> None:
        """Let the lock go; nothing happens where it is not held. Raises OSError."""
        if self._library is not None:
            self._library.release()
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            os.close(descriptor)

    def __del__(self) -> None:
        with suppress(Exception):
            self.release()

    def _take(self) -> bool:
        """Take the lock if nobody has it and its file is still the one at this path."""
        try:
            descriptor, is_new = os.open(self.path, _FLAGS | os.O_CREAT | os.O_EXCL, _MODE), True
        except FileExistsError:
            try:
                descriptor, is_new = os.open(self.path, _FLAGS), False
            except FileNotFoundError:
                return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_at(descriptor, self.path):
                self._descriptor = descriptor
                return True
        except OSError as error:
            if error.errno == errno.ENOSYS:
                self._give_way(is_new)
            elif error.errno not in _HELD:
                raise
        finally:
            if self._descriptor is None:
                os.close(descriptor)
        return False

    def _give_way(self, is_new: bool) -> None:
        """Leave it to the library, which makes a mark of a file that is not there yet."""
        if is_new:
            self.path.unlink(missing_ok=True)
        self._library = self._of_library()

    def _ask_library(self, patience: float) -> None:
        from filelock import Timeout

        self._library = self._library or self._of_library()
        try:
            self._library.acquire(timeout=patience, poll_interval=POLL)
        except Timeout as error:
            raise Held(str(self.path)) from error

    def _of_library(self) -> "BaseFileLock":
        from filelock import FileLock as LibraryLock

        # It says in English that it leaves a mark instead.
        warnings.filterwarnings("ignore", message="flock not supported")
        # Not thread_local: a save that runs in another thread may be the last to let go.
        return LibraryLock(self.path, thread_local=False)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether an open file is still the one at a path: who held its lock may have removed it."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False
