import json
from collections.abc import Callable
from dataclasses import replace

from core.documents.comparison.totals import build, result
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.costs import CostLine, OutOfScopeCost, Penalty
from core.model.council import Scope
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.scenarios import MoneyUnit
from tests.core.calc.cost_book import SCENARIO, amounts, cost_book, cost_line
from tests.core.documents.sheets import column, notes, paragraphs, table


def numbers(cells: list[str]) -> list[int]:
    return [int(cell.replace(",", "").replace("－", "0").replace("△", "-")) for cell in cells]


def test_the_total_of_each_is_the_sum_of_what_stands_beside_it(book: Book) -> None:
    rows = (
        Insert("out_of_scope_costs", to_row(OutOfScopeCost(1, 1, "家屋評価", yen=12_000_000))),
        Insert("penalties", to_row(Penalty(1, 1, yen=3_000_000))),
    )
    book.apply(ChangeSet("追加", rows))
    found = table(build(book, PrintSettings()))
    parts = [
        numbers(column(found, name)) for name in ("クラウド利用料", "初期", "運用(五年間)", "違約金", "調達外経費")
    ]
    assert [sum(row) for row in zip(*parts, strict=True)] == numbers(column(found, "総額"))
    assert numbers(column(found, "総額"))[0] == 572_788_364 + 9_400_000 + 3_000_000 + 12_000_000
    assert numbers(column(found, "初期")) == [9_400_000, 0, 8_500_000, 400_000, 1_320_000, 0, 19_620_000]
    currents = numbers(column(found, "現行経費"))
    more = numbers(column(found, "現行との増減"))
    assert [a + b for a, b in zip(currents, more, strict=True)] == numbers(column(found, "総額"))


def test_amounts_are_in_yen_unless_a_unit_is_chosen(book: Book) -> None:
    assert table(build(book, PrintSettings())).unit == "単位:円(税抜)"
    assert column(table(build(book, PrintSettings(unit=MoneyUnit.OKU))), "総額")[0] == "5.8"


def test_one_municipality_alone_has_no_sum_row(book: Book) -> None:
    found = table(build(book, PrintSettings(municipality="163210")))
    assert [row.cells[0] for row in found.rows] == ["F"]
    assert found.totals == ()


def test_the_undecided_are_counted_as_the_scenario_says(book: Book) -> None:
    assert "「実施しない」とみなした額" in notes(build(book, PrintSettings()))
    before = numbers(column(table(build(book, PrintSettings())), "初期"))
    book.apply(ChangeSet("設定", (Update("scenarios", 1, {"undecided_as": "yes"}),)))
    assert "「実施する」とみなした額" in notes(build(book, PrintSettings()))
    assert numbers(column(table(build(book, PrintSettings())), "初期"))[1] > before[1]


def test_requests_without_an_amount_are_named(book: Book, request_without_quote: str) -> None:
    assert f"一部未算定: 見積などのない次の要望は総額に含みません。項{request_without_quote}" in notes(
        build(book, PrintSettings())
    )
    assert json.loads(result(book, PrintSettings()))["incomplete"] == [request_without_quote]


def test_a_line_that_cannot_be_read_is_said_instead(book: Book, consortium: Callable[..., None]) -> None:
    line: CostLine = cost_line(2, scope=Scope.NOT_SHARED, currency="USD", borne_by_id=1)
    other = cost_book({cost_line(): amounts(1, 100), line: amounts(line, 5)})
    (said,) = paragraphs(build(other, PrintSettings()))
    assert "換算レートがありません" in said
    assert json.loads(result(other, PrintSettings()))["refused"] == said


def test_a_guarantee_that_cannot_be_kept_leaves_no_totals() -> None:
    book = cost_book(scenarios=[replace(SCENARIO, guarantee_percent="40")])
    assert paragraphs(build(book, PrintSettings()))[0].startswith("40%の削減は保障できません")


def test_the_record_is_that_of_the_command(book: Book) -> None:
    record = json.loads(result(book, PrintSettings()))
    assert record["rows"]["163210"]["total"] == 77_000_000
    assert record["total"]["customization_one_off"] == 19_620_000
