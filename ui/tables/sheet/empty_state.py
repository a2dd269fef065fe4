"""What a page says when it has nothing to show: what to do first, and the button for it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.look import theme
from ui.widgets.buttons import button


class EmptyState(QWidget):
    """A sentence in the middle and, if there is something to press, one primary button."""

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
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setAccessibleName(text)
        layout.addWidget(label)
        if button_text and on_click is not None:
            pressed = button(button_text, on_click, "primary", parent=self)
            layout.addWidget(pressed, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._below = layout.count()
        layout.addStretch(2)
        self._lines = layout

    def add_button(self, text: str, on_click: Callable[[], object], help: str = "") -> None:
        """Offer one more way to begin, below the first."""
        made = button(text, on_click, help=help, parent=self)
        self._lines.insertWidget(self._below, made, alignment=Qt.AlignmentFlag.AlignHCenter)
