"""SHA-256 over what a database says, whatever way its pages lie on the disk."""

import codecs
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from json.encoder import encode_basestring_ascii

from core.model.registry import TABLES
from core.pattern import pattern
from core.storage.rows.heard import Listener

_CHUNK = 2_000
_LOG = "change_log"
_LOG_CHUNK = 100
"""An entry of the change log may be as long as a whole ledger."""
_PIECE = 1 << 16
_NUMBERS = {"id", "last_entry"}
"""Columns that are the row's own number, wherever a table begins with one."""
_LEAST = -(2**63)
_ENDLESS = "the same rows come again"
_WITH_BLOBS = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%BLOB%'"
_ESCAPED_OTHERWISE = pattern("[\x7f-\xff\U00010000-\U0010ffff]")

_Utf8 = codecs.getincrementaldecoder("utf-8")

LogWords = Callable[[], Sequence[bytes] | None]
"""Gives the entries of the change log as SQLite words them, in UTF-8, or None."""


def content_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of everything in the file: definitions, every table, and meta but for the hash kept there.

    It works on the file of any version, and on a damaged one it may raise sqlite3.DatabaseError.
    """
    return _hash(connection, _queries(connection))


def is_content_hash(
    connection: sqlite3.Connection, kept: object, listener: Listener | None = None, log: LogWords | None = None
) -> bool:
    """Whether `kept` is the content hash; `listener` is told the rows meanwhile. It may raise what content_hash does.
    `log` gives what log_words gives, if somebody else has asked for it.

    SQLite words the rows itself first: twice as fast, and other threads go on meanwhile. Where it words a value in
    another way the hash is another one, so nothing is said to differ before it was read as content_hash reads it.
    """
    queries = _queries(connection)
    try:
        if _hash(connection, queries, listener or _Deaf(), log) == kept:
            return True
    except (sqlite3.Error, UnicodeDecodeError):
        pass
    if listener is not None:
        listener.forget()
    return _hash(connection, queries) == kept


def log_words(connection: sqlite3.Connection) -> list[bytes]:
    """Return the entries of the change log as SQLite words them, in UTF-8, many at once; other threads go on meanwhile.

    An import of hundreds of thousands of rows is one entry, in which few letters are not ASCII: it is put together with
    no others and not decoded. Raises sqlite3.DatabaseError as _lines does.
    """
    columns = connection.execute("SELECT name FROM pragma_table_info(?)", (_LOG,)).fetchall()
    values = ", ".join(f'"{name}"' for (name,) in columns)
    statement = f"SELECT rowid, CAST(json_array({values}) AS BLOB) FROM {_LOG} NOT INDEXED ORDER BY rowid"
    cursor = connection.execute(statement)
    words, last = [], _LEAST
    while rows := cursor.fetchmany(_LOG_CHUNK):
        numbers = [last, *(number for number, _ in rows)]
        if numbers != sorted(set(numbers)):
            raise sqlite3.DatabaseError(_ENDLESS)
        last = numbers[-1]
        words.append(b",".join([entry for _, entry in rows]))
    return words


class _Deaf:
    def hear(self, table: str, columns: Sequence[str], lines: str) -> None:
        pass

    def hear_log(self, no_json: frozenset[int]) -> None:
        pass

    def forget(self) -> None:
        pass


def schema_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of what the file is made of: tables, indexes and whatever else, but for spaces in their SQL.

    The table in which sqlite-utils notes the migrations is among them: the program makes it itself, in the words of the
    version of that library that it is bound to. Nothing that the definitions say is carried out. It may raise
    sqlite3.DatabaseError.
    """
    parts = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    return _hash_of(tuple(parts))


@lru_cache(maxsize=4)
def _hash_of(parts: tuple[tuple[object, ...], ...]) -> str:
    """Return the hash of definitions; files of one version are made of the same, and every save is checked."""
    told = [[" ".join(str(text or "").split()) for text in part] for part in parts]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()


def records_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of the records alone: equal for two files that hold the same ledger, however they came to."""
    return _hash(connection, {f"SELECT * FROM {name} ORDER BY id": "" for name in TABLES})


def _queries(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what to ask for all that the content hash covers, each with the ledger's table that it reads whole."""
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta' ORDER BY name"
    queries = {"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name": ""}
    for (name,) in connection.execute(names).fetchall():
        order = "name" if name == "sqlite_sequence" else "rowid"
        queries[f'SELECT * FROM "{name}" ORDER BY {order}'] = name if name in {*TABLES, _LOG} else ""
    columns = connection.execute("SELECT name FROM pragma_table_info('meta') WHERE name <> 'content_hash'").fetchall()
    return queries | {f"SELECT {', '.join(name for (name,) in columns)} FROM meta": ""}


