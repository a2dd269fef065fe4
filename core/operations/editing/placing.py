"""Where new rows stand among their like: at the end, or before a row that is there."""

from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Insert, Update
from core.model.machine.naming import in_order
from core.model.machine.places import place_of
from core.model.machine.records import Record
from core.model.registry import ABOVE, PARENTS, table_of
from core.operations.editing.adding import siblings


def placed_before(book: Book, wish: ChangeSet, before: Record) -> ChangeSet:
    """Return the change set with the rows that it adds standing before a row of theirs, as one action; as it is where
    they belong to something else than that row or have no order."""
    cls = type(before)
    place, name = place_of(cls), table_of(cls).name
    group = PARENTS.get(name) or ABOVE.get(name)
    new = [one for one in wish.changes if isinstance(one, Insert) and one.table == name]
    alike = [one for one in new if not group or one.values[group] == getattr(before, group)]
    if place is None or not alike:
        return wish
    ids: list[int] = []
    for row in in_order(book, siblings(book, cls, {group: getattr(before, group)} if group else {}).values()):
        ids += [*(one.id for one in alike if row.id == before.id), row.id]
    places = {id: at for at, id in enumerate(ids, start=1)}
    changes: list[Change] = [
        Insert(one.table, {**one.values, place: places[one.id]})
        if isinstance(one, Insert) and one.table == name and one.id in places
        else one
        for one in wish.changes
    ]
    known = book.all(cls)
    moved = [
        Update(name, id, {place: at}) for id, at in places.items() if id in known and getattr(known[id], place) != at
    ]
    return ChangeSet(wish.label, (*moved, *changes))
