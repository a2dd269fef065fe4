"""The tools above a table: fields at the left and buttons at the right, one below the other where it is narrow."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.look import theme
from ui.widgets.tools.flow import Flow, is_lined


class ToolLine(QWidget):
    """It asks for no more width than the widest of its parts needs. What goes on with the fields, instead of acting on
    them, follows them `at_left`."""

    def __init__(self, fields: QWidget, buttons: Sequence[QWidget], *, at_left: bool = False) -> None:
        super().__init__()
        self._parts = (fields, *buttons)
        parts = Flow(self)
        parts.setSpacing(theme.GAP)
        parts.addWidget(fields)
        if not at_left:
            parts.addStretch()
        for button in buttons:
            parts.addWidget(button)

    def least_line(self) -> int:
        """Return how wide it must be for each of its parts to be one line."""
        return max(one.least_line() if is_lined(one) else one.minimumSizeHint().width() for one in self._parts)


def named(name: str, field: QWidget) -> QWidget:
    """Return a field behind its name, which no line separates from it."""
    label = QLabel(name)
    label.setBuddy(field)
    pair = QWidget()
    line = QHBoxLayout(pair)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.GAP)
    line.addWidget(label)
    line.addWidget(field)
    return pair


def flow_of(parts: Sequence[QWidget]) -> Flow:
    """Return widgets side by side, at the left, and in further lines where there is no room."""
    line = Flow(shrinks=True)
    line.setSpacing(theme.GAP)
    for part in parts:
        line.addWidget(part)
    return line


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
