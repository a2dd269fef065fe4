"""Columns of a list that name rows of another table (先行: 1.1、1.2): a line of that table for each name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.model.machine.grids import Grid, GridCell, csv_text, is_blank
from core.model.machine.kinds import Form
from core.model.machine.spreadsheet import SheetColumn, sheet_columns
from core.model.registry import PARENTS, TABLES
from core.operations.importing.columns import Matching
from core.operations.importing.crossing import Unfolded
from core.operations.importing.headings import heading, heading_key, word_of
from core.operations.importing.plan import OfLine
from core.operations.importing.row_kinds import is_dash
from core.pattern import pattern

_BETWEEN = pattern(r"[、,，;；\n\t]+")


Names = Mapping[int, tuple[GridCell, int]]
"""By row what its own row of the ledger is called, and in which column that stands."""


def listed_columns(matching: Matching, grid: Grid, used: set[int]) -> dict[int, tuple[str, str]]:
    """Return the places of the columns not yet used that list rows, with the table and the column of each."""
    table, cells = TABLES[matching.table], grid.rows[matching.heading_row]
    found: dict[int, tuple[str, str]] = {}
    for at, cell in enumerate(cells):
        keys = set(heading(word_of(cell)).keys)
        for name, column, words in table.in_cell:
            if at not in used and keys & {heading_key(word) for word in words} and (name, column) not in found.values():
                found[at] = (name, column)
    return found


def names_in(matching: Matching, rows: Sequence[Sequence[GridCell]], data: Sequence[int]) -> Names:
    """Return the names of lines of a table: their number, else what they are called; none where neither stands."""
    table = TABLES[matching.table]
    places = {column.name: at for at, column in enumerate(matching.columns) if column is not None}
    at = places.get(table.known_by, places.get(table.titled))
    if at is None:
        return {}
    cells = {row: rows[row][at] if at < len(rows[row]) else None for row in data}
    return {row: (None if is_blank(cell) else OfLine(csv_text(cell), row), at) for row, cell in cells.items()}


def names_of(lines: Unfolded) -> Names:
    """Return the names of lines that were unfolded: what stands first in them. Of a row that made several the last."""
    last = {row: at for at, row in enumerate(lines.rows) if at}
    return {row: (lines.grid.rows[at][0], lines.columns[at][0]) for row, at in last.items()}


def unfold_lists(
    grid: Grid, rows: Sequence[tuple[GridCell, ...]], listed: Mapping[int, tuple[str, str]], names: Names
) -> tuple[Unfolded, ...]:
    """Return for each column that lists rows one line for each name in it."""
    whole = replace(grid, rows=tuple(rows))
    return tuple(_unfolded(whole, at, one, names) for at, one in listed.items())


def _unfolded(grid: Grid, at: int, listed: tuple[str, str], owners: Names) -> Unfolded:
    name, column = listed
    table = TABLES[name]
    own = {one.name: one for one in sheet_columns(table) if one.form not in {Form.ID, Form.SHOWN}}
    columns: tuple[SheetColumn, ...] = (own[PARENTS[name]], own[column], *(own[one] for one, _ in table.as_listed))
    besides = tuple(text for _, text in table.as_listed)
    lines: list[tuple[GridCell, ...]] = [tuple(one.heading for one in columns)]
    rows, places = [0], [(at,) * len(columns)]
    for row, (called, where) in owners.items():
        for part in _parts(grid.rows[row][at] if at < len(grid.rows[row]) else None):
            lines.append((called, part, *besides))
            rows.append(row)
            places.append((where, *(at,) * (len(columns) - 1)))
    return Unfolded(Grid(grid.name, tuple(lines), grid.is_text), Matching(name, 0, columns), tuple(rows), tuple(places))


_ALL = pattern(r"(すべて|全て|全)(の?(部|団体|市町村|構成団体|業務|システム))?")
"""All of them: none is named."""


def _parts(cell: GridCell) -> Iterator[str]:
    if not is_blank(cell) and not is_dash(cell) and not _ALL.fullmatch(word_of(cell).strip()):
        yield from dict.fromkeys(part.strip() for part in _BETWEEN.split(word_of(cell)) if part.strip())
