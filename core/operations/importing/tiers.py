"""Lists of a tree in which every level has a column of its own (大項目, 中項目, 小項目): a line for each row of it.

A level that is blank, or joined with the cell above, goes on from the row above. A level of which no row speaks by
itself gets a line with nothing but its name. Rows are known again by the names on the way to them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from core.dataclass import dataclass
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, is_blank
from core.model.machine.kinds import Form
from core.model.machine.naming import in_order
from core.model.machine.records import Record
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Look, Table
from core.model.registry import ABOVE, TABLES
from core.model.values.codes import folded
from core.operations.importing.columns import Matching, Meant, matched
from core.operations.importing.crossing import Unfolded
from core.operations.importing.headings import HEADING_WITHIN, heading_key, row_headings, word_of

Way = tuple[str, ...]
"""The names of the rows above a row and its own, the topmost first, folded."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """`rows` says what the other columns are; `levels` are the places of the columns of the levels, the topmost first,
    the last of them may be that of the name."""

    rows: Matching
    levels: tuple[int, ...]

    def said(self, grid: Grid) -> Iterator[Fault]:
        """Yield what is to be told of the columns that are read as levels."""
        if len(self.levels) > 1:
            heads = "・".join(word_of(_at(grid.rows[self.rows.heading_row], at)) for at in self.levels)
            yield Fault("", "tiers_said", {"columns": heads, "table": TABLES[self.rows.table].label})


def find_tiers(grid: Grid, table: str | None = None, meant: Meant | None = None) -> Tiers | None:
    """Return how the sheet is a tree of one table, or of whichever it fits best; None when it is none.

    Unless the table was named there must be a date too: lists of functions have levels as well. A list without levels
    and without numbers is one of a single level where it says when things begin and end.
    """
    found: list[tuple[int, Tiers]] = []
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        for one in [TABLES[table]] if table else sheet_tables():
            if one.tiers:
                tiers = _without_running_numbers(grid, _tiers(one, row, cells, meant or {}))
                known = [column for column in tiers.rows.columns if column is not None]
                dates = sum(column.form is Form.DATE for column in known)
                is_tree = len(tiers.levels) > 1 and (dates > 0 or table is not None)
                is_plain = len(tiers.levels) == 1 and dates > 1 and _place_of(tiers.rows, one.known_by) is None
                if is_tree or is_plain:
                    found.append((len(known), tiers))
    return max(found, key=lambda one: one[0])[1] if found else None


def _tiers(table: Table, row: int, cells: Sequence[GridCell], meant: Meant) -> Tiers:
    keys = [heading_key(word_of(cell)) for cell in cells]
    levels = []
    for words in table.tiers:
        place = next((at for at, key in enumerate(keys) if key in {heading_key(word) for word in words}), None)
        levels += [place] if place is not None and place not in levels else []
    columns: list[SheetColumn | None] = []
    for at, column in enumerate(matched(table, row_headings(cells), False, meant)):
        if column is not None and column.name == table.titled and at not in levels:
            levels.append(at)
        columns.append(column if at not in levels and column is not None and column.name != table.titled else None)
    is_tree = ABOVE[table.name]
    columns = [None if column is not None and column.name == is_tree else column for column in columns]
    return Tiers(Matching(table.name, row, tuple(columns)), tuple(levels))


def _without_running_numbers(grid: Grid, tiers: Tiers) -> Tiers:
    """Return the tiers without the column of the number where it only counts the lines: 1, 2, 3 on every level."""
    at = _place_of(tiers.rows, TABLES[tiers.rows.table].known_by)
    if (
        at is None
        or len(tiers.levels) < 2
        or any(re.search(r"[0-9][.-][0-9]", word_of(_at(row, at))) for row in grid.rows)
    ):
        return tiers
    columns = (*tiers.rows.columns[:at], None, *tiers.rows.columns[at + 1 :])
    return replace(tiers, rows=replace(tiers.rows, columns=columns))


def _place_of(matching: Matching, name: str) -> int | None:
    return next((at for at, one in enumerate(matching.columns) if one is not None and one.name == name), None)


@dataclass(slots=True)
class _Lines:
    """The lines as they come, and the number of each row of the tree."""

    table: Table
    taken: dict[str, None]
    known: dict[Way, list[str]]
    numbers: dict[Way, str] = field(default_factory=dict)
    used: dict[Way, int] = field(default_factory=dict)
    made: list[tuple[int, Way, list[GridCell]]] = field(default_factory=list)
    bare: dict[Way, int] = field(default_factory=dict)

    def add(self, row: int, names: Sequence[str], cells: Sequence[GridCell], told: str) -> None:
        """Add the line of a row, and before it those of the levels above it of which no line has spoken."""
        way = tuple(map(folded, names))
        for depth in range(1, len(way)):
            upper = way[:depth]
            if upper in self.known and upper not in self.numbers:
                self.numbers[upper] = self.known[upper][0]
            elif upper not in self.numbers:
                self.bare[upper] = len(self.made)
                self._append(row, names[:depth], (), self._number(upper, _stem(told, len(way) - depth)))
        if way in self.bare:
            self._fill(self.bare.pop(way), row, way, cells, told)
        else:
            self._append(row, names, cells, self._number(way, told))

    def _fill(self, at: int, row: int, way: Way, cells: Sequence[GridCell], told: str) -> None:
        """Let the line of a level that had nothing but its name say what its own row says."""
        number, name, above = self.made[at][2]
        self.made[at] = (row, way, [told or number, name, above, *cells])
        if told and told != number:
            self.numbers[way] = told
            for _, other, line in self.made:
                if other[:-1] == way:
                    line[2] = told

    def _append(self, row: int, names: Sequence[str], cells: Sequence[GridCell], number: str) -> None:
        way = tuple(map(folded, names))
        above = self.numbers.get(way[:-1])
        self.numbers.setdefault(way, number)
        self.made.append((row, way, [number, names[-1], above, *cells]))

    def _number(self, way: Way, told: str) -> str:
        """Return the number that is told, else that of the row of the ledger to which the same way leads, else the next
        one."""
        at = self.used.get(way, 0)
        self.used[way] = at + 1
        known = self.known.get(way, [])
        number = told or (known[at] if at < len(known) else "")
        if not number:
            assert self.table.number_under is not None
            number = self.table.number_under(self.numbers.get(way[:-1], ""), self.taken)
        self.taken[number] = None
        return number


def unfold_tiers(look: Look, grid: Grid, tiers: Tiers) -> Unfolded:
    """Return one line for each row of the tree; `grid` has () in place of rows that are left out."""
    table = TABLES[tiers.rows.table]
    own = {column.name: column for column in sheet_columns(table) if column.form not in {Form.ID, Form.SHOWN}}
    number, name, above = own[table.known_by], own[table.titled], own[ABOVE[table.name]]
    fixed = {at: c for at, c in enumerate(tiers.rows.columns) if c is not None and c.name != table.known_by}
    number_at = _place_of(tiers.rows, table.known_by)
    rows = in_order(look, look.all(table.record).values())
    listed = range(tiers.rows.heading_row + 1, len(grid.rows))
    numbers = [getattr(one, table.known_by) for one in rows]
    numbers += [word_of(_at(grid.rows[row], number_at)) for row in listed if number_at is not None]
    lines = _Lines(table, dict.fromkeys(filter(None, numbers)), _ways(table, rows))
    before: list[str] = []
    for row in listed:
        cells = grid.rows[row]
        names = _names(cells, tiers.levels, before)
        if names:
            before = names
            told = word_of(_at(cells, number_at)) if number_at is not None else ""
            lines.add(row, _once(names), [_at(cells, at) for at in fixed], told)
    columns = (number, name, above, *fixed.values())
    made: list[tuple[GridCell, ...]] = [tuple(column.heading for column in columns)]
    made += [(*cells, *[None] * (len(columns) - len(cells))) for _, _, cells in lines.made]
    last = tiers.levels[-1]
    places = (number_at if number_at is not None else last, last, tiers.levels[0], *fixed)
    return Unfolded(
        Grid(grid.name, tuple(made), grid.is_text),
        Matching(table.name, 0, columns),
        (tiers.rows.heading_row, *(row for row, _, _ in lines.made)),
        (places,) * len(made),
    )


def _ways(table: Table, rows: Sequence[Record]) -> dict[Way, list[str]]:
    """Return by the ways to the rows of the ledger their numbers; several rows may bear the same names."""
    by_id = {one.id: one for one in rows}

    def way(one: Record) -> Iterator[str]:
        above = by_id.get(getattr(one, ABOVE[table.name]))
        if above is not None:
            yield from way(above)
        yield folded(str(getattr(one, table.titled)))

    found: dict[Way, list[str]] = {}
    for one in rows:
        found.setdefault(tuple(way(one)), []).append(getattr(one, table.known_by))
    return found


def _names(cells: Sequence[GridCell], levels: Sequence[int], before: Sequence[str]) -> list[str]:
    """Return the names of the levels as far as the row goes; none where it names nothing."""
    own = ["" if is_blank(_at(cells, at)) else word_of(_at(cells, at)).strip() for at in levels]
    depth = max((at for at, name in enumerate(own) if name), default=-1)
    names: list[str] = []
    goes_on = True
    for at in range(depth + 1):
        told = own[at] or (before[at] if goes_on and at < len(before) else "")
        goes_on = goes_on and at < len(before) and told == before[at]
        names.append(told)
    return names


def _once(names: Sequence[str]) -> list[str]:
    """Return the names without gaps, and a name that stands in joined cells of several levels once."""
    told = [name for name in names if name]
    return [name for at, name in enumerate(told) if at == 0 or name != told[at - 1]]


def _stem(number: str, levels: int) -> str:
    """Return 1.2 for 1.2.1 one level up, nothing where the number has not so many parts."""
    for _ in range(levels):
        at = max(number.rfind("."), number.rfind("-"))
        number = number[:at] if at > 0 else ""
    return number


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
