"""年度別の端数処理: a table of exact shares becomes one of yen whose rows and columns both add up as they must.

The method is controlled rounding: every cell is cut down to the unit, then units are handed to the cells with the
largest remainders as long as row and column have some left, and where that comes to an end along an augmenting path, as
for a flow of maximum size. (L. H. Cox and L. R. Ernst, "Controlled Rounding", INFOR 20, 1982; M. Bacharach, "Matrix
Rounding Problems", Management Science 12, 1966.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

from core.dataclass import dataclass

SCALE = 1 << 160
"""Exact shares come in as whole numbers of this part of a yen: finer than any remainder that two members share."""

SECRETARIAT = ""
"""The row of what rounding leaves with the secretariat."""


@dataclass(slots=True)
class _Table:
    """Yen by row and year; what rows and years still have to get, and where anything may stand at all."""

    cells: dict[str, list[int]]
    rows: dict[str, int]
    columns: list[int]
    allowed: Mapping[str, Sequence[bool]]
    floors: dict[str, list[int]] = field(default_factory=dict)


def round_table(
    exact: Mapping[str, Sequence[int]],
    rows: Mapping[str, int],
    columns: Sequence[int],
    allowed: Mapping[str, Sequence[bool]],
    order: Sequence[int],
    takers: Sequence[str],
    unit: int = 1,
    rooms: Mapping[str, int] | None = None,
) -> dict[str, tuple[int, ...]]:
    """Return yen by row and year near the `exact` ones (in parts of SCALE); every year adds up to its column.

    Every row adds up to what `rows` say, unless the years in which it is there do not allow it: then others that are
    there take what is missing, in the order of `takers`, each no more above its row than `rooms` (None: anything).
    `order` has the years in the order in which equal remainders are served; of one year the smaller code comes first.

    Example: rows of 1 and 1 over two years of 1, all exact shares 0.5 → (1, 0) and (0, 1).
    """
    table = _cut(exact, rows, columns, allowed, unit)
    _by_remainder(table, exact, order, unit)
    fill(table, unit)
    fill(table, 0)
    if any(table.columns):
        more = {code: table.rows[code] + (sum(columns) if rooms is None else rooms[code]) for code in takers}
        table.rows = more
        fill(table, 0)
    assert not any(table.columns)
    return {code: tuple(years) for code, years in table.cells.items()}


def _by_remainder(table: _Table, exact: Mapping[str, Sequence[int]], order: Sequence[int], unit: int) -> None:
    """Hand out units, and then what is below one, to the cells with the largest remainders."""
    cells, left, missing = table.cells, table.rows, table.columns
    open_ = [
        (-(exact[code][at] % (SCALE * unit)), place, code, at)
        for code, yen in left.items()
        if yen > 0
        for place, at in enumerate(order)
        if missing[at] > 0 and table.allowed[code][at]
    ]
    open_.sort()
    for whole in dict.fromkeys((True, unit == 1)):
        for _, _, code, at in open_:
            step = unit if whole else min(unit, left[code], missing[at])
            if step and left[code] >= step and missing[at] >= step and cells[code][at] == table.floors[code][at]:
                cells[code][at] += step
                left[code] -= step
                missing[at] -= step


def _cut(
    exact: Mapping[str, Sequence[int]],
    rows: Mapping[str, int],
    columns: Sequence[int],
    allowed: Mapping[str, Sequence[bool]],
    unit: int,
) -> _Table:
    """Return the table with every cell cut down to the unit, and no row above what it must be."""
    step = SCALE * unit
    cells = {code: [share // step * unit for share in exact[code]] for code in sorted(rows)}
    left = {}
    for code, years in cells.items():
        above = sum(years) - rows[code]
        while above > 0:
            at = years.index(max(years))
            taken = min(above, years[at])
            years[at] -= taken
            above -= taken
        left[code] = rows[code] - sum(years)
    missing = [whole - sum(years[at] for years in cells.values()) for at, whole in enumerate(columns)]
    return _Table(cells, left, missing, allowed, {code: list(years) for code, years in cells.items()})


def fill(table: _Table, most: int) -> None:
    """Bring the years up to their columns, along the shortest paths; no cell moves by more than `most` (0: any way)."""
    for at in range(len(table.columns)):
        while table.columns[at] > 0 and _push(table, at, most):
            pass


def _push(table: _Table, start: int, most: int) -> bool:
    """Add something to the year `start`: from a row that has some left, or by moving yen of other rows to it."""
    came: dict[int, tuple[int, str]] = {}
    queue, seen = [start], {start}
    givers = [code for code, left in table.rows.items() if left > 0]
    for to in queue:
        for code in givers:
            if _slack(table, code, to, most):
                _move(table, start, to, code, came, most)
                return True
        for code, years in table.cells.items():
            if len(seen) == len(years):
                break
            if not _slack(table, code, to, most):
                continue
            for at in range(len(years)):
                if at not in seen and _spare(table, code, at, most):
                    seen.add(at)
                    queue.append(at)
                    came[at] = (to, code)
    return False


def _move(table: _Table, start: int, end: int, giver: str, came: Mapping[int, tuple[int, str]], most: int) -> None:
    amount = min(table.columns[start], table.rows[giver], _slack(table, giver, end, most))
    steps, at = [], end
    while at != start:
        to, code = came[at]
        steps.append((code, at, to))
        amount = min(amount, _spare(table, code, at, most), _slack(table, code, to, most))
        at = to
    table.cells[giver][end] += amount
    for code, source, target in steps:
        table.cells[code][source] -= amount
        table.cells[code][target] += amount
    table.rows[giver] -= amount
    table.columns[start] -= amount


def _slack(table: _Table, code: str, at: int, most: int) -> int:
    """Return how much more the cell may hold."""
    if not table.allowed[code][at]:
        return 0
    return max(0, table.floors[code][at] + most - table.cells[code][at]) if most else 10**18


def _spare(table: _Table, code: str, at: int, most: int) -> int:
    """Return how much the cell may give away."""
    return max(0, table.cells[code][at] - (table.floors[code][at] if most else 0))


def unfilled(
    rooms: Mapping[str, int], columns: Sequence[int], allowed: Mapping[str, Sequence[bool]]
) -> tuple[int, ...]:
    """Return by year what no distribution can bring home: nobody above its room, and only where it may stand.

    Rows that may stand in the same years are one here.
    """
    groups: dict[str, int] = {}
    where: dict[str, Sequence[bool]] = {}
    for code, room in sorted(rooms.items()):
        name = "".join("1" if one else "0" for one in allowed[code])
        groups[name] = groups.get(name, 0) + max(0, room)
        where[name] = allowed[code]
    none = {name: [0] * len(columns) for name in groups}
    table = _Table(none, groups, list(columns), where, none)
    fill(table, 0)
    return tuple(table.columns)
