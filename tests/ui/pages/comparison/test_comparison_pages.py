"""The five-year comparison as a clerk works it out: costs, scenarios, totals."""

import hashlib

import pytest
from PySide6.QtWidgets import QLabel

from core.documents.charts.scale import Figures
from core.documents.comparison.view import Look
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost, Penalty, TaxRate
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.model.scenarios import MoneyUnit, RateFrom, Scenario
from core.model.sheets import FixedSheet, SheetFile
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from tests.ui.desk import cell, errors, fill, member, paste, press_button, refusals, totals, type_into
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import put_on_clipboard
from ui.pages.comparison.comparison_page import ComparisonPage
from ui.pages.comparison.scenario_choice import Display
from ui.pages.comparison.scenarios_page import ScenariosPage
from ui.pages.comparison.total_costs_page import TotalCostsPage
from ui.pages.costs.cost_lines_page import CostLinesPage
from ui.pages.costs.current_costs_page import CurrentCostsPage
from ui.pages.reports.reports_page import ReportsPage
from ui.pages.table_page import TablePage

CODES = ("162116", "162060", "163422", "163228", "163431", "163210")


@pytest.fixture
def scenarios(open_page: OpenPage) -> ScenariosPage:
    page = open_page("scenarios")
    assert isinstance(page, ScenariosPage)
    return page


@pytest.fixture
def lines(open_page: OpenPage) -> CostLinesPage:
    page = open_page("cost_lines")
    assert isinstance(page, CostLinesPage)
    return page


@pytest.fixture
def costs(open_page: OpenPage) -> CurrentCostsPage:
    page = open_page("current_costs")
    assert isinstance(page, CurrentCostsPage)
    return page


def test_the_sample_shows_the_figures_that_the_source_prints(open_page: OpenPage) -> None:
    page = open_page("comparison")
    assert isinstance(page, ComparisonPage)
    assert [cell(page.sheet, code, "cloud") for code in CODES] == ["5.7", "2.5", "1.8", "1.7", "1.4", "0.8"]
    assert [cell(page.sheet, code, "current") for code in CODES] == ["9.2", "4.0", "2.5", "2.4", "2.4", "1.1"]
    assert [cell(page.sheet, code, "rate") for code in CODES] == ["38%", "38%", "28%", "29%", "42%", "27%"]
    assert [cell(page.sheet, code, "at_cap") for code in CODES] == ["", "", "上限", "上限", "", "上限"]
    bottom = totals(page.sheet, 0)
    assert (bottom["current"], bottom["cloud"], bottom["rate"]) == ("21.6", "13.9", "36%")


def test_from_yen_the_three_at_their_cap_save_exactly_the_guarantee(open_page: OpenPage) -> None:
    page = open_page("comparison")
    page.choice._unit.setCurrentIndex(1)
    assert [cell(page.sheet, code, "rate") for code in ("163422", "163228", "163210")] == ["30.0%"] * 3
    assert cell(page.sheet, "163422", "cloud") == "175,000,000"
    assert page.choice._unit.currentText() == "円"


def test_a_share_can_be_asked_why(open_page: OpenPage) -> None:
    page = open_page("comparison")
    page.sheet.select("163422", "cloud")
    told = page.derivation.toPlainText()
    assert "入善町" in told
    assert "175,000,000円" in told


def test_a_guarantee_that_cannot_be_kept_shows_no_table_but_the_sentence(open_page: OpenPage) -> None:
    page = open_page("comparison")
    scenario = min(page.session.book.all(Scenario).values(), key=lambda one: one.position)
    page.session.run(edit_of(page.session.book, scenario, "guarantee_percent", "36"))
    assert page.comparison is None
    assert "3,600,000円" in page.message.text
    assert "35.8%" in page.message.text
    assert page.sheet.model.rows.all == []
    page.session.undo()
    assert page.message.isHidden()
    assert cell(page.sheet, "163422", "cloud") == "1.8"


def edit_of(book: Book, record: Scenario, name: str, text: str) -> ChangeSet | Faults:
    return edit(book, record, name, text)


