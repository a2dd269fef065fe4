"""The jobs of a procurement in the window: the rule frozen, scores typed, prices opened, the result explained."""

from threading import Event, current_thread
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from core.calc.evaluation.comparing import Turn
from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import Frame
from core.calc.evaluation.results import Evaluation
from core.model.evaluation import Act, Bidder, Criterion, Procurement, Reviewer, Score, is_sealed
from core.model.machine.faults import Faults
from core.model.values.evaluation_rules import Part
from core.operations.editing.edit import edit
from core.operations.editing.find import find, found
from core.operations.evaluation.acting import seal_prices
from core.operations.evaluation.scoring import set_scores
from core.words.sentences import sentence
from tests.core.calc.evaluation.procurements import book_of, criterion, frame
from tests.ui.desk import (
    Answers,
    button,
    cell,
    choose,
    column_of,
    in_dialog,
    plain,
    press_button,
    put_away,
    refusal,
    totals,
    type_into,
)
from tests.ui.pages.paper import OpenPage
from ui.dialogs.evaluation_rule_dialog import EvaluationRuleDialog
from ui.pages.evaluation import evaluation_page
from ui.pages.evaluation.evaluation_page import EvaluationPage, _turning_words
from ui.pages.evaluation.procurements_page import ProcurementsPage
from ui.pages.evaluation.scores_page import ScoresPage
from ui.pages.table_page import TablePage
from ui.session import Session
from ui.widgets import progress
from ui.widgets.progress import Busy

EXAMPLE = "架空の例 基幹系システムの共同調達"


def example(session: Session) -> Procurement:
    return found(find(session.book, Procurement, EXAMPLE))


R = TypeVar("R", Criterion, Bidder, Reviewer)


def row(session: Session, cls: type[R], name: str) -> R:
    rows = session.book.children(cls, example(session).id).values()
    return next(one for one in rows if one.name == name)


def acts(session: Session) -> list[tuple[str, str, str]]:
    return [(one.kind.label, one.name, one.acted_by) for one in session.book.all(Act).values()]


def test_the_rule_stands_beside_its_criteria(open_page: OpenPage) -> None:
    page = cast(ProcurementsPage, open_page("procurements"))
    assert page.choice.currentText() == EXAMPLE
    assert "価格点の式: 最低比" in page.side.rule.plain
    assert totals(page.criteria, 0)["points"] == "3,000"
    assert "第1版の案です。" in page.side.state.plain


def test_a_frozen_rule_changes_by_a_named_decision_only(open_page: OpenPage, answers: Answers) -> None:
    page = cast(ProcurementsPage, open_page("procurements"))
    press_button(page, "規則を凍結")
    assert "第1版" in page.side.state.plain
    criterion = row(page.session, Criterion, "データ移行")
    type_into(page.criteria, criterion.id, "points", "200")
    assert "凍結されています。" in refusal(page.criteria)
    press_button(page, "規則を組み立てる")
    assert row(page.session, Criterion, "データ移行").points == 150
    answers.plan("臨時の選定委員会")
    press_button(page, "規則を変える決定")
    assert page.run(edit(page.session.book, row(page.session, Criterion, "データ移行"), "points", "200"))
    assert row(page.session, Criterion, "データ移行").points == 200
    press_button(page, "規則を凍結")
    assert "第2版" in page.side.state.plain
    assert [(kind, name) for kind, name, _ in acts(page.session)] == [
        ("規則の凍結", "第1版"),
        ("規則を変える決定", "臨時の選定委員会"),
        ("規則の凍結", "第2版"),
    ]


def test_the_prices_of_a_procurement_that_is_there_are_sealed_by_a_button_and_unsealed_by_undo(
    open_page: OpenPage, answers: Answers
) -> None:
    page = cast(ProcurementsPage, open_page("procurements"))
    assert page.sealing.isVisibleTo(page)
    answers.plan("やめる")
    press_button(page, "価格を封印")
    assert not is_sealed(page.session.book, example(page.session))
    answers.plan("封印する")
    press_button(page, "価格を封印")
    assert is_sealed(page.session.book, example(page.session))
    assert not page.sealing.isVisibleTo(page)
    assert "価格の封印" in page.side.acts.plain
    assert acts(page.session)[-1][0] == "価格の封印"
    page.session.undo()
    assert not is_sealed(page.session.book, example(page.session))
    assert page.sealing.isVisibleTo(page)


