"""One QApplication for all tests of windows; a warning from Qt fails the test during which it came."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui import theme

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
    """Fail when Qt warns; close what the test left open."""
    warnings: list[str] = []

    def note(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
        text = message or ""
        if kind != QtMsgType.QtDebugMsg and not text.startswith(OFFSCREEN_LIMITS):
            warnings.append(text)

    previous = qInstallMessageHandler(note)
    yield
    for window in app.topLevelWidgets():
        window.close()
        window.deleteLater()
    app.processEvents()
    qInstallMessageHandler(previous)
    assert not warnings, "Qt: " + " / ".join(warnings)
