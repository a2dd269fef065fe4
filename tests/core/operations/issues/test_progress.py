"""Issues taken further; the issues are made up."""

from typing import Any

import pytest

from core.model.issues import Issue, IssueNote, IssueState
from core.model.machine.faults import Faults
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.issues.progress import edit_issues
from core.words.sentences import sentence

DAY = "2014-08-06"


@pytest.fixture
def issue(ledger: Any) -> Issue:
    ledger.do(add_row(ledger.book, Issue, {"title": "照会", "raised_on": "H26.7.1", "due_on": "H26.7.31"}))
    return now(ledger)


def now(ledger: Any) -> Issue:
    found: Issue = ledger.find(Issue, title="照会")
    return found


def test_the_program_numbers_issues_after_the_highest(ledger: Any, issue: Issue) -> None:
    assert issue.number == "3"


def test_who_closes_an_issue_closes_it_on_the_day_of_the_page(ledger: Any, issue: Issue) -> None:
    ledger.do(edit_issues(ledger.book, [(issue, "state", "完了")], DAY))
    assert (now(ledger).state, now(ledger).closed_on) == (IssueState.DONE, DAY)
    ledger.do(edit_issues(ledger.book, [(now(ledger), "state", "対応中")], DAY))
    assert (now(ledger).state, now(ledger).closed_on) == (IssueState.UNDER_WAY, None)


def test_a_day_of_closing_closes_and_its_removal_opens_again(ledger: Any, issue: Issue) -> None:
    ledger.do(edit(ledger.book, issue, "closed_on", "H26.7.20"))
    assert now(ledger).state is IssueState.DONE
    ledger.do(edit(ledger.book, now(ledger), "closed_on", ""))
    assert now(ledger).state is IssueState.UNDER_WAY


def test_a_day_that_is_typed_is_kept(ledger: Any, issue: Issue) -> None:
    ledger.do(edit_issues(ledger.book, [(issue, "state", "取下げ"), (issue, "closed_on", "H26.7.20")], DAY))
    assert (now(ledger).state, now(ledger).closed_on) == (IssueState.WITHDRAWN, "2014-07-20")


def test_nothing_is_closed_before_it_was_raised(ledger: Any, issue: Issue) -> None:
    ledger.do(edit_issues(ledger.book, [(issue, "state", "完了")], "2014-06-01"))
    assert now(ledger).closed_on == "2014-07-01"
    for column, label in (("due_on", "期限"), ("closed_on", "完了日"), ("escalated_on", "上申日")):
        wish = edit(ledger.book, now(ledger), column, "H26.6.30")
        assert isinstance(wish, Faults)
        assert sentence(next(iter(wish))) == (
            f"{label}(平成26年6月30日)が起票日(平成26年7月1日)より前です。起票日からの日付を入力してください。"
        )


def test_an_issue_is_brought_before_a_body_on_the_day_of_the_page(ledger: Any, issue: Issue) -> None:
    ledger.do(edit_issues(ledger.book, [(issue, "escalated_to_id", "推進協議会")], DAY))
    assert now(ledger).escalated_on == DAY


def test_a_body_that_is_none_is_refused_at_its_cell(ledger: Any, issue: Issue) -> None:
    wish = edit_issues(ledger.book, [(issue, "title", "照会2"), (issue, "escalated_to_id", "町内会")], DAY)
    assert isinstance(wish, Faults)
    assert [fault.facts["cell"] for fault in wish] == [1]
    assert now(ledger) == issue


def test_removing_an_issue_says_how_much_progress_goes_along(ledger: Any, issue: Issue) -> None:
    ledger.do(add_row(ledger.book, IssueNote, {"noted_on": DAY, "content": "事業者に照会"}, {"issue_id": issue.id}))
    assert ledger.do(remove(ledger.book, [issue])).label == "課題3を削除(課題の経過1件も削除)"
