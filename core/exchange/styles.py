"""How our workbooks look: fonts, number formats, widths, Japanese paper."""

import unicodedata
from collections.abc import Collection, Iterable
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.model.machine.grids import GridCell, csv_text
from core.model.machine.kinds import Form
from core.pattern import pattern

FONT = "BIZ UDPゴシック"
"""On every Windows since 10 (1809); elsewhere the viewer takes another face."""

_A4 = 9
_FIGURES = '#,##0;"△"#,##0'
_NOT_IN_SHEET_NAMES = pattern(r"[\[\]:*?/\\']")


class TooLongForCell(ValueError):
    """A text is longer than a cell of Excel can hold: it must not be cut silently."""


class Styles:
    """The formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        def add(**properties: Any) -> Format:
            return workbook.add_format({"font_name": FONT, "font_size": 10, "valign": "top", **properties})

        head = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "num_format": "@"}
        self.text = add(num_format="@")
        self.wrapped = add(num_format="@", text_wrap=True)
        self.title = add(num_format="@", bold=True, font_size=14)
        self.heading = add(**head, bg_color="#D9E2EC")
        self.shown_heading = add(**head, bg_color="#E4E4E4", italic=True)
        self.figure = add(num_format=_FIGURES)
        self.plain_number = add(num_format="0")
        self.date = add(num_format="yyyy/mm/dd")
        self.strong_figure = add(num_format=_FIGURES, bold=True, top=1)
        self.strong_text = add(num_format="@", bold=True, top=1, text_wrap=True)
        self.open_text = add(num_format="@", text_wrap=True, border=1, locked=False, bg_color="#FFFBE6")
        self.open_figure = add(border=1, locked=False, bg_color="#FFFBE6")
        self.boxed = add(num_format="@", text_wrap=True, border=1)
        self.boxed_figure = add(num_format=_FIGURES, border=1)

    def of(self, form: Form) -> Format:
        """Return the format of a column of the ledger."""
        kinds = {Form.FIGURE: self.figure, Form.ID: self.plain_number, Form.DATE: self.date}
        return kinds.get(form, self.text)


def write_text(sheet: Worksheet, row: int, column: int, text: str, format: Format) -> None:
    """Write text as text, whatever it begins with. Raises TooLongForCell; xlsxwriter would leave it out silently."""
    if sheet.write_string(row, column, text, format):
        raise TooLongForCell(text[:50])


def column_width(heading: str, cells: Iterable[GridCell]) -> int:
    """Return a width in half-width characters that shows the heading and most cells, between 6 and 50."""
    widest = max((_width(csv_text(cell)) for cell in cells), default=0)
    return max(6, min(50, max(_width(heading), widest) + 2))


def _width(text: str) -> int:
    first = text.partition("\n")[0][:60]
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in first)


def set_up_page(sheet: Worksheet, *, landscape: bool) -> None:
    """Print on A4, one page wide, with page numbers."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.set_footer("&L&A&C&P/&N")


def sheet_name(title: str, taken: Collection[str]) -> str:
    """Return a name that Excel accepts, not among `taken`: at most 31 characters, none of [ ] : * ? / \\ '."""
    name = _NOT_IN_SHEET_NAMES.sub("・", title).strip()[:31] or "シート"
    number = 1
    found = name
    while found.casefold() in {one.casefold() for one in taken}:
        number += 1
        found = f"{name[:27]}({number})"
    return found
