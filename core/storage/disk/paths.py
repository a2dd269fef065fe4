"""Names of files and the files behind them: one file may bear many names, through links, drives and shares."""

import errno
import os
from pathlib import Path


def real_path(path: Path) -> Path:
    """Return where the bytes lie, whatever links lead there: replacing must not put a file in place of a link.

    Raises OSError (ELOOP) for a link that leads to itself.
    """
    real = Path(os.path.realpath(path))
    if real.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return real


def is_same_file(path: Path, other: Path | None) -> bool:
    """Whether both names lead to one file; a drive's letter and the share behind it are two names.

    Links of two names to the same bytes (hard links) count as one file. Names of files that are not there are compared
    as names.
    """
    if other is None or path == other:
        return other is not None
    try:
        first, second = path.stat(), other.stat()
    except OSError:
        return False
    # Some shares number no files: all of theirs are 0.
    return first.st_ino != 0 and os.path.samestat(first, second)
