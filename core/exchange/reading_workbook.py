"""Workbooks read as grids: values only, after they were measured."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import accumulate
from typing import Any

import python_calamine

from core.exchange.marks import Marks
from core.exchange.vetting import MOST_CELLS_IN_ALL, vetted
from core.model.machine.grids import Grid, GridCell, Merged, Midnight, SourceRefused


def read_workbook(content: bytes) -> tuple[Grid, ...]:
    """Return every sheet of an .xlsx or .xlsm, hidden ones included, without blank rows and cells at the end.

    Raises SourceRefused with the reason; the bytes may come from anywhere.
    """
    clean = vetted(content)
    try:
        workbook: Any = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(clean.content))
        return tuple(_grids(workbook, clean.marks))
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise SourceRefused("workbook_broken") from error
    except BaseException as error:
        # A panic inside the reader comes up as an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise SourceRefused("workbook_broken") from error


def _grids(workbook: Any, marks: Mapping[str, Marks]) -> Iterator[Grid]:
    cells = 0
    hidden = {one.name for one in workbook.sheets_metadata if one.visible != python_calamine.SheetVisibleEnum.Visible}
    for name in workbook.sheet_names:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except python_calamine.WorksheetNotFound:
            yield Grid(name, ())  # a chart sheet has no cells
            continue
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS_IN_ALL:
            raise SourceRefused("workbook_too_large")
        yield _grid(sheet, name, marks.get(name, _NO_MARKS), name in hidden)


_NO_MARKS = Marks()


def _grid(sheet: Any, name: str, marks: Marks, is_hidden: bool) -> Grid:
    rows = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), broken in marks.broken.items():
        rows += [()] * (row + 1 - len(rows))
        rows[row] = _with(rows[row], column, broken)
    for row, column in marks.percents:
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, float):
            rows[row] = _with(rows[row], column, f"{cell * 100:.15g}%")
    for row, column in marks.clocks:
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        if isinstance(cell, date):
            rows[row] = _with(rows[row], column, Midnight(cell.year, cell.month, cell.day))
    while rows and not rows[-1]:
        rows.pop()
    merged = _merged(sheet, rows) if marks.is_merged else ()
    hidden_rows = frozenset(row for row in marks.hidden_rows if row < len(rows))
    hidden_columns = _within(marks.hidden_columns, max(map(len, rows), default=0))
    return Grid(name, tuple(rows), False, merged, hidden_rows, hidden_columns, is_hidden)


def _within(ranges: Iterable[range], width: int) -> frozenset[int]:
    """Return the numbers below `width` that lie in one of the ranges, in time that does not depend on how they lap."""
    steps = [0] * (width + 1)
    for one in ranges:
        first, last = max(one.start, 0), min(one.stop, width)
        if first < last:
            steps[first] += 1
            steps[last] -= 1
    return frozenset(at for at, covered in enumerate(accumulate(steps)) if covered)


MOST_MERGED = 1_500_000
"""Cells that joined ranges may cover in all: each gets the value of its range."""


def _merged(sheet: Any, rows: Sequence[Sequence[GridCell]]) -> tuple[Merged, ...]:
    """Return the joined ranges as far as the cells of the sheet reach."""
    width = max(map(len, rows), default=0)
    found = []
    cells = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
        if top <= bottom and left <= right:
            found.append((top, left, bottom, right))
            cells += (bottom - top + 1) * (right - left + 1)
        if cells > MOST_MERGED:
            raise SourceRefused("workbook_suspicious")
    return tuple(found)


def _with(row: tuple[GridCell, ...], column: int, cell: GridCell) -> tuple[GridCell, ...]:
    """Return the row with another cell in one place."""
    cells = [*row, *(None,) * (column + 1 - len(row))]
    cells[column] = cell
    return tuple(cells)


_AS_READ = {str, float, bool}
"""Kinds of cells that stay as the reader gives them."""


def _row(row: list[Any]) -> tuple[GridCell, ...]:
    cells = row if set(map(type, row)) <= _AS_READ else [_cell(cell) for cell in row]
    while cells and (cells[-1] == "" or cells[-1] is None):
        cells.pop()
    return tuple([None if cell == "" else cell for cell in cells] if "" in cells else cells)


def _cell(cell: Any) -> GridCell:
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell.isoformat(sep=" ")
    if cell is None or isinstance(cell, str | int | float | date):
        return cell
    return str(cell)
