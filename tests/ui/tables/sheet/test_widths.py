"""Columns are wide enough for their figures, and other columns may come while the table is scrolled."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from tests.ui.tables.sheet.ledger import columns, items, show
from ui.tables.columns import Column, Totals
from ui.tables.sheet.sheet import Sheet


def test_other_columns_may_come_while_the_table_has_scroll_bars(app: QApplication) -> None:
    sheet = Sheet(columns(), name="表", frozen=2)
    sheet.resize(300, 200)
    sheet.set_records(items(200))
    show(sheet)
    for at in range(6):
        others = [replace(column, key=f"{column.name}:{at}") for column in columns()]
        sheet.set_columns(others if at % 2 else [*others, Column(f"余分{at}", lambda item: item.id, width=400)])
        app.processEvents()
    assert len(sheet.model.columns) == len(columns())


def test_a_total_that_is_longer_than_its_column_makes_it_wider(app: QApplication) -> None:
    sheet = Sheet((Column("額", lambda item: item.id, figure=True, width=40),), name="表")
    sheet.set_records(items(1))
    show(sheet)
    sheet.set_totals((Totals("合計", {"額": "12,345,678,901"}),))
    app.processEvents()
    assert sheet._panes.main.columnWidth(0) > 100
