import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from core.model.answers import AnswerState
from tests.ui.tables.sheet.ledger import Ledger, at, press, show, the, write
from ui.tables.sheet.refusals import Bubble
from ui.tables.sheet.rejected_panel import RejectedPanel

Key = Qt.Key


def here(ledger: Ledger) -> tuple[int, str]:
    current = ledger.sheet.current
    assert current is not None
    return current[0].id, current[1].name


def test_typing_replaces_the_cell_and_enter_goes_down(ledger: Ledger) -> None:
    at(ledger, 2, "総額")
    write("１，５００")
    press(Key.Key_Return)
    assert ledger.records[2].total == 1_500
    assert here(ledger) == (3, "総額")
    assert ledger.calls == [[(2, "総額", "１，５００")]]


def test_f2_edits_what_is_there_in_plain_digits(ledger: Ledger) -> None:
    at(ledger, 2, "総額")
    press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2000"


def test_tab_goes_right_and_enter_returns_below_the_first_cell(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    write("a")
    press(Key.Key_Tab)
    assert here(ledger) == (1, "総額")
    write("7")
    press(Key.Key_Return)
    assert here(ledger) == (2, "要望")
    assert (ledger.records[1].title, ledger.records[1].total) == ("a", 7)


def test_escape_keeps_what_was_there(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    write("消える")
    press(Key.Key_Escape)
    assert ledger.records[1].title == "要望1"
    assert ledger.calls == []


def test_an_unchanged_cell_is_no_edit(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    press(Key.Key_F2)
    press(Key.Key_Return)
    assert ledger.calls == []


def test_a_refused_text_stays_in_the_editor_with_the_sentence_beside_it(ledger: Ledger) -> None:
    at(ledger, 1, "総額")
    write("abc")
    press(Key.Key_Return)
    editor = QApplication.focusWidget()
    bubble = the(Bubble, ledger.sheet)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "abc"
    assert bubble.isVisible()
    assert "「abc」は数として読めません" in bubble.text
    assert ledger.records[1].total == 1_000
    write("1")
    assert not bubble.isVisible()
    press(Key.Key_Escape)
    assert here(ledger) == (1, "総額")


def test_a_text_left_with_the_mouse_counts_too(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    write("新しい名前")
    at(ledger, 3, "要望")
    QApplication.processEvents()
    assert ledger.records[1].title == "新しい名前"


def test_a_refused_text_left_with_the_mouse_is_listed(ledger: Ledger) -> None:
    at(ledger, 1, "総額")
    write("abc")
    at(ledger, 3, "要望")
    QApplication.processEvents()
    panel = the(RejectedPanel, ledger.sheet)
    assert panel.isVisible()
    assert [refusal.rejected.edit.text for refusal in panel.model.rows.shown] == ["abc"]


@pytest.mark.parametrize("column", ["要望", "総額"])
def test_the_first_kana_of_the_input_method_is_kept(ledger: Ledger, column: str) -> None:
    at(ledger, 1, column)
    cells = QApplication.focusWidget()
    assert cells is not None
    QApplication.sendEvent(cells, QInputMethodEvent("か", []))
    QApplication.sendEvent(cells, QInputMethodEvent("かん", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("漢")
    QApplication.sendEvent(cells, commit)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "漢"


def test_a_letter_committed_at_once_by_the_input_method_is_kept(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    cells = QApplication.focusWidget()
    assert cells is not None
    commit = QInputMethodEvent("", [])
    commit.setCommitString("１")
    QApplication.sendEvent(cells, commit)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "１"


def test_single_keys_answer_the_whole_range_at_once(ledger: Ledger) -> None:
    at(ledger, 2, "意向")
    press(Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    write("1")
    assert ledger.column("answer")[:4] == [AnswerState.UNANSWERED, AnswerState.YES, AnswerState.YES,
                                           AnswerState.UNANSWERED]  # fmt: skip
    assert len(ledger.calls) == 1


def test_where_single_keys_mean_answers_the_input_method_is_off(ledger: Ledger) -> None:
    at(ledger, 2, "意向")
    cells = QApplication.focusWidget()
    assert cells is not None
    assert not cells.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    ledger.sheet.open_search()
    ledger.sheet.focus_cells()
    assert not cells.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    at(ledger, 2, "備考")
    assert cells.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_choices_are_offered_in_a_list_and_chosen_at_once(ledger: Ledger) -> None:
    at(ledger, 1, "意向")
    press(Key.Key_F2)
    editor = the(QComboBox, ledger.sheet)
    assert [editor.itemText(row) for row in range(editor.count())] == ["実施", "実施しない", "未定", "未回答"]
    assert editor.currentText() == "未回答"
    editor.setCurrentIndex(0)
    editor.activated.emit(0)
    assert ledger.records[1].answer is AnswerState.YES


def test_long_texts_are_edited_on_several_lines(ledger: Ledger) -> None:
    at(ledger, 1, "備考")
    write("一行目")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    press(Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    write("二行目")
    press(Key.Key_Return)
    assert ledger.records[1].note == "一行目\n二行目"


def test_typing_on_a_locked_cell_says_why_nothing_happens(ledger: Ledger) -> None:
    at(ledger, 1, "項")
    write("9")
    bubble = the(Bubble, ledger.sheet)
    assert bubble.isVisible()
    assert "この欄は入力できません" in bubble.text


def test_a_table_without_edits_takes_none_and_enter_opens_the_record(app: QApplication) -> None:
    ledger = Ledger(read_only=True)
    show(ledger.sheet)
    opened: list[int] = []
    ledger.sheet.activated.connect(lambda record, _column: opened.append(record.id))
    at(ledger, 2, "要望")
    write("x")
    press(Key.Key_F2)
    press(Key.Key_Delete)
    press(Key.Key_Return)
    assert ledger.calls == []
    assert opened == [2]


def test_keys_of_the_sheet_are_not_taken_by_a_menu(ledger: Ledger) -> None:
    at(ledger, 1, "備考")
    taken: list[str] = []
    action = QAction("消す", ledger.sheet)
    action.setShortcut(QKeySequence(Key.Key_Delete))
    action.triggered.connect(lambda: taken.append("menu"))
    ledger.sheet.addAction(action)
    at(ledger, 1, "要望")
    press(Key.Key_Delete)
    QTest.qWait(1)
    assert taken == []
    assert ledger.records[1].title == ""


def test_enter_goes_down_although_the_page_reads_every_row_again(app: QApplication) -> None:
    ledger = Ledger(rereading=True)
    show(ledger.sheet)
    at(ledger, 2, "要望")
    for title in ("甲", "乙"):
        write(title)
        press(Key.Key_Return)
        QApplication.processEvents()
    assert ledger.column("title")[1:3] == ["甲", "乙"]
    assert here(ledger) == (4, "要望")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert ledger.sheet.isAncestorOf(focused)
