"""設定, 情報 and 取扱説明書 beside the main window."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.documents.manual.chapters import chapters, of_page
from core.model.values.paper import Paper
from core.storage.disk.places import Home
from tests.ui.desk import Answers, OpenWindow, menu
from ui.dialogs.about_dialog import AboutDialog
from ui.dialogs.settings_dialog import SettingsDialog
from ui.shell import side_windows
from ui.shell.main_window import MainWindow
from ui.shell.manual_window import PICTURE_WIDTH, ManualWindow, chapter_html
from ui.shell.memory import Memory
from ui.shell.page_list import PAGES
from ui.shell.preferences import Names, Preferences, read_preferences, write_preferences
from ui.shell.side_windows import another_program


def heeded(window: MainWindow) -> tuple[bool, bool, str]:
    return window.autosave.enabled, window.session.file.backs_up_beside, window.session.who


def the_manual() -> ManualWindow:
    (manual,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ManualWindow) and one.isVisible()]
    return manual


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_every_page_has_a_chapter_of_its_own(key: str) -> None:
    assert [one.key for one in chapters() if key in one.pages]


def test_another_window_is_the_program_itself_in_the_size_that_the_system_asks_for(
    open_window: OpenWindow, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text size that was chosen here is on top of it in both."""
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.5")
    program = another_program(150)
    assert program.processEnvironment().value("QT_SCALE_FACTOR") == "1.0"
    assert Path(program.program()) == Path(sys.executable)
    assert Path(program.arguments()[0]).name == "main.py"
    asked: list[int] = []

    def not_started(text_size: int) -> QProcess:
        asked.append(text_size)
        return QProcess()  # without a program it cannot be started

    monkeypatch.setattr(side_windows, "another_program", not_started)
    answers.plan("閉じる")
    menu(open_window(), "新しいウィンドウを開く").trigger()
    assert asked == [100]
    assert answers.asked == ["もう1つのウィンドウを開けませんでした。今のウィンドウはそのままです。"]


def test_f1_opens_the_chapter_of_the_page(open_window: OpenWindow) -> None:
    window = open_window()
    window.open_page("allocation")
    QTest.keyClick(window, Qt.Key.Key_F1)
    manual = the_manual()
    assert manual.list.currentItem().text() == "費用按分の表を見る"
    assert "誰がいくら負担するか" in manual.text.toPlainText()
    manual.close()
    window.open_page("answers")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert the_manual().list.currentItem().text() == "意向を記録する"


def test_the_manual_is_searched_and_its_links_lead_to_chapters(app: QApplication) -> None:
    manual = ManualWindow()
    manual.search.setText("検査数字")
    assert [manual.list.item(row).text() for row in range(manual.list.count())] == ["団体を登録する"]
    manual.search.setText("どこにもない言葉")
    assert "どの章にもありません" in manual.text.toPlainText()
    manual.text.anchorClicked.emit(QUrl("02_window.md"))
    assert manual.list.currentItem().text() == "画面と表の使い方"
    assert manual.search.text() == ""


def test_every_chapter_is_shown_whole_with_its_pictures_in_the_width_of_the_text(app: QApplication) -> None:
    for one in chapters():
        html = chapter_html(one)
        assert "**" not in html
        assert html.count("<img") == html.count(f'width="{PICTURE_WIDTH}"')


def test_what_is_chosen_is_heeded_at_once_and_by_the_next_file(
    open_window: OpenWindow, home: Home, tmp_path: Path
) -> None:
    window = open_window()
    login = window.session.who
    window.side.follow(Preferences(autosave=False, backups_beside=True, who="会計課 佐藤"))
    assert heeded(window) == (False, True, "会計課 佐藤")
    window.files.open_sample()
    assert heeded(window) == (False, True, "会計課 佐藤")
    window.side.follow(Preferences())
    assert heeded(window) == (True, False, login)


def test_the_settings_window_gives_back_what_it_shows(app: QApplication, home: Home) -> None:
    before = Preferences(False, True, "髙木", 150, Paper.A3, Names.SIGNS)
    dialog = SettingsDialog(before, "takagi", home)
    assert dialog.chosen == before
    dialog.autosave.click()
    dialog.who.setText("  事務局 ")
    dialog.text_size.setCurrentText("100 %")
    assert dialog.chosen == Preferences(True, True, "事務局", 100, Paper.A3, Names.SIGNS)


def test_printouts_begin_with_what_is_preferred(open_window: OpenWindow, home: Home) -> None:
    write_preferences(Memory(home.settings), Preferences(paper=Paper.A3, names=Names.NAMES))
    window = open_window()
    assert read_preferences(Memory(home.settings)).paper is Paper.A3
    chosen = window.open_page("reports").options.settings()  # type: ignore[attr-defined]
    assert (chosen.paper, chosen.anonymous) == (Paper.A3, False)


def test_the_information_window_carries_places_and_licences(app: QApplication, home: Home) -> None:
    dialog = AboutDialog(home)
    assert str(home.path) in dialog.papers["この版について"]
    for title in ("ライセンス: 按分帳", "ライセンス: LGPL-3.0", "ライセンス: GPL-3.0", "ライセンス: Qt"):
        assert title in dialog.papers
    assert "download.qt.io" in dialog.papers["ライセンス: Qt"]
    assert (
        sum(any(font in name for font in ("OFL-BIZUDGothic", "OFL-NotoSansJP", "Hanazono")) for name in dialog.papers)
        == 3
    )
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        assert dialog.text.toPlainText()


def test_who_answers_a_file_has_a_chapter_too() -> None:
    assert of_page(chapters(), "answer_window").title == "回答ファイルに答える(団体の方へ)"
