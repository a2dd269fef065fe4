"""What a file is before it is trusted: a ledger of ours, of which version, and still as it was saved."""

import re
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

from core.storage.disk.errors import CannotOpen, Damaged
from core.storage.disk.file_kinds import seems
from core.storage.rows.database import open_still
from core.storage.rows.digest import is_content_hash, log_words, schema_hash
from core.storage.rows.heard import Listener
from core.storage.rows.log_check import no_json
from core.storage.versions.application_id import APPLICATION_ID
from core.storage.versions.migrations import SCHEMA_HASHES, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_SMALLEST = 8_192
_PAGE, _UTF_8 = 4_096, 1
_ALONE = 4 << 20
"""Bytes up to which opening a file a second time, in another thread, takes longer than it saves."""


def check_header(path: Path, about: Path | None = None) -> None:
    """Read the first bytes of a file that is not open anywhere here; errors speak of `about`, whose copy it is.

    Raises CannotOpen "not_a_file" (reading it might never end), "file_empty", "file_foreign" (not SQLite, or another
    program's), "file_newer" (to be opened by a later version of this program), Damaged "file_cut" when it is shorter or
    longer than it says, "file_damaged" when it has no version or "file_other_form" when another program has written it
    anew with pages or an encoding that ledgers do not have; OSError.
    """
    facts = {"path": str(about or path)}
    if is_no_place_of_bytes(path):
        raise CannotOpen("not_a_file", **facts)
    with path.open("rb") as file:
        header = file.read(_HEADER)
    size = path.stat().st_size
    if not header:
        raise CannotOpen("file_empty", **facts)
    if not any(header) and len(header) == _HEADER:
        # A disk that lost its power gives files of the right length, full of zeros.
        raise Damaged("file_damaged", **facts)
    if not header.startswith(_MAGIC):
        raise CannotOpen("file_foreign", seems=seems(path), **facts)
    if len(header) < _HEADER:
        raise Damaged("file_cut", **facts)
    if _number(header, 68, 4) != APPLICATION_ID:
        raise CannotOpen("file_foreign", seems=seems(path), **facts)
    version = _number(header, 60, 4)
    if version > SCHEMA_VERSION:
        raise CannotOpen("file_newer", **facts)
    if version == 0:
        raise Damaged("file_damaged", **facts)
    page = _number(header, 16, 2)
    if size != (65_536 if page == 1 else page) * _number(header, 28, 4):
        raise Damaged("file_cut", **facts)
    if page != _PAGE or _number(header, 56, 4) != _UTF_8:
        # What rescue reads without SQLite, and the promises of saving, are of files as this program makes them.
        raise Damaged("file_other_form", **facts)


def check_kind(path: Path) -> None:
    """Refuse what will not be a ledger however often it is read; raises CannotOpen as check_header does, OSError.

    What seems damaged is not judged here: it may be a copy that is still on its way.
    """
    with suppress(Damaged):
        check_header(path)


def is_no_place_of_bytes(path: Path) -> bool:
    """Whether this is a pipe, a device or the like. Raises OSError."""
    mode = path.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def may_be_salvaged(path: Path) -> bool:
    """Whether the file is a ledger that this program knows, or has lost the beginning by which that could be told.

    Raises OSError.
    """
    try:
        check_header(path)
    except Damaged:
        return True
    except CannotOpen as error:
        if error.rule != "file_foreign":
            return False
        # Our rows may stand behind a beginning that is not ours any more, but not in an empty or newer file.
        with path.open("rb") as file:
            is_sqlite = file.read(len(_MAGIC)) == _MAGIC
        return not is_sqlite and path.stat().st_size >= _SMALLEST
    return True


