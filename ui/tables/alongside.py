"""A table and something at its right that has the same rows: both scroll down together and stand at the same height."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QSplitter, QVBoxLayout, QWidget

from ui.tables.sheet.sheet import Sheet

_EDGE = 2
"""The line around what stands beside the table, and the room within it."""


class Alongside(QSplitter):
    """The table leads: what stands at its right shows its rows in its order, under a head as high as its headings. The
    line between them may be moved."""

    def __init__(self, sheet: Sheet, follower: QAbstractScrollArea, heading_height: int, width: int) -> None:
        """`width` px are the table's, half of all at most, as long as the user moves no line."""
        super().__init__(Qt.Orientation.Horizontal)
        self._sheet = sheet
        self._follower = follower
        self._width = width
        self._was_shown = False
        self._holder = QWidget()
        self._room = QVBoxLayout(self._holder)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(0)
        frame = QFrame()
        frame.setObjectName("sheet")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(follower)
        self._room.addWidget(frame)
        self.addWidget(sheet)
        self.addWidget(self._holder)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        sheet.panes.head_beside = heading_height
        sheet.panes.refit_headings()
        self._follow(sheet.panes.main.verticalScrollBar(), follower.verticalScrollBar())
        sheet.panes.placed.connect(self._fit)

    def show_follower(self, shown: bool) -> None:
        """Show what stands beside the table, or the table alone."""
        self._holder.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_shown:
            self._was_shown = True
            width = min(self._width, self.width() // 2)
            self.setSizes([width, self.width() - width - self.handleWidth()])
        self._fit()

    def _follow(self, leads: QScrollBar, follows: QScrollBar) -> None:
        def take_range() -> None:
            follows.setPageStep(leads.pageStep())
            follows.setSingleStep(leads.singleStep())
            follows.setRange(leads.minimum(), leads.maximum())
            follows.setValue(leads.value())

        leads.valueChanged.connect(follows.setValue)
        follows.valueChanged.connect(leads.setValue)
        leads.rangeChanged.connect(take_range)
        take_range()

    def _fit(self) -> None:
        """Let both stand at the same height, whatever the table shows above or below its rows."""
        panes = self._sheet.panes
        rows = QRect(panes.mapTo(self._sheet, panes.main.pos()), panes.main.size())
        bar = self._follower.horizontalScrollBar().sizeHint().height()
        below = self._sheet.height() - rows.bottom() - 1 - bar
        self._room.setContentsMargins(0, rows.top() - _EDGE, 0, max(below - _EDGE, 0))
