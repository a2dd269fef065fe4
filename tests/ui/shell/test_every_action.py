"""Every page by keyboard alone: F6 to each area, Tab through the window and back, arrows in tables, and everything that
can be done is reached."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from tests.ui.desk import OpenWindow, is_in_sight
from tests.ui.tables.sheet.ledger import press
from ui.going.areas import areas_of
from ui.look import theme
from ui.look.window_style import window_style
from ui.shell.main_window import MainWindow
from ui.shell.navigation import Navigation
from ui.shell.page_list import PAGES
from ui.tables.sheet.grid import Grid
from ui.tables.sheet.sheet import Sheet
from ui.widgets.drawing_view import DrawingView
from ui.widgets.scrolling import Scrolling

Key, Modifier = Qt.Key, Qt.KeyboardModifier
KINDS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox, DrawingView)
"""What something is done with."""
HOLDERS = (QComboBox, QAbstractSpinBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
"""What has parts that are no controls of their own: the line of a list to choose from, the list that comes down."""
LOW = 400
"""In a window that is lower a page may be moved up and down."""
MOST = 200
"""More steps than any page has."""


def above(widget: QWidget) -> Iterator[QWidget]:
    """Yield what a widget stands in, from the inside."""
    within = widget.parentWidget()
    while within is not None:
        yield within
        within = within.parentWidget()


def sheet_of(widget: QWidget) -> Sheet | None:
    """Return the table whose cells a widget shows, or in which it stands."""
    return next((one for one in (widget, *above(widget)) if isinstance(one, Sheet)), None)


def actions(page: QWidget) -> Iterator[QWidget]:
    """Yield what can be done on a page: its tables as a whole, everything else one by one."""
    for widget in page.findChildren(QWidget):
        if not widget.isEnabled() or not widget.isVisible():
            continue
        if isinstance(widget, DrawingView) and not widget.drawing.shapes:
            continue
        if isinstance(widget, Sheet):
            if widget.panes.main.isVisible() and widget.model.rowCount():
                yield widget
        elif isinstance(widget, QAbstractItemView) and sheet_of(widget) is not None:
            continue
        elif isinstance(widget, KINDS) and not any(isinstance(one, HOLDERS) for one in above(widget)):
            yield widget


def is_reached(action: QWidget, met: set[QWidget]) -> bool:
    """Whether the keyboard came to it, to what it holds, or to another of the choices among which arrows go."""
    if action in met or any(action.isAncestorOf(one) for one in met):
        return True
    around = action.parentWidget()
    return is_choice(action) and any(is_choice(one) and one.parentWidget() is around for one in met)


def is_choice(widget: QWidget) -> bool:
    """Whether it is one of several among which arrows go."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return isinstance(widget, QRadioButton) or (group is not None and group.exclusive())


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or text or widget.objectName()}"


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def place_of(widget: QWidget) -> QWidget:
    """Return what the keyboard is in: the whole table where it is in its cells, else the control itself."""
    sheet = sheet_of(widget) if isinstance(widget, Grid) else None
    return sheet or widget


def go_on(key: Qt.Key) -> None:
    """Press Tab (or Shift+Tab) until it leads on: in a table from its last cells and those of 新しい行 (or from its
    first), in a text with links from link to link."""
    before, forward = focus(), key == Key.Key_Tab
    times = 2 if isinstance(before, Grid) else 1 + before.text().count("<a ") if isinstance(before, QLabel) else 1
    corner, held = (Key.Key_End if forward else Key.Key_Home), (() if forward else (Modifier.ShiftModifier,))
    if isinstance(before, Grid):
        press(corner, Modifier.ControlModifier)
    for _ in range(times):
        if place_of(focus()) is place_of(before):
            if isinstance(before, Grid):
                press(corner)
            press(key, *held)


def go_through(area: set[QWidget], *, and_back: bool) -> Iterator[str]:
    """Press Tab from the first of an area to its last, then perhaps Shift+Tab back to the first, with arrows in its
    tables; yield what is wrong with it, and of `area` leave only what was not met."""
    known, start = set(area), place_of(focus())
    way = [start]
    while len(way) < MOST:
        if isinstance(way[-1], Sheet):
            yield from arrows(way[-1])
        go_on(Key.Key_Tab)
        place = place_of(focus())
        if place is way[-1]:
            yield f"the keyboard stays in {name_of(place)}"
        if place in way or place not in known:
            break
        way.append(place)
    hand_to(way[-1])
    for before, wanted in pairwise(reversed(way)) if and_back else ():
        go_on(Key.Key_Backtab)
        if place_of(focus()) is not wanted:
            yield f"Shift+Tab leads from {name_of(before)} to {name_of(focus())}, not to {name_of(wanted)}"
            break
    area -= set(way)
    hand_to(start)


