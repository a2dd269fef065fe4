import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit, QPushButton

from core import heavy
from core.documents.answers import record as answer_record
from core.jobs.issue import Wish
from core.model.answer_file import AnswerFile
from core.model.answers import AnswerState, Medium
from core.model.machine.faults import Faults
from core.storage.answer_file import open_answer_file
from core.storage.disk.places import Home
from tests.ui.desk import (
    Answers,
    OpenSession,
    OpenWindow,
    cell,
    errors,
    fill,
    go,
    member,
    named,
    paste,
    press_button,
    put_away,
    refusals,
)
from tests.ui.post import open_answers
from tests.ui.tables.sheet.ledger import press, write
from ui.answering import session as answer_session
from ui.answering.session import AnswerSession
from ui.answering.window import AnswerWindow
from ui.files.answer_files import issue_files
from ui.shell.late import looks_like_answers
from ui.shell.memory import Memory

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def path(open_session: OpenSession, tmp_path: Path) -> Path:
    """The file of 滑川市 (B)."""
    session = open_session()
    wish = Wish((member(session, "B"),), Medium.ANSWER_FILE, tmp_path / "届いた ファイル")
    made = issue_files(session, wish, lambda: False)
    assert not isinstance(made, Faults)
    return made[0]


@pytest.fixture
def window(path: Path, home: Home) -> AnswerWindow:
    return open_answers(path, Memory(home.settings))


def id_of(file: AnswerFile, number: str) -> int:
    return next(request.id for request in file.requests if request.item == number)


def state(window: AnswerWindow, number: str) -> AnswerState:
    return window.session.file.given[id_of(window.session.file, number)].state


def at(window: AnswerWindow, number: str) -> None:
    go(window.sheet, id_of(window.session.file, number), "state")


def test_it_shows_this_municipality_alone_with_what_each_answer_costs(window: AnswerWindow) -> None:
    assert window.windowTitle() == "162060_滑川市.anbun-answer — 按分帳 回答"
    assert window.head.progress.text() == "19件中19件回答"
    assert window.sheet.model.rowCount() == 19
    id = id_of(window.session.file, "25")
    assert cell(window.sheet, id, "今のまま加わると") == "170,000", "340,000 for two"
    at(window, "25")
    shown = [(one.label, one.one_off) for one in window.details.costs.model.rows.shown]
    assert shown[0] == ("実施(今の回答のまま)", "170,000")
    assert shown[2] == ("実施しない", "0")
    assert len(window.details.quotes.model.rows.shown) == 6
    assert not window.details.others.isVisible(), "the other members' answers were not sent"


def test_keys_answer_and_undo_takes_back(window: AnswerWindow) -> None:
    at(window, "25")
    for key, expected in (
        ("1", AnswerState.YES),
        ("2", AnswerState.NO),
        ("3", AnswerState.UNDECIDED),
        ("0", AnswerState.UNANSWERED),
        (" ", AnswerState.YES),
    ):
        write(key)
        assert state(window, "25") is expected
    write("0")
    assert window.head.progress.text() == "19件中18件回答"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert state(window, "25") is AnswerState.YES
    press(Key.Key_Y, Modifier.ControlModifier)
    assert state(window, "25") is AnswerState.UNANSWERED


def test_the_large_buttons_and_the_comment_answer_too(window: AnswerWindow) -> None:
    at(window, "25")
    press_button(window.details, "1 実施")
    comment = named(window.details, QPlainTextEdit, "コメント")
    comment.setFocus()
    comment.insertPlainText("髙木課長に確認済み\n𠮷田")
    press_button(window.details, "2 実施しない")
    given = window.session.file.given[id_of(window.session.file, "25")]
    assert (given.state, given.comment) == (AnswerState.NO, "髙木課長に確認済み\n𠮷田")
    comment.setFocus()
    comment.insertPlainText("、ほか")
    at(window, "26")
    assert "ほか" in window.session.file.given[id_of(window.session.file, "25")].comment, "leaving the field notes it"
    assert comment.toPlainText() == ""


def test_a_comment_is_typed_in_the_list_and_a_column_is_pasted_whole_or_not(window: AnswerWindow) -> None:
    file = window.session.file
    go(window.sheet, id_of(file, "25"), "comment")
    press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    editor.insertPlainText("来年度に")
    press(Key.Key_Tab)
    assert window.session.file.given[id_of(file, "25")].comment == "来年度に"
    first = file.requests[0].id
    paste(window.sheet, first, "state", "未定\r\nたぶん\r\n")
    ((text, told),) = refusals(window.sheet)
    assert text == "たぶん"
    assert "たぶん" in told
    assert window.session.file.given[first] == file.given[first]
    paste(window.sheet, first, "state", "未定\r\n×\r\n")
    assert [window.session.file.given[one.id].state for one in file.requests[:2]] == [
        AnswerState.UNDECIDED,
        AnswerState.NO,
    ]
    window.session.undo()
    assert window.session.file.given[first] == file.given[first]


def test_a_comment_that_is_too_long_is_refused_beside_the_field(window: AnswerWindow) -> None:
    at(window, "25")
    comment = named(window.details, QPlainTextEdit, "コメント")
    comment.setFocus()
    comment.insertPlainText("長" * 2001)
    press(Key.Key_Return, Modifier.ControlModifier)
    assert errors(window.details) == ["2,001文字あります。2,000文字までにしてください。"]
    assert window.session.file.given[id_of(window.session.file, "25")].comment == ""
    at(window, "26")
    assert (comment.toPlainText(), errors(window.details)) == ("", [])
    at(window, "25")
    assert len(comment.toPlainText()) == 2001, "nothing that was typed is lost"
    comment.setPlainText("短く")
    comment.setFocus()
    press(Key.Key_Return, Modifier.ControlModifier)
    assert errors(window.details) == []
    assert window.session.file.given[id_of(window.session.file, "25")].comment == "短く"


