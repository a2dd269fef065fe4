"""A sheet as it is understood: joined cells filled, headings of three rows in two, figures in parts added up,
day and time of two columns in one."""

from dataclasses import replace

from core.model.machine.grids import Grid
from core.operations.importing.headings import spread
from core.operations.importing.tidying.clock_columns import with_whole_times
from core.operations.importing.tidying.parted import Parted, with_wholes
from core.operations.importing.tidying.tall_headings import with_lower_headings


def prepared(grid: Grid, table: str | None = None) -> Parted:
    """Return the sheet to be understood, as one of a table or of any; its rows and columns stay where they are."""
    source = with_whole_times(spread(grid), table)
    parted = with_wholes(source, table)
    is_one_row = parted.grid is not source
    return replace(parted, grid=parted.grid if is_one_row else with_lower_headings(source), source=source)