def hand_to(place: QWidget) -> None:
    """Give the keyboard to a control, or to the first cell of a table, so that a row of it is the current one."""
    if isinstance(place, Sheet):
        place.focus_cells()
        press(Key.Key_Home, Modifier.ControlModifier)
    else:
        place.setFocus(Qt.FocusReason.TabFocusReason)


def arrows(sheet: Sheet) -> Iterator[str]:
    """Go about the cells of a table with arrows; yield what does not move."""
    if not sheet.model.rowCount():
        return
    hand_to(sheet)
    lines, columns = sheet.model.rowCount(), sheet.model.columnCount()
    for key, place in (
        (Key.Key_Down, (min(1, lines - 1), 0)),
        (Key.Key_Right, (min(1, lines - 1), min(1, columns - 1))),
        (Key.Key_Up, (0, min(1, columns - 1))),
        (Key.Key_Left, (0, 0)),
    ):
        press(key)
        if sheet._cursor.current != place or sheet_of(focus()) is not sheet:
            yield f"{key.name} leads to {sheet._cursor.current} in {name_of(focus())}, not to {place}"


def faults_of(window: MainWindow, page: QWidget, *, and_back: bool = True) -> Iterator[str]:
    """Yield what the keyboard does not come to on a page, or does not get away from."""
    met: set[QWidget] = set()
    starts: list[QWidget] = []
    window._navigation.setFocus()
    while len(starts) < MOST and focus() not in starts:
        start = focus()
        starts.append(start)
        area = next((one for one in areas_of(page) if place_of(start) in map(place_of, one)), None)
        if area is not None:
            left = set(map(place_of, area))
            yield from go_through(left, and_back=and_back)
            met |= set(map(place_of, area)) - left
        press(Key.Key_F6)
    yield from (f"{name_of(one)} is not reached" for one in actions(page) if not is_reached(one, met))


def overflow(window: MainWindow, size: tuple[int, int]) -> Iterator[str]:
    """Yield the pages that do not fit a window of this size, and by how much they are moved about; and those whose line
    at the left is out of sight."""
    (area,), (navigation,) = window.findChildren(Scrolling), window.findChildren(Navigation)
    window.resize(*size)
    for entry in PAGES:
        window.open_page(entry.key)
        across = down = 0
        for _ in range(3):  # what gives way for want of room does so a turn later
            QApplication.processEvents()
            across, down = area.horizontalScrollBar().maximum(), area.verticalScrollBar().maximum()
            if not (across or down):
                break
        if across or (down and size[1] > LOW):
            yield f"{entry.key} at {size}: {across} px across, {down} px down"
        if window.width() > size[0] or not is_in_sight(navigation):
            yield f"{entry.key} at {size}: {window.width()} px wide, its line in the list perhaps not seen"


@pytest.fixture
def _as_clerks_see_it(app: QApplication) -> Iterator[None]:
    """The whole stylesheet: its larger letters and lists ask for more room."""
    theme.apply(app, window_style)
    yield
    theme.apply(app)


@pytest.mark.long
@pytest.mark.usefixtures("_as_clerks_see_it")
def test_every_action_of_every_page_is_reached_by_keyboard_alone_and_every_page_fits(open_window: OpenWindow) -> None:
    """Back with Shift+Tab it goes once on each kind of page. At 150 % on 1366×768 (911×512) nothing is moved about, at
    200 % (683×384) nothing is moved sideways."""
    window = open_window()
    faults: list[str] = []
    kinds: set[type[QWidget]] = set()
    for entry in PAGES:
        page = window.open_page(entry.key)
        faults += [f"{entry.key}: {one}" for one in faults_of(window, page, and_back=type(page) not in kinds)]
        kinds.add(type(page))
    window.setUpdatesEnabled(False)  # nothing needs to be painted to be measured
    for size in ((911, 512), (683, 384)):
        faults += overflow(window, size)
    assert faults == []
