"""Records made of the very words in which the content hash was checked: a large ledger is read once, not twice."""

import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any, Protocol

from core.model.machine.many_records import from_many
from core.model.machine.records import column_names
from core.model.registry import TABLES


class Listener(Protocol):
    """Is told the rows of the ledger's tables while they are hashed."""

    def hear(self, table: str, columns: Sequence[str], lines: str) -> None:
        """Take rows of a table, in the order of their ids: JSON arrays, commas between them; it must not raise."""

    def hear_log(self, no_json: frozenset[int]) -> None:
        """Take the ids of the entries of the change log, as long as a whole ledger, that are no JSON."""

    def forget(self) -> None:
        """What was told so far is not what the file holds, or cannot be relied on."""


class HeardTables:
    """The records by table, of those tables that were told from the first row to the last and can be understood; and
    which long entries of the change log are no JSON, None where nobody has told."""

    def __init__(self) -> None:
        self.records: dict[str, list[Any]] = {}
        self.no_json: frozenset[int] | None = None
        self._spoilt: set[str] = set()

    def hear(self, table: str, columns: Sequence[str], lines: str) -> None:
        """Make records of the rows; the file may not be sound yet, so what cannot be understood is left to others."""
        if table in self._spoilt or TABLES[table].lazy:
            return
        if not lines:
            self.records.setdefault(table, [])
            return
        try:
            records = _records(TABLES[table].record, columns, lines)
        except (ValueError, TypeError, KeyError):
            self._spoilt.add(table)
            self.records.pop(table, None)
        else:
            self.records.setdefault(table, []).extend(records)

    def hear_log(self, no_json: frozenset[int]) -> None:
        """Keep the ids."""
        self.no_json = no_json

    def forget(self) -> None:
        """Forget all."""
        self._spoilt.update(TABLES)
        self.no_json = None
        self.records.clear()


def _records(cls: type, columns: Sequence[str], lines: str) -> list[Any]:
    names = column_names(cls)
    rows = json.loads(f"[{lines}]")
    if tuple(columns) != names:
        places = {name: at for at, name in enumerate(columns)}
        rows = list(map(itemgetter(*(places[name] for name in names)), rows))
    return from_many(cls, rows)
