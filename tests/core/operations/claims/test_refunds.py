"""還付: what a settlement gives back is paid back, in parts too, and never more."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.claims.refunds import left_to_return, returned_by_code, settlement_of
from core.calc.claims.settle import settled
from core.calc.claims.standing import paid_by_code, standings_of
from core.model.charges.charging import YearItem
from core.model.charges.claims import Claim, Payment, PaymentKind, Settlement
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Faults
from core.model.machine.grids import Grid
from core.model.machine.records import to_row
from core.operations.claims.requesting import request
from core.operations.claims.settling import settle
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.health.findings import findings
from core.operations.intake import look_at
from core.words.sentences import sentence
from tests.core.operations.claims.desk import asked_for, notified
from tests.core.operations.claims.test_requesting import refused
from tests.core.operations.claims.test_settling import paid_in_full

BACK = {"claim_id": "第1号", "paid_on": "R9.6.20", "yen": "100,000", "kind": "還付"}


def refund(ledger: Any, **other: str) -> Any:
    return add_row(ledger.book, Payment, {**BACK, **other})


def test_a_refund_is_recorded_in_parts_until_all_of_it_is_back(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    claim = ledger.find(Claim, number="第1号")
    settlement = settlement_of(ledger.book, claim)
    assert settlement is not None
    whole = -settlement.difference
    assert left_to_return(ledger.book, claim) == whole
    ledger.do(refund(ledger, yen="40,000"))
    assert left_to_return(ledger.book, claim) == whole - 40_000
    other = next(one for one in ledger.book.all(Claim).values() if one.payer == claim.payer and one.id != claim.id)
    ledger.do(refund(ledger, claim_id=other.number, yen=str(whole - 40_000), paid_on="R9.7.1"))
    assert left_to_return(ledger.book, claim) == 0
    (made,) = settled(ledger.book, 2026)
    assert (made.back(claim.code).yen, made.back(claim.code).last_on) == (whole, "2027-07-01")
    assert made.left_to_return(claim.code) == 0
    assert {one.open for one in standings_of(ledger.book, 2026)} == {0}, "what went back opens no claim"
    assert "まだ返していない額(0円" in refused(refund(ledger, yen="1"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"yen": "100,002"}, "への還付100,002円は、まだ返していない額("),
        ({"paid_on": "R9.6.9"}, "への還付の日が、精算日(令和9年6月10日)より前です"),
        ({"yen": "-100"}, "「-100」は負の数です。返した額は、区分を還付にして"),
        ({"yen": "△100", "kind": ""}, "「△100」は負の数です。返した額は、区分を還付にして"),
        ({"yen": "0"}, "の還付の額が0円です"),
        ({"claim_id": "第99号"}, "第99号"),
    ],
)
def test_what_cannot_be_paid_back_is_refused_and_nothing_is_recorded(
    ledger: Any, typed: Mapping[str, str], told: str
) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    before = len(ledger.book.all(Payment))
    assert told in refused(refund(ledger, **typed))
    assert len(ledger.book.all(Payment)) == before


def test_nothing_is_paid_back_before_the_year_is_settled(ledger: Any) -> None:
    paid_in_full(ledger)
    told = refused(refund(ledger))
    assert "令和8年度「運用管理」の射水市の精算が記録されていないため、還付を記録できません" in told


def test_what_is_carried_or_still_to_be_paid_is_not_paid_back(ledger: Any) -> None:
    paid_in_full(ledger, handling="翌年度に充当")
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    assert "「翌年度に充当」のため、還付を記録できません" in refused(refund(ledger))
    ledger.do(remove(ledger.book, list(ledger.book.all(Settlement).values())))
    ledger.do(edit(ledger.book, ledger.find(YearItem, fiscal_year=2026, name="保守"), "result_yen", "6,600,000"))
    ledger.do(settle(ledger.book, 2026, "R9.6.11"))
    assert "返す額はありません(追加の額 100,000円" in refused(refund(ledger))


def test_a_payment_becomes_no_refund_by_its_word_alone(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    paid = next(iter(ledger.book.all(Payment).values()))
    told = refused(edit(ledger.book, paid, "kind", "還付"))
    assert "より前です" in told


def test_refunds_that_the_settlement_does_not_give_back_are_a_finding(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    ledger.do(refund(ledger))
    assert "refund_not_settled" not in {one.rule for one in findings(ledger.book)}
    ledger.do(remove(ledger.book, list(ledger.book.all(Settlement).values())))
    (found,) = (one for one in findings(ledger.book) if one.rule == "refund_not_settled")
    assert "射水市 100,000円(精算で返す額 0円)" in sentence(found)
    ledger.do(edit(ledger.book, ledger.find(YearItem, fiscal_year=2026, name="保守"), "result_yen", "5,700,000"))
    ledger.do(settle(ledger.book, 2026, "R9.6.11"))
    (found,) = (one for one in findings(ledger.book) if one.rule == "refund_not_settled")
    assert "射水市 100,000円(精算で返す額 50,000円)" in sentence(found)


def taken_in(ledger: Any, lines: str) -> ChangeSet:
    """Return the wish of a sheet of these lines, of which none may be left out."""
    rows = tuple(tuple(line.split(",")) for line in lines.splitlines())
    plan = look_at(ledger.book, Grid("収納の一覧", rows)).plan(ledger.book)
    assert plan is not None
    assert [sentence(fault) for line in plan.refused for fault in line.reasons] == []
    return plan.change_set


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_money_in_less_money_back_is_what_remains(data: st.DataObject) -> None:
    """Whatever was paid, spent and paid back: to the yen, for each member, and for all of them together."""
    ledger = asked_for()
    claims = list(ledger.book.all(Claim).values())
    parts = data.draw(st.lists(st.sampled_from((0, 1, 2)), min_size=len(claims), max_size=len(claims)))
    pays = [
        Payment(one.id, one.id, one.due_on, one.yen * part // 2)
        for one, part in zip(claims, parts, strict=True)
        if part
    ]
    ledger.do(ChangeSet("納付", tuple(Insert("payments", to_row(one)) for one in pays)))
    spent = data.draw(st.integers(0, 7_000_000))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "result_yen", str(spent)))
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    for claim in {one.code: one for one in claims}.values():
        left = left_to_return(ledger.book, claim)
        texts = {"claim_id": claim.number, "paid_on": "R9.6.20", "kind": "還付"}
        assert isinstance(add_row(ledger.book, Payment, {**texts, "yen": str(left + 1)}), Faults)
        some = data.draw(st.integers(0, left))
        for yen in filter(None, (some, data.draw(st.sampled_from((0, left - some))))):
            ledger.do(add_row(ledger.book, Payment, {**texts, "yen": str(yen)}))
    (made,) = settled(ledger.book, 2026)
    paid = paid_by_code(standings_of(ledger.book, 2026))
    back = returned_by_code(standings_of(ledger.book, 2026))
    for code in made.names:
        returned = back[code].yen if code in back else 0
        still_to_pay = max(0, made.difference(code))
        assert paid[code] - returned == made.due[code] + made.left_to_return(code) - still_to_pay
        assert made.left_to_return(code) >= 0
    in_, out = sum(paid.values()), sum(one.yen for one in back.values())
    left = sum(map(made.left_to_return, made.names)) - sum(max(0, made.difference(code)) for code in made.names)
    assert in_ - out == spent + left


@pytest.mark.parametrize(
    "lines",
    [
        "請求番号,区分,納付日,納付額\n第1号,還付,R9.6.20,40000\n第2号,返還,R9.6.21,100000\n",
        "調定番号,収納区分,収納日,金額\n第1号,戻出,R9.6.20,40000\n第2号,還付,R9.6.21,100000\n",
        "請求番号,納付日,還付額\n第1号,R9.6.20,40000\n第2号,R9.6.21,100000\n",
    ],
)
def test_a_list_of_refunds_is_taken_in_from_its_first_line_on(ledger: Any, lines: str) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    ledger.do(taken_in(ledger, lines))
    back = [one for one in ledger.book.all(Payment).values() if one.kind is PaymentKind.REFUNDED]
    assert [(one.paid_on, one.yen) for one in back] == [("2027-06-20", 40_000), ("2027-06-21", 100_000)]


def test_a_list_with_money_below_zero_is_refused_with_the_word_for_it(ledger: Any) -> None:
    paid_in_full(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    grid = Grid(
        "収納の一覧", (("請求番号", "納付日", "納付額"), ("第1号", "R9.6.20", "△40000"), ("第2号", "R9.6.20", -1.0))
    )
    plan = look_at(ledger.book, grid).plan(ledger.book)
    assert plan is not None
    told = [sentence(fault) for line in plan.refused for fault in line.reasons]
    assert len(told) == 2
    assert all("返した額は、区分を還付にして" in one for one in told)
    assert not plan.change_set.changes


def test_a_list_of_payments_without_any_remark_loses_no_line(ledger: Any) -> None:
    """Its first line was once read as the second line of its heading, as a sheet that says nothing."""
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "第#号"))
    ledger.do(taken_in(ledger, "請求番号,納付日,納付額\n第1号,R8.4.20,1000\n第2号,R8.4.21,2000\n"))
    more = "請求番号,納付日,納付額,還付額\n第3号,R8.4.22,3000,0\n第4号,R8.4.22,4000,\n第5号,R8.4.22,5000,-\n"
    assert len(taken_in(ledger, more).changes) == 3, "who got nothing back is no refund"
    assert [one.yen for one in ledger.book.all(Payment).values()] == [1_000, 2_000]
