from PySide6.QtCore import Qt

from core.documents.letters.texts import DEFAULTS
from core.model.papers.letters import Letter, LetterKind
from tests.ui.desk import fill, press_button
from tests.ui.pages.paper import OpenPage
from tests.ui.tables.sheet.ledger import press


def test_the_words_of_a_letter_are_changed_kept_undone_and_set_back(open_page: OpenPage) -> None:
    page = open_page("letters")
    page.show_part("questionnaire")
    assert not page.usual.isEnabled()
    fill(page, 件名="意向の確認について")
    press(Qt.Key.Key_Return)
    (own,) = page.session.book.all(Letter).values()
    assert (own.kind, own.subject, own.body) == (LetterKind.QUESTIONNAIRE, "意向の確認について", "")
    assert page.usual.isEnabled()
    press_button(page, "はじめの文面に戻す")
    assert not page.session.book.all(Letter)
    page.session.undo()
    assert len(page.session.book.all(Letter)) == 1


def test_each_letter_shows_the_fields_that_it_knows(open_page: OpenPage) -> None:
    page = open_page("letters")
    page.show_part("charge-claims")
    assert "{請求額}" in page.fields.plain
    assert "{あり得る幅}" not in page.fields.plain
    assert page._commit("particulars", "あり得る幅　{あり得る幅}").startswith("{あり得る幅}という欄はありません。")
    page.show_part("notice")
    assert "{あり得る幅}" in page.fields.plain


def test_a_field_that_does_not_exist_is_said_beside_the_text(open_page: OpenPage) -> None:
    page = open_page("letters")
    told = page._commit("body", "{団体めい}様")
    assert told.startswith("{団体めい}という欄はありません。")
    assert not page.session.book.all(Letter)
    assert DEFAULTS[LetterKind.NOTICE].body.startswith("日頃から")
