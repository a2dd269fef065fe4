"""The frame around whatever has the keyboard: 2 px, and 2 px of another colour outside. Tables draw their own around
the cell."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.look import theme
from ui.look.colours import colour

RINGED = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QScrollArea)
"""These, and what has the property "ringed"."""
WIDTH = 2
FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest}
GONE = {QEvent.Type.Hide, QEvent.Type.ParentChange}


class Ring(QWidget):
    """Lies around `around`, over its neighbours, and lets the mouse through."""

    def __init__(self, around: QWidget, within: QWidget) -> None:
        super().__init__(within)
        self._around = around
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        step: QWidget | None = around
        while step is not None and step is not within:
            step.installEventFilter(self)
            step = step.parentWidget()
        self._follow()
        self.show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in GONE:
            self.hide()
        elif event.type() in FOLLOWED:
            self._follow()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, name in ((1, theme.FOCUS_OUTSIDE), (1 + WIDTH, theme.FOCUS)):
            painter.setPen(QPen(colour(name), WIDTH))
            painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), theme.STEP, theme.STEP)
        painter.end()

    def _follow(self) -> None:
        if not isValid(self._around):
            return
        within = self.parentWidget()
        if within is None:
            return
        place = QRect(self._around.mapTo(within, QPoint(0, 0)), self._around.size())
        room = 2 * WIDTH
        self.setGeometry(place.adjusted(-room, -room, room, room) & within.rect())
        self.raise_()


class FocusRing(QObject):
    """Puts a ring around each control that gets the focus; one per application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: Ring | None = None
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if new is not None and (isinstance(new, RINGED) or new.property("ringed")) and not new.property("cell"):
            self._ring = Ring(new, _ground(new))


def _ground(widget: QWidget) -> QWidget:
    """Return the widget on which the ring is drawn: what scrolls with `widget`, or its window."""
    ground = widget.parentWidget() or widget
    while not ground.isWindow():
        parent = ground.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QScrollArea):
            break
        ground = parent
    return ground
