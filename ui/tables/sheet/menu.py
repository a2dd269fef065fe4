"""The context menu of cells: words, with the key that does the same."""

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.tables.sheet.keys import Commands


def cell_menu(commands: Commands, can_edit: bool, extra: Sequence[QAction], parent: QWidget) -> QMenu:
    """Return the menu; what changes cells is greyed where the table takes no edits."""
    menu = QMenu(parent)
    entries = (
        ("コピー\tCtrl+C", commands.copy, True),
        ("見出しも付けてコピー\tCtrl+Shift+C", commands.copy_with_headings, True),
        ("切り取り\tCtrl+X", commands.cut, can_edit),
        ("貼り付け\tCtrl+V", commands.paste, can_edit),
        ("下方向へコピー\tCtrl+D", commands.fill_down, can_edit),
        ("消去\tDelete", commands.clear, can_edit),
        None,
        ("この列を絞り込む\tAlt+↓", commands.filter_current, True),
        ("検索\tCtrl+F", commands.find, True),
    )
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words, command, enabled = entry
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked=False, command=command: command())
        action.setEnabled(enabled)
    if extra:
        menu.addSeparator()
        menu.addActions(list(extra))
    return menu
