"""Fit and gap in the window; what is not in the sample is made up."""

from typing import Any

from PySide6.QtCore import Qt

from core.model.gaps import Fit, Gap, GapNeed, Need
from core.model.meetings import Meeting
from core.model.requests import Customization
from core.operations.editing.adding import add_row
from tests.ui.desk import (
    OpenWindow,
    button,
    cell,
    errors,
    fill,
    go,
    item,
    member,
    paste,
    press_button,
    refusals,
    totals,
    type_into,
)
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.pages.allocation.allocation_page import AllocationPage
from ui.pages.answers.answers_page import AnswersPage
from ui.pages.gaps.gap_side import GapSide
from ui.pages.gaps.gaps_page import GapsPage
from ui.pages.gaps.needs_page import NeedsPage
from ui.pages.gaps.origins_page import OriginsPage
from ui.pages.gaps.rates_page import RatesPage
from ui.pages.table_page import TablePage


def side_of(page: GapsPage) -> GapSide:
    assert isinstance(page.form, GapSide)
    return page.form


def new_item(page: GapsPage) -> Gap:
    """Type in an item of the residents' tax, as a clerk does; it is the current one then."""
    fill(page, 業務="住民税", 機能="納税通知書", 判定="×")
    press_button(page, "項目を追加")
    made = page.session.book.all(Gap)[32]
    assert page.sheet.current is not None
    assert page.sheet.current[0].id == made.id
    return made


def asked_of(page: Any) -> list[str]:
    """Return the list in which the places that a page leads to will stand."""
    asked: list[str] = []
    page.open_page.connect(asked.append)
    return asked


def test_an_item_is_typed_in_and_becomes_a_request_in_one_click(open_page: OpenPage) -> None:
    page = open_page("gaps")
    gap = new_item(page)
    assert (gap.number, gap.fit) == (32, Fit.GAP)
    assert cell(page.sheet, 32, "要望(項)") == ""
    assert "適合率 －" in page.summary.plain
    press_button(page, "要望にする")
    request = item(page.session, "32")
    assert request.title == "納税通知書"
    assert cell(page.sheet, 32, "要望(項)") == "32"
    assert "項32" in page.links.accessibleDescription()
    press_button(page, "要望にする")
    assert page.message.text == "F&G32はすでに要望(項32)になっています。"
    page.session.undo()
    assert cell(page.sheet, 32, "要望(項)") == ""


def test_quotes_answers_and_amounts_are_one_click_away_and_so_is_the_way_back(open_window: OpenWindow) -> None:
    window = open_window()
    window.resize(1366, 768)
    window.open_page("gaps/16")
    page = window.page("gaps")
    assert isinstance(page, GapsPage)
    for word, key, kind in (
        ("要望と見積", "customizations", TablePage),
        ("意向", "answers", AnswersPage),
        ("費用按分", "allocation", AllocationPage),
    ):
        press_button(side_of(page), word)
        there = window.page(key)
        assert isinstance(there, kind)
        assert there.isVisible()
        assert there.sheet.current is not None
        assert there.sheet.current[0].item == "16"
        line = there.links if isinstance(there, TablePage) else there.findChildren(type(page.links))[0]
        assert "発生元: F&G16" in line.accessibleDescription()
        line.linkActivated.emit("gaps/16")
        assert page.isVisible()
        assert page.sheet.current is not None
        assert page.sheet.current[0].number == 16


def test_a_request_that_is_there_is_tied_by_its_number_and_a_wrong_one_refused(open_page: OpenPage) -> None:
    page = open_page("gaps")
    new_item(page)
    type_into(page.sheet, 32, "request", "25")
    assert cell(page.sheet, 32, "要望(項)") == "25"
    paste(page.sheet, 32, "request", "99")
    assert refusals(page.sheet)[0][1].startswith("「99」という項はありません。")
    assert cell(page.sheet, 32, "要望(項)") == "25"


def test_a_list_from_a_spreadsheet_is_pasted_below_the_last_row(open_page: OpenPage) -> None:
    page = open_page("gaps", EMPTY)
    page.session.run(add_row(page.session.book, Gap, {"function": "照会"}))
    paste(page.sheet, 1, "function", "照会\t○\n納税通知書\t△\n前納報奨金\t×\n")
    found = page.session.book.all(Gap).values()
    assert [(one.number, one.function, one.fit) for one in found] == [
        (1, "照会", Fit.FITS),
        (2, "納税通知書", Fit.PARTLY),
        (3, "前納報奨金", Fit.GAP),
    ]
    assert "適合率 33.3%" in page.summary.plain


def test_an_empty_page_says_what_to_do_first_and_an_unknown_system_is_refused(open_page: OpenPage) -> None:
    page = open_page("gaps", EMPTY)
    assert page.summary.plain == ""
    fill(page, 業務="宇宙開発", 機能="打上げ")
    press_button(page, "項目を追加")
    assert errors(page)
    assert not page.session.book.all(Gap)


