"""A day in a cell of a table: typed, or chosen from the calendar, in the window of 暦の例外."""

from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QToolButton

from core.model.machine.changes import ChangeSet, Insert, Row
from core.model.schedule import CalendarDay, DayKind
from tests.ui.desk import cell, go, wait_until
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press, the
from ui.widgets.days.calendar_popup import CalendarPopup
from ui.widgets.days.day_editor import DayEditor

Key = Qt.Key


def _page(open_page: OpenPage) -> Any:
    row: Row = {"id": 1, "date": "2027-03-22", "kind": DayKind.OFF, "name": "振替休日", "note": ""}
    return open_page("calendar_days", ChangeSet(EMPTY.label, (*EMPTY.changes, Insert("calendar_days", row))))


def _edit(page: Any) -> DayEditor:
    go(page.sheet, 1, "date")
    press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, DayEditor)
    return editor


def _open(editor: DayEditor) -> CalendarPopup:
    wait_until(lambda: editor.findChildren(CalendarPopup), "the calendar")
    return the(CalendarPopup, editor)


def test_a_day_is_chosen_in_a_cell_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = _page(open_page)
    editor = _edit(page)
    assert editor.text() == "令和9年3月22日"
    press(Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = _open(editor)
    assert popup.month.text() == "令和9年3月 (2027年)"
    days = the(QCalendarWidget, popup)
    assert days.selectedDate() == QDate(2027, 3, 22)
    for key in (Key.Key_Right, Key.Key_Return):
        month = QApplication.focusWidget()
        assert month is not None
        QTest.keyClick(month, key)
    wait_until(lambda: page.session.book.all(CalendarDay)[1].date == "2027-03-23", "the day")
    assert cell(page.sheet, 1, "date") == "令和9年3月23日"
    page.session.undo()
    assert cell(page.sheet, 1, "date") == "令和9年3月22日"


def test_the_arrow_opens_the_calendar_and_closing_it_leaves_the_cell_open(open_page: OpenPage) -> None:
    page = _page(open_page)
    editor = _edit(page)
    arrow = the(QToolButton, editor)
    assert arrow.accessibleName() == "カレンダーから選ぶ"
    assert editor.rect().contains(arrow.geometry())
    arrow.click()
    popup = _open(editor)
    popup.close()
    wait_until(lambda: not editor.is_choosing, "the calendar closed")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "R9.5.6")
    QTest.keyClick(editor, Key.Key_Return)
    assert page.session.book.all(CalendarDay)[1].date == "2027-05-06"


def test_a_text_that_is_no_day_stays_to_be_mended(open_page: OpenPage) -> None:
    page = _page(open_page)
    editor = _edit(page)
    editor.setText("あした")
    QTest.keyClick(editor, Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert editor.text() == "あした"
    assert page.session.book.all(CalendarDay)[1].date == "2027-03-22"
