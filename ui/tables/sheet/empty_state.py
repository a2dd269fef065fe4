"""What a page says when it has nothing to show: what to do first, and the button for it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.look import theme
from ui.widgets.buttons import as_shown, button
from ui.widgets.spaced_label import SpacedLabel

_ALL = 1_000
"""The sentence takes the width it needs before the white beside it."""


class EmptyState(QWidget):
    """A sentence in the middle and, if there is something to press, one primary button."""

    pressed = Signal()
    """The mouse was pressed beside the buttons."""

    def __init__(
        self,
        text: str,
        button_text: str = "",
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.MARGIN, 2 * theme.MARGIN, theme.MARGIN, 2 * theme.MARGIN)
        layout.setSpacing(theme.MARGIN)
        layout.addStretch(1)
        self._label = SpacedLabel(text)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._label, _ALL)
        middle.addStretch(1)
        layout.addLayout(middle)
        self._first: QPushButton | None = None
        if button_text and on_click is not None:
            self._first = button(button_text, on_click, "primary", parent=self)
            layout.addWidget(self._first, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._below = layout.count()
        layout.addStretch(2)
        self._lines = layout

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.pressed.emit()

    def say(self, text: str, button_text: str = "") -> None:
        """Say something else now; what is to be pressed is called `button_text`, or there is nothing to press."""
        self._label.setText(text)
        self._even_lines()
        if self._first is not None:
            self._first.setText(as_shown(button_text))
            self._first.setAccessibleName(button_text)
            self._first.setVisible(bool(button_text))

    def focus_first(self) -> None:
        """Give the keyboard to the first button, if there is one."""
        offered = next((one for one in self.findChildren(QPushButton) if not one.isHidden()), None)
        if offered is not None:
            offered.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The white around gives way before the words do."""
        super().resizeEvent(event)
        is_low = event.size().height() < self._height(theme.MARGIN, 2 * theme.MARGIN)
        gap = theme.STEP if is_low else theme.MARGIN
        if gap != self._lines.spacing():
            self._lines.setSpacing(gap)
            edge = gap if is_low else 2 * gap
            self._lines.setContentsMargins(theme.MARGIN, edge, theme.MARGIN, edge)

        if event.size().width() != event.oldSize().width():
            self._even_lines()
            self.updateGeometry()

    def _even_lines(self) -> None:
        """Let the lines of the sentence be about as long as one another: none is a letter alone."""
        self._label.setMaximumWidth(self._label.even_width(max(1, self.width() - 2 * theme.MARGIN)))

    def minimumSizeHint(self) -> QSize:
        """As high as its words are in its width, and its buttons."""
        return QSize(super().minimumSizeHint().width(), self._height(theme.STEP, theme.STEP))

    def _height(self, gap: int, edge: int) -> int:
        """Return how high it is with so much white between its parts and around them."""
        words = self._label.heightForWidth(max(1, self.width() - 2 * theme.MARGIN))
        offered = [one.sizeHint().height() for one in self.findChildren(QPushButton) if not one.isHidden()]
        return words + sum(offered) + gap * len(offered) + 2 * edge

    def add_button(self, text: str, on_click: Callable[[], object], help: str = "") -> None:
        """Offer one more way to begin, below the first."""
        made = button(text, on_click, help=help, parent=self)
        self._lines.insertWidget(self._below, made, alignment=Qt.AlignmentFlag.AlignHCenter)
