from typing import Any

from core.model.charges.commitments import Commitment, CommitmentYear
from core.model.machine.faults import Faults
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.health.findings import findings
from core.words.sentences import sentence

PROMISE = {"name": "設計", "first_year": "R2", "last_year": "R3", "limit_yen": "56628千円"}


def refused(wish: Any) -> str:
    assert isinstance(wish, Faults), wish
    return " ".join(sentence(one) for one in wish)


def test_a_promise_ends_after_it_begins_and_its_years_lie_in_between(ledger: Any) -> None:
    assert "最後の年度(令和元年度)が最初の年度(令和2年度)より前です" in refused(
        add_row(ledger.book, Commitment, {**PROMISE, "last_year": "R1"})
    )
    days = {"starts_on": "R2.4.1", "ends_on": "R2.3.31"}
    assert "契約の終期" in refused(add_row(ledger.book, Commitment, {**PROMISE, **days}))
    ledger.do(add_row(ledger.book, Commitment, PROMISE))
    year = {"commitment_id": "設計", "fiscal_year": "R20", "planned_yen": "1"}
    assert "令和20年度は「設計」の期間(令和2年度〜令和3年度)の外です" in refused(
        add_row(ledger.book, CommitmentYear, year)
    )
    ledger.do(add_row(ledger.book, CommitmentYear, {**year, "fiscal_year": "R3"}))
    promise = ledger.find(Commitment, name="設計")
    assert "期間(令和2年度〜令和2年度)の外に、年度割があります: 令和3年度" in refused(
        edit(ledger.book, promise, "last_year", "R2")
    )


def test_what_is_planned_or_spent_above_its_limit_is_told_and_not_refused(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Commitment, PROMISE))
    year = {"commitment_id": "設計", "fiscal_year": "R2", "planned_yen": "24,000,000", "spent_yen": "24,000,000"}
    ledger.do(add_row(ledger.book, CommitmentYear, year))
    rules = {"commitment_above_limit", "commitment_overspent"}
    assert not rules & {one.rule for one in findings(ledger.book)}
    year = {"commitment_id": "設計", "fiscal_year": "R3", "planned_yen": "32,628,001", "spent_yen": "32,628,002"}
    ledger.do(add_row(ledger.book, CommitmentYear, year))
    told = [sentence(one) for one in findings(ledger.book) if one.rule in rules]
    assert any("設計 1円" in one for one in told)
    assert any("債務負担行為「設計」の令和3年度の年度割" in one for one in told)
