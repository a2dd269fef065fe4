"""The matrix of local rules: what is typed, pasted and refused."""

from typing import Any

import pytest

from core.model.council import Municipality, Participation
from core.model.local_rules import LocalRule, RuleUse, Use
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.editing.rows import remove
from core.operations.local_rules.using import describe_use, use_cells
from core.words.sentences import sentence


def rule(ledger: Any, number: str = "1") -> LocalRule:
    found: LocalRule = ledger.find(LocalRule, number=number)
    return found


def place(ledger: Any, label: str = "A") -> Municipality:
    found: Municipality = ledger.find(Municipality, label=label)
    return found


def row(ledger: Any, number: str = "1", label: str = "A") -> RuleUse | None:
    rows = ledger.book.children(RuleUse, rule(ledger, number).id).values()
    return next((one for one in rows if one.municipality_id == place(ledger, label).id), None)


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("続ける", Use.KEPT),
        ("1", Use.KEPT),
        ("●", Use.KEPT),
        ("○", Use.STANDARD),
        ("2", Use.STANDARD),
        ("やめる", Use.STOPPED),
        ("×", Use.STOPPED),
        ("—", Use.ABSENT),
        ("4", Use.ABSENT),
    ],
)
def test_a_use_is_typed_as_its_word_its_sign_or_its_key(ledger: Any, text: str, use: Use) -> None:
    ledger.do(use_cells(ledger.book, [(rule(ledger), place(ledger), text)]))
    found = row(ledger)
    assert found is not None
    assert found.use is use


@pytest.mark.parametrize("text", ["", "0", "未調査"])
def test_taking_the_word_away_takes_the_row_that_says_nothing_else(ledger: Any, text: str) -> None:
    ledger.do(use_cells(ledger.book, [(rule(ledger), place(ledger), "1")]))
    ledger.do(use_cells(ledger.book, [(rule(ledger), place(ledger), text)]))
    assert row(ledger) is None
    ledger.do(describe_use(ledger.book, rule(ledger), place(ledger), "basis", "条例第3条"))
    ledger.do(use_cells(ledger.book, [(rule(ledger), place(ledger), "1")]))
    ledger.do(use_cells(ledger.book, [(rule(ledger), place(ledger), text)]))
    kept = row(ledger)
    assert kept is not None
    assert (kept.use, kept.basis) == (None, "条例第3条")


def test_who_takes_no_part_is_not_asked_and_nothing_changes(ledger: Any) -> None:
    system = rule(ledger).system_id
    gone = ledger.find(Participation, municipality_id=place(ledger, "B").id, system_id=system)
    ledger.do(remove(ledger.book, [gone]))
    wish = use_cells(ledger.book, [(rule(ledger), place(ledger, "A"), "1"), (rule(ledger), place(ledger, "B"), "1")])
    assert isinstance(wish, Faults)
    (fault,) = wish
    assert fault.facts["cell"] == 1
    assert sentence(fault) == (
        "滑川市は障害者福祉に参加していないため、独自ルール1の調査の対象ではありません。"
        "参加する場合は、業務と参加のページで参加にしてください。"
    )
    assert row(ledger) is None


def test_a_word_that_is_none_is_refused_with_those_that_are(ledger: Any) -> None:
    wish = use_cells(ledger.book, [(rule(ledger), place(ledger), "たぶん")])
    assert isinstance(wish, Faults)
    assert "続ける・標準で足りる・やめる・該当なし" in sentence(next(iter(wish)))


def test_a_paste_is_one_action(ledger: Any) -> None:
    wish = use_cells(ledger.book, [(rule(ledger, number), place(ledger), "3") for number in ("1", "2", "4")])
    assert isinstance(wish, ChangeSet)
    assert wish.label == "独自ルールの団体別状況を変更(3件)"
    ledger.do(wish)
    assert row(ledger, "4") is not None


def test_removing_a_rule_says_what_goes_along(ledger: Any) -> None:
    inverse = ledger.do(remove(ledger.book, [rule(ledger, "9")]))
    assert inverse.label == "独自ルール9を削除(独自ルールの団体別状況6件、関連1件も削除)"
