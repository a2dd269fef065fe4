"""The one window: navigation at the left, one page at the right, the file's name and state above."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.files.actions import FileActions
from ui.files.autosave import Autosave
from ui.files.care import FileCare
from ui.look import theme
from ui.look.plain import in_title
from ui.pages.page import Page
from ui.session import Session
from ui.shell import late
from ui.shell.head import Head
from ui.shell.memory import Memory
from ui.shell.menus import Deeds, Menus
from ui.shell.navigation import Navigation
from ui.shell.notices import Notices, unread_told
from ui.shell.page_list import PAGES, entry_of
from ui.shell.room import Room
from ui.shell.side_windows import SideWindows
from ui.shell.standing import WindowStanding, in_pixels, in_units
from ui.shell.start_view import StartView, is_untouched
from ui.shell.unused import UnusedAreas
from ui.shell.viewing.text_size import TextSize
from ui.shell.viewing.theme_choice import ThemeChoice
from ui.tables.sheet.sheet import Sheet
from ui.widgets.banner import Banner
from ui.widgets.scrolling import Scrolling
from ui.widgets.side_panel import SidePanel
from ui.widgets.typing_end import finish_typing

if TYPE_CHECKING:
    from core.documents.paper.drawing import Drawing

T = TypeVar("T")

LEAST_SIZE = 480, 320
"""So small the window may be: what has no room by then folds or scrolls."""


class MainWindow(QMainWindow):
    """Shows the session's file; pages are built when they are first looked at."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self.session = session
        self._memory = memory
        self._pages: dict[str, Page] = {}
        self._has_begun = False
        session.beside = self._beside
        self.autosave = Autosave(session, self)
        self.files = FileActions(session, memory, self.autosave, self)
        self.care = FileCare(session, self.files, self.autosave, self)
        self.text_size, self.theme = TextSize(memory, self), ThemeChoice(memory, self)
        self.side = SideWindows(session, memory, self.autosave, self)
        self.side.text_size_chosen.connect(self.text_size.choose)
        self.side.theme_chosen.connect(self.theme.choose)
        self.banner = Banner()
        self._build()
        self._build_menus()
        session.loaded.connect(self._show_state)
        session.changed.connect(self._show_state)
        session.loaded.connect(self._begin_anew)
        self.files.saved.connect(self._show_state)
        self.files.saved.connect(session.saved)
        self._notices = Notices(self.banner, session, self.files, self.care, self.autosave, self._show_state)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(1366, 768)
        self.restoreGeometry(memory.state("window"))
        self.open_page(PAGES[0].key)
        self._show_state()
        theme.dress(self)
        if unread := unread_told(memory):
            self.banner.show_message("warning", unread)

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

    def may_be_built_again(self) -> list[Path] | None:
        """Bring to safety what cannot be carried over, and return the answer files that were open beside; None where
        one of them has to stay."""
        finish_typing(self)
        return self.files.close_answering()

    def hand_over(self, answering: Sequence[Path]) -> WindowStanding:
        """Return what another window goes on with; this one is not used any more."""
        self.autosave.wait()
        page = self._stack.currentWidget()
        at = page.main_sheet.current if isinstance(page, Page) and page.main_sheet is not None else None
        frame = in_pixels(self.normalGeometry() if self.isMaximized() else self.geometry(), self.devicePixelRatioF())
        return WindowStanding(
            session=self.session.hand_over(),
            presence=self.files.watch.hand_over(),
            answering=tuple(answering),
            place=next((key for key, one in self._pages.items() if one is page), PAGES[0].key),
            row=None if at is None or at[0] is None else at[0].id,
            column="" if at is None else at[1].name,
            frame=frame,
            is_maximized=self.isMaximized(),
        )

    def go_on(self, before: WindowStanding) -> None:
        """Stand where the window before did: the same page, the same cell, in the same frame on the screen."""
        self.files.watch.follow(before.presence)
        self.setGeometry(in_units(before.frame, self.devicePixelRatioF(), self.screen().availableGeometry()))
        self._has_begun = True
        page = self.open_page(before.place)
        if before.is_maximized:
            self.showMaximized()
        else:
            self.show()
        if page.main_sheet is not None and before.row is not None and page.main_sheet.select(before.row, before.column):
            page.main_sheet.focus_cells()
        for path in before.answering:
            self.files.open_path(path)
        self.autosave.resume()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text_size.follow_wheel()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.session.is_writing and self.files.close():
            self._memory.set_state("window", self.saveGeometry())
            event.accept()
        else:
            event.ignore()

    def _beside(self, work: Callable[[], T]) -> T:
        return late.while_writing(work, self)

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
                ("10分で使ってみる", "取扱説明書の最初の章です。見本で一回りします。", self.side.show_manual),
            ),
        )
        self._start.wanted.connect(self.files.open_path)
        self._stack.addWidget(self._start)
        self.head = Head(self.session, self._take_back, self._do_again, self.files.save, self._fold)
        column = QVBoxLayout(right := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(Scrolling(self._stack), 1)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._unused = UnusedAreas(self.session, self._memory, self._navigation, self)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._navigation, 1)
        left.addWidget(self._unused.button)
        row.addLayout(left)
        row.addWidget(right, 1)
        self.setCentralWidget(centre)
        self._room = Room(self, self._navigation, self._stack, self.head, column, self._memory)
        self._room.folded.connect(self._unused.show)

    def _build_menus(self) -> None:
        deeds = Deeds(
            new=self._new,
            close_file=self._close_file,
            quit=self.close,
            undo=self._take_back,
            redo=self._do_again,
            find=self._find,
            open_page=self.open_page,
            explain=self._explain,
            print=self._print,
            find_anywhere=self._find_anywhere,
            turn_page=self._turn_page,
            go_to_area=self._go_to_area,
            fold_navigation=self._fold,
            fold_panel=self._fold_panel,
            sheet=self._sheet,
            choose_areas=self._unused.choose,
        )
        parts = (self.session, self._memory, self.files, self.care, self.side, self.text_size, self.theme)
        self.menus = Menus(self.menuBar(), *parts, deeds)

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

    def _begin_anew(self) -> None:
        """Another ledger is there: whoever sees the start page or the first page sees what is right for it."""
        self._has_begun = False
        if self._stack.currentWidget() in (self._start, self._pages.get(PAGES[0].key)):
            self.open_page(PAGES[0].key)

    def _fold(self) -> None:
        self._room.toggle_navigation()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def _sheet(self) -> Sheet | None:
        """Return the table that has the keyboard, else that on which the work of the page is done."""
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Sheet):
            widget = widget.parentWidget()
        page = self._stack.currentWidget()
        return widget or (page.main_sheet if isinstance(page, Page) else None)

    def print_figure(self, drawing: "Drawing") -> None:
        """Let one figure be printed or saved."""
        late.print_figure(drawing, self)

    def _print(self) -> None:
        """Print what is on the screen, or say why there is nothing to print."""
        finish_typing(self)
        late.print_page(self._stack.currentWidget(), self._sheet(), self.open_page, self)

    def _find_anywhere(self) -> None:
        finish_typing(self)
        late.find_anywhere(self.session.book, PAGES, self.open_page, self._stack.currentWidget(), self)

    def _turn_page(self, pages: int) -> None:
        """Show the next page of the list (−1: the one before), after the last the first."""
        keys = [entry.key for entry in PAGES]
        shown = next((key for key, page in self._pages.items() if page is self._stack.currentWidget()), keys[0])
        self.open_page(keys[(keys.index(shown) + pages) % len(keys)])

    def _go_to_area(self, step: int) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            late.go_to_area([self.head, self._navigation], page, step)

    def _fold_panel(self) -> None:
        page = self._stack.currentWidget()
        for side in page.findChildren(SidePanel) if page is not None else ():
            side.toggle()

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

    def _show_state(self) -> None:
        self.head.show_state()
        self.menus.show_state()
        self.setWindowTitle(in_title(f"{self.head.file_name} — 按分帳"))

    def _explain(self) -> None:
        shown = self._stack.currentWidget()
        self.side.show_manual(next((key for key, page in self._pages.items() if page is shown), ""))