def test_a_scenario_is_copied_changed_and_compared(scenarios: ScenariosPage) -> None:
    first = scenarios.scenarios.model.rows.shown[0]
    scenarios.scenarios.select(first.id, "name")
    press_button(scenarios, "試算を追加")
    copy = scenarios.session.book.last_id(Scenario)
    type_into(scenarios.scenarios, copy, "rule", "人口割")
    shown = scenarios.session.book.all(Scenario)[copy]
    assert (shown.rule, shown.name) == ("population=1", f"{first.name} 案2")
    assert cell(scenarios.amounts, "162116", str(first.id)) == "572,788,364"
    assert cell(scenarios.amounts, "162116", f"{copy}:difference").startswith("+")
    assert totals(scenarios.amounts, 0)[str(copy)] == "1,386,000,000"


def test_an_adopted_scenario_is_fixed_with_its_sheet_and_can_no_longer_be_edited(scenarios: ScenariosPage) -> None:
    first = scenarios.scenarios.model.rows.shown[0]
    scenarios.scenarios.select(first.id, "name")
    press_button(scenarios, "採用")
    adopted = scenarios.session.book.all(Scenario)[first.id]
    assert adopted.adopted
    sheet = scenarios.session.book.all(FixedSheet)[adopted.fixed_sheet_id or 0]
    stored = scenarios.session.lazy(SheetFile, sheet.id).content
    assert stored.startswith(b"%PDF")
    assert hashlib.sha256(stored).hexdigest() == sheet.sha256
    paste(scenarios.scenarios, first.id, "guarantee_percent", "10")
    assert scenarios.session.book.all(Scenario)[first.id].guarantee_percent == "30"
    assert len(refusals(scenarios.scenarios)) == 1
    press_button(scenarios, "採用を取り消す")
    assert not scenarios.session.book.all(Scenario)[first.id].adopted


def test_moving_the_slider_tells_what_each_member_would_pay(scenarios: ScenariosPage) -> None:
    scenarios.scenarios.select(scenarios.scenarios.model.rows.shown[0].id, "name")
    assert scenarios.sensitivity.slider.value() == 30
    scenarios.sensitivity.slider.setValue(100)
    assert scenarios.sensitivity.told.plain.startswith("均等割 100%")
    assert "舟橋村 77,000,000" in scenarios.sensitivity.told.plain


def test_the_others_pay_more_when_a_member_leaves(scenarios: ScenariosPage) -> None:
    guaranteed, plain = (one.id for one in scenarios.scenarios.model.rows.shown)
    scenarios.scenarios.select(guaranteed, "name")
    scenarios.leaver.setCurrentIndex(2)
    assert "滑川市が離脱した場合" in scenarios.message.text
    scenarios.scenarios.select(plain, "name")
    assert cell(scenarios.amounts, "162060", "leaving") == ""
    assert cell(scenarios.amounts, "162116", "leaving:difference").startswith("+")


def test_a_range_of_cost_lines_is_pasted_from_excel_in_one_step(lines: CostLinesPage) -> None:
    before = len(lines.session.book.all(CostLine))
    first = lines.sheet.model.rows.shown[0]
    paste(lines.sheet, first.id, "name", "パッケージ利用料\t１，０００千円\t2,000,000\nデータ移行\t300\t\n研修\t\t50")
    assert refusals(lines.sheet) == []
    new = sorted(lines.session.book.all(CostLine).values(), key=lambda one: one.position)
    assert [one.name for one in new] == ["パッケージ利用料", "データ移行", "研修"]
    assert len(new) == before + 2
    amounts = [one.amount for one in lines.session.book.children(CostAmount, new[0].id).values()]
    assert {1_000_000, 2_000_000} <= set(amounts)
    by_year = [
        {one.fiscal_year: one.amount for one in lines.session.book.children(CostAmount, line.id).values()}
        for line in new[1:]
    ]
    assert by_year == [{2015: 300}, {2016: 50}]
    lines.session.undo()
    assert len(lines.session.book.all(CostLine)) == before


