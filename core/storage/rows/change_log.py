"""変更履歴: every change set as a row of the file, with time, person and PC, what was before and what came after."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from core.model.machine.changes import Change, Insert, Row, Update
from core.model.machine.history import ENTRY_UNREADABLE, LogEntry, LogFilter, LoggedChange
from core.model.machine.history import Row as LoggedRow
from core.model.values.dates import is_moment
from core.storage.disk.places import this_pc
from core.storage.rows.logged import LONG, About, LongEntry, asked, from_json, logged, tables_about, turned_round
from core.storage.rows.logged_kinds import UNREADABLE, kept_columns
from core.storage.rows.repeats import CHANGES, FIRST, IS_BACK, WORTH, repeating, repeats, written_out

RawEntry = tuple[str, str, str, str, str]
"""at, who, pc, label and changes as they are stored."""

GONE = 20_000
"""Deleted rows of one table that are remembered, the newest: nobody chooses among more."""

_LONGEST_KEPT = 200
"""Letters of a text that the program keeps for itself which the log repeats; of longer ones it has the hash."""

_LAST = 2**63 - 1


def write_entry(
    connection: sqlite3.Connection, who: str, label: str, done: Sequence[tuple[Change, Change]], of: int = 0
) -> int:
    """Add the entry for pairs of a change and its inverse to the log, within the caller's transaction, and return the
    entry that holds these changes: `of`, where they are those of that one, else the new one."""
    at = _now()
    text = _to_json(done)
    is_back = _is_back(connection, of, text, done) if of and len(text) >= WORTH else None
    values = (at, who, this_pc(), label, text)
    added = connection.execute("INSERT INTO change_log (at, who, pc, label, changes) VALUES (?, ?, ?, ?, ?)", values)
    id = int(added.lastrowid or 0)
    if is_back is None:
        return id
    connection.execute("UPDATE change_log SET changes = ? WHERE id = ?", (repeating(of - id, is_back), id))
    return of


def date_entries(connection: sqlite3.Connection) -> None:
    """Say of the entries of a kept ledger, which were written at no time, that it was now and here, within the caller's
    transaction."""
    entries = connection.execute("SELECT id, ?, who, ?, label, changes FROM change_log", (_now(), this_pc())).fetchall()
    # Not in place: a long entry is then written beside itself, and where it stood the file is empty.
    connection.execute("DELETE FROM change_log")
    connection.executemany(
        "INSERT INTO change_log (id, at, who, pc, label, changes) VALUES (?, ?, ?, ?, ?, ?)", entries
    )


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _is_back(connection: sqlite3.Connection, of: int, text: str, done: Sequence[tuple[Change, Change]]) -> bool | None:
    """Return whether the changes take back those of the entry `of`; None where they are neither these nor those."""
    first = connection.execute("SELECT changes FROM change_log WHERE id = ?", (of,)).fetchone()
    if first is None or text == first[0]:
        return None if first is None else False
    return True if _to_json([(inverse, change) for change, inverse in reversed(done)]) == first[0] else None


def is_used_up(connection: sqlite3.Connection) -> bool:
    """Whether there is no number left for another entry, or for another revision of the ledger."""
    used = "SELECT seq FROM sqlite_sequence WHERE name = 'change_log' UNION ALL SELECT revision FROM meta"
    return any(number == _LAST for (number,) in connection.execute(used))


def write_history(connection: sqlite3.Connection, history: Iterable[RawEntry]) -> None:
    """Add entries of another copy of the document behind ours, as they stand there, within the caller's transaction."""
    connection.executemany("INSERT INTO change_log (at, who, pc, label, changes) VALUES (?, ?, ?, ?, ?)", history)


def note_save(connection: sqlite3.Connection, at: str, last_entry: int | None = None) -> None:
    """Note that the entries up to `last_entry` (None: all) which no save is known for were saved at `at`."""
    connection.execute(
        "INSERT INTO saves SELECT max(id), ? FROM change_log WHERE id <= ?"
        " AND id > coalesce((SELECT max(last_entry) FROM saves), 0) HAVING max(id) IS NOT NULL",
        (at, _LAST if last_entry is None else last_entry),
    )


