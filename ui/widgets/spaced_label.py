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
