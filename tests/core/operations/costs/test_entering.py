"""Typing and pasting costs: one action, all or none, and undone exactly."""

from typing import Any

from core.model.costs import CostAmount, CostKind, CostLine, CurrentCost, OutOfScopeCost, Penalty, Taxation, TaxRate
from core.model.council import Municipality, Scope, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.costs.entering import Column, add_cost_line, add_cost_lines, set_cost_cells, set_current_costs
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import move, remove
from core.words.sentences import sentence

Cell = tuple[CostLine, Column, str]


def refused(wish: ChangeSet | Faults | list[Any]) -> list[tuple[str, object]]:
    """Return the rule and the cell of each fault; every one has its sentence."""
    assert isinstance(wish, Faults)
    assert all(sentence(fault) for fault in wish)
    return [(fault.rule, fault.facts.get("cell")) for fault in wish]


def a(ledger: Any, label: str = "A") -> Municipality:
    found: Municipality = ledger.find(Municipality, label=label)
    return found


def amounts(ledger: Any, line: CostLine) -> dict[int, int]:
    return {one.fiscal_year: one.amount for one in ledger.book.children(CostAmount, line.id).values()}


def test_a_line_is_added_in_the_last_place_with_its_amounts(ledger: Any) -> None:
    texts = {"category": "運用費", "kind": "運用", "tax_mode": "税込", "system_id": "固定資産税"}
    wish = add_cost_line(ledger.book, "保守", {2015: "1,000千円", 2016: ""}, **texts)
    inverse = ledger.do(wish)
    line = ledger.find(CostLine, name="保守")
    assert inverse.label == "経費「保守」を追加"
    assert (line.position, line.kind, line.tax_mode) == (2, CostKind.RUNNING, Taxation.INCLUSIVE)
    assert ledger.book.all(System)[line.system_id].name == "固定資産税"
    assert amounts(ledger, line) == {2015: 1_000_000}


def test_a_range_from_a_spreadsheet_is_one_action(ledger: Any) -> None:
    columns: list[str | int] = ["name", "category", "kind", 2015, 2016, 2017]
    rows = [["構築", "構築費", "初期", "5,000,000", "", ""], ["保守", "運用費", "運用", "", "1000千円", "１０００千円"]]
    inverse = ledger.do(add_cost_lines(ledger.book, columns, rows))
    assert inverse.label == "経費明細を追加(2件)"
    assert amounts(ledger, ledger.find(CostLine, name="構築")) == {2015: 5_000_000}
    assert amounts(ledger, ledger.find(CostLine, name="保守")) == {2016: 1_000_000, 2017: 1_000_000}
    assert ledger.find(CostLine, name="構築").kind is CostKind.INITIAL


def test_one_bad_cell_of_a_range_keeps_all_of_it_out_and_every_bad_cell_is_told(ledger: Any) -> None:
    rows = [["構築", "1", "-5"], ["", "百円", "2"], ["保守", "3", "4"]]
    assert refused(add_cost_lines(ledger.book, ["name", 2015, 2016], rows)) == [("negative", 2), ("blank", 3)]
    rows = [["構築", "1", "2"], ["保守", "百円", "1.5"]]
    faults = add_cost_lines(ledger.book, ["name", 2015, 2016], rows)
    assert refused(faults) == [("not_a_number", 4), ("not_whole", 5)]


def test_a_rule_broken_in_a_range_stands_beside_its_cell(ledger: Any) -> None:
    rows = [["構築", "", "A"], ["保守", "equal", "B"]]
    assert refused(add_cost_lines(ledger.book, ["name", "rule", "borne_by_id"], rows)) == [("rule_and_bearer", 4)]


def test_fields_and_years_are_pasted_together(ledger: Any) -> None:
    line = ledger.find(CostLine, name="クラウド利用料(5年間)")
    cells: list[Cell] = [(line, "category", "使用料"), (line, 2015, "300000000"), (line, 2016, ""), (line, 2020, "5")]
    inverse = ledger.do(set_cost_cells(ledger.book, cells))
    assert inverse.label == "経費明細を変更(4件)"
    assert amounts(ledger, line) == {
        2015: 300_000_000,
        2017: 277_200_000,
        2018: 277_200_000,
        2019: 277_200_000,
        2020: 5,
    }
    bad: list[Cell] = [(line, "kind", "？"), (line, 2015, "x"), (line, 2016, "1")]
    assert refused(set_cost_cells(ledger.book, bad)) == [("not_a_word", 0), ("not_a_number", 1)]


def test_what_does_not_change_is_no_action(ledger: Any) -> None:
    line = ledger.find(CostLine)
    wish = set_cost_cells(ledger.book, [(line, 2015, "277,200,000"), (line, "note", line.note)])
    assert isinstance(wish, ChangeSet)
    assert not wish


def test_one_year_of_one_line_is_written_and_removed(ledger: Any) -> None:
    line = ledger.find(CostLine)
    assert amounts(ledger, line)[2015] == 277_200_000
    ledger.do(set_cost_cells(ledger.book, [(line, 2015, "1")]))
    assert amounts(ledger, line)[2015] == 1
    ledger.do(set_cost_cells(ledger.book, [(line, 2015, "")]))
    assert 2015 not in amounts(ledger, line)
    assert refused(set_cost_cells(ledger.book, [(line, 2015, "-1")])) == [("negative", 0)]


