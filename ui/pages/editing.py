"""How the tables of the pages hand what was typed to the operations, and what they say of refusals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from core.model.changes import ChangeSet
from core.model.faults import Faults
from core.model.records import abouts, column_types
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.operations.editing.appending import append
from core.operations.editing.edit import edit_cells
from core.words.sentences import sentence
from ui.session import Session
from ui.tables.columns import CellEdit, Column, OnAppend, OnEdit, Rejected

Decide = Callable[[list[CellEdit]], ChangeSet | Faults]
"""An operation on cells: the faults' fact `cell` is the place of the refused cell."""


def edits_through(session: Session, decide: Decide) -> OnEdit:
    """Return the `on_edit` of a table: one action, all cells or none."""

    def on_edit(edits: list[CellEdit]) -> list[Rejected]:
        return rejected(edits, session.run(decide(edits)))

    return on_edit


def field_edits(session: Session) -> OnEdit:
    """Return the `on_edit` of a table whose columns are fields of its records."""
    return edits_through(
        session, lambda edits: edit_cells(session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])
    )


def row_appends(session: Session, cls: type, place: Callable[[], Mapping[str, Any] | None] = dict) -> OnAppend:
    """Return the `on_append` of such a table: a paste that reaches beyond the last row adds rows of this kind.

    `place` gives what nobody types, or None where no row can be added just now.
    """

    def on_append(edits: list[CellEdit], rows: list[list[CellEdit]]) -> list[Rejected]:
        everything = [*edits, *(edit for row in rows for edit in row)]
        values = place()
        if values is None:
            return rejected(everything, Faults.of("", "no_row_here"))
        cells = [(edit.record, edit.column.edit, edit.text) for edit in edits]
        new = [[(edit.column.edit, edit.text) for edit in row] for row in rows]
        return rejected(everything, session.run(append(session.book, cells, cls, new, values)))

    return on_append


def rejected(edits: Sequence[CellEdit], faults: Faults | None) -> list[Rejected]:
    """Return the refused cells with their sentences; nothing for None."""
    return [Rejected(edits[_cell(fault.facts.get("cell"))], sentence(fault)) for fault in faults or ()]


def _cell(place: object) -> int:
    return place if isinstance(place, int) else 0


def field_column(cls: type, name: str, width: int, **options: Any) -> Column:
    """Return the column of one field: label and help from the record, the editor from its type."""
    about = abouts(cls)[name]
    kind, _ = column_types(cls)[name]
    if issubclass(kind, StrEnum):
        options.setdefault("choices", tuple(word.label for word in kind))  # type: ignore[attr-defined]
    elif kind is bool:
        options.setdefault("choices", ("はい", "いいえ"))
    elif kind is int and about.unit.startswith("円"):
        options = {"show": show_yen, "figure": True, **options}
    elif name.endswith(("_on", "_date", "deadline")):
        options = {"show": show_date, **options}
    options.setdefault("edit", name)
    return Column(about.label, lambda record: getattr(record, name), width=width, help=about.help, key=name, **options)


def together(
    edits: list[CellEdit], is_first: Callable[[CellEdit], bool], first: Decide, second: Decide
) -> ChangeSet | Faults:
    """Let two operations decide about the two kinds of cells of one paste: both, or neither and all the faults."""
    parts = [
        ([edit for edit in edits if is_first(edit)], first),
        ([edit for edit in edits if not is_first(edit)], second),
    ]
    wishes = [(part, decide(part)) for part, decide in parts if part]
    faults = [
        replace(fault, facts={**fault.facts, "cell": edits.index(part[_cell(fault.facts.get("cell"))])})
        for part, wish in wishes
        if isinstance(wish, Faults)
        for fault in wish
    ]
    if faults:
        return Faults(tuple(faults))
    done = [wish for _, wish in wishes if isinstance(wish, ChangeSet)]
    label = "・".join(wish.label for wish in done if wish)
    return ChangeSet(label, tuple(change for wish in done for change in wish.changes))
