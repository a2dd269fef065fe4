"""What was done to one record, and what one save brought: the change log as people ask for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from core.model.machine.history import Joined, LogEntry
from core.model.machine.kinds import Moment
from core.model.machine.table import Look
from core.model.registry import OWNERS, TABLES

_WORTH_NAMING = 3
_MOMENT = Moment()
NOTHING_GONE: Mapping[str, Mapping[int, Mapping[str, object]]] = {}

UNSAVED = "未保存"
SAVED_LONG_AGO = "以前の版で保存"
UNKNOWN_TIME = "(時刻不明)"


Gone = Mapping[str, Mapping[int, Mapping[str, object]]]
"""Rows that were deleted, by table and id, as they were last."""


def belonging(ledger: Look, table: str, id: int, gone: Gone = NOTHING_GONE) -> frozenset[tuple[str, int]]:
    """Return the row and all rows of the ledger, or among those that are gone, that belong or belonged to it: a request
    with its options, quotes and answers."""
    found = {table: {id}}
    # Owners stand before what belongs to them.
    for name, owners in OWNERS.items():
        for column, owner in owners.items():
            if owner in found:
                records = ledger.all(TABLES[name].record)
                ids, owner_of = found[owner], attrgetter(column)
                found.setdefault(name, set()).update(one.id for one in records.values() if owner_of(one) in ids)
                found[name].update(one for one, row in gone.get(name, {}).items() if row.get(column) in ids)
    return frozenset((name, id) for name, ids in found.items() for id in ids)


def by_save(entries: Sequence[LogEntry]) -> tuple[LogEntry, ...]:
    """Return one entry for each save, the newest first as given: who took part, and everything that it changed."""
    return tuple(_together(list(group)) for _, group in groupby(entries, key=lambda entry: entry.save))


def _together(newest_first: list[LogEntry]) -> LogEntry:
    newest = newest_first[0]
    people = "、".join(dict.fromkeys(entry.who for entry in reversed(newest_first) if entry.who))
    computers = "、".join(dict.fromkeys(entry.pc for entry in reversed(newest_first) if entry.pc))
    labels = list(dict.fromkeys(entry.label for entry in newest_first))
    more = f" ほか{len(labels) - _WORTH_NAMING}種類" if len(labels) > _WORTH_NAMING else ""
    label = f"{len(newest_first)}件の操作: {'、'.join(labels[:_WORTH_NAMING])}{more}"
    changes = Joined([entry.changes for entry in reversed(newest_first)])
    return replace(newest, who=people, pc=computers, label=label, changes=changes)


def moment_text(entry: LogEntry) -> str:
    """Return when the entry was made."""
    return _MOMENT.show(entry.at) or UNKNOWN_TIME


def saved_text(entry: LogEntry) -> str:
    """Return when the entry was brought into the file, in words where no time is known."""
    if entry.saved_at is None:
        return UNSAVED
    return _MOMENT.show(entry.saved_at) or SAVED_LONG_AGO
