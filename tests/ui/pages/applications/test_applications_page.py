"""新規参加・離脱 in the window; the sample's application is made up."""

from core.model.council import Municipality
from core.model.operating.applications import Application
from core.operations.editing.edit import edit_cells
from tests.ui.desk import cell, fill, press_button
from tests.ui.pages.paper import OpenPage
from ui.pages.applications.application_side import ApplicationSide


def test_the_effect_stands_beside_and_the_act_lets_it_join(open_page: OpenPage) -> None:
    page = open_page("applications")
    page.resize(1366, 768)
    page.sheet.select(1)
    side = page.form
    assert isinstance(side, ApplicationSide)
    last = side.effect.model.rows.shown[-1]
    assert (last.name, cell(side.effect, last.code, "申請前")) == ("(架空の例)甲町", "")
    assert cell(side.effect, "163210", "差").startswith("△")
    press_button(page, "加入・離脱の手続きをする")
    assert "承認" in page.message.text
    one = page.session.book.all(Application)[1]
    typed = {"state": "承認", "effective_on": "H28.4.1", "code": "163236"}
    assert page.session.run(edit_cells(page.session.book, [(one, name, text) for name, text in typed.items()])) is None
    press_button(page, "加入・離脱の手続きをする")
    assert cell(page.sheet, 1, "状態") == "手続き済"
    assert page.session.book.all(Municipality)[7].joined_on == "2016-04-01"
    page.session.undo()
    assert 7 not in page.session.book.all(Municipality)


def test_without_a_day_the_reason_stands_in_place_of_the_effect(open_page: OpenPage) -> None:
    page = open_page("applications")
    page.resize(1366, 768)
    fill(page, 団体名="乙村")
    press_button(page, "申請を追加")
    side = page.form
    assert isinstance(side, ApplicationSide)
    assert side.said.text().startswith("申請2に希望日も加入日・離脱日もありません。")
    assert not side.effect.isVisible()
