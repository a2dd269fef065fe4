"""Cost lines in the window: what is deducted first and who shares a line, set up as a clerk would."""

from PySide6.QtCore import Qt

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario
from core.model.costs import CostAmount, CostLine, Flow, Sharing
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.scenarios import Scenario
from core.operations.council.matrices import set_participations
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from tests.ui.desk import cell, fill, paste, press_button, refusal, refusals, totals, type_into
from tests.ui.pages.paper import EMPTY, OpenPage
from tests.ui.tables.sheet.ledger import press
from ui.pages.comparison.comparison_page import ComparisonPage
from ui.pages.costs.cost_lines_page import CostLinesPage


def in_order(page: CostLinesPage) -> list[CostLine]:
    return sorted(page.session.book.all(CostLine).values(), key=lambda line: line.position)


def do(page: CostLinesPage, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet), wish
    page.session.run(wish)


def three_towns(open_page: OpenPage, years: int = 1) -> CostLinesPage:
    """Open a new ledger of three towns that split equally."""
    page = open_page("cost_lines", EMPTY)
    assert isinstance(page, CostLinesPage)
    for code, name in (("163228", "上市町"), ("163422", "入善町"), ("163431", "朝日町")):
        do(page, add_row(page.session.book, Municipality, {"code": code, "name": name}))
    (scenario,) = page.session.book.all(Scenario).values()
    for name, text in (("rule", "均等割"), ("first_fiscal_year", "2015"), ("years", str(years))):
        do(page, edit(page.session.book, page.session.book.all(Scenario)[scenario.id], name, text))
    return page


def compared(page: CostLinesPage) -> Comparison:
    book = page.session.book
    result = compare_scenario(book, present_scenario(book))
    assert isinstance(result, Comparison)
    return result


def lines_typed(page: CostLinesPage, text: str) -> list[CostLine]:
    """Add the first line by its name, paste names and amounts from a spreadsheet over it and below; return them."""
    fill(page, 経費名="1件目")
    press_button(page, "経費を追加")
    paste(page.sheet, in_order(page)[0].id, "name", text)
    assert refusals(page.sheet) == []
    return in_order(page)


def test_of_269_the_prefecture_pays_41_and_three_towns_76_each_in_three_steps(open_page: OpenPage) -> None:
    """Add a line; paste both with their amounts; say that the second is borne by no member."""
    page = three_towns(open_page)
    _, prefecture = lines_typed(page, "運営費\t269千円\n富山県\t41千円")
    paste(page.sheet, prefecture.id, "flow", "構成団体以外の負担")
    assert cell(page.sheet, prefecture.id, "2015") == "△41,000"
    assert [row.cloud for row in compared(page).rows.values()] == [76_000] * 3
    assert (totals(page.sheet, 0)["2015"], totals(page.sheet, 1)["2015"]) == ("269,000", "△41,000")


def test_a_share_without_an_amount_of_its_own_has_no_sum_and_no_row_of_zeros(open_page: OpenPage) -> None:
    page = three_towns(open_page)
    _, prefecture = lines_typed(page, "運営費\t269千円\n富山県\t")
    paste(page.sheet, prefecture.id, "flow", "構成団体以外の負担")
    assert cell(page.sheet, prefecture.id, "total") == ""
    assert "構成団体以外の合計" not in [one.label for one in page.sheet._totals.totals]


def test_the_rest_and_a_share_are_set_in_the_same_steps(open_page: OpenPage) -> None:
    page = three_towns(open_page)
    _, prefecture = lines_typed(page, "運営費\t269千円\n富山県\t228千円")
    paste(page.sheet, prefecture.id, "flow", "構成団体以外が残りを負担")
    assert [row.cloud for row in compared(page).rows.values()] == [76_000] * 3
    paste(page.sheet, prefecture.id, "flow", "構成団体以外の負担")
    type_into(page.sheet, prefecture.id, "2015", "")
    type_into(page.sheet, prefecture.id, "portion", "１／２")
    assert cell(page.sheet, prefecture.id, "portion") == "1/2"
    assert compared(page).total.cloud == 134_500