def read_history(connection: sqlite3.Connection, after: int) -> list[RawEntry]:
    """Return the entries with an id above `after`, the oldest first, as they stand in the file; one that has the
    changes of an entry up to `after` has them written out."""
    rows = connection.execute(
        "SELECT id, at, who, pc, label, changes FROM change_log WHERE id > ? ORDER BY id", (after,)
    )
    return [(at, who, pc, label, _alone(connection, id, changes, after)) for id, at, who, pc, label, changes in rows]


def _alone(connection: sqlite3.Connection, id: int, changes: str, after: int) -> str:
    found = repeats(changes)
    if found is None or id + found[0] > after:
        return changes
    with suppress(*UNREADABLE):
        return written_out(connection, id, changes)
    return changes


def readable_entry(raw: tuple[object, ...]) -> RawEntry | None:
    """Return at, who, pc, label and changes found in a damaged file if an entry of the log can be read from them."""
    match raw:
        case (str(at), str(who), str(pc), str(label), str(changes)):
            try:
                if repeats(changes) is None:
                    from_json(changes)
            except UNREADABLE:
                return None
            return (at, who, pc, label, changes) if is_moment(at) else None
    return None


def read_entries(
    connection: sqlite3.Connection, limit: int, before: int | None = None, spoilt: Collection[int] = ()
) -> tuple[LogEntry, ...]:
    """Return up to `limit` entries, the newest first; with `before`, those older than the entry of that id. `spoilt`
    are the ids of entries that cannot be read to their end, whatever they begin with."""
    rows = connection.execute(
        f"{_entries(connection)} WHERE id < ? ORDER BY id DESC LIMIT ?",
        (before if before is not None else _LAST, limit),
    )
    return tuple(_entry(connection, row, None, spoilt) for row in rows)


def find_entries(
    connection: sqlite3.Connection,
    wanted: LogFilter,
    limit: int,
    passes: Callable[[LogEntry], bool] | None = None,
    spoilt: Collection[int] = (),
) -> tuple[LogEntry, ...]:
    """Return up to `limit` entries that are asked for and that `passes` lets through, the newest first; `spoilt` as for
    read_entries.

    No more entries are read than are needed to find them.
    """
    conditions, values = ["1"], list[object]()
    for condition, value in (
        ("who = ?", wanted.who),
        ("substr(change_log.at, 1, 10) >= ?", wanted.since),
        ("substr(change_log.at, 1, 10) <= ?", wanted.until),
        # Runs of like changes begin with their kind and the table's name: see _to_json.
        (f"instr({CHANGES}, ?) > 0", wanted.table and f'","{wanted.table}",['),
    ):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if wanted.rows is not None:
        tables = sorted(tables_about(wanted.rows))
        conditions.append(f"({' OR '.join(['0', *(f'instr({CHANGES}, ?) > 0' for _ in tables)])})")
        values += [f'","{table}",[' for table in tables]
    query = f"{_entries(connection)} WHERE {' AND '.join(conditions)} ORDER BY id DESC"
    told = (_entry(connection, row, wanted.rows, spoilt) for row in connection.execute(query, values))
    asked = (entry for entry in told if wanted.rows is None or entry.changes)
    return tuple(islice(filter(passes, asked) if passes else asked, limit))


def deleted_rows(connection: sqlite3.Connection) -> dict[str, dict[int, LoggedRow]]:
    """Return by table and id the rows that the log saw deleted, as they were last; some may have been put back. Of
    each table the newest GONE."""
    found: dict[str, dict[int, LoggedRow]] = {}
    deletes = f'CASE WHEN {IS_BACK} THEN \'"insert","\' ELSE \'"delete","\' END'
    query = f"SELECT {FIRST}, {IS_BACK} FROM change_log WHERE instr({CHANGES}, {deletes}) > 0 ORDER BY id DESC"
    # What is done again and again deletes the same rows.
    for id, is_back in dict.fromkeys(connection.execute(query)):
        with suppress(*UNREADABLE):
            rows = LongEntry(connection, id).rows()
            for verb, table, columns, values in asked(rows, None, "insert" if is_back else "delete"):
                gone = found.setdefault(table, {})
                if len(gone) < GONE:
                    change = logged((verb, table, columns, values))
                    gone.setdefault(change.id, change.before or change.after or {})
    return {table: dict(sorted(gone.items())) for table, gone in found.items()}


