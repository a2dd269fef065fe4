"""Workbooks as tests need them: rows, joined cells, hidden rows and columns, percentages, XML spoilt by hand."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter


def workbook(
    *rows: Sequence[object],
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden_rows: Sequence[int] = (),
    percents: Sequence[tuple[int, int]] = (),
    hidden_columns: Sequence[int] = (),
) -> bytes:
    """Return a workbook of one sheet; places count from 0."""
    output = io.BytesIO()
    book: Any = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(at, column, cell, *([percent] if (at, column) in percents else []))
    for top, left, bottom, right in merged:
        cell = rows[top][left]
        sheet.merge_range(top, left, bottom, right, cell)
    for hidden in hidden_rows:
        sheet.set_row(hidden, None, None, {"hidden": True})
    for hidden in hidden_columns:
        sheet.set_column(hidden, hidden, None, None, {"hidden": True})
    book.close()
    return output.getvalue()


def repacked(
    content: bytes, change: Callable[[str, bytes], bytes] | None = None, name: Callable[[str], str] | None = None
) -> bytes:
    """Return the workbook with its parts changed, or under other names."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in archive.namelist():
            data = archive.read(part)
            packed.writestr(name(part) if name else part, change(part, data) if change else data)
    return output.getvalue()


def sheet_part(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    """Return a change of what stands in the first sheet; it must be there."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        assert old in part
        return part.replace(old, new)

    return change
