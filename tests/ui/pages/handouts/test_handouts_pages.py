from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from core.documents.handouts.sheet import NAME
from core.documents.paper.document import texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.jobs.pictures import take_picture_file
from core.jobs.printing import to_draw
from core.model.machine.changes import ChangeSet, Update
from core.model.papers.handouts import Handout, HandoutChapter, HandoutPicture, PictureFile
from core.model.values.pictures import TakenPicture
from core.operations.handouts.pictures import add_picture
from tests.ui.desk import fill, press_button
from tests.ui.pages.paper import EMPTY, OpenPage
from ui.pages.handouts.beginning import BeginDialog, keep_at
from ui.pages.handouts.putting import PictureDialog
from ui.pages.handouts.sides import ChapterSide, PictureSide
from ui.pages.handouts.views import reports_offered, tables_offered
from ui.pages.page import Page
from ui.pages.table_page import TablePage


def test_a_handout_and_its_chapter_are_typed_in_and_what_is_not_there_is_told(open_page: OpenPage) -> None:
    page = open_page("handouts")
    fill(page, 名称="第3回", 表題="第3回協議会資料")
    press_button(page, "資料を追加")
    assert [one.title for one in page.session.book.all(Handout).values()][1:] == ["第3回協議会資料"]
    chapters = open_page("handout_chapters")
    fill(chapters, 資料="取組みの資料", 章の名前="質疑", 帳票="ない帳票")
    press_button(chapters, "資料の章を追加")
    row = max(chapters.session.book.all(HandoutChapter).values(), key=lambda one: one.id)
    assert row.heading == "質疑"
    told = next(one for one in chapters.sheet.model.columns if one.label == "要確認")
    assert told.get(row) == "帳票「ない帳票」はこの版にありません。章の帳票の名前を直してください"


def side_of(page: Page) -> ChapterSide:
    assert isinstance(page, TablePage)
    assert isinstance(page.form, ChapterSide)
    return page.form


def body_of(side: ChapterSide) -> QPlainTextEdit:
    body = side.fields.boxes["body_text"].input
    assert isinstance(body, QPlainTextEdit)
    return body


def first_chapter(page: Page) -> HandoutChapter:
    return next(iter(page.session.book.all(HandoutChapter).values()))


