"""The rules that a row of each table must keep. Asked of what was written only: an old flaw elsewhere blocks nobody."""

from collections import Counter
from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue, Reference
from core.model.machine.naming import describe, title_of
from core.model.machine.records import Record, abouts
from core.model.machine.tree import is_under_itself
from core.model.registry import ABOVE, PARENTS, TABLES, table_of
from core.model.values.codes import folded
from core.operations.editing.conduct import Columns
from core.operations.editing.draft import Draft
from core.operations.registry import conduct_of


def check(draft: Draft) -> Iterator[tuple[Record, Fault]]:
    """Yield each rule that a written row breaks, with the row as it would stand."""
    touched = list(draft.touched())
    rules = {cls: conduct_of(cls).rules for cls in {type(record) for record, _ in touched}}
    for record, columns in touched:
        for needed, rule in rules[type(record)]:
            if not needed.isdisjoint(columns):
                for fault in rule(draft, record):
                    yield record, fault
    yield from _circles(draft, touched)
    yield from _duplicates(draft, touched)


def _circles(draft: Draft, touched: list[tuple[Record, Columns]]) -> Iterator[tuple[Record, Fault]]:
    """Yield each written row of a tree that would stand under itself."""
    above_of = {cls: ABOVE.get(table_of(cls).name) for cls in {type(record) for record, _ in touched}}
    for record, columns in touched if any(above_of.values()) else ():
        column = above_of[type(record)]
        if column in columns and is_under_itself(draft, record):
            above = draft.all(type(record))[getattr(record, column)]
            facts = {"row": title_of(draft, record), "above": title_of(draft, above)}
            yield record, Fault(column, "under_itself", {**facts, "label": abouts(type(record))[column].label})


def _duplicates(draft: Draft, touched: list[tuple[Record, Columns]]) -> Iterator[tuple[Record, Fault]]:
    """Yield each written row whose key another row has too, the draft's own rows included."""
    shared: dict[tuple[type[Record], int | None], set[tuple[FieldValue, ...]]] = {}
    tables = {cls: table_of(cls) for cls in {type(record) for record, _ in touched}}
    for record, columns in touched:
        cls = type(record)
        keys, parent = tables[cls].keys, PARENTS.get(tables[cls].name)
        if columns.isdisjoint(keys):
            continue
        group = (cls, getattr(record, parent) if parent in keys else None)
        if group not in shared:
            rows = draft.all(cls) if group[1] is None else draft.children(cls, group[1])
            counted = Counter(_key(row, keys) for row in rows.values())
            shared[group] = {key for key, count in counted.items() if count > 1}
        if shared[group] and _key(record, keys) in shared[group]:
            yield record, _taken(draft, record, keys[-1])


def _taken(draft: Draft, record: Record, name: str) -> Fault:
    about, value = abouts(type(record))[name], getattr(record, name)
    if isinstance(about.kind, Reference):
        shown = describe(draft, draft.all(TABLES[about.kind.target].record)[value])
    else:
        shown = about.kind.show(value)
    return Fault(name, "duplicate", {"label": about.label, "text": shown})


def _key(record: Record, names: tuple[str, ...]) -> tuple[FieldValue, ...]:
    """Return what no two rows may share, full-width and half-width letters alike."""
    values = [getattr(record, name) for name in names]
    return tuple([folded(value) if value.__class__ is str else value for value in values])
