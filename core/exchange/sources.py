"""What a file is that somebody wants to import: our own workbook, a foreign one, or CSV."""

from pathlib import PurePath

from core.exchange.reading_csv import read_csv
from core.exchange.reading_workbook import read_workbook
from core.exchange.workbook import CONTENTS, FORMAT, MARK
from core.model.grids import SourceFile, SourceRefused, csv_text
from core.model.spreadsheet import sheet_tables

WORKBOOKS = {".xlsx", ".xlsm"}
TEXTS = {".csv", ".tsv", ".txt"}


def read_source(content: bytes, name: str, encoding: str | None = None) -> SourceFile:
    """Return the sheets of a file by its name's ending.

    Raises SourceRefused: "ending_unknown", "export_newer", or as the readers do.
    """
    path = PurePath(name)
    if path.suffix.lower() in TEXTS:
        return SourceFile((read_csv(content, path.stem, encoding),))
    if path.suffix.lower() not in {*WORKBOOKS, ".xls"}:
        raise SourceRefused("ending_unknown", path=name)
    grids = read_workbook(content)
    contents = next((grid for grid in grids if grid.name == CONTENTS), None)
    if contents is None or not contents.rows or contents.rows[0][:1] != (MARK,):
        return SourceFile(tuple(grid for grid in grids if grid.rows))
    facts = {csv_text(row[0]): csv_text(row[1]) for row in contents.rows if len(row) > 1}
    version = facts.get(MARK, "")
    if version.isdecimal() and int(version) > FORMAT:
        raise SourceRefused("export_newer")
    tables = {table.label for table in sheet_tables()}
    return SourceFile(tuple(grid for grid in grids if grid.name in tables), facts.get("台帳ID", "") or "?")
