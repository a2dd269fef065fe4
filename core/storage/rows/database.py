"""Connections to SQLite files, each with the settings that its use demands."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

PATIENCE = 30.0
"""Seconds a connection waits for another one of this program: a save copies while edits go on."""

_STATEMENTS = 256
"""Reading a ledger asks every table, adding rows to each has a statement of its own: more than Python keeps by default,
which would be forgotten before they are used again."""

_LONGEST, _LONGEST_ON_WINDOWS = 480, 240
"""SQLite takes paths of less than 512 bytes, on Windows of 260 letters, an ending for the journal included."""


def open_working_copy(path: Path) -> sqlite3.Connection:
    """Open a private file for reading and writing: what is committed is on the disk, journal included. Any thread may
    use it, one at a time.

    Every connection is in autocommit mode: transactions are begun and ended in words, never by the driver.
    """
    connection = sqlite3.connect(
        _uri(path, "mode=rwc"),
        uri=True,
        isolation_level=None,
        timeout=PATIENCE,
        cached_statements=_STATEMENTS,
        check_same_thread=False,
    )
    try:
        for setting in ("journal_mode = DELETE", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def open_snapshot(path: Path) -> sqlite3.Connection:
    """Open a new file that is thrown away if anything fails: no journal, no waiting for the disk."""
    connection = sqlite3.connect(_uri(path, "mode=rwc"), uri=True, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
    return connection


def open_beside(path: Path) -> sqlite3.Connection:
    """Open for reading a working copy that another connection is writing."""
    return sqlite3.connect(_uri(path, "mode=ro"), uri=True, isolation_level=None, timeout=PATIENCE)


def open_still(path: Path) -> sqlite3.Connection:
    """Open for reading a file that nobody writes: no lock is taken and a journal that lies beside it is ignored.

    One whose path is too long for SQLite is read into memory. Raises sqlite3.Error, OSError.
    """
    if _is_too_long(path):
        content = path.read_bytes()
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(content)
        connection.execute("PRAGMA query_only = ON")
    else:
        connection = sqlite3.connect(_uri(path, "mode=ro&immutable=1"), uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _is_too_long(path: Path) -> bool:
    text = str(path.absolute())
    return len(text) > _LONGEST_ON_WINDOWS if os.name == "nt" else len(os.fsencode(text)) > _LONGEST


def _uri(path: Path, query: str) -> str:
    """Return the URI of a path on any system; a Windows share needs four slashes, a drive three."""
    text = quote(os.fsencode(path.absolute().as_posix()))
    return f"file://{'' if text.startswith('/') else '/'}{text}?{query}"
