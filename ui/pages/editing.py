"""How the tables of the pages hand what was typed to the operations, and what they say of refusals."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import (
    AnyRow,
    Code,
    Day,
    Edge,
    FiscalYear,
    Flag,
    Kind,
    Moment,
    MunicipalityCode,
    Number,
    OneOf,
    PartialDate,
    Percent,
    Reference,
    Text,
    Yen,
)
from core.model.machine.naming import called_at
from core.model.machine.records import Record, abouts, column_types
from core.model.machine.sealing import SEALED, may_be_sealed, told
from core.model.machine.spreadsheet import text_at
from core.model.machine.table import Look
from core.model.registry import table_of
from core.operations.editing.adding import must_be_typed
from core.operations.editing.appending import NOT_TYPED, Given, NewRow, append
from core.operations.editing.edit import Cell, edit_cells, is_editable
from core.operations.editing.matrix import NOTHING
from core.words.sentences import sentence
from ui.session import Session
from ui.tables.columns import CellEdit, Column, OnAppend, OnEdit, Rejected, UndoPoint
from ui.tables.references import offered_names, place_in_order, shown_name

DecideRows = Callable[[list[tuple[Any, Any, str]], list[list[tuple[Any, str]]]], ChangeSet | Faults]
"""An operation on cells and new rows: the places of the new rows' cells are counted after those of the cells."""

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


def row_appends(
    session: Session,
    cls: type[Record],
    given: Given | None = None,
    placed: Callable[[ChangeSet], ChangeSet] | None = None,
) -> OnAppend:
    """Return the `on_append` of such a table: a paste that reaches beyond the last row adds rows of this kind.

    `given` gives what nobody types: to what the rows belong; `placed` says where they stand.
    """

    def decide(cells: Sequence[Cell], rows: Sequence[NewRow]) -> ChangeSet | Faults:
        wish = append(session.book, cells, cls, rows, given or NOTHING)
        return placed(wish) if placed is not None and isinstance(wish, ChangeSet) else wish

    return appends_through(session, decide)


def appends_through(session: Session, decide: DecideRows) -> OnAppend:
    """Return the `on_append` of a table: cells of rows that are there and new rows in one action, all or none."""

    def on_append(edits: list[CellEdit], rows: list[list[CellEdit]]) -> list[Rejected]:
        everything = [*edits, *(edit for row in rows for edit in row)]
        cells = [(edit.record, edit.column.edit, edit.text) for edit in edits]
        new = [[(edit.column.edit, edit.text) for edit in row] for row in rows]
        return rejected(everything, session.run(decide(cells, new)))

    return on_append


def rejected(edits: Sequence[CellEdit], faults: Faults | None) -> list[Rejected]:
    """Return the refused cells with their sentences; nothing for None."""
    return [
        Rejected(edits[_cell(fault.facts.get("cell"))], sentence(fault), str(fault.facts.get(NOT_TYPED, "")))
        for fault in faults or ()
    ]


def undo_point(session: Session) -> UndoPoint:
    """Return what is asked after an action: it gives what takes just this action back. Once something else was done
    or undone, that does nothing any more."""

    def after() -> Callable[[], object]:
        stack = session.undo_stack
        place = stack.index()

        def undo() -> None:
            if stack.index() == stack.count() == place:
                session.undo()

        return undo

    return after


def _cell(place: object) -> int:
    return place if isinstance(place, int) else 0


