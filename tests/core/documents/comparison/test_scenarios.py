import json
from dataclasses import replace

import pytest

from core.documents.comparison.scenarios import build, result
from core.documents.comparison.sheet import adoption
from core.documents.paper.document import Chart
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.costs import CostAmount
from core.model.council import Population
from core.model.machine.changes import ChangeSet, Delete, Update
from core.model.scenarios import MoneyUnit, Scenario, ScenarioMember
from core.operations.scenarios.deciding import adopt
from tests.core.calc.cost_book import SCENARIO, cost_book
from tests.core.documents.sheets import notes, paragraphs, table, tables


def premises(book: Book, at: int) -> dict[str, str]:
    found = table(build(book, PrintSettings()), 1)
    return {row.cells[0]: row.cells[at] for row in found.rows}


def test_the_scenarios_stand_side_by_side_with_differences_to_the_first(book: Book) -> None:
    found = table(build(book, PrintSettings()))
    groups = list(dict.fromkeys(column.groups for column in found.columns))
    assert groups == [(), ("3割削減を保障(原資料)",), ("保障なし(比較のため)",)]
    assert found.rows[2].cells == ("C", "2.5", "1.8", "28%", "2.1", "0.3", "17.7%", "16%")
    assert found.totals[0].cells == ("合計", "21.6", "13.9", "36%", "13.9", "－", "0.0%", "36%")


def test_another_scenario_may_be_what_the_others_are_compared_with(book: Book) -> None:
    found = table(build(book, PrintSettings(scenario=2, unit=MoneyUnit.YEN)))
    assert found.columns[2].groups == ("保障なし(比較のため)",)
    assert found.rows[2].cells[5] == "△30,921,836"


def test_premises_that_differ_from_the_first_are_marked(book: Book) -> None:
    assert premises(book, 2)["最低削減保障"] == "＊なし"
    assert premises(book, 2)["按分規則"] == "均等割:人口割 = 3:7"
    assert "「3割削減を保障(原資料)」の備考: 推定" in notes(build(book, PrintSettings()))


def test_a_scenario_without_a_table_says_why_beside_the_others() -> None:
    book = cost_book(scenarios=[SCENARIO, replace(SCENARIO, id=2, name="4割", position=2, guarantee_percent="40")])
    document = build(book, PrintSettings())
    assert table(document).rows[0].cells[4:] == ("－", "－", "－", "－")
    assert "試算「4割」: 40%の削減は保障できません" in notes(document)
    assert premises(book, 2)["最低削減保障"] == "＊各団体とも現行経費の40%以上を削減"


def test_a_member_that_one_scenario_leaves_out_pays_nothing_there() -> None:
    scenarios = [replace(SCENARIO, guarantee_percent=None), Scenario(2, "Fなし", 2, first_fiscal_year=2015)]
    book = cost_book(scenarios=scenarios, scenario_members=[ScenarioMember(1, 2, 6, included=False)])
    row = table(build(book, PrintSettings())).rows[5].cells
    assert row[0] == "舟橋村"
    assert row[4:] == ("－", f"△{row[2]}", "△100.0%", "－")


def test_the_equal_share_is_drawn_from_0_to_100_with_the_present_rule_marked(book: Book) -> None:
    (chart,) = [block for block in build(book, PrintSettings()).sheets[0].blocks if isinstance(block, Chart)]
    assert "現在の規則 30%" in chart.drawing.words
    assert "A: 0%で 6.4、30%で 5.7、100%で 5.2" in chart.drawing.words
    points = json.loads(result(book, PrintSettings()))["sensitivity"]
    assert len(points) == 21
    assert all(sum(shares.values()) == 1_386_000_000 for shares in points.values())


def test_the_leaving_of_one_member_is_told_with_and_without_the_guarantee(book: Book) -> None:
    found = table(build(book, PrintSettings()), 2)
    by_row = {row.cells[:2]: row.cells[2:] for row in found.rows}
    assert len(by_row) == 12
    assert by_row["C", "30%"][-1] == "保障できません(49,000,000円不足、27.4%までなら保障できます)"
    assert by_row["A", "30%"][-1] == "保障できません(518,000,000円不足、0%でも保障できません)"
    assert by_row["F", "30%"] == ("6.1\n(0.4)", "2.7\n(0.2)", "1.8\n(－)", "1.7\n(－)", "1.6\n(0.2)", "離脱", "")


def test_one_leaving_is_told_for_each_of_the_others(book: Book) -> None:
    document = build(book, PrintSettings(municipality="163210", unit=MoneyUnit.YEN))
    rows = table(document, 2).rows
    assert [row.cells[0] for row in rows] == list("ABCDE")
    assert rows[0].cells[1:4] == ("572,788,364", "610,172,382", "37,384,018")
    refused = build(book, PrintSettings(municipality="162116"))
    assert set(table(refused, 2).rows[0].cells[2:5]) == {"－"}
    assert "Aが離脱した場合: 30%の削減は保障できません" in notes(refused)


def test_an_adopted_scenario_keeps_its_figures_whatever_is_edited_since(book: Book) -> None:
    scenario = book.all(Scenario)[1]
    made = adoption(book, scenario, "2014-11-18", "髙木", PrintSettings())
    papers = {"settings": made.settings, "inputs": made.inputs, "result": made.result}
    book.apply(adopt(book, scenario, "2014-11-18", "髙木", b"%PDF", papers))  # type: ignore[arg-type]
    before = table(build(book, PrintSettings())).rows[0].cells[:4]
    amount = next(iter(book.all(CostAmount)))
    book.apply(ChangeSet("変更", (Update("cost_amounts", amount, {"amount": 1}),)))
    document = build(book, PrintSettings())
    assert table(document).rows[0].cells[:4] == before == ("A", "9.2", "5.7", "38%")
    assert table(document).rows[0].cells[4] != "5.4"
    assert premises(book, 1)["クラウド利用料"] == "1,386,000,000円(経費明細の合計)"
    assert premises(book, 1)["採用"] == "平成26年11月18日採用 髙木"
    assert "採用したときのものです" in notes(document)


def test_a_scenario_that_is_gone_is_said(book: Book) -> None:
    assert tables(build(book, PrintSettings(scenario=99))) == []
    assert "試算を選び直してください" in paragraphs(build(book, PrintSettings(scenario=99)))[0]


@pytest.mark.parametrize("settings", [PrintSettings(), PrintSettings(municipality="163210")])
def test_the_record_is_the_same_each_time(book: Book, settings: PrintSettings) -> None:
    assert result(book, settings) == result(book, settings)
    record = json.loads(result(book, settings))
    assert record["scenarios"][1]["rows"]["163422"]["difference"] == 30_921_836


def test_where_none_can_be_calculated_the_reasons_stand_alone(book: Book) -> None:
    book.apply(ChangeSet("", tuple(Delete("populations", id) for id in book.all(Population))))
    made = build(book, PrintSettings(anonymous=False))
    assert tables(made) == []
    names = ["試算「3割削減を保障(原資料)」", "試算「保障なし(比較のため)」"]
    assert [text.split(":")[0] for text in paragraphs(made)] == names
    assert all("人口を入力してください" in text for text in paragraphs(made))
