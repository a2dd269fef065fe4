"""Pasting: by place, by heading, by what tells the row; what comes back is what was copied."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from core.model.answers import AnswerState
from core.model.machine.grids import Copied
from tests.ui.desk import headline, notice, refusals
from tests.ui.tables.sheet.ledger import Item, Ledger, at, clipboard, columns, press, put_on_clipboard, show, write
from ui.tables.record_list import RecordList
from ui.tables.sheet.cursor import Range
from ui.tables.sheet.pasting import plan_paste
from ui.tables.sheet.range_edits import texts
from ui.tables.tsv import read_tsv, write_tsv

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8).map(str.strip)
ITEMS = st.lists(st.tuples(WORDS, st.integers(0, 10**12), WORDS, st.sampled_from(AnswerState)), min_size=1, max_size=6)


def records(rows: list[tuple[str, int, str, AnswerState]]) -> RecordList:
    made = RecordList(columns())
    made.replace(Item(at, str(at), *row) for at, row in enumerate(rows, start=1))
    return made


@given(ITEMS, st.booleans())
def test_what_is_copied_is_pasted_elsewhere_as_it_was(
    rows: list[tuple[str, int, str, AnswerState]], headings: bool
) -> None:
    source, blank = records(rows), records([("", 0, "", AnswerState.UNANSWERED)] * len(rows))
    whole = Range(0, 0, len(rows) - 1, 4)
    block = read_tsv(write_tsv(texts(source, whole, headings=headings)))
    plan = plan_paste(blank, Range(0, 0, 0, 0), Copied(block), appendable=False)
    assert plan.rejected == []
    written = {(edit.record.id, edit.column.name): edit.text for edit in plan.edits}
    for one, other in zip(source.shown, blank.shown, strict=True):
        for column in source.columns:
            assert written.get((one.id, column.name), column.plain_text(other)) == column.plain_text(one)


@given(ITEMS)
def test_pasting_what_is_there_changes_nothing(rows: list[tuple[str, int, str, AnswerState]]) -> None:
    source = records(rows)
    block = read_tsv(write_tsv(texts(source, Range(0, 0, len(rows) - 1, 4), headings=True)))
    plan = plan_paste(source, Range(0, 0, 0, 0), Copied(block), appendable=True)
    assert (plan.edits, plan.rows, plan.rejected) == ([], [], [])


@given(ITEMS, st.randoms(use_true_random=False))
def test_lines_that_tell_their_rows_may_come_in_any_order(
    rows: list[tuple[str, int, str, AnswerState]], random: Random
) -> None:
    source, blank = records(rows), records([("", 0, "", AnswerState.UNANSWERED)] * len(rows))
    lines = [[column.plain_text(one) for column in source.columns] for one in source.shown]
    random.shuffle(lines)
    plan = plan_paste(blank, Range(0, 0, 0, 0), Copied(lines), appendable=False)
    assert plan.rejected == []
    totals = {edit.record.id: edit.text for edit in plan.edits if edit.column.name == "総額"}
    assert all(totals.get(one.id, "0") == str(one.total) for one in source.shown)


def test_a_heading_says_where_its_column_goes(ledger: Ledger) -> None:
    put_on_clipboard("備　考\t総 額\r\n甲\t１０\r\n乙\t20\r\n")
    at(ledger, 2, "要望")
    press(Key.Key_V, CTRL)
    assert [(one.note, one.total) for one in ledger.records.values()][1:3] == [("甲", 10), ("乙", 20)]
    assert ledger.column("title")[1:3] == ["要望2", "要望3"]


def test_a_heading_without_a_column_is_left_out_by_name(ledger: Ledger) -> None:
    put_on_clipboard("備考\t総額\t担当者\r\n甲\t10\t髙木\r\n")
    at(ledger, 2, "要望")
    press(Key.Key_V, CTRL)
    assert (ledger.records[2].note, ledger.records[2].total) == ("甲", 10)
    assert notice(ledger.sheet) == "「担当者」に当たる列がこの表にないため読みませんでした。"


def test_a_row_that_is_not_there_refuses_the_whole_block(ledger: Ledger) -> None:
    before = dict(ledger.records)
    put_on_clipboard("項\t総額\r\n2\t10\r\n99\t20\r\n")
    at(ledger, 1, "項")
    press(Key.Key_V, CTRL)
    assert ledger.records == before
    ((text, sentence),) = refusals(ledger.sheet)
    assert (text, sentence[:12]) == ("99", "「99」という項の行がこ")
    assert headline(ledger.sheet).startswith("「99」という項の行がこの表に見つかりません。")


def test_empty_columns_and_rows_that_excel_selects_along_do_no_harm(ledger: Ledger) -> None:
    put_on_clipboard("甲\t\t\r\n乙\t\t\r\n\t\t\r\n")
    at(ledger, 5, "備考")
    press(Key.Key_V, CTRL)
    assert headline(ledger.sheet) == ""
    assert ledger.column("note") == ["", "", "", "", "甲", "乙"]


def test_an_empty_clipboard_is_said(ledger: Ledger) -> None:
    put_on_clipboard("")
    at(ledger, 1, "備考")
    press(Key.Key_V, CTRL)
    assert headline(ledger.sheet).startswith("クリップボードに文字がありません。")


def put_both_on_clipboard(text: str, html: str) -> None:
    """What Excel puts there: the cells as text, and as a table."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_joined_cell_is_pasted_into_its_whole_range(ledger: Ledger) -> None:
    table = "<table><tr><td rowspan=2>甲</td></tr><tr></tr><tr><td>乙</td></tr></table>"
    put_both_on_clipboard("甲\r\n\r\n乙\r\n", table)
    at(ledger, 2, "備考")
    press(Key.Key_V, CTRL)
    assert ledger.column("note")[:4] == ["", "甲", "甲", "乙"]


