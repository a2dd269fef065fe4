"""Sheets of cells as spreadsheets and CSV files hold them, before anybody has read what they mean."""

from collections.abc import Mapping
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


class SourceRefused(Exception):
    """A file cannot be read as what it should be, and nothing of it was. `rule` and `facts` make the sentence."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The sheets of a file that may be imported. Of our own workbook these are the ledger's tables; `document_id` says
    of which ledger, and is "" for anybody else's file."""

    grids: tuple[Grid, ...]
    document_id: str = ""

    @property
    def is_ours(self) -> bool:
        return bool(self.document_id)


@dataclass(frozen=True, slots=True)
class Lost:
    """A character that an encoding does not have, the cell and the sheet in which it stands."""

    sheet: str
    cell: str
    character: str


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
