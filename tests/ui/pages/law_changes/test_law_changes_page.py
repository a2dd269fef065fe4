"""制度改正 in the window, of the made-up example that the sample carries."""

from core.model.costs import CostLine
from core.model.law_changes.records import LawChange, LawChangeMember, LawChangeSystem
from tests.ui.desk import cell, fill, paste, press_button
from tests.ui.pages.paper import OpenPage
from ui.pages.law_changes.law_changes_page import LawChangesPage
from ui.pages.law_changes.law_side import LawSide


def laws(open_page: OpenPage) -> LawChangesPage:
    page = open_page("law_changes")
    assert isinstance(page, LawChangesPage)
    return page


def test_a_change_is_added_with_its_systems_as_a_list(open_page: OpenPage) -> None:
    page = laws(open_page)
    fill(page, 制度改正="地方税法の改正", 施行日="R9.1", 費用の扱い="按分")
    press_button(page, "制度改正を追加")
    new = page.session.book.last_id(LawChange)
    assert (cell(page.sheet, new, "effective_on"), cell(page.sheet, new, "systems")) == ("令和9年1月", "すべての業務")
    paste(page.sheet, new, "systems", "住民税、固定資産税")
    assert len(page.session.book.children(LawChangeSystem, new)) == 2
    assert cell(page.sheet, new, "systems") == "固定資産税、住民税"


def test_costs_become_cost_lines_by_one_button_and_undo_takes_them_back(open_page: OpenPage) -> None:
    page = laws(open_page)
    before = len(page.session.book.all(CostLine))
    page.sheet.select(1)
    press_button(page, "経費明細にする")
    assert "保守内のため" in page.message.text
    page.sheet.select(2)
    press_button(page, "経費明細にする")
    assert len(page.session.book.all(CostLine)) == before + 2
    assert cell(page.sheet, 2, "cost_lines").startswith("制度改正2 架空の例 証明書の様式の改正、")
    page.session.undo()
    assert (len(page.session.book.all(CostLine)), cell(page.sheet, 2, "cost_lines")) == (before, "")


def test_the_municipalities_check_the_change_beside_it(open_page: OpenPage) -> None:
    page = laws(open_page)
    page.sheet.select(2)
    side = page.form
    assert isinstance(side, LawSide)
    paste(side.members, 1, "done_on", "H28.6.1\t30000\nH28.6.2")
    rows = page.session.book.children(LawChangeMember, 2).values()
    assert sorted((one.municipality_id, one.done_on, one.own_yen) for one in rows) == [
        (1, "2016-06-01", 30_000),
        (2, "2016-06-02", None),
    ]
    assert cell(page.sheet, 2, "done") == "2/6"
