"""The tools above a table: fields at the left and buttons at the right, one below the other where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.look import theme


class ToolLine(QWidget):
    """It asks for no more width than the wider of its two parts needs. What goes on with the fields, instead of acting
    on them, follows them `at_left`."""

    def __init__(self, fields: QWidget, buttons: Sequence[QWidget], *, at_left: bool = False) -> None:
        super().__init__()
        self._fields = fields
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for button in buttons:
            row.addWidget(button)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(theme.GAP)
        self._parts.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        self._parts.addWidget(fields)
        side = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
        self._parts.addWidget(self._buttons, 1, side | Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths()), self._parts.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = event.size().width() >= sum(self._widths()) + theme.GAP
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _widths(self) -> tuple[int, int]:
        """Return what the two parts need; sentences of refusal below the fields wrap in any width."""
        fields = max(self._fields.minimumSizeHint().width(), self._fields.minimumWidth())
        return fields, self._buttons.minimumSizeHint().width()


def row_of(parts: Sequence[QWidget]) -> QWidget:
    """Return widgets side by side, at the left."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.GAP)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return row
