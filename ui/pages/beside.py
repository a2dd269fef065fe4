"""A table with a panel beside it, on whatever page: the panel is there while the table is seen well, and has rows."""

from PySide6.QtWidgets import QWidget

from ui.tables.sheet.sheet import Sheet
from ui.widgets.side_panel import Kept, SidePanel

LEAST_COLUMNS = 4
"""So many columns are seen before anything stands beside them."""
_ALL = 1_000_000


def beside(
    sheet: Sheet,
    panel: QWidget,
    width: int,
    name: str,
    memory: Kept,
    *,
    columns: int = LEAST_COLUMNS,
    part: QWidget | None = None,
) -> SidePanel:
    """Return a table (or the `part` in which it stands) with a panel of `width` px at its right, as long as `columns`
    columns are seen; without any rows there is nothing to show, and the table has all the room."""

    def needed() -> int:
        return sheet.width_for(columns) if sheet.model.rows.all else _ALL

    side = SidePanel(part or sheet, panel, needed, width, name, memory)
    sheet.columns_chosen.connect(side.refit)
    sheet.filled.connect(side.refit)
    return side
