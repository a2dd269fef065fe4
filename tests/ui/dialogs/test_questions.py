from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from tests.ui.desk import Answers
from ui.dialogs.questions import ask, ask_for_text, may_replace
from ui.look.theme import dress

CHOICES = ("保存する", "保存せずに閉じる", "キャンセル")


def test_the_answer_is_the_word_of_the_button(answers: Answers) -> None:
    for choice in CHOICES:
        answers.plan(choice)
        assert ask(None, "確認", "保存しますか。", CHOICES) == choice
    assert answers.asked == ["保存しますか。"] * 3


def test_escape_means_the_last_and_enter_the_first(app: QApplication) -> None:
    def escape() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert [button.text() for button in box.buttons()] == list(CHOICES)
        assert box.defaultButton().text() == "保存する"
        box.reject()

    QTimer.singleShot(0, escape)
    assert ask(None, "確認", "保存しますか。", CHOICES) == "キャンセル"


def test_replacing_names_the_file(answers: Answers) -> None:
    answers.plan("保存しない")
    assert not may_replace(QWidget(), Path("どこか") / "台帳.anbun")
    assert answers.asked == ["台帳.anbun は既にあります。置き換えますか。"]


def test_a_name_is_asked_for_and_trimmed(answers: Answers) -> None:
    answers.plan("  第1回会議 ")
    window = QWidget()
    dress(window)
    assert ask_for_text(window, "確定版にする", "名称", "按分表 2026-11-23") == "第1回会議"
