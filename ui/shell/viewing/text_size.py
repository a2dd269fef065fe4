"""The size of all text, changed at once: by the menu, by Ctrl+wheel and by keys."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.memory import Memory
from ui.shell.preferences import TEXT_SIZES, read_preferences, with_text_size, write_preferences

AGAIN = 10
"""With this code the event loop ends so that the window is built again in another size (ui/shell/app.py)."""
SETTLED_MS = 200
"""So long after the last turn of the wheel or key the window is built again: not once for each step."""


class TextSize(QObject):
    """Remembers the size that is wanted and has the window built again in it. Qt reads its scale when an application
    begins, so another one is begun (docs/adr/0064)."""

    def __init__(self, memory: Memory, window: QWidget) -> None:
        super().__init__(window)
        self._memory = memory
        self._window = window
        self._shown = self._wanted = read_preferences(memory).text_size
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self._build_again)
        self._turned = 0

    @property
    def wanted(self) -> int:
        """The size in per cent in which the window stands, or will in a moment."""
        return self._wanted

    def choose(self, size: int) -> None:
        """Show everything in this size, one of TEXT_SIZES, now and from now on."""
        self._wanted = size
        preferences = read_preferences(self._memory)
        write_preferences(self._memory, with_text_size(preferences, size))
        self._timer.start()

    def step(self, steps: int) -> None:
        """Go up or down by so many sizes, at most to the last."""
        at = TEXT_SIZES.index(self._wanted) + steps
        self.choose(TEXT_SIZES[max(0, min(at, len(TEXT_SIZES) - 1))])

    def follow_wheel(self) -> None:
        """Heed the wheel with Ctrl anywhere in the window, once the window is there."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # The window as the system knows it: only what comes from outside passes here, not the events of all widgets.
        if event.type() != QEvent.Type.Wheel or not isinstance(event, QWheelEvent):
            return False
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or QApplication.activeModalWidget():
            return False
        self._turned += event.angleDelta().y()
        steps, self._turned = int(self._turned / 120), self._turned - 120 * int(self._turned / 120)
        if steps:
            self.step(steps)
        return True

    def _build_again(self) -> None:
        if self._wanted != self._shown:
            QApplication.exit(AGAIN)
