"""How one sheet of a file is read: as a table of this ledger, by matched columns, or as a table of another shape."""

import json
from collections.abc import Sequence
from dataclasses import replace

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, SourceFile, is_blank
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import sheet_tables
from core.model.registry import TABLES
from core.operations.importing.columns import Matching, match_sheet, recall, remember
from core.operations.importing.headings import HEADING_WITHIN
from core.operations.importing.plan import ImportPlan, LeftOut
from core.operations.importing.tidying.prepared import prepared
from core.operations.importing.understood import Wishes
from core.operations.intake import Found, look_at, sheets_left_out
from ui.shell.memory import Memory

_KEPT = 20
_KEY = "matchings"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sheet is found to be, with what the clerk has said: `wishes`, and in `said` what its columns mean."""

    grid: Grid
    found: Found
    wishes: Wishes
    said: Matching | None = None

    @property
    def matching(self) -> Matching | None:
        """What the columns mean, where that can be chosen: in tables of one line for each record."""
        return None if self.shape else self.found.block.matching

    @property
    def shape(self) -> str:
        """What the sheet is if it is no such table, as people call it; "" otherwise."""
        line, way = ("列", "横") if self.found.turned is None else ("行", "縦")
        if self.found.layout is not None:
            return f"費用按分表(項・要望・団体の{line})"
        if self.found.counts is not None:
            return f"団体数ごとの見積(項と団体数の{line})"
        crossing = self.found.block.crossing
        if crossing is None:
            return ""
        label = abouts(TABLES[crossing.rows.table].record)[crossing.across.name].label
        return f"{label}が{way}に並ぶ表"

    @property
    def shown(self) -> Grid:
        """The sheet with joined cells and headings filled in."""
        return self.found.block.shown

    @property
    def heading_row(self) -> int | None:
        """The row of the heading from 0, in a turned sheet that of the words above the block."""
        if self.found.turned is not None:
            return self.found.turned.top
        if self.found.layout is not None:
            return self.found.layout.heading_row
        if self.found.counts is not None:
            return self.found.counts.heading_row
        return self.found.block.matching.heading_row if self.found.block.matching else None

    @property
    def table(self) -> str | None:
        """The name of the table, None where it is not known."""
        block = self.found.block
        return block.matching.table if block.matching is not None and not self.found.counts else None

    @property
    def asks(self) -> tuple[Fault, ...]:
        """What has to be answered before the sheet can be taken in."""
        return self.found.asks

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is left out of the sheet, as far as it is known yet."""
        return self.found.block.left_out

    def plan(self, book: Book) -> ImportPlan | None:
        """Return what importing into the ledger as it is now would do; None while something has to be asked."""
        return self.again(book).found.plan(book)

    def again(self, book: Book, wishes: Wishes | None = None) -> "Reading":
        """Return how the sheet is read in the ledger as it is now, or with another word of the clerk."""
        wishes = wishes or self.wishes
        return replace(self, found=look_at(book, self.grid, wishes, self.said), wishes=wishes)

    def meaning(self, book: Book, matching: Matching) -> "Reading":
        """Return how the sheet is read where its columns mean what the clerk says."""
        return replace(self, found=look_at(book, self.grid, self.wishes, matching), said=matching)


def read_as_found(book: Book, grid: Grid, kept: Sequence[str]) -> Reading:
    """Return the reading that was remembered for such headings (`kept`), else the one that fits best."""
    whole = prepared(grid).grid
    known = [matching for text in kept if (matching := recall(text, whole)) is not None]
    said = next((matching for matching in known if not matching.crossed), None)
    reading = Reading(grid, look_at(book, grid, None, said), Wishes(), said)
    if reading.found.is_known:
        return reading
    for matching in known:
        found = look_at(book, grid, None, matching)
        if found.block.crossing is not None:
            return Reading(grid, found, Wishes(), matching)
    return reading


def read_as_table(book: Book, grid: Grid, table: str, wishes: Wishes) -> Reading:
    """Return the reading as one table; where its headings are not understood no column is matched yet."""
    wished = replace(wishes, table=table)
    found = look_at(book, grid, wished)
    if found.is_known:
        return Reading(grid, found, wished)
    said = match_sheet(prepared(grid, table).grid, table) or Matching(table, _likely_heading(grid), ())
    return Reading(grid, look_at(book, grid, wished, said), wished, said)


def read_from_row(book: Book, reading: Reading, heading_row: int) -> Reading:
    """Return the reading with another row as the heading, its columns matched anew."""
    assert reading.matching is not None
    table = reading.matching.table
    grid = prepared(reading.grid, table).grid
    found = match_sheet(Grid(grid.name, grid.rows[heading_row : heading_row + 1]), table)
    return reading.meaning(book, Matching(table, heading_row, found.columns if found else ()))


def first_understood(book: Book, grids: Sequence[Grid], kept: Sequence[str]) -> tuple[int, Reading]:
    """Return the place of the first sheet that can be seen and is understood, else of the first that can be seen, and
    how it is read."""
    seen = [place for place, grid in enumerate(grids) if not grid.is_hidden] or [0]
    readings = {place: read_as_found(book, grids[place], kept) for place in seen}
    ready = [place for place, one in readings.items() if one.found.block.is_ready]
    known = [place for place, one in readings.items() if one.found.is_known]
    place = next(iter((*ready, *known, seen[0])))
    return place, readings[place]


def offered_sheets(source: SourceFile, together: Sequence[str]) -> tuple[list[str], int]:
    """Return what can be chosen of a file, and how many of it stand for several sheets: those of a workbook of ours, or
    those that belong together."""
    whole = ["すべてのシート"] if source.is_ours else [f"関係する{len(together)}枚をまとめて"] if together else []
    return [*whole, *(grid.name + ("(非表示)" if grid.is_hidden else "") for grid in source.grids)], len(whole)


def plan_of(reading: Reading | None, book: Book, source: SourceFile) -> ImportPlan | None:
    """Return what importing the sheet would do, with the other sheets of its file as left out."""
    plan = reading.plan(book) if reading else None
    if plan is None or reading is None:
        return None
    return replace(plan, left_out=(*sheets_left_out(source, reading.grid), *plan.left_out))


def keep(reading: Reading, memory: Memory) -> None:
    """Remember how the columns were matched, for the next sheet with these headings."""
    matching, crossing = reading.matching, reading.found.block.crossing
    if crossing is not None and reading.said is not None:
        matching = replace(crossing.rows, crossed=True)
    if matching is not None:
        text = remember(matching, reading.shown)
        kept = [text, *(one for one in remembered(memory) if one != text)]
        memory.set_text(_KEY, json.dumps(kept[:_KEPT], ensure_ascii=False))


def table_labels() -> dict[str, str]:
    """Return the names of the tables by what people call them."""
    return {table.label: table.name for table in sheet_tables()}


def remembered(memory: Memory) -> list[str]:
    """Return how the columns of other sheets were matched, as `keep` kept it."""
    try:
        kept = json.loads(memory.text(_KEY) or "[]")
    except ValueError:
        return []
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def _likely_heading(grid: Grid) -> int:
    """Return the first row with several words."""
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        if sum(not is_blank(cell) for cell in cells) > 1:
            return row
    return 0
