"""The sheet inside a book to fill in that is not shown: what was issued, letter for letter, with its hash."""

import base64
import binascii
from collections.abc import Sequence

from xlsxwriter import Workbook

from core.dataclass import dataclass
from core.exchange.styles import Styles, write_text
from core.model.machine.grids import Grid, GridCell, SourceRefused, csv_text

SEAL_SHEET = "封"
_CHUNK = 30_000


@dataclass(frozen=True, slots=True)
class Seal:
    """`mark` says which kind of book it is, `format` in which version; `hash` is that of what was issued, `text` all of
    it."""

    mark: str
    format: int
    hash: str
    text: str


def write_seal(book: Workbook, styles: Styles, seal: Seal) -> None:
    """Keep what was issued in a sheet that is not shown. As base64 no letter of it can be changed on the way."""
    sheet = book.add_worksheet(SEAL_SHEET)
    text = base64.b64encode(seal.text.encode()).decode()
    chunks = (text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK))
    for row, line in enumerate((seal.mark, str(seal.format), seal.hash, *chunks)):
        write_text(sheet, row, 0, line, styles.text)
    sheet.protect("")
    sheet.very_hidden()


def is_marked(grids: Sequence[Grid], mark: str) -> bool:
    """Whether a workbook that was read is of this kind."""
    return any(grid.name == SEAL_SHEET and cell_at(grid.rows[0], 0) == mark for grid in grids if grid.rows)


def read_seal(grids: Sequence[Grid], mark: str, format: int) -> Seal:
    """Return what stands in the hidden sheet of a book of this kind.

    Raises SourceRefused "questionnaire_newer", or "questionnaire_altered" where it cannot be read.
    """
    sheet = next(grid for grid in grids if grid.name == SEAL_SHEET and grid.rows and cell_at(grid.rows[0], 0) == mark)
    lines = [csv_text(row[0]) if row else "" for row in sheet.rows]
    if len(lines) > 1 and lines[1].isdecimal() and int(lines[1]) > format:
        raise SourceRefused("questionnaire_newer")
    try:
        text = base64.b64decode("".join(lines[3:]), validate=True).decode()
    except (ValueError, binascii.Error) as error:
        raise SourceRefused("questionnaire_altered") from error
    if lines[1:2] != [str(format)]:
        raise SourceRefused("questionnaire_altered")
    return Seal(mark, format, lines[2] if len(lines) > 2 else "", text)


def cell_at(row: Sequence[GridCell], place: int) -> GridCell:
    """Return a cell of a row, None beyond its end."""
    return row[place] if place < len(row) else None
