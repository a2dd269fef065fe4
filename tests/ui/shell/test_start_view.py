"""The start page stands in place of 概要 as long as no file is open."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from core.model.council import Municipality
from tests.ui.desk import OpenWindow, fill, menu, press_button
from tests.ui.pages.paper import EMPTY
from tests.ui.tables.sheet.ledger import press
from ui.pages.overview.overview_page import OverviewPage
from ui.shell.main_window import MainWindow
from ui.shell.manual_window import ManualWindow
from ui.shell.memory import Memory
from ui.shell.start_view import StartView


def shown(window: MainWindow) -> type:
    return type(window._stack.currentWidget())


def recent(window: MainWindow) -> list[str]:
    return [window._start.recent.item(row).text() for row in range(window._start.recent.count())]


def test_the_sample_is_one_press_away(open_window: OpenWindow) -> None:
    window = open_window(EMPTY)
    assert shown(window) is StartView
    press_button(window, "見本を見る")
    assert shown(window) is OverviewPage
    assert len(window.session.book.all(Municipality)) == 6


def test_a_new_ledger_begins_on_the_overview(open_window: OpenWindow) -> None:
    window = open_window(EMPTY)
    press_button(window, "新しく作る")
    assert shown(window) is OverviewPage
    window.open_page("systems")
    window.open_page("overview")
    assert shown(window) is OverviewPage


def test_a_ledger_in_which_something_was_typed_has_an_overview(open_window: OpenWindow) -> None:
    window = open_window(EMPTY)
    page = window.open_page("systems")
    window.open_page("overview")
    assert shown(window) is StartView
    window.open_page("systems")
    fill(page, 業務名="住民記録")
    press(Qt.Key.Key_Return)
    window.open_page("overview")
    assert shown(window) is OverviewPage


def test_the_files_opened_last_are_listed_and_opened(open_window: OpenWindow, tmp_path: Path) -> None:
    first = open_window()
    path = tmp_path / "髙岡&射水.anbun"
    first.session.file.save_as(path)
    first.session.file.close()
    window = open_window(EMPTY)
    assert recent(window) == []
    assert "まだありません" in window._start._none.plain
    Memory.add_recent(window._memory, path)
    window.open_page("systems")
    window.open_page("overview")
    assert recent(window) == [f"髙岡&射水.anbun({tmp_path})"]
    window._start.recent.setFocus()
    window._start.recent.setCurrentRow(0)
    press(Qt.Key.Key_Return)
    assert window.session.path == path
    assert shown(window) is OverviewPage


def test_closing_a_ledger_leads_back_to_the_start(open_window: OpenWindow) -> None:
    window = open_window()
    window.open_page("systems")
    menu(window, "保存せずに閉じる").trigger()
    assert shown(window) is StartView
    assert any(label.text() == "はじめに" for label in window._start.findChildren(QLabel))


def test_a_file_is_never_hidden_behind_the_start(open_window: OpenWindow) -> None:
    window = open_window()
    assert shown(window) is OverviewPage
    window.open_page("systems")
    window.open_page("overview")
    assert shown(window) is OverviewPage


def test_ten_minutes_with_the_manual(open_window: OpenWindow) -> None:
    window = open_window(EMPTY)
    press_button(window, "10分で使ってみる")
    manuals = [one for one in QApplication.topLevelWidgets() if isinstance(one, ManualWindow) and one.isVisible()]
    assert len(manuals) == 1
