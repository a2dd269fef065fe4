"""Saves the open file shortly after an edit, in the background, and tells how it went."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from core.storage.errors import StoreError
from core.storage.ledger_file import LedgerFile, Saved
from ui.session import Session

DELAY_MS = 3_000
"""How long after the last edit the file is saved by itself."""


class Autosave(QObject):
    """At most one save runs at a time; edits made meanwhile are saved by the next one."""

    saved = Signal()
    failed = Signal(object)
    _finished = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._running = False
        self.enabled = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._start)
        self._finished.connect(self._take_result)
        session.changed.connect(self._edited)
        session.loaded.connect(self._timer.stop)

    def _edited(self) -> None:
        if self.enabled and self._session.path is not None:
            self._timer.start()

    def wait(self) -> None:
        """Return when no save is running in the background; call before the file is closed or saved by hand."""
        self._timer.stop()
        QThreadPool.globalInstance().waitForDone()
        self._running = False

    def _start(self) -> None:
        file = self._session.file
        if self._running or not file.is_dirty:
            return
        self._running = True
        QThreadPool.globalInstance().start(_Job(file, file.save_job(), self._finished.emit))

    def _take_result(self, file: LedgerFile, result: Saved | StoreError) -> None:
        self._running = False
        if file is not self._session.file:
            return
        if isinstance(result, StoreError):
            self.failed.emit(result)
            return
        file.saved(result)
        self.saved.emit()
        if file.is_dirty:
            self._timer.start()


class _Job(QRunnable):
    def __init__(
        self, file: LedgerFile, job: Callable[[], Saved], done: Callable[[LedgerFile, Saved | StoreError], object]
    ) -> None:
        super().__init__()
        self._file, self._job, self._done = file, job, done

    def run(self) -> None:
        try:
            result: Saved | StoreError = self._job()
        except StoreError as error:
            result = error
        self._done(self._file, result)
