"""Columns of a list that name rows of another table (先行: 1.1、1.2): a line of that table for each name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.model.machine.grids import Grid, GridCell, is_blank
from core.model.machine.kinds import Form
from core.model.machine.spreadsheet import SheetColumn, sheet_columns
from core.model.machine.table import Table
from core.model.registry import PARENTS, TABLES
from core.operations.importing.columns import Matching
from core.operations.importing.crossing import Unfolded
from core.operations.importing.headings import heading, heading_key, word_of
from core.operations.importing.row_kinds import is_dash

_BETWEEN = re.compile(r"[、,，;；\n\t]+")


def listed_columns(table: Table, cells: Sequence[GridCell], used: set[int]) -> dict[int, tuple[str, str]]:
    """Return the places of the columns of a heading that list rows, with the table and the column of each."""
    found: dict[int, tuple[str, str]] = {}
    for at, cell in enumerate(cells):
        keys = set(heading(word_of(cell)).keys)
        for name, column, words in table.in_cell:
            if at not in used and keys & {heading_key(word) for word in words} and (name, column) not in found.values():
                found[at] = (name, column)
    return found


def unfold_list(
    grid: Grid, at: int, listed: tuple[str, str], owners: Mapping[int, tuple[GridCell, int]], heading_row: int
) -> Unfolded:
    """Return one line for each name in a column; `owners` says for each row what its own row is called, and where."""
    name, column = listed
    table = TABLES[name]
    own = {one.name: one for one in sheet_columns(table) if one.form not in {Form.ID, Form.SHOWN}}
    columns: tuple[SheetColumn, ...] = (own[PARENTS[name]], own[column])
    lines: list[tuple[GridCell, ...]] = [tuple(one.heading for one in columns)]
    rows, places = [heading_row], [(at, at)]
    for row, (called, where) in owners.items():
        for part in _parts(grid.rows[row][at] if at < len(grid.rows[row]) else None):
            lines.append((called, part))
            rows.append(row)
            places.append((where, at))
    return Unfolded(Grid(grid.name, tuple(lines), grid.is_text), Matching(name, 0, columns), tuple(rows), tuple(places))


def _parts(cell: GridCell) -> Iterator[str]:
    if not is_blank(cell) and not is_dash(cell):
        yield from dict.fromkeys(part.strip() for part in _BETWEEN.split(word_of(cell)) if part.strip())
