"""Marks by which a sheet says of pairs whether they belong together: ○ and × under municipalities beside systems, or a
column of them behind both."""

from collections.abc import Iterable, Sequence
from functools import cache

from core.model.machine.faults import Refused
from core.model.machine.grids import Grid, GridCell, csv_text, is_blank
from core.model.machine.kinds import Form, read_flag
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.operations.importing.columns import Matching, choices
from core.operations.importing.row_kinds import is_dash


@cache
def is_of_pairs(table: Table) -> bool:
    """Whether a row of the table says nothing but that two rows of other tables belong together."""
    own = {column.name for column in choices(table) if column.form not in {Form.ID, Form.PARENT}}
    return len(own) > 1 and own == set(table.keys)


def mark_of(cell: GridCell) -> bool | None:
    """Return whether a cell says yes; a blank one and a dash say no, None where it says neither. A number says nothing
    of it: it may be an amount."""
    if is_blank(cell) or is_dash(cell):
        return False
    if isinstance(cell, bool):
        return cell
    try:
        return read_flag(cell) if isinstance(cell, str) and not cell.strip().isdecimal() else None
    except Refused:
        return None


def are_marks(cells: Iterable[GridCell]) -> bool:
    """Whether all of the cells say yes or no, and one of them says yes."""
    said = [mark_of(cell) for cell in cells]
    return None not in said and True in said


def column_of_marks(grid: Grid, matching: Matching, data: Sequence[int]) -> int | None:
    """Return the only column not read that says of each line whether its pair belongs together; None without one."""
    if not is_of_pairs(TABLES[matching.table]):
        return None
    width = max((len(grid.rows[row]) for row in data), default=0)
    unread = [at for at in range(width) if at >= len(matching.columns) or matching.columns[at] is None]
    found = [at for at in unread if are_marks(_at(grid.rows[row], at) for row in data)]
    return found[0] if len(found) == 1 else None


def told(cell: GridCell) -> str:
    """Return a mark as it is shown where its row is left out."""
    return "空欄" if is_blank(cell) else csv_text(cell)


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