def test_the_first_range_is_pasted_into_an_empty_table(open_page: OpenPage) -> None:
    page = open_page("cost_lines", EMPTY)
    put_on_clipboard("パッケージ利用料\t100\nデータ移行\t\t200")
    press_button(page, "Excelから貼り付け")
    assert [one.name for one in page.session.book.all(CostLine).values()] == ["パッケージ利用料", "データ移行"]
    assert [one.amount for one in page.session.book.all(CostAmount).values()] == [100, 200]


def test_a_wrong_amount_in_a_pasted_range_changes_nothing(lines: CostLinesPage) -> None:
    before = dict(lines.session.book.all(CostLine))
    first = lines.sheet.model.rows.shown[0]
    paste(lines.sheet, first.id, "name", "甲\t1\n乙\t多め")
    assert [text for _, text in refusals(lines.sheet)] == ["「多め」は数として読めません。数字で入力してください。"]
    assert lines.session.book.all(CostLine) == before


def test_present_costs_are_typed_by_year_and_category(costs: CurrentCostsPage) -> None:
    funahashi = member(costs.session, "F")
    costs.category.setCurrentText("回線")
    type_into(costs.costs, funahashi.id, "2015", "１２０千円")
    new = [one for one in costs.session.book.children(CurrentCost, funahashi.id).values() if one.category == "回線"]
    assert [(one.fiscal_year, one.yen) for one in new] == [(2015, 120_000)]
    assert cell(costs.costs, funahashi.id, "total") == "110,120,000"


def test_a_penalty_is_added_by_the_municipalitys_name(costs: CurrentCostsPage) -> None:
    fill(costs, **{"団体": "射水", "契約名": "現行基幹系", "違約金(円)": "5,000,000"})
    press_button(costs, "違約金を追加")
    assert [one.yen for one in costs.session.book.all(Penalty).values()] == [5_000_000]
    fill(costs, **{"団体": "射水", "違約金(円)": "-1"})
    press_button(costs, "違約金を追加")
    assert errors(costs) == ["「-1」は負の数です。0以上で入力してください。"]
    assert len(costs.session.book.all(Penalty)) == 1


def test_penalties_are_pasted_with_their_municipalities(costs: CurrentCostsPage) -> None:
    put_on_clipboard("射水市\t現行基幹系\tR9.3.31\t5,000,000\r\n舟橋村\t回線\t\t10千円\r\n")
    press_button(costs.penalties, "Excelから貼り付け")
    assert [cell(costs.penalties, one.id, "団体") for one in costs.penalties.model.rows.shown] == ["射水市", "舟橋村"]
    assert [one.yen for one in costs.session.book.all(Penalty).values()] == [5_000_000, 10_000]
    costs.session.undo()
    assert not costs.session.book.all(Penalty)


def test_costs_out_of_scope_stand_by_municipality_and_say_when_they_run(open_page: OpenPage) -> None:
    page = open_page("out_of_scope")
    for label, name in (("F", "回線"), ("A", "連携"), ("A", "帳票")):
        fill(page, 団体=label, 経費名=name)
        press_button(page, "調達外経費を追加")
    assert [one.name for one in page.sheet.model.rows.shown] == ["連携", "帳票", "回線"]
    first = page.sheet.model.rows.shown[0]
    assert cell(page.sheet, first.id, "fiscal_year") == "全期間"
    type_into(page.sheet, first.id, "fiscal_year", "H27")
    assert cell(page.sheet, first.id, "fiscal_year") == "平成27年度"
    fill(page, 団体="どこか", 経費名="回線")
    press_button(page, "調達外経費を追加")
    assert [one.startswith("「どこか」という団体はありません。") for one in errors(page)] == [True]


def test_out_of_scope_costs_and_customizations_make_the_total(open_page: OpenPage) -> None:
    page = open_page("out_of_scope")
    assert isinstance(page, TablePage)
    fill(page, **{"団体": "A", "経費名": "外部システム連携", "金額(円)": "1,000,000"})
    press_button(page, "調達外経費を追加")
    assert totals(page.sheet, 0)["yen"] == "1,000,000"