def test_the_rule_is_put_together_and_the_example_follows(open_page: OpenPage) -> None:
    page = cast(ProcurementsPage, open_page("procurements"))

    def compose(dialog: QDialog) -> None:
        assert isinstance(dialog, EvaluationRuleDialog)
        assert cell(dialog.example, row(page.session, Bidder, "乙社(架空)").id, "順位") == "1"
        choose(dialog.means, "順位の平均")
        assert cell(dialog.example, row(page.session, Bidder, "甲社(架空)").id, "順位") == "1"
        choose(dialog.way, "低入札逓減")
        assert not dialog.accept_button.isEnabled()
        assert "数が足りません" in plain(dialog.error.text())
        choose(dialog.way, "限度比")
        choose(dialog.limits.leasts[0], "(なし)")
        press_button(dialog, "この規則にする")

    in_dialog(compose)
    press_button(page, "規則を組み立てる")
    changed = example(page.session)
    assert [changed.price_formula, changed.aggregation, changed.thresholds] == ["限度比", "順位の平均", "なし"]
    assert changed.ties == "技術点が高い、提案額が低い、くじ"
    page.session.undo()
    assert example(page.session).aggregation == "得点率"


def test_a_rule_of_many_steps_is_accepted_as_it_was(app: QApplication) -> None:
    rule: dict[str, Any] = {
        "rounding": "係数の小数第8位を切り捨て、価格点の小数第3位を四捨五入、合計の小数第2位を切り上げ",
        "thresholds": "合計が満点の60%以上、技術点が50点以上、各区分が満点の30%以上、「提案、内容」が10点以上",
        "ties": "「提案、内容」の点が高い、技術点が高い、提案額が低い、1位の数が多い、協議、くじ",
    }
    criteria = [criterion(1, "提案、内容", 100), criterion(2, "価格", 100, Part.PRICE)]
    dialog = EvaluationRuleDialog(frame(book_of(criteria, [], {}, **rule)))
    assert {name: dialog.chosen[name] for name in rule} == rule
    assert dialog.accept_button.isEnabled()
    put_away(dialog)


@pytest.fixture
def scores(open_page: OpenPage) -> ScoresPage:
    return cast(ScoresPage, open_page("scores"))


def test_a_score_is_typed_and_the_totals_follow(scores: ScoresPage) -> None:
    seat, criterion = row(scores.session, Reviewer, "審査員1"), row(scores.session, Criterion, "基本方針と体制")
    key = f"c{criterion.id}"
    assert cell(scores.sheet, seat.id, key) == "65"
    assert scores.state.plain.startswith("甲社(架空): 提案書 573.33/750点")
    type_into(scores.sheet, seat.id, key, "９５")
    assert cell(scores.sheet, seat.id, key) == "95"
    assert totals(scores.sheet, 0)[key] == "80.83"
    assert scores.state.plain.startswith("甲社(架空): 提案書 578.33/750点")
    scores.session.undo()
    assert totals(scores.sheet, 0)[key] == "75.83"


def test_a_blank_is_not_scored_and_what_is_too_much_is_refused(scores: ScoresPage) -> None:
    seat, criterion = row(scores.session, Reviewer, "審査員1"), row(scores.session, Criterion, "基本方針と体制")
    key = f"c{criterion.id}"
    type_into(scores.sheet, seat.id, key, "101")
    assert refusal(scores.sheet) == "「101」は評価項目「基本方針と体制」の配点100点を超えています。"
    before = len(scores.session.book.all(Score))
    type_into(scores.sheet, seat.id, key, "")
    assert len(scores.session.book.all(Score)) == before - 1
    assert cell(scores.sheet, seat.id, "blanks") == "1"
    assert scores.state.plain.startswith("甲社(架空): 提案書 584/750点"), "the seat counts no more, for anybody"


def test_prices_stay_sealed_until_the_scores_are_closed(open_page: OpenPage, answers: Answers) -> None:
    page = cast(ProcurementsPage, open_page("procurements"))
    answers.plan("新しい案件")
    press_button(page, "案件を追加")
    new = found(find(page.session.book, Procurement, "新しい案件"))
    assert [one.kind.label for one in page.session.book.all(Act).values()] == ["価格の封印"]
    assert page.choice.procurement == new


