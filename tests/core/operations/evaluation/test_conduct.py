"""What a procurement keeps, with the sentences that say so, and that every act is taken back by one undo."""

from typing import Any

import pytest

from core.calc.evaluation.frame import is_closed, is_frozen
from core.model.evaluation import Act, Bidder, Criterion, Procurement, Reviewer, Score, is_sealed
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.evaluation.acting import (
    close_scores,
    decide_change,
    freeze,
    open_prices,
    record_draw,
    reopen_scores,
    seal_prices,
)
from core.operations.evaluation.scoring import set_scores
from core.words.sentences import sentence

EXAMPLE = "架空の例 基幹系システムの共同調達"
NOW = "2026-07-31T17:00:00"


def told(wish: ChangeSet | Faults) -> list[str]:
    assert isinstance(wish, Faults)
    return [sentence(fault) for fault in wish]


def example(ledger: Any) -> Procurement:
    found: Procurement = ledger.find(Procurement, name=EXAMPLE)
    return found


def test_each_act_is_in_the_log_with_who_and_when_and_is_taken_back_by_one_undo(ledger: Any) -> None:
    """The ledger of this test takes every wish back and does it again before it goes on."""
    case = example(ledger)
    ledger.do(seal_prices(ledger.book, case, "髙木", NOW))
    ledger.do(freeze(ledger.book, case, "髙木", NOW))
    ledger.do(decide_change(ledger.book, case, "第2回<審査会>", "髙木", NOW))
    ledger.do(close_scores(ledger.book, case, "髙木", NOW))
    ledger.do(reopen_scores(ledger.book, case, "第3回審査会", "髙木", NOW))
    ledger.do(close_scores(ledger.book, case, "髙木", NOW))
    ledger.do(open_prices(ledger.book, case, "𠮷田", NOW))
    bidders = list(ledger.book.children(Bidder, case.id).values())
    ledger.do(record_draw(ledger.book, case, bidders[:2], "くじ", "𠮷田", NOW))
    acts = ledger.book.children(Act, case.id).values()
    assert [(one.kind.value, one.acted_by) for one in acts] == [
        ("seal", "髙木"),
        ("freeze", "髙木"),
        ("decide", "髙木"),
        ("close", "髙木"),
        ("reopen", "髙木"),
        ("close", "髙木"),
        ("open", "𠮷田"),
        ("lot", "𠮷田"),
    ]
    assert {one.acted_at for one in acts} == {NOW}
    assert not is_frozen(ledger.book, case)
    assert is_closed(ledger.book, case)
    assert not is_sealed(ledger.book, case)


def test_after_the_scores_are_closed_nobody_leaves_with_them(ledger: Any) -> None:
    case = example(ledger)
    ledger.do(close_scores(ledger.book, case, "髙木", NOW))
    criteria = ledger.book.children(Criterion, case.id).values()
    scored = next(one for one in criteria if ledger.book.children(Score, one.id))
    seat, bidder = (next(iter(ledger.book.children(cls, case.id).values())) for cls in (Reviewer, Bidder))
    for one in (seat, bidder, scored):
        assert told(remove(ledger.book, [one])) == [
            f"案件「{EXAMPLE}」の技術採点は締め切られているため、採点のある「{one.name}」は削除できません。"
            "点を使わないときは、審査員は出席を「欠席」に、提案者は失格の理由を入れてください。"
        ]
    ledger.do(add_row(ledger.book, Reviewer, {"procurement_id": EXAMPLE, "name": "後から<b>"}))
    ledger.do(remove(ledger.book, [ledger.find(Reviewer, name="後から<b>")]))
    ledger.do(reopen_scores(ledger.book, case, "訂正", "髙木", NOW))
    ledger.do(remove(ledger.book, [next(iter(ledger.book.children(Reviewer, case.id).values()))]))


def test_a_lot_is_recorded_only_where_the_rule_knows_of_one(ledger: Any) -> None:
    ledger.do(edit(ledger.book, example(ledger), "ties", "技術点が高い"))
    case, bidders = example(ledger), list(ledger.book.children(Bidder, example(ledger).id).values())
    assert "規則に加えてから記録してください。" in told(record_draw(ledger.book, case, bidders, "くじ", "髙木", NOW))[0]


