"""Whether what stands in the change log can stand there, and something possible in its place."""

import sqlite3
from collections import deque
from collections.abc import Iterator

from core.model.machine.history import ENTRY_UNREADABLE
from core.model.machine.kinds import LONGEST
from core.model.machine.possible import Impossible
from core.model.machine.stored_json import has_halves
from core.model.values.dates import is_moment
from core.storage.rows.logged import LongEntry
from core.storage.rows.logged_kinds import UNREADABLE, are_possible
from core.storage.rows.repeats import repeats

LOG, SAVES = "change_log", "saves"

HUGE = 1_000_000
"""Letters of an entry beyond which opening a file leaves it to SQLite whether it is JSON at all: to read an import of
hundreds of thousands of rows takes as long as all the rest. Whoever checks the file reads it too."""

_KEYS = {LOG: "id", SAVES: "last_entry"}
_TEXTS = ("who", "pc", "label")
_LONGEST_LEFT = 200


def no_json(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the ids of the entries as long as a whole ledger that are no JSON. It may raise sqlite3.Error.

    SQLite takes for it seven times their length, and other threads go on meanwhile.
    """
    huge = f"SELECT id FROM {LOG} WHERE length(changes) > {HUGE} AND NOT json_valid(changes)"
    return frozenset(id for (id,) in connection.execute(huge))


def faults_in_log(
    connection: sqlite3.Connection, *, is_thorough: bool = False, known: frozenset[int] | None = None
) -> Iterator[Impossible]:
    """Yield what is impossible in the log and in the notes of its saves; `known` is what no_json returns, if somebody
    has asked. It may raise sqlite3.Error."""
    for table in (LOG, SAVES):
        query = f"SELECT {_KEYS[table]}, at FROM {table} WHERE at <> ''"
        for id, at in connection.execute(query).fetchall() if _is_there(connection, table) else ():
            if not is_moment(at):
                yield Impossible(table, id, "at", at, "")
    for column in _TEXTS:
        query = f"SELECT id, {column} FROM {LOG} WHERE length({column}) > {LONGEST} OR instr({column}, char(0)) > 0"
        for id, text in connection.execute(query).fetchall():
            yield Impossible(LOG, id, column, text, text.replace("\0", "")[:_LONGEST_LEFT])
    yield from _unreadable(connection)
    spoilt = no_json(connection) if known is None else known
    if is_thorough:
        huge = connection.execute(f"SELECT id FROM {LOG} WHERE length(changes) > {HUGE}").fetchall()
        spoilt |= {id for (id,) in huge if id not in spoilt and not _is_readable(LongEntry(connection, id))}
    for id in sorted(spoilt):
        yield _without_changes(connection, id)


def mend_log(connection: sqlite3.Connection, found: tuple[Impossible, ...]) -> None:
    """Put something possible in the place of what was found, within the caller's transaction: an unknown time, a
    shortened text, no changes and the mark of an entry that cannot be read."""
    for one in found:
        place = f"WHERE {_KEYS[one.table]} = ?"
        connection.execute(f"UPDATE {one.table} SET {one.column} = ? {place}", (one.instead, one.id))
    for id in {one.id for one in found if one.column == "changes"}:
        connection.execute(f"UPDATE {LOG} SET label = ? || label WHERE id = ?", (ENTRY_UNREADABLE, id))


def _unreadable(connection: sqlite3.Connection) -> Iterator[Impossible]:
    query = f"SELECT id, changes FROM {LOG} WHERE length(changes) <= {HUGE}"
    for id, changes in connection.execute(query):
        if has_halves(changes) or not (are_possible(changes) or _is_of_another(connection, id, changes)):
            yield _without_changes(connection, id)


def _is_of_another(connection: sqlite3.Connection, id: int, changes: str) -> bool:
    """Whether an entry says that its changes are those of an older one, and that one is there and has its own."""
    found = repeats(changes)
    if found is None:
        return False
    first = connection.execute("SELECT changes FROM change_log WHERE id = ?", (id + found[0],)).fetchone()
    return first is not None and repeats(first[0]) is None


def _without_changes(connection: sqlite3.Connection, id: int) -> Impossible:
    (beginning,) = connection.execute(f"SELECT substr(changes, 1, 200) FROM {LOG} WHERE id = ?", (id,)).fetchone()
    return Impossible(LOG, id, "changes", beginning, "[]")


def _is_readable(entry: LongEntry) -> bool:
    try:
        deque(entry.rows(), 0)
    except UNREADABLE:
        return False
    return True


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone() is not None
