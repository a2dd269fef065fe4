from typing import Any

import pytest

from core.calc.charges.versions import Version, charged, charged_now, pairs_of, shares_of
from core.calc.claims.settle import settled, totals
from core.calc.splitting.apportion import SplitRefused
from core.model.charges.charging import Project, Stage, YearItem
from core.model.charges.claims import Claim, Payment, Settlement
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Faults
from core.model.machine.records import to_row
from core.model.values.charge_premises import ItemFlow
from core.operations.charges.issuing import issue
from core.operations.claims.requesting import request
from core.operations.claims.settling import settle
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.health.findings import findings
from core.words.sentences import sentence
from tests.core.operations.claims.desk import notified


def paid_in_full(ledger: Any, **project: str) -> Any:
    """A year of 6,000,000 yen, 1,000,000 each, all paid, of which 5,399,998 were spent."""
    notified(ledger, 6_000_000, "均等割", **project)
    ledger.do(request(ledger.book, 2026, "R8.4.10", "第#号"))
    pays = [Payment(one.id, one.id, one.due_on, one.yen) for one in ledger.book.all(Claim).values()]
    ledger.do(ChangeSet("納付", tuple(Insert("payments", to_row(one)) for one in pays)))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "result_yen", "5,399,998"))
    return ledger


def test_the_sum_of_the_differences_is_the_difference_of_the_sums(ledger: Any) -> None:
    paid_in_full(ledger)
    sums = totals(settled(ledger.book, 2026))
    assert {one["paid"] for one in sums.values()} == {1_000_000}
    assert sum(one["due"] for one in sums.values()) == 5_399_998
    assert sum(one["difference"] for one in sums.values()) == 5_399_998 - 6_000_000
    assert sorted(one["difference"] for one in sums.values()) == [-100_001] * 2 + [-100_000] * 4


def test_without_results_nothing_is_settled(ledger: Any) -> None:
    notified(ledger)
    with pytest.raises(SplitRefused) as refused:
        settled(ledger.book, 2026)
    assert "決算額のない費目があります: 保守" in sentence(refused.value.fault)


def test_the_final_version_is_what_is_due(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(issue(ledger.book, 2026, Stage.FINAL, "R9.3.31"))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "result_yen", "1"))
    assert sum(one["due"] for one in totals(settled(ledger.book, 2026)).values()) == 5_399_998


def test_a_surplus_goes_back_by_what_was_paid_where_the_project_says_so(ledger: Any) -> None:
    paid_in_full(ledger, settling="残額を納付額の比で返す")
    (one,) = settled(ledger.book, 2026)
    assert one.settling.label == "残額を納付額の比で返す"
    assert sum(one.due.values()) == 5_399_998


def test_refunds_are_written_down_once(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.1"))
    rows = list(ledger.book.all(Settlement).values())
    assert sum(one.difference for one in rows) == -600_002
    assert not [one for one in ledger.book.all(YearItem).values() if one.fiscal_year == 2027]
    wish = settle(ledger.book, 2026, "R9.6.1")
    assert isinstance(wish, Faults)
    assert [sentence(one) for one in wish] == [
        "令和8年度の精算は記録されています。やり直すときは、その年度の精算を削除してください。"
    ]


def test_settling_again_after_the_record_was_taken_out_carries_once(ledger: Any) -> None:
    paid_in_full(ledger, handling="翌年度に充当")
    ledger.do(settle(ledger.book, 2026, "R9.6.1"))
    ledger.do(remove(ledger.book, list(ledger.book.all(Settlement).values())))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "result_yen", "5,700,000"))
    ledger.do(settle(ledger.book, 2026, "R9.6.2"))
    carried = [one for one in ledger.book.all(YearItem).values() if one.fiscal_year == 2027]
    assert [one.amount for one in carried] == [50_000] * 6


def test_who_has_left_by_the_next_year_is_paid_back_and_stands_not_in_its_way(ledger: Any) -> None:
    """An item of 2027 that a member bears who has left in March would stop the charges of everybody."""
    paid_in_full(ledger, handling="翌年度に充当")
    ledger.do(edit(ledger.book, ledger.find(Municipality, name="舟橋村"), "left_on", "2027-04-01"))
    ledger.do(settle(ledger.book, 2026, "R9.6.1"))
    by_name = {one.payer: one.handling.label for one in ledger.book.all(Settlement).values()}
    assert by_name.pop("舟橋村") == "還付・追加"
    assert set(by_name.values()) == {"翌年度に充当"}
    texts = {"project_id": "運用管理", "fiscal_year": "令和9年度", "name": "保守", "amount": "6,000,000"}
    ledger.do(add_row(ledger.book, YearItem, texts))
    assert len(shares_of(charged_now(ledger.book, 2027))) == 5


