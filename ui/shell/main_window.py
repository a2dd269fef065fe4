"""The one window: navigation at the left, one page at the right, the file's name and state above."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.model.machine.faults import Fault
from core.storage.disk.errors import CannotOpen, Damaged
from core.storage.disk.sightings import Holder
from core.words.sentences import sentence
from ui.files.actions import FileActions
from ui.files.autosave import Autosave
from ui.files.care import FileCare
from ui.files.trouble import Trouble, file_trouble
from ui.look import theme
from ui.look.plain import in_title, literal
from ui.pages.page import Page
from ui.session import Session
from ui.shell.memory import Memory
from ui.shell.navigation import Navigation
from ui.shell.page_list import PAGES, alone_in_group, entry_of
from ui.shell.side_windows import SideWindows
from ui.shell.start_view import StartView, is_untouched
from ui.widgets.banner import Banner
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.scrolling import Scrolling
from ui.widgets.typing_end import finish_typing

_STATE_ROOM = 240
"""So much of the header is kept for the file and whether it is saved: the consortium's name gives way first."""


class MainWindow(QMainWindow):
    """Shows the session's file; pages are built when they are first looked at."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self.session = session
        self._memory = memory
        self._pages: dict[str, Page] = {}
        self._has_begun = False
        self.autosave = Autosave(session, self)
        self.files = FileActions(session, memory, self.autosave, self)
        self.care = FileCare(session, self.files, self.autosave, self)
        self.side = SideWindows(session, memory, self.autosave, self)
        self.banner = Banner()
        self._build()
        self._build_menus()
        session.loaded.connect(self._show_state)
        session.changed.connect(self._show_state)
        session.loaded.connect(self.banner.hide)
        session.loaded.connect(self._begin_anew)
        session.failed.connect(self._show_trouble)
        self.files.saved.connect(self._show_state)
        self.files.saved.connect(session.saved)
        self.files.saved.connect(self.banner.hide)
        self.files.failed.connect(self._show_trouble)
        self.care.failed.connect(self._show_trouble)
        self.care.told.connect(self._tell)
        self.files.warned.connect(lambda text: self.banner.show_message("warning", text))
        self.files.watch.taken_over.connect(self._tell_taken_over)
        self.resize(1366, 768)
        self.restoreGeometry(memory.state("window"))
        self.open_page(PAGES[0].key)
        self._show_state()

    def open_page(self, place: str) -> Page:
        """Show the page, or the page of a table, and return it; what follows a slash names the part of it that is
        wanted: reports/reminder. As long as no file is open the start page stands in place of the first page."""
        name, _, part = place.partition("/")
        key = entry_of(name).key
        page = self.page(key)
        if part:
            page.show_part(part)
        starts = key == PAGES[0].key and not self._has_begun and is_untouched(self.session)
        self._stack.setCurrentWidget(self._start if starts else page)
        self._navigation.show_page(key)
        return page

    def page(self, key: str) -> Page:
        """Return the page, built if need be."""
        if key not in self._pages:
            entry = entry_of(key)
            page = entry.load()(self.session, self._memory, entry.title, entry.about)
            page.open_page.connect(self.open_page)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.files.close():
            self._memory.set_state("window", self.saveGeometry())
            event.accept()
        else:
            event.ignore()

    def _build(self) -> None:
        self._navigation = Navigation(PAGES, self._memory)
        self._navigation.chosen.connect(self.open_page)
        self._stack = QStackedWidget()
        self._start = StartView(
            self._memory,
            (
                ("見本を見る", "公表資料から作った、6市町村の台帳を開きます。", self.files.open_sample),
                ("新しく作る", "空の台帳から、自分の協議会の台帳を作ります。", self._new),
                ("ファイルを開く…", "保存した台帳や、届いた回答ファイルを開きます。", self.files.open),
                ("10分で使ってみる", "取扱説明書の最初の章です。見本で一回りします。", self._try),
            ),
        )
        self._start.wanted.connect(self.files.open_path)
        self._stack.addWidget(self._start)
        self._title = ElidedLabel()
        self._title.setObjectName("fileTitle")
        self._state = ElidedLabel()
        self._state.setObjectName("fileState")
        for label in (self._title, self._state):
            label.setMinimumWidth(theme.TARGET)
        self._undo = QPushButton("元に戻す")
        self._redo = QPushButton("やり直し")
        self._save = QPushButton("保存")
        self._undo.clicked.connect(self._take_back)
        self._redo.clicked.connect(self._do_again)
        self._save.clicked.connect(self.files.save)
        header = QWidget()
        header.setObjectName("header")
        line = QHBoxLayout(header)
        line.setContentsMargins(16, 4, 16, 4)
        line.setSpacing(8)
        line.addWidget(self._title)
        line.addWidget(self._state)
        line.addStretch(1)
        for button in (self._undo, self._redo, self._save):
            line.addWidget(button)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.banner)
        column.addWidget(Scrolling(self._stack), 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._navigation)
        row.addWidget(right, 1)
        self.setCentralWidget(centre)

    def _build_menus(self) -> None:
        file_menu = self.menuBar().addMenu("ファイル(&F)")
        self._add(file_menu, "新規作成(&N)", self._new, QKeySequence.StandardKey.New)
        self._add(file_menu, "開く(&O)…", self.files.open, QKeySequence.StandardKey.Open)
        self._recent = file_menu.addMenu("最近使ったファイル(&R)")
        self._recent.aboutToShow.connect(self._list_recent)
        self._add(file_menu, "見本を開く(&E)", self.files.open_sample)
        file_menu.addSeparator()
        self._add(file_menu, "保存(&S)", self.files.save, QKeySequence.StandardKey.Save)
        self._add(file_menu, "名前を付けて保存(&A)…", self.files.save_as, QKeySequence("Ctrl+Shift+S"))
        self._add(file_menu, "保存せずに閉じる(&W)", self._close_file)
        file_menu.addSeparator()
        self._add(file_menu, "控えから復元(&B)…", self.care.restore)
        self._add(file_menu, "提出用ファイルを作る(&H)…", self.care.hand_over)
        self._add(file_menu, "変更履歴を締め切る(&L)…", self.care.close_log)
        file_menu.addSeparator()
        self._add(file_menu, "設定(&T)…", self.side.show_settings, QKeySequence("Ctrl+,"))
        file_menu.addSeparator()
        self._add(file_menu, "終了(&X)", self.close, QKeySequence("Ctrl+Q"))
        edit_menu = self.menuBar().addMenu("編集(&E)")
        self._undo_action = self._add(edit_menu, "元に戻す(&U)", self._take_back, QKeySequence.StandardKey.Undo)
        self._redo_action = self._add(edit_menu, "やり直し(&R)", self._do_again, QKeySequence("Ctrl+Y"))
        edit_menu.addSeparator()
        self._add(edit_menu, "検索(&F)", self._find, QKeySequence.StandardKey.Find)
        page_menu = self.menuBar().addMenu("ページ(&P)")
        groups, alone = dict[str, QMenu](), alone_in_group(PAGES)
        for number, entry in enumerate(PAGES, 1):
            shortcut = QKeySequence(f"Alt+{number}") if number < 10 else None
            if entry.key not in alone and entry.group not in groups:
                groups[entry.group] = page_menu.addMenu(entry.group)
            menu = groups.get(entry.group, page_menu)
            self._add(menu, entry.title.replace("&", "&&"), partial(self._open_from_menu, entry.key), shortcut)
        help_menu = self.menuBar().addMenu("ヘルプ(&H)")
        self._add(help_menu, "この画面の説明(&H)", self._explain, QKeySequence.StandardKey.HelpContents)
        self._add(help_menu, "取扱説明書(&M)", lambda _checked=False: self.side.show_manual())
        self._add(help_menu, "状況を保存(&L)…", self.care.save_situation)
        help_menu.addSeparator()
        self._add(help_menu, "按分帳について(&A)", self.side.show_about)

    def _open_from_menu(self, key: str, _checked: bool = False) -> None:
        self.open_page(key)

    def _add(
        self, menu: QMenu, text: str, slot: object, keys: QKeySequence | QKeySequence.StandardKey | None = None
    ) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(slot)
        if keys is not None:
            action.setShortcut(keys)
        return action

    def _new(self) -> None:
        """Show a new ledger, at the page where its making begins if none was chosen yet."""
        if self.files.new():
            self._has_begun = True
            if self._stack.currentWidget() is self._start:
                self.open_page(PAGES[0].key)

    def _close_file(self) -> None:
        self.files.close_without_saving()
        if is_untouched(self.session):
            self.open_page(PAGES[0].key)

    def _try(self) -> None:
        self.side.show_manual()

    def _begin_anew(self) -> None:
        """Another ledger is there: whoever sees the start page or the first page sees what is right for it."""
        self._has_begun = False
        if self._stack.currentWidget() in (self._start, self._pages.get(PAGES[0].key)):
            self.open_page(PAGES[0].key)

    def _take_back(self) -> None:
        finish_typing(self)
        self.session.undo()

    def _do_again(self) -> None:
        finish_typing(self)
        self.session.redo()

    def _find(self) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.open_search()

    def _list_recent(self) -> None:
        self._recent.clear()
        for path in self._memory.recent_files():
            self._add(self._recent, literal(str(path)), lambda _=False, path=path: self.files.open_path(path))
        if not self._recent.actions():
            self._recent.addAction("(まだありません)").setEnabled(False)

    def _show_state(self) -> None:
        file, stack = self.session.file, self.session.undo_stack
        name = file.path.name if file.path else "名前のない台帳"
        state = "未保存の変更があります" if file.is_dirty else "保存済み"
        if file.path is None:
            state = "まだファイルに保存していません"
        elif file.is_read_only:
            state = "読み取り専用(提出用ファイル)" if file.store.seal else "読み取り専用"
        self._title.setText(self.session.book.consortium.name)
        self._state.setText(f"{name} — {state}")
        self._state.setMinimumWidth(min(self._state.sizeHint().width(), _STATE_ROOM))
        self.setWindowTitle(in_title(f"{name} — 按分帳"))
        for widget, action, able, text, word in (
            (self._undo, self._undo_action, stack.canUndo(), stack.undoText(), "元に戻す"),
            (self._redo, self._redo_action, stack.canRedo(), stack.redoText(), "やり直し"),
        ):
            widget.setEnabled(able)
            widget.setToolTip(f"{word}: {text}" if text else word)
            action.setEnabled(able)
            action.setText(literal(f"{word}: {text}") if text else word)
        self._save.setEnabled(file.is_dirty or file.path is None)

    def _show_trouble(self, error: Exception) -> None:
        trouble = file_trouble(error, self.autosave.is_retrying(error))
        action, do = self._way_out(error, trouble)
        self.banner.show_message("error", trouble.text, action, do)
        self._show_state()

    def _way_out(self, error: Exception, trouble: Trouble) -> tuple[str, Callable[[], object] | None]:
        """Return the one button that helps most: its word and what it does."""
        if trouble.offer_merge:
            return "見比べて統合", self.care.merge
        if isinstance(error, Damaged) and "path" in error.facts:
            return "控えを探す・救出する", partial(self.care.rescue, Path(str(error.facts["path"])))
        if isinstance(error, CannotOpen) and error.rule == "file_empty":
            return "控えを探す", partial(self.care.find_backup, Path(str(error.facts["path"])))
        return ("名前を付けて保存", self.files.save_as) if trouble.offer_save_as else ("", None)

    def _tell(self, text: str) -> None:
        self._show_state()
        self.banner.show_message("info", text)

    def _tell_taken_over(self, holder: Holder) -> None:
        path = self.session.path
        self.banner.show_message("warning", sentence(Fault("", "taken_over", {"path": path, **holder.facts})))

    def _explain(self) -> None:
        shown = self._stack.currentWidget()
        self.side.show_manual(next((key for key, page in self._pages.items() if page is shown), ""))