def test_a_figure_in_a_joined_cell_is_refused_wherever_it_is_pasted(ledger: Ledger) -> None:
    before = dict(ledger.records)
    put_both_on_clipboard("1,000\r\n\r\n", "<table><tr><td rowspan=2>1,000</td></tr><tr></tr></table>")
    at(ledger, 2, "総額")
    press(Key.Key_V, CTRL)
    assert ledger.records == before
    assert headline(ledger.sheet).startswith("「1,000」のセルは結合されていて、どのセルの値か分かりません。")


def test_a_heading_over_two_columns_goes_with_the_one_that_it_names(ledger: Ledger) -> None:
    html = "<table><tr><td>備考</td><td colspan=2>総額</td></tr><tr><td>甲</td><td>10</td><td>税込</td></tr></table>"
    put_both_on_clipboard("備考\t総額\t\r\n甲\t10\t税込\r\n", html)
    at(ledger, 2, "要望")
    press(Key.Key_V, CTRL)
    assert (ledger.records[2].note, ledger.records[2].total) == ("甲", 10)
    assert notice(ledger.sheet) == "「総額」に当たる列がこの表にないため読みませんでした。"


# --- filling --------------------------------------------------------------------------------------------------------


def test_ctrl_enter_fills_the_selection_with_what_was_typed(ledger: Ledger) -> None:
    at(ledger, 2, "備考")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    write("same")
    press(Key.Key_Return, CTRL)
    assert ledger.column("note") == ["", "same", "same", "same", "", ""]
    assert len(ledger.calls) == 1


def test_ctrl_enter_that_is_refused_stays_in_the_editor_and_fills_nothing(ledger: Ledger) -> None:
    before = dict(ledger.records)
    at(ledger, 2, "総額")
    press(Key.Key_Down, SHIFT)
    write("abc")
    press(Key.Key_Return, CTRL)
    assert ledger.records == before
    press(Key.Key_Escape)


def test_ctrl_r_copies_the_first_selected_column_to_the_right(ledger: Ledger) -> None:
    at(ledger, 1, "総額")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)
    press(Key.Key_R, CTRL)
    assert ledger.column("note")[:3] == ["1000", "2000", ""]
    assert len(ledger.calls) == 1


def test_ctrl_r_of_a_single_cell_takes_the_cell_at_its_left(ledger: Ledger) -> None:
    at(ledger, 3, "備考")
    press(Key.Key_R, CTRL)
    assert ledger.records[3].note == "3000"


def test_space_gives_the_whole_range_the_new_value_of_the_active_cell(ledger: Ledger) -> None:
    at(ledger, 3, "意向")
    press(Key.Key_1)
    at(ledger, 5, "意向")
    press(Key.Key_Up, SHIFT)
    press(Key.Key_Up, SHIFT)
    press(Key.Key_Space)
    assert ledger.column("answer")[2:5] == [AnswerState.NO] * 3, "the active cell was 実施, the next is 実施しない"
    assert len(ledger.calls) == 2


# --- what a refusal is about ----------------------------------------------------------------------------------------


def test_a_refusal_goes_when_the_record_does(app: QApplication) -> None:
    ledger = Ledger(3)
    show(ledger.sheet)
    put_on_clipboard("たくさん")
    at(ledger, 2, "総額")
    press(Key.Key_V, CTRL)
    assert len(refusals(ledger.sheet)) == 1
    ledger.sheet.set_records([one for one in ledger.records.values() if one.id != 1])
    assert len(refusals(ledger.sheet)) == 1, "the record is still there"
    ledger.sheet.set_records([one for one in ledger.records.values() if one.id != 2])
    assert refusals(ledger.sheet) == []


def test_copying_leaves_out_the_new_row(app: QApplication) -> None:
    ledger = Ledger(2, appendable=True)
    show(ledger.sheet)
    at(ledger, 1, "要望")
    press(Key.Key_A, CTRL)
    press(Key.Key_C, CTRL)
    assert len(read_tsv(clipboard())) == 2
