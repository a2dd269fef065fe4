"""The start page: what stands in place of 概要 as long as no file is open."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.model.council import Municipality, System
from core.model.requests import Customization
from ui.look import theme
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.buttons import ButtonStyle, button
from ui.widgets.spaced_items import SpacedItems
from ui.widgets.spaced_label import SpacedLabel

_BUTTON_WIDTH = 190
_ROLE = Qt.ItemDataRole.UserRole

Way = tuple[str, str, Callable[[], object]]
"""What a button says, what it does in a sentence, and what it calls."""


def is_untouched(session: Session) -> bool:
    """Whether the session holds no more than the empty ledger with which the program starts."""
    if session.path is not None or session.file.is_dirty or session.undo_stack.canUndo():
        return False
    return not any(session.book.all(cls) for cls in (Municipality, System, Customization))


class StartView(QWidget):
    """The ways to begin, and the files opened last; `wanted` names the file that is to be opened."""

    wanted = Signal(object)

    def __init__(self, memory: Memory, ways: Sequence[Way]) -> None:
        super().__init__()
        self._memory = memory
        self.setAccessibleName("はじめに")
        title = QLabel("はじめに")
        title.setProperty("role", "title")
        about = SpacedLabel("開いている台帳はありません。始め方を選んでください。")
        about.setProperty("role", "help")
        self.recent = QListWidget()
        self.recent.setObjectName("list")
        self.recent.setAccessibleName("最近のファイル")
        self.recent.setWordWrap(True)
        self.recent.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.recent.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.recent.setItemDelegate(SpacedItems(self.recent))
        self.recent.itemActivated.connect(self._open)
        self.recent.itemClicked.connect(self._open)
        self._none = SpacedLabel("まだありません。台帳を保存するか開くと、ここに並びます。")
        self._none.setProperty("role", "help")
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        lines = (_line(way, "secondary" if place else "primary") for place, way in enumerate(ways))
        row.addWidget(_card("始め方", *lines), 3)
        row.addWidget(_card("最近のファイル", self.recent, self._none), 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(theme.GAP)
        layout.addWidget(title)
        layout.addWidget(about)
        layout.addSpacing(theme.GAP)
        layout.addLayout(row)
        layout.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list()

    def _list(self) -> None:
        self.recent.clear()
        for path in self._memory.recent_files():
            item = QListWidgetItem(f"{path.name}({path.parent})")
            item.setData(_ROLE, path)
            item.setToolTip(str(path))
            self.recent.addItem(item)
        self.recent.setVisible(self.recent.count() > 0)
        self._none.setVisible(self.recent.count() == 0)

    def _open(self, item: QListWidgetItem) -> None:
        self.wanted.emit(Path(item.data(_ROLE)))


def _card(title: str, *parts: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("surface", True)
    card.setMinimumHeight(320)
    heading = QLabel(title)
    heading.setProperty("role", "heading")
    layout = QVBoxLayout(card)
    layout.setContentsMargins(theme.MARGIN, theme.MARGIN, theme.MARGIN, theme.MARGIN)
    layout.setSpacing(theme.MARGIN)
    layout.addWidget(heading)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return card


def _line(way: Way, kind: ButtonStyle) -> QWidget:
    text, help, do = way
    pressed = button(text, do, kind, help=help)
    pressed.setFixedWidth(_BUTTON_WIDTH)
    about = SpacedLabel(help)
    about.setProperty("role", "help")
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.MARGIN)
    layout.addWidget(pressed)
    layout.addWidget(about, 1)
    return line
