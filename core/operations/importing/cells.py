"""A cell of a sheet as the text that somebody would have typed, with what spreadsheets do to numbers put right."""

from datetime import date

from core.model.faults import Refused
from core.model.grids import GridCell, csv_text
from core.model.spreadsheet import Form, SheetColumn

_EXACT = 2**53
"""Beyond this a spreadsheet's numbers are no longer whole numbers."""

CODE_LENGTH = 6


def cell_text(cell: GridCell, column: SheetColumn) -> str:
    """Return the cell as typed text for `column`.

    A code that a spreadsheet has made a number gets its leading zero back. Raises Refused "date_in_code" where a number
    like 20-1 has become a date, "number_in_code" where it is a fraction, "not_exact" beyond what a cell keeps exactly.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return csv_text(cell) if column.form is Form.FLAG else str(cell).upper()
    if isinstance(cell, date):
        if column.form in {Form.CODE, Form.REFERENCE, Form.PARENT}:
            raise Refused("date_in_code", text=f"{cell.year}/{cell.month}/{cell.day}", label=column.heading)
        return cell.isoformat()
    return _number_text(cell, column)


def _number_text(cell: int | float, column: SheetColumn) -> str:
    whole = isinstance(cell, int) or cell.is_integer()
    if whole and abs(cell) >= _EXACT:
        raise Refused("not_exact", text=f"{cell:.0f}")
    text = str(int(cell)) if whole else repr(cell)
    if is_code(column):
        if not whole:
            raise Refused("number_in_code", text=text, label=column.heading)
        return text.zfill(CODE_LENGTH) if len(text) == CODE_LENGTH - 1 else text
    return text


def is_code(column: SheetColumn) -> bool:
    """Whether the column holds 団体コード."""
    return column.name == "code" or (column.form is Form.REFERENCE and column.heading == "団体コード")
