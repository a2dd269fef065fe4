"""Two stages one act after the other, with what is refused between them, and one undo for each."""

from typing import Any

from core.calc.evaluation.asked import asked_now, asked_of_seats
from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import frame_of, is_first_closed, is_passed
from core.calc.evaluation.results import Verdict
from core.model.evaluation import Act, Bidder, Criterion, FirstStage, Procurement, Reviewer, Stage
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.evaluation.acting import (
    add_procurement,
    close_first_stage,
    close_scores,
    decide_first_stage,
    freeze,
    open_prices,
    reopen_scores,
)
from core.operations.evaluation.scoring import set_scores
from core.words.sentences import sentence

CASE = "架空の例 二段審査"
NOW = "2026-07-31T17:00:00"
FIRST = {"甲社": 9, "乙社": 8, "丙社": 7, "丁社": 7}


def told(wish: ChangeSet | Faults) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def case(ledger: Any) -> Procurement:
    found: Procurement = ledger.find(Procurement, name=CASE)
    return found


def who(ledger: Any, name: str) -> Bidder:
    found: Bidder = next(one for one in ledger.book.children(Bidder, case(ledger).id).values() if one.name == name)
    return found


def criterion(ledger: Any, name: str) -> Criterion:
    found: Criterion = next(
        one for one in ledger.book.children(Criterion, case(ledger).id).values() if one.name == name
    )
    return found


def begin(ledger: Any, passing: str = "上位2者", price_stage: str = "二次審査") -> None:
    """Set up two stages, everything of the first scored by one reviewer."""
    ledger.do(add_procurement(ledger.book, CASE, "髙木", NOW))
    ledger.do(edit(ledger.book, case(ledger), "passing", passing))
    for name, part, stage in (("企画書", "提案書", "一次"), ("説明", "プレゼン", ""), ("価格", "価格", price_stage)):
        typed = {"procurement_id": CASE, "name": name, "points": "10", "part": part, "stage": stage}
        ledger.do(add_row(ledger.book, Criterion, {column: text for column, text in typed.items() if text}))
    for at, name in enumerate(FIRST):
        ledger.do(add_row(ledger.book, Bidder, {"procurement_id": CASE, "name": name, "price_yen": str(100 + 10 * at)}))
    ledger.do(add_row(ledger.book, Reviewer, {"procurement_id": CASE, "name": "審査員"}))
    for name, points in FIRST.items():
        ledger.do(give(ledger, name, "企画書", points))


def give(ledger: Any, name: str, what: str, points: int) -> ChangeSet | Faults:
    (seat,) = ledger.book.children(Reviewer, case(ledger).id).values()
    return set_scores(ledger.book, who(ledger, name), [(seat, criterion(ledger, what), str(points))])


def acts(ledger: Any, *done: Any) -> None:
    for act in done:
        ledger.do(act(ledger.book, case(ledger), "髙木", NOW))


def test_the_stages_follow_each_other_and_each_act_is_taken_back_by_one_undo(ledger: Any) -> None:
    """The ledger of this test takes every wish back and does it again before it goes on."""
    begin(ledger)
    assert criterion(ledger, "説明").stage is Stage.SECOND  # what is shown is judged in the second, unless it is said
    acts(ledger, freeze)
    assert told(close_scores(ledger.book, case(ledger), "髙木", NOW)) == [
        f"案件「{CASE}」の一次審査の結果が確定していません。一次審査の採点を締め切り、結果を確定してください。"
    ]
    assert told(decide_first_stage(ledger.book, case(ledger), "髙木", NOW)) == [
        f"案件「{CASE}」の一次審査の採点を締め切ってから、一次審査の結果を確定してください。"
    ]
    assert [one.name for one in asked_now(frame_of(ledger.book, case(ledger))).criteria] == ["企画書"]
    acts(ledger, close_first_stage)
    assert told(give(ledger, "甲社", "企画書", 1)) == [f"案件「{CASE}」の一次審査の採点は締め切られています。"]
    acts(ledger, decide_first_stage)
    assert {one.name: one.first_stage for one in ledger.book.children(Bidder, case(ledger).id).values()} == {
        "甲社": FirstStage.PASSED,
        "乙社": FirstStage.PASSED,
        "丙社": FirstStage.BELOW,
        "丁社": FirstStage.BELOW,
    }
    asked = asked_now(frame_of(ledger.book, case(ledger)))
    assert [one.name for one in asked.bidders] == ["甲社", "乙社"]
    assert [[one.name for one in some] for some in asked_of_seats(frame_of(ledger.book, case(ledger))).values()] == [
        ["説明"]
    ]
    assert told(give(ledger, "丙社", "説明", 9)) == [
        "「丙社」は一次審査で次点以下のため、二次審査の評価項目「説明」の点は入れられません。"
    ]
    for name, points in (("甲社", 5), ("乙社", 9)):
        ledger.do(give(ledger, name, "説明", points))
    acts(ledger, close_scores, open_prices)
    made = evaluate(frame_of(ledger.book, case(ledger)))
    assert [one.verdict for one in made.results] == [Verdict.NEXT, Verdict.FIRST, Verdict.DROPPED, Verdict.DROPPED]
    passed = next(one for one in ledger.book.children(Act, case(ledger).id).values() if one.kind.value == "pass")
    assert (passed.name, passed.content) == ("上位2者", "通過: 甲社、乙社\n次点以下: 丙社、丁社")
    # Disqualified later: nobody moves up.
    ledger.do(edit(ledger.book, who(ledger, "乙社"), "disqualified", "指名停止"))
    made = evaluate(frame_of(ledger.book, case(ledger)))
    assert [one.verdict for one in made.results] == [Verdict.FIRST, Verdict.OUT, Verdict.DROPPED, Verdict.DROPPED]


