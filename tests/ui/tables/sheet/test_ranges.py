from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.tables.sheet.ledger import Ledger, at, clipboard, press, put_on_clipboard, show, the
from ui.tables.sheet.rejected_panel import RejectedPanel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def selected(ledger: Ledger) -> list[int]:
    return [record.id for record in ledger.sheet.selected_records]


def test_a_range_is_copied_as_data_across_the_frozen_columns(ledger: Ledger) -> None:
    at(ledger, 1, "項")
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Right, SHIFT)
    press(Key.Key_C, CTRL)
    assert clipboard() == "1\t要望1\t1000\r\n2\t要望2\t2000\r\n"


def test_headings_are_copied_when_asked_for(ledger: Ledger) -> None:
    at(ledger, 6, "要望")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_C, CTRL, SHIFT)
    assert clipboard() == "要望\t総額\r\n要望6\t6000\r\n"


def test_a_pasted_range_is_one_edit(ledger: Ledger) -> None:
    put_on_clipboard("甲\t１０円\r\n乙\t2千円\r\n")
    at(ledger, 2, "要望")
    press(Key.Key_V, CTRL)
    assert ledger.column("title")[1:3] == ["甲", "乙"]
    assert ledger.column("total")[1:3] == [10, 2_000]
    assert len(ledger.calls) == 1
    assert selected(ledger) == [2, 3]


def test_a_refused_cell_refuses_the_whole_paste_and_is_listed(ledger: Ledger) -> None:
    before = dict(ledger.records)
    put_on_clipboard("甲\t10\r\n乙\tたくさん\r\n")
    at(ledger, 2, "要望")
    press(Key.Key_V, CTRL)
    panel = the(RejectedPanel, ledger.sheet)
    assert ledger.records == before
    assert panel.isVisible()
    (refusal,) = panel.model.rows.shown
    assert refusal.row.startswith("3行目")
    assert [column.text(refusal) for column in panel.model.columns[2:4]] == ["総額", "たくさん"]
    panel.list.clicked.emit(panel.model.index(0, 0))
    current = ledger.sheet.current
    assert current is not None
    assert (current[0].id, current[1].name) == (3, "総額")


def test_the_list_of_refused_cells_goes_when_a_later_paste_is_accepted(ledger: Ledger) -> None:
    at(ledger, 1, "総額")
    put_on_clipboard("x")
    press(Key.Key_V, CTRL)
    put_on_clipboard("5")
    press(Key.Key_V, CTRL)
    assert ledger.records[1].total == 5
    assert not the(RejectedPanel, ledger.sheet).isVisible()


def test_one_value_fills_the_selection(ledger: Ledger) -> None:
    put_on_clipboard("同じ\r\n")
    at(ledger, 1, "備考")
    press(Key.Key_End, CTRL, SHIFT)
    press(Key.Key_Left, SHIFT)
    press(Key.Key_V, CTRL)
    assert ledger.column("note") == ["同じ"] * 6


def test_a_range_is_repeated_where_the_selection_is_a_multiple_of_it(ledger: Ledger) -> None:
    put_on_clipboard("a\r\nb\r\n")
    at(ledger, 1, "備考")
    for _ in range(3):
        press(Key.Key_Down, SHIFT)
    press(Key.Key_V, CTRL)
    assert ledger.column("note") == ["a", "b", "a", "b", "", ""]


def test_pasting_beyond_the_last_row_is_refused_with_a_sentence(ledger: Ledger) -> None:
    put_on_clipboard("a\r\nb\r\nc\r\n")
    at(ledger, 5, "備考")
    press(Key.Key_V, CTRL)
    panel = the(RejectedPanel, ledger.sheet)
    assert "表の下端を1行はみ出す" in panel.headline.text()
    assert ledger.calls == []


