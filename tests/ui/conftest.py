"""One QApplication for all tests of windows; a warning from Qt fails the test during which it came."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QMainWindow, QMenu, QWidget

from core.model.machine.changes import ChangeSet
from core.sample import sample
from core.storage.disk.places import Home, default_home
from core.storage.document.ledger_file import LedgerFile
from tests.ui.desk import Answers, OpenSession, OpenWindow, put_away, show
from ui.look import theme
from ui.look.theme import is_dressed
from ui.session import Session
from ui.shell.main_window import MainWindow
from ui.shell.manual_window import ManualWindow
from ui.shell.memory import Memory

SAMPLE = sample()
OFFSCREEN_LIMITS = ("This plugin does not support", "propagateSizeHints")
"""What the platform without a display says of itself; it is no fault of the program."""


@pytest.fixture(scope="session")
def app() -> Iterator[QApplication]:
    """The application, with the program's fonts and colours."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    theme.apply(application)
    yield application
    application.closeAllWindows()


@pytest.fixture(autouse=True)
def _no_qt_warnings(app: QApplication) -> Iterator[None]:
    """Fail when Qt warns or a slot raises, which Qt only prints; close what the test left open."""
    warnings: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        text = message or ""
        if kind != QtMsgType.QtDebugMsg and not text.startswith(OFFSCREEN_LIMITS):
            warnings.append(text)

    def note_error(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        warnings.append(f"{kind.__name__}: {error}")

    previous, hook = qInstallMessageHandler(note), sys.excepthook
    sys.excepthook = note_error
    yield
    bare = [type(window).__name__ for window in app.topLevelWidgets() if is_ours(window) and not is_dressed(window)]
    for window in app.topLevelWidgets():
        window.close()
        if not isinstance(window, QAbstractItemView):  # the offers of a completer are the completer's
            window.deleteLater()
    app.processEvents()
    qInstallMessageHandler(previous)
    sys.excepthook = hook
    assert not warnings, "Qt: " + " / ".join(warnings)
    assert not bare, "windows without the stylesheet: " + " / ".join(bare)


def is_ours(window: QWidget) -> bool:
    """Whether a window is one that the program shows, not a part of one that a test shows by itself."""
    return window.isVisible() and isinstance(window, QDialog | QMainWindow | ManualWindow | QMenu)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """The program's own folder, apart from the real one."""
    monkeypatch.setenv("ANBUNCHO_HOME", str(tmp_path / "プログラムのデータ"))
    return default_home()


@pytest.fixture
def answers(app: QApplication) -> Iterator[Answers]:
    """Whoever answers the questions that windows ask; a question that no test expects fails it."""
    made = Answers()
    yield made
    made.stop()


@pytest.fixture
def open_session(home: Home) -> Iterator[OpenSession]:
    """Open ledgers: new ones with some content (by default the sample), or the file at `path`."""
    opened: list[Session] = []

    def open_one(content: ChangeSet | None = None, path: Path | None = None) -> Session:
        file = LedgerFile.open(home, path) if path else LedgerFile.new(home, content or SAMPLE)
        opened.append(Session(file, "髙木"))
        return opened[-1]

    yield open_one
    for session in opened:
        session.end()
        session.file.close()


@pytest.fixture
def open_window(open_session: OpenSession, home: Home, answers: Answers) -> Iterator[OpenWindow]:
    """Open main windows, shown and active."""
    opened: list[MainWindow] = []

    def open_one(content: ChangeSet | None = None, path: Path | None = None) -> MainWindow:
        opened.append(MainWindow(open_session(content, path), Memory(home.settings)))
        show(opened[-1])
        return opened[-1]

    yield open_one
    for window in opened:
        window.autosave.wait()
        put_away(window)
