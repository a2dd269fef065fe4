"""The menus of the window: every command in words, with its key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from core.dataclass import dataclass
from ui.files.actions import FileActions
from ui.files.care import FileCare
from ui.look.plain import literal
from ui.session import Session
from ui.shell import late
from ui.shell.edit_menu import EditMenu
from ui.shell.memory import Memory
from ui.shell.page_list import PAGES, alone_in_group
from ui.shell.side_windows import SideWindows
from ui.shell.viewing.look_menu import fill_look
from ui.shell.viewing.text_size import TextSize
from ui.shell.viewing.theme_choice import ThemeChoice
from ui.tables.sheet.sheet import Sheet
from ui.widgets.menu_entries import fill


@dataclass(frozen=True, slots=True)
class Deeds:
    """What only the window itself can do."""

    new: Callable[[], object]
    close_file: Callable[[], object]
    quit: Callable[[], object]
    undo: Callable[[], object]
    redo: Callable[[], object]
    find: Callable[[], object]
    open_page: Callable[[str], object]
    explain: Callable[[], object]
    print: Callable[[], object]
    find_anywhere: Callable[[], object]
    turn_page: Callable[[int], object]
    go_to_area: Callable[[int], object]
    fold_navigation: Callable[[], object]
    fold_panel: Callable[[], object]
    sheet: Callable[[], Sheet | None]
    choose_areas: Callable[[], object]


class Menus:
    """Fills the bar; `show_state` greys what cannot be done at the moment."""

    def __init__(
        self,
        bar: QMenuBar,
        session: Session,
        memory: Memory,
        files: FileActions,
        care: FileCare,
        side: SideWindows,
        text_size: TextSize,
        theme: ThemeChoice,
        deeds: Deeds,
    ) -> None:
        self._session, self._memory, self._files = session, memory, files
        self._text_size, self._theme, self._deeds = text_size, theme, deeds
        self._fill_file(bar.addMenu("ファイル(&F)"), care, side)
        self.edit = EditMenu(bar.addMenu("編集(&E)"), deeds.undo, deeds.redo, deeds.find, deeds.sheet)
        self._fill_view(bar.addMenu("表示(&V)"))
        self._fill_pages(bar.addMenu("ページ(&P)"))
        fill(
            bar.addMenu("ヘルプ(&H)"),
            ("この画面の説明(&H)", deeds.explain, QKeySequence.StandardKey.HelpContents),
            ("取扱説明書(&M)", side.show_manual, None),
            ("状況を保存(&L)…", care.save_situation, None),
            None,
            ("按分帳について(&A)", side.show_about, None),
        )

    def show_state(self) -> None:
        """Say what can be taken back and done again."""
        stack = self._session.undo_stack
        for action, able, text, word in (
            (self.edit.undo, stack.canUndo(), stack.undoText(), "元に戻す"),
            (self.edit.redo, stack.canRedo(), stack.redoText(), "やり直し"),
        ):
            action.setEnabled(able)
            action.setText(literal(f"{word}: {text}") if text else word)

    def _fill_file(self, menu: QMenu, care: FileCare, side: SideWindows) -> None:
        files, deeds = self._files, self._deeds
        fill(
            menu,
            ("新規作成(&N)", deeds.new, QKeySequence.StandardKey.New),
            ("開く(&O)…", files.open, QKeySequence.StandardKey.Open),
        )
        self.recent = menu.addMenu("最近使ったファイル(&R)")
        self.recent.aboutToShow.connect(self._list_recent)
        fill(
            menu,
            ("見本を開く(&E)", files.open_sample, None),
            ("新しいウィンドウを開く(&W)", side.open_window, QKeySequence("Ctrl+Shift+N")),
            None,
            ("保存(&S)", files.save, QKeySequence.StandardKey.Save),
            ("名前を付けて保存(&A)…", files.save_as, QKeySequence("Ctrl+Shift+S")),
            ("保存せずに閉じる(&D)", deeds.close_file, None),
            None,
            ("印刷(&P)…", deeds.print, QKeySequence.StandardKey.Print),
            None,
            ("見比べる(&C)…", partial(care.compare, self._memory), None),
            ("控えから復元(&B)…", care.restore, None),
            ("提出用ファイルを作る(&H)…", care.hand_over, None),
            ("変更履歴を締め切る(&L)…", care.close_log, None),
            None,
            ("設定(&T)…", side.show_settings, QKeySequence("Ctrl+,")),
            None,
            ("終了(&X)", deeds.quit, QKeySequence("Ctrl+Q")),
        )

    def _fill_view(self, menu: QMenu) -> None:
        fill_look(menu, self._text_size, self._theme)
        menu.addSeparator()
        fill(
            menu,
            ("ページの一覧を開く・閉じる(&N)", self._deeds.fold_navigation, QKeySequence("Ctrl+Alt+L")),
            ("詳細を開く・閉じる(&D)", self._deeds.fold_panel, QKeySequence("Ctrl+Alt+D")),
            ("合計を1行にたたむ・すべて表示(&G)", self._fold_totals, QKeySequence("Ctrl+Alt+G")),
            ("行を2行・1行にする(&R)", self._change_lines, None),
            ("表示する列を選ぶ(&C)…", self._choose_columns, None),
            ("使う領域を選ぶ(&A)…", self._deeds.choose_areas, None),
        )

    def _fold_totals(self) -> None:
        sheet = self._deeds.sheet()
        if sheet is not None:
            sheet.panes.toggle_totals()

    def _change_lines(self) -> None:
        """Let the rows of the table be two lines high, where a long text is seen whole, or one again."""
        sheet = self._deeds.sheet()
        if sheet is not None:
            lines = 1 if sheet.panes.main.lines > 1 else 2
            sheet.choice.keep_lines(lines)
            for grid in (sheet.panes.frozen, sheet.panes.main):
                grid.set_lines(lines)
            sheet.panes.fit_totals()

    def _choose_columns(self) -> None:
        sheet = self._deeds.sheet()
        if sheet is not None:
            late.choose_columns(sheet.choice, sheet.window())

    def _fill_pages(self, menu: QMenu) -> None:
        deeds = self._deeds
        fill(
            menu,
            ("移動と検索(&K)…", deeds.find_anywhere, QKeySequence("Ctrl+K")),
            ("前のページ(&B)", partial(deeds.turn_page, -1), QKeySequence("Ctrl+PgUp")),
            ("次のページ(&N)", partial(deeds.turn_page, 1), QKeySequence("Ctrl+PgDown")),
            ("次の区画へ(&A)", partial(deeds.go_to_area, 1), QKeySequence("F6")),
            ("前の区画へ(&Z)", partial(deeds.go_to_area, -1), QKeySequence("Shift+F6")),
            None,
        )
        groups, alone = dict[str, QMenu](), alone_in_group(PAGES)
        for number, entry in enumerate(PAGES, 1):
            keys = QKeySequence(f"Alt+{number}") if number < 10 else None
            if entry.key not in alone and entry.group not in groups:
                groups[entry.group] = menu.addMenu(entry.group)
            within = groups.get(entry.group, menu)
            fill(within, (literal(entry.title), partial(self._deeds.open_page, entry.key), keys))

    def _list_recent(self) -> None:
        self.recent.clear()
        for path in self._memory.recent_files():
            fill(self.recent, (literal(str(path)), partial(self._files.open_path, path), None))
        if not self.recent.actions():
            self.recent.addAction("(まだありません)").setEnabled(False)
