import json
from dataclasses import replace

import pytest

from core.documents.comparison.sheet import adoption, build, result
from core.documents.paper.document import Chart, Document
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.costs import Penalty
from core.model.scenarios import MoneyUnit, PartialTerm, PenaltyMode, RateFrom, Scenario
from core.model.values.rules import Remainder
from core.operations.scenarios.deciding import adopt
from core.printing.fonts import fonts
from core.printing.layout import lay_out
from core.printing.render import render
from tests.bench.big_book import big_tables
from tests.core.calc.cost_book import SCENARIO, cost_book
from tests.core.documents.sheets import column, notes, pairs, paragraphs, table, tables

NAMES = ["射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村", "合計"]
IN_YEN = PrintSettings(unit=MoneyUnit.YEN, rate_from=RateFrom.YEN, anonymous=False)


def charts(document: Document) -> list[Chart]:
    return [block for sheet in document.sheets for block in sheet.blocks if isinstance(block, Chart)]


def pages(document: Document) -> int:
    return len(list(lay_out(document, fonts())))


def test_the_sample_prints_the_figures_of_the_source(book: Book) -> None:
    found = table(build(book, PrintSettings()))
    assert column(found, "団体") == [*"ABCDEF", "合計"]
    assert column(found, "現行経費") == ["9.2", "4.0", "2.5", "2.4", "2.4", "1.1", "21.6"]
    assert column(found, "クラウド利用料") == ["5.7", "2.5", "1.8", "1.7", "1.4", "0.8", "13.9"]
    assert column(found, "規則による負担") == ["5.4", "2.4", "2.1", "1.8", "1.4", "0.8", "13.9"]
    assert column(found, "削減率") == ["38%", "38%", "28%", "29%", "42%", "27%", "36%"]
    assert column(found, "備考", totals=False) == ["", "", "上限", "上限", "", "上限"]
    assert found.unit == "単位:億円(税抜)"


def test_from_yen_those_at_the_cap_save_exactly_the_guarantee(book: Book) -> None:
    found = table(build(book, IN_YEN))
    assert column(found, "団体") == NAMES
    assert column(found, "クラウド利用料")[2:4] == ["175,000,000", "168,000,000"]
    assert column(found, "上限")[5] == column(found, "クラウド利用料")[5] == "77,000,000"
    assert [rate for rate in column(found, "削減率") if rate == "30.0%"] == ["30.0%"] * 3
    assert column(found, "現行との増減")[-1] == "△774,000,000"
    assert "四捨五入" not in notes(build(book, IN_YEN))


@pytest.mark.parametrize("anonymous", [True, False])
def test_six_members_fit_on_one_page_with_chart_and_premises(book: Book, anonymous: bool) -> None:
    document = build(book, PrintSettings(anonymous=anonymous))
    assert len(charts(document)) == 1
    assert pages(document) == 1


def test_the_sheet_says_its_premises_and_what_was_inferred(book: Book) -> None:
    document = build(book, PrintSettings())
    said = pairs(document)
    assert said["契約期間"] == "平成27年度〜令和元年度(5年)"
    assert said["按分規則"] == "均等割:人口割 = 3:7"
    assert said["最低削減保障"] == "各団体とも現行経費の30%以上を削減"
    assert said["再配分の基準"] == "人口"
    assert said["人口"] == "平成22年10月1日(国勢調査)"
    assert said["クラウド利用料"] == "1,386,000,000円(経費明細1件の合計)"
    assert said["消費税"] == "税抜(税率 令和元年9月まで 8%、令和元年10月から 10%)"
    assert said["換算レート"] == "外貨の経費なし"
    told = notes(document)
    assert "合計と内訳が一致しない場合があります" in told
    assert "上限に達した団体はC、D、Fです" in told
    assert "円から計算するとC 30.0%、D 30.0%、F 30.0%" in told
    assert "推定: 原資料は13.9億円、内数と再配分の基準は推定" in told


def test_a_guarantee_that_cannot_be_kept_gives_the_sentence_and_no_table() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, guarantee_percent="40")])
    document = build(book, PrintSettings())
    assert tables(document) == []
    assert charts(document) == []
    assert paragraphs(document) == [
        "40%の削減は保障できません。各団体の上限を合わせても90,000,000円足りません。35.8%までなら保障できます。"
    ]
    assert pairs(document)["最低削減保障"] == "各団体とも現行経費の40%以上を削減"
    record = json.loads(result(book, PrintSettings()))
    assert record["refused"].startswith("40%の削減は保障できません")
    assert "rows" not in record


def test_a_refusal_names_nobody_on_an_anonymous_sheet() -> None:
    book = cost_book(consortium={"anonymous": True}, current_costs=[])
    (said,) = paragraphs(build(book, PrintSettings()))
    assert "A、B、C、D、E、F" in said
    assert "舟橋村" not in said


def test_a_scenario_that_is_gone_is_said_and_not_replaced_by_another(book: Book) -> None:
    assert paragraphs(build(book, PrintSettings(scenario=999))) == [
        "選ばれた試算はこの台帳にありません。試算を選び直してください。"
    ]


