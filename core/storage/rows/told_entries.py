"""Entries of the change log as they may leave the ledger: a value that a row does not tell yet stays behind."""

import json
from collections.abc import Mapping
from typing import Any

from core.model.machine.sealing import SEALED, was_sealed
from core.model.machine.stored_json import decoder
from core.model.machine.table import Look
from core.model.registry import TABLES

_DECODER = decoder()


def told_changes(look: Look, changes: str) -> str:
    """Return the stored changes of one entry with 封印 instead of every value that is not to be told now; letter for
    letter as they are where there is none. Raises ValueError, TypeError, LookupError for what no change set has
    written and might hold such a value."""
    secret = {name: table.secret for name, table in TABLES.items() if table.secret and f'"{name}"' in changes}
    if not secret:
        return changes
    runs = _DECODER.decode(changes)
    hidden = 0
    for verb, table, columns, rows in runs:
        places = [(columns.index(column), column) for column in secret.get(table, ()) if column in columns]
        for row in rows if places else ():
            id, sides = (row[0], row[1:]) if verb == "update" else (row[columns.index("id")], [row])
            for side in sides:
                hidden += _hide(look, table, id, places, side, {} if verb == "update" else _named(columns, side))
    return json.dumps(runs, ensure_ascii=False, separators=(",", ":")) if hidden else changes


def _named(columns: list[str], side: list[Any]) -> dict[str, Any]:
    return dict(zip(columns, side, strict=True))


def _hide(
    look: Look, table: str, id: int, places: list[tuple[int, str]], side: list[Any], values: Mapping[str, object]
) -> int:
    """Put the mark in the places of one row; return how many there were."""
    sealed = [at for at, column in places if side[at] not in (None, "") and was_sealed(look, table, id, column, values)]
    for at in sealed:
        side[at] = SEALED
    return len(sealed)
