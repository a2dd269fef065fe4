"""Taking rows away with all that hangs on them, and putting rows in another order."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from core.model.answers import Answer
from core.model.book import Book
from core.model.changes import ChangeSet, Delete
from core.model.costs import CostAmount, CostLine, CurrentCost, OutOfScopeCost, Penalty
from core.model.council import Consortium, Municipality, Participation, Population, System, Weight
from core.model.faults import Faults
from core.model.requests import Customization, Disposition, Option, Quote
from core.model.scenarios import Scenario, ScenarioMember
from core.model.sheets import FixedSheet
from core.operations.editing.draft import Draft, table_of
from core.operations.editing.locks import why_kept
from core.operations.telling.names import describe

_BELONGS: dict[type, tuple[tuple[type[Any], str], ...]] = {
    Municipality: (
        (Population, "municipality_id"),
        (Weight, "municipality_id"),
        (Participation, "municipality_id"),
        (Answer, "municipality_id"),
        (CurrentCost, "municipality_id"),
        (Penalty, "municipality_id"),
        (OutOfScopeCost, "municipality_id"),
        (ScenarioMember, "municipality_id"),
    ),
    CostLine: ((CostAmount, "cost_line_id"),),
    Scenario: ((ScenarioMember, "scenario_id"),),
    System: ((Participation, "system_id"),),
    Customization: ((Option, "customization_id"), (Answer, "customization_id")),
    Option: ((Quote, "option_id"),),
}
"""What goes with a row of each kind, and the column that ties it."""

_REFERS: dict[type, tuple[tuple[type[Any], str], ...]] = {
    Municipality: ((Consortium, "representative_id"), (CostLine, "borne_by_id")),
    System: ((Customization, "system_id"), (CostLine, "system_id")),
    FixedSheet: ((Scenario, "fixed_sheet_id"),),
    Customization: ((Customization, "merged_into_id"),),
    Option: ((Customization, "adopted_option_id"),),
}
"""What stays without a row of each kind, and the column that is emptied."""


def remove(book: Book, records: Sequence[Any]) -> ChangeSet | Faults:
    """Remove rows and all that belongs to them; what merely refers to them is emptied.

    A request that was merged into a removed one is under review again. The label says what goes along.
    """
    if any(isinstance(record, Consortium) for record in records):
        return Faults.of("", "cannot_remove")
    kept = [fault for record in records if (fault := why_kept(book, record))]
    if kept:
        return Faults(tuple(kept))
    draft, gone = Draft(book), Counter[str]()
    released: list[str] = []
    for record in records:
        if draft.get(type(record), record.id) is None:
            continue
        released += _empty_references(draft, record, records)
        gone.update(_remove_children(draft, record))
        draft.delete(record)
    changes = draft.finish("").changes
    sheets = {record.id for record in records if isinstance(record, FixedSheet)}
    files = tuple(Delete("sheet_files", id) for id in sorted(sheets))
    return ChangeSet(_removal_label(book, records, gone, released), (*files, *changes))


def _remove_children(draft: Draft, record: Any) -> Counter[str]:
    """Remove what belongs to `record`, the deepest first, and return how many rows of each table went."""
    gone = Counter[str]()
    for cls, name in _BELONGS.get(type(record), ()):
        table = table_of(cls)
        rows: Any = draft.children(cls, record.id) if table.parent == name else draft.all(cls)
        for child in [row for row in rows.values() if getattr(row, name) == record.id]:
            _empty_references(draft, child, [])
            gone.update(_remove_children(draft, child))
            draft.delete(child)
            gone[table.label] += 1
    return gone


def _empty_references(draft: Draft, record: Any, removed: Sequence[Any]) -> list[str]:
    """Empty the columns that name `record`; return what to tell of rows that stay and changed more than that."""
    told = []
    for cls, name in _REFERS.get(type(record), ()):
        rows: list[Any] = list(draft.all(cls).values())
        for row in [row for row in rows if getattr(row, name) == record.id]:
            values: dict[str, Any] = {name: None}
            if name == "merged_into_id" and row.disposition is Disposition.MERGED:
                values["disposition"] = Disposition.UNDER_REVIEW
            draft.update(row, **values)
            if any(type(r) is cls and r.id == row.id for r in removed):
                continue
            if len(values) > 1:
                told.append(f"{describe(draft, row)}は{Disposition.UNDER_REVIEW.label}に戻す")
            elif name == "borne_by_id":
                told.append(f"{describe(draft, row)}は按分に変更")
    return told


def _removal_label(book: Book, records: Sequence[Any], gone: Counter[str], released: list[str]) -> str:
    if len(records) == 1:
        subject = describe(book, records[0])
    else:
        counts = Counter(table_of(type(record)).label for record in records)
        subject = "・".join(f"{label}{number}件" for label, number in counts.items())
    along = "、".join(f"{label}{number}件" for label, number in gone.items())
    notes = ([f"{along}も削除"] if along else []) + released
    return f"{subject}を削除" + (f"({'、'.join(notes)})" if notes else "")


def reorder(book: Book, records: Sequence[Any]) -> ChangeSet | Faults:
    """Number the rows by the order given: municipalities, systems, or the options of one request."""
    draft = Draft(book)
    for at, record in enumerate(records, start=1):
        if not hasattr(record, "position"):
            return Faults.of("position", "no_order", row=table_of(type(record)).label)
        draft.update(record, position=at)
    label = table_of(type(records[0])).label if records else ""
    return draft.finish(f"{label}の並び順を変更")


def move(book: Book, record: Any, places: int) -> ChangeSet | Faults:
    """Move one row up (negative) or down among its siblings, at most to the end."""
    if not hasattr(record, "position"):
        return Faults.of("position", "no_order", row=table_of(type(record)).label)
    table = table_of(type(record))
    parent = table.parent
    rows: Any = book.children(type(record), getattr(record, parent)) if parent else book.all(type(record))
    order = sorted(rows.values(), key=lambda row: (row.position, getattr(row, "code", ""), row.id))
    old = next(at for at, row in enumerate(order) if row.id == record.id)
    order.insert(max(0, min(len(order) - 1, old + places)), order.pop(old))
    moved = reorder(book, order)
    return moved if isinstance(moved, Faults) else ChangeSet(f"{describe(book, record)}を移動", moved.changes)
