"""The whole ledger as one Excel workbook: a sheet per table that may come back, and the computed sheets."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.documents.paper.document import Document
from core.exchange.document_sheets import write_document
from core.exchange.picture_sheet import picture_grid, write_pictures
from core.exchange.styles import Styles, column_width, set_up_page, sheet_name, write_text
from core.model.book import Book
from core.model.machine.grids import Grid, GridCell
from core.model.machine.kinds import Form
from core.model.machine.records import Record
from core.model.machine.spreadsheet import SheetColumn, rows_as_sheet, sheet_columns, sheet_of, sheet_tables
from core.model.papers.handouts import HandoutPicture
from core.model.registry import table_of
from core.version import version

CONTENTS = "目次"
MARK = "按分帳の台帳"
"""Stands in the first cell of the contents: by it the workbook is known when it comes back."""

FORMAT = 1
"""The version of the workbook's layout."""

_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: earlier days are written as text."""


def workbook(
    book: Book,
    document_id: str,
    revision: int,
    computed: Sequence[Document] = (),
    pictures: Mapping[int, bytes] | None = None,
) -> bytes:
    """Return the .xlsx of every table, of the `pictures` of handouts (by id) if there are any, and the `computed`
    sheets; the same ledger gives the same bytes.

    Numbers and dates are real ones, codes and all user text are text and never formulas. `document_id` and `revision`
    let core.operations.importing.planning tell the rows again when the book comes back.
    """
    output = io.BytesIO()
    book_out = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book_out.set_properties({"title": book.consortium.name or MARK, "created": datetime(2000, 1, 1)})
    styles = Styles(book_out)
    grids = [(sheet_columns(table), sheet_of(book, table)) for table in sheet_tables()]
    drawn = [picture_grid(book)] if book.all(HandoutPicture) else []
    names = [grid.name for grid in (*(grid for _, grid in grids), *drawn)]
    titles = [sheet_name(document.title, names) for document in computed]
    contents = book_out.add_worksheet(CONTENTS)
    _write_contents(contents, styles, book, document_id, revision, [*(grid for _, grid in grids), *drawn], titles)
    for columns, grid in grids:
        _write_table(book_out.add_worksheet(grid.name), styles, columns, grid)
    for grid in drawn:
        write_pictures(book_out.add_worksheet(grid.name), styles, grid, pictures or {})
    for title, document in zip(titles, computed, strict=True):
        write_document(book_out.add_worksheet(title), styles, document)
    book_out.close()
    return output.getvalue()


def table_workbook(book: Book, record: type[Record], rows: Iterable[Record], document_id: str, revision: int) -> bytes:
    """Return the .xlsx of some rows of one table, which comes back as the workbook of the ledger does."""
    output = io.BytesIO()
    book_out = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book_out.set_properties({"title": book.consortium.name or MARK, "created": datetime(2000, 1, 1)})
    styles, table = Styles(book_out), table_of(record)
    columns = sheet_columns(table)
    grid = rows_as_sheet(book, table, rows)
    contents = book_out.add_worksheet(CONTENTS)
    sheet = book_out.add_worksheet(grid.name)
    _write_contents(contents, styles, book, document_id, revision, [grid], [])
    _write_table(sheet, styles, columns, grid)
    sheet.activate()
    book_out.close()
    return output.getvalue()


def _write_contents(
    sheet: Worksheet,
    styles: Styles,
    book: Book,
    document_id: str,
    revision: int,
    grids: Iterable[Grid],
    titles: Sequence[str],
) -> None:
    rows: list[tuple[GridCell, ...]] = [
        (MARK, FORMAT),
        ("協議会", book.consortium.name),
        ("台帳ID", document_id),
        ("版", revision),
        ("書き出したプログラム", f"按分帳 {version()}"),
        (),
        ("シート", "件数"),
        *((grid.name, len(grid.rows) - 1) for grid in grids),
        *((title, "計算結果(取り込みません)") for title in titles),
        (),
        ("この表の使い方",),
        (
            "各シートの見出しと「番号」は変えないでください。値を書き換え、行を追加して、按分帳の「取り込み」で戻せます。",
        ),
        ("行を消しても台帳の行は消えません。「団体名」「要望」など灰色の見出しの列は参考で、読み込みません。",),
    ]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                write_text(sheet, row, column, cell, styles.title if row == 0 else styles.text)
            elif cell is not None:
                sheet.write(row, column, cell, styles.text)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 44)
    set_up_page(sheet, landscape=False)


def _write_table(sheet: Worksheet, styles: Styles, columns: Sequence[SheetColumn], grid: Grid) -> None:
    heading, *rows = grid.rows
    for at, (column, text) in enumerate(zip(columns, heading, strict=True)):
        write_text(sheet, 0, at, str(text), styles.shown_heading if column.form is Form.SHOWN else styles.heading)
        sheet.set_column(at, at, column_width(str(text), (row[at] for row in rows[:200])), styles.of(column.form))
        if column.choices and rows:
            choices = {"validate": "list", "source": list(column.choices), "error_title": str(text)}
            sheet.data_validation(1, at, max(len(rows) + 200, 1000), at, choices)
    write_rows(sheet, rows, [styles.of(column.form) for column in columns], styles.date)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.repeat_rows(0)
    set_up_page(sheet, landscape=len(columns) > 6)


def write_rows(
    sheet: Worksheet, rows: Iterable[Sequence[GridCell]], formats: Sequence[Format], date_format: Format
) -> None:
    """Write rows below the heading: each cell by its own type, so that no text becomes a formula or a number."""
    write_string, write_number = sheet.write_string, sheet.write_number
    for at, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if cell.__class__ is str:
                text: Any = cell
                if write_string(at, column, text, formats[column]):
                    write_text(sheet, at, column, text, formats[column])
            elif isinstance(cell, date):
                if cell < _FIRST_DAY:
                    write_text(sheet, at, column, cell.isoformat(), formats[column])
                else:
                    sheet.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), date_format)
            else:
                number: Any = cell
                write_number(at, column, number, formats[column])
