"""Shows that long work goes on, and lets it be given up."""

from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QProgressDialog, QVBoxLayout, QWidget

SHOWN_AFTER_MS = 500


class Progress(QProgressDialog):
    """Appears after half a second and keeps the rest of the window from being used meanwhile; `stop` is asked by the
    work again and again, and says whether the user has given up. Use it in a with block."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, "中止", 0, 0, parent)
        self._steps = 0
        self.setWindowTitle("按分帳")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(SHOWN_AFTER_MS)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self.reset()
        self.deleteLater()

    def stop(self) -> bool:
        """Let the window breathe; return whether the work is to end."""
        self._steps += 1
        self.setValue(self._steps)
        return self.wasCanceled()


class Busy(QDialog):
    """Appears after half a second while something is written that cannot be given up. Use it in a with block, and call
    `go_on` while it lasts."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._begun = monotonic()
        self.setWindowTitle("按分帳")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(QLabel(text))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        column.addWidget(bar)
        self.setMinimumWidth(360)

    def __enter__(self) -> "Busy":
        return self

    def __exit__(self, *_: object) -> None:
        self.hide()
        self.deleteLater()

    def go_on(self) -> None:
        """Appear where it has lasted long enough."""
        if not self.isVisible() and (monotonic() - self._begun) * 1_000 > SHOWN_AFTER_MS:
            self.show()

    def reject(self) -> None:
        """Stay: what is written cannot be given up."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