def test_what_members_need_is_typed_beside_the_item(open_page: OpenPage) -> None:
    page = open_page("gaps")
    page.resize(1366, 768)
    new_item(page)
    needs = side_of(page).needs
    first = member(page.session, "A").id
    paste(needs, first, "need", "要\t年500件")
    (said,) = page.session.book.all(GapNeed).values()
    assert (said.need, said.reason) == (Need.NEEDED, "年500件")
    assert cell(page.sheet, 32, "要否") == "要1 未5"


def test_the_matrix_takes_the_keys_and_leaves_out_what_fits(open_page: OpenPage) -> None:
    page = open_page("gap_needs")
    assert isinstance(page, NeedsPage)
    assert len(page.sheet.model.rows.shown) == 31
    code = member(page.session, "A").code
    for key, mark in ((Qt.Key.Key_1, "●"), (Qt.Key.Key_2, "×"), (Qt.Key.Key_0, "")):
        go(page.sheet, 6, code)
        press(key)
        assert cell(page.sheet, 6, "射水市") == mark
    go(page.sheet, 6, code)
    press(Qt.Key.Key_Space)
    assert cell(page.sheet, 6, "射水市") == "●"
    asked = asked_of(page)
    press_button(page, "項目のページを開く")
    assert asked == ["gaps/6"]


def test_the_rates_stand_with_their_meaning_and_their_total(open_page: OpenPage) -> None:
    page = open_page("fit_rates")
    assert isinstance(page, RatesPage)
    book = page.session.book
    tax = next(one.id for one in book.all(Customization).values() if one.item == "8")
    system = book.all(Customization)[tax].system_id
    for at, fit in enumerate(("適合", "適合", "一部適合", "対象外"), 1):
        typed = {"system_id": "住民税", "function": f"機能{at}", "fit": fit}
        assert page.session.run(add_row(page.session.book, Gap, typed)) is None
    assert cell(page.sheet, system, "適合率") == "28.6%"
    assert cell(page.sheet, system, "一部を半分とした率") == "35.7%"
    assert cell(page.sheet, system, "総数") == "8"
    assert totals(page.sheet, 0)["rate"] == "5.9%"
    assert "適合率 = 適合 ÷ (総数 − 対象外 − 未判定)" in page.meaning.plain


def test_a_request_is_followed_in_one_line_and_leads_back(open_page: OpenPage) -> None:
    page = open_page("origins")
    assert isinstance(page, OriginsPage)
    sixteen = item(page.session, "16").id
    told = [cell(page.sheet, sixteen, name) for name in ("会議", "差", "案", "見積", "意向", "決定", "方針")]
    assert told == [
        "フィット&ギャップ(延べ137回)",
        "F&G16 不適合",
        "案「資格情報表示および帳票出力」",
        "3,400,000(2団体)",
        "実施2 しない4",
        "",
        "実施",
    ]
    assert page.traced.plain.startswith("追跡率: 要望31件のうち")
    asked = asked_of(page)
    page.sheet.select(sixteen)
    for text in ("F&&G項目", "要望と見積", "意向", "費用按分"):
        button(page, text).click()
    assert asked == ["gaps/16", f"customizations/{sixteen}", f"answers/{sixteen}", f"allocation/{sixteen}"]


def test_what_comes_up_at_a_session_is_typed_in_there_and_leads_to_the_item(open_page: OpenPage) -> None:
    page = open_page("meetings")
    fill(page, 系列="フィット&ギャップ", 開催日="H26.5.1")
    press_button(page, "会議を追加")
    press_button(page, "挙がった差(0)")
    part = page.parts["gaps"]
    fill(part, 業務="住民税", 機能="納税通知書", 判定="×")
    press_button(part, "挙がった差を追加")
    assert page.session.book.all(Gap)[32].meeting_id == page.meeting.id
    assert button(page, "挙がった差(1)").isChecked()
    part.sheet.select(32)
    asked = asked_of(page)
    press_button(part, "F&&Gのページで開く")
    assert asked == ["gaps/32"]


def test_removing_a_session_says_in_the_window_what_hung_on_it(open_page: OpenPage) -> None:
    page = open_page("meetings")
    fill(page, 系列="フィット&ギャップ", 開催日="H26.5.1")
    press_button(page, "会議を追加")
    meeting = page.meeting
    assert isinstance(meeting, Meeting)
    typed = {"function": "納税通知書", "meeting_id": "第1回フィット&ギャップ"}
    assert page.session.run(add_row(page.session.book, Gap, typed)) is None
    press_button(page, "削除")
    assert page.message.text == "第1回フィット&ギャップを削除(F&G32は挙がった会議が空欄になる)しました。"
    page.session.undo()
    assert page.session.book.all(Gap)[32].meeting_id == meeting.id
