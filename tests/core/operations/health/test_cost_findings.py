"""What the overview says of costs and scenarios."""

from core.model.book import Book
from core.model.costs import CostLine, CurrentCost
from core.model.council import Municipality, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.scenarios import Scenario
from core.operations.costs.entering import add_cost_line, set_current_costs
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.health.cost_findings import cost_findings
from core.operations.health.finding import Severity
from core.operations.scenarios.deciding import set_members
from core.sample import empty
from core.words.sentences import sentence


def do(book: Book, wish: ChangeSet | Faults) -> None:
    assert isinstance(wish, ChangeSet), wish
    book.apply(wish)


def told(book: Book) -> dict[str, str]:
    return {finding.rule: sentence(finding) for finding in cost_findings(book)}


def scenario(book: Book) -> Scenario:
    return book.all(Scenario)[1]


def member(book: Book, label: str) -> Municipality:
    return next(one for one in book.all(Municipality).values() if one.label == label)


def test_the_sample_and_an_empty_file_have_nothing_to_tell(book: Book) -> None:
    assert told(book) == {}
    new = Book({})
    new.apply(empty("協議会", "2026-04-01"))
    assert told(new) == {}


def test_a_scenario_that_cannot_be_calculated_is_told_with_the_reason(book: Book) -> None:
    do(book, edit(book, scenario(book), "guarantee_percent", "36"))
    (found,) = cost_findings(book)
    assert (found.severity, found.table, found.id) == (Severity.WARNING, "scenarios", 1)
    assert sentence(found).endswith("35.8%までなら保障できます。")
    do(book, edit(book, book.all(Scenario)[2], "guarantee_percent", "36"))
    assert [one.severity for one in cost_findings(book)] == [Severity.WARNING, Severity.NOTE]


def test_a_line_out_of_scope_that_nobody_bears_is_told(book: Book) -> None:
    do(book, add_cost_line(book, "回線", {2015: "5"}, scope="2"))
    assert "回線" in told(book)["line_without_bearer"]
    do(book, edit(book, book.all(CostLine)[2], "borne_by_id", "A"))
    assert told(book) == {}


def test_a_line_of_somebody_who_is_not_in_is_told(book: Book) -> None:
    do(book, add_cost_line(book, "回線", {2015: "5"}, borne_by_id="F"))
    do(book, set_members(book, scenario(book), [(member(book, "F"), "×")]))
    assert "舟橋村" in told(book)["bearer_not_in"]


def test_amounts_outside_the_term_are_told(book: Book) -> None:
    do(book, add_cost_line(book, "回線", {2014: "5", 2015: "5", 2020: "5"}))
    assert told(book)["amounts_outside_term"].startswith(
        "経費「回線」に契約期間(平成27年度〜令和元年度)の外の年度の金額があり、"
        "比較に入っていません: 平成26年度、令和2年度。"
    )
    do(book, remove(book, [book.all(CostLine)[2]]))
    do(book, set_current_costs(book, [(member(book, "A"), 2014, "5")]))
    assert told(book)["amounts_outside_term"].startswith("射水市の現行経費に")


def test_members_without_a_present_cost_are_told(book: Book) -> None:
    do(book, remove(book, [one for one in book.all(CurrentCost).values() if one.yen <= 110_000_000]))
    assert "舟橋村" in told(book)["current_cost_missing"]
    assert "舟橋村" in told(book)["comparison_impossible"]


def test_a_line_in_scope_of_a_system_that_is_not_is_told(book: Book) -> None:
    system = next(iter(book.all(System).values()))
    do(book, add_cost_line(book, "利用料2", {2015: "5"}, system_id=system.name))
    do(book, edit(book, system, "scope", "1"))
    assert system.name in told(book)["line_of_outside_system"]


def test_a_customization_cost_that_a_scenario_leaves_to_nobody_is_told(book: Book) -> None:
    do(book, set_members(book, scenario(book), [(member(book, "A"), "×")]))
    do(book, edit(book, scenario(book), "guarantee_percent", ""))
    assert "カスタマイズ(初期) 9,400,000円" in told(book)["costs_unborne"]
