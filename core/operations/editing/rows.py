"""Taking rows away with all that hangs on them, and putting rows in another order."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Delete
from core.model.machine.faults import Fault, Faults
from core.model.machine.naming import describe, in_order
from core.model.machine.places import place_of
from core.model.machine.records import Record
from core.model.registry import ABOVE, ANYWHERE, OWNERS, PARENTS, REFERENCES, TABLES, table_of
from core.operations.editing.adding import siblings
from core.operations.editing.draft import Draft
from core.operations.registry import conduct_of

MOST_NAMED = 3
"""Rows that changed alike are named one by one up to so many, else counted."""


def remove(book: Book, records: Sequence[Record]) -> ChangeSet | Faults:
    """Remove rows and all that belongs to them; what merely refers to them is emptied. The label says what goes along.

    Rows that are kept in the file only go with the row whose id they have.
    """
    if any(table_of(type(record)).single for record in records):
        return Faults.of("", "cannot_remove")
    kept = [fault for record in records if (fault := why_kept(book, record))]
    if kept:
        return Faults(tuple(kept))
    draft, gone = Draft(book), Counter[str]()
    released: list[tuple[str, str, str]] = []
    for record in records:
        if draft.get(type(record), record.id) is None:
            continue
        released += _empty_references(draft, record, records)
        gone.update(_remove_children(draft, record))
        draft.delete(record)
    changes = draft.finish("").changes
    gone.update(_gone_along(changes, records))
    files = [Delete(*place) for change in changes for place in _kept_in_file_only(change.table, change.id)]
    return ChangeSet(_removal_label(book, records, gone, released), (*files, *changes))


def why_kept(book: Book, record: Record) -> Fault | None:
    """Return why a row may not be removed; None where it may."""
    return conduct_of(type(record)).why_kept(book, record, "")


def _kept_in_file_only(name: str, id: int) -> Iterator[tuple[str, int]]:
    """Yield the lazy rows that have the id of a row."""
    for lazy, owners in OWNERS.items():
        if TABLES[lazy].lazy and owners.get("id") == name:
            yield lazy, id


def _gone_along(changes: Sequence[Change], removed: Sequence[Record]) -> Iterator[str]:
    """Yield the labels of the rows that named a row of any table which goes, and were not meant themselves."""
    meant = {(table_of(type(record)).name, record.id) for record in removed}
    for change in changes:
        if isinstance(change, Delete) and change.table in ANYWHERE and (change.table, change.id) not in meant:
            yield TABLES[change.table].label


def _remove_children(draft: Draft, record: Record) -> Counter[str]:
    """Remove what belongs to `record`, the deepest first, and return how many rows of each table went."""
    gone = Counter[str]()
    owner = table_of(type(record)).name
    for name, owners in OWNERS.items():
        table = TABLES[name]
        for column in [] if table.lazy else [column for column, target in owners.items() if target == owner]:
            rows = draft.children(table.record, record.id) if PARENTS[name] == column else draft.all(table.record)
            for child in [row for row in rows.values() if getattr(row, column) == record.id]:
                _empty_references(draft, child, [])
                gone.update(_remove_children(draft, child))
                draft.delete(child)
                gone[table.label] += 1
    return gone


def _empty_references(draft: Draft, record: Record, removed: Sequence[Record]) -> list[tuple[str, str, str]]:
    """Empty the columns that name `record`; rows that stood under it in a tree move up to where it stood. Return the
    label of the table, the name and what to tell of rows that stay and changed more than that."""
    told = []
    own = table_of(type(record)).name
    above = getattr(record, ABOVE[own]) if own in ABOVE else None
    for (name, column), target in REFERENCES.items():
        if target != table_of(type(record)).name or column in OWNERS[name]:
            continue
        cls = TABLES[name].record
        for row in [row for row in draft.all(cls).values() if getattr(row, column) == record.id]:
            values, words = conduct_of(cls).released(row, column)
            draft.update(row, **{column: above if ABOVE.get(name) == column else None, **values})
            if words and not any(type(r) is cls and r.id == row.id for r in removed):
                told.append((TABLES[name].label, describe(draft, row), words))
    return told


def _removal_label(
    book: Book, records: Sequence[Record], gone: Counter[str], released: list[tuple[str, str, str]]
) -> str:
    if len(records) == 1:
        subject = describe(book, records[0])
    else:
        counts = Counter(table_of(type(record)).label for record in records)
        subject = "・".join(f"{label}{number}件" for label, number in counts.items())
    along = "、".join(f"{label}{number}件" for label, number in gone.items())
    notes = ([f"{along}も削除"] if along else []) + list(_told(released))
    return f"{subject}を削除" + (f"({'、'.join(notes)})" if notes else "")


def _told(released: list[tuple[str, str, str]]) -> Iterator[str]:
    """Yield 項5は検討中に戻す for each row, F&G項目12件は… where many changed alike."""
    groups: dict[tuple[str, str], list[str]] = {}
    for label, name, words in released:
        groups.setdefault((label, words), []).append(name)
    for (label, words), names in groups.items():
        if len(names) > MOST_NAMED:
            yield f"{label}{len(names):,}件{words}"
        else:
            yield from (f"{name}{words}" for name in names)


def reorder(book: Book, records: Sequence[Record]) -> ChangeSet | Faults:
    """Number the rows by the order given: municipalities, systems, or the options of one request."""
    draft = Draft(book)
    for at, record in enumerate(records, start=1):
        place = place_of(type(record))
        if place is None:
            return Faults.of("position", "no_order", row=table_of(type(record)).label)
        draft.update(record, **{place: at})
    label = table_of(type(records[0])).label if records else ""
    return draft.finish(f"{label}の並び順を変更")


def place_below(book: Book, record: Record, above: Collection[int]) -> ChangeSet | Faults:
    """Move one row behind those of its siblings whose ids are among `above`, before all others."""
    cls = type(record)
    if place_of(cls) is None:
        return Faults.of("position", "no_order", row=table_of(cls).label)
    order = [row.id for row in in_order(book, _siblings(book, record).values())]
    old = order.index(record.id)
    return move(book, record, sum(id in above for id in order if id != record.id) - old)


def _siblings(book: Book, record: Record) -> Mapping[int, Record]:
    """Return the rows among which a row has its place."""
    cls = type(record)
    name = table_of(cls).name
    group = PARENTS.get(name) or ABOVE.get(name)
    return siblings(book, cls, {group: getattr(record, group)} if group else {})


def move(book: Book, record: Record, places: int) -> ChangeSet | Faults:
    """Move one row up (negative) or down among its siblings, at most to the end."""
    cls = type(record)
    if place_of(cls) is None:
        return Faults.of("position", "no_order", row=table_of(cls).label)
    order = in_order(book, _siblings(book, record).values())
    old = next(at for at, row in enumerate(order) if row.id == record.id)
    order.insert(max(0, min(len(order) - 1, old + places)), order.pop(old))
    moved = reorder(book, order)
    return moved if isinstance(moved, Faults) else ChangeSet(f"{describe(book, record)}を移動", moved.changes)
