from typing import Any

import pytest

from core.calc.schedule.beside import names_of_members, numbers_before
from core.calc.schedule.standing import standings
from core.model.machine.faults import Faults
from core.model.schedule import BaselineTask, Precedence, Task, TaskMember
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.listed import append_with_lists, write_lists
from core.operations.editing.rows import remove
from core.operations.schedule.listing import BEFORE, LISTS, MEMBERS
from core.operations.schedule.planning import begin_with, fix_baseline, renumber
from core.operations.schedule.templates import SHARED_CLOUD, STANDARDISATION, TEMPLATES, Template
from core.words.sentences import sentence


def refused(wish: Any) -> list[str]:
    assert isinstance(wish, Faults), wish
    return [sentence(fault) for fault in wish]


def task(ledger: Any, number: str) -> Task:
    found: Task = ledger.find(Task, number=number)
    return found


def test_nothing_ends_before_it_begins_whether_planned_or_done(ledger: Any) -> None:
    assert refused(edit(ledger.book, task(ledger, "4.1"), "planned_end", "H26.4.21")) == [
        "予定終了(平成26年4月21日)が予定開始(平成26年4月22日)より前です。予定開始からの日付を入力してください。"
    ]
    assert refused(edit(ledger.book, task(ledger, "4.1"), "actual_end", "H26.4.1")) == [
        "実績終了(平成26年4月1日)が実績開始(平成26年4月22日)より前です。実績開始からの日付を入力してください。"
    ]


def test_a_date_in_no_era_is_refused_with_what_may_be_typed(ledger: Any) -> None:
    for text in ("平成0年4月1日", "令和1年3月", "きのう", "R8.13", "R8.4.31", "R8年4月25旬"):
        (said,) = refused(edit(ledger.book, task(ledger, "4.1"), "planned_end", text))
        assert said == (
            f"「{text}」は日付として読めません。令和8年4月6日、R8.4.6、令和8年4月上旬、R8.4のように入力してください。"
        )


def test_progress_ends_at_a_hundred(ledger: Any) -> None:
    assert refused(edit(ledger.book, task(ledger, "4.1"), "progress", "101%")) == [
        "進捗101%は100%を超えています。0〜100の整数で入力してください。"
    ]
    ledger.do(edit(ledger.book, task(ledger, "4.1"), "progress", "100%"))


def test_nothing_precedes_itself_its_own_part_or_in_a_circle(ledger: Any) -> None:
    def before(number: str, text: str) -> list[str]:
        return refused(write_lists(ledger.book, LISTS, [(task(ledger, number), BEFORE, text)]))

    assert before("4.1", "3.6、4.1")[0].startswith(
        "作業4.1「業務部会によるフィット&ギャップ(延べ137回)」を、それ自身の"
    )
    assert "上下の関係にある" in before("4.1", "4")[0]
    assert before("3.5", "4.1") == [
        "作業4.1「業務部会によるフィット&ギャップ(延べ137回)」を作業3.5「最優秀業者選定」の先行にすると、"
        "先行の関係が輪になります(4.1→3.5→3.6→4.1)。どれかの先行を外してください。"
    ]
    (said,) = refused(add_row(ledger.book, Precedence, {"task_id": "3.2", "before_id": "4.1"}))
    assert "先行の関係が輪になります(4.1→3.2→3.5→3.6→4.1)" in said


def test_what_goes_before_and_for_whom_is_typed_as_a_list(ledger: Any) -> None:
    one = task(ledger, "5.2")
    ledger.do(write_lists(ledger.book, LISTS, [(one, BEFORE, "4.1, 4.3"), (one, MEMBERS, "滑川市、射水市、射水市")]))
    assert numbers_before(ledger.book, one) == "4.1、4.3"
    assert names_of_members(ledger.book, one) == "射水市、滑川市"
    ledger.do(write_lists(ledger.book, LISTS, [(one, BEFORE, ""), (one, MEMBERS, "滑川市")]))
    assert (numbers_before(ledger.book, one), names_of_members(ledger.book, one)) == ("", "滑川市")
    (said,) = refused(write_lists(ledger.book, LISTS, [(one, MEMBERS, "どこか市")]))
    assert "「どこか市」" in said


def test_a_task_that_goes_takes_its_precedences_along_on_both_sides(ledger: Any) -> None:
    assert {one.task_id for one in ledger.book.all(Precedence).values()} >= {task(ledger, "3.6").id}
    gone = task(ledger, "3.5").id
    ledger.do(remove(ledger.book, [task(ledger, "3.5")]))
    assert all(gone not in (one.task_id, one.before_id) for one in ledger.book.all(Precedence).values())
    assert not ledger.book.all(TaskMember)


