"""Why a block of cells is not understood: a column is missing for the table that it seems to be, or it is nothing of
ours."""

from collections.abc import Sequence

from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, column_name, is_blank
from core.model.machine.kinds import Form
from core.model.registry import TABLES
from core.operations.importing.columns import Matching, telling
from core.operations.importing.headings import HEADING_WITHIN, word_of
from core.operations.importing.titles import scaled


def not_understood(grid: Grid, found: Sequence[tuple[int, Matching]], is_said: bool = False) -> Fault:
    """Return why the sheet is not understood: the columns that are missing for the table that was said or is likely, or
    that it is none of ours. A table is likely of which nothing but figures is missing, if there are figures."""
    for _, matching in found:
        unknown_figures = [at for at in _unknown(grid, matching) if _has_figures(grid, matching.heading_row, at)]
        only_figures = all(column.form in {Form.FIGURE, Form.DATE} for column in matching.missing)
        if not (is_said or (only_figures and unknown_figures and len(telling(matching)) > 1)):
            continue
        unknown = [
            f"「{word_of(cell)}」({column_name(at)})"
            for at in _unknown(grid, matching)
            if not is_blank(cell := _at(grid.rows[matching.heading_row], at))
        ]
        facts = {
            "sheet": grid.name,
            "table": TABLES[matching.table].label,
            "columns": "・".join(f"「{column.heading}」" for column in matching.missing),
            "row": matching.heading_row + 1,
            "unknown": "、".join(unknown) or "なし",
            "heading": matching.missing[0].heading,
        }
        return Fault("", "ask_columns", facts)
    at, words = _likely_heading(grid)
    return Fault("", "nothing_of_ours", {"sheet": grid.name, "row": at + 1, "headings": "・".join(words) or "なし"})


def _unknown(grid: Grid, matching: Matching) -> list[int]:
    width = max((len(row) for row in grid.rows[matching.heading_row :]), default=0)
    return [at for at in range(width) if at >= len(matching.columns) or matching.columns[at] is None]


def _has_figures(grid: Grid, heading_row: int, at: int) -> bool:
    """Whether numbers stand below a heading."""
    cells = [_at(row, at) for row in grid.rows[heading_row + 1 : heading_row + 101]]
    return any(scaled(cell, 2) != cell for cell in cells if cell != 0)


def _likely_heading(grid: Grid) -> tuple[int, list[str]]:
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        words = [word_of(cell) for cell in cells if not is_blank(cell)]
        if len(words) > 1:
            return row, words
    first = next(((row, [word_of(cells[0])]) for row, cells in enumerate(grid.rows) if cells and cells[0]), None)
    return first or (0, [])


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
