"""Columns are wide enough for their figures, and other columns may come while the table is scrolled."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.tables.sheet.ledger import columns, items, show
from ui.tables.columns import Column, Totals
from ui.tables.sheet.sheet import Sheet
from ui.tables.table_model import DISPLAY, TableModel


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


class _Asked(TableModel):
    """Counts how often a heading is asked for."""

    headings = 0

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        _Asked.headings += 1
        return super().headerData(section, orientation, role)


def test_hardly_any_heading_is_asked_for_while_columns_become_wider(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt's own header asks for a hundred of them again after the width of any column has changed."""
    monkeypatch.setattr("ui.tables.sheet.sheet.TableModel", _Asked)
    many = [Column(f"列{at}", lambda item: item.id, figure=True, width=40) for at in range(180)]
    sheet = Sheet(many, name="表", frozen=1)
    sheet.set_records(items(3))
    show(sheet)
    before = _Asked.headings
    sheet.set_totals((Totals("合計", {column.name: "12,345,678,901" for column in many}),))
    app.processEvents()
    assert sheet._panes.main.columnWidth(5) > 100
    assert _Asked.headings - before < 100


def test_a_total_that_is_longer_than_its_column_makes_it_wider(app: QApplication) -> None:
    sheet = Sheet((Column("額", lambda item: item.id, figure=True, width=40),), name="表")
    sheet.set_records(items(1))
    show(sheet)
    sheet.set_totals((Totals("合計", {"額": "12,345,678,901"}),))
    app.processEvents()
    assert sheet._panes.main.columnWidth(0) > 100
