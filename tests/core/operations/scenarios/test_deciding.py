"""Scenarios are copied, changed and adopted; an adopted one stays as it was."""

import json
from typing import Any

import pytest

from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, scenarios_of
from core.calc.comparison.values import comparison_values
from core.model.costs import CurrentCost
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.scenarios import PenaltyMode, RedistributionKey, Scenario, ScenarioMember
from core.model.sheets import FixedSheet
from core.operations.editing.edit import edit, edit_cells
from core.operations.editing.rows import move, remove
from core.operations.health.findings import findings
from core.operations.scenarios.deciding import add_scenario, adopt, copy_scenario, release, set_members
from core.words.sentences import sentence

FIRST = "3割削減を保障(原資料)"


def refused(wish: ChangeSet | Faults) -> list[str]:
    assert isinstance(wish, Faults)
    assert all(sentence(fault) for fault in wish)
    return [fault.rule for fault in wish]


def first(ledger: Any) -> Scenario:
    found: Scenario = ledger.find(Scenario, name=FIRST)
    return found


def adopted(ledger: Any, scenario: Scenario) -> Scenario:
    """Adopt a scenario with its real figures and return it as it then stands."""
    result = compare_scenario(ledger.book, scenario)
    assert isinstance(result, Comparison)
    papers = {"result": json.dumps(comparison_values(ledger.book, scenario, result))}
    ledger.do(adopt(ledger.book, scenario, "2014-08-06", "事務局", b"%PDF", papers))
    found: Scenario = ledger.book.all(Scenario)[scenario.id]
    return found


def test_a_new_scenario_is_the_consortium_s_settings_in_the_last_place(ledger: Any) -> None:
    assert ledger.do(add_scenario(ledger.book, "均等割のみ", rule="均等割")).label == "試算「均等割のみ」を追加"
    found = ledger.find(Scenario, name="均等割のみ")
    assert (found.position, found.rule, found.guarantee_percent) == (3, "equal=1", None)
    assert refused(add_scenario(ledger.book, FIRST)) == ["duplicate"]


def test_a_copy_has_the_same_premises_and_members_but_is_not_adopted(ledger: Any) -> None:
    f = ledger.find(Municipality, label="F")
    ledger.do(set_members(ledger.book, first(ledger), [(f, "×")]))
    ledger.do(edit(ledger.book, first(ledger), "guarantee_percent", "20"))
    original = adopted(ledger, first(ledger))
    ledger.do(copy_scenario(ledger.book, original, "15%保障", guarantee_percent="15%"))
    copy = ledger.find(Scenario, name="15%保障")
    assert (copy.guarantee_percent, copy.rule, copy.adopted, copy.fixed_sheet_id) == ("15", original.rule, False, None)
    (member,) = ledger.book.children(ScenarioMember, copy.id).values()
    assert (member.municipality_id, member.included) == (f.id, False)
    assert refused(copy_scenario(ledger.book, original, FIRST)) == ["duplicate"]
    assert refused(copy_scenario(ledger.book, original, "x", guarantee_percent="多め")) == ["not_a_number"]


def test_premises_are_typed_like_any_cell(ledger: Any) -> None:
    texts = {
        "redistribution": "余裕額",
        "penalties": "保障の中",
        "fee_yen": "13億円",
        "guarantee_percent": "28.5％",
        "population_date": "H27.10.1",
        "first_fiscal_year": "平成28年度",
        "years": "７年",
    }
    ledger.do(edit_cells(ledger.book, [(first(ledger), name, text) for name, text in texts.items()]))
    found = first(ledger)
    assert (found.redistribution, found.penalties) == (RedistributionKey.HEADROOM, PenaltyMode.INSIDE)
    assert (found.fee_yen, found.guarantee_percent, found.population_date) == (1_300_000_000, "28.5", "2015-10-01")
    assert (found.first_fiscal_year, found.years) == (2016, 7)


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("guarantee_percent", "100.5", "percent_range"),
        ("years", "0", "years_range"),
        ("years", "31", "years_range"),
        ("display_digits", "9", "digits_range"),
        ("rule", "weight:ごみ量", "unknown_weight"),
        ("fee_yen", "-1", "negative"),
        ("redistribution", "面積", "not_a_word"),
        ("adopted", "はい", "not_editable"),
    ],
)
def test_premises_that_make_no_sense_are_refused(ledger: Any, name: str, text: str, rule: str) -> None:
    assert refused(edit(ledger.book, first(ledger), name, text)) == [rule]