def test_completing_lists_the_unanswered_first_and_asks_for_the_name(window: AnswerWindow, path: Path) -> None:
    at(window, "25")
    write("0")
    press_button(window, "回答を確かめて完了")
    first = window.check.sheet.model.rows.shown[0]
    assert (first.request.item, first.given.state) == ("25", AnswerState.UNANSWERED)
    assert "まだ回答していない要望が1件あります。" in window.check._summary.text()
    press_button(window, "この内容で完了する")
    assert errors(window.head) == ["回答者を入力してください。"]
    assert not window.session.file.finished
    go(window.check.sheet, first.id, "意向")
    press(Key.Key_Return)
    current = window.sheet.current
    assert current is not None
    assert current[0].request.item == "25", "Enter goes to the request"
    write("2")
    fill(window, **{"回答者(職・氏名)": "企画課 髙田"})
    press_button(window, "回答を確かめて完了")
    assert window.check._summary.text().endswith("すべての要望に回答しています。")
    press_button(window, "この内容で完了する")
    file = open_answer_file(path)
    assert (file.finished, file.answered_by, file.given[first.id].state) == (True, "企画課 髙田", AnswerState.NO)
    assert "162060_滑川市.anbun-answer に保存しました" in window.banner.text
    at(window, "25")
    write("3")
    assert not window.session.file.finished
    assert window.banner.text.startswith("完了したあとで回答が変わりました。")


def test_what_was_answered_is_printed(window: AnswerWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    press_button(window, "回答控えを印刷")
    assert window.paper.preview.pdf == heavy.render(answer_record.build(window.session.file))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "控え"), ""))
    press_button(window.paper, "PDFに保存")
    assert (tmp_path / "控え.pdf").read_bytes() == window.paper.preview.pdf
    press_button(window.paper, "回答に戻る")
    assert window.sheet.isVisible()


def test_it_saves_by_itself_and_on_closing(path: Path, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_session, "SAVED_AFTER_MS", 0)
    session = AnswerSession(path)
    session.give(session.file.requests[0].id, AnswerState.UNDECIDED)
    session._timer.timeout.emit()
    assert open_answer_file(path) == session.file
    window = open_answers(path, Memory(home.settings))
    at(window, "26")
    write("3")
    named(window.details, QPlainTextEdit, "コメント").insertPlainText("閉じる前に")
    assert window.close()
    given = open_answer_file(path).given[id_of(session.file, "26")]
    assert (given.state, given.comment) == (AnswerState.UNDECIDED, "閉じる前に")


def test_a_file_that_somebody_else_has_changed_is_not_overwritten(
    window: AnswerWindow, path: Path, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = AnswerSession(path)
    other.sign("別の人")
    other.save()
    at(window, "26")
    write("3")
    press_button(window.head, "保存")
    assert "ほかの人かプログラムが書き換えています" in window.banner.text
    assert open_answer_file(path).answered_by == "別の人"
    answers.plan("閉じない")
    assert not window.close()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "別名"), ""))
    answers.plan("名前を付けて保存")
    assert window.close()
    assert open_answer_file(tmp_path / "別名.anbun-answer").given == window.session.file.given


def test_undo_after_sending_is_newer_than_what_was_sent(path: Path) -> None:
    session = AnswerSession(path)
    before = session.file
    session.give(before.requests[0].id, AnswerState.UNDECIDED)
    sent = session.file
    session.undo()
    assert session.file.answers == before.answers
    assert session.file.history[: len(sent.history)] == sent.history
    assert len(session.file.history) > len(sent.history)
    session.redo()
    assert session.file.answers == sent.answers


def test_a_hostile_file_is_not_opened_and_says_its_sentence(open_window: OpenWindow, path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index("滑川市".encode()) + 1] ^= 1
    path.write_bytes(content)
    window = open_window()
    window.files.open_path(path)
    assert window.banner.text.startswith("「162060_滑川市.anbun-answer」は封が合いません。")
    path.write_bytes(b"MZ" + os.urandom(4000))
    window.files.open_path(path)
    assert window.banner.text == "「162060_滑川市.anbun-answer」は按分帳の回答ファイルではありません。"
    assert window.session.book.consortium.name == "富山県情報システム共同利用推進協議会"


def test_the_open_menu_gives_an_answer_file_a_window_of_its_own(
    open_window: OpenWindow, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    renamed = tmp_path / "名前が違う.anbun"
    renamed.write_bytes(path.read_bytes())
    assert looks_like_answers(renamed)
    window = open_window()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(renamed), ""))
    window.files.open()
    (answering,) = window.files._answering
    assert answering.isVisible()
    assert window.session.path is None, "the ledger stays open"
    answering.close()
    put_away(answering)


def test_every_control_has_a_name_and_the_window_fits_a_small_screen(window: AnswerWindow) -> None:
    shown = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    nameless = [one for one in shown if not one.accessibleName() and not one.text()]
    assert nameless == []
    assert window.minimumSizeHint().width() <= 1150
    assert window.minimumSizeHint().height() <= 640
