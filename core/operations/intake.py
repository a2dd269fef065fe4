"""Which sheets of a file are imported as what, when nobody has said so."""

from typing import Any

from core.model.book import Book
from core.model.costs import CostLine
from core.model.council import Municipality, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid, SourceFile
from core.model.machine.spreadsheet import sheet_tables
from core.model.requests import Customization
from core.operations.importing.columns import match_sheet, recall
from core.operations.importing.plan import ImportPlan
from core.operations.importing.planning import plan_import
from core.operations.importing.reader import Source
from core.operations.requests.printed_rows import find_layout
from core.operations.requests.printed_table import plan_source_table


def plan_file(
    book: Book, document_id: str, source: SourceFile, sheet: str | None = None, remembered: str = ""
) -> ImportPlan | Faults:
    """Return what importing the file would do: every sheet of our own workbook, one sheet of a foreign one.

    Without `sheet` the first foreign sheet that is understood is taken: a printed cost table, or the table that its
    heading fits best; `remembered` is a matching kept from last time. Faults: "sheet_unknown", "sheet_not_understood".
    """
    grids = [grid for grid in source.grids if sheet is None or grid.name == sheet]
    if not grids:
        known = "、".join(grid.name for grid in source.grids) or "なし"
        return Faults.of("", "sheet_unknown", text=sheet or "", known=known)
    if source.is_ours:
        return _plan_ours(book, document_id, source, grids)
    for grid in grids:
        plan = plan_sheet(book, grid, remembered)
        if plan is not None:
            return plan
    return Faults.of("", "sheet_not_understood")


def plan_sheet(book: Book, grid: Grid, remembered: str = "") -> ImportPlan | None:
    """Return what importing one foreign sheet would do, None when its heading is not understood."""
    matching = recall(remembered, grid) if remembered else None
    if matching is None:
        layout = find_layout(book, grid)
        if layout is not None:
            return plan_source_table(book, grid, layout)
        matching = match_sheet(grid)
    return None if matching is None else plan_import(book, [(grid, matching)])


def _plan_ours(book: Book, document_id: str, source: SourceFile, grids: list[Grid]) -> ImportPlan | Faults:
    tables = {table.label: table.name for table in sheet_tables()}
    sources: list[Source] = []
    for grid in grids:
        matching = match_sheet(grid, tables[grid.name])
        if matching is not None:
            sources.append((grid, matching))
        elif len(grid.rows) > 1:
            return Faults.of("", "sheet_not_understood")
    if not sources:
        return ImportPlan(ChangeSet("取り込み", ()), ())
    return plan_import(book, sources, same_ledger=source.document_id == document_id or _is_new(book))


def _is_new(book: Book) -> bool:
    """Whether the ledger holds nothing but what every new one begins with: it may become the one in the workbook."""
    kinds: tuple[type[Any], ...] = (Municipality, System, Customization, CostLine)
    return not any(book.all(kind) for kind in kinds)