def _hash(
    connection: sqlite3.Connection,
    queries: dict[str, str],
    listener: Listener | None = None,
    log: LogWords | None = None,
) -> str:
    """Hash queries and rows as ASCII JSON: 1, "1", null and a blob differ, and no text can look like another row.

    For a listener SQLite words the rows of the ledger's tables, and `log` gives those of the change log.
    """
    hash = hashlib.sha256()
    # SQLite words no bytes. A definition may speak of them otherwise: that table is then read row by row too.
    with_blobs = {name for (name,) in connection.execute(_WITH_BLOBS)} if listener is not None else set()
    encode = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"), default=_blob).encode
    for query, table in queries.items():
        if table == _LOG and log is not None and (entries := log()) is not None:
            # Not one of them is read here: it may be as long as all the rest.
            columns = [column[0] for column in connection.execute(f"{query} LIMIT 0").description]
            hash.update(encode([query, columns]).encode())
            for entry in entries:
                for piece in _ascii_pieces(entry):
                    hash.update(piece)
                hash.update(b",")
            continue
        cursor = connection.execute(query)
        columns = [column[0] for column in cursor.description]
        hash.update(_heading(query, tuple(columns)))
        first = cursor.fetchone()
        if first is None:
            # Most tables of most ledgers: SQLite need not be asked for what is known.
            if listener is not None and table and table != _LOG:
                listener.hear(table, columns, "")
            continue
        words: Iterable[str] | None = None
        if listener is not None and table and table != _LOG and table not in with_blobs:
            words = _told(connection, table, columns, listener)
        for some in (encode(rows)[1:-1] for rows in _rows(cursor, first)) if words is None else words:
            for at in range(0, len(some), _PIECE):
                hash.update(_ascii(some[at : at + _PIECE]))
            hash.update(b",")
    return hash.hexdigest()


@lru_cache(maxsize=1_024)
def _heading(query: str, columns: tuple[str, ...]) -> bytes:
    """Return what stands before the rows of a query: most tables have none, and all files are asked the same."""
    return json.dumps([query, columns], separators=(",", ":")).encode()


def _rows(cursor: sqlite3.Cursor, first: tuple[object, ...]) -> Iterator[list[tuple[object, ...]]]:
    """Yield the rows, many at once, `first` before what the cursor still has; raises sqlite3.DatabaseError where one
    comes again whose number is its first column."""
    is_numbered, last = cursor.description[0][0] in _NUMBERS, None
    ahead = [first]
    while rows := ahead + cursor.fetchmany(_CHUNK):
        ahead = []
        if is_numbered:
            numbers = [last, *(row[0] for row in rows)] if last is not None else [row[0] for row in rows]
            if any(not isinstance(one, int) for one in numbers) or numbers != sorted(set(numbers)):
                raise sqlite3.DatabaseError(_ENDLESS)
            last = numbers[-1]
        yield rows


def _told(connection: sqlite3.Connection, table: str, columns: list[str], listener: Listener) -> Iterator[str]:
    """Yield what _lines does, and tell `listener` of it: also of a table that has no rows."""
    listener.hear(table, columns, "")
    for lines in _lines(connection, table, columns, _CHUNK):
        yield lines
        listener.hear(table, columns, lines)


def _lines(connection: sqlite3.Connection, table: str, columns: list[str], at_once: int) -> Iterator[str]:
    """Yield the rows of a table in the order of their ids, many at once, as SQLite words them in JSON.

    Raises sqlite3.DatabaseError where the same rows come again: the pages of a damaged table may have no end.
    """
    values = ", ".join(f'"{name}"' for name in columns)
    statement = (
        f"SELECT group_concat(line), min(at), max(at), count(*) FROM (SELECT rowid AS at, json_array({values}) AS line"
        f' FROM "{table}" NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT {at_once})'
    )
    last = _LEAST
    while True:
        lines, first, until, count = connection.execute(statement, (last,)).fetchone()
        if lines is None:
            return
        if first <= last or count > until - first + 1:
            raise sqlite3.DatabaseError(_ENDLESS)
        yield lines
        if count < at_once:
            return
        last = until


def _ascii_pieces(text: bytes) -> Iterator[bytes]:
    """Yield the JSON in pieces with every letter that is not ASCII escaped; raises UnicodeDecodeError."""
    decoder = _Utf8()
    for at in range(0, len(text), _PIECE):
        yield _ascii(decoder.decode(text[at : at + _PIECE]))
    yield _ascii(decoder.decode(b"", True))


def _ascii(text: str) -> bytes:
    """Return the JSON with every letter that is not ASCII escaped as JSON escapes it.

    Python's own escape is the same but for DEL, the 128 letters after it and those beyond the first 65,536, of which
    few stand in a text. It is faster than the json module's, which would take the quotes for letters too.
    """
    if text.isascii() and "\x7f" not in text:
        return text.encode()
    for letter in set(_ESCAPED_OTHERWISE.findall(text)):
        text = text.replace(letter, encode_basestring_ascii(letter)[1:-1])
    return text.encode("ascii", "backslashreplace")


def _blob(value: object) -> dict[str, str]:
    assert isinstance(value, bytes)
    return {"sha256": hashlib.sha256(value).hexdigest()}
