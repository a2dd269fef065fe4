"""Entries of the change log that say of themselves which older one they take back or do again: an import that is
undone and redone fifty times stands in the file once.

Such an entry has `["again",-57,"back"]` where others have their changes: those of the entry 57 numbers before it,
turned round (`"forth"`: as they are). That entry has changes of its own. A distance stays right where entries that
follow each other are copied together; where one leaves the other, its changes are written out.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from core.model.machine.stored_json import decoder

WORTH = 1_000
"""Letters of changes from which on they are not written again."""

_BEGINNING = '["again",'
_WORDS = re.compile(r'\["again",(-\d{1,18}),"(back|forth)"\]')
_TURNED = {"insert": "delete", "delete": "insert", "update": "update"}
_DECODER = decoder()

_IS_OF_ANOTHER = f"substr(changes, 1, {len(_BEGINNING)}) = '{_BEGINNING}'"

FIRST = f"CASE WHEN {_IS_OF_ANOTHER} THEN id + CAST(substr(changes, {len(_BEGINNING) + 1}) AS INTEGER) ELSE id END"
"""SQL: the id of the entry whose changes an entry has, most often its own."""

CHANGES = (
    f"CASE WHEN {_IS_OF_ANOTHER}"
    f" THEN (SELECT first.changes FROM change_log AS first WHERE first.id = change_log.id"
    f" + CAST(substr(change_log.changes, {len(_BEGINNING) + 1}) AS INTEGER)) ELSE changes END"
)
"""SQL: the changes of an entry, those of another as they stand there; nothing where the other is not there."""

IS_BACK = f"{_IS_OF_ANOTHER} AND substr(changes, -7) = '\"back\"]'"
"""SQL: whether they are to be turned round."""


def repeats(text: str) -> tuple[int, bool] | None:
    """Return how far before an entry the one is whose changes it has (a negative number), and whether turned round;
    None where the text is no such thing."""
    found = _WORDS.fullmatch(text) if text.startswith(_BEGINNING) else None
    return None if found is None else (int(found[1]), found[2] == "back")


def repeating(distance: int, is_back: bool) -> str:
    """Return the text of an entry that has the changes of the one `distance` (below 0) away."""
    return f'{_BEGINNING}{distance},"{"back" if is_back else "forth"}"]'


def turned(text: str) -> str:
    """Return the text of changes that take back those of `text`, the last first; raises what reading it does."""
    runs: list[tuple[str, str, list[str], list[Any]]] = _DECODER.decode(text)
    back = [
        [_TURNED[verb], table, columns, [_row(verb, row) for row in reversed(rows)]]
        for verb, table, columns, rows in reversed(runs)
    ]
    return json.dumps(back, ensure_ascii=False, separators=(",", ":"))


def written_out(connection: sqlite3.Connection, id: int, text: str) -> str:
    """Return the changes of the entry in full, where `text` says that they are another's; "[]" where that one is gone.

    Raises what reading them does.
    """
    found = repeats(text)
    if found is None:
        return text
    distance, is_back = found
    row = connection.execute("SELECT changes FROM change_log WHERE id = ?", (id + distance,)).fetchone()
    if row is None or repeats(row[0]) is not None:
        return "[]"
    return turned(row[0]) if is_back else str(row[0])


def joined_again(entries: Mapping[int, str]) -> dict[int, str]:
    """Return by id the changes of entries of which some may have been lost, for entries that follow each other without
    a gap: a distance is the one to where the other stands then. Where that one is lost nothing is known, "[]"."""
    places = {id: place for place, id in enumerate(sorted(entries))}
    found = dict(entries)
    for id, text in entries.items():
        repeated = repeats(text)
        if repeated is not None:
            first = id + repeated[0]
            is_there = first in entries and repeats(entries[first]) is None
            found[id] = repeating(places[first] - places[id], repeated[1]) if is_there else "[]"
    return found


def _row(verb: str, row: list[Any]) -> list[Any]:
    return [row[0], row[2], row[1]] if verb == "update" else row
