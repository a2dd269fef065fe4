"""The others' entries of the change log with the ids that their rows have in our ledger."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from core.model.machine.anywhere import in_other_ids
from core.model.registry import ANYWHERE
from core.storage.rows.change_log import RawEntry
from core.storage.rows.logged_kinds import UNREADABLE, Run

Ids = Mapping[str, Mapping[int, int]]
References = Mapping[tuple[str, str], str]


def with_our_ids(history: Iterable[RawEntry], ids: Ids, references: References) -> tuple[RawEntry, ...]:
    """Return the entries, whose rows and references bear our ids; when, who and what stay as they were written."""
    if not ids:
        return tuple(history)
    return tuple((at, who, pc, label, _changes(changes, ids, references)) for at, who, pc, label, changes in history)


def _changes(text: str, ids: Ids, references: References) -> str:
    """An entry that cannot be understood stays as it is: so it is shown."""
    try:
        return _translated(json.loads(text), ids, references)
    except UNREADABLE:
        return text


def _translated(runs: list[Run], ids: Ids, references: References) -> str:
    for verb, table, columns, rows in runs:
        maps = [ids.get(table if name == "id" else references.get((table, name), ""), {}) for name in columns]
        anywhere = {at for at, name in enumerate(columns) if name in ANYWHERE.get(table, ())}
        for row in rows if any(maps) or table in ids or anywhere else ():
            if verb == "update":
                row[0] = ids.get(table, {}).get(row[0], row[0])
                for side in row[1:]:
                    _translate(side, maps, anywhere, ids)
            else:
                _translate(row, maps, anywhere, ids)
    return json.dumps(runs, ensure_ascii=False, separators=(",", ":"))


def _translate(values: list[Any], maps: list[Mapping[int, int]], anywhere: set[int], ids: Ids) -> None:
    for at, (value, known) in enumerate(zip(values, maps, strict=True)):
        if isinstance(value, int):
            values[at] = known.get(value, value)
        elif at in anywhere:
            values[at] = in_other_ids(value, ids)