def test_equals_at_the_border_wait_until_somebody_records_who_goes_on(ledger: Any) -> None:
    begin(ledger, "上位3者")
    acts(ledger, freeze, close_first_stage)
    assert told(decide_first_stage(ledger.book, case(ledger), "髙木", NOW)) == [
        "一次審査の境(二次審査に進む者: 上位3者)で同点です。"
        "提案者の「一次審査」に、通過か次点以下を入れて決めてください。"
    ]
    ledger.do(edit(ledger.book, who(ledger, "丁社"), "first_stage", "通過"))
    ledger.do(edit(ledger.book, who(ledger, "丙社"), "first_stage", "次点以下"))
    acts(ledger, decide_first_stage)
    assert is_passed(ledger.book, case(ledger))
    assert who(ledger, "丁社").first_stage is FirstStage.PASSED


def test_what_was_closed_last_is_reopened_and_the_first_stage_takes_its_outcome_back(ledger: Any) -> None:
    begin(ledger)
    acts(ledger, freeze, close_first_stage, decide_first_stage)
    ledger.do(give(ledger, "甲社", "説明", 5))
    acts(ledger, close_scores)
    ledger.do(reopen_scores(ledger.book, case(ledger), "第2回審査会", "髙木", NOW))
    assert is_passed(ledger.book, case(ledger))
    ledger.do(reopen_scores(ledger.book, case(ledger), "第3回審査会", "髙木", NOW))
    assert not is_first_closed(ledger.book, case(ledger))
    assert {one.first_stage for one in ledger.book.children(Bidder, case(ledger).id).values()} == {None}
    ledger.do(give(ledger, "丙社", "企画書", 10))
    acts(ledger, close_first_stage, decide_first_stage)
    assert who(ledger, "丙社").first_stage is FirstStage.PASSED


def test_prices_of_the_first_stage_are_opened_once_its_scores_are_closed(ledger: Any) -> None:
    begin(ledger, price_stage="一次審査")
    assert told(open_prices(ledger.book, case(ledger), "髙木", NOW)) == [
        f"案件「{CASE}」の技術採点を締め切るまで、価格は開封できません。"
    ]
    acts(ledger, close_first_stage)
    assert told(decide_first_stage(ledger.book, case(ledger), "髙木", NOW)) == [
        "価格は封印されています。技術採点を締め切ってから開封します。"
    ]
    acts(ledger, open_prices, decide_first_stage)
    assert who(ledger, "甲社").first_stage is FirstStage.PASSED


def test_two_stages_without_criteria_of_both_are_not_frozen_and_one_stage_has_no_outcome(ledger: Any) -> None:
    begin(ledger)
    ledger.do(edit(ledger.book, criterion(ledger, "企画書"), "stage", "二次審査"))
    assert told(freeze(ledger.book, case(ledger), "髙木", NOW)) == [
        f"案件「{CASE}」は審査が2段ですが、一次審査の評価項目がありません。評価項目の「審査の段階」を確かめてください。"
    ]
    ledger.do(edit(ledger.book, who(ledger, "甲社"), "first_stage", "通過"))
    said = f"「甲社」に一次審査の結果がありますが、案件「{CASE}」は審査が1段です。"
    assert told(edit(ledger.book, case(ledger), "passing", "なし"))[0].startswith(said)
    ledger.do(edit(ledger.book, who(ledger, "甲社"), "first_stage", ""))
    ledger.do(edit(ledger.book, case(ledger), "passing", "なし"))
    assert told(edit(ledger.book, who(ledger, "甲社"), "first_stage", "通過"))[0].startswith(said)
    (said,) = told(close_first_stage(ledger.book, case(ledger), "髙木", NOW))
    assert said == f"案件「{CASE}」は審査が1段です。規則の「一次審査の通過」を決めてから行ってください。"