def test_members_are_taken_in_and_out_and_left_to_their_dates_again(ledger: Any) -> None:
    members = {label: ledger.find(Municipality, label=label) for label in "AF"}
    inverse = ledger.do(set_members(ledger.book, first(ledger), [(members["A"], "×"), (members["F"], "○")]))
    assert inverse.label == f"試算「{FIRST}」の参加団体を変更(2件)"
    ledger.do(set_members(ledger.book, first(ledger), [(members["A"], "")]))
    (left,) = ledger.book.children(ScenarioMember, first(ledger).id).values()
    assert (left.municipality_id, left.included) == (members["F"].id, True)
    assert refused(set_members(ledger.book, first(ledger), [(members["A"], "たぶん")])) == ["not_a_flag"]


def test_the_scenario_in_the_first_place_is_the_present_one(ledger: Any) -> None:
    other = ledger.find(Scenario, name="保障なし(比較のため)")
    ledger.do(move(ledger.book, other, -1))
    assert scenarios_of(ledger.book)[0].id == other.id


def test_adopting_keeps_the_sheet_and_locks_the_scenario(ledger: Any) -> None:
    scenario = adopted(ledger, first(ledger))
    sheet = ledger.find(FixedSheet)
    assert (scenario.adopted_on, scenario.adopted_by, scenario.fixed_sheet_id) == ("2014-08-06", "事務局", sheet.id)
    assert sheet.report == "comparison"
    assert refused(edit(ledger.book, scenario, "guarantee_percent", "20")) == ["scenario_adopted"]
    assert refused(set_members(ledger.book, scenario, [])) == ["scenario_adopted"]
    assert refused(remove(ledger.book, [scenario])) == ["scenario_adopted"]
    assert refused(remove(ledger.book, [sheet])) == ["sheet_of_adopted"]
    assert refused(adopt(ledger.book, scenario, "2014-08-07", "", b"", {})) == ["scenario_adopted"]


def test_members_of_an_adopted_scenario_are_locked_row_by_row(ledger: Any) -> None:
    ledger.do(set_members(ledger.book, first(ledger), [(ledger.find(Municipality, label="F"), "○")]))
    adopted(ledger, first(ledger))
    assert refused(edit(ledger.book, ledger.find(ScenarioMember), "included", "×")) == ["scenario_adopted"]
    assert refused(remove(ledger.book, [ledger.find(ScenarioMember)])) == ["scenario_adopted"]


def test_only_one_scenario_is_adopted_at_a_time(ledger: Any) -> None:
    before = adopted(ledger, first(ledger))
    after = adopted(ledger, ledger.find(Scenario, name="保障なし(比較のため)"))
    assert after.adopted
    assert not first(ledger).adopted
    assert first(ledger).fixed_sheet_id == before.fixed_sheet_id
    assert len(ledger.book.all(FixedSheet)) == 2


def test_an_adoption_is_taken_back_and_the_scenario_adopted_again_under_another_sheet(ledger: Any) -> None:
    scenario = adopted(ledger, first(ledger))
    assert ledger.do(release(ledger.book, scenario)).label == f"試算「{FIRST}」の採用を取消し"
    assert first(ledger).fixed_sheet_id is None
    assert refused(release(ledger.book, first(ledger))) == ["not_adopted"]
    adopted(ledger, first(ledger))
    names = [sheet.name for sheet in ledger.book.all(FixedSheet).values()]
    assert names == [f"試算「{FIRST}」", f"試算「{FIRST}」(2)"]


@pytest.mark.parametrize(("day", "rule"), [("きのう", "not_a_date"), ("", "blank")])
def test_adopting_needs_a_date(ledger: Any, day: str, rule: str) -> None:
    assert refused(adopt(ledger.book, first(ledger), day, "事務局", b"", {})) == [rule]


def test_it_is_told_when_later_edits_would_give_other_figures(ledger: Any) -> None:
    adopted(ledger, first(ledger))
    assert "adopted_differs" not in {finding.rule for finding in findings(ledger.book)}
    cost = next(iter(ledger.book.all(CurrentCost).values()))
    ledger.do(edit(ledger.book, cost, "yen", "9億円"))
    assert "adopted_differs" not in {finding.rule for finding in findings(ledger.book)}  # A is not at its cap
    cost = ledger.find(CurrentCost, yen=110_000_000)
    ledger.do(edit(ledger.book, cost, "yen", "1億円"))
    assert "adopted_differs" in {finding.rule for finding in findings(ledger.book)}


def test_a_scenario_goes_with_its_members(ledger: Any) -> None:
    ledger.do(set_members(ledger.book, first(ledger), [(ledger.find(Municipality, label="F"), "○")]))
    inverse = ledger.do(remove(ledger.book, [first(ledger)]))
    assert inverse.label == f"試算「{FIRST}」を削除(試算の参加団体1件も削除)"
