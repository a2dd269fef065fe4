"""The areas of the window between which F6 goes: the head, the navigation, and of the page what stands over its tables,
each table, each panel beside them, and what stands below."""

from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.tables.sheet.grid import Grid
from ui.tables.sheet.sheet import Sheet
from ui.widgets.side_panel import SidePanel

_REASON = Qt.FocusReason.TabFocusReason


def go_to_area(parts: list[QWidget], page: QWidget, step: int) -> None:
    """Give the keyboard to the next area (−1: the one before), after the last to the first again; `parts` are those
    that stand around the page."""
    around = [chain for part in parts if part.isVisible() and (chain := _with_itself(part))]
    areas = around + areas_of(page)
    if not areas:
        return
    focus = QApplication.focusWidget()
    here = next((at for at, area in enumerate(areas) if focus is not None and _holds(area, focus)), None)
    first = areas[((-1 if step > 0 else 0) + step if here is None else here + step) % len(areas)][0]
    sheet = _sheet_of(first)
    if sheet is not None and isinstance(first, Grid):
        sheet.focus_cells()
    else:
        first.setFocus(_REASON)


def areas_of(page: QWidget) -> list[list[QWidget]]:
    """Return the areas of a page from its top to its bottom, each as what Tab meets there one after the other."""
    runs = [list(run) for _, run in groupby(_chain(page), key=lambda one: _area(one, page))]

    def place(run: list[QWidget]) -> tuple[int, int]:
        at = _area(run[0], page)
        corner = (run[0] if at is page else at).mapTo(page, QPoint(0, 0))
        return corner.y(), corner.x()

    return sorted(runs, key=place)


def _holds(area: list[QWidget], focus: QWidget) -> bool:
    """Whether a widget is among those of an area; within a table every part of it is."""
    sheet = _sheet_of(focus)
    return focus in area or (sheet is not None and any(_sheet_of(one) is sheet for one in area))


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


def _sheet_of(widget: QWidget) -> Sheet | None:
    within: QWidget | None = widget
    while within is not None and not isinstance(within, Sheet):
        within = within.parentWidget()
    return within


def _with_itself(part: QWidget) -> list[QWidget]:
    """Return what Tab reaches in a part of the window, the part itself first if it takes the keyboard."""
    takes = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.isEnabled()
    return [part, *_chain(part)] if takes else _chain(part)


def _chain(within: QWidget) -> list[QWidget]:
    """Return what Tab reaches within a widget, in its order."""
    known = {one for one in within.findChildren(QWidget) if _is_stop(one)}
    found: list[QWidget] = []
    widget = within.nextInFocusChain()
    # The chain goes through every page of the window: nobody waits for the rest of it once all are found.
    while widget is not None and widget is not within and len(found) < len(known):
        if widget in known:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _is_stop(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    return takes and widget.isEnabled() and widget.isVisible()