def test_acts_out_of_their_order_are_told(ledger: Any) -> None:
    case = example(ledger)
    assert told(open_prices(ledger.book, case, "髙木", NOW)) == [f"案件「{EXAMPLE}」の価格は封印されていません。"]
    ledger.do(seal_prices(ledger.book, case, "髙木", NOW))
    assert told(open_prices(ledger.book, case, "髙木", NOW)) == [
        f"案件「{EXAMPLE}」の技術採点を締め切るまで、価格は開封できません。"
    ]
    assert told(decide_change(ledger.book, case, "会議", "髙木", NOW))[0].endswith(
        "凍結されていません。そのまま変更できます。"
    )
    ledger.do(freeze(ledger.book, case, "髙木", NOW))
    assert told(decide_change(ledger.book, case, " ", "髙木", NOW)) == [
        "決定の名称(会議の名前など)を入力してください。"
    ]
    assert "凍結されています" in told(edit(ledger.book, case, "price_formula", "限度比"))[0]
    bidders = list(ledger.book.children(Bidder, case.id).values())
    assert told(record_draw(ledger.book, case, bidders[:1], "くじ", "髙木", NOW)) == [
        "同点の提案者を2者以上、順に選んでください。"
    ]
    assert told(record_draw(ledger.book, case, bidders, "くじ", "", NOW)) == [
        "決め方(くじなど)と、立ち会った人を入力してください。"
    ]


@pytest.mark.parametrize(
    ("text", "sentence_told"),
    [
        ("101", "「101」は評価項目「基本方針と体制」の配点100点を超えています。"),
        ("-1", "「-1」は点として読めません。0以上の数か、尺度の段階を入力してください。"),
        ("優", "「優」は評価項目「基本方針と体制」の点として使えません。使えるもの: 0から100までの点。"),
    ],
)
def test_a_score_that_cannot_be_is_told_and_nothing_changes(ledger: Any, text: str, sentence_told: str) -> None:
    book = ledger.book
    item = next(one for one in book.children(Criterion, example(ledger).id).values() if one.name == "基本方針と体制")
    seat = ledger.find(Reviewer, name="審査員1")
    before = dict(book.all(Score))
    wish = set_scores(book, ledger.find(Bidder, name="甲社(架空)"), [(seat, item, "50"), (seat, item, text)])
    assert told(wish) == [sentence_told]
    assert dict(book.all(Score)) == before


def test_no_deadline_makes_late_what_was_taken_in_time(ledger: Any) -> None:
    case = example(ledger)
    late = told(edit(ledger.book, case, "deadline", "R8.7.9"))
    assert late[0] == "「甲社(架空)」の提案額は、提案期限より後(令和8年7月10日)に出されています。受け付けられません。"
    ledger.do(edit(ledger.book, case, "deadline", "R8.7.10"))


def test_points_of_nothing_and_scales_that_rise_are_told(ledger: Any) -> None:
    item = next(iter(ledger.book.children(Criterion, example(ledger).id).values()))
    assert told(edit(ledger.book, item, "points", "0")) == [
        f"評価項目「{item.name}」の配点が0です。1以上にしてください。"
    ]
    assert told(edit(ledger.book, item, "scale", "A=0.5、B=0.7"))[0].startswith("尺度「A=0.5、B=0.7」は、高い段階から")
    assert told(edit(ledger.book, item, "factor", "0")) == [
        "「0」は係数として読めません。0より大きい数を入力してください。"
    ]


def test_names_may_hold_any_letters_and_marks_of_markup(ledger: Any) -> None:
    values = {"procurement_id": EXAMPLE, "name": "髙𠮷<b>&会</b>社", "price_yen": "1,000"}
    ledger.do(add_row(ledger.book, Bidder, values))
    assert ledger.find(Bidder, name="髙𠮷<b>&会</b>社").price_yen == 1000
