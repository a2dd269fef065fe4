"""The windows beside the main one: manual, settings and information; and what the settings do to an open file."""

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal
from PySide6.QtWidgets import QWidget

from core.storage.disk.places import default_home
from core.version import ROOT
from ui.dialogs.questions import ask
from ui.files.autosave import Autosave
from ui.session import Session
from ui.shell import late
from ui.shell.memory import Memory
from ui.shell.preferences import Preferences, read_preferences, write_preferences

if TYPE_CHECKING:
    from ui.shell.manual_window import ManualWindow


class SideWindows(QObject):
    """Built when they are first asked for; what was chosen holds for every file that is opened."""

    text_size_chosen = Signal(int)
    theme_chosen = Signal(object)

    def __init__(self, session: Session, memory: Memory, autosave: Autosave, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._memory = memory
        self._autosave = autosave
        self._window = window
        self._manual: ManualWindow | None = None
        self._login = session.who
        session.loaded.connect(self._heed)
        self._heed()

    def show_manual(self, page: str = "") -> None:
        """Show the chapter about a page, or the first one."""
        if self._manual is None:
            self._manual = late.manual_window(self._window)
        self._manual.open_page(page)

    def open_window(self) -> None:
        """Start the program once more: two ledgers, or two pages of one, are seen side by side."""
        is_started = bool(another_program(read_preferences(self._memory).text_size).startDetached())
        if not is_started:
            text = "もう1つのウィンドウを開けませんでした。今のウィンドウはそのままです。"
            ask(self._window, "新しいウィンドウ", text, ("閉じる",))

    def show_about(self) -> None:
        """Show version, places, licences, hashes."""
        late.show_about(default_home(), self._window)

    def show_settings(self) -> None:
        """Show the settings and follow what was chosen."""
        dialog = late.settings_dialog(read_preferences(self._memory), self._login, default_home(), self._window)
        if dialog.exec():
            self.follow(dialog.chosen)
        dialog.deleteLater()

    def follow(self, preferences: Preferences) -> None:
        """Remember the preferences and heed them from now on."""
        before = read_preferences(self._memory)
        write_preferences(self._memory, preferences)
        self._heed()
        self._autosave.resume()
        if preferences.text_size != before.text_size:
            self.text_size_chosen.emit(preferences.text_size)
        if preferences.theme is not before.theme:
            self.theme_chosen.emit(preferences.theme)

    def _heed(self) -> None:
        preferences = read_preferences(self._memory)
        self._autosave.enabled = preferences.autosave
        self._session.who = preferences.who or self._login
        self._session.file.backs_up_beside = preferences.backups_beside


def another_program(text_size: int) -> QProcess:
    """Return the program as it was started here, with the size that the system asks for: it adds its own to that."""
    made, surroundings = QProcess(), QProcessEnvironment.systemEnvironment()
    asked = float(os.environ.get("QT_SCALE_FACTOR") or 1) * 100 / text_size
    surroundings.insert("QT_SCALE_FACTOR", str(asked))
    made.setProcessEnvironment(surroundings)
    made.setProgram(sys.executable)
    made.setArguments([] if getattr(sys, "frozen", False) else [str(ROOT / "main.py")])
    return made
