"""What a key does in a sheet while no cell is being edited: Excel's habits."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from core.dataclass import dataclass
from ui.tables.row_ways import RowWays
from ui.tables.sheet.actions import RangeActions
from ui.tables.sheet.cursor import Cursor

Key = Qt.Key
Modifier = Qt.KeyboardModifier
Action = Callable[[], object]
STEPS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0), Key.Key_Left: (0, -1), Key.Key_Right: (0, 1)}


@dataclass(frozen=True, slots=True)
class Commands:
    """What keys and the context menu may ask for besides moving."""

    actions: RangeActions
    find: Action
    find_next: Callable[[int], object]
    filter_current: Action
    enter: Callable[[int], object]
    tab: Callable[[int], object]
    page_rows: Callable[[], int]
    rows: Callable[[], RowWays]
    select_all: Action

    def copy_with_headings(self) -> None:
        """Copy the range and what its columns are called."""
        self.actions.copy(headings=True)


class SheetKeys:
    """`handles` tells whether a key is used, `handle` uses it."""

    def __init__(self, cursor: Cursor, commands: Commands) -> None:
        self._cursor = cursor
        self._commands = commands
        self.after_digits = (0, 0)

    def handles(self, event: QKeyEvent) -> bool:
        """Return whether the sheet uses this key, so that no menu takes it first."""
        return self._action(event) is not None

    def handle(self, event: QKeyEvent) -> bool:
        """Do what the key means; return False when it means nothing here."""
        action = self._action(event)
        if action is None:
            return False
        action()
        return True

    def _action(self, event: QKeyEvent) -> Action | None:
        key = Key(event.key())
        modifiers = event.modifiers() & ~Modifier.KeypadModifier
        shift = bool(modifiers & Modifier.ShiftModifier)
        control = bool(modifiers & Modifier.ControlModifier)
        if modifiers & Modifier.AltModifier:
            return self._with_alt(key, control, shift)
        return (
            self._move(key, control, shift)
            or self._command(event, key, control, shift)
            or (None if control else self._typed(event.text()))
        )

    def _typed(self, text: str) -> Action | None:
        """Return what a letter does at once; a digit that was taken goes on to the next cell, where that is wanted."""
        act, range = self._commands.actions.key_action(text), self._cursor.range
        if act is None or not text.isdigit() or range is None or (range.height, range.width) != (1, 1):
            return act

        def step() -> None:
            if act() is True:
                self._cursor.step(*self.after_digits)

        return step if any(self.after_digits) else act

    def _with_alt(self, key: Qt.Key, control: bool, shift: bool) -> Action | None:
        move = self._commands.rows().move
        if shift and not control and key in (Key.Key_Up, Key.Key_Down):
            return None if move is None else lambda: move(-1 if key == Key.Key_Up else 1)
        return self._commands.filter_current if key == Key.Key_Down and not control else None

    def _move(self, key: Qt.Key, control: bool, shift: bool) -> Action | None:
        cursor, last = self._cursor, 10**9
        row = cursor.current[0] if cursor.current else 0
        if key in STEPS:
            rows, columns = STEPS[key]
            move = cursor.jump if control else cursor.step
            return lambda: move(rows, columns, extend=shift)
        match key:
            case Key.Key_Home:
                return lambda: cursor.go(0 if control else row, 0, extend=shift)
            case Key.Key_End:
                return lambda: cursor.go(cursor.last_row if control else row, last, extend=shift)
            case Key.Key_PageUp | Key.Key_PageDown if not control:
                sign = 1 if key == Key.Key_PageDown else -1
                return lambda: cursor.step(sign * self._commands.page_rows(), 0, extend=shift)
            case Key.Key_Tab | Key.Key_Backtab if not control:
                return lambda: self._commands.tab(-1 if shift or key == Key.Key_Backtab else 1)
            case Key.Key_Return | Key.Key_Enter if not control:
                return lambda: self._commands.enter(-1 if shift else 1)
        return None

    def _command(self, event: QKeyEvent, key: Qt.Key, control: bool, shift: bool) -> Action | None:
        commands = self._commands
        for sequence, action in (
            (QKeySequence.StandardKey.Copy, commands.actions.copy),
            (QKeySequence.StandardKey.Cut, commands.actions.cut),
            (QKeySequence.StandardKey.Paste, commands.actions.paste),
            (QKeySequence.StandardKey.SelectAll, commands.select_all),
            (QKeySequence.StandardKey.Find, commands.find),
        ):
            if event.matches(sequence):
                return action
        if control:
            # On a Japanese keyboard + is Shift+; and may arrive as either.
            rows = commands.rows()
            return {
                Key.Key_Plus: rows.insert,
                Key.Key_Semicolon: rows.insert,
                Key.Key_Minus: rows.remove,
                Key.Key_D: commands.actions.fill_down,
                Key.Key_R: commands.actions.fill_right,
                Key.Key_C: commands.copy_with_headings,
            }.get(key)
        if key == Key.Key_F3:
            return lambda: commands.find_next(-1 if shift else 1)
        return commands.actions.clear if key in (Key.Key_Delete, Key.Key_Backspace) else None


def cell_menu(commands: Commands, can_edit: bool, extra: Sequence[QAction], parent: QWidget) -> QMenu:
    """Return the menu; what changes cells is greyed where the table takes no edits."""
    menu = QMenu(parent)
    entries = (
        ("コピー\tCtrl+C", commands.actions.copy, True),
        ("見出しも付けてコピー\tCtrl+Shift+C", commands.copy_with_headings, True),
        ("切り取り\tCtrl+X", commands.actions.cut, can_edit),
        ("貼り付け\tCtrl+V", commands.actions.paste, can_edit),
        ("下方向へコピー\tCtrl+D", commands.actions.fill_down, can_edit),
        ("右方向へコピー\tCtrl+R", commands.actions.fill_right, can_edit),
        ("消去\tDelete", commands.actions.clear, can_edit),
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
    if ways := commands.rows().entries:
        menu.addSeparator()
    for words, do in ways:
        menu.addAction(words).triggered.connect(lambda _checked=False, do=do: do())
    if extra:
        menu.addSeparator()
        menu.addActions(list(extra))
    return menu