def _entries(connection: sqlite3.Connection) -> str:
    """Files of the first version do not know their saves: one at an unknown time has brought everything."""
    changes = f"CASE WHEN length({CHANGES}) <= {LONG} THEN {CHANGES} END, {FIRST}, {IS_BACK}"
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'saves'").fetchone():
        return f"SELECT id, at, who, pc, label, {changes}, 0, '' FROM change_log"
    return (
        f"SELECT id, change_log.at, who, pc, label, {changes}, last_entry, saves.at FROM change_log LEFT JOIN saves"
        " ON last_entry = (SELECT min(last_entry) FROM saves WHERE last_entry >= id)"
    )


def _entry(
    connection: sqlite3.Connection, row: tuple[Any, ...], about: About | None, spoilt: Collection[int]
) -> LogEntry:
    """Return the entry; with `about` only what it changed of these rows and of what belonged to them.

    The changes of a long one are read as they are looked at.
    What cannot be read of it is left out: its time is then "", it tells of no changes, and its label says so.
    """
    id, at, who, pc, label, text, first, is_back, save, saved_at = row
    changes: Sequence[LoggedChange] = ()
    is_readable = is_moment(at) and id not in spoilt
    try:
        changes = _changes(connection, first, bool(is_back), text, about)
    except UNREADABLE:
        is_readable = False
    known_save = saved_at if not saved_at or is_moment(saved_at) else ""
    told = label if is_readable else f"{ENTRY_UNREADABLE}{label}"
    return LogEntry(id, at if is_moment(at) else "", who, pc, told, changes, save, known_save)


def _changes(
    connection: sqlite3.Connection, id: int, is_back: bool, text: str | None, about: About | None
) -> Sequence[LoggedChange]:
    """Return the changes that stand in the entry `id`, turned round with `is_back`; `text` is None when they are long.
    Raises one of UNREADABLE."""
    if text is not None:
        told = from_json(text, about)
        return tuple(map(turned_round, told)) if is_back else told
    if connection.execute("SELECT 1 FROM change_log WHERE id = ?", (id,)).fetchone() is None:
        raise ValueError(id)
    entry = LongEntry(connection, id, is_back=is_back)
    if about is not None:
        return tuple(map(entry.told, asked(entry.rows(), about)))
    next(entry.rows())
    return entry


def people(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return everybody who stands in the log."""
    return tuple(who for (who,) in connection.execute("SELECT DISTINCT who FROM change_log ORDER BY who"))


def _to_json(done: Iterable[tuple[Change, Change]]) -> str:
    """Column names are written once for each run of like changes: an import of 300,000 rows is one entry."""
    runs = []
    for (verb, table, columns), pairs in groupby(done, _kind):
        rows = [_ROWS[verb](columns, *pair) for pair in pairs]
        _shorten(rows if verb != "update" else [side for _, *sides in rows for side in sides], table, columns)
        runs.append([verb, table, columns, rows])
    return json.dumps(runs, ensure_ascii=False, separators=(",", ":"), default=_logged_bytes)


def _shorten(rows: list[list[Any]], table: str, columns: Sequence[str]) -> None:
    """Put the hash in place of long texts that the program keeps for itself: the states of a distribution would stand
    in the log again with every answer file that comes back. Undoing needs them in the change set only."""
    for at in [at for at, name in enumerate(columns) if name in kept_columns(table)]:
        for row in rows:
            if isinstance(row[at], str) and len(row[at]) > _LONGEST_KEPT:
                row[at] = row[at].encode()


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
