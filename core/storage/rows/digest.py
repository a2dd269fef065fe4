"""SHA-256 over what a database says, whatever way its pages lie on the disk."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from core.model.registry import TABLES

_CHUNK = 5_000


def content_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of everything in the file: definitions, every table, and meta but for the hash kept there.

    It works on the file of any version, and on a damaged one it may raise sqlite3.DatabaseError.
    """
    connection_tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'meta' ORDER BY name"
    queries = ["SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"]
    for (name,) in connection.execute(connection_tables).fetchall():
        order = "name" if name == "sqlite_sequence" else "rowid"
        queries.append(f'SELECT * FROM "{name}" ORDER BY {order}')
    columns = connection.execute("SELECT name FROM pragma_table_info('meta') WHERE name <> 'content_hash'").fetchall()
    queries.append(f"SELECT {', '.join(name for (name,) in columns)} FROM meta")
    return _hash(connection, queries)


def schema_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of what the file is made of: tables, indexes and whatever else, but for spaces in their SQL.

    The table in which sqlite-utils notes the migrations is that library's: another version of it may define it in other
    words. Nothing that the definitions say is carried out. It may raise sqlite3.DatabaseError.
    """
    parts = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
        " WHERE tbl_name <> '_sqlite_migrations' OR type NOT IN ('table', 'index') ORDER BY type, name"
    ).fetchall()
    told = [[" ".join(str(text or "").split()) for text in part] for part in parts]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()


def records_hash(connection: sqlite3.Connection) -> str:
    """Return the hash of the records alone: equal for two files that hold the same ledger, however they came to."""
    return _hash(connection, [f"SELECT * FROM {name} ORDER BY id" for name in TABLES])


def _hash(connection: sqlite3.Connection, queries: Iterable[str]) -> str:
    """Hash queries and rows as ASCII JSON: 1, "1", null and a blob differ, and no text can look like another row."""
    hash = hashlib.sha256()
    encode = json.JSONEncoder(ensure_ascii=True, check_circular=False, separators=(",", ":"), default=_blob).encode
    for query in queries:
        cursor = connection.execute(query)
        hash.update(encode([query, [column[0] for column in cursor.description]]).encode())
        while rows := cursor.fetchmany(_CHUNK):
            hash.update(encode(rows)[1:-1].encode() + b",")
    return hash.hexdigest()


def _blob(value: object) -> dict[str, str]:
    assert isinstance(value, bytes)
    return {"sha256": hashlib.sha256(value).hexdigest()}
