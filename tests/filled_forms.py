"""Forms as people fill them in: every cell that was sent is there, some are typed into."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import python_calamine
import xlsxwriter

Cells = Mapping[tuple[str, int, str], str]
"""(sheet, row below the headings from 1 (0: the headings themselves), heading) → what is typed there."""


def filled(content: bytes, *typed: Cells) -> bytes:
    """Return a form with these cells filled in. The book is written anew with every cell that it had."""
    cells: dict[tuple[str, int, str], str] = {}
    for one in typed:
        cells |= one
    book: Any = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    output = io.BytesIO()
    made: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    for name in book.sheet_names:
        rows = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for (sheet, row, heading), text in cells.items():
            if sheet == name:
                top = next(at for at, one in enumerate(rows) if heading in one)
                column = rows[top].index(heading)
                rows += [[] for _ in range(top + row + 1 - len(rows))]
                rows[top + row] += [""] * (column + 1 - len(rows[top + row]))
                rows[top + row][column] = text
        out = made.add_worksheet(name)
        for at, line in enumerate(rows):
            for column, cell in enumerate(line):
                if cell != "":
                    out.write(at, column, cell)
        if name == "封":
            out.very_hidden()
    made.close()
    assert zipfile.is_zipfile(io.BytesIO(output.getvalue()))
    return output.getvalue()
