"""The whole window as a clerk uses it; CI runs this file on a real X display too."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QWidget,
)

from core.documents.paper.document import Document
from core.model.council import Municipality
from core.model.requests import Customization
from core.sample import empty
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.version import ROOT
from tests.ui.desk import (
    Answers,
    OpenWindow,
    button,
    cell,
    current_line,
    fill,
    go,
    item,
    member,
    menu,
    named,
    press_button,
    totals,
    wait_until,
)
from tests.ui.going.test_printing import printed
from tests.ui.pages.evaluation.test_sealed_prices import are_told_nowhere
from tests.ui.tables.sheet.ledger import press, write
from ui.files import autosave
from ui.pages.allocation.allocation_page import AllocationPage
from ui.pages.answers.answers_page import AnswersPage
from ui.pages.council.consortium_page import ConsortiumPage
from ui.pages.table_page import TablePage
from ui.shell.main_window import MainWindow
from ui.shell.navigation import Navigation
from ui.shell.page_list import PAGES

Key, Modifier = Qt.Key, Qt.KeyboardModifier
EMPTY = empty("新しい協議会", "2026-11-23")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The user's own folder, with a Japanese name and a space."""
    folder = tmp_path / "事務局 の机"
    folder.mkdir()
    return folder


def say(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Let the file dialogs return this path (nothing: cancelled)."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path) if path else "", ""))


def documents(desk: Path) -> list[str]:
    """Return what a user sees in the folder; the note that says who has a file open is hidden."""
    return sorted(path.name for path in desk.iterdir() if not path.name.startswith("."))


def state(window: MainWindow) -> str:
    return window.head.state.text()


def rename(window: MainWindow, name: str) -> None:
    """Edit the consortium's name in its form, as a clerk does."""
    page = window.open_page("consortium")
    assert isinstance(page, ConsortiumPage)
    page.forms[0].focus_field("name")
    press(Key.Key_A, Modifier.ControlModifier)
    write(name)
    press(Key.Key_Return)


def name_in(path: Path, home: Home) -> str:
    file = LedgerFile.open(home, path)
    try:
        return file.store.book().consortium.name
    finally:
        file.close()


def allocation_page(window: MainWindow) -> AllocationPage:
    page = window.open_page("allocation")
    assert isinstance(page, AllocationPage)
    return page


def answers_page(window: MainWindow) -> AnswersPage:
    page = window.open_page("answers")
    assert isinstance(page, AnswersPage)
    return page


# --- the sample -----------------------------------------------------------------------------------------------------


def test_it_opens_on_the_sample_and_says_what_it_shows(open_window: OpenWindow) -> None:
    window = open_window()
    assert window.windowTitle() == "名前のない台帳 — 按分帳"
    assert window.head.title.text() == "富山県情報システム共同利用推進協議会"
    assert state(window) == "名前のない台帳 — まだファイルに保存していません"
    assert not button(window, "元に戻す").isEnabled()
    assert button(window, "保存").isEnabled()


@pytest.mark.long
def test_every_page_opens_by_the_keyboard_all_its_controls_have_names_and_it_prints_its_table_or_says_why_not(
    open_window: OpenWindow,
) -> None:
    """And once the prices are sealed, none of them says one."""
    window = open_window()
    on_paper: dict[str, object] = {}
    navigation = named(window, Navigation, "ページの一覧")
    navigation.setFocus()
    titles = []
    for at, entry in enumerate(PAGES):
        if at:
            press(Key.Key_Down)
        while current_line(navigation).childCount():
            press(Key.Key_Right)
        page = window._stack.currentWidget()
        assert page is window.page(entry.key)
        assert nameless(page) == [], entry.key
        on_paper[entry.key] = printed(page)
        titles.append(page.accessibleName())
    assert sum(isinstance(one, Document) for one in on_paper.values()) > 40
    assert {key for key, one in on_paper.items() if isinstance(one, str)} == {"baselines", "exchange", "letters"}
    assert titles == [entry.title for entry in PAGES]
    assert {"概要", "団体", "業務と参加", "カスタマイズ", "意向", "費用按分", "帳票"} <= set(titles)
    are_told_nowhere(window)


def nameless(page: QWidget) -> list[QWidget]:
    """Return the controls of which a screen reader could say nothing."""
    kinds = (QPushButton, QLineEdit, QComboBox, QCheckBox, QTableView, QListWidget)
    controls = [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]
    return [one for one in controls if not one.accessibleName() and not getattr(one, "text", str)()]


def test_a_page_opens_by_its_shortcut(open_window: OpenWindow) -> None:
    window = open_window()
    for number in (3, 7, 1):
        press(Key(int(Key.Key_0) + number), Modifier.AltModifier)
        assert window._stack.currentWidget() is window.page(PAGES[number - 1].key)
        assert current_line(named(window, Navigation, "ページの一覧")).text(0) == PAGES[number - 1].title


def test_a_key_answers_in_the_matrix_and_every_amount_moves_at_once(open_window: OpenWindow) -> None:
    window = open_window()
    session, b = window.session, member(window.session, "B")
    before = session.allocation()
    page = answers_page(window)
    go(page.sheet, item(session, "25").id, b.code)
    write("1")
    assert cell(page.sheet, item(session, "25").id, b.code) == "●"
    assert "今の回答による額 19,660,000円" in page.whole.text()
    after = session.allocation()
    changed = [now.customization_id for was, now in zip(before.items, after.items, strict=True) if was != now]
    assert changed == [item(session, "25").id]
    table = allocation_page(window).sheet
    shown = [cell(table, item(session, "25").id, code) for code in ("total", "162116", "162060", "163422")]
    assert shown == ["340,000", "170,000", "170,000", "未定"]
    row = totals(table, 0)
    assert (row[""], row["total"]) == ("今の回答による額", "19,660,000")
    assert [row[code] for code in ("162116", "162060", "163422", "163228", "163431", "163210")] == [
        "9,270,000", "170,000", "8,500,000", "400,000", "1,320,000", "0"]  # fmt: skip


def test_the_sample_shows_the_totals_of_the_source(open_window: OpenWindow) -> None:
    row = totals(allocation_page(open_window()).sheet, 0)
    assert (row[""], row["total"]) == ("今の回答による額", "19,620,000")
    assert [row[code] for code in ("162116", "162060", "163422", "163228", "163431", "163210")] == [
        "9,400,000", "0", "8,500,000", "400,000", "1,320,000", "0"]  # fmt: skip


def test_ctrl_z_takes_it_back_and_ctrl_y_does_it_again(open_window: OpenWindow) -> None:
    window = open_window()
    page, id = answers_page(window), item(window.session, "25").id
    go(page.sheet, id, "162060")
    write("1")
    assert menu(window, "元に戻す").text() == "元に戻す: 滑川市の回答を変更(項25)"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert cell(page.sheet, id, "162060") == "？"
    assert "今の回答による額 19,620,000円" in page.whole.text()
    assert not menu(window, "元に戻す").isEnabled()
    assert menu(window, "やり直し").text() == "やり直し: 滑川市の回答を変更(項25)"
    press(Key.Key_Y, Modifier.ControlModifier)
    assert cell(page.sheet, id, "162060") == "●"


def test_the_buttons_of_the_header_undo_and_redo(open_window: OpenWindow) -> None:
    window = open_window()
    rename(window, "別の協議会")
    assert window.head.title.text() == "別の協議会"
    press_button(window, "元に戻す")
    assert window.head.title.text() == "富山県情報システム共同利用推進協議会"
    press_button(window, "やり直し")
    assert window.head.title.text() == "別の協議会"


def test_an_amount_says_why_it_is_what_it_is(open_window: OpenWindow) -> None:
    window = open_window()
    page = allocation_page(window)
    go(page.sheet, item(window.session, "25").id, "162116")
    text = page.derivation.toPlainText()
    assert "300,000" in text
    assert "25-6" in text
    assert text.startswith("項25 健康管理_骨粗鬆症検診_前立腺がん検診4in1はがき化 今の回答による額 A")
    go(page.sheet, item(window.session, "3").id, "163431")
    assert "120,000" in page.derivation.toPlainText()


def test_a_total_says_what_it_is_the_sum_of(open_window: OpenWindow) -> None:
    page = allocation_page(open_window())
    rows = named(page.sheet, QTableView, "費用按分の合計")
    QApplication.processEvents()
    if rows.isRowHidden(1):  # on a small screen the totals are folded to the first
        rows.setFocus()
        press(Key.Key_Space)
        QApplication.processEvents()
    assert not rows.isRowHidden(1)
    places = {column.name: at for at, column in enumerate(page.sheet.model.columns)}
    for row, title, result in (
        (0, "今の回答による額 A", "→ 9,400,000円"),
        (1, "未定も実施した場合 A", "→ 9,250,000円"),
    ):
        cell_there = rows.visualRect(rows.model().index(row, places["162116"])).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=cell_there)
        assert page.derivation.toPlainText().startswith(title)
        assert page.derivation.toPlainText().endswith(result)


