"""The areas that a consortium does not use: hidden in the navigation of this ledger by one choice, and offered again
at its end."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from ui.session import Session
from ui.shell import late
from ui.shell.memory import Memory
from ui.shell.navigation import Navigation
from ui.widgets.buttons import button

_HELP = "この台帳で隠している領域を、また表示できます。"


class UnusedAreas(QObject):
    """What is hidden is remembered on this PC, by the ledger's own number, so that it stays when the file is renamed.
    The pages of a hidden area are still in the menu ページ and found by Ctrl+K."""

    def __init__(self, session: Session, memory: Memory, navigation: Navigation, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._memory, self._navigation, self._window = session, memory, navigation, window
        self.button: QPushButton = button("", self.choose, "text", help=_HELP, parent=window)
        session.loaded.connect(self.show)
        self.show()

    @property
    def hidden(self) -> frozenset[str]:
        """The areas that are hidden in this ledger."""
        names = self._memory.text(self._key).split("\n")
        return frozenset(name for name in names if name in self._navigation.areas)

    def choose(self) -> None:
        """Ask which areas this ledger uses."""
        chosen = late.used_areas(self._navigation.areas, self.hidden, self._window)
        if chosen is not None:
            self._memory.set_text(self._key, "\n".join(name for name in self._navigation.areas if name not in chosen))
            self.show()

    def show(self) -> None:
        """Show the areas that this ledger uses, and how many it does not."""
        hidden = self.hidden
        self._navigation.hide_areas(hidden)
        self.button.setText(f"隠した領域({len(hidden)})")
        self.button.setAccessibleName(self.button.text())
        self.button.setVisible(bool(hidden) and not self._navigation.isHidden())

    @property
    def _key(self) -> str:
        return f"unused/{self._session.file.store.document_id}"
