"""SLA in the window, of the made-up example that the sample carries."""

from PySide6.QtGui import QFontMetrics

from core.model.sla.records import (
    Direction,
    Outage,
    OutageMember,
    OutageSystem,
    SlaContract,
    SlaItem,
    SlaReport,
    SlaResult,
    SlaUnit,
)
from core.operations.editing.adding import add_row
from tests.ui.desk import Answers, cell, errors, fill, paste, press_button, refusals
from tests.ui.pages.paper import OpenPage, adding
from ui.look import theme
from ui.pages.side import FormSide
from ui.pages.sla.sla_page import SlaPage
from ui.pages.table_page import TablePage


def sla(open_page: OpenPage, day: str = "2016-06-30") -> SlaPage:
    page = open_page("sla")
    assert isinstance(page, SlaPage)
    page.day.set_day(day)
    page.day.changed.emit()
    return page


def table(open_page: OpenPage, name: str) -> TablePage:
    page = open_page(name)
    assert isinstance(page, TablePage)
    return page


def typed_beside(page: TablePage, name: str, text: str) -> str:
    """Type into the form beside the table and return what is said of it."""
    form = page.form
    assert isinstance(form, FormSide)
    return str(form._commit(name, text))


def test_the_months_show_results_with_their_signs_and_the_reasons_stand_beside(open_page: OpenPage) -> None:
    page = sla(open_page)
    assert page.fiscal_year == 2016
    assert [cell(page.sheet, 1, month) for month in ("2016-04", "2016-05", "2016-06", "2016-07")] == [
        "100.00% ○",
        "99.56% ○",
        "99.74% ○",
        "",
    ]
    assert (cell(page.sheet, 2, "2016-05"), cell(page.sheet, 3, "2016-06")) == ("99.28% ×", "10.92時間 ×")
    assert cell(page.sheet, 1, "left") == "66"
    page.sheet.select(1)
    told = page.why.toPlainText()
    assert "26,931/27,000" in told
    assert "あと66分" in told
    assert "達成度 81.82(180/220点)" in page.refunds.plain
    assert page.vendor_title.text() == "事業者の月報との比較(違い 4件、4件のうち)"


def test_in_the_middle_of_a_month_the_minutes_that_are_left_are_told(open_page: OpenPage) -> None:
    page = sla(open_page, "2016-05-20")
    assert cell(page.sheet, 1, "2016-05") == "99.74% ○(途中)"
    assert cell(page.sheet, 1, "left") == str(139 - 72)
    assert cell(page.sheet, 2, "left") == "△63"
    month = next(one for one in page.sheet.model.columns if one.key == "2016-05")
    widest = QFontMetrics(theme.table_font(bold=True)).horizontalAdvance("100.00% ×(途中)")
    assert month.width >= widest + 2 * theme.GAP  # the sign is never cut off


def test_a_member_that_was_not_hit_has_no_stop(open_page: OpenPage) -> None:
    page = sla(open_page)
    page.member.setCurrentText("射水市")
    page.member.activated.emit(page.member.currentIndex())
    assert cell(page.sheet, 1, "2016-05") == "99.74% ○"
    page.member.setCurrentText("舟橋村")
    page.member.activated.emit(page.member.currentIndex())
    assert cell(page.sheet, 1, "2016-05") == "99.56% ○"


def test_an_outage_is_added_and_its_systems_and_members_are_typed_as_lists(open_page: OpenPage) -> None:
    page = table(open_page, "outages")
    fill(page, 件名="停電", 開始="H28.7.1 10:00", 終了="H28.7.1 9:00")
    press_button(page, "障害・停止を追加")
    assert errors(page)[0].startswith("「停電」の終了(平成28年7月1日 9:00)が開始(平成28年7月1日 10:00)より前です。")
    fill(page, 終了="H28.7.1 12:00")
    press_button(page, "障害・停止を追加")
    new = page.session.book.last_id(Outage)
    assert (cell(page.sheet, new, "minutes"), cell(page.sheet, new, "members")) == ("120", "すべての団体")
    paste(page.sheet, new, "systems", "住基情報、住民税\t滑川市")
    book = page.session.book
    assert len(book.children(OutageSystem, new)) == 2
    assert [one.municipality_id for one in book.children(OutageMember, new).values()] == [2]
    page.session.undo()
    assert cell(page.sheet, new, "members") == "すべての団体"


def test_unit_and_direction_follow_the_measure_in_the_table(open_page: OpenPage) -> None:
    page = table(open_page, "sla_items")
    paste(page.sheet, 5, "measure", "障害の件数")
    item = page.session.book.all(SlaItem)[5]
    assert (item.unit, item.direction) == (SlaUnit.CASES, Direction.AT_MOST)


