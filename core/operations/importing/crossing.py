"""Cross tables: what is written across (years, days, municipalities as headings) becomes one line for each cell."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import field, replace

from core.dataclass import dataclass
from core.model.machine.faults import Faults, Refused
from core.model.machine.grids import Grid, GridCell, is_blank
from core.model.machine.kinds import FiscalYear, Form, Kind, Number
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Look, Table
from core.model.registry import TABLES
from core.operations.editing.find import find
from core.operations.importing.columns import Matching, Meant, helpers, known_words, matched, telling
from core.operations.importing.headings import (
    HEADING_WITHIN,
    has_second_row,
    heading,
    heading_key,
    row_headings,
    word_of,
)
from core.operations.importing.row_kinds import is_total_heading
from core.operations.importing.tidying.title_words import speaks_of_another
from core.operations.importing.tidying.yes_and_no import are_marks, mark_of
from core.operations.importing.titles import titles, years_said
from core.pattern import pattern


@dataclass(frozen=True, slots=True)
class Crossing:
    """A cross table: `rows` says what the columns at its side are; `headings` are the places of the columns below whose
    headings the figures stand, with what each heading says of the column `across`. Where a second row of headings says
    more of the columns, `parts` gives that by place, as the values of the column `part`."""

    rows: Matching
    across: SheetColumn
    value: SheetColumn
    headings: Mapping[int, GridCell]
    part: SheetColumn | None = None
    parts: Mapping[int, GridCell] = field(default_factory=dict)
    beside: frozenset[int] = frozenset()
    """Columns at the side that only help the reader."""
    by_edges: bool = False
    """Whether the corner does not say what stands below it, which is known by what the edges hold."""

    @property
    def is_of_marks(self) -> bool:
        """Whether what stands below the headings only says whether their pair belongs together."""
        return self.value == self.across

    @property
    def explained(self) -> set[int]:
        """The columns of which it is known what they are."""
        side = {at for at, column in enumerate(self.rows.columns) if column is not None}
        return side | self.beside | {*self.headings}


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The lines of a cross table, with the row of the sheet of each and the column of each of its cells."""

    grid: Grid
    matching: Matching
    rows: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]


Corner = Callable[[Matching, Sequence[GridCell], Mapping[str, SheetColumn]], tuple[int, SheetColumn] | None]
"""Says of a heading, its words, and the columns across and of the figures which column at the side is which of ours."""


def find_crossing(
    look: Look, grid: Grid, table: str | None = None, meant: Meant | None = None, within: Container[int] | None = None
) -> Crossing | None:
    """Return how the sheet is a cross table of one table, or of whichever it fits best; None when it is none. Its
    heading ends in a row that is `within` these (None: any of the first)."""
    tables = [one for one in ([TABLES[table]] if table else sheet_tables()) if one.crossed]
    best: tuple[int, Crossing] | None = None
    for row, cells, others in heading_pairs(grid):
        if within is not None and row not in within:
            continue
        keys = {key for cell in (*cells, *others) for key in heading(word_of(cell)).keys}
        around = titles(grid, row - bool(others))
        for one in tables:
            if not known_words(one, meant) & keys:
                continue
            for across, value in one.crossed:
                if table is None and speaks_of_another(one, value, around):
                    continue
                found = crossing_at(look, one, row, cells, others, across, value, meant or {}, around)
                if found is not None and found.is_of_marks and not has_marks(grid, found):
                    continue
                score = 0 if found is None else sum(c is not None for c in found.rows.columns) * 100
                score += 0 if found is None else len(found.headings)
                if found is not None and (best is None or score > best[0]):
                    best = score, found
    return best[1] if best else None


def is_read(kind: Kind, text: str) -> bool:
    """Whether a text is one of a kind."""
    try:
        kind.read(text)
    except Refused:
        return False
    return True


def has_marks(grid: Grid, crossing: Crossing) -> bool:
    """Whether nothing but marks stands below the headings."""
    return are_marks(_at(row, at) for row in grid.rows[crossing.rows.heading_row + 1 :] for at in crossing.headings)


def heading_pairs(grid: Grid) -> Iterator[tuple[int, Sequence[GridCell], Sequence[GridCell]]]:
    """Yield the rows that may be the heading, with the row above where the heading has two: a word there holds for the
    columns to the right of it over which nothing stands."""
    rows = grid.rows[:HEADING_WITHIN]
    for row, cells in enumerate(rows):
        if row and has_second_row(grid, row - 1):
            above, said = list[GridCell](), None
            for at in range(max(len(rows[row - 1]), len(cells))):
                here, below = _at(rows[row - 1], at), _at(cells, at)
                said = here if not is_blank(here) else said if not is_blank(below) else None
                above.append(said)
            yield row, [_at(cells, at) for at in range(len(above))], above
        elif not has_second_row(grid, row):
            yield row, cells, ()


