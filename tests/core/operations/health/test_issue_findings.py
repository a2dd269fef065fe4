"""What needs attention in issues and local rules; what is added to the sample is made up."""

from typing import Any

from core.model.council import Municipality, Participation
from core.model.issues import Issue
from core.model.local_rules import LabourRate, LocalRule
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.health.findings import findings
from core.operations.health.issue_findings import issue_findings
from core.operations.local_rules.using import describe_use
from core.words.sentences import sentence

DAY = "2014-08-06"


def said(ledger: Any, day: str = DAY) -> dict[str, str]:
    return {one.rule: sentence(one) for one in issue_findings(ledger.book, day)}


def test_the_sample_has_nothing_to_look_at_here(ledger: Any) -> None:
    assert said(ledger) == {}


def test_late_issues_are_told_on_the_day_after_they_are_due(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Issue, {"title": "照会", "due_on": DAY}))
    assert said(ledger) == {}
    assert said(ledger, "") == {}
    told = said(ledger, "2014-08-07")
    assert told == {
        "issues_overdue": "期限を過ぎた課題が1件あります: 課題3。課題のページで期限か状態を確かめてください。"
    }
    assert "issues_overdue" in {one.rule for one in findings(ledger.book, today="2014-08-07")}


def test_what_was_closed_on_no_day_is_told(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Issue, {"title": "済み", "state": "完了"}))
    assert said(ledger)["issues_closed_without_day"].startswith("完了日のない、完了または取り下げた課題が1件")


def test_what_a_member_says_of_a_system_that_it_has_left_counts_nowhere(ledger: Any) -> None:
    rule, member = ledger.find(LocalRule, number="5"), ledger.find(Municipality, label="C")
    part = ledger.find(Participation, municipality_id=member.id, system_id=rule.system_id)
    ledger.do(remove(ledger.book, [part]))
    assert said(ledger)["use_without_participation"].startswith("入善町は参加していない業務の独自ルール5に")


def test_a_customization_that_never_pays_is_told(ledger: Any) -> None:
    rule, member = ledger.find(LocalRule, number="3"), ledger.find(Municipality, label="E")
    ledger.do(add_row(ledger.book, LabourRate, {"from_on": "H26.4.1", "hour_yen": "3000"}))
    ledger.do(edit(ledger.book, rule, "one_off_yen", "100"))
    ledger.do(edit(ledger.book, ledger.find(LocalRule, number="3"), "yearly_yen", "3000"))
    for name, text in (("minutes_now", "0"), ("minutes_after", "60")):
        ledger.do(describe_use(ledger.book, rule, member, name, text))
    assert said(ledger)["customization_never_pays"].endswith("1件あります: 独自ルール3。対応を確かめてください。")
    ledger.do(edit(ledger.book, ledger.find(LocalRule, number="3"), "cover", "業務運用"))
    assert "customization_never_pays" not in said(ledger)