def test_a_promise_is_added_with_its_measure_and_a_target_as_people_write_it(open_page: OpenPage) -> None:
    """Of 240 minutes nobody is told that they are above 100 %, and four hours are not four minutes."""
    page = table(open_page, "sla_items")
    contract = "架空の例 共同利用システムのサービス水準"
    for measure, target, told in (
        ("復旧時間の最大", "240", ("240", SlaUnit.MINUTES, Direction.AT_MOST)),
        ("復旧時間の最大", "４時間以内", ("4", SlaUnit.HOURS, Direction.AT_MOST)),
        ("通知までの時間の最大", "60分", ("60", SlaUnit.MINUTES, Direction.AT_MOST)),
        ("障害の件数", "2件未満", ("2", SlaUnit.CASES, Direction.BELOW)),
        ("", "９９．５％", ("99.5", SlaUnit.PERCENT, Direction.AT_LEAST)),
    ):
        fill(adding(page), 契約=contract, SLA項目=f"{measure}{target}", 測り方=measure, 目標値=target)
        press_button(page, "SLA項目を追加")
        assert errors(page) == []
        item = page.session.book.all(SlaItem)[page.session.book.last_id(SlaItem)]
        assert (item.target, item.unit, item.direction) == told
    fill(adding(page), 契約=contract, SLA項目="違う単位", 測り方="稼働率", 目標値="4時間")
    press_button(page, "SLA項目を追加")
    assert errors(page) == ["測り方「稼働率」の単位は%です。「時間」にはできません。"]
    paste(page.sheet, 3, "target", "30分未満")
    item = page.session.book.all(SlaItem)[3]
    assert (item.target, item.unit, item.direction) == ("30", SlaUnit.MINUTES, Direction.BELOW)


def test_a_line_of_the_vendors_sheet_is_typed_and_compared(open_page: OpenPage) -> None:
    page = table(open_page, "sla_reports")
    fill(page, SLA項目="1", 月="H28.7", 報告値="99.9")
    press_button(page, "月報の行を追加")
    assert page.session.book.all(SlaReport)[page.session.book.last_id(SlaReport)].month == "2016-07"


def test_what_cannot_be_is_refused_in_its_cell_and_nothing_changes(open_page: OpenPage) -> None:
    items = table(open_page, "sla_items")
    before = dict(items.session.book.all(SlaItem))
    paste(items.sheet, 1, "target", "101")
    assert refusals(items.sheet) == [
        ("101", "「稼働率」の目標値101%は100%を超えています。0〜100の値を入力してください。")
    ]
    said = typed_beside(items, "steps", "99.5%未満 10%、95%未満 25%")
    assert said.startswith("段「95%未満 25%」が「99.5%未満 10%」と重なっています。")
    assert items.session.book.all(SlaItem) == before
    contracts = table(open_page, "sla_contracts")
    said = typed_beside(contracts, "thresholds", "10点以上 5%、10点以上 10%")
    assert said.startswith("段「10点以上 10%」が「10点以上 5%」と重なっています。")


def test_the_same_stop_twice_and_one_that_ends_first_are_refused_in_the_table(open_page: OpenPage) -> None:
    page = table(open_page, "outages")
    before = dict(page.session.book.all(Outage))
    paste(page.sheet, 3, "ended_at", "H28.5.31 21:00")
    ((_, said),) = refusals(page.sheet)
    assert said.startswith("「回線の切断」の終了(平成28年5月31日 21:00)が開始(平成28年5月31日 21:10)より前です。")
    fill(page, 件名="点検", 開始="H28.7.1 10:00", 終了="H28.7.1 12:00")
    press_button(page, "障害・停止を追加")
    fill(page, 件名="点検", 開始="H28.7.1 11:00", 終了="H28.7.1 13:00")
    press_button(page, "障害・停止を追加")
    assert "件名、種類、業務、団体が同じで時間が重なっています。" in errors(page)[0]
    page.session.undo()
    assert page.session.book.all(Outage) == before


def test_a_mean_of_no_cases_is_refused_where_it_is_typed(open_page: OpenPage) -> None:
    page = table(open_page, "sla_results")
    session = page.session
    contract = next(iter(session.book.all(SlaContract).values())).name
    typed = {"sla_contract_id": contract, "number": "9", "name": "回答まで", "target": "3", "measure": "平均時間"}
    typed |= {"unit": "時間", "direction": "以下"}
    assert session.run(add_row(session.book, SlaItem, typed)) is None
    before = dict(session.book.all(SlaResult))
    adding(page).set_texts(sla_item_id="9", month="H28.7", of_cases="0", amount="2.5")
    press_button(page, "実績を追加")
    assert errors(page) == [
        "SLA項目9「回答まで」の全件数が0件なので、平均はありません。値を空欄にするか、全件数を直してください。"
    ]
    assert session.book.all(SlaResult) == before
    adding(page).set_texts(amount="")
    press_button(page, "実績を追加")
    assert len(session.book.all(SlaResult)) == len(before) + 1
    session.undo()
    assert session.book.all(SlaResult) == before


def test_a_vendors_sheet_without_its_month_is_pasted_and_the_month_is_asked(
    open_page: OpenPage, answers: Answers
) -> None:
    page = table(open_page, "sla_reports")
    before = page.session.book.last_id(SlaReport)
    answers.plan("令和8年4月")
    paste(page.sheet, 1, "reported", "項番\tSLA項目\t報告値\r\n1\t稼働率\t99.9%\r\n")
    (new,) = [one for one in page.session.book.all(SlaReport).values() if one.id > before]
    assert (new.sla_item_id, new.month, new.reported) == (1, "2026-04", "99.9")