def crossing_at(
    look: Look,
    table: Table,
    row: int,
    cells: Sequence[GridCell],
    others: Sequence[GridCell],
    across: str,
    value: str,
    meant: Meant,
    around: Sequence[str],
    corner: Corner | None = None,
) -> Crossing | None:
    """Return how a sheet with this heading is a cross table of a table, None where it is none. `others` is the other
    row of a heading of two, `around` what stands above; `corner` tells which column at the side is what each line
    lacks."""
    side = [_at(others, at) if is_blank(cell) else cell for at, cell in enumerate(cells)]
    words = row_headings(side)
    columns = {column.name: column for column in sheet_columns(table) if column.form is not Form.SHOWN}
    beside = [
        column if column is None or column.name not in {across, value} else None
        for column in matched(table, words, False, meant)
    ]
    rows = Matching(table.name, row, tuple(beside), 0 if others else None)
    if corner is not None:
        told = corner(rows, side, {name: columns[name] for name in (across, value)})
        if told is None:
            return None
        beside[told[0]] = told[1]
        rows = replace(rows, columns=tuple(beside))
    if {column.name for column in rows.missing} - {across, value} or not telling(rows):
        return None
    headings: dict[int, GridCell] = {}
    parts: dict[int, GridCell] = {}
    years = years_said(around)
    for at, cell in enumerate(cells):
        for one, other in ((cell, _at(others, at)), (_at(others, at), cell)):
            if beside[at] is not None or at in headings:
                continue
            if said := said_across(look, table, columns[across], one, years):
                headings[at] = said
                parts[at] = other
    if not headings:
        return None
    helping = frozenset(helpers(rows, words))
    found = Crossing(rows, columns[across], columns[value], headings, beside=helping, by_edges=corner is not None)
    return _with_parts(table, found, parts) if others else found


def _with_parts(table: Table, crossing: Crossing, parts: Mapping[int, GridCell]) -> Crossing | None:
    """Return the cross table with what the other row of its heading says of each column: totals are not read beside
    their parts, and where a heading stands over totals only, it is they that are read. None where it says something
    that the table has no column for. Where one of the parts bears the figure's own name, it alone is read: 世帯数, 人口
    below each day."""
    words = {at: heading(word_of(cell)).bare for at, cell in parts.items()}
    figure = {heading_key(word) for word in (crossing.value.heading, *crossing.value.also)}
    own = {at: said for at, said in crossing.headings.items() if heading_key(words[at]) in figure}
    if own and len(own) == len({*own.values()}) == len({*crossing.headings.values()}):
        return _replaced(crossing, own, None, {})
    totals = {at for at, word in words.items() if is_total_heading(word)}
    have = {crossing.across.name, crossing.value.name, *(one.name for one in crossing.rows.columns if one is not None)}
    free = [
        column
        for column in sheet_columns(table)
        if column.name in (table.keys or table.alike)
        and column.name not in have
        and abouts(table.record)[column.name].kind.is_free
    ]
    if len(free) == 1:
        kept = {at: said for at, said in crossing.headings.items() if at not in totals}
        if not kept:
            return None
        is_one = len({words[at] for at in kept}) == 1
        named = {} if is_one else {at: words[at] or None for at in kept}
        return _replaced(crossing, kept, None if is_one else free[0], named)
    alike = list(crossing.headings.values())
    if len(set(alike)) == len(alike):
        return crossing
    kept = {at: said for at, said in crossing.headings.items() if at in totals}
    is_whole = {*kept.values()} == {*alike} and len(kept) == len(set(alike))
    return _replaced(crossing, kept, None, {}) if is_whole else None


def _replaced(
    crossing: Crossing, headings: Mapping[int, GridCell], part: SheetColumn | None, parts: Mapping[int, GridCell]
) -> Crossing:
    return replace(crossing, headings=headings, part=part, parts=parts)


def said_across(look: Look, table: Table, column: SheetColumn, cell: GridCell, years: Sequence[int] = ()) -> GridCell:
    """Return what a heading says of the column across, None where it says nothing of it; 4月 is that of the fiscal year
    that the titles name, where they name one."""
    if is_blank(cell) or is_total_heading(word_of(cell)):
        return None
    kind, text = abouts(table.record)[column.name].kind, unicodedata.normalize("NFKC", word_of(cell))
    if column.form is Form.REFERENCE:
        assert column.target is not None
        return None if isinstance(find(look, column.target, text), Faults) else text
    alone = _MONTH.fullmatch(text) if kind.may_be_said and len(years) == 1 else None
    if alone is not None and 1 <= int(alone[1]) <= 12:
        text = f"{years[0] + (int(alone[1]) < 4)}年{int(alone[1])}月"
    for one in (text, re.sub(r"\(.*\)$", "", text)):
        if not is_read(kind, one):
            continue
        is_plain = isinstance(kind, Number) and not isinstance(kind, FiscalYear) and one.isdecimal()
        return None if is_plain else one
    return None


_MONTH = pattern("([0-9]{1,2})月[分度]?")


def unfold(grid: Grid, crossing: Crossing) -> Unfolded:
    """Return one line for each cell that holds something; `grid` has () in place of rows that are left out."""
    places = [at for at, column in enumerate(crossing.rows.columns) if column is not None]
    fixed = [column for column in crossing.rows.columns if column is not None]
    part = [crossing.part] if crossing.part is not None else []
    value = [] if crossing.is_of_marks else [crossing.value]
    columns = (*fixed, crossing.across, *value, *part)
    lines: list[tuple[GridCell, ...]] = [tuple(column.heading for column in columns)]
    rows, cell_columns = [crossing.rows.heading_row], [tuple(range(len(columns)))]
    for row in range(crossing.rows.heading_row + 1, len(grid.rows)):
        cells = grid.rows[row]
        side = tuple(cells[at] if at < len(cells) else None for at in places)
        for at, said in crossing.headings.items():
            cell = cells[at] if at < len(cells) else None
            if mark_of(cell) is True if crossing.is_of_marks else not is_blank(cell):
                lines.append((*side, said, *(cell for _ in value), *(crossing.parts.get(at) for _ in part)))
                rows.append(row)
                cell_columns.append((*places, at, *(at for _ in value), *(at for _ in part)))
    matching = Matching(crossing.rows.table, 0, columns)
    return Unfolded(Grid(grid.name, tuple(lines), grid.is_text), matching, tuple(rows), tuple(cell_columns))


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
