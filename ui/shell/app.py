"""Starts Qt and shows the window, or draws every page into pictures."""

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ui.shell.plain_imports  # noqa: F401  (before everything else)

# isort: split
from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QSize,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMainWindow
from shiboken6 import delete

from core.jobs.new import new_ledger
from core.program import user_name
from core.storage.disk.errors import Damaged, StoreError
from core.storage.disk.local_log import start_log
from core.storage.disk.places import default_home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.usable import usable
from core.words.sentences import sentence
from ui.look import theme
from ui.look.assets import program_icon
from ui.look.colours import Theme
from ui.look.window_style import window_style
from ui.session import Session
from ui.shell import late
from ui.shell.crash import CrashGuard
from ui.shell.main_window import MainWindow
from ui.shell.memory import Memory
from ui.shell.preferences import read_preferences
from ui.shell.screenshots import take_screenshots
from ui.shell.standing import WindowStanding
from ui.shell.viewing.text_size import AGAIN
from ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from ui.answering.score_session import ScoreSession
    from ui.answering.session import AnswerSession

_FRAME = QSize(16, 40)
"""What the system may draw around a window: it must stand on the screen too."""


def start(options: Namespace) -> int:
    """Show the window on a file, the sample or an empty ledger, until it is closed.

    An answer file is shown in the window for answering.
    """
    start_log(default_home())
    memory = Memory(default_home().settings)
    given = float(os.environ.get("QT_SCALE_FACTOR") or 1)
    _scale(memory, given)
    refused = False
    try:
        if options.file and late.looks_like_answers(Path(options.file)):
            return _answer(late.answer_session(Path(options.file)), memory, given)
        file = _opened(options.file, options.sample)
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        has_way_out = isinstance(error, Damaged) or error.rule == "file_empty"
        if not has_way_out and not getattr(sys, "frozen", False):
            return 2
        # The window says it, over an empty ledger, and offers the way out; and who double-clicks a file sees no
        # standard error.
        refused, file = True, _opened(None, False)
    app = application(read_preferences(memory).theme)
    window = MainWindow(Session(file, user_name()), memory)
    show_within_screen(window)
    guard = CrashGuard(window.care.save_situation, window)
    if refused:
        window.files.open_path(Path(options.file))
    else:
        window.files.arrive()
    gc.freeze()
    gc.enable()
    window.files.offer_recovery()
    while (code := app.exec()) == AGAIN:
        answering = window.may_be_built_again()
        if answering is None:
            continue
        guard.stop()
        before = _taken_down(app, window, answering)
        memory = Memory(default_home().settings)
        _scale(memory, given)
        app = application(read_preferences(memory).theme)
        window = MainWindow(Session(before.session, user_name()), memory)
        window.go_on(before)
        guard = CrashGuard(window.care.save_situation, window)
    window.session.end()
    return code


def _scale(memory: Memory, given: float) -> None:
    """Let the next application show everything in the size that was chosen, on top of what the system asks for."""
    os.environ["QT_SCALE_FACTOR"] = str(given * read_preferences(memory).text_size / 100)


def _taken_down(app: QApplication, window: MainWindow, answering: Sequence[Path]) -> WindowStanding:
    """Delete the window and the application, and return what the next ones go on with.

    An application that goes takes along every object of Qt that is still held: so they go first, in order.
    """
    gc.unfreeze()
    before, session = window.hand_over(answering), window.session
    window.hide()
    session.end()
    for one in (window, session, app):
        delete(one)
    return before


def show_within_screen(window: QMainWindow) -> None:
    """Show a window for the first time: no larger than the screen, and all over it where it would be as large."""
    room = window.screen().availableSize() - _FRAME
    if window.width() > room.width() or window.height() > room.height():
        window.resize(window.size().boundedTo(room))
        window.showMaximized()
    else:
        window.show()


def _answer(session: "AnswerSession | ScoreSession", memory: Memory, given: float) -> int:
    app = application(read_preferences(memory).theme)
    window = late.answer_window(session, memory)
    show_within_screen(window)
    gc.freeze()
    gc.enable()
    while (code := app.exec()) == AGAIN:
        gc.unfreeze()
        before, kind = window.hand_over(), type(window.session)
        window.hide()
        for one in (window, app):
            delete(one)
        memory = Memory(default_home().settings)
        _scale(memory, given)
        app = application(read_preferences(memory).theme)
        window = late.answer_window(kind(before.session), memory)
        window.go_on(before)
    return code


def application(wanted: Theme = Theme.LIGHT) -> QApplication:
    """Return the QApplication with the program's fonts, the wanted colours and Japanese."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("按分帳")
    app.setWindowIcon(program_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(app)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.apply(app, window_style, wanted)
    FocusRing(app)
    return app


def _opened(path: str | None, wants_sample: bool) -> LedgerFile:
    home = default_home()
    if path:
        return usable(LedgerFile.open(home, Path(path)))
    return new_ledger(home, wants_sample)


def draw(options: Namespace) -> int:
    """Draw every page of a file, or of the sample, into pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        file = _opened(options.file, not options.file)
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        return 2
    qInstallMessageHandler(_tell_but_of_the_platform)
    application(Theme.DARK if options.dark else Theme.LIGHT)
    try:
        for path in take_screenshots(Session(file), Path(options.folder)):
            print(path)
    except OSError:
        print(f"{options.folder} に書き込めません。フォルダーと空き容量を確かめてください。", file=sys.stderr)
        return 1
    finally:
        file.close()
    return 0


_SAID_BY_THE_PLATFORM = ("This plugin does not support", "QFontDatabase: Cannot find font directory")


def _tell_but_of_the_platform(_kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """Pass Qt's messages on, but for what the platform without a display says of itself."""
    if message and not message.startswith(_SAID_BY_THE_PLATFORM):
        print(message, file=sys.stderr)
