"""The program's own window in a program of its own, and the hands that drive it until it is killed."""

import os
import traceback
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import xlsxwriter
from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog

from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Update
from core.storage.disk.places import CHOSEN_HOME, Home
from core.storage.document.ledger_file import LedgerFile
from tests.faults.commands import answered, sheet_of_systems
from tests.faults.ground import BATCH, TOWNS, Ground
from tests.ui.desk import Answers, paste, press_button, type_into, wait_until
from ui.files import autosave
from ui.files.rescue import OPEN_IT
from ui.pages.answers.answer_files_page import AnswerFilesPage
from ui.pages.exchange.exchange_page import ExchangePage
from ui.pages.table_page import TablePage
from ui.shell.app import start
from ui.shell.main_window import MainWindow

AUTOSAVE_MS = 1
"""It saves by itself sooner than for people, so that a kill meets saves, edits and both at once."""

READY, DONE, SAVED, OUTSIDE, RESTORED = range(5)
"""What is told: the window can be used; edit n is committed; the user's file holds n; somebody else has saved n; the
file restored in step n is there."""

Tell = Callable[[int, int], None]
FIRST = 1
"""The municipality whose 備考 says how far we are; those of the others say how far somebody else is, when merging."""


def show_window(place: Ground, kind: str, state: int, tell: Tell) -> int:
    """Start the program on the ground's file as main.py does, and drive it from `state` on; never ends well by itself:
    whoever is not killed has met something that nobody planned, which is written down."""
    os.environ |= {CHOSEN_HOME: str(place.home.path), "QT_QPA_PLATFORM": "offscreen"}
    qInstallMessageHandler(lambda *_: None)
    autosave.DELAY_MS = AUTOSAVE_MS
    app = QApplication(["anbuncho"])
    QTimer.singleShot(0, partial(_drive, place, kind, state, tell))
    code = start(Namespace(file=str(place.path), sample=False))
    app.quit()
    return code


def trouble_path(place: Ground) -> Path:
    """Where the hands write down what nobody planned."""
    return place.root / "trouble.txt"