def test_a_figure_is_offered_while_its_name_is_typed_and_put_in_with_its_unit(open_page: OpenPage) -> None:
    page = open_page("handout_chapters")
    assert isinstance(page, TablePage)
    chapter = first_chapter(page)
    page.sheet.select(chapter.id)
    side = side_of(page)
    body = body_of(side)
    body.setFocus()
    body.insertPlainText("費用は")
    QTest.keyClicks(body, "{")
    assert side.offers.isVisible()
    body.insertPlainText("五年間.現行")
    assert [side.offers.item(at).text() for at in range(side.offers.count())] == ["五年間.現行経費:　2,160,000,000"]
    QTest.keyClick(body, Qt.Key.Key_Return)
    assert body.toPlainText() == "費用は{五年間.現行経費:"
    body.insertPlainText("億")
    QTest.keyClick(body, Qt.Key.Key_Tab)
    assert body.toPlainText() == "費用は{五年間.現行経費:億円}"
    assert not side.offers.isVisible()
    QTest.keyClick(body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = page.session.book.all(HandoutChapter)[chapter.id]
    assert kept.body_text == "費用は{五年間.現行経費:億円}"
    assert side.bound.text() == "費用は21.6億円"
    assert side.missing.isHidden()


def test_a_figure_that_is_renamed_is_told_beside_its_text_and_found_again_when_that_is_undone(
    open_page: OpenPage,
) -> None:
    page = open_page("handout_chapters")
    assert isinstance(page, TablePage)
    chapter = first_chapter(page)
    page.session.run(ChangeSet("本文", (Update("handout_chapters", chapter.id, {"body_text": "{団体.射水市.記号}"}),)))
    page.sheet.select(chapter.id)
    side = side_of(page)
    assert side.bound.text() == "A"
    page.session.run(ChangeSet("改名", (Update("municipalities", 1, {"name": "新射水市"}),)))
    assert side.missing.text() == "{団体.射水市.記号}が台帳にありません。"
    assert "台帳にありません" in side.bound.text()
    page.session.undo()
    assert side.missing.isHidden()
    assert side.bound.text() == "A"


def test_a_setting_that_the_printout_does_not_heed_is_told(open_page: OpenPage) -> None:
    page = open_page("handout_chapters")
    assert isinstance(page, TablePage)
    chapter = first_chapter(page)
    page.session.run(ChangeSet("", (Update("handout_chapters", chapter.id, {"report": "経緯", "month": "2026-04"}),)))
    told = next(one for one in page.sheet.model.columns if one.label == "要確認")
    assert told.get(page.session.book.all(HandoutChapter)[chapter.id]) == "月は、帳票「経緯」では使いません"


@pytest.fixture
def taken(tmp_path: Path) -> TakenPicture:
    Image.new("RGB", (60, 40), "navy").save(tmp_path / "map.png")
    found = take_picture_file(tmp_path / "map.png")
    assert isinstance(found, TakenPicture)
    return found


def test_a_picture_is_put_into_a_chapter_seen_there_printed_and_taken_back(
    open_page: OpenPage, taken: TakenPicture
) -> None:
    page = open_page("handout_chapters")
    assert isinstance(page, TablePage)
    chapters = list(page.session.book.all(HandoutChapter).values())
    page.sheet.select(chapters[1].id)
    dialog = PictureDialog(page, taken, chapters, chapters[1].id)
    dialog.put.click()
    assert "代替テキスト" in dialog.error.text()
    assert not page.session.book.all(HandoutPicture)
    dialog.words.setText("参加6市町村の位置")
    dialog.caption.setText("図1")
    dialog.put.click()
    dialog.deleteLater()
    picture = page.session.book.all(HandoutPicture)[1]
    assert (picture.chapter_id, picture.words, picture.caption) == (chapters[1].id, "参加6市町村の位置", "図1")
    assert page.session.lazy(PictureFile, 1).content == taken.content
    shown = side_of(page).shown[0]
    assert not shown.pixmap().isNull()
    assert shown.accessibleName() == "図: 参加6市町村の位置"
    page.session.undo()
    assert not page.session.book.all(HandoutPicture)
    assert shown.isHidden()


def test_the_pictures_of_all_chapters_stand_on_a_page_of_their_own(open_page: OpenPage, taken: TakenPicture) -> None:
    page = open_page("handout_pictures")
    assert isinstance(page, TablePage)
    assert isinstance(page.form, PictureSide)
    page.session.run(add_picture(page.session.book, first_chapter(page), taken, "参加6市町村の位置"))
    page.sheet.select(1)
    assert [one.words for one in page.sheet.model.rows.shown] == ["参加6市町村の位置"]
    assert not page.form.picture.pixmap().isNull()
    assert page.adding is None


def test_a_template_puts_its_chapters_into_the_ledger_and_a_handout_is_kept_and_taken_as_a_file(
    open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page("handouts")
    dialog = BeginDialog(page)
    assert isinstance(dialog.template, QComboBox)
    dialog.template.setCurrentIndex(2)
    assert dialog.town.isVisibleTo(dialog)
    assert not dialog.meeting.isVisibleTo(dialog)
    dialog.town.setCurrentIndex(1)
    dialog.start.click()
    made = max(page.session.book.all(Handout).values(), key=lambda one: one.id)
    chapters = list(page.session.book.children(HandoutChapter, made.id).values())
    assert [one.heading for one in chapters] == ["負担金の説明", "安全性の説明", "サービス一覧", "要望と負担"]
    assert {one.municipality_id for one in chapters} == {1}
    path = tmp_path / "own.anbun-template"
    keep_at(page, made, path)
    again = BeginDialog(page)
    again.choose_file(path)
    again.start.click()
    copy = max(page.session.book.all(Handout).values(), key=lambda one: one.id)
    assert copy.name == "議会の資料(2)"
    assert [one.report for one in page.session.book.children(HandoutChapter, copy.id).values()] == [
        one.report for one in chapters
    ]
    path.write_bytes(path.read_bytes().replace("要望".encode(), "欲望".encode()))
    again.start.click()
    assert "書き換えられている" in again.error.text()
    page.session.undo()
    assert copy.id not in page.session.book.all(Handout)
    for one in (dialog, again):
        one.deleteLater()


def test_every_template_is_begun_in_an_empty_ledger_printed_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("handouts", EMPTY)
    fill(page, 名称="<b>髙𠮷</b>", 表題="<i>題</i>", 日付="R8.12.1")
    press_button(page, "資料を追加")
    for at in range(3):
        dialog = BeginDialog(page)
        dialog.template.setCurrentIndex(at)
        dialog.start.click()
        dialog.deleteLater()
    book = page.session.book
    assert len(book.all(Handout)) == 4
    for one in book.all(Handout).values():
        document = REPORTS[NAME].build(book, PrintSettings(handout=one.id))
        assert to_draw(document).pdf().startswith(b"%PDF")
        told = [text for _, text in texts(document)]
        assert one.title in told
        empty = "この資料に印刷する章はありません。" in told
        assert empty is not bool(book.children(HandoutChapter, one.id))
    for _ in range(4):
        page.session.undo()
    assert not book.all(Handout)
    assert not book.all(HandoutChapter)


def test_printouts_and_tables_are_offered_by_a_part_of_their_names() -> None:
    assert [one.cell for one in reports_offered("五年間経費")][:1] == ["五年間経費比較表"]
    assert "資料一式" not in [one.cell for one in reports_offered("")]
    assert "違約金" in [one.cell for one in tables_offered("違約")]
