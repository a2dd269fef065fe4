"""Saves the open file shortly after an edit, in the background, and tells how it went."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from core.storage.disk.errors import StoreError
from core.storage.document.ledger_file import LedgerFile, Saved
from ui.files.trouble import is_passing
from ui.session import Session

DELAY_MS = 3_000
"""How long after the last edit the file is saved by itself."""

RETRY_MS = 30_000
"""After so long a save that failed for a passing reason (a share that is away) is tried again."""


class Autosave(QObject):
    """At most one save runs at a time; edits made meanwhile are saved by the next one.

    A failure is told once: while the same reason goes on, nobody is told again.
    """

    saved = Signal()
    failed = Signal(object)
    _finished = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: _Job | None = None
        self._failure: StoreError | None = None
        self.enabled = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._start)
        self._finished.connect(self._take)
        session.changed.connect(self._edited)
        session.loaded.connect(self._loaded)
        session.settling.connect(self._settle)

    def resume(self) -> None:
        """Save by itself what is not saved yet, after `wait` or when a recovered file is shown."""
        if self.enabled and self._session.path is not None and self._session.file.is_dirty:
            self._timer.start(RETRY_MS if self._failure else DELAY_MS)

    def retry(self, error: StoreError) -> None:
        """Try again in a while what failed for a passing reason, in the background or by hand."""
        self._failure = error if self.enabled and self._session.path is not None and is_passing(error) else None
        if self._failure:
            self._timer.start(RETRY_MS)

    def forget_failure(self) -> None:
        """It is saved now: the next failure is a new one."""
        self._failure = None

    def is_retrying(self, error: Exception) -> bool:
        """Whether what failed with this error is being tried again."""
        return error is self._failure

    def _edited(self) -> None:
        if self.enabled and self._session.path is not None:
            self._timer.start(DELAY_MS)

    def _loaded(self) -> None:
        self._failure = None
        self._timer.stop()
        self.resume()

    def wait(self) -> None:
        """Return when no save is running in the background; call before the file is closed or saved by hand.

        What the last one saved has been taken note of by then: the file knows what now lies in its place.
        """
        self._timer.stop()
        if self._job is not None:
            QThreadPool.globalInstance().waitForDone()
            self._take(self._job)
            self._timer.stop()

    def _settle(self) -> None:
        """What is not saved yet is saved once the window has time again."""
        self.wait()
        self.resume()

    def _start(self) -> None:
        file = self._session.file
        if self._session.is_writing:
            self._timer.start(DELAY_MS)
            return
        if self._job is not None or not self.enabled or not file.is_dirty:
            return
        try:
            save = file.save_job()
        except StoreError as error:
            self._fail(error)
            return
        self._job = _Job(file, save, self._finished.emit)
        QThreadPool.globalInstance().start(self._job)

    def _take(self, job: "_Job") -> None:
        """Take note of a job once: by its signal, or before it by who could not wait for the signal."""
        if job is not self._job:
            return
        self._job = None
        if job.file is not self._session.file:
            return
        if isinstance(job.result, StoreError):
            self._fail(job.result)
        elif job.result is not None:
            self._failure = None
            job.file.saved(job.result)
            self.saved.emit()
            if job.file.is_dirty:
                self._timer.start(DELAY_MS)

    def _fail(self, error: StoreError) -> None:
        is_known = self._failure is not None and self._failure.rule == error.rule
        if not is_known:
            self.retry(error)
            self.failed.emit(error)
        else:
            self._timer.start(RETRY_MS)


class _Job(QRunnable):
    """`result` is there once the save has ended."""

    def __init__(self, file: LedgerFile, save: Callable[[], Saved], done: Callable[["_Job"], object]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.file = file
        self.result: Saved | StoreError | None = None
        self._save, self._done = save, done

    def run(self) -> None:
        try:
            self.result = self._save()
        except StoreError as error:
            self.result = error
        finally:
            self._done(self)