def test_without_a_guarantee_there_is_no_cap(book: Book) -> None:
    document = build(book, PrintSettings(scenario=2))
    headings = [one.heading for one in table(document).columns]
    assert "上限" not in headings
    assert column(table(document), "クラウド利用料") == ["5.4", "2.4", "2.1", "1.8", "1.4", "0.8", "13.9"]
    assert pairs(document)["最低削減保障"] == "なし"


def test_yearly_figures_add_up_across_and_down(book: Book) -> None:
    years = table(build(book, replace(IN_YEN, yearly=True)), 1)
    cells = [[int(cell.replace(",", "")) for cell in row.cells[1:]] for row in (*years.rows, *years.totals)]
    assert [sum(row[:-1]) for row in cells] == [row[-1] for row in cells]
    assert [sum(column) for column in zip(*cells[:-1], strict=True)] == cells[-1]
    assert cells[-1][-1] == 1_386_000_000


@pytest.mark.parametrize(
    ("mode", "words"), [(PenaltyMode.OUTSIDE, "違約金を含めずに"), (PenaltyMode.INSIDE, "違約金を含めて")]
)
def test_a_penalty_stands_apart_and_is_told_to_be_inside_or_outside(mode: PenaltyMode, words: str) -> None:
    scenario = replace(SCENARIO, penalties=mode, guarantee_percent="20")
    document = build(cost_book(scenarios=[scenario], penalties=[Penalty(1, 2, yen=12_345_678)]), PrintSettings())
    found = table(document)
    cloud = int(column(found, "クラウド利用料")[1].replace(",", ""))
    assert column(found, "違約金")[1] == "12,345,678"
    assert column(found, "違約金を含む計")[1] == f"{cloud + 12_345_678:,}"
    assert words in notes(document)


def test_what_rounding_leaves_with_the_secretariat_is_a_row_of_its_own() -> None:
    consortium = {"remainder": Remainder.SECRETARIAT, "unit": 1_000}
    found = table(build(cost_book(consortium=consortium), PrintSettings()))
    assert found.rows[-1].cells[0] == "事務局(端数)"
    shares = [int(cell.replace(",", "")) for cell in column(found, "クラウド利用料") if cell]
    assert sum(shares[:-1]) == shares[-1] == 1_386_000_000


def test_who_is_there_for_a_part_of_the_term_is_marked() -> None:
    book = cost_book(
        members={"163210": {"joined_on": "2016-10-01"}},
        scenarios=[replace(SCENARIO, guarantee_percent=None, partial_term=PartialTerm.MONTHS)],
    )
    document = build(book, PrintSettings())
    assert column(table(document), "備考")[5] == "42か月"
    assert "舟橋村 42か月" in notes(document)


def test_a_missing_present_cost_is_a_dash_and_said() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, guarantee_percent=None)], current_costs=[])
    document = build(book, PrintSettings())
    assert set(column(table(document), "削減率")) == {"－"}
    assert "現行経費が入力されていない団体がある" in notes(document)


def test_the_title_follows_the_term(book: Book) -> None:
    assert build(book, PrintSettings()).title == "五年間経費比較表"
    longer = cost_book(scenarios=[replace(SCENARIO, years=12)])
    assert build(longer, PrintSettings()).title == "十二年間経費比較表"


def test_equal_ledgers_give_equal_bytes_and_the_record_of_the_command(book: Book) -> None:
    assert render(build(book, PrintSettings())) == render(build(book, PrintSettings()))
    record = json.loads(result(book, PrintSettings()))
    assert record["rows"]["163422"]["cloud"] == 175_000_000
    assert record["rows"]["163422"]["rate_percent_from_yen"] == 30.0
    assert record["total"]["cloud"] == 1_386_000_000
    assert record["premises"]["rules_version"] >= 1


def test_many_members_have_the_chart_on_pages_of_its_own() -> None:
    rows = big_tables(60, 0)
    scenario = Scenario(1, "現在", first_fiscal_year=2015, fee_yen=12_000_000_000)
    document = build(Book({**rows, "scenarios": [scenario]}), PrintSettings())
    assert len(charts(document)) == 3
    assert pages(document) == 6
    assert len(table(document).rows) == 60


def test_an_adoption_says_when_and_by_whom_and_keeps_what_it_rests_on(book: Book) -> None:
    scenario = book.all(Scenario)[1]
    made = adoption(book, scenario, "2014-11-18", "事務局 髙木", PrintSettings())
    assert pairs(made.document)["試算"] == "3割削減を保障(原資料)(平成26年11月18日採用 事務局 髙木)"
    assert json.loads(made.settings)["scenario"] == 1
    assert json.loads(made.result)["rows"]["163210"]["cloud"] == 77_000_000
    assert {"cost_lines", "current_costs", "scenarios", "tax_rates"} <= json.loads(made.inputs).keys()
    papers = {"settings": made.settings, "inputs": made.inputs, "result": made.result}
    book.apply(adopt(book, scenario, "2014-11-18", "事務局 髙木", b"%PDF", papers))  # type: ignore[arg-type]
    assert pairs(build(book, PrintSettings()))["試算"] == pairs(made.document)["試算"]
