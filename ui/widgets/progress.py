"""Shows that long work goes on, and lets it be given up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

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
