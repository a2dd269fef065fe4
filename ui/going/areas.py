"""The areas of the window between which F6 goes: the head, the navigation, the tools of the page, its tables, what
stands beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.tables.sheet.sheet import Sheet
from ui.widgets.side_panel import SidePanel

_REASON = Qt.FocusReason.TabFocusReason


def go_to_area(parts: list[QWidget], page: QWidget, step: int) -> None:
    """Give the keyboard to the next area (−1: the one before), after the last to the first again; `parts` are those
    that stand around the page."""
    areas = [part for part in parts if part.isVisible() and _first(part) is not None] + areas_of(page)
    if not areas:
        return
    focus = QApplication.focusWidget()
    here = _area_of(focus, parts, page) if focus is not None else None
    at = areas.index(here) if here in areas else -1 if step > 0 else 0
    area = areas[(at + step) % len(areas)]
    if isinstance(area, Sheet):
        area.focus_cells()
    elif (first := _first(area)) is not None:
        first.setFocus(_REASON)


def areas_of(page: QWidget) -> list[QWidget]:
    """Return the page itself, for its tools, then the tables in it and the panels beside them as Tab meets them."""
    found: list[QWidget] = []
    for widget in _chain(page):
        area = _area(widget, page)
        if area not in found:
            found.append(area)
    # The tools stand above, whenever they were made.
    return sorted(found, key=lambda area: area is not page)


def _area_of(widget: QWidget, parts: list[QWidget], page: QWidget) -> QWidget | None:
    """Return the area in which a widget of the window stands."""
    if page.isAncestorOf(widget):
        return _area(widget, page)
    return next((part for part in parts if part is widget or part.isAncestorOf(widget)), None)


def _area(widget: QWidget, page: QWidget) -> QWidget:
    """Return the panel or the table in which a widget stands, else the page."""
    within: QWidget | None = widget
    found = page
    while within is not None and within is not page:
        above = within.parentWidget()
        if isinstance(within, Sheet) or (isinstance(above, SidePanel) and above.widget(1) is within):
            found = within
        within = above
    return found


def _first(area: QWidget) -> QWidget | None:
    """Return what Tab reaches first in an area, of a page that which stands in no table and no panel."""
    if area.focusPolicy() & Qt.FocusPolicy.TabFocus and area.isEnabled():
        return area
    return next((one for one in _chain(area) if _area(one, area) is area), None) or next(iter(_chain(area)), None)


def _chain(within: QWidget) -> list[QWidget]:
    """Return what Tab reaches within a widget, in its order."""
    found: list[QWidget] = []
    widget = within.nextInFocusChain()
    while widget is not None and widget is not within:
        reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.isVisible()
        if reached and within.isAncestorOf(widget) and widget.focusProxy() is None:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
