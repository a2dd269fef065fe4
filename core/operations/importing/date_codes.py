"""What may have been typed where a spreadsheet has made a date of a number like 20-1."""

import re
import unicodedata
from datetime import date

from core.model.machine.faults import Refused
from core.model.machine.grids import GridCell
from core.model.machine.kinds import Form
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn
from core.model.registry import table_of
from core.pattern import pattern

_MONTHS = {
    month: at
    for at, month in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_DAY = pattern(
    r"(?:([0-9]{4})[/年])?([0-9]{1,2})月([0-9]{1,2})日|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})"
    r"|([0-9]{1,2})-([A-Za-z]{3})|([A-Za-z]{3})-([0-9]{1,2})"
)
"""What a spreadsheet makes of 20-1 and leaves behind when it writes CSV: 1月20日, 2026/1/20, 20-Jan, Jan-20."""


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    """Return year (0: not said), month and day of such a text."""
    year, month, day, full_year, full_month, full_day, day_before, name, name_before, day_after = match.groups()
    if month:
        return int(year or 0), int(month), int(day)
    if full_year:
        return int(full_year), int(full_month), int(full_day)
    return 0, _MONTHS.get((name or name_before).lower(), 0), int(day_before or day_after)


def date_in_code(cell: GridCell, label: str) -> Refused | None:
    """Return the refusal of a date, or of the text of one, where a number like 20-1 belongs; None for anything else."""
    if isinstance(cell, str) and cell.isdecimal():
        return None
    if isinstance(cell, date):
        text, likely = f"{cell.year}/{cell.month}/{cell.day}", _likely(cell.year, cell.month, cell.day)
    elif isinstance(cell, str) and (day := _DAY.fullmatch(unicodedata.normalize("NFKC", cell).strip())):
        text, likely = cell, _likely(*_numbers(day))
    else:
        return None
    return Refused("date_in_code", text=text, label=label, likely=likely)


def holds_codes(column: SheetColumn) -> bool:
    """Whether codes stand in the column: its own, or those by which the rows are known that it refers to."""
    if column.form is Form.CODE or column.target is None:
        return column.form is Form.CODE
    known_by = table_of(column.target).known_by
    return bool(known_by) and abouts(column.target)[known_by].kind.form is Form.CODE


def _likely(year: int, month: int, day: int) -> str:
    """Return 「20-1」か「1-20」 for the 20th of January, and 「20-1」 too for the first of January 2020."""
    codes = [f"{month}-{day}", f"{day}-{month}"]
    if day == 1 and year:
        codes.insert(0, f"{year % 100}-{month}")
    return "か".join(f"「{code}」" for code in dict.fromkeys(codes))
