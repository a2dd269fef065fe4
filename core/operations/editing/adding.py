"""New rows: what is typed is read as in a cell, what is not typed the program gives: the place, the next number."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeVar

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import describe
from core.model.machine.places import place_of
from core.model.machine.records import Record, required_names
from core.model.machine.table import Look
from core.model.registry import ABOVE, PARENTS, table_of
from core.operations.editing.draft import Draft
from core.operations.editing.edit import checked
from core.operations.editing.reading import read
from core.operations.registry import conduct_of

R = TypeVar("R", bound=Record)

Values = Mapping[str, FieldValue]


def add_row(
    book: Book, cls: type[Record], texts: Mapping[str, str], values: Values | None = None
) -> ChangeSet | Faults:
    """Add one row of any kind from what was typed; `values` are those that nobody types: to what it belongs."""
    draft = Draft(book)
    faults, record = insert_row(draft, cls, texts, values)
    return faults if record is None else checked(draft, f"{describe(draft, record)}を追加")


def insert_row(
    draft: Draft, cls: type[R], texts: Mapping[str, str], values: Values | None = None
) -> tuple[Faults, R | None]:
    """Read what was typed and add the row; the faults, or the row. What must be typed and was not is refused."""
    read_values, faults = dict(values or {}), []
    meant = conduct_of(cls).meant(draft, texts, None)
    if isinstance(meant, Faults):
        return meant, None
    texts = meant
    for name, text in {**dict.fromkeys(must_be_typed(cls), ""), **texts}.items():
        if name in read_values:
            continue
        try:
            read_values[name] = read(draft, cls, name, text)
        except Refused as refused:
            faults.append(Fault(name, refused.rule, refused.facts))
    if faults:
        return Faults(tuple(faults)), None
    return Faults(()), draft.insert(cls, **{**given_values(draft, cls, read_values), **read_values})


def given_values(look: Look, cls: type[Record], typed: Values) -> dict[str, FieldValue]:
    """Return what the program gives to a new row: the last place among its siblings, and what its table says."""
    given: dict[str, FieldValue] = {}
    place, table = place_of(cls), table_of(cls)
    if place is not None and place not in typed:
        given[place] = last_place(siblings(look, cls, typed).values())
    if table.given is not None and not typed.keys() >= set(table.gives):
        given.update({name: value for name, value in table.given(look, typed).items() if name not in typed})
    return given


@cache
def must_be_typed(cls: type[Record]) -> tuple[str, ...]:
    """Return the columns that have no default and that the program does not give."""
    return tuple(name for name in required_names(cls) if name not in table_of(cls).gives)


def siblings(look: Look, cls: type[R], values: Values) -> Mapping[int, R]:
    """Return the rows among which a row with these values has its place: those of the same owner, those under the same
    row of a tree, or all."""
    name = table_of(cls).name
    if name in ABOVE:
        under = values.get(ABOVE[name])
        return {id: row for id, row in look.all(cls).items() if getattr(row, ABOVE[name]) == under}
    parent = PARENTS.get(name)
    owner_id = values.get(parent) if parent else None
    return look.children(cls, owner_id) if isinstance(owner_id, int) else look.all(cls)


def last_place(rows: Iterable[Record]) -> int:
    """Return the place after the last of the rows."""
    rows = list(rows)
    place = place_of(type(rows[0])) if rows else None
    return max((getattr(row, place) for row in rows), default=0) + 1 if place else 1
