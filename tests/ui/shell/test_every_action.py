"""Every page by keyboard alone: F6 to each area, Tab within it, and everything that can be done is reached."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from tests.ui.desk import OpenWindow
from tests.ui.tables.sheet.ledger import press
from ui.shell.main_window import MainWindow
from ui.shell.page_list import PAGES
from ui.tables.sheet.sheet import Sheet

Key = Qt.Key
KINDS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)
"""What something is done with."""
MOST = 60
"""More steps than any area has."""


def sheet_of(widget: QWidget) -> Sheet | None:
    """Return the table in which a widget stands: within it arrows lead to every cell."""
    within: QWidget | None = widget
    while within is not None and not isinstance(within, Sheet):
        within = within.parentWidget()
    return within


def is_part(widget: QWidget) -> bool:
    """Whether it belongs to another control: the line of a list to choose from, the list that comes down from it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit | QPlainTextEdit | QAbstractItemView):
            return True
        above = above.parentWidget()
    return False


def actions(page: QWidget) -> Iterator[QWidget]:
    """Yield what can be done on a page: its tables as a whole, everything else one by one."""
    for sheet in page.findChildren(Sheet):
        if sheet.isVisible():
            yield sheet
    for widget in page.findChildren(QWidget):
        is_one = isinstance(widget, KINDS) and widget.isVisible() and widget.isEnabled()
        if is_one and sheet_of(widget) is None and not is_part(widget) and not widget.findChildren(Sheet):
            yield widget


def reached(window: MainWindow, page: QWidget) -> set[QWidget]:
    """Go through the page with F6, and from each area on with Tab and back with Shift+Tab."""
    met: set[QWidget] = set()
    starts: list[QWidget] = []
    for _ in range(MOST):
        press(Key.Key_F6)
        start = QApplication.focusWidget()
        assert start is not None
        if start in starts:
            break
        starts.append(start)
    for start in starts:
        for key, modifiers in ((Key.Key_Tab, NONE), (Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)):
            start.setFocus(Qt.FocusReason.TabFocusReason)
            for widget in steps(key, modifiers):
                met.add(sheet_of(widget) or widget)
                if sheet_of(widget) is not None or (window.isAncestorOf(widget) and not page.isAncestorOf(widget)):
                    break
    return met


NONE = Qt.KeyboardModifier.NoModifier


def steps(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> Iterator[QWidget]:
    """Yield what has the keyboard, now and after each press, until it stays or comes round."""
    seen: set[QWidget] = set()
    for _ in range(MOST):
        widget = QApplication.focusWidget()
        if widget is None or widget in seen:
            return
        seen.add(widget)
        yield widget
        press(key, modifiers)


def is_reached(action: QWidget, met: set[QWidget]) -> bool:
    """Whether the keyboard has come to it, or to another of the choices among which arrows go."""
    if action in met or any(action.isAncestorOf(one) for one in met):
        return True
    above = action.parentWidget()
    return isinstance(action, QRadioButton) and any(
        isinstance(one, QRadioButton) and one.parentWidget() is above for one in met
    )


def test_every_action_of_every_page_is_reached_by_keyboard_alone(open_window: OpenWindow) -> None:
    window = open_window()
    missing: list[str] = []
    for entry in PAGES:
        page = window.open_page(entry.key)
        QApplication.processEvents()
        met = reached(window, page)
        for action in actions(page):
            if not is_reached(action, met):
                name = (
                    action.accessibleName()
                    or action.objectName()
                    or (action.text() if isinstance(action, QAbstractButton) else "")
                )
                missing.append(f"{entry.key}: {type(action).__name__} {name}")
    open("/tmp/i18b_missing.txt", "w").write("\n".join(missing))
    assert missing == []