def check_content(path: Path, about: Path | None = None, listener: Listener | None = None) -> str:
    """Check a closed file of ours from its first page to its last and return its content hash; `listener` is told its
    rows meanwhile, which are what they seem when nothing is raised.

    Raises what check_header does, Damaged "file_strange" when it is made of other parts than every ledger of its
    version (before any of them can do anything), Damaged "file_damaged" when it does not hold what was saved, OSError
    when it cannot be read at present.
    """
    check_header(path, about)
    damaged = Damaged("file_damaged", path=str(about or path))
    try:
        with closing(open_still(path)) as connection:
            if not has_known_parts(connection):
                raise Damaged("file_strange", path=str(about or path))
            pages: _PageCheck | _Pages = _PageCheck(path) if path.stat().st_size > _ALONE else _Pages(connection)
            with pages:
                kept, document_id = connection.execute("SELECT content_hash, document_id FROM meta").fetchone()
                is_as_saved = is_document_id(document_id) and is_content_hash(connection, kept, listener, pages.log)
            if not pages.are_whole or not is_as_saved:
                raise damaged
            if listener is not None and pages.no_json is not None:
                listener.hear_log(pages.no_json)
            return str(kept)
    except (TypeError, UnicodeDecodeError) as error:
        # No row where there must be one; letters that are none, in a message of SQLite's too.
        raise damaged from error
    except sqlite3.Error as error:
        if _is_io_error(error):
            raise OSError(str(error)) from error
        raise damaged from error


class _Pages:
    """Looks through all pages of a file after what happens inside `with`, by the connection that has it open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.are_whole = False
        self.no_json: frozenset[int] | None = None
        self._connection = connection

    def __enter__(self) -> "_Pages":
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if failed is None:
            self.are_whole = _are_whole(self._connection)

    def log(self) -> list[bytes] | None:
        """Return the words of the change log; None when they could not be had."""
        return _log_of(self._connection)


class _PageCheck(Thread):
    """Looks through all pages of a closed file beside what happens inside `with`, and first lets SQLite word the change
    log, which may be longer than all the rest, and say whether it is JSON: none of it needs Python.

    What it could not read is raised at the end, whatever else has been found: a share that stumbles is no damage.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(name="page check")
        self.are_whole = False
        self.no_json: frozenset[int] | None = None
        self._path = path
        self._log: list[bytes] | None = None
        self._has_log = Event()
        self._error: Exception | None = None

    def __enter__(self) -> "_PageCheck":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.join()
        if self._error is not None:
            raise self._error

    def log(self) -> list[bytes] | None:
        """Wait for the words of the change log; None when they could not be had."""
        self._has_log.wait()
        return self._log

    def run(self) -> None:
        try:
            with closing(open_still(self._path)) as connection:
                self._log = _log_of(connection)
                self._has_log.set()
                with suppress(sqlite3.Error):
                    self.no_json = no_json(connection)
                self.are_whole = _are_whole(connection)
        except Exception as error:  # noqa: BLE001  (it is raised where it is waited for)
            self._error = error
        finally:
            self._has_log.set()


def _log_of(connection: sqlite3.Connection) -> list[bytes] | None:
    # Whoever asks for the log then reads it, and tells what is wrong with it.
    with suppress(sqlite3.Error, ValueError):
        return log_words(connection)
    return None


def _are_whole(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))


def has_known_parts(connection: sqlite3.Connection) -> bool:
    """Whether the file is made of exactly the parts of a ledger of its version, and SQLite's own notes of the highest
    ids are numbers: no definition holds them to that. It may raise sqlite3.DatabaseError."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if schema_hash(connection) != SCHEMA_HASHES.get(version):
        return False
    return all(
        type(name) is str and type(last) is int and last >= 0
        for name, last in connection.execute("SELECT name, seq FROM sqlite_sequence")
    )


def is_document_id(value: object) -> bool:
    """Whether this may be a document's id: it names a folder of backups, so it must not lead anywhere else."""
    return isinstance(value, str) and re.fullmatch("[0-9A-Za-z-]{1,64}", value) is not None


def _is_io_error(error: sqlite3.Error) -> bool:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM}


def _number(header: bytes, start: int, length: int) -> int:
    return int.from_bytes(header[start : start + length], "big")
