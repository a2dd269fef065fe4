"""Files as wholes: copied, compared, replaced. Never used on a file that is open in SQLite: closing it here would drop
the lock that SQLite holds on it."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from core.dataclass import dataclass
from core.pattern import pattern
from core.storage.disk.paths import real_path

_BLOCK = 1 << 20

OLD = 3_600.0
"""Seconds after which a temporary file that nobody has written to was left by a program that was killed."""

_TEMPORARY = pattern(r"\.anbuncho-[0-9a-f]{32}(-[0-9a-f]{32})?\.tmp")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_OPEN_TO_OWNER = 0o600
_KEPT = 0o664
"""Of a file's rights those that a copy has too: it runs nothing, and the world writes into none of our files."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By which a file is known to be the very one that was read or written: its bytes, not its dates."""

    sha256: str
    size: int


def fingerprint(path: Path) -> Fingerprint:
    """Return the fingerprint of the file; raises OSError when it cannot be read to its end."""
    hash, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            hash.update(block)
            size += len(block)
    return Fingerprint(hash.hexdigest(), size)


@contextmanager
def written_at(path: Path) -> Iterator[None]:
    """Name the file in an OSError of writing, which the system leaves out: it tells which disk is full."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def copy_file(source: Path, target: Path) -> Fingerprint:
    """Write the bytes of `source` to `target`, down to the disk, and return the fingerprint of what was read.

    `target` is a new file: what had its name, a link too, is no longer there. Who may read `source` may read it, and
    nobody else, not even while it is written. Raises OSError; then `target` may hold a part.
    """
    hash, size = hashlib.sha256(), 0
    target.unlink(missing_ok=True)
    with source.open("rb") as reading, written_at(target), open_new(target, _OPEN_TO_OWNER) as writing:
        while block := reading.read(_BLOCK):
            hash.update(block)
            size += len(block)
            writing.write(block)
        writing.flush()
        keep_mode(reading.fileno(), writing.fileno() if os.chmod in os.supports_fd else target)
        os.fsync(writing.fileno())
    return Fingerprint(hash.hexdigest(), size)


def open_new(path: Path, mode: int = 0o666) -> BinaryIO:
    """Open a file that is not there yet for writing: through no link, into no pipe. Raises FileExistsError, OSError."""
    return os.fdopen(os.open(path, _NEW, mode), "wb")


def keep_mode(source: Path | int, target: Path | int) -> None:
    """Let those read and write `target` who may do so with `source`, as far as its disk knows of such things."""
    with suppress(OSError):
        os.chmod(target, stat.S_IMODE(os.stat(source).st_mode) & _KEPT | _OPEN_TO_OWNER)


def unguessable() -> str:
    """Return 32 hexadecimal digits that nobody else has or can foresee."""
    return os.urandom(16).hex()


def temporary_in(folder: Path, owner: str = "") -> Path:
    """Return a name in `folder` for a file that is about to replace another: nobody can put something there before.

    `owner`, 32 hexadecimal digits, is part of it where what a crash leaves there is to be found at once.
    """
    return folder / f".anbuncho-{owner}{owner and '-'}{unguessable()}.tmp"


def sweep_temporaries(folder: Path, now_there: float) -> None:
    """Remove the temporary files in `folder` that programs of ours and of this user left when they were killed.

    `now_there` is the time by the clock of the folder's disk. What is young may still be written to.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) is None:
                continue
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                is_ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
                if stat.S_ISREG(found.st_mode) and is_ours and now_there - found.st_mtime > OLD:
                    os.unlink(entry.path)


def clear_name(path: Path, *, is_written: bool = True) -> None:
    """Take away what bears a name of ours and is no file of ours: a link, a pipe, and where the file `is_written` a
    second name of another one.

    A folder stays. What a link leads to is not touched.
    """
    with suppress(OSError):
        found = path.lstat()
        is_other = not stat.S_ISREG(found.st_mode) or (is_written and found.st_nlink > 1)
        if is_other and not stat.S_ISDIR(found.st_mode):
            path.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """Put a file with this content at `path` at one stroke, down to the disk; a link stays and leads to it.

    Raises OSError; then what was there is as it was, and nothing else is left in its folder. What is there and no file,
    like a pipe, is written to as it is.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    path = real_path(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
    temporary = temporary_in(path.parent)
    try:
        with written_at(path), open_new(temporary, _OPEN_TO_OWNER if path.exists() else 0o666) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            sweep_temporaries(path.parent, os.fstat(file.fileno()).st_mtime)
        with suppress(OSError):
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Bring a replaced name to the disk where the system can: Windows opens no folders, some shares do not sync."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def now() -> str:
    """Return the local time with its offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
