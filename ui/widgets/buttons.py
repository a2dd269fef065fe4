"""The three kinds of button: one primary per page, secondary, and text."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QPushButton, QWidget

ButtonStyle = Literal["primary", "secondary", "text"]


def button(
    text: str,
    on_click: Callable[[], object],
    kind: ButtonStyle = "secondary",
    *,
    help: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a button that says `text` and calls `on_click`; `help` shows as a tooltip and to screen readers."""
    text = text.replace("&&", "&")
    made = QPushButton(as_shown(text), parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setToolTip(help)
    made.setAccessibleName(text)
    made.setAccessibleDescription(help)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


def as_shown(text: str) -> str:
    """Return a text as a button must be told it: one & is a sign to Qt that the next letter is a key."""
    return text.replace("&", "&&")


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Give a field the border of a refused value, or take it off; the sentence beside it is the caller's."""
    field.setProperty("wrong", wrong)
    field.style().unpolish(field)
    field.style().polish(field)
