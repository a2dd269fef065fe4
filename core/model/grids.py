"""Sheets of cells as spreadsheets and CSV files hold them, before anybody has read what they mean."""

from dataclasses import dataclass
from datetime import date

GridCell = str | int | float | bool | date | None
"""An empty cell is None, never ""; a date carries no time."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name and its rows, cell by cell; rows may be of different lengths. In a sheet that was read from
    CSV every cell is text (`is_text`)."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    is_text: bool = False


def csv_text(cell: GridCell) -> str:
    """Return the cell as data text: 1200, -1200, 2014-08-06; nothing for an empty one."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def place_name(row: int, column: int) -> str:
    """Return the name of a cell by its numbers from 0: (0, 0) is A1, (4, 27) is AB5."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
