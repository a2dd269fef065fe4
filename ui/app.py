"""Starts Qt and shows the window, or draws every page into pictures."""

import gc
import os
import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core.cli.arguments import Parser
from core.cli.output import user_name
from core.messages import sentence
from core.sample import empty, sample
from core.storage.errors import StoreError
from core.storage.ledger_file import LedgerFile
from core.storage.places import default_home
from ui import theme
from ui.main_window import MainWindow
from ui.screenshots import take_screenshots
from ui.session import Session
from ui.settings import Settings
from ui.widgets.focus_ring import FocusRing
from ui.window_style import WINDOW_STYLE


def start(arguments: list[str]) -> int:
    """Show the window on a file, the sample or an empty ledger, until it is closed; or run the command screenshots."""
    if arguments[:1] == ["screenshots"]:
        return _screenshots(arguments[1:])
    parser = Parser(prog="main.py", description="按分帳のウィンドウを開きます。")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("file", metavar="FILE", nargs="?", help="開く台帳ファイル(.anbun)")
    what.add_argument("--sample", action="store_true", help="見本(富山県の6市町村と31件の要望)を開きます。")
    options = parser.parse_args(arguments)
    try:
        file = _opened(options.file, options.sample)
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        return 2
    app = application()
    window = MainWindow(Session(file, user_name()), Settings(default_home().settings))
    window.show()
    gc.freeze()
    gc.enable()
    window.files.offer_recovery()
    return app.exec()


def application() -> QApplication:
    """Return the QApplication with the program's fonts, colours and Japanese."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0]])
    app.setApplicationName("按分帳")
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    translator = QTranslator(app)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    theme.apply(app)
    app.setStyleSheet(theme.STYLESHEET + WINDOW_STYLE)
    FocusRing(app)
    return app


def _opened(path: str | None, wants_sample: bool) -> LedgerFile:
    home = default_home()
    if path:
        return LedgerFile.open(home, Path(path))
    return LedgerFile.new(home, sample() if wants_sample else empty("新しい協議会", date.today().isoformat()))


def _screenshots(arguments: list[str]) -> int:
    parser = Parser(prog="main.py screenshots", description="各ページの画面をPNGに書き出します。")
    parser.add_argument("folder", metavar="DIR", help="書き出すフォルダー")
    parser.add_argument("--file", metavar="FILE", help="映す台帳ファイル(省略すると見本)")
    options = parser.parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        file = _opened(options.file, not options.file)
    except StoreError as error:
        print(sentence(error.fault), file=sys.stderr)
        return 2
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
