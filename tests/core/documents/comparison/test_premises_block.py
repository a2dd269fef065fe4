from dataclasses import replace

from core.calc.comparison.values import Values, premises_values
from core.documents.comparison.premises_block import premises_pairs
from core.documents.comparison.view import Compared, compared
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Population, TaxMode
from tests.core.calc.cost_book import SCENARIO, amounts, cost_book, cost_line
from tests.core.calc.ledger import TOYAMA


def said(book: Book) -> dict[str, str]:
    made = compared(book, PrintSettings())
    assert isinstance(made, Compared)
    values: Values = premises_values(book, made.scenario, made.comparison)
    return dict(premises_pairs(values, "出どころ"))


def test_a_term_that_crosses_a_change_of_the_tax_says_the_rate_of_each_stretch() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, tax_mode=TaxMode.INCLUSIVE, first_fiscal_year=2018, years=3)])
    assert said(book)["消費税"] == "税込(税率 令和元年9月まで 8%、令和元年10月から 10%)"
    one = cost_book(scenarios=[replace(SCENARIO, first_fiscal_year=2015, years=1)])
    assert said(one)["消費税"] == "税抜(税率 8%)"
    assert said(one)["契約期間"] == "平成27年度(1年)"


def test_a_mean_rate_that_was_kept_by_a_former_version_is_never_shown() -> None:
    made = compared(cost_book(), PrintSettings())
    assert isinstance(made, Compared)
    values = premises_values(cost_book(), made.scenario, made.comparison)
    del values["tax_rates"]
    kept = {**values, "tax_percent": {"2018": 8.0, "2019": 9.0, "2020": 10.0}}
    words = dict(premises_pairs(kept))["消費税"]
    assert words == "税抜(税率 平成30年度 8%、令和元年度 (年度の途中で改定)、令和2年度 10%)"


def test_a_typed_fee_says_in_which_mode_it_was_typed() -> None:
    typed = replace(SCENARIO, fee_yen=1_000_000_000, fee_tax_mode=TaxMode.EXCLUSIVE, tax_mode=TaxMode.INCLUSIVE)
    assert said(cost_book(scenarios=[typed]))["クラウド利用料"] == "1,082,000,000円(出どころ、税抜の額を換算)"


def test_a_missing_fee_is_a_dash() -> None:
    assert said(cost_book(lines={}))["クラウド利用料"] == "－(入力なし)"


def test_exchange_rates_are_named_with_their_currency() -> None:
    lines = {
        cost_line(): amounts(1, *[1_000_000] * 5),
        cost_line(2, currency="USD", exchange_rate="110.25"): amounts(2, 100),
    }
    assert said(cost_book(lines))["換算レート"] == "1USD = 110.25円"


def test_populations_of_different_sources_are_all_named() -> None:
    counts = list(TOYAMA.values())
    rows = [Population(at, at, "2010-10-01", count, "国勢調査") for at, (_, _, count) in enumerate(counts, start=1)]
    rows[5] = replace(rows[5], reference_date="2014-03-31", source="住民基本台帳")
    assert said(cost_book(populations=rows))["人口"] == "平成26年3月31日(住民基本台帳)、平成22年10月1日(国勢調査)"
    without = cost_book(populations=rows[:5], scenarios=[replace(SCENARIO, rule="equal=1", guarantee_percent=None)])
    assert said(without)["人口"] == "平成22年10月1日(国勢調査)、1団体は人口の入力なし"


def test_a_guarantee_is_said_to_the_tenth_of_a_percent() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, guarantee_percent="28.5")])
    assert said(book)["最低削減保障"] == "各団体とも現行経費の28.5%以上を削減"
    assert said(book)["クラウド利用料"] == "1,386,000,000円(出どころ)"