def test_the_total_of_a_municipality_adds_up(open_page: OpenPage) -> None:
    page = open_page("total_costs")
    assert isinstance(page, TotalCostsPage)
    page.choice._unit.setCurrentIndex(1)
    assert cell(page.sheet, "162116", "one_off") == "9,400,000"
    assert cell(page.sheet, "162116", "total") == "582,188,364"
    assert totals(page.sheet, 0)["total"] == "1,405,620,000"


@pytest.mark.parametrize(
    "key", ["comparison", "scenarios", "total_costs", "cost_lines", "current_costs", "out_of_scope"]
)
def test_an_empty_ledger_shows_what_to_do_first(open_page: OpenPage, key: str) -> None:
    page = open_page(key, EMPTY)
    told = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert any("ください" in text or "試算" in text for text in told)


def test_the_adopted_comparison_is_shown_from_its_stored_bytes(open_page: OpenPage) -> None:
    page = open_page("scenarios")
    first = page.scenarios.model.rows.shown[0]
    page.scenarios.select(first.id, "name")
    press_button(page, "採用")
    adopted = page.session.book.all(Scenario)[first.id]
    stored = page.session.lazy(SheetFile, adopted.fixed_sheet_id or 0).content
    funahashi = member(page.session, "F")
    page.session.run(edit(page.session.book, funahashi, "name", "舟橋町"))
    reports = ReportsPage(page.session, page.memory, "帳票", "")
    reports.reports.setCurrentRow([report.name for report in REPORTS.values()].index("comparison"))
    reports.draw()
    assert reports.preview.pdf == stored
    assert "確定した" in reports.message.text


def test_the_button_of_a_table_asks_for_its_own_printout(open_page: OpenPage) -> None:
    asked: list[str] = []
    for key, text in (
        ("comparison", "この表を印刷"),
        ("total_costs", "この表を印刷"),
        ("scenarios", "試算比較表を印刷"),
    ):
        page = open_page(key)
        page.open_page.connect(asked.append)
        press_button(page, text)
    assert asked == ["reports/comparison", "reports/totals", "reports/scenarios"]
    reports = open_page("reports")
    reports.show_part("comparison")
    assert reports.report.name == "comparison"


def test_a_member_is_left_out_of_one_scenario_only(scenarios: ScenariosPage) -> None:
    guaranteed, plain = (one.id for one in scenarios.scenarios.model.rows.shown)
    scenarios.scenarios.select(plain, "name")
    paste(scenarios.amounts, "163210", "included", "×")
    assert cell(scenarios.amounts, "163210", "included") == "×"
    assert cell(scenarios.amounts, "163210", str(plain)) == ""
    assert cell(scenarios.amounts, "163210", str(guaranteed)) == "77,000,000"
    assert totals(scenarios.amounts, 0)[str(plain)] == "1,386,000,000"
    scenarios.session.undo()
    assert cell(scenarios.amounts, "163210", "included") == ""


def test_a_rate_of_consumption_tax_is_added_and_removed(open_page: OpenPage) -> None:
    page = open_page("consortium")
    before = len(page.session.book.all(TaxRate))
    fill(page, **{"適用開始日": "令和9年4月1日", "税率(%)": "１２"})
    press_button(page, "税率を追加")
    new = max(page.session.book.all(TaxRate).values(), key=lambda rate: rate.start_date)
    assert (new.start_date, new.percent) == ("2027-04-01", 12)
    page.tax_rates.select(new.id, "percent")
    press_button(page, "選んだ税率を削除")
    assert len(page.session.book.all(TaxRate)) == before


def _with_second_adopted(page: ComparisonPage | TotalCostsPage | ReportsPage) -> Scenario:
    """Copy the first scenario, say that the copy was adopted, and return it."""
    session = page.session
    first = min(session.book.all(Scenario).values(), key=lambda one: one.position)
    values = to_row(first) | {"id": 90, "position": 90, "name": "採用した案", "adopted": 1, "adopted_on": "2014-11-18"}
    session.run(ChangeSet("試算を採用", (Insert("scenarios", values),)))
    return session.book.all(Scenario)[90]


