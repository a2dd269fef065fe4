"""What stands above every page: whose ledger it is, the state of its file, and the buttons that are always at hand."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look import theme
from ui.session import Session

_STATE_ROOM = 240
"""So much of the head is kept for the file and whether it is saved: the consortium's name gives way first."""
_FOLD, _UNFOLD = "一覧を閉じる", "一覧を開く"
_HELP = "左のページの一覧を出すか。画面が狭いときは自動で閉じます。"


class Head(QWidget):
    """`show_state` tells how the file stands; the caller says when that may have changed."""

    def __init__(
        self,
        session: Session,
        undo: Callable[[], object],
        redo: Callable[[], object],
        save: Callable[[], object],
        fold: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("header")
        self.title = ElidedLabel()
        self.title.setObjectName("fileTitle")
        self.state = ElidedLabel()
        self.state.setObjectName("fileState")
        for label in (self.title, self.state):
            label.setMinimumWidth(theme.TARGET)
        self.fold = _button(_FOLD, fold)
        self.fold.setToolTip(_HELP)
        self.fold.setAccessibleDescription(_HELP)
        self.undo = _button("元に戻す", undo)
        self.redo = _button("やり直し", redo)
        self.save = _button("保存", save)
        self._line = line = QHBoxLayout(self)
        line.setSpacing(8)
        line.addWidget(self.fold)
        line.addWidget(self.title)
        line.addWidget(self.state)
        line.addStretch(1)
        self._buttons = (self.fold, self.undo, self.redo, self.save)
        for button in self._buttons[1:]:
            line.addWidget(button)
        self.stand_in_menu(False)

    def show_fold(self, is_folded: bool) -> None:
        """Say what the button of the navigation does."""
        self.fold.setText(_UNFOLD if is_folded else _FOLD)
        self.fold.setAccessibleName(self.fold.text())

    def stand_in_menu(self, stands: bool, room: int = 0) -> None:
        """Stand in a line of its own, or with less in it at the right of the menus, `room` px wide."""
        self._line.setContentsMargins(*((0, 0, 4, 0) if stands else (16, 4, 16, 4)))
        self.title.setVisible(not stands)
        self.state.setVisible(not stands)
        self.redo.setVisible(not stands or room >= sum(one.sizeHint().width() + 8 for one in self._buttons))
        self.undo.setVisible(not stands or room >= self.fold.sizeHint().width() + 2 * self.save.sizeHint().width() + 40)

    @property
    def file_name(self) -> str:
        """The name of the file, or what is said of a ledger without one."""
        path = self._session.path
        return path.name if path else "名前のない台帳"

    def show_state(self) -> None:
        """Show the ledger's name, how its file stands, and what can be taken back or done again."""
        file, stack = self._session.file, self._session.undo_stack
        state = "未保存の変更があります" if file.is_dirty else "保存済み"
        if file.path is None:
            state = "まだファイルに保存していません"
        elif file.is_read_only:
            state = "読み取り専用(提出用ファイル)" if file.store.seal else "読み取り専用"
        self.title.setText(self._session.book.consortium.name)
        self.save.setToolTip(f"{self.file_name} — {state}")
        self.state.setText(f"{self.file_name} — {state}")
        self.state.setMinimumWidth(min(self.state.sizeHint().width(), _STATE_ROOM))
        for button, able, text in (
            (self.undo, stack.canUndo(), stack.undoText()),
            (self.redo, stack.canRedo(), stack.redoText()),
        ):
            button.setEnabled(able)
            button.setToolTip(f"{button.text()}: {text}" if text else button.text())
        self.save.setEnabled(file.is_dirty or file.path is None)


def _button(text: str, do: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.clicked.connect(lambda _checked=False: do())
    return made


class ElidedLabel(QLabel):
    """Shows plain text in one line; `text` is the whole of it, and so is the tooltip where some is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter = QPainter(self)
        place = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(painter, room, place, self.palette(), self.isEnabled(), shown, self.foregroundRole())
        painter.end()
