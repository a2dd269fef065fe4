"""How one sheet of a file is read: as a table of this ledger, by matched columns, or as a printed cost table."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model.book import Book
from core.model.machine.grids import Grid, csv_text
from core.model.machine.spreadsheet import sheet_tables
from core.operations.importing.columns import HEADING_WITHIN, Matching, match_sheet, recall, remember
from core.operations.importing.plan import ImportPlan
from core.operations.importing.planning import plan_import
from core.operations.requests.printed_rows import Layout, find_layout
from core.operations.requests.printed_table import plan_source_table
from ui.shell.memory import Memory

_KEPT = 20
_KEY = "matchings"


@dataclass(frozen=True, slots=True)
class Reading:
    """`layout` is set for a printed cost table, else `matching`; neither when it is not known what the sheet is."""

    grid: Grid
    matching: Matching | None = None
    layout: Layout | None = None

    @property
    def heading_row(self) -> int | None:
        """The row of the heading from 0."""
        if self.layout is not None:
            return self.layout.heading_row
        return self.matching.heading_row if self.matching else None

    def plan(self, book: Book) -> ImportPlan | None:
        """Return what importing would do; None while a column that every row needs is not matched."""
        if self.layout is not None:
            return plan_source_table(book, self.grid, self.layout)
        if self.matching is None or self.matching.missing:
            return None
        return plan_import(book, [(self.grid, self.matching)])


def read_as_found(book: Book, grid: Grid, memory: Memory) -> Reading:
    """Return the reading that was remembered for such headings, else the one that fits best."""
    for text in _remembered(memory):
        matching = recall(text, grid)
        if matching is not None:
            return Reading(grid, matching)
    layout = find_layout(book, grid)
    if layout is not None:
        return Reading(grid, layout=layout)
    return Reading(grid, match_sheet(grid))


def read_as_table(grid: Grid, table: str) -> Reading:
    """Return the reading as one table; where its headings are not understood no column is matched yet."""
    matching = match_sheet(grid, table)
    return Reading(grid, matching or Matching(table, _likely_heading(grid), ()))


def read_from_row(reading: Reading, heading_row: int) -> Reading:
    """Return the reading with another row as the heading, its columns matched anew."""
    assert reading.matching is not None
    table, grid = reading.matching.table, reading.grid
    found = match_sheet(Grid(grid.name, grid.rows[heading_row : heading_row + 1]), table)
    return replace(reading, matching=Matching(table, heading_row, found.columns if found else ()))


def first_understood(book: Book, grids: Sequence[Grid], memory: Memory) -> int:
    """Return the place of the first sheet that is understood, else of the first."""
    for place, grid in enumerate(grids):
        reading = read_as_found(book, grid, memory)
        if reading.layout is not None or reading.matching is not None:
            return place
    return 0


def keep(reading: Reading, memory: Memory) -> None:
    """Remember how the columns were matched, for the next sheet with these headings."""
    if reading.matching is not None:
        text = remember(reading.matching, reading.grid)
        kept = [text, *(one for one in _remembered(memory) if one != text)]
        memory.set_text(_KEY, json.dumps(kept[:_KEPT], ensure_ascii=False))


def table_labels() -> dict[str, str]:
    """Return the names of the tables by what people call them."""
    return {table.label: table.name for table in sheet_tables()}


def _remembered(memory: Memory) -> list[str]:
    try:
        kept = json.loads(memory.text(_KEY) or "[]")
    except ValueError:
        return []
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def _likely_heading(grid: Grid) -> int:
    """Return the first row with several words."""
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        if sum(bool(csv_text(cell).strip()) for cell in cells) > 1:
            return row
    return 0
