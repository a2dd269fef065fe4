"""用紙 as an Excel book: what is given and what is to be filled in; of which ledger it is stands in a hidden sheet."""

import base64
import binascii
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from core.exchange.reading_workbook import read_workbook
from core.exchange.styles import Styles, set_up_page, write_text
from core.model.machine.grids import Grid, GridCell, SourceRefused, csv_text, is_blank
from core.model.operating.forms import FilledForm, FilledRow, Form, FormKind, FormSheet

SEAL_SHEET = "封"
MARK = "按分帳の用紙"
FORMAT = 1

_CHUNK = 30_000
_LAST_ROW = 20_000
"""As far down choices are offered: more rows than anybody adds by hand."""


def form_book(form: Form) -> bytes:
    """Return the book of a form; the same form gives the same bytes."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": form.title, "created": datetime(2000, 1, 1)})
    styles = Styles(book)
    for one in form.sheets:
        _write_sheet(book.add_worksheet(one.name), styles, form, one)
    _write_seal(book.add_worksheet(SEAL_SHEET), styles, form)
    book.close()
    return output.getvalue()


def _write_sheet(sheet: Any, styles: Styles, form: Form, one: FormSheet) -> None:
    write_text(sheet, 0, 0, form.title, styles.title)
    for row, line in enumerate(form.lines, 1):
        write_text(sheet, row, 0, line, styles.text)
    top = _heading_row(form)
    for column, about in enumerate(one.columns):
        write_text(sheet, top, column, about.heading, styles.shown_heading if about.given else styles.heading)
        sheet.set_column(column, column, about.width)
        if about.choices:
            told = f"{'・'.join(about.choices)}のいずれかを選んでください。"
            rule = {"validate": "list", "source": list(about.choices), "error_title": about.heading[:32]}
            sheet.data_validation(top + 1, column, _LAST_ROW, column, {**rule, "error_message": told[:255]})
    for row in range(len(one.rows) + one.spare):
        cells = one.rows[row] if row < len(one.rows) else ("",) * len(one.columns)
        for column, (about, text) in enumerate(zip(one.columns, cells, strict=True)):
            write_text(sheet, top + 1 + row, column, text, styles.boxed if about.given else styles.open_text)
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    set_up_page(sheet, landscape=True)


def _heading_row(form: Form) -> int:
    """Return the row of the headings, from 0: below the title, the lines and one empty row."""
    return len(form.lines) + 2


def _write_seal(sheet: Any, styles: Styles, form: Form) -> None:
    payload = {
        "kind": form.kind.value,
        "facts": dict(form.facts),
        "top": _heading_row(form),
        "sheets": {one.name: [[about.name, about.heading] for about in one.columns] for one in form.sheets},
    }
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True)
    packed = base64.b64encode(text.encode()).decode()
    chunks = (packed[at : at + _CHUNK] for at in range(0, len(packed), _CHUNK))
    for row, line in enumerate((MARK, str(FORMAT), hashlib.sha256(text.encode()).hexdigest(), *chunks)):
        write_text(sheet, row, 0, line, styles.text)
    sheet.protect("")
    sheet.very_hidden()


def is_form(grids: Sequence[Grid]) -> bool:
    """Whether a workbook that was read is one of our forms."""
    return any(grid.name == SEAL_SHEET and _lines(grid)[:1] == [MARK] for grid in grids)


def read_form(content: bytes, name: str) -> FilledForm:
    """Return what a returned form says.

    Raises SourceRefused as `read_workbook` does, "not_a_form", "form_newer", or "form_altered" when the hidden sheet or
    the headings are not those that were sent.
    """
    grids = read_workbook(content)
    if not is_form(grids):
        raise SourceRefused("not_a_form", path=name)
    lines = _lines(next(grid for grid in grids if grid.name == SEAL_SHEET))
    if len(lines) > 1 and lines[1].isdecimal() and int(lines[1]) > FORMAT:
        raise SourceRefused("form_newer", path=name)
    try:
        text = base64.b64decode("".join(lines[3:]), validate=True).decode()
        if lines[1:3] != [str(FORMAT), hashlib.sha256(text.encode()).hexdigest()]:
            raise SourceRefused("form_altered", path=name)
        return _filled(json.loads(text), grids, name)
    except (ValueError, binascii.Error, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SourceRefused("form_altered", path=name) from error


def _filled(payload: Any, grids: Sequence[Grid], name: str) -> FilledForm:
    facts = {str(key): str(value) for key, value in payload["facts"].items()}
    by_name = {grid.name: grid for grid in grids}
    top = int(payload["top"])
    sheets = {
        str(sheet): _rows(by_name[sheet], top, [(str(key), str(heading)) for key, heading in columns])
        for sheet, columns in payload["sheets"].items()
    }
    return FilledForm(name, FormKind(payload["kind"]), facts, sheets)


def _rows(grid: Grid, top: int, columns: Sequence[tuple[str, str]]) -> tuple[FilledRow, ...]:
    """Return the rows in which anything stands. Raises ValueError where the headings are others."""
    headings = [csv_text(cell).strip() for cell in (grid.rows[top] if 0 <= top < len(grid.rows) else ())]
    if headings[: len(columns)] != [heading.strip() for _, heading in columns]:
        raise ValueError("other headings")
    found = []
    for at, cells in enumerate(grid.rows[top + 1 :], top + 2):
        if not all(map(is_blank, cells)):
            found.append(FilledRow(at, _texts(cells, columns)))
    return tuple(found)


def _texts(cells: Sequence[GridCell], columns: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    width = len(cells)
    return {name: csv_text(cells[at]).strip() if at < width else "" for at, (name, _) in enumerate(columns)}


def _lines(grid: Grid) -> list[str]:
    return [csv_text(row[0]) if row else "" for row in grid.rows]