class Hands:
    """What a clerk does; every method brings the ledger from state n - 1 to n."""

    def __init__(self, place: Ground, tell: Tell, state: int) -> None:
        self._place, self._tell, self._done = place, tell, state
        self._window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        self._answers = Answers()
        self._window.autosave.saved.connect(self._tell_saved)
        self._wake()

    def open_page(self, kind: str) -> None:
        """Show the page on which the work begins."""
        self._window.open_page({"importing": "exchange", "taking": "answer_files"}.get(kind, "municipalities"))
        QApplication.processEvents()

    def typing(self, n: int) -> None:
        """Type into one cell."""
        type_into(self._towns().sheet, FIRST, "note", str(n))
        assert self._window.session.book.all(Municipality)[FIRST].note == str(n), self._window.banner.text
        self._tell_done(n)

    def pasting(self, n: int) -> None:
        """Paste a column over all rows."""
        paste(self._towns().sheet, FIRST, "note", "\r\n".join([str(n)] * TOWNS))
        assert {one.note for one in self._window.session.book.all(Municipality).values()} == {str(n)}
        self._tell_done(n)

    def importing(self, n: int) -> None:
        """Import a workbook or a CSV file of systems."""
        page = self._window.open_page("exchange")
        assert isinstance(page, ExchangePage)
        sheet = sheet_of_systems(self._place, n)
        path = _as_workbook(sheet) if n % 2 else sheet
        page.look_at(path)
        press_button(page, "すべて取り込む")
        assert f"追加{BATCH}件" in page.message.text, page.message.text
        self._tell_done(n)
        for one in (sheet, path):
            one.unlink(missing_ok=True)

    def taking(self, n: int) -> None:
        """Take back an answer file."""
        page = self._window.open_page("answer_files")
        assert isinstance(page, AnswerFilesPage)
        path = answered(self._place, n)
        page.look_at([path])
        if page.taking.plan is not None and any(file.conflicts for file in page.taking.plan.files):
            press_button(page.taking, "すべて戻った値")
        press_button(page.taking, page.taking.go.text())
        assert page.message.text.startswith("1ファイルを取り込み"), page.message.text
        self._tell_done(n)
        path.unlink()

    def merging(self, n: int) -> None:
        """Edit what somebody else has changed meanwhile, and merge when saving is refused."""
        window = self._window
        assert window.files.save(), window.banner.text
        self._tell(SAVED, int(window.session.book.all(Municipality)[FIRST].note))
        self._save_elsewhere(n)
        self.typing(n)
        assert not window.files.save()
        self._answers.plan("統合して保存")
        press_button(window.banner, "見比べて統合")
        assert not window.session.file.is_dirty, window.banner.text
        self._tell(SAVED, n)

    def restoring(self, n: int) -> None:
        """Restore a backup into a new file; every other time open it, and the first one again."""
        window, target = self._window, self._place.desk / f"復元{n}.anbun"
        self.typing(n)
        assert window.files.save(), window.banner.text
        self._tell(SAVED, n)
        QFileDialog.getSaveFileName = lambda *_: (str(target), "")  # type: ignore[method-assign]
        opens = bool(n % 2)
        self._answers.plan("新しいファイルに復元…", OPEN_IT if opens else "今のファイルを続ける")
        window.care.restore()
        self._tell(RESTORED, n)
        if opens:
            assert window.session.path == target, window.banner.text
            window.files.open_path(self._place.path)
        assert window.session.path == self._place.path, window.banner.text

    def check(self) -> None:
        """Raise when a question came up that nobody planned, or one that was planned did not."""
        surprises, planned = self._answers.surprises, list(self._answers.planned)
        assert not surprises, surprises
        assert not planned, f"not asked: {planned}"

    def _tell_done(self, n: int) -> None:
        self._done = n
        self._tell(DONE, n)

    def _tell_saved(self) -> None:
        """It has saved by itself: all that was done until now, where nothing is unsaved."""
        if self._window.session.path == self._place.path and not self._window.session.file.is_dirty:
            self._tell(SAVED, self._done)

    def _wake(self) -> None:
        """Give the window the keyboard, which a dialog may have had."""
        QApplication.processEvents()
        self._window.activateWindow()
        wait_until(lambda: QApplication.activeWindow() is self._window, "the keyboard")

    def _towns(self) -> TablePage:
        self._wake()
        page = self._window.open_page("municipalities")
        assert isinstance(page, TablePage)
        return page

    def _save_elsewhere(self, n: int) -> None:
        """Let somebody at another desk change the other rows and save."""
        with closing(LedgerFile.open(Home(self._place.root / "隣"), self._place.path)) as file:
            theirs = tuple(Update("municipalities", id, {"note": str(n)}) for id in range(FIRST + 1, TOWNS + 1))
            file.store.apply(ChangeSet(f"隣 {n}", theirs), "隣の席")
            file.save()
        self._tell(OUTSIDE, n)


def _drive(place: Ground, kind: str, state: int, tell: Tell) -> None:
    try:
        hands = Hands(place, tell, state)
        act: Callable[[int], None] = getattr(hands, kind)
        hands.open_page(kind)
        tell(READY, 0)
        for n in range(state + 1, state + 100_000):
            act(n)
            hands.check()
            QApplication.processEvents()
    except BaseException:  # noqa: BLE001 — whatever it is ends the program and is told
        trouble_path(place).write_text(traceback.format_exc(), encoding="utf-8")
        os._exit(97)


def _as_workbook(sheet: Path) -> Path:
    path = sheet.with_suffix(".xlsx")
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("業務")
        for row, line in enumerate(sheet.read_text(encoding="utf-8").splitlines()):
            page.write_row(row, 0, line.split(","))
    return path
