"""Ctrl+P on a page of the window; what it prints of each is looked at where every page is opened, in
tests/ui/shell/test_main_window.py."""

from PySide6.QtWidgets import QPushButton

from core import heavy
from core.documents.paper.document import Chart, Document, Table
from core.sample import sample
from tests.ui.desk import OpenWindow
from ui.going.printing import GONE, what_to_print
from ui.pages.page import Page
from ui.tables.record_list import Filter
from ui.tables.sheet.sheet import Sheet


def printed(page: Page) -> QPushButton | Document | str:
    """Return what Ctrl+P prints of a page: its table as it is seen, or what says why not."""
    found = what_to_print(page, None)
    tables = [one for one in page.findChildren(Sheet) if one.isVisibleTo(page)]
    rows = [one for one in tables if one.model.rows.shown]
    if rows:
        assert not isinstance(found, str), found
    if isinstance(found, Document):
        assert not heavy.missing_characters(found)
        block = next((one for one in found.sheets[0].blocks if isinstance(one, Table)), None)
        if block is not None:
            shown = page.main_sheet if page.main_sheet in rows else rows[0]
            assert shown is not None
            assert len(block.rows) == len(shown.model.rows.shown)
            assert [one.heading for one in block.columns] == [one.label for one in shown.model.columns]
        else:
            assert any(isinstance(one, Chart) for one in found.sheets[0].blocks)
    return found


def test_a_filtered_table_is_printed_as_it_is_seen_with_its_totals(open_window: OpenWindow) -> None:
    page = open_window(sample()).open_page("allocation")
    sheet = page.main_sheet
    assert sheet is not None
    sheet.model.filter_by(sheet.model.columns[1].name, Filter(text="健康管理"))
    found = what_to_print(page, None)
    assert isinstance(found, Document)
    (table,) = [one for one in found.sheets[0].blocks if isinstance(one, Table)]
    assert all("健康管理" in row.cells[1] for row in table.rows)
    assert 0 < len(table.rows) == len(sheet.model.rows.shown) < len(sheet.model.rows.all)
    assert table.totals[0].cells[1] == "今の回答による額"
    assert "絞り込みで" in str(found.sheets[0].blocks)
    assert heavy.page_count(heavy.render(found)) <= 2
    sheet.model.filter_by(sheet.model.columns[1].name, Filter(text="どこにもない"))
    assert what_to_print(page, None) == GONE
