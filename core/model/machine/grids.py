"""Sheets of cells as spreadsheets and CSV files hold them, before anybody has read what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import isfinite

from core.dataclass import dataclass
from core.model.machine.faults import Fault
from core.model.values.pictures import TakenPicture


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell whose value nobody knows: an error as the spreadsheet shows it (#DIV/0!), a formula that was never
    computed. It is neither empty nor 0; `rule` says why it is refused, `hint` what it may have been."""

    shown: str = ""
    rule: str = "uncomputed_cell"
    hint: str = ""


class Midnight(date):
    """A day that a spreadsheet shows with its time, which is 0:00; without the time it is a day like any other."""

    __slots__ = ()


GridCell = str | int | float | bool | date | Broken | None
"""An empty cell is None, never ""; a date carries no time but that of Midnight."""

Merged = tuple[int, int, int, int]
"""Cells that are joined: the first row and column, the last row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name and its rows, cell by cell; rows may be of different lengths. In a sheet that was read from
    CSV every cell is text (`is_text`). `merged`, `hidden_rows` and `hidden_columns` (from 0) are as the spreadsheet
    has them; a sheet may be hidden as a whole."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    is_text: bool = False
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """A block of the clipboard: its texts, all lines of the same length, and which of its cells are joined. Only the
    first cell of a joined range has its text."""

    cells: list[list[str]]
    merged: tuple[Merged, ...] = ()

    @property
    def spread(self) -> list[list[str]]:
        """The cells with the text of a joined range in each of its cells."""
        rows = spread_rows(tuple(map(tuple, self.cells)), self.merged)
        return [list(map(csv_text, row)) for row in rows]


class SourceRefused(Exception):
    """A file cannot be read as what it should be, and nothing of it was. `rule` and `facts` make the sentence."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule, facts)
        self.rule = rule
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class LaidPicture:
    """A picture that lies on a row of a sheet: the SHA-256 of its file, and what was drawn anew of it; a Fault says why
    nothing was."""

    sha256: str
    taken: TakenPicture | Fault


@dataclass(frozen=True, slots=True)
class PictureSheet:
    """A sheet with pictures on its rows (from 0); `more` counts those that lie beside another on a row, or on none."""

    grid: Grid
    pictures: Mapping[int, LaidPicture]
    more: int = 0


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The sheets of a file that may be imported. Of our own workbook these are the ledger's tables; `document_id` says
    of which ledger, and is "" for anybody else's file. `others` are the names of sheets that are none of them.
    `pictures` is the sheet on which the pictures of the ledger lie."""

    grids: tuple[Grid, ...]
    document_id: str = ""
    others: tuple[str, ...] = ()
    pictures: PictureSheet | None = None

    @property
    def is_ours(self) -> bool:
        return bool(self.document_id)


@dataclass(frozen=True, slots=True)
class Lost:
    """A character that an encoding does not have, the cell and the sheet in which it stands."""

    sheet: str
    cell: str
    character: str


def spread_rows(rows: Sequence[Sequence[GridCell]], merged: Iterable[Merged]) -> tuple[tuple[GridCell, ...], ...]:
    """Return the rows with the value of joined cells in each of them."""
    made = [list(row) for row in rows]
    width = max(map(len, made), default=0)
    for top, left, bottom, right in merged:
        value = made[top][left] if top < len(made) and left < len(made[top]) else None
        if value is None:
            continue
        for cells in made[top : bottom + 1]:
            last = min(right, width - 1)
            cells += [None] * (last + 1 - len(cells))
            cells[left : last + 1] = [value] * (last + 1 - left)
    return tuple(map(tuple, made))


def csv_text(cell: GridCell) -> str:
    """Return the cell as data text: 1200, -1200, 2014-08-06; nothing for an empty one. A fraction has 15 digits, as
    spreadsheets show it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        cell = shown_number(cell)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return str(int(cell))
    if isinstance(cell, Broken):
        return cell.shown
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def shown_number(number: float) -> float:
    """Return the number that a spreadsheet shows: it computes with 15 digits, and 1669.9999999999998 is 1670 there."""
    return number if number.is_integer() or not isfinite(number) else float(f"{number:.15g}")


def is_blank(cell: GridCell) -> bool:
    """Whether nothing can be seen in the cell."""
    return cell is None or (cell.__class__ is str and not str(cell).strip())


def column_name(column: int) -> str:
    """Return the letters of a column by its number from 0: 0 is A, 27 is AB."""
    return place_name(0, column).removesuffix("1")


def place_name(row: int, column: int) -> str:
    """Return the name of a cell by its numbers from 0: (0, 0) is A1, (4, 27) is AB5."""
    letters = ""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def place_of_name(name: str) -> tuple[int, int]:
    """Return the numbers of a cell from 0 by its name: A1 is (0, 0), AB5 is (4, 27)."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1
