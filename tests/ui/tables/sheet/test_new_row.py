"""新しい行: where typing and pasting adds rows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.desk import headline, notice
from tests.ui.tables.sheet.ledger import Ledger, at, press, put_on_clipboard, show, write
from ui.tables.table_model import ACCESSIBLE, DISPLAY

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_ended(app: QApplication) -> Ledger:
    made = Ledger(2, appendable=True)
    show(made.sheet)
    at(made, 2, "要望")
    return made


def shown(ledger: Ledger, row: int) -> list[str]:
    model = ledger.sheet.model
    return [model.data(model.index(row, at), DISPLAY) for at in range(model.columnCount())]


def test_it_stands_at_the_end_and_says_what_it_is(open_ended: Ledger) -> None:
    assert open_ended.sheet.model.rowCount() == 3
    assert shown(open_ended, 2) == ["", "新しい行", "", "", ""]
    assert open_ended.sheet.model.data(open_ended.sheet.model.index(2, 1), ACCESSIBLE) == "新しい行 要望 空欄"


def test_a_table_that_takes_no_rows_has_none(app: QApplication) -> None:
    assert Ledger(2).sheet.model.rowCount() == 2


def test_what_is_typed_there_is_a_row_and_the_cursor_goes_along(open_ended: Ledger) -> None:
    press(Key.Key_Down)
    assert open_ended.sheet.selected_records == [], "新しい行 is no record"
    write("three")
    press(Key.Key_Tab)
    assert open_ended.column("title") == ["要望1", "要望2", "three"]
    current = open_ended.sheet.current
    assert current is not None
    assert (current[0].title, current[1].name) == ("three", "総額")
    write("7")
    press(Key.Key_Return)
    assert open_ended.records[3].total == 7
    assert open_ended.sheet.model.rowCount() == 4


def test_it_is_a_row_once_it_has_what_it_needs(app: QApplication) -> None:
    ledger = Ledger(1, appendable=True, needed="title")
    show(ledger.sheet)
    at(ledger, 1, "総額")
    press(Key.Key_Down)
    write("500")
    press(Key.Key_Return)
    assert len(ledger.records) == 1
    assert shown(ledger, 1) == ["", "入力が必要", "500", "", ""]
    write("two")
    press(Key.Key_Return)
    assert [(one.title, one.total) for one in ledger.records.values()] == [("要望1", 1_000), ("two", 500)]
    assert shown(ledger, 2) == ["", "新しい行", "", "", ""]


def test_a_row_that_is_left_unfinished_is_not_lost_and_that_is_said(app: QApplication) -> None:
    ledger = Ledger(1, appendable=True, needed="title")
    show(ledger.sheet)
    at(ledger, 1, "総額")
    press(Key.Key_Down)
    write("500")
    press(Key.Key_Tab)
    press(Key.Key_Up)
    assert headline(ledger.sheet).startswith("要望がまだ空欄のため、新しい行は追加されていません。")
    assert shown(ledger, 1)[2] == "500"
    press(Key.Key_Down)
    press(Key.Key_Left)
    press(Key.Key_Delete)
    assert shown(ledger, 1) == ["", "新しい行", "", "", ""]


def test_a_wrong_text_stays_in_the_editor(open_ended: Ledger) -> None:
    at(open_ended, 2, "総額")
    press(Key.Key_Down)
    write("abc")
    press(Key.Key_Return)
    assert len(open_ended.records) == 2
    press(Key.Key_Escape)


def test_a_block_pasted_there_is_added_and_can_be_taken_back(open_ended: Ledger) -> None:
    press(Key.Key_Down)
    put_on_clipboard("甲\t1\r\n乙\t2\r\n\t\r\n")
    press(Key.Key_V, CTRL)
    assert open_ended.column("title") == ["要望1", "要望2", "甲", "乙"]
    assert notice(open_ended.sheet) == "2行を追加しました。"
    assert [one.title for one in open_ended.sheet.selected_records] == ["甲", "乙"]


def test_a_block_that_goes_past_the_end_says_what_it_did(open_ended: Ledger) -> None:
    at(open_ended, 1, "要望")
    put_on_clipboard("a\r\nb\r\nc\r\nd\r\ne\r\n")
    press(Key.Key_V, CTRL)
    assert open_ended.column("title") == ["a", "b", "c", "d", "e"]
    assert notice(open_ended.sheet) == "2行を上書き、3行を追加しました。"


def test_a_block_with_headings_is_pasted_into_the_empty_table(app: QApplication) -> None:
    ledger = Ledger(0, appendable=True)
    show(ledger.sheet)
    ledger.sheet.focus_cells()
    put_on_clipboard("総額\t要望\r\n1\t甲\r\n2\t乙\r\n")
    press(Key.Key_V, CTRL)
    assert [(one.title, one.total) for one in ledger.records.values()] == [("甲", 1), ("乙", 2)]


def test_in_the_white_below_the_mouse_goes_there(open_ended: Ledger) -> None:
    cells = open_ended.sheet._panes.main.viewport()
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(20, cells.height() - 10))
    put_on_clipboard("5")
    press(Key.Key_V, CTRL)
    assert open_ended.records[3].total == 5


def test_what_was_typed_before_belongs_to_the_first_row_that_is_pasted(app: QApplication) -> None:
    ledger = Ledger(0, appendable=True, needed="title")
    show(ledger.sheet)
    ledger.sheet.focus_cells()
    press(Key.Key_End)
    press(Key.Key_Left)
    write("note")
    press(Key.Key_Return)
    put_on_clipboard("甲\t1\r\n乙\t2\r\n")
    press(Key.Key_V, CTRL)
    assert [(one.title, one.total, one.note) for one in ledger.records.values()] == [("甲", 1, "note"), ("乙", 2, "")]
