"""The sentence of refusal beside the cell that it is about."""

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.look import theme

WIDTH = 380


class Bubble(QFrame):
    """Stands under (or over) a cell; the word エラー, a border and a colour say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "error")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.STEP, theme.GAP, theme.STEP)
        layout.addWidget(self._label)
        self.setObjectName("bubble")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """Return the sentence that stands there."""
        return self._label.text()

    def show_at(self, cell: QRect, sentence: str, *, seconds: int = 0) -> None:
        """Show `sentence` at `cell` (in the parent's coordinates); `seconds` 0 stays until hidden."""
        self._label.setText(f"エラー: {sentence}")
        self.setAccessibleName(sentence)
        room = self._over.rect()
        width = min(WIDTH, room.width() - 2 * theme.GAP)
        self.setFixedWidth(width)
        inside = width - 2 * theme.GAP - 2 * theme.STEP
        self.setFixedHeight(self._label.heightForWidth(inside) + 2 * theme.STEP + 2 * theme.STEP)
        below = cell.bottom() + theme.STEP
        fits = below + self.height() <= room.bottom()
        top = below if fits else max(0, cell.top() - self.height() - theme.STEP)
        self.move(max(theme.GAP, min(cell.left(), room.right() - width - theme.GAP)), top)
        self.show()
        self.raise_()
        self._timer.stop()
        if seconds:
            self._timer.start(seconds * 1000)
