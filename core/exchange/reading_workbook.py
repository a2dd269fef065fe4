"""Workbooks read as grids: values only, after they were measured."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import python_calamine

from core.exchange.vetting import MOST_CELLS_IN_ALL, vetted
from core.model.machine.grids import Grid, GridCell, SourceRefused


def read_workbook(content: bytes) -> tuple[Grid, ...]:
    """Return every sheet of an .xlsx or .xlsm, hidden ones included, without blank rows and cells at the end.

    Raises SourceRefused with the reason; the bytes may come from anywhere.
    """
    clean = vetted(content)
    try:
        workbook: Any = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(clean))
        return tuple(_grids(workbook))
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise SourceRefused("workbook_broken") from error
    except BaseException as error:
        # A panic inside the reader comes up as an exception that is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise SourceRefused("workbook_broken") from error


def _grids(workbook: Any) -> Iterator[Grid]:
    cells = 0
    for name in workbook.sheet_names:
        try:
            sheet = workbook.get_sheet_by_name(name)
        except python_calamine.WorksheetNotFound:
            yield Grid(name, ())  # a chart sheet has no cells
            continue
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS_IN_ALL:
            raise SourceRefused("workbook_too_large")
        yield _grid(sheet, name)


def _grid(sheet: Any, name: str) -> Grid:
    rows = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
    while rows and not rows[-1]:
        rows.pop()
    return Grid(name, tuple(rows))


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