def test_money_in_of_a_member_and_what_is_put_back_have_a_bearer(open_page: OpenPage) -> None:
    page = three_towns(open_page)
    _, grant = lines_typed(page, "運営費\t300\n特別交付税\t60")
    paste(page.sheet, grant.id, "flow", "控除・戻入")
    assert [text for _, text in refusals(page.sheet)] == [
        "「特別交付税」を控除・戻入にするには、先に戻し入れる負担団体を選んでください。"
    ]
    paste(page.sheet, grant.id, "borne_by_id", "入善町")
    paste(page.sheet, grant.id, "flow", "控除・戻入")
    assert [row.cloud for row in compared(page).rows.values()] == [80, 140, 80]
    paste(page.sheet, grant.id, "flow", "財源")
    assert [row.cloud for row in compared(page).rows.values()] == [100, 40, 100]


def test_a_new_line_of_a_system_is_shared_by_its_participants_unless_it_says_otherwise(open_page: OpenPage) -> None:
    page = three_towns(open_page)
    book = page.session.book
    for name in ("住民税", "介護保険"):
        do(page, add_row(book, System, {"name": name}))
    towns, systems = list(book.all(Municipality).values()), list(book.all(System).values())
    cells = [(town, systems[0], "○") for town in towns] + [(town, systems[1], "○") for town in towns[:2]]
    do(page, set_participations(book, cells))
    assert len(book.all(Participation)) == 5
    (line,) = lines_typed(page, "介護保険の利用料\t300")
    paste(page.sheet, line.id, "system_id", "介護保険")
    assert [row.cloud for row in compared(page).rows.values()] == [150, 150, 0]
    paste(page.sheet, line.id, "sharing", "協議会全体")
    assert [row.cloud for row in compared(page).rows.values()] == [100, 100, 100]
    assert book.all(CostLine)[line.id].sharing is Sharing.EVERYBODY


def test_cents_of_another_currency_are_typed_and_shown(open_page: OpenPage) -> None:
    page = three_towns(open_page)
    (line,) = lines_typed(page, "クラウド利用料\t1")
    type_into(page.sheet, line.id, "2015", "12.5")
    assert refusal(page.sheet) == "「12.5」に端数があります。整数で入力してください。"
    press(Qt.Key.Key_Escape)
    type_into(page.sheet, line.id, "currency", "ドル")
    type_into(page.sheet, line.id, "exchange_rate", "1103/7")
    type_into(page.sheet, line.id, "2015", "１，２３４．５６")
    (amount,) = page.session.book.all(CostAmount).values()
    assert (amount.amount, amount.cents) == (1_234, 56)
    assert cell(page.sheet, line.id, "2015") == "1,234.56"
    assert compared(page).total.cloud == 123_456 * 1_103 // 700


def test_what_is_deducted_stands_above_the_totals_of_the_comparison(open_page: OpenPage) -> None:
    page = three_towns(open_page, years=2)
    _, grant, prefecture = lines_typed(page, "運営費\t300\t600\n国庫補助金\t30\t60\n富山県\t\t")
    paste(page.sheet, grant.id, "flow", "財源")
    paste(page.sheet, prefecture.id, "flow", "構成団体以外(均等割に加わる)")
    shown = ComparisonPage(page.session, page.memory, "五年間経費比較", "")
    shown.reload(None)
    rows = [totals(shown.sheet, at) for at in range(4)]
    assert [row["cloud"] for row in rows] == ["900", "△90", "△202", "608"]
    assert [row["2015"] for row in rows] == ["300", "△30", "△67", "203"]
    assert shown.sheet.model is not None
    shown.deleteLater()


def test_flow_words_are_offered_in_the_cell(open_page: OpenPage) -> None:
    page = three_towns(open_page)
    (line,) = lines_typed(page, "運営費\t1")
    column = next(column for column in page.sheet.model.columns if column.key == "flow")
    assert column.offered(line) == tuple(flow.label for flow in Flow)
