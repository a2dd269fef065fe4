"""Levels above a row, which a sheet has in columns of their own (大項目, 中項目, 小項目) and the table in one."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, is_blank
from core.model.machine.records import abouts
from core.model.registry import TABLES
from core.operations.importing.columns import Matching
from core.operations.importing.headings import heading_key, word_of

BETWEEN = "／"


def level_places(matching: Matching, grid: Grid) -> tuple[int, ...]:
    """Return the places of the columns that make up the path of each row, the topmost level first; none where the sheet
    has no more than the one that is read anyway."""
    path = TABLES[matching.table].path
    known = {column.name: at for at, column in enumerate(matching.columns) if column is not None}
    if path is None or path[0] not in known:
        return ()
    order = [heading_key(word) for word in path[1]]
    keys = [heading_key(word_of(cell)) for cell in grid.rows[matching.heading_row]]
    free = [at for at, key in enumerate(keys) if key in order and at not in set(known.values()) - {known[path[0]]}]
    places = sorted({*free, known[path[0]]}, key=lambda at: order.index(keys[at]) if keys[at] in order else -1)
    return tuple(places) if len(places) > 1 else ()


def with_paths(
    matching: Matching, rows: Sequence[tuple[GridCell, ...]], data: Iterable[int], places: Sequence[int]
) -> tuple[tuple[GridCell, ...], ...]:
    """Return the rows with the whole path in the column of the table.

    A level that is blank goes on from the row above as far as the levels above it do. A row that names no level goes on
    too, but for a sheet that repeats the topmost level in each row: there a blank means none.
    """
    path = TABLES[matching.table].path
    if not places or path is None:
        return tuple(rows)
    target = next(at for at, column in enumerate(matching.columns) if column is not None and column.name == path[0])
    data, made, before = list(data), list(rows), list[str]()
    tops = [_word(rows[row], places[0]) for row in data]
    repeats = any(one and one == other for one, other in pairwise(tops))
    for row in data:
        own = [_word(rows[row], at) for at in places]
        if any(own) or repeats:
            before = _gone_on(own, before)
        cells = [*rows[row], *(None,) * (target + 1 - len(rows[row]))]
        cells[target] = BETWEEN.join(before) or None
        made[row] = tuple(cells)
    return tuple(made)


def paths_said(matching: Matching, grid: Grid, places: Sequence[int]) -> list[Fault]:
    """Return what is to be told of columns that were joined."""
    table = TABLES[matching.table]
    if not places or table.path is None:
        return []
    heads = "・".join(word_of(grid.rows[matching.heading_row][at]) for at in places)
    return [Fault("", "paths_said", {"columns": heads, "column": abouts(table.record)[table.path[0]].label})]


def _gone_on(own: Sequence[str], before: Sequence[str]) -> list[str]:
    """Return the levels of a row down to the last that it names, those that it leaves blank from the row above."""
    depth = max((at for at, name in enumerate(own) if name), default=-1)
    names: list[str] = []
    for at in range(depth + 1):
        same = list(before[:at]) == names and at < len(before)
        names.append(own[at] or (before[at] if same else ""))
    return [name for name in names if name]


def _word(row: Sequence[GridCell], at: int) -> str:
    return word_of(row[at]).strip() if at < len(row) and not is_blank(row[at]) else ""
