"""Cells of the matrices whose rows are municipalities: populations by date, named weights, participation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.model.book import Book
from core.model.changes import ChangeSet
from core.model.costs import CostLine
from core.model.council import Consortium, Municipality, Participation, Population, System, Weight, WeightKind
from core.model.faults import Fault, Faults, Refused
from core.model.requests import Customization
from core.model.scenarios import Scenario
from core.model.values.dates import show_date
from core.model.values.rules import Rule, parse_rule
from core.operations.editing.constraints import check, weight_names
from core.operations.editing.draft import Draft, table_of
from core.operations.editing.reading import read, read_flag
from core.operations.telling.names import describe

RuleHolder = Consortium | Customization | CostLine | Scenario

MatrixCell = tuple[Municipality, str, str]
"""A municipality, the column's date or name, and the text typed there."""


def set_populations(
    book: Book, cells: Sequence[MatrixCell], source: str | Mapping[str, str] = ""
) -> ChangeSet | Faults:
    """Write populations by municipality and reference date, all or none; a blank removes the figure.

    `source` (国勢調査, 住民基本台帳), one for all or one by date, is kept with new figures; a new date is a date of
    which a figure is written.
    """

    def write(draft: Draft, municipality: Municipality, column: str, text: str) -> Any:
        day = read(draft, Population, "reference_date", column)
        values = {} if not text.strip() else {"population": read(draft, Population, "population", text)}
        new = {"reference_date": day, "source": source if isinstance(source, str) else source.get(day, "")}
        return _write(draft, Population, municipality, ("reference_date", day), values, new)

    return write_all(book, cells, write, "population", "人口")


def set_weights(book: Book, cells: Sequence[MatrixCell], kind: WeightKind = WeightKind.USAGE) -> ChangeSet | Faults:
    """Write named weights by municipality, all or none; a blank removes the figure. `kind` is for new names."""
    kinds = {weight.name: weight.kind for weight in book.all(Weight).values()}

    def write(draft: Draft, municipality: Municipality, column: str, text: str) -> Any:
        name = read(draft, Weight, "name", column)
        values = {} if not text.strip() else {"value": read(draft, Weight, "value", text)}
        new = {"name": name, "kind": kinds.get(name, kind)}
        return _write(draft, Weight, municipality, ("name", name), values, new)

    return write_all(book, cells, write, "value", "指標")


def set_participations(book: Book, cells: Sequence[tuple[Municipality, System, str]]) -> ChangeSet | Faults:
    """Say who takes part in which business area, all or none: ○, 1, はい; blank, ×, 0 for no."""

    def write(draft: Draft, municipality: Municipality, system: System, text: str) -> Any:
        takes_part = read_flag(text)
        values = {"system_id": system.id} if takes_part else {}
        return _write(draft, Participation, municipality, ("system_id", system.id), values, {})

    return write_all(book, cells, write, "system_id", "参加")


def remove_column(book: Book, cls: type[Population] | type[Weight], column: str) -> ChangeSet | Faults:
    """Remove the populations of one date, or the weights of one name, of every municipality."""
    draft, name = Draft(book), "reference_date" if cls is Population else "name"
    holders = _rule_holders(book)
    rows = [row for row in book.all(cls).values() if getattr(row, name) == column]
    for row in rows:
        draft.delete(row)
    users = [] if cls is Population else [h for h in holders if column in weight_names(h.rule or "")]
    if users:
        named = "、".join(describe(book, holder) for holder in users)
        return Faults.of(name, "weight_in_use", text=column, users=named)
    shown = show_date(column) if cls is Population else f"「{column}」"
    return draft.finish(f"{table_of(cls).label}{shown}を削除({len(rows)}件)")


def rename_weight(book: Book, old: str, new: str) -> ChangeSet | Faults:
    """Give a named weight another name at every municipality, and in the rules that name it."""
    draft = Draft(book)
    try:
        name = read(book, Weight, "name", new)
    except Refused as refused:
        return Faults((refused.at("name"),))
    if name != old and any(row.name == name for row in book.all(Weight).values()):
        return Faults.of("name", "duplicate", label="指標名", text=name)
    for row in [row for row in book.all(Weight).values() if row.name == old]:
        draft.update(row, name=name)
    for holder in _rule_holders(book):
        if holder.rule and old in weight_names(holder.rule):
            terms = tuple(replace(t, name=name) if t.name == old else t for t in parse_rule(holder.rule).terms)
            draft.update(holder, rule=Rule(terms).text)
    faults = tuple(fault for _, fault in check(draft))
    return Faults(faults[:1]) if faults else draft.finish(f"指標「{old}」の名前を「{name}」に変更")


def _rule_holders(book: Book) -> list[RuleHolder]:
    lines, scenarios = book.all(CostLine).values(), book.all(Scenario).values()
    return [book.consortium, *book.all(Customization).values(), *lines, *scenarios]


def _write(
    draft: Draft,
    cls: type,
    municipality: Municipality,
    key: tuple[str, Any],
    values: Mapping[str, Any],
    new: Mapping[str, Any],
) -> Any:
    """Write one cell: no values remove its row. Return the row that was added, changed or removed, None if none was."""
    rows: Any = draft.children(cls, municipality.id).values()
    row = next((row for row in rows if getattr(row, key[0]) == key[1]), None)
    if row is None:
        return draft.insert(cls, municipality_id=municipality.id, **new, **values) if values else None
    if not values:
        draft.delete(row)
        return row
    written = draft.update(row, **values)
    return None if written == row else written


def write_all(
    book: Book, cells: Sequence[Any], write: Callable[[Draft, Any, Any, str], Any], field: str, what: str
) -> ChangeSet | Faults:
    """Write cells as one action, all or none; `write` returns the row that it touched, None if none changed."""
    draft, written, faults = Draft(book), [], []
    places: dict[tuple[type, int], int] = {}
    for at, cell in enumerate(cells):
        try:
            row = write(draft, *cell)
        except Refused as refused:
            faults.append(Fault(field, refused.rule, {**refused.facts, "cell": at}))
            continue
        if row is not None:
            written.append(row)
            places[type(row), row.id] = at
    for row, fault in check(draft):
        faults.append(Fault(fault.field, fault.rule, {**fault.facts, "cell": places[type(row), row.id]}))
    if faults:
        return Faults(tuple(faults))
    if len(written) == 1:
        return draft.finish(f"{describe(draft, written[0])}を変更")
    return draft.finish(f"{what}を変更({len(written)}件)")
