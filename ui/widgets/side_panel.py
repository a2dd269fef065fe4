"""A panel beside a table: it folds by its button, and by itself where the table would have too little room."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from ui.widgets.buttons import button

_FOLD, _UNFOLD = "詳細を閉じる", "詳細を開く"
_HELP = "表の右に、選んだ行の詳細を出すか。画面が狭いときは自動で閉じます。"


class Kept(Protocol):
    """Keeps small texts on this PC."""

    def text(self, key: str, default: str = "") -> str: ...

    def set_text(self, key: str, value: str) -> None: ...


class SidePanel(QSplitter):
    """`needed` says how much room the table is to have, `width` how much the panel needs to be of use; the user may
    move the line between them. Whether the panel is wanted is remembered under `name`; where there is no room for both
    it is folded, until the user opens it nevertheless."""

    def __init__(
        self, table: QWidget, panel: QWidget, needed: Callable[[], int], width: int, name: str, kept: Kept
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._table = table
        self._panel = panel
        self._needed = needed
        self._key = f"side/{name}"
        self._kept = kept
        self._is_narrow = False
        self.button = button(_FOLD, self.toggle, help=_HELP)
        self.addWidget(table)
        self.addWidget(panel)
        self.setStretchFactor(0, 1)
        self.setChildrenCollapsible(False)
        self._least = self._width = width
        self.splitterMoved.connect(self._remember_width)
        self._fold(kept.text(self._key) == _FOLD)

    @property
    def is_folded(self) -> bool:
        """Whether the table stands alone."""
        return self._panel.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refit()

    def refit(self) -> None:
        """Fold or open for the room there is now; call it when the table needs another width than before."""
        is_narrow = self.width() - self.handleWidth() - self._least < self._needed()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fold(is_narrow or self._kept.text(self._key) == _FOLD)

    def toggle(self) -> None:
        """Fold the panel, or open it, as its button does."""
        folds = not self.is_folded
        self._fold(folds)
        if not self._is_narrow:
            self._kept.set_text(self._key, _FOLD if folds else _UNFOLD)

    def _remember_width(self) -> None:
        self._width = self._panel.width()

    def _fold(self, folds: bool) -> None:
        typing = QApplication.focusWidget()
        if folds and typing is not None and self._panel.isAncestorOf(typing):
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._panel.setVisible(not folds)
        if not folds:
            self.setSizes([max(self.width() - self.handleWidth() - self._width, 1), self._width])
        self.button.setText(_UNFOLD if folds else _FOLD)
        self.button.setAccessibleName(self.button.text())
