"""Where the user was, carried over while the window is built again in another size."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize

from core.dataclass import dataclass
from core.storage.document.presence import Presence
from ui.session import Standing


@dataclass(frozen=True, slots=True)
class WindowStanding:
    """The session goes on, and the note beside its file; `place` is the page that was shown, `row` and `column` its
    current cell. `frame` is in pixels of the screen, whatever the size of the text; `answering` are the answer files
    that were open beside."""

    session: Standing
    presence: Presence | None
    answering: tuple[Path, ...]
    place: str
    row: Any
    column: str
    frame: QRect
    is_maximized: bool


def in_pixels(frame: QRect, scale: float) -> QRect:
    """Return a frame of the window in pixels of the screen, so that it keeps its size when the text grows."""
    return QRect(frame.topLeft() * scale, frame.size() * scale)


def in_units(frame: QRect, scale: float, within: QRect) -> QRect:
    """Return a frame given in pixels as the window measures itself, moved and cut to stand `within` the screen."""
    size = QSize(round(frame.width() / scale), round(frame.height() / scale)).boundedTo(within.size())
    right, bottom = within.right() - size.width() + 1, within.bottom() - size.height() + 1
    left = min(max(round(frame.x() / scale), within.left()), right)
    top = min(max(round(frame.y() / scale), within.top()), bottom)
    return QRect(QPoint(left, top), size)
