import errno
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QListWidget

from core import heavy
from core.documents.paper.document import Document, Stopped
from core.documents.paper.settings import PrintSettings, parse_settings
from core.documents.registry import REPORTS
from core.model.answers import AnswerState
from core.model.sheets import FixedSheet, SheetFile
from core.model.values.codes import code_of
from core.operations.answers.answering import answer
from core.operations.editing.edit import edit
from tests.core.printing.archived import ACCESSIBLE, against_archiving
from tests.ui.desk import Answers, OpenWindow, button, choose, item, member, named, press_button, wait_until
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.reports import reports_page
from ui.pages.reports.reports_page import ReportsPage
from ui.widgets import progress


@pytest.fixture
def page(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> ReportsPage:
    """The page, which draws as soon as the program is idle: nobody chooses twice in a moment here."""
    monkeypatch.setattr(reports_page, "REDRAW_MS", 0)
    made = open_page("reports")
    assert isinstance(made, ReportsPage)
    return made


def select(page: ReportsPage, title: str) -> None:
    """Choose a printout and wait for its pages."""
    before = page.preview.pdf
    (found,) = page.reports.findItems(title, Qt.MatchFlag.MatchExactly)
    page.reports.setCurrentItem(found)
    wait_until(lambda: page.preview.pdf != before, "the preview")


def change(page: ReportsPage, name: str, choice: str) -> None:
    """Choose a setting and wait for the pages that follow it."""
    before = page.preview.pdf
    choose(named(page, QComboBox, name), choice)
    wait_until(lambda: page.preview.pdf != before, "the preview")


def offered(page: ReportsPage) -> list[str]:
    boxes = [box.accessibleName() for box in page.options.findChildren(QComboBox) if box.isVisible()]
    return boxes + [box.text() for box in page.options.findChildren(QCheckBox) if box.isVisible()]


def paper(page: ReportsPage) -> tuple[int, int]:
    (first,) = heavy.page_images(page.preview.pdf, 1, range(1))
    return first.width, first.height


def save(page: ReportsPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press_button(page, "PDFに保存")


def test_the_allocation_table_is_shown_first(page: ReportsPage) -> None:
    assert page.report.name == "allocation"
    assert page.preview.pdf == heavy.render(REPORTS["allocation"].build(page.session.book, PrintSettings()))
    assert page.preview._position.text() == f"1 / {page.preview.pages} ページ"
    assert not page.preview._picture.pixmap().isNull()


def test_every_printout_renders_and_offers_its_own_settings(page: ReportsPage) -> None:
    common, letter = ["用紙", "金額", "方針"], ["宛名", "表示"]
    both, only = "両面印刷で表の面から始める", "未定・未回答だけを尋ねる"
    expected = {
        "カスタマイズ費用按分表": ["団体の表し方", "用紙", "金額", "合計欄", "方針", "表示", "団体数ごとの行を加える"],
        "団体別カスタマイズ費用通知": ["団体", "団体の表し方", *common, *letter, both],
        "意向確認票": ["団体", *common, *letter, only, both],
        "計算根拠書": ["団体の表し方", "用紙", "金額", "合計欄", "方針", "表示"],
    }
    listed = named(page, QListWidget, "帳票の一覧")
    titles = [listed.item(row).text() for row in range(listed.count())]
    assert titles == [report.title for report in REPORTS.values()]
    for title in [*titles[1:], titles[0]]:
        select(page, title)
        assert page.preview.pdf.startswith(b"%PDF-")
        assert page.preview.pages == heavy.page_count(page.preview.pdf) > 0
        assert offered(page) == expected.get(title, offered(page))


def test_settings_change_the_pages(page: ReportsPage) -> None:
    width, height = paper(page)
    change(page, "用紙", "A3")
    assert paper(page) == pytest.approx((width * 2**0.5, height * 2**0.5), abs=2)
    change(page, "団体の表し方", "団体名")
    assert page.options.settings().anonymous is False
    change(page, "合計欄", "両方と最小〜最大")
    change(page, "方針", "実施しない")
    change(page, "金額", "年額")
    before = page.preview.pdf
    page.options._flags["scenario_rows"].click()
    assert page.options.settings().scenario_rows
    change(page, "方針", "すべて")
    assert page.preview.pdf != before


def test_one_municipality_is_printed_alone(page: ReportsPage) -> None:
    select(page, "意向確認票")
    everybody = page.preview.pages
    change(page, "団体", "舟橋村")
    assert page.options.settings().municipality == "163210"
    assert 0 < page.preview.pages <= everybody / 6


def test_letters_past_their_deadline_ask_for_a_new_one_before_they_go_out(
    page: ReportsPage, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    select(page, "意向確認票")
    assert "より前です" in page.message.text
    typed = iter(("", "平成26年8月1日", "平成26年8月29日"))
    monkeypatch.setattr("ui.pages.reports.reports_page.ask_for_text", lambda *_: next(typed))
    for _ in range(2):
        save(page, tmp_path / "照会.pdf", monkeypatch)
        assert not (tmp_path / "照会.pdf").exists()
    save(page, tmp_path / "照会.pdf", monkeypatch)
    assert (tmp_path / "照会.pdf").exists()
    assert page.options.settings().deadline == "2014-08-29"


def test_number_date_and_mark_are_typed_before_printing_and_kept_with_the_fixed_sheet(page: ReportsPage) -> None:
    select(page, "団体別カスタマイズ費用通知")
    for name, text in (("number", "推第12号"), ("as_of", "平成26年7月1日"), ("meeting_name", "第3回協議会")):
        page.options.type_text(name, text)
    change(page, "表示", "案")
    assert page.fix("7月の通知")
    (kept,) = page.session.book.all(FixedSheet).values()
    settings = parse_settings(kept.settings)
    assert (settings.number, settings.as_of, settings.mark) == ("推第12号", "2014-07-01", "案")
    assert (kept.last_number, page.options.settings().number) == ("推第17号", "推第12号")
    page.options.type_text("as_of", "いつか")
    assert page.options.settings().as_of is None


def test_the_number_after_the_last_that_was_fixed_is_proposed_for_letters_only(page: ReportsPage) -> None:
    select(page, "団体別カスタマイズ費用通知")
    page.options.type_text("number", "推第12号")
    assert page.fix("7月の通知")
    page.options.type_text("number", "")
    select(page, "意向確認票")
    assert page.options.settings().number == "推第18号"
    select(page, "カスタマイズ費用按分表")
    assert page.options.settings().number == "", "a table for a session is no letter"
    select(page, "負担金通知書")
    page.options.type_text("number", "総第1号")
    select(page, "意向確認票")
    assert page.options.settings().number == "総第1号", "what somebody wrote stays"


def test_each_municipality_may_have_a_file_of_its_own(page: ReportsPage, tmp_path: Path) -> None:
    select(page, "意向確認票")
    page.options.type_text("deadline", "平成26年8月29日")
    folder = tmp_path / "照会"
    folder.mkdir()
    assert page.save_parted(folder)
    names = {path.name for path in folder.iterdir()}
    assert len(names) == 6
    assert "163210_舟橋村.pdf" in names
    assert "6団体" in page.message.text


def test_each_reviewer_and_each_bidder_may_have_a_file_of_its_own(page: ReportsPage, tmp_path: Path) -> None:
    select(page, "採点票")
    choose(named(page, QComboBox, "団体の表し方"), "団体名")
    for words in ("全提案者を1枚に並べる", "依頼文を付けない"):
        next(one for one in page.options.findChildren(QCheckBox) if one.text() == words).setChecked(True)
    choose(named(page, QComboBox, "審査員"), "審査員2")
    assert button(page, "審査員ごとに保存").isVisibleTo(page)
    assert page.save_parted(tmp_path)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["採点票_審査員2.pdf"]
    assert "1名のPDF" in page.message.text
    assert heavy.page_count((tmp_path / "採点票_審査員2.pdf").read_bytes()) == 1
    select(page, "選定結果通知")
    assert button(page, "提案者ごとに保存").isVisibleTo(page)
    assert page.save_parted(tmp_path)
    assert {path.name for path in tmp_path.glob("*.pdf")} >= {f"選定結果通知_{one}社(架空).pdf" for one in "甲乙丙"}


def test_settings_stay_while_the_ledger_changes(page: ReportsPage) -> None:
    select(page, "団体別カスタマイズ費用通知")
    change(page, "団体", "入善町")
    session = page.session
    session.run(edit(session.book, member(session, "F"), "name", "新舟橋村"))
    assert named(page, QComboBox, "団体").currentText() == "入善町"
    session.run(edit(session.book, member(session, "C"), "left_on", "2014-01-01"))
    assert named(page, QComboBox, "団体").currentText() == "すべての団体"


def test_an_edit_shows_in_the_preview_at_once(page: ReportsPage) -> None:
    session, before = page.session, page.preview.pdf
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    assert page.preview.pdf != before
    session.undo()
    assert page.preview.pdf == before


def test_pages_are_turned_and_magnified(page: ReportsPage) -> None:
    select(page, "計算根拠書")
    pages = page.preview.pages
    assert pages > 1
    press_button(page.preview, "次のページ")
    assert page.preview._position.text() == f"2 / {pages} ページ"
    small = page.preview._picture.pixmap().width()
    press_button(page.preview, "拡大")
    assert page.preview._picture.pixmap().width() == pytest.approx(small * 2, abs=4)
    press_button(page.preview, "縮小")
    press_button(page.preview, "前のページ")
    assert not page.preview._back.isEnabled()


def test_the_saved_file_is_what_is_shown(page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(page, tmp_path / "按分表.pdf", monkeypatch)
    assert (tmp_path / "按分表.pdf").read_bytes() == page.preview.pdf
    assert page.message.text == "按分表.pdf に保存しました。"


def test_a_typed_name_without_ending_gets_one_and_replaces_nothing_unasked(
    page: ReportsPage, tmp_path: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(page, tmp_path / "第1.5回 按分表", monkeypatch)
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["第1.5回 按分表.pdf"]
    (tmp_path / "第1.5回 按分表.pdf").write_bytes(b"of the last meeting")
    answers.plan("保存しない")
    save(page, tmp_path / "第1.5回 按分表", monkeypatch)
    assert (tmp_path / "第1.5回 按分表.pdf").read_bytes() == b"of the last meeting"


def test_a_place_that_cannot_be_written_is_said(
    page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(page, tmp_path / "ないフォルダー" / "按分表.pdf", monkeypatch)
    assert page.message.text == (
        "按分表.pdf に書き込めません。フォルダーと空き容量を確かめ、別の場所に保存してください。"
    )


def test_a_full_disk_leaves_the_printout_that_was_there(
    page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "按分表.pdf"
    path.write_bytes(b"of the last meeting")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        save(page, path, patch)
    assert page.message.text.startswith("按分表.pdf に書き込めません。")
    assert path.read_bytes() == b"of the last meeting"
    assert not list(tmp_path.glob(".anbuncho-*"))


def test_a_fixed_sheet_shows_the_very_bytes_after_any_edit(page: ReportsPage, answers: Answers) -> None:
    session, shown = page.session, page.preview.pdf
    answers.plan("第1回会議")
    press_button(page, "確定版にする")
    (sheet,) = session.book.all(FixedSheet).values()
    assert (sheet.name, sheet.fixed_by, sheet.report) == ("第1回会議", "髙木", "allocation")
    fixed = session.lazy(SheetFile, sheet.id).content
    assert [one.pixels for one in heavy.page_images(fixed, 1)] == [one.pixels for one in heavy.page_images(shown, 1)]
    assert against_archiving(fixed, *ACCESSIBLE) == []
    assert page.fixed.item(0).text() == "第1回会議(カスタマイズ費用按分表)"
    code = code_of(sheet.sha256)
    assert page.message.text == f"確定版「第1回会議」を保存しました。確認コードは {code} です。"
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    session.run(edit(session.book, session.book.consortium, "name", "別の協議会"))
    current = page.preview.pdf
    assert current != fixed
    place = page.fixed.visualItemRect(page.fixed.item(0)).center()
    QTest.mouseClick(page.fixed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.preview.pdf == fixed
    assert "確定版「第1回会議」" in page.message.text
    assert page.message.text.endswith(f"確認コード: {code}")
    press_button(page.message, "今の内容に戻す")
    assert page.preview.pdf == current


def test_the_next_table_is_compared_with_a_fixed_one(page: ReportsPage) -> None:
    session = page.session
    assert "前回との比較" not in offered(page)
    assert page.fix("第1回会議")
    assert "前回との比較" in offered(page)
    session.run(answer(session.book, item(session, "25"), member(session, "B"), AnswerState.YES))
    change(page, "前回との比較", "第1回会議")
    assert page.options.settings().previous_name == "第1回会議"


def test_a_name_that_is_taken_is_refused(page: ReportsPage) -> None:
    assert page.fix("第1回会議")
    assert not page.fix("第1回会議")
    assert page.message.text == "名称「第1回会議」はすでに使われています。別の名称にしてください。"
    assert len(page.session.book.all(FixedSheet)) == 1


def test_thinking_better_of_it_fixes_nothing(page: ReportsPage, answers: Answers) -> None:
    answers.plan("  ")
    press_button(page, "確定版にする")
    assert not page.session.book.all(FixedSheet)


def test_fixing_is_undone_with_its_pdf(page: ReportsPage) -> None:
    assert page.fix("第1回会議")
    page.session.undo()
    assert page._fixed_title.text() == "確定版(まだありません)"
    page.session.redo()
    assert page._fixed_title.text() == "確定版(1件)"
    assert page.session.lazy(SheetFile, 1).content.startswith(b"%PDF-")


def test_letters_that_no_font_has_are_listed(page: ReportsPage) -> None:
    session = page.session
    assert not page.message.isVisible()
    session.run(edit(session.book, item(session, "3"), "title", "髙﨑𠮷と\U0001f9ff"))
    assert page.message.isVisible()
    assert page.message.text.startswith("印刷できない文字があります。〓で印刷します: 「\U0001f9ff」")
    assert "𠮷" not in page.message.text.split("(")[0]
    assert page.fix("控え")
    assert page.message.isVisible(), "fixing takes no warning away"
    session.run(edit(session.book, item(session, "3"), "title", "普通の題"))
    assert not page.message.isVisible()


def test_an_empty_ledger_prints_an_empty_table_and_says_what_is_missing_for_the_others(open_page: OpenPage) -> None:
    page = open_page("reports", EMPTY)
    for title in ("団体別カスタマイズ費用通知", "意向確認票"):
        (found,) = page.reports.findItems(title, Qt.MatchFlag.MatchExactly)
        page.message.hide()
        page.reports.setCurrentItem(found)
        wait_until(page.message.isVisible, "the sentence")
        assert page.preview.pages == 0
        assert "先に団体と、この帳票に載せるものを登録してください" in page.message.text
    for title in ("計算根拠書", "カスタマイズ費用按分表"):
        select(page, title)
        assert page.preview.pages == 1
        assert page.message.isHidden()


# --- the list of a table --------------------------------------------------------------------------------------------


def test_any_table_is_chosen_and_printed_as_a_list(page: ReportsPage) -> None:
    select(page, "台帳の表")
    assert offered(page) == ["表", "用紙", "表示"]
    assert page.options.settings().table == "municipalities"
    change(page, "表", "調達外経費")
    assert page.options.settings().table == "out_of_scope_costs"
    assert page.preview.pdf == heavy.render(
        REPORTS["list"].build(page.session.book, PrintSettings(table="out_of_scope_costs"))
    )


def test_a_list_is_saved_and_fixed_under_the_name_of_its_table(
    page: ReportsPage, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_part("list/customizations")
    wait_until(lambda: page.preview.pages == 3, "the list")
    proposed: list[str] = []

    def cancel(_page: object, _title: str, path: str, *_more: object) -> tuple[str, str]:
        proposed.append(path)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", cancel)
    press_button(page, "PDFに保存")
    assert Path(proposed[0]).name == "カスタマイズ.pdf"
    answers.plan("会議に出した一覧")
    press_button(page, "確定版にする")
    (sheet,) = page.session.book.all(FixedSheet).values()
    assert (sheet.report, parse_settings(sheet.settings).table) == ("list", "customizations")
    assert page.fixed.item(0).text() == "会議に出した一覧(台帳の表)"


def test_a_printout_that_another_page_asks_for_is_drawn_though_nothing_has_changed(open_window: OpenWindow) -> None:
    window = open_window()
    page = window.open_page("reports")
    assert isinstance(page, ReportsPage)
    wait_until(lambda: page.preview.pdf, "the preview")
    allocation = page.preview.pdf
    for key, text, name in (("answer_files", "督促状を印刷", "reminder"), ("municipalities", "この表を印刷", "list")):
        before = page.preview.pdf
        press_button(window.open_page(key), text)
        assert window._stack.currentWidget() is page
        assert page.report.name == name
        wait_until(lambda: page.preview.pdf != before, "the printout")  # noqa: B023
    assert page.preview.pdf != allocation


def test_a_printout_that_takes_long_is_made_beside_the_window_and_may_be_given_up(
    page: ReportsPage, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, at_work = page.preview.pdf, current_thread()
    given_up, ended = Event(), Event()

    def slow(document: Document, stop: Callable[[], bool]) -> bytes:
        assert current_thread() is not at_work
        while not stop():
            given_up.wait(0.01)
        ended.set()
        raise Stopped

    answers.plan("中止")
    with monkeypatch.context() as patched:
        patched.setattr(heavy, "render", slow)
        patched.setattr(progress, "SHOWN_AFTER_MS", 0)
        page.draw()
        assert ended.wait(5), "what nobody waits for is not made on"
    assert page.preview.pdf == shown
    assert page.message.text == "帳票の作成を中止しました。"
    press_button(page, "もう一度作成する")
    assert page.preview.pdf == shown
    assert not page.message.isVisible()
