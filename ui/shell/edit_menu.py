"""The menu 編集: what a clerk looks for there, done where the keyboard is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit

from ui.tables.row_ways import RowWays
from ui.tables.sheet.sheet import Sheet
from ui.widgets.menu_entries import fill


class EditMenu:
    """Fills the menu; `undo` and `redo` are its first entries."""

    def __init__(
        self,
        menu: QMenu,
        undo: Callable[[], object],
        redo: Callable[[], object],
        find: Callable[[], object],
        sheet: Callable[[], Sheet | None],
    ) -> None:
        """`sheet` gives the table that has the keyboard, else that of the page."""
        self._sheet = sheet
        self.undo, self.redo = fill(
            menu,
            ("元に戻す(&U)", undo, QKeySequence.StandardKey.Undo),
            ("やり直し(&R)", redo, QKeySequence("Ctrl+Y")),
        )
        menu.addSeparator()
        # Their keys are taken by the field or the table that has the keyboard: the menu only tells them.
        self._of_cells = fill(
            menu,
            ("切り取り(&T)\tCtrl+X", partial(self._edit, "cut"), None),
            ("コピー(&C)\tCtrl+C", partial(self._edit, "copy"), None),
            ("貼り付け(&P)\tCtrl+V", partial(self._edit, "paste"), None),
            ("消去(&D)\tDelete", partial(self._edit, "clear"), None),
            ("すべて選択(&A)\tCtrl+A", partial(self._edit, "select_all"), None),
        )
        menu.addSeparator()
        self._of_table = fill(
            menu,
            ("見出しも付けてコピー(&H)\tCtrl+Shift+C", partial(self._in_table, "copy_with_headings"), None),
            ("下方向へコピー(&W)\tCtrl+D", partial(self._in_table, "fill_down"), None),
            ("右方向へコピー(&G)\tCtrl+R", partial(self._in_table, "fill_right"), None),
        )
        menu.addSeparator()
        self._of_rows = fill(
            menu,
            ("行を挿入(&I)\tCtrl++", partial(self._with_row, 0), None),
            ("行を削除(&L)\tCtrl+-", partial(self._with_row, 1), None),
            ("1つ上へ(&B)\tAlt+Shift+↑", partial(self._with_row, 2), None),
            ("1つ下へ(&N)\tAlt+Shift+↓", partial(self._with_row, 3), None),
        )
        menu.addSeparator()
        fill(menu, ("検索(&F)", find, QKeySequence.StandardKey.Find))
        self._of_table += fill(
            menu,
            ("次を検索(&X)\tF3", partial(self._in_table, "next"), None),
            ("この列を絞り込む(&O)\tAlt+↓", partial(self._in_table, "filter"), None),
            ("絞り込みと並べ替えをやめる(&V)", partial(self._in_table, "as_given"), None),
        )
        menu.aboutToShow.connect(self.show_edits)

    def show_edits(self) -> None:
        """Grey what cannot be done where the keyboard is."""
        sheet, field = self._sheet(), _field()
        ways = sheet.row_ways if sheet is not None else RowWays()
        for action in self._of_cells:
            action.setEnabled(sheet is not None or field is not None)
        for action in self._of_table:
            action.setEnabled(sheet is not None)
        remove = None if ways.kept() else ways.remove
        for action, way in zip(self._of_rows, (ways.insert, remove, ways.move, ways.move), strict=True):
            action.setEnabled(way is not None)

    def _edit(self, what: str) -> None:
        """Do it in the field that is typed into, else in the table."""
        field, sheet = _field(), self._sheet()
        if field is not None:
            deeds: dict[str, Callable[[], object]] = {
                "cut": field.cut,
                "copy": field.copy,
                "paste": field.paste,
                "select_all": field.selectAll,
            }
            deeds.get(what, field.clear)()
        elif sheet is not None:
            actions = sheet.commands.actions
            ways: dict[str, Callable[[], object]] = {
                "cut": actions.cut,
                "copy": actions.copy,
                "paste": actions.paste,
                "clear": actions.clear,
            }
            ways.get(what, sheet.commands.select_all)()

    def _in_table(self, what: str) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        commands = sheet.commands
        ways: dict[str, Callable[[], object]] = {
            "copy_with_headings": commands.copy_with_headings,
            "fill_down": commands.actions.fill_down,
            "fill_right": commands.actions.fill_right,
            "next": partial(commands.find_next, 1),
            "filter": commands.filter_current,
            "as_given": partial(_show_as_given, sheet),
        }
        ways[what]()

    def _with_row(self, at: int) -> None:
        sheet = self._sheet()
        ways = sheet.row_ways if sheet is not None else RowWays()
        if at < 2:
            do = (ways.insert, ways.remove)[at]
            if do is not None:
                do()
        elif ways.move is not None:
            ways.move(-1 if at == 2 else 1)


def _show_as_given(sheet: Sheet) -> None:
    sheet.model.clear_filters()
    sheet.model.sort_by(None)


def _field() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """Return the field that has the keyboard; the editor of a cell is one."""
    focus = QApplication.focusWidget()
    return focus if isinstance(focus, QLineEdit | QPlainTextEdit | QTextEdit) else None
