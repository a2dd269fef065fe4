"""The clipboard is read as a sheet of a foreign file is."""

from typing import Any

import pytest

from core.model.answers import Answer
from core.model.costs import OutOfScopeCost
from core.model.council import Population
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization
from core.operations.importing.plan import ImportPlan
from core.operations.pasted_block import grid_to_match, plan_pasted, refused_of_paste, told_of_paste
from core.words.sentences import sentence


def block(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def planned(ledger: Any, text: str, table: str) -> ImportPlan:
    plan = plan_pasted(ledger.book, block(text), table)
    assert isinstance(plan, ImportPlan), plan if plan is None else [sentence(fault) for fault in plan]
    return plan


def test_a_unit_in_a_heading_is_applied_and_said(ledger: Any) -> None:
    plan = planned(ledger, "団体\t経費名\t金額（千円）\n射水市\tはがき印刷\t1,400", "out_of_scope_costs")
    ledger.do(plan.change_set)
    assert ledger.find(OutOfScopeCost, name="はがき印刷").yen == 1_400_000
    assert told_of_paste(plan) == "1件を追加しました。見出しから、列 C の単位を千円として読みました。"


def test_a_total_is_left_out_by_name(ledger: Any) -> None:
    plan = planned(ledger, "団体\t経費名\t金額\n射水市\tはがき印刷\t1,400\n合計\t\t1,400", "out_of_scope_costs")
    assert len(plan.added) == 1
    assert "3行「合計 1,400」: 合計の行です。" in told_of_paste(plan)


@pytest.mark.parametrize(
    "text",
    [
        "団体名\t人口(令和7年10月1日現在)\n射水市\t92,000\n滑川市\t33,000\n合計\t125,000",
        "令和7年10月1日現在\t\n団体名\t人口\n射 水 市\t92,000\n滑川市\t33,000",
        "団体名\tR7.10.1\n射水市\t９２，０００\n滑川市\t33,000",
        "団体コード\t人口\t基準日\n162116\t92,000\t2025/10/1 0:00\n162060\t33,000\t20251001",
    ],
)
def test_populations_bring_their_day_in_the_heading_the_title_a_column_or_across(ledger: Any, text: str) -> None:
    ledger.do(planned(ledger, text, "populations").change_set)
    found = [one.population for one in ledger.book.all(Population).values() if one.reference_date == "2025-10-01"]
    assert found == [92_000, 33_000]


def test_a_day_that_is_said_nowhere_is_asked_and_then_holds_for_all(ledger: Any) -> None:
    cells = block("団体名\t人口\n射水市\t92,000")
    asked = plan_pasted(ledger.book, cells, "populations")
    assert isinstance(asked, Faults)
    assert [fault.rule for fault in asked] == ["ask_day"]
    plan = plan_pasted(ledger.book, cells, "populations", "2025-10-01")
    assert isinstance(plan, ImportPlan)
    ledger.do(plan.change_set)
    assert ledger.find(Population, reference_date="2025-10-01").population == 92_000


def test_requests_are_found_by_their_numbers_and_the_others_added(ledger: Any) -> None:
    plan = planned(ledger, "項\t要望\t方針\n1\t改めた名称\t実施\n40\t新しい要望\t検討中", "customizations")
    ledger.do(plan.change_set)
    assert ledger.find(Customization, item="1").title == "改めた名称"
    assert ledger.find(Customization, item="40").title == "新しい要望"
    assert told_of_paste(plan).startswith("1件を変更、1件を追加しました。")


def test_answers_are_read_from_a_cross_table(ledger: Any) -> None:
    plan = planned(ledger, "項\t射水市\t滑川市\n25\t●\t×\n26\t？\t", "answers")
    assert isinstance(plan.change_set, ChangeSet)
    before = {one.id: one.state for one in ledger.book.all(Answer).values()}
    ledger.do(plan.change_set)
    assert before != {one.id: one.state for one in ledger.book.all(Answer).values()}


def test_a_wrong_line_refuses_all_and_is_told_by_its_cell(ledger: Any) -> None:
    plan = planned(ledger, "団体\t経費名\t金額\n射水市\ta\tたくさん\n滑川市\tb\t5", "out_of_scope_costs")
    assert refused_of_paste(plan) == (
        "「たくさん」は数として読めません。数字で入力してください。(貼り付けた範囲のC2)何も変更していません。"
    )


def test_a_block_without_headings_of_the_table_is_nothing_for_it(ledger: Any) -> None:
    assert plan_pasted(ledger.book, block("甲\t乙\n丙\t丁"), "customizations") is None


def test_a_block_without_a_heading_is_given_one_so_that_its_first_line_stays(ledger: Any) -> None:
    assert grid_to_match(block("射水市\t5\n滑川市\t6")).rows == (("列A", "列B"), ("射水市", "5"), ("滑川市", "6"))
    assert grid_to_match(block("名\t額\n射水市\t5")).rows[0] == ("名", "額")
