"""What is typed as a list into one cell and is kept as rows of another table: 射水市、滑川市 of a task or an outage."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import clean
from core.model.machine.naming import describe
from core.model.machine.records import Record, from_row, to_row
from core.model.registry import PARENTS, table_of
from core.operations.editing.appending import NewRow, append
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.edit import Cell, beside
from core.operations.editing.find import find, found
from core.pattern import pattern

_BETWEEN = pattern(r"[、,，;；\n\t]+")

Wish = tuple[Any, str, str]
"""A row, the name of one of its lists, and what is typed there."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its `label`, the rows `part` in which it is kept, their column `target` that names one of `cls`, and the
    word for what is looked for (None: what the table says)."""

    label: str
    part: type[Record]
    target: str
    cls: type[Record]
    what: str | None = None


Lists = Mapping[str, Listed]
"""The lists of a kind of rows by their names. What the rules say against a list is told at the first of them."""


def write_lists(book: Book, lists: Lists, wishes: Sequence[Wish]) -> ChangeSet | Faults:
    """Let the rows be what the lists say, as one action: all or none. A fault's fact `cell` is the place of the refused
    wish."""
    draft, faults, places = Draft(book), [], dict[int, int]()
    for at, (record, name, text) in enumerate(wishes):
        try:
            write_list(draft, lists, record, name, text)
        except Refused as refused:
            faults.append(Fault(name, refused.rule, {**refused.facts, "cell": at}))
        if name == next(iter(lists)) or record.id not in places:
            places[record.id] = at
    if not faults:
        for part, fault in check(draft):
            faults.append(Fault(next(iter(lists)), fault.rule, {**fault.facts, "cell": _place(places, part)}))
    if faults:
        return Faults(tuple(faults))
    if len(wishes) == 1:
        return draft.finish(f"{describe(book, wishes[0][0])}の{lists[wishes[0][1]].label}を変更")
    labels = "・".join(one.label for one in lists.values())
    return draft.finish(f"{table_of(type(wishes[0][0])).label}の{labels}を変更({len(wishes):,}か所)")


def _place(places: Mapping[int, int], part: Any) -> int:
    return places.get(getattr(part, PARENTS.get(table_of(type(part)).name, "id")), 0)


def write_list(draft: Draft, lists: Lists, record: Any, name: str, text: str) -> None:
    """Let the rows of one list of a row be what the text says; raises Refused for a name that nothing bears."""
    one = lists[name]
    parts = dict.fromkeys(part.strip() for part in _BETWEEN.split(clean(text)) if part.strip())
    words = (one.what,) if one.what is not None else ()
    wanted = dict.fromkeys(_id(found(find(draft, one.cls, part, *words))) for part in parts)
    there = {getattr(row, one.target): row for row in draft.children(one.part, record.id).values()}
    for id in [id for id in wanted if id not in there]:
        draft.insert(one.part, **{PARENTS[table_of(one.part).name]: record.id, one.target: id})
    for id in [id for id in there if id not in wanted]:
        draft.delete(there[id])


def _id(record: Record) -> int:
    return record.id


def append_with_lists(
    book: Book, cls: type[Record], lists: Lists, cells: Sequence[Cell], rows: Sequence[NewRow]
) -> ChangeSet | Faults:
    """Type cells of a table and add rows, all or nothing; lists may be pasted along with them.

    Faults name the places of the cells as core.operations.editing.appending.append does.
    """
    titled, first = table_of(cls).titled, next(iter(lists))
    fields = [at for at, (_, column, _) in enumerate(cells) if column not in lists]
    places, new, start = list(fields), list[NewRow](), len(cells)
    typed: list[tuple[int, int, str, str]] = []
    for number, row in enumerate(rows):
        kept = [at for at, (column, _) in enumerate(row) if column not in lists]
        typed += [(start + at, number, *row[at]) for at in range(len(row)) if at not in kept]
        places += [start + at for at in kept or [0]]
        new.append([row[at] for at in kept] or [(titled, "")])
        start += len(row)
    wish = append(book, [cells[at] for at in fields], cls, new)
    if isinstance(wish, Faults):
        return Faults(tuple(beside(fault, places[_cell(fault)]) for fault in wish))
    draft = _drafted(book, cls, wish)
    added = [change.id for change in wish.changes if isinstance(change, Insert)]
    wanted = [(at, cells[at][0].id, *cells[at][1:]) for at in range(len(cells)) if at not in fields]
    wanted += [(at, added[number], column, text) for at, number, column, text in typed]
    faults = [fault for one in wanted if (fault := _written(draft, cls, lists, *one)) is not None]
    before = {id: at for at, id, column, _ in wanted if column == first}
    if not faults:
        faults = [beside(fault, _place(before, record)) for record, fault in check(draft)]
    if faults:
        return Faults(tuple(faults))
    parts = [change for change in draft.finish("").changes if change.table != table_of(cls).name]
    return ChangeSet(wish.label, (*wish.changes, *parts))


def _drafted(book: Book, cls: type[Record], wish: ChangeSet) -> Draft:
    """Return a draft in which the rows stand as the wish has them: new ones may name each other."""
    draft = Draft(book)
    for change in wish.changes:
        if isinstance(change, Insert):
            draft.add(from_row(cls, change.values))
        elif isinstance(change, Update):
            current = draft.all(cls)[change.id]
            new = from_row(cls, {**to_row(current), **change.values})
            draft.update(current, **{name: getattr(new, name) for name in change.values})
    return draft


def _written(draft: Draft, cls: type[Record], lists: Lists, at: int, id: int, column: str, text: str) -> Fault | None:
    try:
        write_list(draft, lists, draft.all(cls)[id], column, text)
    except Refused as refused:
        return Fault(column, refused.rule, {**refused.facts, "cell": at})
    return None


def _cell(fault: Fault) -> int:
    cell = fault.facts.get("cell")
    return cell if isinstance(cell, int) else 0
