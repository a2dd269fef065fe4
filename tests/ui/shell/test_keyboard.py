"""The whole window by keyboard alone: pages, areas, buttons, rows, and what is found from anywhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget

from core.model.council import System
from core.model.machine.naming import in_order
from core.model.requests import Customization
from tests.ui.desk import Answers, OpenSession, OpenWindow, choose, go, in_dialog, item, menu, named
from tests.ui.tables.sheet.ledger import press, write
from ui.dialogs.print_dialog import PrintDialog
from ui.going.areas import areas_of
from ui.going.finding import COMMAND, PAGE, RECORD, Found, pages, records, search
from ui.going.palette import Palette
from ui.pages.answers.answers_page import AnswersPage
from ui.pages.page import Page
from ui.pages.table_page import TablePage
from ui.shell.main_window import MainWindow
from ui.shell.page_list import PAGES
from ui.tables.row_drag import WIDTH
from ui.tables.sheet.sheet import Sheet

Key, Modifier = Qt.Key, Qt.KeyboardModifier
ALT_SHIFT = Modifier.AltModifier | Modifier.ShiftModifier


def shown(window: MainWindow) -> str:
    return next(key for key, page in window._pages.items() if page is window._stack.currentWidget())


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_pages_are_turned_over_in_the_order_of_the_list(open_window: OpenWindow) -> None:
    window = open_window()
    window.open_page("consortium")
    seen = []
    for _ in range(4):
        press(Key.Key_PageDown, Modifier.ControlModifier)
        seen.append(shown(window))
    keys = [entry.key for entry in PAGES]
    start = keys.index("consortium")
    assert seen == keys[start + 1 : start + 5]
    press(Key.Key_PageUp, Modifier.ControlModifier)
    assert shown(window) == keys[start + 3]
    window.open_page(keys[-1])
    press(Key.Key_PageDown, Modifier.ControlModifier)
    assert shown(window) == keys[0]


def test_pages_are_turned_from_within_a_table_too(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    page.sheet.focus_cells()
    press(Key.Key_PageDown, Modifier.ControlModifier)
    assert shown(window) == "answer_files"


def test_f6_goes_through_every_area_and_comes_back(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    page.sheet.focus_cells()
    start = focus()
    met = [start]
    for _ in range(12):
        press(Key.Key_F6)
        if focus() is start:
            break
        met.append(focus())
    assert focus() is start
    assert any(window.head.isAncestorOf(one) for one in met)
    assert window._navigation in met
    assert any(page.panel.isAncestorOf(one) for one in met)
    assert page.after_digits in met
    for _ in range(len(met)):
        press(Key.Key_F6, Modifier.ShiftModifier)
    assert focus() is start


def test_every_button_and_table_of_a_page_is_in_an_area_of_f6(open_window: OpenWindow) -> None:
    window = open_window()
    for key in ("overview", "answers", "allocation", "customizations", "comparison", "scenarios", "reports"):
        page = window.open_page(key)
        QApplication.processEvents()
        areas = areas_of(page)
        for one in [*page.findChildren(QPushButton), *page.findChildren(Sheet)]:
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert any(part is one or one.isAncestorOf(part) for area in areas for part in area), (
                    key,
                    one.accessibleName(),
                )


def test_enter_presses_the_button_that_has_the_keyboard(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    was = page.side.is_folded
    page.side.button.setFocus()
    press(Key.Key_Return)
    assert page.side.is_folded is not was


def test_rows_move_by_keys_and_keep_the_keyboard(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("customizations")
    assert isinstance(page, TablePage)
    third = item(window.session, "3")
    go(page.sheet, third.id, "title")

    assert [text.partition("\t")[0] for text, _ in page.sheet.row_ways.entries][:2] == ["行を挿入", "行を削除"]
    systems = window.open_page("systems")
    assert isinstance(systems, Page)
    sheet = systems.main_sheet
    assert sheet is not None
    order = [one.name for one in in_order(window.session.book, window.session.book.all(System).values())]
    rows = sheet.model.rows.shown
    sheet.select(rows[1].id)
    sheet.focus_cells()
    press(Key.Key_Up, ALT_SHIFT)
    now = [one.name for one in in_order(window.session.book, window.session.book.all(System).values())]
    assert now == [order[1], order[0], *order[2:]]
    press(Key.Key_Down, ALT_SHIFT)
    assert [one.name for one in in_order(window.session.book, window.session.book.all(System).values())] == order


def test_a_row_is_removed_by_ctrl_minus_in_one_step(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("customizations")
    assert isinstance(page, TablePage)
    one = item(window.session, "3")
    go(page.sheet, one.id, "title")
    press(Key.Key_Minus, Modifier.ControlModifier)
    assert one.id not in window.session.book.all(Customization)
    window.session.undo()
    assert one.id in window.session.book.all(Customization)


def test_a_row_is_inserted_before_the_current_one_in_one_step(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("municipalities")
    assert isinstance(page, TablePage)
    sheet, session = page.sheet, window.session
    before = [one.id for one in sheet.model.rows.shown]
    steps = session.undo_stack.index()
    go(sheet, before[2], "name")
    press(Key.Key_Plus, Modifier.ControlModifier)
    assert sheet.current is None
    for name, text in (("code", "162019"), ("name", "富山市")):
        if session.undo_stack.index() > steps:
            break
        at = [column.name for column in sheet.model.columns].index(name)
        sheet._cursor.go(len(sheet.model.rows.shown), at)
        write(text)
        press(Key.Key_Return)
    assert session.undo_stack.index() == steps + 1
    after = [one.id for one in sheet.model.rows.shown]
    (new,) = set(after) - set(before)
    assert after == [*before[:2], new, *before[2:]]
    session.undo()
    assert [one.id for one in sheet.model.rows.shown] == before


def hold(sheet: Sheet, row: int) -> QPoint:
    """Return the point at which the grip of a row is taken hold of."""
    grid = sheet.panes.view_of(0)
    return QPoint(WIDTH // 2, grid.rowViewportPosition(row) + grid.rowHeight(row) // 2)


def draw(sheet: Sheet, start: QPoint, end: QPoint) -> None:
    """Press, draw and let go with the mouse on the first columns."""
    cells, left = sheet.panes.view_of(0).viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(cells, left, pos=start)
    QTest.mouseMove(cells, (start + end) / 2)
    QTest.mouseMove(cells, end)
    QTest.mouseRelease(cells, left, pos=end)


def test_a_row_is_drawn_to_another_place_with_the_mouse_in_one_step(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("municipalities")
    assert isinstance(page, TablePage)
    sheet, session = page.sheet, window.session
    QApplication.processEvents()
    order, steps = [one.id for one in sheet.model.rows.shown], session.undo_stack.index()
    draw(sheet, hold(sheet, 0), hold(sheet, 3) + QPoint(0, 6))
    assert [one.id for one in sheet.model.rows.shown] == [*order[1:4], order[0], *order[4:]]
    assert session.undo_stack.index() == steps + 1
    assert sheet.current is not None
    assert sheet.current[0].id == order[0]
    session.undo()
    draw(sheet, hold(sheet, 2), hold(sheet, 2))
    assert [one.id for one in sheet.model.rows.shown] == order
    sheet.model.sort_by("name")
    shown = [one.id for one in sheet.model.rows.shown]
    draw(sheet, hold(sheet, 0), hold(sheet, 3))
    assert [one.id for one in sheet.model.rows.shown] == shown, "sorted rows have no order of their own to change"


def test_the_first_cell_of_answers_takes_one_and_digits_go_on_as_chosen(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    page.sheet.focus_cells()
    start = page.sheet.current
    assert start is not None
    assert start[1].name == page.sheet.model.columns[2].name
    press(Key.Key_1)
    assert page.sheet.current == start
    for text, step in (("下へ", (1, 0)), ("右へ", (0, 1))):
        choose(page.after_digits, f"数字を入れたあと: {text}")
        before = page.sheet._cursor.current
        assert before is not None
        press(Key.Key_2)
        press(Key.Key_3)
        assert page.sheet._cursor.current == (before[0] + 2 * step[0], before[1] + 2 * step[1])
    press(Key.Key_Space)
    assert window._memory.text("answers/after_digits") == "右へ"


def test_rows_are_two_lines_high_by_choice_and_stay_so(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    one = page.sheet.panes.main.rowHeight(0)
    menu(window, "行を2行・1行にする").trigger()
    assert page.sheet.panes.main.rowHeight(0) == page.sheet.panes.frozen.rowHeight(0) > one
    again = open_window().open_page("answers")
    assert isinstance(again, AnswersPage)
    assert again.sheet.panes.main.lines == 2


def test_ctrl_p_prints_the_table_on_the_screen(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    for key in ("customizations", "allocation", "comparison", "municipalities"):
        window.open_page(key)
        menu(window, "印刷").trigger()
        assert shown(window) == "reports", f"{key} is printed as a paper of its own"
    window.open_page("answers")
    saved = []

    def save(dialog: PrintDialog) -> None:
        assert dialog.windowTitle() == "意向の印刷"
        choose(named(dialog, QComboBox, "用紙"), "A3")
        saved.append(dialog.save(tmp_path / "意向.pdf"))

    monkeypatch.setattr(PrintDialog, "exec", save)
    menu(window, "印刷").trigger()
    assert saved == [True]
    assert (tmp_path / "意向.pdf").read_bytes().startswith(b"%PDF")
    assert shown(window) == "answers"
    window.open_page("exchange")
    menu(window, "印刷").trigger()
    assert shown(window) == "reports"
    assert window.open_page("reports").message.text.startswith("「取込・書出」のページには表も図もありません。")


def test_the_edit_menu_works_on_the_table_without_the_mouse(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("customizations")
    assert isinstance(page, TablePage)
    go(page.sheet, item(window.session, "3").id, "title")
    menu(window, "コピー").trigger()
    assert QApplication.clipboard().text().strip() == item(window.session, "3").title
    go(page.sheet, item(window.session, "4").id, "title")
    menu(window, "貼り付け").trigger()
    assert item(window.session, "4").title == item(window.session, "3").title
    menu(window, "この列を絞り込む")
    window.open_page("overview")
    window.menus.edit.show_edits()
    assert not menu(window, "行を挿入").isEnabled()


# --- 移動と検索 -------------------------------------------------------------------------------------------------------


def test_a_request_is_found_by_a_part_of_its_name_and_opened(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    window.open_page("overview")

    def choose_it(dialog: QDialog) -> None:
        assert isinstance(dialog, Palette)
        dialog.line.insert("請求書町条例")
        QTest.keyClick(dialog.line, Key.Key_Return)

    in_dialog(choose_it)
    menu(window, "移動と検索").trigger()
    assert shown(window) == "customizations"
    page = window._pages["customizations"]
    assert page.main_sheet is not None
    assert page.main_sheet.current is not None
    assert page.main_sheet.current[0].item == "3"


def test_arrows_choose_and_a_command_is_done(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    window.open_page("answers")
    folded = window._navigation.isHidden()

    def choose_it(dialog: QDialog) -> None:
        assert isinstance(dialog, Palette)
        dialog.line.insert("一覧 閉じる")
        titles = [one.title for one in dialog._hits]
        for _ in range(titles.index("ページの一覧を開く・閉じる")):
            QTest.keyClick(dialog.line, Key.Key_Down)
        QTest.keyClick(dialog.line, Key.Key_Return)

    in_dialog(choose_it)
    menu(window, "移動と検索").trigger()
    assert window._navigation.isHidden() is not folded


def test_what_is_not_found_is_said_and_escape_goes_nowhere(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.stop()
    window.open_page("answers")

    def choose_it(dialog: QDialog) -> None:
        assert isinstance(dialog, Palette)
        dialog.line.insert("zzz")
        assert dialog._told.text() == "「zzz」は見つかりません。"
        QTest.keyClick(dialog.line, Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog.line, Key.Key_Escape)

    in_dialog(choose_it)
    menu(window, "移動と検索").trigger()
    assert shown(window) == "answers"


def entry(kind: str, title: str) -> Found:
    return Found(kind, title, "", title.lower(), lambda: None)


def test_what_is_called_so_comes_first_then_what_begins_so_pages_before_records() -> None:
    entries = [
        entry(RECORD, "経費の一覧"),
        entry(COMMAND, "経費"),
        entry(PAGE, "調達外経費"),
        entry(PAGE, "経費明細"),
        entry(RECORD, "経費"),
    ]
    assert [one.title for one in search(entries, "経費")] == ["経費", "経費", "経費明細", "経費の一覧", "調達外経費"]
    assert [one.kind for one in search(entries, "経費")][:2] == [COMMAND, RECORD]
    assert search(entries, "一覧 経費") == [entries[0]]
    assert search(entries, "ない") == []


def test_every_page_is_found_and_every_place_of_a_record_is_a_page(open_session: OpenSession) -> None:
    opened: list[str] = []
    assert [one.title for one in pages(PAGES, opened.append)] == [entry.title for entry in PAGES]
    known = {entry.key for entry in PAGES} | {name for entry in PAGES for name in entry.tables}
    found = list(records(open_session().book, PAGES, opened.append))
    assert len(found) > 100
    for one in found:
        one.do()
    assert {place.partition("/")[0] for place in opened} <= known


def test_numbers_are_found_in_any_width(open_session: OpenSession) -> None:
    found = list(records(open_session().book, PAGES, lambda _place: None))
    hits = search(found, "１６２０６０")
    assert [one.title for one in hits][:1] == ["滑川市"]
