import time
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.desk import Answers, show
from ui.widgets.background import in_background
from ui.widgets.progress import SHOWN_AFTER_MS


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