def test_a_project_that_is_called_otherwise_by_now_is_settled_and_charged_once(ledger: Any) -> None:
    paid_in_full(ledger)
    told = shares_of(charged(ledger.book, Version(2026)))
    ledger.do(edit(ledger.book, ledger.find(Project, name="運用管理"), "name", "運用と管理"))
    assert shares_of(charged(ledger.book, Version(2026))) == told
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.10.1"))
    assert shares_of(charged(ledger.book, Version(2026))) == told, "the version under the old name has been replaced"
    sums = totals(settled(ledger.book, 2026))
    assert {one["paid"] for one in sums.values()} == {1_000_000}
    wish = request(ledger.book, 2026, "R8.10.2", "第#号", 100)
    assert isinstance(wish, Faults)
    assert [one.rule for one in wish] == ["nothing_to_request"]
    (pair,) = pairs_of(charged(ledger.book, Version(2026, Stage.NOTIFIED)), charged(ledger.book, Version(2026)))
    assert pair.first.items == pair.second.items


@pytest.mark.parametrize("handling", ["翌年度に充当", "団体別に繰越"])
def test_what_is_carried_lowers_each_members_next_charge_by_its_own_yen(ledger: Any, handling: str) -> None:
    paid_in_full(ledger, handling=handling)
    ledger.do(settle(ledger.book, 2026, "R9.6.1"))
    carried = [one for one in ledger.book.all(YearItem).values() if one.fiscal_year == 2027]
    assert sum(one.amount or 0 for one in carried) == 600_002
    assert {one.flow for one in carried} == {ItemFlow.CARRIED}
    texts = {"project_id": "運用管理", "fiscal_year": "令和9年度", "name": "保守", "amount": "6,000,000"}
    ledger.do(add_row(ledger.book, YearItem, texts))
    sums = totals(settled(ledger.book, 2026))
    assert shares_of(charged_now(ledger.book, 2027)) == {
        code: 1_000_000 + one["difference"] for code, one in sums.items()
    }


def test_a_claim_that_is_open_after_its_year_was_settled_is_a_finding(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(remove(ledger.book, [next(iter(ledger.book.all(Payment).values()))]))
    assert "settled_and_open" not in {one.rule for one in findings(ledger.book)}
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    (found,) = (one for one in findings(ledger.book) if one.rule == "settled_and_open")
    assert "請求「第1号」(射水市 第1期)" in sentence(found)


def test_who_is_not_charged_any_more_is_left_to_the_settlement_too(ledger: Any) -> None:
    """Of a member that a changed charge does not know the request tells that it was asked for."""
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "第#号"))
    ledger.do(edit(ledger.book, ledger.find(Municipality, name="舟橋村"), "left_on", "R8.3.31"))
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.9.1"))
    made = request(ledger.book, 2026, "R8.9.10", "変#")
    assert isinstance(made, ChangeSet)
    assert made.label.endswith("減額のため精算に回すもの: 舟橋村)")


@pytest.mark.parametrize(("handling", "asked"), [("還付・追加", 6), ("翌年度に充当", 0)])
def test_what_a_settlement_adds_is_asked_for_by_a_day_of_its_own_unless_it_was_carried(
    ledger: Any, handling: str, asked: int
) -> None:
    paid_in_full(ledger, handling=handling)
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "result_yen", "6,600,000"))
    ledger.do(issue(ledger.book, 2026, Stage.FINAL, "R9.5.31"))
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    early = request(ledger.book, 2026, "R9.6.20", "追#", due_on="R9.6.19")
    assert isinstance(early, Faults)
    assert "納期限(令和9年6月19日)が請求日(令和9年6月20日)より前です" in sentence(next(iter(early)))
    wish = request(ledger.book, 2026, "R9.6.20", "追#", due_on="R9.7.31")
    if not asked:
        assert isinstance(wish, Faults), "the next year's charge has it already"
        return
    ledger.do(wish)
    new = [one for one in ledger.book.all(Claim).values() if one.number.startswith("追")]
    assert [(one.yen, one.due_on, one.term) for one in new] == [(100_000, "2027-07-31", 4)] * asked
    assert "settled_and_open" not in {one.rule for one in findings(ledger.book)}
    (made,) = settled(ledger.book, 2026)
    assert not made.open
