"""How the window shares its room: the navigation folds where a table would have too little, and where the window is
low what stands above the pages goes up beside the menus."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.shell.head import Head
from ui.shell.memory import Memory
from ui.shell.navigation import WIDTH, Navigation

LOW = 600
"""A window that is lower has no room for a line of its own above the pages."""
_KEY = "navigation/folded"


class Room(QObject):
    """Whether the navigation is wanted is remembered; where there is no room for it, it is folded until the user opens
    it nevertheless, or there is room again."""

    folded = Signal()
    """The navigation was folded or opened."""

    def __init__(
        self,
        window: QMainWindow,
        navigation: Navigation,
        pages: QStackedWidget,
        head: Head,
        column: QVBoxLayout,
        memory: Memory,
    ) -> None:
        super().__init__(window)
        self._window, self._navigation, self._pages = window, navigation, pages
        self._head, self._column, self._memory = head, column, memory
        self._is_narrow = False
        self._is_low = False
        pages.currentChanged.connect(lambda _at: self.fit())
        window.installEventFilter(self)
        self._fold(memory.text(_KEY) == "yes")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.fit()
        return False

    def fit(self) -> None:
        """Share the room out as it is now."""
        is_low = self._window.height() < LOW
        if is_low != self._is_low:
            self._is_low = is_low
            self._move_head()
        if is_low:
            self._head.stand_in_menu(True, self._beside_menus())
        page = self._pages.currentWidget()
        least = page.least_width if isinstance(page, Page) else page.minimumSizeHint().width() if page else 0
        is_narrow = self._window.width() - WIDTH < least
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fold(is_narrow or self._memory.text(_KEY) == "yes")

    def toggle_navigation(self) -> None:
        """Fold the navigation, or open it and give it the keyboard."""
        folds = not self._navigation.isHidden()
        self._fold(folds)
        if not folds:
            self._navigation.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._is_narrow:
            self._memory.set_text(_KEY, "yes" if folds else "")

    def _fold(self, folds: bool) -> None:
        page = self._pages.currentWidget()
        if folds and page is not None and QApplication.focusWidget() is self._navigation:
            table = page.main_sheet if isinstance(page, Page) else None
            (table or page).setFocus(Qt.FocusReason.OtherFocusReason)
        self._navigation.setVisible(not folds)
        self._head.show_fold(folds)
        if self._is_low:
            self._move_head()  # its button says more, or less, than before
        self.folded.emit()

    def _beside_menus(self) -> int:
        bar = self._window.menuBar()
        taken = sum(bar.actionGeometry(action).width() for action in bar.actions())
        return self._window.width() - taken - 2 * 8

    def _move_head(self) -> None:
        bar = self._window.menuBar()
        if self._is_low:
            bar.setCornerWidget(self._head, Qt.Corner.TopRightCorner)
        else:
            # The bar goes on reckoning with what stood in its corner, and shows no menus where that is wide.
            bar.setCornerWidget(QWidget(), Qt.Corner.TopRightCorner)
            self._column.insertWidget(0, self._head)
            self._head.stand_in_menu(False)
        self._head.show()
