"""Every page by keyboard alone: F6 to each area, Tab within it, arrows in tables, and everything that can be done is
reached."""

from collections.abc import Iterator
from itertools import chain

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
from ui.going.areas import areas_of
from ui.shell.page_list import PAGES
from ui.tables.sheet.sheet import Sheet

KINDS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)
"""What something is done with."""
WALKED = ("consortium", "answers", "populations", "reports")
"""Pages that are gone through key by key: forms, a table with a panel, a table over a form, lists."""
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
    """Yield what can be done on a page: its tables as a whole where they have rows, everything else one by one."""
    yield from (sheet for sheet in page.findChildren(Sheet) if sheet.isVisible() and sheet.model.rowCount())
    for widget in page.findChildren(QWidget):
        is_one = isinstance(widget, KINDS) and widget.isVisible() and widget.isEnabled()
        if is_one and sheet_of(widget) is None and not is_part(widget) and not widget.findChildren(Sheet):
            yield widget


def is_reached(action: QWidget, met: set[QWidget]) -> bool:
    """Whether the keyboard comes to it, to what it holds, or to another of the choices among which arrows go."""
    if action in met or any(action.isAncestorOf(one) for one in met):
        return True
    above = action.parentWidget()
    return isinstance(action, QRadioButton) and any(
        isinstance(one, QRadioButton) and one.parentWidget() is above for one in met
    )


def lets_go(widget: QWidget) -> bool:
    """Whether Tab leads on from it: a text of several lines and a list must not keep it."""
    if isinstance(widget, QPlainTextEdit):
        return widget.tabChangesFocus()
    return not isinstance(widget, QAbstractItemView) or sheet_of(widget) is not None or not widget.tabKeyNavigation()


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text or widget.objectName()}"


def test_every_action_of_every_page_is_reached_by_keyboard_alone(open_window: OpenWindow) -> None:
    """What F6 and Tab come to is asked of Qt on every page, and tried with the keys on some."""
    window = open_window()
    missing: list[str] = []
    for entry in PAGES:
        page = window.open_page(entry.key)
        areas = areas_of(page)
        met = set(chain(*areas))
        missing += [f"{entry.key}: {name_of(one)}" for one in actions(page) if not is_reached(one, met)]
        missing += [f"{entry.key}: Tab stays in {name_of(one)}" for one in met if not lets_go(one)]
        if entry.key in WALKED:
            window.activateWindow()
            window._navigation.setFocus()
            QApplication.processEvents()
            starts = {area[0] for area in areas}
            walked = set(starts_of(page))
            assert len(walked) == len(starts), entry.key
    assert missing == []


def starts_of(page: QWidget) -> Iterator[QWidget]:
    """Yield where F6 comes to in the page, until it comes round, and go through each area with Tab."""
    seen: set[QWidget] = set()
    areas = areas_of(page)
    for _ in range(MOST):
        press(Qt.Key.Key_F6)
        start = QApplication.focusWidget()
        assert start is not None
        if start in seen:
            return
        seen.add(start)
        if page.isAncestorOf(start):
            sheet = sheet_of(start)
            area = next(one for one in areas if start in one or (sheet is not None and sheet_of(one[0]) is sheet))
            if sheet is None:
                go_through(area)
                area[0].setFocus(Qt.FocusReason.TabFocusReason)
            yield area[0]


def go_through(area: list[QWidget]) -> None:
    """Press Tab from the first to the last of an area."""
    for widget in area[1:]:
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is widget or (isinstance(widget, QRadioButton) and isinstance(focus, QRadioButton)), (
            f"Tab led to {focus and name_of(focus)}, not to {name_of(widget)}"
        )
