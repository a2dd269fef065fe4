"""Long work that cannot be asked to stop: it goes on beside the window. Of reading and computing the result is dropped
if nobody waits; writing is waited for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.progress import Busy, Progress

R = TypeVar("R")
Stop = Callable[[], bool]
"""Whether work is no longer wanted."""

_LOOK_EVERY_S = 0.02


def in_background(text: str, parent: QWidget, work: Callable[[], R]) -> R | None:
    """Return what `work` returns, or raise what it raises; None when the user gave up. `work` must change nothing, so
    that giving it up leaves no trace."""
    pool = ThreadPoolExecutor(1)
    try:
        future = pool.submit(work)
        with Progress(text, parent) as progress:
            while not wait([future], _LOOK_EVERY_S).done:
                if progress.stop():
                    return None
        return future.result()
    finally:
        pool.shutdown(wait=False)


def until_given_up(text: str, parent: QWidget, work: Callable[[Stop], R]) -> R | None:
    """Do the same with work that asks again and again whether it is still wanted, and ends where it is not."""
    given_up = Event()
    made = in_background(text, parent, lambda: work(given_up.is_set))
    if made is None:
        given_up.set()
    return made


def while_writing(text: str, parent: QWidget, work: Callable[[], R]) -> R:
    """Return what `work` returns, or raise what it raises. The window is painted meanwhile, but takes no input: what is
    typed or clicked comes to it afterwards. Nobody can give it up."""
    pool = ThreadPoolExecutor(1)
    try:
        future = pool.submit(work)
        with Busy(text, parent) as busy:
            while not wait([future], _LOOK_EVERY_S).done:
                busy.go_on()
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return future.result()
    finally:
        pool.shutdown()
