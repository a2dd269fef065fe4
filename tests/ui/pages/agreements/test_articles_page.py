"""協定 and 条文 in the window."""

from core.model.operating.agreements import Agreement, Amendment, Article
from core.operations.editing.edit import edit
from tests.ui.desk import cell, fill, press_button
from tests.ui.pages.paper import OpenPage
from ui.pages.agreements.article_side import ArticleSide


def test_an_article_tells_when_the_setting_differs(open_page: OpenPage) -> None:
    page = open_page("articles")
    page.resize(1366, 768)
    assert cell(page.sheet, 2, "設定と") == "一致"
    assert cell(page.sheet, 1, "設定と") == ""
    session = page.session
    assert session.run(edit(session.book, session.book.consortium, "rule", "均等割:人口割 = 5:5")) is None
    assert cell(page.sheet, 2, "設定と") == "食い違い"
    page.sheet.select(2)
    side = page.form
    assert isinstance(side, ArticleSide)
    assert "協議会の既定の按分規則は均等割:人口割 = 5:5で" in side.held.text()
    session.undo()
    assert cell(page.sheet, 2, "設定と") == "一致"


def test_an_amendment_is_added_beside_and_counts_from_its_day(open_page: OpenPage) -> None:
    page = open_page("articles")
    page.resize(1366, 768)
    page.sheet.select(2)
    side = page.form
    assert isinstance(side, ArticleSide)
    fill(side, 効力の生じる日="H26.4.1", 改正後の本文="改めた本文")
    press_button(side, "改正を追加")
    (made,) = page.session.book.all(Amendment).values()
    assert (made.article_id, made.effective_on) == (2, "2014-04-01")
    assert cell(page.sheet, 2, "今の本文") == "改めた本文"
    assert "平成26年4月1日改正" in side.wording.text()


def test_a_bare_number_is_that_of_an_article(open_page: OpenPage) -> None:
    page = open_page("articles")
    fill(page, 協定="参加6市町村による協定書", 条="９の2", 見出し="部会")
    press_button(page, "条を追加")
    assert page.session.book.all(Article)[4].number == "第9条の2"
    fill(page, 協定="参加6市町村による協定書", 見出し="次の条")
    press_button(page, "条を追加")
    assert page.session.book.all(Article)[5].number == "第10条"


def test_an_agreement_is_typed_in(open_page: OpenPage) -> None:
    page = open_page("agreements")
    fill(page, 協定名="SLAに関する覚書")
    press_button(page, "協定を追加")
    assert page.session.book.all(Agreement)[3].name == "SLAに関する覚書"
