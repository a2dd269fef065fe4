"""Menus from values: what an entry says, what it does, its keys."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

Keys = QKeySequence | QKeySequence.StandardKey | Sequence[QKeySequence] | None
Entry = tuple[str, Callable[[], object], Keys] | None
"""What the menu says, what it does and its keys; None is a line between entries."""


def fill(menu: QMenu, *entries: Entry) -> list[QAction]:
    """Add the entries to a menu and return their actions, without the lines between them."""
    made = []
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        text, do, keys = entry
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False, do=do: do())
        if isinstance(keys, QKeySequence | QKeySequence.StandardKey):
            action.setShortcut(keys)
        elif keys is not None:
            action.setShortcuts(list(keys))
        made.append(action)
    return made
