"""加入・離脱の手続き: what was approved becomes the membership itself."""

from typing import Any

from core.calc.applications import Effect, effect_of
from core.calc.comparison.compare import Comparison
from core.calc.comparison.gathering import compare_scenario, present_scenario
from core.calc.linked import links_of
from core.model.council import Municipality, Participation, Population, System
from core.model.machine.faults import Faults
from core.model.operating.applications import Application, ApplicationState, ApplicationSystem
from core.operations.applications.settling import set_systems, settle
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit, edit_cells
from core.words.sentences import sentence


def application(ledger: Any, number: str = "1") -> Application:
    found: Application = ledger.find(Application, number=number)
    return found


def told(wish: Any) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def approve(ledger: Any, number: str = "1", **texts: str) -> Application:
    one = application(ledger, number)
    wanted = {"state": "承認", "effective_on": "H28.4.1", **texts}
    ledger.do(edit_cells(ledger.book, [(one, name, text) for name, text in wanted.items()]))
    return application(ledger, number)


def test_an_approved_applicant_joins_on_its_day_with_what_it_said_of_itself(ledger: Any) -> None:
    system = ledger.find(System, name="住民税")
    ledger.do(set_systems(ledger.book, [(application(ledger), system, "○")]))
    one = approve(ledger, code="163236")
    effect = effect_of(ledger.book, one)
    wish = settle(ledger.book, one)
    assert not isinstance(wish, Faults)
    assert wish.label == "(架空の例)甲町を平成28年4月1日に加入させる"
    ledger.do(wish)
    member = ledger.find(Municipality, code="163236")
    assert (member.joined_on, member.kind.label, member.label) == ("2016-04-01", "町", "G")
    assert [row.population for row in ledger.book.children(Population, member.id).values()] == [12_000]
    assert [row.system_id for row in ledger.book.children(Participation, member.id).values()] == [system.id]
    settled = application(ledger)
    assert (settled.state, settled.municipality_id) == (ApplicationState.SETTLED, member.id)
    assert [linked.text for linked in links_of(ledger.book, member)] == ["根拠: 申請1((架空の例)甲町の加入)"]
    now = compare_scenario(ledger.book, present_scenario(ledger.book))
    assert isinstance(effect, Effect)
    assert isinstance(now, Comparison)
    assert [row.cloud for row in now.rows.values()] == [row.after for row in effect.rows]
    again = effect_of(ledger.book, settled)
    assert isinstance(again, Effect)
    assert [(row.before, row.after) for row in again.rows] == [(row.before, row.after) for row in effect.rows]


def test_nobody_joins_before_it_is_approved_without_a_day_or_a_code_or_twice(ledger: Any) -> None:
    assert told(settle(ledger.book, application(ledger))) == [
        "申請1は「審査中」です。状態を「承認」にしてから手続きをしてください。"
    ]
    one = approve(ledger, effective_on="")
    assert told(settle(ledger.book, one)) == ["申請1に加入日・離脱日がありません。決まった日を入れてください。"]
    one = approve(ledger)
    assert told(settle(ledger.book, one)) == ["申請1に団体コードがありません。6桁のコードを入れてください。"]
    one = approve(ledger, code="163210")
    assert told(settle(ledger.book, one)) == [
        "申請1の団体コード163210は、台帳の舟橋村のものです。「台帳の団体」で舟橋村を選んでください。"
    ]
    one = approve(ledger, code="163236")
    ledger.do(settle(ledger.book, one))
    assert told(settle(ledger.book, application(ledger))) == ["申請1は手続き済みです。"]


def test_a_member_leaves_on_its_day(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Application, {"name": "舟橋村", "kind": "離脱", "municipality_id": "舟橋村"}))
    one = approve(ledger, "2")
    wish = settle(ledger.book, one)
    assert not isinstance(wish, Faults)
    assert wish.label == "舟橋村を平成28年4月1日に離脱させる"
    ledger.do(wish)
    assert ledger.find(Municipality, name="舟橋村").left_on == "2016-04-01"


def test_days_follow_the_application(ledger: Any) -> None:
    (one,) = told(edit(ledger.book, application(ledger), "effective_on", "H27.5.31"))
    assert one.startswith("加入日・離脱日(平成27年5月31日)が申請日(平成27年6月1日)より前です。")


def test_systems_wished_for_are_taken_back(ledger: Any) -> None:
    one, system = application(ledger), ledger.find(System, name="住民税")
    ledger.do(set_systems(ledger.book, [(one, system, "○")]))
    assert len(ledger.book.children(ApplicationSystem, one.id)) == 1
    ledger.do(set_systems(ledger.book, [(one, system, "")]))
    assert len(ledger.book.children(ApplicationSystem, one.id)) == 0
