"""変更履歴: every change set as a row of the file, with time, person and PC, what was before and what came after."""

import hashlib
import json
import platform
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from core.model.changes import Change, Insert, Row, Update


@dataclass(frozen=True, slots=True)
class Bytes:
    """Stored bytes as the log knows them."""

    sha256: str
    length: int


Logged = str | int | None | Bytes


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One row: `before` is None when it was inserted, `after` when it was deleted; else both name the same columns."""

    table: str
    id: int
    before: Mapping[str, Logged] | None
    after: Mapping[str, Logged] | None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change set: `at` is the local time with its offset from UTC, to the second."""

    id: int
    at: str
    who: str
    pc: str
    label: str
    changes: tuple[LoggedChange, ...]


def write_entry(connection: sqlite3.Connection, who: str, label: str, done: Iterable[tuple[Change, Change]]) -> None:
    """Add the entry for pairs of a change and its inverse to the log, within the caller's transaction."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    values = (at, who, platform.node(), label, _to_json(done))
    connection.execute("INSERT INTO change_log (at, who, pc, label, changes) VALUES (?, ?, ?, ?, ?)", values)


def read_entries(connection: sqlite3.Connection, limit: int, before: int | None = None) -> tuple[LogEntry, ...]:
    """Return up to `limit` entries, the newest first; with `before`, those older than the entry of that id."""
    rows = connection.execute(
        "SELECT id, at, who, pc, label, changes FROM change_log WHERE id < ? ORDER BY id DESC LIMIT ?",
        (before if before is not None else 2**63 - 1, limit),
    )
    return tuple(LogEntry(id, at, who, pc, label, _from_json(changes)) for id, at, who, pc, label, changes in rows)


def _to_json(done: Iterable[tuple[Change, Change]]) -> str:
    """Column names are written once for each run of like changes: an import of 300,000 rows is one entry."""
    runs = []
    for (verb, table, columns), pairs in groupby(done, _kind):
        runs.append([verb, table, columns, [_ROWS[verb](columns, *pair) for pair in pairs]])
    return json.dumps(runs, ensure_ascii=False, separators=(",", ":"), default=_logged_bytes)


def _kind(pair: tuple[Change, Change]) -> tuple[str, str, tuple[str, ...]]:
    change, inverse = pair
    match change, inverse:
        case Update(table, _, values), _:
            return "update", table, tuple(values)
        case Insert(table, values), _:
            return "insert", table, tuple(values)
        case _, Insert(table, values):
            return "delete", table, tuple(values)
    raise AssertionError(change)


def _values(columns: Sequence[str], row: Row) -> list[Any]:
    return [row[name] for name in columns]


_ROWS: dict[str, Callable[[Sequence[str], Any, Any], list[Any]]] = {
    "insert": lambda columns, change, _: _values(columns, change.values),
    "delete": lambda columns, _, inverse: _values(columns, inverse.values),
    "update": lambda columns, change, inverse: [
        change.id,
        _values(columns, inverse.values),
        _values(columns, change.values),
    ],
}


def _logged_bytes(value: object) -> dict[str, str | int]:
    assert isinstance(value, bytes)
    return {"sha256": hashlib.sha256(value).hexdigest(), "length": len(value)}


def _from_json(text: str) -> tuple[LoggedChange, ...]:
    runs = json.loads(text, object_hook=lambda found: Bytes(found["sha256"], found["length"]))
    return tuple(_logged(verb, table, columns, row) for verb, table, columns, rows in runs for row in rows)


def _logged(verb: str, table: str, columns: list[str], row: list[Any]) -> LoggedChange:
    if verb == "update":
        id, before, after = row
        return LoggedChange(table, id, dict(zip(columns, before, strict=True)), dict(zip(columns, after, strict=True)))
    values = dict(zip(columns, row, strict=True))
    id = values["id"]
    return LoggedChange(table, id, None, values) if verb == "insert" else LoggedChange(table, id, values, None)
