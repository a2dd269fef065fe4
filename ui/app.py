"""Starts Qt and shows the window, or draws every page into pictures."""

import gc
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core.cli.arguments import Parser
from core.cli.names import program
from core.cli.output import user_name
from core.messages import sentence
from core.sample import empty, sample
from core.storage.errors import Damaged, StoreError
from core.storage.ledger_file import LedgerFile
from core.storage.local_log import start_log
from core.storage.places import default_home
from core.storage.usable import usable
from ui import late, theme
from ui.assets import program_icon
from ui.crash import CrashGuard
from ui.main_window import MainWindow
from ui.preferences import read_preferences
from ui.screenshots import take_screenshots
from ui.session import Session
from ui.settings import Settings
from ui.widgets.focus_ring import FocusRing
from ui.window_style import WINDOW_STYLE

if TYPE_CHECKING:
    from ui.answer_session import AnswerSession


def start(arguments: list[str]) -> int:
    """Show the window on a file, the sample or an empty ledger, until it is closed; or run the command screenshots.

    An answer file is shown in the window for answering.
    """
    if arguments[:1] == ["screenshots"]:
        return _screenshots(arguments[1:])
    parser = Parser(prog=program(), description="按分帳のウィンドウを開きます。")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("file", metavar="FILE", nargs="?", help="開く台帳ファイル(.anbun)か回答ファイル(.anbun-answer)")
    what.add_argument("--sample", action="store_true", help="見本(富山県の6市町村と31件の要望)を開きます。")
    options = parser.parse_args(arguments)
    start_log(default_home())
    settings = Settings(default_home().settings)
    os.environ.setdefault("QT_SCALE_FACTOR", str(read_preferences(settings).text_size / 100))
    refused = False
    try:
        if options.file and late.looks_like_answers(Path(options.file)):
            return _answer(late.answer_session(Path(options.file)), settings)
        file = _opened(options.file, options.sample)
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        has_way_out = isinstance(error, Damaged) or error.rule == "file_empty"
        if not has_way_out and not getattr(sys, "frozen", False):
            return 2
        # The window says it, over an empty ledger, and offers the way out; and who double-clicks a file sees no
        # standard error.
        refused, file = True, _opened(None, False)
    app = application()
    window = MainWindow(Session(file, user_name()), settings)
    window.resize(window.size().boundedTo(window.screen().availableSize()))
    window.show()
    CrashGuard(window.care.save_situation, window)
    if refused:
        window.files.open_path(Path(options.file))
    else:
        window.files.arrive()
    gc.freeze()
    gc.enable()
    window.files.offer_recovery()
    return app.exec()


def _answer(session: "AnswerSession", settings: Settings) -> int:
    app = application()
    window = late.answer_window(session, settings)
    window.resize(window.size().boundedTo(window.screen().availableSize()))
    window.show()
    gc.freeze()
    gc.enable()
    return app.exec()


def application() -> QApplication:
    """Return the QApplication with the program's fonts, colours and Japanese."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("按分帳")
    app.setWindowIcon(program_icon())
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(app)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.apply(app, WINDOW_STYLE)
    FocusRing(app)
    return app


def _opened(path: str | None, wants_sample: bool) -> LedgerFile:
    home = default_home()
    if path:
        return usable(LedgerFile.open(home, Path(path)))
    return LedgerFile.new(home, sample() if wants_sample else empty("新しい協議会", date.today().isoformat()))


def _screenshots(arguments: list[str]) -> int:
    parser = Parser(prog=f"{program()} screenshots", description="各ページの画面をPNGに書き出します。")
    parser.add_argument("folder", metavar="DIR", help="書き出すフォルダー")
    parser.add_argument("--file", metavar="FILE", help="映す台帳ファイル(省略すると見本)")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        file = _opened(options.file, not options.file)
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        return 2
    qInstallMessageHandler(_tell_but_of_the_platform)
    application()
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
