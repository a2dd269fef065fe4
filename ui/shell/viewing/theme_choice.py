"""The colours of the window, changed at once: by the menu, by the settings, and with the system."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.look import theme as look
from ui.look.colours import Theme
from ui.shell.memory import Memory
from ui.shell.preferences import read_preferences, with_theme, write_preferences
from ui.shell.viewing.text_size import AGAIN, SETTLED_MS


class ThemeChoice(QObject):
    """Remembers the theme that is wanted and has the window built again in it, as another size of the text has
    (docs/adr/0079). What the system wishes is followed where the user left it to the system, and high contrast
    always."""

    def __init__(self, memory: Memory, window: QWidget) -> None:
        super().__init__(window)
        self._memory = memory
        self._shown = self._wanted = read_preferences(memory).theme
        self._timer = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._timer.timeout.connect(self._build_again)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        self._wishes = look.wishes_of(app)
        app.styleHints().colorSchemeChanged.connect(self._timer.start)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self._timer.start)

    @property
    def wanted(self) -> Theme:
        """The theme in which the window stands, or will in a moment."""
        return self._wanted

    def choose(self, theme: Theme) -> None:
        """Show everything in this theme, now and from now on."""
        self._wanted = theme
        write_preferences(self._memory, with_theme(read_preferences(self._memory), theme))
        self._timer.start()

    def _build_again(self) -> None:
        if self._wanted is not self._shown or look.wishes_of(self._app) != self._wishes:
            QApplication.exit(AGAIN)
