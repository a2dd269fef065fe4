"""Rows that stand under rows of their own table: bodies and the bodies below them, tasks and their parts."""

from collections.abc import Mapping
from typing import TypeVar

from core.model.machine.records import Record
from core.model.machine.table import Look
from core.model.registry import ABOVE, table_of

R = TypeVar("R", bound=Record)


def path_of(look: Look, record: R) -> tuple[R, ...]:
    """Return the row and all above it, the topmost first. A circle, which only a foreign file can hold, ends where it
    begins again."""
    column = ABOVE.get(table_of(type(record)).name)
    path, seen = [record], {record.id}
    if column is None:
        return (record,)
    rows = look.all(type(record))
    above = rows.get(getattr(record, column) or 0)
    while above is not None and above.id not in seen:
        path.append(above)
        seen.add(above.id)
        above = rows.get(getattr(above, column) or 0)
    return tuple(reversed(path))


def depth_of(look: Look, record: Record) -> int:
    """Return how many rows stand above a row."""
    return len(path_of(look, record)) - 1


def is_under_itself(look: Look, record: Record) -> bool:
    """Whether a way up from the row leads back to it."""
    column = ABOVE[table_of(type(record)).name]
    rows = look.all(type(record))
    above, seen = getattr(record, column), set[int]()
    while above is not None and above in rows and above not in seen:
        if above == record.id:
            return True
        seen.add(above)
        above = getattr(rows[above], column)
    return False


def circle_tops(above: Mapping[int, int | None]) -> set[int]:
    """Return the lowest id of each circle, given by id what stands above it: without their way up there is none."""
    tops: set[int] = set()
    seen: set[int] = set()
    for start in above:
        way: dict[int, None] = {}
        here: int | None = start
        while here is not None and here in above and here not in seen and here not in way:
            way[here] = None
            here = above[here]
        if here in way:
            circle = list(way)
            tops.add(min(circle[circle.index(here) :]))
        seen.update(way)
    return tops


def below(look: Look, cls: type[R]) -> dict[int | None, list[R]]:
    """Return by id the rows that stand directly under it, under None those at the top and those whose row is gone."""
    column = ABOVE[table_of(cls).name]
    rows = look.all(cls)
    found: dict[int | None, list[R]] = {}
    for row in rows.values():
        above = getattr(row, column)
        found.setdefault(above if above in rows else None, []).append(row)
    return found