def field_column(
    cls: type[Record], name: str, width: int = 0, look: Look | None = None, *, blank: str = "", **options: Any
) -> Column:
    """Return the column of one field: label and help from the record, all else from its kind.

    A reference is shown, offered and sorted by the rows of `look`; that to an owner takes text in new rows only.
    `blank` is shown where there is nothing. Without a width the kind's own is taken; `options` override the rest.
    """
    about = abouts(cls)[name]
    kind = about.kind
    made: dict[str, Any] = {
        "show": kind.show,
        "plain": kind.plain,
        "sort": kind.sort,
        "edit": name,
        "also": words_of(cls, name),
        "fixed": name in must_be_typed(cls),
    }
    if isinstance(kind, OneOf):
        labels = tuple(word.label for word in kind.words)
        made["choices"] = ("", *labels) if column_types(cls)[name][1] else labels
    elif isinstance(kind, Flag):
        made["choices"] = (kind.show(True), kind.show(False))
        made["key_values"] = lambda record, typed: flag_key(typed, kind, getattr(record, name))
    elif isinstance(kind, Number) and kind.is_number:
        made["figure"] = True
    elif isinstance(kind, Day):
        made["is_day"] = True
    elif isinstance(kind, Code):
        made["whole"] = True
    elif isinstance(kind, Reference):
        made |= _reference_options(cls, name, kind, look)
    elif isinstance(kind, AnyRow):
        made |= _any_row_options(name, cls, look)
    made |= options
    get: Callable[[Any], Any] = attrgetter(name)
    if may_be_sealed(cls, name):
        get = _sealed_options(cls, name, look, made)
    if blank:
        show = made["show"]
        made["show"] = lambda value: show(value) or blank
    if not is_editable(cls, name) and not (isinstance(kind, Reference) and kind.is_owner):
        made["edit"] = None
    return Column(
        about.label,
        get,
        width=width or _width(kind),
        help=about.help,
        key=name,
        **made,
    )


def _sealed_options(cls: type[Record], name: str, look: Look | None, made: dict[str, Any]) -> Callable[[Any], Any]:
    """Return what gives the value of a column that some rows do not tell: 封印 there, wherever it is shown, copied or
    searched; such rows stand together, whatever their values."""
    assert look is not None, f"{name} of {cls.__name__} is told by some rows only"
    show, plain, sort = made["show"], made["plain"], made["sort"]
    made["show"] = lambda value: value if value == SEALED else show(value)
    made["plain"] = lambda value: value if value == SEALED else plain(value)
    made["sort"] = lambda value: (1, 0) if value == SEALED else (0, sort(value))
    return lambda record: told(look, record, name)


def words_of(cls: type[Record], name: str) -> tuple[str, ...]:
    """Return what the column of a field may be called in a block that is pasted: its label and other people's words,
    and where the field is the row's title what the row is called."""
    about, table = abouts(cls)[name], table_of(cls)
    return about.label, *about.also, *((table.label,) if name == table.titled else ())


def flag_key(typed: str, kind: Kind, value: Any) -> str | None:
    """Return what a key makes of a flag: space the other value, 1 yes, 0 no."""
    wanted = {" ": not value, "1": True, "0": False}.get(typed)
    return None if wanted is None else kind.show(wanted)


_WIDTHS: dict[type[Kind], int] = {
    Day: 150,
    Edge: 150,
    PartialDate: 150,
    AnyRow: 240,
    Moment: 190,
    Number: 100,
    Yen: 130,
    FiscalYear: 110,
    Percent: 100,
    Flag: 84,
    Code: 90,
    MunicipalityCode: 110,
}


def _width(kind: Kind) -> int:
    return 240 if isinstance(kind, Text) and kind.is_long else _WIDTHS.get(type(kind), 160)


def _reference_options(cls: type[Record], name: str, kind: Reference, look: Look | None) -> dict[str, Any]:
    """Return how the rows of another table stand in a column; an owner is said when a row is added, never after."""
    assert look is not None, f"{name} of {cls.__name__} shows rows of another table"
    show = shown_name(cls, name, look)
    made: dict[str, Any] = {"show": show, "plain": show, "sort": place_in_order(cls, name, look)}
    if not kind.is_owner:
        return made | {"choices": offered_names(cls, name, look)}
    locked = f"{abouts(cls)[name].label}は行を追加するときにだけ入力できます。"
    return made | {"editable": lambda _record: False, "locked": locked}


def _any_row_options(name: str, cls: type[Record], look: Look | None) -> dict[str, Any]:
    """Return how rows of any table stand in a column: as people call them, typed as 団体:射水市."""
    assert look is not None, f"{name} of {cls.__name__} shows rows of other tables"
    return {"show": lambda value: called_at(look, value), "plain": lambda value: text_at(look, value)}


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
