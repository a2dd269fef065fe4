"""Long work that cannot be asked to stop: it goes on beside the window, and its result is dropped if nobody waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from ui.widgets.progress import Progress

R = TypeVar("R")

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