def test_a_line_is_edited_cell_by_cell(ledger: Any) -> None:
    line = ledger.find(CostLine)
    assert ledger.do(edit(ledger.book, line, "currency", "ドル")).label.endswith("の通貨を変更")
    ledger.do(edit(ledger.book, line, "exchange_rate", "110.25"))
    ledger.do(edit(ledger.book, line, "borne_by_id", "舟橋村"))
    assert refused(edit(ledger.book, ledger.find(CostLine), "rule", "equal")) == [("rule_and_bearer", 0)]
    assert refused(edit(ledger.book, ledger.find(CostLine), "rule", "weight:ごみ量")) != []
    assert refused(edit(ledger.book, ledger.find(CostLine), "exchange_rate", "0")) == [("exchange_rate_range", 0)]
    ledger.do(edit(ledger.book, ledger.find(CostLine), "exchange_rate", ""))
    found = ledger.find(CostLine)
    assert (found.currency, found.exchange_rate, found.borne_by_id) == ("USD", None, a(ledger, "F").id)


def test_a_line_goes_with_its_amounts_and_lines_change_places(ledger: Any) -> None:
    ledger.do(add_cost_line(ledger.book, "保守", {2015: "1"}))
    ledger.do(move(ledger.book, ledger.find(CostLine, name="保守"), -1))
    assert ledger.find(CostLine, name="保守").position == 1
    inverse = ledger.do(remove(ledger.book, [ledger.find(CostLine, name="保守")]))
    assert inverse.label == "経費「保守」を削除(年度別の金額1件も削除)"


def test_a_line_loses_a_removed_bearer_and_says_that_it_is_split_now(ledger: Any) -> None:
    ledger.do(add_cost_line(ledger.book, "保守", {2015: "1"}, borne_by_id="F"))
    inverse = ledger.do(remove(ledger.book, [a(ledger, "F")]))
    assert "経費「保守」は按分に変更" in inverse.label
    assert ledger.find(CostLine, name="保守").borne_by_id is None


def test_present_costs_are_a_matrix_of_members_and_years(ledger: Any) -> None:
    cells = [(a(ledger), None, "900,000,000"), (a(ledger), 2015, "10"), (a(ledger, "B"), None, "")]
    inverse = ledger.do(set_current_costs(ledger.book, cells, "5年試算"))
    assert inverse.label == "現行経費を変更(3件)"
    of_a = {one.fiscal_year: one.yen for one in ledger.book.children(CurrentCost, a(ledger).id).values()}
    assert of_a == {None: 900_000_000, 2015: 10}
    assert not ledger.book.children(CurrentCost, a(ledger, "B").id)
    ledger.do(set_current_costs(ledger.book, [(a(ledger), None, "7")], "保守"))
    assert ledger.find(CurrentCost, category="保守").yen == 7
    assert refused(set_current_costs(ledger.book, [(a(ledger), None, "1"), (a(ledger), 2015, "-1")])) == [
        ("negative", 1)
    ]


def test_rows_of_penalties_and_costs_outside_are_added_and_edited(ledger: Any) -> None:
    assert (
        ledger.do(
            add_row(
                ledger.book,
                Penalty,
                {"yen": "5百万円", "contract_ends_on": "H31.3.31"},
                {"municipality_id": a(ledger).id},
            )
        ).label
        == "射水市の違約金を追加"
    )
    penalty = ledger.find(Penalty)
    assert (penalty.yen, penalty.contract_ends_on, penalty.tax_mode) == (5_000_000, "2019-03-31", Taxation.NOT_TAXABLE)
    ledger.do(edit(ledger.book, penalty, "yen", "6百万円"))
    wish = add_row(
        ledger.book, OutOfScopeCost, {"name": "上下水道", "scope": "3", "yen": "100"}, {"municipality_id": a(ledger).id}
    )
    assert ledger.do(wish).label == "射水市の調達外経費「上下水道」を追加"
    assert ledger.find(OutOfScopeCost).scope is Scope.NOT_SHARED
    assert refused(edit(ledger.book, ledger.find(OutOfScopeCost), "scope", "調達内")) == [("out_of_scope_reason", 0)]
    assert refused(add_row(ledger.book, Penalty, {"yen": "たくさん"}, {"municipality_id": a(ledger).id})) == [
        ("not_a_number", None)
    ]


def test_tax_rates_stand_by_the_day_from_which_they_hold(ledger: Any) -> None:
    assert [rate.percent for rate in ledger.book.all(TaxRate).values()] == [3, 5, 8, 10]
    ledger.do(add_row(ledger.book, TaxRate, {"start_date": "令和12年4月1日", "percent": "12%"}))
    assert ledger.find(TaxRate, percent=12).start_date == "2030-04-01"
    assert refused(add_row(ledger.book, TaxRate, {"start_date": "2019-10-01", "percent": "8"})) == [("duplicate", None)]
    assert refused(add_row(ledger.book, TaxRate, {"start_date": "2031-10-01", "percent": "101"})) == [
        ("percent_range", None)
    ]
    assert refused(add_row(ledger.book, TaxRate, {"start_date": "", "percent": "8"})) == [("blank", None)]
