"""Text of several lines with room between them: the typeface itself leaves hardly any."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

LINE_HEIGHT = 140
"""Percent of the typeface's own line."""


def spaced(text: str) -> str:
    """Return plain text, whatever stands in it, as rich text with room between its lines."""
    return f'<p style="line-height: {LINE_HEIGHT}%; margin: 0; white-space: pre-wrap">{escape(text)}</p>'


class SpacedLabel(QLabel):
    """Shows plain text, wrapped; `plain` is what it was given."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        self.plain = text
        self.setAccessibleName(text)
        super().setText(spaced(text))

    def even_width(self, room: int) -> int:
        """Return the least width at which it has no more lines than it has in `room`: they are about equally long."""
        height, low, high = self.heightForWidth(room), 0, room
        if height < 2 * self.fontMetrics().height():
            return room
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.heightForWidth(middle) <= height else (middle, high)
        return high
