"""Look-ups by what people type: a code, a name, a label, a number. Nothing is guessed: one hit, or the candidates."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from core.model.machine.faults import Faults, Refused
from core.model.machine.naming import describe, in_order, title_of
from core.model.machine.records import Record
from core.model.machine.spreadsheet import ID_HEADING
from core.model.machine.table import Look, Table, Ways
from core.model.registry import table_of
from core.model.values.codes import search_key

R = TypeVar("R", bound=Record)

SHOWN = 10
"""How many candidates a sentence names before it says ほか."""


def find(look: Look, cls: type[R], text: str, field: str = "", among: Iterable[R] | None = None) -> R | Faults:
    """Return the one row that the first successful way of reading `text` finds, of the table or of the rows `among`.

    A fault stands beside `field`.
    """
    table = table_of(cls)
    rows = list(look.all(cls).values() if among is None else among)
    noun = table.noun or table.label
    key = search_key(text).strip()
    if not rows:
        return Faults.of(field, "nothing_to_find", what=noun, text=text)
    hits = hits_of(look, table, text, rows)
    if len(hits) == 1:
        return hits[0]
    if hits:
        return Faults.of(field, "ambiguous", what=noun, text=text, candidates=_listed(look, hits))
    return Faults.of(field, "unknown", what=noun, text=text, candidates=_listed(look, _near(look, key, rows)))


def hits_of(look: Look, table: Table, text: str, rows: Collection[R]) -> list[R]:
    """Return the rows that the first successful way of reading `text` finds; none where no way finds any."""
    for sought, keyed in _readings(table, text):
        for way in _ways(table):
            if hits := [row for row in rows if sought in {keyed(word) for word in way(look, row)}]:
                return hits
    return []


def _readings(table: Table, text: str) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Yield what is looked for, and how the words of a row are folded to be held against it: first as it is written."""
    if key := search_key(text).strip():
        yield key, lambda word: search_key(word).strip()
        keys = table.keyed
        if keys is not None:
            yield from ((one, lambda word: keys(word)[0]) for one in keys(text))


def found(result: R | Faults) -> R:
    """Return what a look-up found; raises Refused with its fault."""
    if isinstance(result, Faults):
        fault = next(iter(result))
        raise Refused(fault.rule, **fault.facts)
    return result


def _near(look: Look, key: str, rows: list[R]) -> list[R]:
    """Return the rows whose name holds the text, else those whose name it begins with, else all of them."""
    names = [(row, search_key(_told(look, row))) for row in rows]
    holding = [row for row, name in names if key and key in name]
    begun = [(row, len(name)) for row, name in names if name and key.startswith(name)]
    longest = max((length for _, length in begun), default=0)
    return holding or [row for row, length in begun if length == longest] or rows


def _ways(table: Table) -> Ways:
    """Return the table's own ways, then by title, by what a row is called, and by its number."""
    return (
        *table.ways,
        lambda look, row: (title_of(look, row),),
        lambda look, row: (describe(look, row),),
        lambda _, row: (f"{ID_HEADING}{row.id}",),
    )


def _listed(look: Look, rows: list[R]) -> str:
    rows = in_order(look, rows)
    names = [_told(look, row) for row in rows[:SHOWN]]
    return "、".join(names) + ("ほか" if len(rows) > SHOWN else "")


def _told(look: Look, row: Record) -> str:
    table = table_of(type(row))
    if table.listed is not None:
        return table.listed(look, row)
    return title_of(look, row)