def test_a_number_says_above_which_task_another_stands_and_is_given_where_none_is_typed(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Task, {"name": "追加", "parent_id": "5"}))
    assert ledger.find(Task, name="追加").number == "5.8"
    ledger.do(add_row(ledger.book, Task, {"name": "細目", "number": "5.8.1"}))
    assert ledger.find(Task, name="細目").parent_id == ledger.find(Task, name="追加").id
    ledger.do(add_row(ledger.book, Task, {"name": "別の段階"}))
    assert (ledger.find(Task, name="別の段階").number, ledger.find(Task, name="別の段階").parent_id) == ("6", None)
    (said,) = refused(add_row(ledger.book, Task, {"name": "重なり", "number": "5.8"}))
    assert said == "WBS番号「5.8」はすでに使われています。別のWBS番号にしてください。"


def test_numbers_follow_the_places_again_and_nothing_else_changes(ledger: Any) -> None:
    ledger.do(remove(ledger.book, [task(ledger, "3.3")]))
    before = {one.id: one.before_id for one in ledger.book.all(Precedence).values()}
    ledger.do(renumber(ledger.book))
    assert [ledger.find(Task, name=name).number for name in ("第2次選考会", "最優秀業者選定")] == ["3.3", "3.4"]
    assert {one.id: one.before_id for one in ledger.book.all(Precedence).values()} == before


def test_a_baseline_keeps_the_plan_whatever_becomes_of_the_tasks(ledger: Any) -> None:
    ledger.do(fix_baseline(ledger.book, "当初計画", "2014-08-06"))
    kept = ledger.find(BaselineTask, number="4.1")
    ledger.do(edit(ledger.book, task(ledger, "4.1"), "planned_end", "H26.12.1"))
    ledger.do(remove(ledger.book, [task(ledger, "4.1")]))
    still = ledger.find(BaselineTask, number="4.1")
    assert (still.name, still.planned_start, still.planned_end) == (kept.name, "2014-04-22", "2014-10-10")
    assert still.task_id is None
    phase = ledger.find(BaselineTask, number="3")
    assert (phase.planned_start, phase.planned_end) == ("2013-12-11", "2014-02-28")
    assert refused(edit(ledger.book, still, "planned_end", "H27.1.1"))
    assert refused(fix_baseline(ledger.book, "当初計画", "2014-09-01"))
    assert refused(fix_baseline(ledger.book, "  ", "2014-09-01")) == ["基準計画名を入力してください。"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_adds_its_steps_as_a_draft_that_no_step_contradicts(ledger: Any, template: Template) -> None:
    before = len(ledger.book.all(Task))
    ledger.do(begin_with(ledger.book, template, "2026-04-01"))
    added = [one for one in ledger.book.all(Task).values() if one.id > before]
    assert len(added) == len(template.steps)
    assert {one.certainty.label for one in added} == {"案"}
    assert min(one.planned_start for one in added if one.planned_start) == "2026-04-01"
    found = standings(ledger.book, "2026-04-01")
    assert all(found[one.id].planned is not None for one in added)


def test_the_templates_have_the_steps_of_their_sources() -> None:
    assert len([step for step in STANDARDISATION.steps if step.name[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰"]) == 17
    names = [step.name for step in SHARED_CLOUD.steps]
    assert {"第1回情報提供依頼(RFI)", "第2回情報提供依頼(RFI)", "公募型プロポーザル", "基本協定書の締結"} <= set(names)


def test_a_pasted_list_brings_what_goes_before_along_even_among_its_own_rows(ledger: Any) -> None:
    rows = [
        [("number", "6"), ("name", "別の段階")],
        [("number", "6.1"), ("name", "一"), ("planned_start", "R8.4"), ("before", "5.7")],
        [("number", "6.2"), ("name", "二"), ("before", "6.1、5.7"), ("members", "射水市")],
    ]
    ledger.do(append_with_lists(ledger.book, Task, LISTS, [(task(ledger, "5.7"), BEFORE, "5.6、5.5")], rows))
    assert numbers_before(ledger.book, task(ledger, "6.2")) == "5.7、6.1"
    assert names_of_members(ledger.book, task(ledger, "6.2")) == "射水市"
    assert task(ledger, "6.2").parent_id == task(ledger, "6").id
    assert numbers_before(ledger.book, task(ledger, "5.7")) == "5.5、5.6"


def test_a_pasted_list_with_one_wrong_cell_adds_nothing_and_names_the_cell(ledger: Any) -> None:
    for rows, cell, said in (
        ([[("name", "一"), ("before", "99")]], 1, "「99」"),
        (
            [[("name", "一"), ("number", "7")], [("name", "二"), ("number", "8"), ("planned_end", "いつか")]],
            4,
            "いつか",
        ),
        ([[("number", "7"), ("name", "一"), ("before", "7")]], 2, "それ自身の先行"),
    ):
        wish = append_with_lists(ledger.book, Task, LISTS, [], rows)
        assert isinstance(wish, Faults)
        (fault,) = wish
        assert fault.facts["cell"] == cell
        assert said in sentence(fault)
