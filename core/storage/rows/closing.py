"""締め切り: the older entries of the change log as they stand in the ledger, and taken out of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress

from core.dataclass import dataclass
from core.storage.rows.logged_kinds import UNREADABLE
from core.storage.rows.repeats import FIRST, written_out

CLOSED = "変更履歴を締め切り"
"""Begins the label of the entry that says where older ones are."""

ClosedEntry = tuple[int, str, str, str, str, str, str | None]
"""id, at, who, pc, label, changes, and when it was saved (None: not known)."""


@dataclass(frozen=True, slots=True)
class Range:
    """The entries that are closed off: the ids of the first and the last, and how many there are."""

    first: int
    last: int
    count: int


def entries_until(connection: sqlite3.Connection, day: str) -> Range | None:
    """Return the oldest entries up to the end of an ISO day, as far as no later one stands among them: a merge brings
    entries of others behind ours. None when there are none."""
    first, last, count = connection.execute(
        "SELECT min(id), max(id), count(*) FROM change_log WHERE id <"
        " coalesce((SELECT min(id) FROM change_log WHERE substr(at, 1, 10) > ?), 9223372036854775807)",
        (day,),
    ).fetchone()
    return Range(first, last, count) if count else None


def entries_of(connection: sqlite3.Connection, wanted: Range) -> Iterator[ClosedEntry]:
    """Yield the entries, the oldest first, as they are stored; what one has of another is written out."""
    found = connection.execute(
        "SELECT id, at, who, pc, label, changes,"
        " (SELECT at FROM saves WHERE last_entry >= change_log.id ORDER BY last_entry LIMIT 1)"
        " FROM change_log WHERE id BETWEEN ? AND ? ORDER BY id",
        (wanted.first, wanted.last),
    )
    for id, *head, changes, saved_at in found:
        yield (id, *head, _whole(connection, id, changes), saved_at)


def _whole(connection: sqlite3.Connection, id: int, changes: str) -> str:
    with suppress(*UNREADABLE):
        return written_out(connection, id, changes)
    return changes


def remove_entries(connection: sqlite3.Connection, gone: Range) -> None:
    """Take the entries out, within the caller's transaction; what later ones were saved by stays known, and so does
    what they have of one of these."""
    later = f"SELECT id, changes FROM change_log WHERE id > ? AND {FIRST} BETWEEN ? AND ?"
    for id, changes in connection.execute(later, (gone.last, gone.first, gone.last)).fetchall():
        connection.execute("UPDATE change_log SET changes = ? WHERE id = ?", (_whole(connection, id, changes), id))
    connection.execute("DELETE FROM change_log WHERE id BETWEEN ? AND ?", (gone.first, gone.last))
    connection.execute("DELETE FROM saves WHERE last_entry < ?", (gone.last,))


def closings(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the labels of the entries that say where older ones are, the newest first."""
    query = "SELECT label FROM change_log WHERE changes = '[]' AND instr(label, ?) = 1 ORDER BY id DESC"
    return tuple(label for (label,) in connection.execute(query, (CLOSED,)))