def test_scores_are_closed_and_reopened_by_a_decision(scores: ScoresPage, answers: Answers) -> None:
    seat, criterion = row(scores.session, Reviewer, "審査員1"), row(scores.session, Criterion, "基本方針と体制")
    press_button(scores, "技術採点を締め切る")
    assert not column_of(scores.sheet, f"c{criterion.id}").can_edit(seat)
    wish = set_scores(scores.session.book, row(scores.session, Bidder, "甲社(架空)"), [(seat, criterion, "10")])
    assert isinstance(wish, Faults)
    assert [sentence(one) for one in wish] == [f"案件「{EXAMPLE}」の技術採点は締め切られています。"]
    answers.plan("誤記の訂正の決裁")
    press_button(scores, "採点を再開する")
    assert column_of(scores.sheet, f"c{criterion.id}").can_edit(seat)
    assert [kind for kind, _, _ in acts(scores.session)] == ["技術採点の締切", "採点の再開"]


def test_the_result_says_why_and_what_would_turn_it(open_page: OpenPage) -> None:
    page = cast(EvaluationPage, open_page("evaluation"))
    second = row(page.session, Bidder, "乙社(架空)")
    assert cell(page.results, second.id, "合計") == "2,540.00", "as many decimals as the others"
    assert "1000点×最低985,000,000円÷985,000,000円" in page.why.toPlainText()
    assert cell(page.rules, "順位の平均", "first") == "甲社(架空)"
    assert "2位の甲社(架空)は、1位の乙社(架空)と4.31点差です。" in page.turning.plain


def test_a_sealed_price_is_not_shown_among_the_bidders(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("bidders"))
    first = row(page.session, Bidder, "甲社(架空)")
    assert cell(page.sheet, first.id, "price_yen") == "1,020,000,000"
    page.run(seal_prices(page.session.book, example(page.session), "事務局", "2026-08-01T09:00:00"))
    assert cell(page.sheet, first.id, "price_yen") == "封印"


def test_what_cannot_be_removed_is_not_offered_to_be_and_says_why(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("acts"))
    assert button(page, "削除").isEnabled(), "there is no row yet"
    page.run(seal_prices(page.session.book, example(page.session), "事務局", "2026-08-01T09:00:00"))
    page.sheet.select(next(iter(page.session.book.all(Act))))
    assert not button(page, "削除").isEnabled()
    assert "選定の記録は削除できません。" in button(page, "削除").toolTip()
    assert [words for words, _ in page.sheet.row_ways.entries if "削除" in words] == []
    page.session.undo()
    assert button(page, "削除").isEnabled()


def test_seats_and_people_are_both_told_above_the_reviewers(open_page: OpenPage) -> None:
    page = cast(TablePage, open_page("reviewers"))
    assert page.said.plain == f"{EXAMPLE}: 延べ18名(18人)"
    for name in ("住基情報 担当1", "選挙人名簿 担当1"):
        type_into(page.sheet, row(page.session, Reviewer, name).id, "person", "髙木")
    assert page.said.plain == f"{EXAMPLE}: 延べ18名(17人)"


def test_what_would_turn_the_first_place_is_told_of_one_as_of_one() -> None:
    assert _turning_words(None, [Turn("評価項目", "価格", "乙社")]) == "評価項目「価格」を除くと、1位は乙社になります。"
    two = [Turn("審査員", name, "乙社") for name in ("髙木", "𠮷田")]
    assert _turning_words(None, two) == "審査員「髙木」「𠮷田」のどれか1つを除くと、1位は乙社になります。"


def test_a_result_that_takes_long_is_computed_beside_the_window_which_says_so(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = cast(EvaluationPage, open_page("evaluation"))
    rows = page.results.model.rowCount()
    shown: list[bool] = []
    at_work, told = current_thread(), Event()

    def slow(made: Frame) -> Evaluation:
        assert current_thread() is not at_work
        assert told.wait(5), "nothing says that it goes on"
        return evaluate(made)

    def say(busy: Busy) -> None:
        shown.append(busy.isModal())
        told.set()

    monkeypatch.setattr(evaluation_page, "evaluate", slow)
    monkeypatch.setattr(progress, "SHOWN_AFTER_MS", 0)
    monkeypatch.setattr(Busy, "show", say)
    page.reload(None)
    assert shown[0]
    assert page.results.model.rowCount() == rows > 0
    assert "1位" in page.turning.text()