def test_ctrl_f_finds_in_the_table_of_the_page(open_window: OpenWindow) -> None:
    window = open_window()
    page = answers_page(window)
    page.sheet.focus_cells()
    press(Key.Key_F, Modifier.ControlModifier)
    write("骨粗")
    press(Key.Key_Return)
    current = page.sheet.current
    assert current is not None
    assert current[0].item == "25"


def test_a_page_that_was_not_looked_at_shows_what_changed_meanwhile(open_window: OpenWindow) -> None:
    window = open_window()
    table = allocation_page(window).sheet
    page = answers_page(window)
    go(page.sheet, item(window.session, "25").id, "162060")
    write("1")
    assert cell(allocation_page(window).sheet, item(window.session, "25").id, "162060") == "170,000"
    assert table is allocation_page(window).sheet


# --- files ----------------------------------------------------------------------------------------------------------


def test_save_as_adds_the_ending_and_remembers_the_file(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    rename(window, "髙岡協議会")
    say(monkeypatch, desk / "台帳")
    press(Key.Key_S, Modifier.ControlModifier)
    assert documents(desk) == ["台帳.anbun"]
    assert state(window) == "台帳.anbun — 保存済み"
    assert window.windowTitle() == "台帳.anbun — 按分帳"
    assert not button(window, "保存").isEnabled()
    assert name_in(desk / "台帳.anbun", home) == "髙岡協議会"
    window.menus.recent.aboutToShow.emit()
    assert [action.text() for action in window.menus.recent.actions()] == [str(desk / "台帳.anbun")]


def test_an_ending_that_is_there_is_not_doubled(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    say(monkeypatch, desk / "台帳.ANBUN")
    assert window.files.save_as()
    assert documents(desk) == ["台帳.ANBUN"]


def test_a_file_that_the_ending_leads_to_is_not_replaced_unasked(
    open_window: OpenWindow, desk: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch, home: Home
) -> None:
    (desk / "台帳.anbun").write_bytes(b"important")
    window = open_window()
    say(monkeypatch, desk / "台帳")
    answers.plan("保存しない")
    assert not window.files.save_as()
    assert (desk / "台帳.anbun").read_bytes() == b"important"
    answers.plan("置き換える")
    assert window.files.save_as()
    assert name_in(desk / "台帳.anbun", home) == "富山県情報システム共同利用推進協議会"


def test_the_proposed_name_has_no_letters_that_files_cannot_have(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    rename(window, "A/B:C協議会")
    proposed: list[str] = []

    def cancel(_parent: QWidget, _title: str, path: str, _filter: str) -> tuple[str, str]:
        proposed.append(path)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", cancel)
    assert not window.files.save_as()
    assert Path(proposed[0]).name == "A B C協議会.anbun"


def test_a_cancelled_dialog_changes_nothing(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    say(monkeypatch, None)
    assert not window.files.save()
    window.files.open()
    assert state(window) == "名前のない台帳 — まだファイルに保存していません"
    assert documents(desk) == []


def test_a_file_is_opened_and_found_again_among_the_recent_ones(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    for name in ("一.anbun", "二.anbun"):
        rename(window, name)
        say(monkeypatch, desk / name)
        window.files.save_as()
    say(monkeypatch, desk / "一.anbun")
    press(Key.Key_O, Modifier.ControlModifier)
    assert (window.head.title.text(), state(window)) == ("一.anbun", "一.anbun — 保存済み")
    window.menus.recent.aboutToShow.emit()
    assert [Path(action.text()).name for action in window.menus.recent.actions()] == ["一.anbun", "二.anbun"]
    window.menus.recent.actions()[1].trigger()
    assert (window.head.title.text(), state(window)) == ("二.anbun", "二.anbun — 保存済み")
    assert not button(window, "元に戻す").isEnabled()


def test_a_recent_file_that_is_gone_is_not_offered(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    say(monkeypatch, desk / "一.anbun")
    window.files.save_as()
    (desk / "一.anbun").unlink()
    window.menus.recent.aboutToShow.emit()
    assert [action.text() for action in window.menus.recent.actions()] == ["(まだありません)"]


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 a spreadsheet", "名前,人口\n".encode()])
def test_what_cannot_be_opened_is_said_and_the_present_file_stays(
    content: bytes | None, open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk / "よその.anbun"
    if content is not None:
        path.write_bytes(content)
    window = open_window()
    say(monkeypatch, path)
    window.files.open()
    assert window.banner.isVisible()
    assert "よその.anbun" in window.banner.text
    assert window.head.title.text() == "富山県情報システム共同利用推進協議会"
    assert (path.read_bytes() if path.exists() else None) == content
    page = answers_page(window)
    go(page.sheet, item(window.session, "25").id, "162060")
    write("1")
    assert cell(page.sheet, item(window.session, "25").id, "162060") == "●"


def test_the_banner_goes_when_the_right_file_is_opened(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    say(monkeypatch, desk / "台帳.anbun")
    window.files.save_as()
    window.files.open_path(desk / "ない.anbun")
    assert window.banner.isVisible()
    window.files.open_path(desk / "台帳.anbun")
    assert not window.banner.isVisible()


def test_a_file_changed_by_others_is_not_overwritten_and_another_name_is_offered(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    say(monkeypatch, desk / "台帳.anbun")
    window.files.save_as()
    (desk / "台帳.anbun").write_bytes(b"of somebody else")
    rename(window, "変更後")
    assert not window.files.save()
    assert "ほかの人かプログラムが書き換えています" in window.banner.text
    assert (desk / "台帳.anbun").read_bytes() == b"of somebody else"
    say(monkeypatch, desk / "別名.anbun")
    menu(window, "名前を付けて保存").trigger()
    assert state(window) == "別名.anbun — 保存済み"
    assert not window.banner.isVisible()


def begin_typing(window: MainWindow, text: str) -> None:
    """Type into the title of item 3 without Enter."""
    page = window.open_page("customizations")
    assert isinstance(page, TablePage)
    go(page.sheet, item(window.session, "3").id, "title")
    press(Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.setText(text)


def title_in(path: Path, home: Home) -> str:
    file = LedgerFile.open(home, path)
    try:
        return next(one.title for one in file.store.book().all(Customization).values() if one.item == "3")
    finally:
        file.close()


def test_what_is_being_typed_is_saved_too_and_the_cell_keeps_the_keyboard(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    begin_typing(window, "打ちかけ")
    press(Key.Key_S, Modifier.ControlModifier)
    assert title_in(desk / "台帳.anbun", home) == "打ちかけ"
    press(Key.Key_Down)
    page = window.open_page("customizations")
    assert isinstance(page, TablePage)
    assert page.sheet.current is not None
    assert page.sheet.current[0].item == "4"


def test_what_is_being_typed_is_not_lost_by_closing(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    begin_typing(window, "閉じる前の打ちかけ")
    assert window.close()
    QApplication.processEvents()
    assert title_in(desk / "台帳.anbun", home) == "閉じる前の打ちかけ"


def test_undo_from_the_menu_takes_back_what_is_being_typed(open_window: OpenWindow) -> None:
    window = open_window()
    begin_typing(window, "やっぱりやめる")
    menu(window, "元に戻す").setEnabled(True)
    menu(window, "元に戻す").trigger()
    assert item(window.session, "3").title == "軽度請求書町条例対応"
    assert menu(window, "やり直し").isEnabled()


def test_typing_never_reaches_another_ledger(open_window: OpenWindow) -> None:
    window = open_window()
    begin_typing(window, "前の台帳の題")
    menu(window, "保存せずに閉じる").trigger()
    menu(window, "見本を開く").trigger()
    QApplication.processEvents()
    assert item(window.session, "3").title == "軽度請求書町条例対応"
    assert not window.session.undo_stack.canUndo()


# --- saving by itself -----------------------------------------------------------------------------------------------


def saved_window(open_window: OpenWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    window = open_window()
    say(monkeypatch, path)
    assert window.files.save_as()
    return window


def test_an_edit_is_saved_by_itself_shortly_after(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "DELAY_MS", 30)
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    rename(window, "自動で保存")
    assert state(window) == "台帳.anbun — 未保存の変更があります"
    wait_until(lambda: state(window) == "台帳.anbun — 保存済み", "the autosave")
    assert name_in(desk / "台帳.anbun", home) == "自動で保存"
    rename(window, "もう一度")
    wait_until(lambda: state(window) == "台帳.anbun — 保存済み", "the second autosave")
    assert name_in(desk / "台帳.anbun", home) == "もう一度"


def test_a_ledger_without_a_name_is_not_saved_anywhere_by_itself(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "DELAY_MS", 10)
    window = open_window()
    rename(window, "名前のない協議会")
    QTest.qWait(60)
    assert state(window) == "名前のない台帳 — まだファイルに保存していません"
    assert documents(desk) == []


def test_saving_by_hand_while_it_saves_by_itself_is_no_conflict(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    for name in ("一回目", "二回目", "三回目"):
        rename(window, name)
        window.autosave._start()
        rename(window, f"{name}の続き")
        assert window.files.save()
        QApplication.processEvents()
        assert not window.banner.isVisible(), window.banner.text
        assert state(window) == "台帳.anbun — 保存済み"
        assert name_in(desk / "台帳.anbun", home) == f"{name}の続き"


def test_a_save_by_itself_that_fails_says_so_and_keeps_the_work(
    open_window: OpenWindow, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "DELAY_MS", 20)
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    (desk / "台帳.anbun").unlink()
    rename(window, "消えたあとの変更")
    wait_until(window.banner.isVisible, "the banner")
    assert "元の場所にありません" in window.banner.text
    assert window.head.title.text() == "消えたあとの変更"
    say(monkeypatch, desk / "台帳.anbun")
    press_button(window.banner, "名前を付けて保存")
    assert state(window) == "台帳.anbun — 保存済み"


# --- closing --------------------------------------------------------------------------------------------------------


def test_closing_saves_what_has_a_name(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    rename(window, "閉じる前")
    assert window.close()
    assert name_in(desk / "台帳.anbun", home) == "閉じる前"
    assert list(home.work.iterdir()) == []
    assert window.close(), "a second time asks for nothing"


def test_an_untouched_sample_closes_without_a_question(open_window: OpenWindow, answers: Answers) -> None:
    assert open_window().close()
    assert answers.asked == []


def test_unsaved_work_without_a_name_is_asked_about(
    open_window: OpenWindow, home: Home, answers: Answers, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    rename(window, "まだ名前がない")
    answers.plan("キャンセル")
    assert not window.close()
    assert window.isVisible()
    say(monkeypatch, None)
    answers.plan("保存する")
    assert not window.close(), "the file dialog was cancelled"
    say(monkeypatch, desk / "台帳.anbun")
    answers.plan("保存する")
    assert window.close()
    assert answers.asked == ["この台帳はまだファイルに保存していません。"] * 3
    assert name_in(desk / "台帳.anbun", home) == "まだ名前がない"


def test_work_closed_without_saving_is_kept_as_a_backup(open_window: OpenWindow, home: Home, answers: Answers) -> None:
    window = open_window()
    rename(window, "捨てたつもり")
    answers.plan("保存せずに閉じる")
    assert window.close()
    (backup,) = home.backups.glob("*/*_未保存_*.anbun")
    assert name_in(backup, home) == "捨てたつもり"


def test_the_menu_gives_up_changes_and_leaves_the_file_as_it_was(
    open_window: OpenWindow, home: Home, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    before = (desk / "台帳.anbun").read_bytes()
    rename(window, "取り消す変更")
    menu(window, "保存せずに閉じる").trigger()
    assert (window.head.title.text(), state(window)) == (
        "新しい協議会",
        "名前のない台帳 — まだファイルに保存していません",
    )
    assert (desk / "台帳.anbun").read_bytes() == before
    (backup,) = home.backups.glob("*/台帳_未保存_*.anbun")
    assert name_in(backup, home) == "取り消す変更"


def test_closing_what_cannot_be_saved_asks_first(
    open_window: OpenWindow, home: Home, desk: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = saved_window(open_window, desk / "台帳.anbun", monkeypatch)
    rename(window, "保存できない変更")
    (desk / "台帳.anbun").write_bytes(b"of somebody else")
    answers.plan("閉じない")
    assert not window.close()
    answers.plan("控えを残して閉じる")
    assert window.close()
    assert (desk / "台帳.anbun").read_bytes() == b"of somebody else"
    (backup,) = home.backups.glob("*/台帳_未保存_*.anbun")
    assert name_in(backup, home) == "保存できない変更"


# --- other ledgers --------------------------------------------------------------------------------------------------


def test_new_and_sample_take_the_place_of_the_open_one(open_window: OpenWindow, home: Home) -> None:
    window = open_window()
    press(Key.Key_N, Modifier.ControlModifier)
    assert window.head.title.text() == "新しい協議会"
    assert not window.session.book.all(Customization)
    menu(window, "見本を開く").trigger()
    assert len(window.session.book.all(Customization)) == 31
    assert len(list(home.work.glob("*/ledger.db"))) == 1


@pytest.mark.parametrize("key", ["municipalities", "populations", "systems", "customizations", "answers", "allocation"])
def test_an_open_page_shows_the_other_ledger_even_when_it_is_sorted(open_window: OpenWindow, key: str) -> None:
    window = open_window(EMPTY)
    page = window.open_page(key)
    table = getattr(page, "sheet")  # noqa: B009
    assert table.model.rows.shown == []
    menu(window, "見本を開く").trigger()
    rows = len(table.model.rows.shown)
    assert rows > 0
    table.model.sort_by(table.model.columns[2].name)
    menu(window, "新規作成").trigger()
    assert table.model.rows.shown == []
    menu(window, "見本を開く").trigger()
    assert len(table.model.rows.shown) == rows


# --- after a crash --------------------------------------------------------------------------------------------------

CRASH = """
import os, sys
from pathlib import Path
from core.model.machine.changes import ChangeSet, Update
from core.sample import sample
from core.storage.document.ledger_file import LedgerFile
from core.storage.disk.places import default_home

file = LedgerFile.new(default_home(), sample())
if len(sys.argv) > 1:
    file.save_as(Path(sys.argv[1]))
file.store.apply(ChangeSet("名称を変更", (Update("consortium", 1, {"name": "倒れる前の協議会"}),)))
os._exit(9)
"""


def crash(*arguments: str) -> None:
    """Let a program edit a ledger and die."""
    command = [sys.executable, "-c", textwrap.dedent(CRASH), *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ}, check=False, timeout=60)
    assert done.returncode == 9


def test_after_a_crash_the_work_is_offered_and_restored(
    open_window: OpenWindow, home: Home, desk: Path, answers: Answers
) -> None:
    crash(str(desk / "台帳.anbun"))
    window = open_window(EMPTY)
    answers.plan("復元する")
    window.files.offer_recovery()
    assert len(answers.asked) == 1
    assert "前回、台帳の変更が保存されないまま終了しました" in answers.asked[0]
    assert "未保存の変更 1件" in answers.asked[0]
    assert (window.head.title.text(), state(window)) == ("倒れる前の協議会", "台帳.anbun — 未保存の変更があります")
    assert window.files.save()
    assert name_in(desk / "台帳.anbun", home) == "倒れる前の協議会"
    window.files.offer_recovery()
    assert len(answers.asked) == 1


def test_restored_work_without_a_name_is_asked_about_before_it_is_closed(
    open_window: OpenWindow, answers: Answers
) -> None:
    window = open_window(EMPTY)
    crash()
    answers.plan("復元する")
    window.files.offer_recovery()
    assert window.head.title.text() == "倒れる前の協議会"
    answers.plan("キャンセル")
    assert not window.close()


def test_work_of_a_crash_may_be_left_for_later_or_thrown_away(
    open_window: OpenWindow, home: Home, desk: Path, answers: Answers
) -> None:
    crash(str(desk / "台帳.anbun"))
    window = open_window(EMPTY)
    answers.plan("あとで決める")
    window.files.offer_recovery()
    answers.plan("破棄する")
    window.files.offer_recovery()
    assert window.head.title.text() == "新しい協議会"
    (backup,) = home.backups.glob("*/台帳_未保存_*.anbun")
    assert name_in(backup, home) == "倒れる前の協議会"
    assert name_in(desk / "台帳.anbun", home) == "富山県情報システム共同利用推進協議会"
    window.files.offer_recovery()
    assert len(answers.asked) == 2


# --- the window itself ----------------------------------------------------------------------------------------------


def test_its_size_is_remembered(open_window: OpenWindow) -> None:
    window = open_window()
    window.resize(1100, 700)
    window.close()
    again = open_window()
    assert (again.normalGeometry().width(), again.normalGeometry().height()) in {(1100, 700), (1366, 768)}
    assert again._memory.state("window") == window.saveGeometry()


def test_about_opens_and_closes(open_window: OpenWindow, answers: Answers) -> None:
    window = open_window()
    answers.plan("閉じる")
    menu(window, "按分帳について").trigger()
    assert answers.asked == ["按分帳について"]


def test_ctrl_z_means_the_ledger_where_nothing_was_typed(open_window: OpenWindow) -> None:
    window = open_window()
    rename(window, "別の協議会")
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    write("x")
    press(Key.Key_Z, Modifier.ControlModifier)
    assert (focused.text(), window.head.title.text()) == ("別の協議会", "別の協議会"), "first what was typed"
    press(Key.Key_Z, Modifier.ControlModifier)
    assert window.head.title.text() == "富山県情報システム共同利用推進協議会"
    window.open_page("municipalities")
    fill(window.page("municipalities"), **{"団体コード(6桁)": "162019", "団体名": "富山市"})
    press(Key.Key_Return)
    assert len(window.session.book.all(Municipality)) == 7
    press(Key.Key_Z, Modifier.ControlModifier)
    assert len(window.session.book.all(Municipality)) == 6


def test_a_name_that_looks_like_markup_is_shown_as_it_is(open_window: OpenWindow) -> None:
    window = open_window()
    rename(window, "<b>協議会</b>")
    assert window.head.title.text() == "<b>協議会</b>"
    assert window.head.title.sizeHint().width() > window.head.title.fontMetrics().horizontalAdvance("<b>協議会")


def test_no_two_menu_entries_share_a_shortcut(open_window: OpenWindow) -> None:
    window = open_window()
    keys = [
        action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        for top in window.menuBar().actions()
        for action in top.menu().actions()  # type: ignore[attr-defined]
        if not action.shortcut().isEmpty()
    ]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+Z", "Ctrl+Y", "Ctrl+F"} <= set(keys)
