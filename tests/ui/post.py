"""Answer files on their way: issued from a page, answered in a window of their own, dropped back onto the page."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.model.answers import AnswerState, Medium
from tests.ui.desk import fill, go, press_button, put_away, show
from tests.ui.tables.sheet.ledger import write
from ui.answering.details import KEYS
from ui.answering.session import AnswerSession
from ui.answering.window import AnswerWindow
from ui.pages.answers.answer_files_page import AnswerFilesPage
from ui.shell.memory import Memory

KEY_OF = {state: key for key, state in KEYS.items()}


def issue(page: AnswerFilesPage, folder: Path, medium: Medium = Medium.ANSWER_FILE) -> list[Path]:
    """Issue to every member as a clerk does and return the files by code."""
    press_button(page, "回答ファイルを発行")
    press_button(page.issuing, "すべて選ぶ")
    page.issuing.folder.setText(str(folder))
    page.issuing.medium.setCurrentIndex([Medium.ANSWER_FILE, Medium.EXCEL].index(medium))
    press_button(page.issuing, page.issuing.go.text())
    return sorted(folder.iterdir())


def open_answers(path: Path, memory: Memory) -> AnswerWindow:
    """Open the window for answering, shown and active."""
    window = AnswerWindow(AnswerSession(path), memory)
    show(window)
    return window


def answer(path: Path, memory: Memory, states: Mapping[str, AnswerState], who: str = "総務課 山田") -> None:
    """Answer a file with the keys, by 項, and complete it."""
    window = open_answers(path, memory)
    ids = {request.item: request.id for request in window.session.file.requests}
    for item, state in states.items():
        go(window.sheet, ids[item], "state")
        write(KEY_OF[state])
    fill(window, **{"回答者(職・氏名)": who})
    press_button(window, "回答を確かめて完了")
    press_button(window, "この内容で完了する")
    assert window.close()
    put_away(window)


def drop(widget: QWidget, paths: Sequence[Path]) -> None:
    """Drop files onto a part of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = widget.rect().center()
    QApplication.sendEvent(widget, QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, buttons, keys))
