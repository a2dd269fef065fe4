"""Cross tables: what is written across (years, days, municipalities as headings) becomes one line for each cell."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from core.dataclass import dataclass
from core.model.machine.faults import Faults, Refused
from core.model.machine.grids import Grid, GridCell, is_blank
from core.model.machine.kinds import FiscalYear, Form, Number
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Look, Table
from core.model.registry import TABLES
from core.operations.editing.find import find
from core.operations.importing.columns import HEADING_WITHIN, Matching, Meant, matched
from core.operations.importing.headings import row_headings, word_of
from core.operations.importing.row_kinds import is_total_heading


@dataclass(frozen=True, slots=True)
class Crossing:
    """A cross table: `rows` says what the columns at its side are; `headings` are the places of the columns below whose
    headings the figures stand, with what each heading says of the column `across`."""

    rows: Matching
    across: SheetColumn
    value: SheetColumn
    headings: Mapping[int, GridCell]


@dataclass(frozen=True, slots=True)
class Unfolded:
    """The lines of a cross table, with the row of the sheet of each and the column of each of its cells."""

    grid: Grid
    matching: Matching
    rows: tuple[int, ...]
    columns: tuple[tuple[int, ...], ...]


def find_crossing(look: Look, grid: Grid, table: str | None = None, meant: Meant | None = None) -> Crossing | None:
    """Return how the sheet is a cross table of one table, or of whichever it fits best; None when it is none."""
    tables = [TABLES[table]] if table else list(sheet_tables())
    best: tuple[int, Crossing] | None = None
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        for one in tables:
            for across, value in one.crossed:
                found = _crossing(look, one, row, cells, across, value, meant or {})
                score = 0 if found is None else sum(c is not None for c in found.rows.columns) * 100
                score += 0 if found is None else len(found.headings)
                if found is not None and (best is None or score > best[0]):
                    best = score, found
    return best[1] if best else None


def _crossing(
    look: Look, table: Table, row: int, cells: Sequence[GridCell], across: str, value: str, meant: Meant
) -> Crossing | None:
    words = row_headings(cells)
    columns = {column.name: column for column in sheet_columns(table) if column.form is not Form.SHOWN}
    beside = [
        column if column is None or column.name not in {across, value} else None
        for column in matched(table, words, False, meant)
    ]
    rows = Matching(table.name, row, tuple(beside))
    if {column.name for column in rows.missing} - {across, value} or not any(beside):
        return None
    headings = {
        at: said
        for at, cell in enumerate(cells)
        if beside[at] is None and (said := _said(look, table, columns[across], cell)) is not None
    }
    return Crossing(rows, columns[across], columns[value], headings) if headings else None


def _said(look: Look, table: Table, column: SheetColumn, cell: GridCell) -> GridCell:
    """Return what a heading says of the column across, None where it says nothing of it."""
    if is_blank(cell) or is_total_heading(word_of(cell)):
        return None
    kind, text = abouts(table.record)[column.name].kind, unicodedata.normalize("NFKC", word_of(cell))
    if column.form is Form.REFERENCE:
        assert column.target is not None
        return None if isinstance(find(look, column.target, text), Faults) else text
    for one in (text, re.sub(r"\(.*\)$", "", text)):
        try:
            kind.read(one)
        except Refused:
            continue
        is_plain = isinstance(kind, Number) and not isinstance(kind, FiscalYear) and one.isdecimal()
        return None if is_plain else one
    return None


def unfold(grid: Grid, crossing: Crossing) -> Unfolded:
    """Return one line for each cell that holds something; `grid` has () in place of rows that are left out."""
    places = [at for at, column in enumerate(crossing.rows.columns) if column is not None]
    fixed = [column for column in crossing.rows.columns if column is not None]
    columns = (*fixed, crossing.across, crossing.value)
    lines: list[tuple[GridCell, ...]] = [tuple(column.heading for column in columns)]
    rows, cell_columns = [crossing.rows.heading_row], [tuple(range(len(columns)))]
    for row in range(crossing.rows.heading_row + 1, len(grid.rows)):
        cells = grid.rows[row]
        side = tuple(cells[at] if at < len(cells) else None for at in places)
        for at, said in crossing.headings.items():
            cell = cells[at] if at < len(cells) else None
            if not is_blank(cell):
                lines.append((*side, said, cell))
                rows.append(row)
                cell_columns.append((*places, at, at))
    matching = Matching(crossing.rows.table, 0, columns)
    return Unfolded(Grid(grid.name, tuple(lines), grid.is_text), matching, tuple(rows), tuple(cell_columns))
