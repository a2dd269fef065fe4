"""A cell of a sheet as the text that somebody would have typed, with what spreadsheets do to numbers put right."""

from datetime import date

from core.model.faults import Refused
from core.model.grids import GridCell, csv_text
from core.model.kinds import Form, MunicipalityCode
from core.model.records import Record, abouts
from core.model.registry import table_of
from core.model.spreadsheet import SheetColumn

_EXACT = 2**53
"""Beyond this a spreadsheet's numbers are no longer whole numbers."""


def cell_text(cell: GridCell, cls: type[Record], column: SheetColumn) -> str:
    """Return the cell as typed text for a column of a record.

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
    return _number_text(cell, cls, column)


def _number_text(cell: int | float, cls: type[Record], column: SheetColumn) -> str:
    whole = isinstance(cell, int) or cell.is_integer()
    if whole and abs(cell) >= _EXACT:
        raise Refused("not_exact", text=f"{cell:.0f}")
    text = str(int(cell)) if whole else repr(cell)
    if has_municipality_codes(cls, column):
        if not whole:
            raise Refused("number_in_code", text=text, label=column.heading)
        return text.zfill(MunicipalityCode.DIGITS) if len(text) == MunicipalityCode.DIGITS - 1 else text
    return text


def has_municipality_codes(cls: type[Record], column: SheetColumn) -> bool:
    """Whether 団体コード stand in the column: its own, or those of the rows that it refers to."""
    if column.form is Form.REFERENCE and column.target is not None:
        known_by = table_of(column.target).known_by
        is_named_so = bool(known_by) and abouts(column.target)[known_by].label == column.heading
        return is_named_so and isinstance(abouts(column.target)[known_by].kind, MunicipalityCode)
    about = abouts(cls).get(column.name)
    return about is not None and isinstance(about.kind, MunicipalityCode)