def test_pasting_beyond_the_last_column_is_refused_with_a_sentence(ledger: Ledger) -> None:
    put_on_clipboard("a\tb\tc\r\n")
    at(ledger, 1, "備考")
    press(Key.Key_V, CTRL)
    assert "表の右端を1列はみ出す" in the(RejectedPanel, ledger.sheet).headline.text()
    assert ledger.calls == []


def test_rows_beyond_the_end_are_added_where_the_page_allows_it(app: QApplication) -> None:
    ledger = Ledger(2, appendable=True)
    show(ledger.sheet)
    put_on_clipboard("甲\t1\r\n乙\t2\r\n丙\t3\r\n")
    at(ledger, 2, "要望")
    press(Key.Key_V, CTRL)
    assert ledger.column("title") == ["要望1", "甲", "乙", "丙"]
    assert len(ledger.calls) == 1


def test_a_locked_cell_refuses_another_text_but_takes_its_own(ledger: Ledger) -> None:
    put_on_clipboard("1\t改名\r\n")
    at(ledger, 1, "項")
    press(Key.Key_V, CTRL)
    assert ledger.records[1].title == "改名"
    put_on_clipboard("99\tまた\r\n")
    press(Key.Key_V, CTRL)
    assert ledger.records[1].title == "改名"
    assert the(RejectedPanel, ledger.sheet).isVisible()


def test_pasting_into_a_filtered_table_reaches_only_the_rows_that_are_seen(ledger: Ledger) -> None:
    ledger.sheet.model.sort_by("総額", descending=True)
    put_on_clipboard("上\r\n下\r\n")
    at(ledger, 6, "備考")
    press(Key.Key_V, CTRL)
    assert (ledger.records[6].note, ledger.records[5].note) == ("上", "下")


def test_fill_down_copies_the_first_selected_row(ledger: Ledger) -> None:
    at(ledger, 2, "要望")
    press(Key.Key_Right, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    press(Key.Key_D, CTRL)
    assert ledger.column("title") == ["要望1", "要望2", "要望2", "要望2", "要望5", "要望6"]
    assert ledger.column("total")[1:4] == [2_000] * 3
    assert len(ledger.calls) == 1


def test_fill_down_of_a_single_cell_takes_the_cell_above(ledger: Ledger) -> None:
    at(ledger, 4, "要望")
    press(Key.Key_D, CTRL)
    assert ledger.records[4].title == "要望3"


def test_delete_clears_the_editable_cells_of_the_range(ledger: Ledger) -> None:
    at(ledger, 1, "項")
    press(Key.Key_End, SHIFT)
    press(Key.Key_Delete)
    one = ledger.records[1]
    assert (one.item, one.title, one.total, one.note) == ("1", "", None, "")
    assert len(ledger.calls) == 1


def test_cut_copies_and_clears(ledger: Ledger) -> None:
    at(ledger, 3, "要望")
    press(Key.Key_X, CTRL)
    assert clipboard() == "要望3\r\n"
    assert ledger.records[3].title == ""


def test_ctrl_a_selects_every_cell_and_ctrl_home_and_end_go_to_the_corners(ledger: Ledger) -> None:
    at(ledger, 3, "総額")
    press(Key.Key_A, CTRL)
    assert selected(ledger) == [1, 2, 3, 4, 5, 6]
    press(Key.Key_End, CTRL)
    current = ledger.sheet.current
    assert current is not None
    assert (current[0].id, current[1].name) == (6, "意向")
    press(Key.Key_Home, CTRL)
    current = ledger.sheet.current
    assert current is not None
    assert (current[0].id, current[1].name) == (1, "項")


def test_ctrl_arrows_go_to_the_edge_of_the_filled_block(ledger: Ledger) -> None:
    at(ledger, 1, "要望")
    press(Key.Key_Down, CTRL)
    assert selected(ledger) == [6]
    press(Key.Key_Up, CTRL, SHIFT)
    assert selected(ledger) == [1, 2, 3, 4, 5, 6]
