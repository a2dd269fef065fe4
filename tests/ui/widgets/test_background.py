import time
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk import Answers, show
from ui.widgets.background import in_background, while_writing
from ui.widgets.progress import SHOWN_AFTER_MS, Busy


@pytest.fixture
def window(app: QApplication) -> QWidget:
    made = QWidget()
    show(made)
    return made


def test_the_result_comes_back(window: QWidget) -> None:
    assert in_background("調べています…", window, lambda: 6 * 7) == 42


def test_an_error_comes_back(window: QWidget) -> None:
    def fail() -> int:
        raise ValueError("壊れています")

    with pytest.raises(ValueError, match="壊れています"):
        in_background("調べています…", window, fail)


def test_long_work_is_shown_and_can_be_given_up(window: QWidget, answers: Answers) -> None:
    go_on = Event()
    answers.plan("中止")
    begun = time.monotonic()
    assert in_background("調べています…", window, lambda: go_on.wait(30)) is None
    took = time.monotonic() - begun
    go_on.set()
    assert SHOWN_AFTER_MS / 1000 <= took < 10
    assert answers.asked == ["按分帳"]


def test_writing_goes_on_beside_the_window_which_goes_on_being_painted(window: QWidget) -> None:
    go_on, ticks = Event(), list[int]()
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.timeout.connect(lambda: go_on.set() if len(ticks) > 5 else None)
    timer.start()
    seen = while_writing("書き込んでいます…", window, lambda: (go_on.wait(30), current_thread() is main_thread()))
    assert seen == (True, False)
    assert len(ticks) > 5


def test_an_error_of_writing_comes_back(window: QWidget) -> None:
    def fail() -> int:
        raise ValueError("書けません")

    with pytest.raises(ValueError, match="書けません"):
        while_writing("書き込んでいます…", window, fail)


def test_writing_cannot_be_given_up(window: QWidget) -> None:
    with Busy("書き込んでいます…", window) as busy:
        busy.go_on()
        assert not busy.isVisible()
        busy._begun -= SHOWN_AFTER_MS / 1_000 + 1
        busy.go_on()
        busy.reject()
        busy.close()
        assert busy.isVisible()
    assert not busy.isVisible()
