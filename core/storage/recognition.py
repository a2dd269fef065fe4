"""What a file is before it is trusted: a ledger of ours, of which version, and still as it was saved."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.storage.database import open_still
from core.storage.digest import content_hash
from core.storage.errors import CannotOpen, Damaged
from core.storage.migrations import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER = 100


def check_header(path: Path, about: Path | None = None) -> None:
    """Read the first bytes of a file that is not open anywhere here; errors speak of `about`, whose copy it is.

    Raises CannotOpen "file_empty", "file_foreign" (not SQLite, or another program's), "file_newer" (to be opened by a
    later version of this program), Damaged "file_cut" when it is shorter or longer than it says or "file_damaged" when
    it has no version; OSError.
    """
    facts = {"path": str(about or path)}
    with path.open("rb") as file:
        header = file.read(_HEADER)
    size = path.stat().st_size
    if not header:
        raise CannotOpen("file_empty", **facts)
    if not header.startswith(_MAGIC):
        raise CannotOpen("file_foreign", **facts)
    if len(header) < _HEADER:
        raise Damaged("file_cut", **facts)
    if _number(header, 68, 4) != APPLICATION_ID:
        raise CannotOpen("file_foreign", **facts)
    version = _number(header, 60, 4)
    if version > SCHEMA_VERSION:
        raise CannotOpen("file_newer", **facts)
    if version == 0:
        raise Damaged("file_damaged", **facts)
    page = _number(header, 16, 2)
    if size != (65_536 if page == 1 else page) * _number(header, 28, 4):
        raise Damaged("file_cut", **facts)


def check_content(path: Path, about: Path | None = None) -> str:
    """Check a closed file of ours from its first page to its last and return its content hash.

    Raises what check_header does, Damaged "file_damaged" when it does not hold what was saved, OSError when it cannot
    be read at present.
    """
    check_header(path, about)
    damaged = Damaged("file_damaged", path=str(about or path))
    try:
        with closing(open_still(path)) as connection:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise damaged
            found = content_hash(connection)
            if connection.execute("SELECT content_hash FROM meta").fetchone() != (found,):
                raise damaged
            return found
    except sqlite3.Error as error:
        if _is_io_error(error):
            raise OSError(str(error)) from error
        raise damaged from error


def _is_io_error(error: sqlite3.Error) -> bool:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM}


def _number(header: bytes, start: int, length: int) -> int:
    return int.from_bytes(header[start : start + length], "big")
