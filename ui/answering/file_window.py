"""What the windows for filling in a file have in common: saving by name and on closing, undo, trouble, the menus."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.storage.disk.errors import StoreError
from ui.answering.head import AnswerHead
from ui.answering.session import FileSession, FileStanding
from ui.dialogs.questions import ask, may_replace
from ui.files.trouble import file_trouble
from ui.look.plain import in_title
from ui.shell.manual_window import ManualWindow
from ui.shell.memory import Memory
from ui.shell.standing import in_pixels, in_units
from ui.shell.viewing.look_menu import fill_look
from ui.shell.viewing.text_size import TextSize
from ui.shell.viewing.theme_choice import ThemeChoice
from ui.tables.sheet.sheet import Sheet
from ui.widgets.banner import Banner


@dataclass(frozen=True, slots=True)
class FileKind:
    """`what` is what is done in the window: 回答 or 採点; `filter` and `suffix` are for the dialog that asks for a
    name; `manual` is the page of the manual."""

    what: str
    filter: str
    suffix: str
    manual: str


@dataclass(frozen=True, slots=True)
class FileWindowStanding:
    """Where the user was, carried over while the window is built again; `frame` is in pixels of the screen."""

    session: FileStanding[Any]
    row: Any
    column: str
    frame: QRect
    is_maximized: bool


class FileWindow(QMainWindow):
    """A window on one file. What derives from it lays itself out, and notes in `commit` what is still being typed."""

    sheet: Sheet
    """The table that is filled in."""

    def __init__(self, session: FileSession[Any], kind: FileKind, memory: Memory) -> None:
        super().__init__()
        self.text_size = TextSize(memory, self)
        self.theme = ThemeChoice(memory, self)
        self._file_session = session
        self._kind = kind
        session.setParent(self)
        self.banner = Banner()
        self._manual: ManualWindow | None = None
        self._head: AnswerHead | None = None
        self._undo, self._redo = QAction(self), QAction(self)
        session.saved.connect(self.show_state)
        session.failed.connect(self._show_trouble)
        self.resize(1366, 768)

    @property
    def path(self) -> Path:
        """The file of the window."""
        return self._file_session.path

    def commit(self) -> None:
        """Note what was typed into a field that still has the keyboard."""

    def save(self) -> bool:
        """Save now; returns whether it is saved."""
        return self._saved(None)

    def save_as(self) -> bool:
        """Ask for a name and save under it; returns whether it is saved."""
        name, _ = QFileDialog.getSaveFileName(self, "名前を付けて保存", str(self._file_session.path), self._kind.filter)
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != self._kind.suffix:
            path = path.with_name(path.name + self._kind.suffix)
            if path.exists() and not may_replace(self, path):
                return False
        return self._saved(path)

    def show_state(self) -> None:
        """Show whether it is saved, and what can be undone."""
        if self._head is not None:
            self._head.show_state()
        self.setWindowTitle(in_title(f"{self._file_session.path.name} — 按分帳 {self._kind.what}"))
        self._undo.setEnabled(self._file_session.can_undo)
        self._redo.setEnabled(self._file_session.can_redo)

    def hand_over(self) -> FileWindowStanding:
        """Return what another window goes on with; this one is not used any more."""
        self.commit()
        at = self.sheet.current
        frame = in_pixels(self.normalGeometry() if self.isMaximized() else self.geometry(), self.devicePixelRatioF())
        return FileWindowStanding(
            session=self._file_session.hand_over(),
            row=None if at is None or at[0] is None else at[0].id,
            column="" if at is None else at[1].name,
            frame=frame,
            is_maximized=self.isMaximized(),
        )

    def go_on(self, before: FileWindowStanding) -> None:
        """Stand where the window before did: the same cell, in the same frame on the screen."""
        self.setGeometry(in_units(before.frame, self.devicePixelRatioF(), self.screen().availableGeometry()))
        if before.is_maximized:
            self.showMaximized()
        else:
            self.show()
        if before.row is not None and self.sheet.select(before.row, before.column):
            self.sheet.focus_cells()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text_size.follow_wheel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.commit()
        if not self._file_session.is_dirty or self.save():
            event.accept()
            return
        what = self._kind.what
        text = f"{what}を保存できませんでした。閉じると、保存していない{what}は失われます。"
        choice = ask(self, "保存できません", text, ("名前を付けて保存", "保存せずに閉じる", "閉じない"))
        if choice == "保存せずに閉じる" or (choice == "名前を付けて保存" and self.save_as()):
            event.accept()
        else:
            event.ignore()

    def lay_out(self, head: AnswerHead, body: QWidget) -> None:
        """Put the parts below each other: the head, what is told, the body."""
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(24, 0, 24, 16)
        inside.addWidget(body)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.banner)
        column.addWidget(inner, 1)
        self.setCentralWidget(centre)
        self._head = head

    def build_menus(self, search: Callable[[], object], print: Callable[[], object] | None = None) -> None:
        """Make the menus; without `print` there is nothing to print."""
        standard = QKeySequence.StandardKey
        file_menu, edit_menu = self.menuBar().addMenu("ファイル(&F)"), self.menuBar().addMenu("編集(&E)")
        fill_look(self.menuBar().addMenu("表示(&V)"), self.text_size, self.theme)
        help_menu = self.menuBar().addMenu("ヘルプ(&H)")
        session = self._file_session
        printing = ((file_menu, "回答控えを印刷(&P)…", print, QKeySequence("Ctrl+P")),) if print is not None else ()
        for menu, text, slot, keys in (
            (file_menu, "保存(&S)", self.save, QKeySequence(standard.Save)),
            (file_menu, "名前を付けて保存(&A)…", self.save_as, QKeySequence("Ctrl+Shift+S")),
            *printing,
            (file_menu, "閉じる(&X)", self.close, QKeySequence("Ctrl+Q")),
            (edit_menu, "元に戻す(&U)", session.undo, QKeySequence(standard.Undo)),
            (edit_menu, "やり直し(&R)", session.redo, QKeySequence("Ctrl+Y")),
            (edit_menu, "検索(&F)", search, QKeySequence(standard.Find)),
            (help_menu, "この画面の説明(&H)", self._explain, QKeySequence(standard.HelpContents)),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            action.setShortcut(keys)
        self._undo, self._redo = edit_menu.actions()[:2]

    def _saved(self, path: Path | None) -> bool:
        self.commit()
        try:
            self._file_session.save(path)
        except StoreError as error:
            self._show_trouble(error)
            return False
        return True

    def _explain(self) -> None:
        if self._manual is None:
            self._manual = ManualWindow(self)
        self._manual.open_page(self._kind.manual)

    def _show_trouble(self, error: Exception) -> None:
        trouble = file_trouble(error)
        action, do = ("名前を付けて保存", self.save_as) if trouble.offer_save_as else ("", None)
        self.banner.show_message("error", trouble.text, action, do)
        self.show_state()
