"""What is being typed counts before the file is saved, given up, or undone: Excel does the same."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def finish_typing(window: QWidget) -> None:
    """Let the field or cell that is being edited in `window` be written, as if the keyboard had gone elsewhere.

    A text that is refused stays in its field, or is listed under its table. The field keeps the keyboard.
    """
    typing = QApplication.focusWidget()
    if typing is None or not window.isAncestorOf(typing):
        return
    beneath = typing.parentWidget()
    typing.clearFocus()
    if isValid(typing) and typing.isVisible():
        typing.setFocus(Qt.FocusReason.OtherFocusReason)
    elif beneath is not None and isValid(beneath):
        beneath.setFocus(Qt.FocusReason.OtherFocusReason)
