"""Files as wholes: copied, compared, replaced. Never used on a file that is open in SQLite: closing it here would drop
the lock that SQLite holds on it."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from core.storage.disk.paths import real_path

_BLOCK = 1 << 20


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

    Raises OSError; then `target` may hold a part.
    """
    hash, size = hashlib.sha256(), 0
    with source.open("rb") as reading, written_at(target), target.open("wb") as writing:
        while block := reading.read(_BLOCK):
            hash.update(block)
            size += len(block)
            writing.write(block)
        writing.flush()
        os.fsync(writing.fileno())
    return Fingerprint(hash.hexdigest(), size)


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
    temporary = path.with_name(f".anbuncho-{uuid4().hex}.tmp")
    try:
        with written_at(path), temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
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
