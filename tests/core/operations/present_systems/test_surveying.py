"""現況調査: rows for everybody, and what is known taken over, never a part for the whole and never twice."""

from typing import Any

import pytest

from core.calc.comparison.gathering import present_scenario, ways_of
from core.calc.participation import absences
from core.model.costs import CurrentCost, Penalty
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet, Delete, Update
from core.model.machine.faults import Faults
from core.model.selection.present_systems import PresentSystem
from core.operations.present_systems.surveying import CATEGORY, Fed, feed, prepare
from core.words.sentences import sentence


def member(ledger: Any, name: str = "射水市") -> Municipality:
    return ledger.find(Municipality, name=name)  # type: ignore[no-any-return]


def rows(ledger: Any, name: str = "射水市") -> list[PresentSystem]:
    return list(ledger.book.children(PresentSystem, member(ledger, name).id).values())


def know(ledger: Any, *updates: tuple[PresentSystem, dict[str, Any]]) -> None:
    ledger.do(ChangeSet("調査", tuple(Update("present_systems", one.id, values) for one, values in updates)))


@pytest.fixture
def surveyed(ledger: Any) -> Any:
    """A ledger without present costs, in which 射水市 has told all of its systems."""
    costs = [Delete("current_costs", id) for id in ledger.book.all(CurrentCost)]
    ledger.do(ChangeSet("消す", tuple(costs)))
    ledger.do(prepare(ledger.book))
    values = {"yearly_yen": 1_000_000, "penalty_yen": 0, "vendor": "今の社"}
    know(ledger, *((one, values) for one in rows(ledger)))
    return ledger


def told(faults: Any) -> str:
    return " ".join(map(sentence, faults))


def test_every_member_has_a_row_for_each_system_in_which_it_takes_part(ledger: Any) -> None:
    gone = next(one for one in ledger.book.all(Participation).values() if one.municipality_id == member(ledger).id)
    ledger.do(ChangeSet("不参加", (Delete("participations", gone.id),)))
    ledger.do(prepare(ledger.book))
    systems, away = len(ledger.book.all(System)), absences(ledger.book)
    assert len(rows(ledger)) == systems - 1
    assert len(rows(ledger, "滑川市")) == systems
    assert member(ledger).id in away[gone.system_id]
    assert all(one.is_blank and one.yearly_yen is None for one in rows(ledger)), "nothing is known yet, and is no zero"
    again = prepare(ledger.book)
    assert isinstance(again, Faults)
    assert told(again) == "すべての団体の、参加する業務の行がもうあります。"


def test_yearly_amounts_become_present_costs_of_each_year_of_the_term_in_one_act(surveyed: Any) -> None:
    made = feed(surveyed.book)
    assert isinstance(made, Fed)
    surveyed.do(made.change_set)
    years = ways_of(surveyed.book, present_scenario(surveyed.book)).term.fiscal_years
    found = surveyed.book.children(CurrentCost, member(surveyed).id).values()
    count = len(rows(surveyed))
    assert sorted((one.fiscal_year, one.category, one.yen) for one in found) == [
        (year, CATEGORY, 1_000_000 * count) for year in sorted(years)
    ]
    assert not surveyed.book.children(CurrentCost, member(surveyed, "滑川市").id), "nothing is known, which is no zero"
    assert "滑川市の現行経費は、年額の分からない業務があるため、反映していません" in told(made.left_out)


def test_feeding_again_changes_only_what_the_survey_has_changed(surveyed: Any) -> None:
    first = feed(surveyed.book)
    assert isinstance(first, Fed)
    surveyed.do(first.change_set)
    again = feed(surveyed.book)
    assert isinstance(again, Faults)
    assert told(again).startswith("現行経費と違約金は変わりません。")
    one = rows(surveyed)[0]
    know(surveyed, (one, {"yearly_yen": 3_000_000, "penalty_yen": 500_000, "contract_ends_on": "2027-03-31"}))
    second = feed(surveyed.book)
    assert isinstance(second, Fed)
    surveyed.do(second.change_set)
    costs = surveyed.book.children(CurrentCost, member(surveyed).id).values()
    assert {cost.yen for cost in costs} == {1_000_000 * (len(rows(surveyed)) - 1) + 3_000_000}
    (penalty,) = surveyed.book.children(Penalty, member(surveyed).id).values()
    assert (penalty.yen, penalty.contract_ends_on) == (500_000, "2027-03-31")
    know(surveyed, (one, {"penalty_yen": 0}))
    third = feed(surveyed.book)
    assert isinstance(third, Fed)
    surveyed.do(third.change_set)
    assert not surveyed.book.children(Penalty, member(surveyed).id)


def test_what_was_entered_otherwise_is_not_counted_twice(ledger: Any) -> None:
    before = {one.id: one for one in ledger.book.all(CurrentCost).values()}
    ledger.do(prepare(ledger.book))
    know(ledger, *((one, {"yearly_yen": 1}) for one in rows(ledger)))
    made = feed(ledger.book)
    assert isinstance(made, Faults)
    assert "射水市の現行経費は、ほかの費目ですでに入力されているため、反映していません(二重になります)。" in told(made)
    assert dict(ledger.book.all(CurrentCost)) == before


def test_an_empty_survey_feeds_nothing(ledger: Any) -> None:
    ledger.do(prepare(ledger.book))
    made = feed(ledger.book)
    assert isinstance(made, Faults)
    assert told(made).startswith("現況調査にまだ何も入力されていません。")
