"""回答ファイル as SQLite: written whole from a value, read as if it came from an enemy.

The bytes are read once and opened in memory: no path, no journal beside the file, no lock, nothing attached. Every row
is then checked as a value, so that what SQLite believes of a crafted file does not matter.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

from core.model.answer_file import (
    FORMAT,
    AnswerFile,
    AskedQuote,
    Cost,
    Issue,
    OtherAnswer,
    Request,
    issued_hash,
    read_answer_file,
    seal_hash,
)
from core.storage.disk.errors import CannotOpen, CannotSave, told_as
from core.storage.disk.whole_file import write_whole
from core.storage.sealed_json import small_content

ANSWER_APPLICATION_ID = 0x414E4241
"""ANBA: by this number SQLite's header says that the file is an answer file."""

LARGEST_FILE = 32_000_000
SECONDS = 3.0
"""Longer than this nobody waits for a file of a few hundred rows."""
_LONGEST_VALUE = 1_000_000
_MOST_ROWS = 200_000
_STEPS = 10_000
"""Instructions of SQLite's machine between two looks at the clock."""

_VERSION = slice(96, 100)
"""Where SQLite's header says which version of it wrote the file last."""
_MAGIC = b"SQLite format 3\0"
_REQUEST_COLUMNS = tuple(f.name for f in fields(Request) if f.name not in {"id", "now", "every", "quotes", "others"})

TABLES = {
    "seal": "CREATE TABLE seal (id INTEGER PRIMARY KEY, number TEXT, code TEXT, base_revision INTEGER, "
    "issued_sha256 TEXT, sha256 TEXT) STRICT",
    "issue": "CREATE TABLE issue (id INTEGER PRIMARY KEY, number TEXT, document_id TEXT, consortium TEXT, "
    "contact TEXT, code TEXT, name TEXT, base_revision INTEGER, issued_at TEXT, deadline TEXT, tax TEXT, program TEXT, "
    "with_others INTEGER) STRICT",
    "requests": "CREATE TABLE requests (place INTEGER PRIMARY KEY, id INTEGER, item TEXT, title TEXT, option TEXT, "
    "system TEXT, description TEXT, remarks TEXT, deadline TEXT, state TEXT, comment TEXT, now_implementers INTEGER, "
    "now_one_off INTEGER, now_yearly INTEGER, now_status TEXT, every_implementers INTEGER, every_one_off INTEGER, "
    "every_yearly INTEGER, every_status TEXT) STRICT",
    "quotes": "CREATE TABLE quotes (id INTEGER PRIMARY KEY, request_id INTEGER, option TEXT, implementers INTEGER, "
    "one_off INTEGER, yearly INTEGER) STRICT",
    "others": "CREATE TABLE others (id INTEGER PRIMARY KEY, request_id INTEGER, code TEXT, name TEXT, state TEXT) "
    "STRICT",
    "answers": "CREATE TABLE answers (place INTEGER PRIMARY KEY, request_id INTEGER, state TEXT, comment TEXT) STRICT",
    "answering": "CREATE TABLE answering (id INTEGER PRIMARY KEY, answered_by TEXT, answered_at TEXT, "
    "finished INTEGER) STRICT",
    "history": "CREATE TABLE history (id INTEGER PRIMARY KEY, sha256 TEXT) STRICT",
}
"""The whole schema; a file with anything else, an index or a trigger included, is not read."""


def write_answer_file(path: Path, file: AnswerFile) -> None:
    """Put the file at `path` at one stroke; raises CannotSave, then what was there is as it was."""
    with told_as(CannotSave, path):
        write_whole(path, answer_file_bytes(file))