@pytest.mark.parametrize(("key", "title"), [("comparison", "五年間経費比較"), ("total_costs", "団体別総額")])
def test_the_adopted_scenario_is_shown_first_and_named_in_the_heading(
    open_page: OpenPage, key: str, title: str
) -> None:
    page = open_page(key)
    first = page.choice.scenario
    (heading,) = [label for label in page.findChildren(QLabel) if label.property("role") == "title"]
    assert heading.text() == f"{title} 試算「{first.name}」 単位: 億円"
    adopted = _with_second_adopted(page)
    assert page.choice.scenario == adopted
    assert heading.text() == f"{title} 試算「採用した案」(採用) 単位: 億円"
    page.choice._box.setCurrentIndex(0)
    page.choice._box.activated.emit(0)
    page.session.run(edit(page.session.book, page.session.book.consortium, "name", "別の名"))
    assert page.choice.scenario.id == first.id


def test_the_papers_offer_the_adopted_scenario_first(open_page: OpenPage) -> None:
    page = open_page("reports")
    adopted = _with_second_adopted(page)
    page.show_part("comparison")
    box = page.options._boxes["scenario"]
    assert (box.itemText(0), page.options.settings().scenario) == ("採用した案(採用)", adopted.id)
    page.draw()
    (heading,) = [label for label in page.findChildren(QLabel) if label.property("role") == "title"]
    assert heading.text() == "帳票 試算「採用した案」(採用)"
    other = next(one for one in page.session.book.all(Scenario).values() if one.id != adopted.id)
    page.options.choose("scenario", other.id)
    page.draw()
    assert heading.text() == f"帳票 試算「{other.name}」"
    page.show_part("chronicle")
    page.draw()
    assert heading.text() == "帳票", "it shows no scenario"


def test_before_there_is_a_fee_the_rate_is_a_dash_with_the_way_to_it(open_page: OpenPage) -> None:
    page = open_page("comparison")
    opened: list[str] = []
    page.open_page.connect(opened.append)
    page.session.run(remove(page.session.book, list(page.session.book.all(CostLine).values())))
    assert cell(page.sheet, "162116", "rate") == "－"
    press_button(page, "経費明細を開く")
    assert opened == ["cost_lines"]


def test_removing_says_what_went_and_takes_it_back(lines: CostLinesPage) -> None:
    (line,) = lines.session.book.all(CostLine).values()
    lines.sheet.select(line.id)
    lines.remove_selected(lines.sheet)
    assert lines.session.book.all(CostLine) == {}
    assert line.name in lines.message.text
    assert lines.message.text.endswith("を削除しました。") or "を削除(" in lines.message.text
    press_button(lines.message, "元に戻す")
    assert lines.session.book.all(CostLine) == {line.id: line}


@pytest.mark.parametrize("yen", [0, 1, 49_999_999, 100_000_000, -100_000_000])
@pytest.mark.parametrize(("unit", "digits"), [(MoneyUnit.YEN, 0), (MoneyUnit.OKU, 1)])
def test_amounts_are_shown_as_the_sheets_print_them(yen: int, unit: MoneyUnit, digits: int) -> None:
    paper = Look(Figures(unit, digits), RateFrom.YEN)
    assert Display(unit, digits, RateFrom.YEN).amount(yen) == paper.show(yen)
    assert Display(unit, digits, RateFrom.YEN).known(None) == paper.show(None)


@pytest.mark.parametrize("key", ["comparison", "total_costs"])
def test_a_new_ledger_without_members_is_no_error_and_leads_to_them(open_page: OpenPage, key: str) -> None:
    page = open_page(key, EMPTY)
    assert isinstance(page, ComparisonPage | TotalCostsPage)
    assert page.message.isHidden()
    asked: list[str] = []
    page.open_page.connect(asked.append)
    press_button(page, "団体のページを開く")
    assert asked == ["municipalities"]


def test_the_first_year_of_a_scenario_is_told_in_the_japanese_calendar(scenarios: ScenariosPage) -> None:
    first = next(iter(scenarios.session.book.all(Scenario)))
    type_into(scenarios.scenarios, first, "first_fiscal_year", "2015")
    assert cell(scenarios.scenarios, first, "first_fiscal_year") == "平成27年度"
