"""Unexpected errors: logged, told calmly with details that can be copied; the program goes on."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from core.storage.disk.local_log import note_error, outline, surroundings
from ui.dialogs.crash_dialog import show_crash


class CrashGuard(QObject):
    """Takes what nobody expected, from every thread; one dialog at a time, and never two for the same error."""

    _met = Signal(str)

    def __init__(self, save_situation: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._save_situation = save_situation
        self._is_showing = False
        self._known: set[str] = set()
        self._met.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._take
        threading.excepthook = lambda met: self._take(met.exc_type, met.exc_value, met.exc_traceback)

    def stop(self) -> None:
        """Leave errors to whoever took them before."""
        sys.excepthook, threading.excepthook = self._before

    def _take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        note_error(kind, trace)
        self._met.emit(outline(kind, trace))

    def _show(self, details: str) -> None:
        if self._is_showing or details in self._known:
            return
        self._known.add(details)
        self._is_showing = True
        versions = "、".join(f"{name} {value}" for name, value in surroundings().items())
        try:
            show_crash(f"{versions}\n{details}", self._save_situation)
        finally:
            self._is_showing = False