def answer_file_bytes(file: AnswerFile, secure_delete: bool = True) -> bytes:
    """Return the sealed file; the same value gives the same bytes, where SQLite lays out pages alike.

    With `secure_delete` there is nothing but zeros where nothing stands.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for setting in ("page_size = 4096", "auto_vacuum = 0", f"secure_delete = {int(secure_delete)}"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute(f"PRAGMA application_id = {ANSWER_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("BEGIN")
        for sql in TABLES.values():
            connection.execute(sql)
        for table, rows in _rows(file).items():
            for row in rows:
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        connection.execute("COMMIT")
        return connection.serialize()


def _rows(file: AnswerFile) -> dict[str, list[tuple[Any, ...]]]:
    issue = file.issue
    quotes = [(one.id, *astuple(quote)) for one in file.requests for quote in one.quotes]
    others = [(one.id, *astuple(other)) for one in file.requests for other in one.others]
    return {
        "seal": [(1, issue.number, issue.code, issue.base_revision, issued_hash(file), seal_hash(file))],
        "issue": [(1, *astuple(issue))],
        "requests": [
            (
                place,
                one.id,
                *(getattr(one, name) for name in _REQUEST_COLUMNS),
                *astuple(one.now),
                *astuple(one.every),
            )
            for place, one in enumerate(file.requests, 1)
        ],
        "quotes": [(at, *row) for at, row in enumerate(quotes, 1)],
        "others": [(at, *row) for at, row in enumerate(others, 1)],
        "answers": [(at, id, given.state, given.comment) for at, (id, given) in enumerate(file.answers, 1)],
        "answering": [(1, file.answered_by, file.answered_at, int(file.finished))],
        "history": list(enumerate(file.history, 1)),
    }


def open_answer_file(path: Path) -> AnswerFile:
    """Return what the file says; raises CannotOpen as `read_answer_bytes` does, or when it cannot be read."""
    content = small_content(path, LARGEST_FILE, "answer_file_too_large")
    return read_answer_bytes(content, path.name)


def is_answer_file(content: bytes) -> bool:
    """Whether the first bytes say that this is an answer file of whatever version."""
    return content.startswith(_MAGIC) and content[68:72] == ANSWER_APPLICATION_ID.to_bytes(4, "big")


def read_answer_bytes(content: bytes, name: str) -> AnswerFile:
    """Return what the bytes of an answer file say. `name` is for the sentence.

    Raises CannotOpen "answer_file_foreign" (not our file), "answer_file_newer", "answer_file_too_large", or
    "answer_file_altered": damaged, with another schema, values of other types, or not as it was sealed.
    """
    if len(content) > LARGEST_FILE:
        raise CannotOpen("answer_file_too_large", path=name)
    if len(content) < 100 or not is_answer_file(content):
        raise CannotOpen("answer_file_foreign", path=name)
    if int.from_bytes(content[60:64], "big") > FORMAT:
        raise CannotOpen("answer_file_newer", path=name)
    try:
        with _opened(content) as connection:
            if connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY rowid").fetchall() != list(
                TABLES.items()
            ):
                raise ValueError("another schema")
            file, seal = _read(connection)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise CannotOpen("answer_file_altered", path=name) from error
    issue = file.issue
    if seal != (1, issue.number, issue.code, issue.base_revision, issued_hash(file), seal_hash(file)):
        raise CannotOpen("answer_file_altered", path=name)
    if not _is_as_written(content, file):
        raise CannotOpen("answer_file_altered", path=name)
    return file


def _is_as_written(content: bytes, file: AnswerFile) -> bool:
    """Whether these are the very bytes that are written for the file, so that nothing hides where no row stands.

    Earlier versions of the program wrote as SQLite was built, with or without secure_delete. Another version of SQLite
    may lay out the pages in another way: of a file in which it says to have written it, the seal alone decides.
    """
    for secure_delete in (True, False):
        written = answer_file_bytes(file, secure_delete)
        if content == written:
            return True
    return content[_VERSION] != written[_VERSION]


@contextmanager
def _opened(content: bytes) -> Iterator[sqlite3.Connection]:
    """Open the bytes in memory, for SELECT on known tables only, within the time allowed."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        end = time.monotonic() + SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_FILE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.deserialize(content)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.set_authorizer(_allow)
        yield connection


def _allow(action: int, first: str | None, _second: str | None, _database: str | None, trigger: str | None) -> int:
    known = action == sqlite3.SQLITE_READ and first in {*TABLES, "sqlite_master", "sqlite_schema"}
    is_select = action == sqlite3.SQLITE_SELECT
    return sqlite3.SQLITE_OK if (known or is_select) and trigger is None else sqlite3.SQLITE_DENY


def _read(connection: sqlite3.Connection) -> tuple[AnswerFile, tuple[Any, ...]]:
    rows = {name: _all(connection, name) for name in TABLES}
    (seal,), (issue,), (answering,) = rows["seal"], rows["issue"], rows["answering"]
    quotes, others = _by_request(rows["quotes"], AskedQuote), _by_request(rows["others"], OtherAnswer)
    found = {
        "issue": {**_named(Issue, issue[1:]), "with_others": _truth(issue[-1])},
        "requests": [_request(row[1:], quotes.pop(row[1], []), others.pop(row[1], [])) for row in rows["requests"]],
        "answers": [[id, {"state": state, "comment": comment}] for _, id, state, comment in rows["answers"]],
        "answered_by": answering[1],
        "answered_at": answering[2],
        "finished": _truth(answering[3]),
        "history": [sha256 for _, sha256 in rows["history"]],
    }
    if quotes or others:
        raise ValueError("rows of no request")
    return read_answer_file(found), seal


def _all(connection: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    rows = connection.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchmany(_MOST_ROWS + 1)
    if len(rows) > _MOST_ROWS:
        raise ValueError("too many rows")
    return rows


def _request(row: tuple[Any, ...], quotes: list[Any], others: list[Any]) -> dict[str, Any]:
    width = 1 + len(_REQUEST_COLUMNS)
    values = dict(zip(("id", *_REQUEST_COLUMNS), row[:width], strict=True))
    now, every = row[width : width + 4], row[width + 4 :]
    return {**values, "now": _named(Cost, now), "every": _named(Cost, every), "quotes": quotes, "others": others}


def _by_request(rows: list[tuple[Any, ...]], cls: Any) -> dict[int, list[dict[str, Any]]]:
    groups: dict[int, list[dict[str, Any]]] = {}
    for _, request, *values in rows:
        groups.setdefault(request, []).append(_named(cls, tuple(values)))
    return groups


def _named(cls: Any, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((field.name for field in fields(cls)), values, strict=True))


def _truth(value: object) -> bool:
    if type(value) is not int or value not in {0, 1}:
        raise ValueError(value)
    return bool(value)
