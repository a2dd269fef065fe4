import json
from dataclasses import replace

from core.calc.comparison.total_costs import TotalCosts
from core.documents.comparison.out_of_scope import build, result
from core.documents.comparison.totals import Totalled, totalled
from core.documents.paper.document import Emphasis
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.costs import OutOfScopeCost, Taxation
from core.model.council import Scope, System
from core.model.scenarios import MoneyUnit, PartialTerm
from tests.core.calc.cost_book import SCENARIO, amounts, cost_book, cost_line
from tests.core.documents.sheets import column, notes, paragraphs, table

COSTS = [
    OutOfScopeCost(1, 1, "図書館<br>&", Scope.NOT_SHARED, yen=8_500_000, note="町単独"),
    OutOfScopeCost(2, 1, "家屋評価", Scope.BLACK_BOX, yen=12_000_000),
    OutOfScopeCost(3, 4, "ホームページ", Scope.NOT_UNIFIED, fiscal_year=2016, yen=1_080, tax_mode=Taxation.INCLUSIVE),
    OutOfScopeCost(4, 4, "旧年度", Scope.NOT_UNIFIED, fiscal_year=2013, yen=500),
]


def ledger() -> Book:
    line = cost_line(2, name="学校の回線", scope=Scope.NOT_SHARED, borne_by_id=2, system_id=1)
    nobodys = cost_line(3, name="未定の経費", scope=Scope.BLACK_BOX)
    return cost_book(
        {cost_line(): amounts(1, *[277_200_000] * 5), line: amounts(2, 700), nobodys: amounts(3, 9)},
        out_of_scope_costs=COSTS,
        systems=[System(1, "学校")],
    )


def totals(book: Book) -> TotalCosts:
    made = totalled(book, PrintSettings())
    assert isinstance(made, Totalled)
    return made.totals


def test_lines_stand_below_their_municipality_in_the_order_of_the_reasons() -> None:
    rows = table(build(ledger(), PrintSettings())).rows
    assert [row.cells[0] for row in rows[:4]] == ["射水市", "家屋評価", "図書館<br>&", "射水市 計"]
    assert [row.cells[1] for row in rows[1:3]] == ["①ブラックボックス化", "③共同利用が困難"]
    assert rows[0].emphasis is Emphasis.SECTION
    assert rows[3].cells[4] == "20,500,000"


def test_the_sums_are_those_of_the_totals_of_each_municipality() -> None:
    book = ledger()
    owns = json.loads(result(book, PrintSettings()))["rows"]
    assert {code: own["total"] for code, own in owns.items()} == {
        code: row.out_of_scope for code, row in totals(book).rows.items()
    }
    assert [(row.cells[1], row.cells[4]) for row in table(build(book, PrintSettings())).totals] == [
        ("", "20,501,700"),
        ("①ブラックボックス化", "12,000,000"),
        ("②仕様統一ができない", "1,000"),
        ("③共同利用が困難", "8,500,700"),
    ]


def test_what_was_converted_or_lies_outside_the_term_is_said() -> None:
    remarks = column(table(build(ledger(), PrintSettings())), "備考")
    assert "税込1,080円から換算" in remarks
    assert "契約期間の外(額に入りません)" in remarks
    assert "学校" in remarks


def test_a_line_that_nobody_bears_stands_apart_and_is_not_counted() -> None:
    rows = [row.cells[0] for row in table(build(ledger(), PrintSettings())).rows]
    assert rows[-2:] == ["負担団体が決まっていない経費(合計に入りません)", "未定の経費"]
    record = json.loads(result(ledger(), PrintSettings()))
    assert [item["yen"] for item in record["unborne"]] == [9]
    assert record["total"] == 20_501_700


def test_one_municipality_alone_and_another_unit() -> None:
    found = table(build(ledger(), PrintSettings(municipality="162116", unit=MoneyUnit.THOUSAND)))
    assert found.rows[-1].cells[4] == "20,500"
    assert found.totals == ()


def test_it_needs_no_guarantee_to_be_kept() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, guarantee_percent="90")], out_of_scope_costs=COSTS)
    assert column(table(build(book, PrintSettings())), "五年間の額")[-4] == "20,501,000"


def test_for_a_part_of_the_term_the_sum_is_taken_by_months_once() -> None:
    costs = [OutOfScopeCost(at, 6, f"経費{at}", yen=101) for at in (1, 2)]
    book = cost_book(
        members={"163210": {"joined_on": "2017-10-01"}},
        scenarios=[replace(SCENARIO, guarantee_percent=None, partial_term=PartialTerm.MONTHS)],
        out_of_scope_costs=costs,
    )
    own = json.loads(result(book, PrintSettings()))["rows"]["163210"]
    assert ([item["yen"] for item in own["items"]], own["total"]) == ([50, 50], 101)
    assert "内訳の和と一致しない場合があります" in notes(build(book, PrintSettings()))


def test_nothing_entered_is_said() -> None:
    assert paragraphs(build(cost_book(), PrintSettings())) == ["調達外経費は入力されていません。"]
