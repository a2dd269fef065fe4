from typing import Any

import pytest

from core.calc.charges.versions import charged, read_version
from core.calc.claims.standing import claimed_by_code, standings_of
from core.calc.dues.sources import dues_on
from core.model.charges.charging import Project, Stage, YearItem
from core.model.charges.claims import Claim, Payment, PaymentTerm
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.operations.charges.issuing import issue
from core.operations.claims.requesting import request
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from tests.core.operations.claims.desk import notified


def refused(wish: Any) -> str:
    assert isinstance(wish, Faults), wish
    return " ".join(sentence(one) for one in wish)


def test_each_members_instalments_add_up_to_its_charge(ledger: Any) -> None:
    notified(ledger)
    ledger.do(request(ledger.book, 2026, "R8.4.10", "令8負第#号"))
    (made,) = charged(ledger.book, read_version("2026"))
    assert claimed_by_code(standings_of(ledger.book, 2026)) == dict(made.result.shares)
    claims = list(ledger.book.all(Claim).values())
    assert len(claims) == 24
    assert (claims[0].number, claims[23].number) == ("令8負第1号", "令8負第24号")
    assert {one.due_on for one in claims} == {"2026-04-30", "2026-08-31", "2027-01-04", "2027-03-01"}


def test_a_change_asks_for_what_is_more_in_the_terms_that_are_left(ledger: Any) -> None:
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "#"))
    assert "新しく請求する額はありません" in refused(request(ledger.book, 2026, "R8.9.1", "変#"))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "amount", "6,600,000"))
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.9.1"))
    ledger.do(request(ledger.book, 2026, "R8.9.10", "変#"))
    new = [one for one in ledger.book.all(Claim).values() if one.number.startswith("変")]
    assert {(one.term, one.yen) for one in new} == {(3, 50_000), (4, 50_000)}
    assert set(claimed_by_code(standings_of(ledger.book, 2026)).values()) == {1_100_000}


def test_who_owes_less_is_left_to_the_settlement_and_told(ledger: Any) -> None:
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "#"))
    item = ledger.find(YearItem, name="保守")
    ledger.do(edit(ledger.book, item, "amount", "600,000"))
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.9.1"))
    told = refused(request(ledger.book, 2026, "R8.9.10", "変#"))
    assert "新しく請求する額はありません。減った額は精算で扱います: 射水市、滑川市" in told


def test_a_project_without_a_term_left_does_not_keep_another_from_being_asked_for(ledger: Any) -> None:
    """Only 事務局費 has its one term in May: after it the change of 運用管理 is asked for all the same."""
    ledger.do(add_row(ledger.book, Project, {"name": "事務局費", "rule": "均等割"}))
    texts = {"project_id": "事務局費", "fiscal_year": "令和8年度", "name": "旅費", "amount": "600"}
    ledger.do(add_row(ledger.book, YearItem, texts))
    term = {"project_id": "事務局費", "number": "1", "percent": "100", "month": "5", "day": "31"}
    ledger.do(add_row(ledger.book, PaymentTerm, term))
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "#"))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "amount", "6,600,000"))
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.9.1"))
    made = request(ledger.book, 2026, "R8.9.10", "変#")
    assert not isinstance(made, Faults)
    assert "納期がない" not in made.label, "of 事務局費 nothing more was to be asked for"
    ledger.do(made)
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="旅費"), "amount", "1,200"))
    ledger.do(edit(ledger.book, ledger.find(YearItem, name="保守"), "amount", "7,200,000"))
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.10.1"))
    made = request(ledger.book, 2026, "R8.10.10", "変二#")
    assert not isinstance(made, Faults)
    assert made.label.endswith("納期がないため精算に回すもの: 事務局費)")
    ledger.do(made)
    assert "「事務局費」には、令和8年10月11日より後の納期がありません" in refused(
        request(ledger.book, 2026, "R8.10.11", "変三#")
    )


def test_who_joins_in_october_is_asked_in_the_terms_from_then_on(ledger: Any) -> None:
    late = ledger.find(Municipality, name="舟橋村")
    ledger.do(edit(ledger.book, late, "joined_on", "R8.10.1"))
    notified(ledger)
    ledger.do(request(ledger.book, 2026, "R8.4.10", "#"))
    (made,) = charged(ledger.book, read_version("2026"))
    assert claimed_by_code(standings_of(ledger.book, 2026)) == dict(made.result.shares)
    own = [one for one in ledger.book.all(Claim).values() if one.code == late.code]
    assert [one.term for one in own] == [3, 4]
    assert own[0].yen - own[1].yen in {0, 1}


def test_nothing_is_asked_for_or_due_before_the_notice(ledger: Any) -> None:
    notified(ledger)
    assert refused(request(ledger.book, 2026, "R8.3.31", "第#号")).startswith(
        "令和8年度の「運用管理」の通知は令和8年4月1日です。請求日は令和8年4月1日以後の日付を入力してください。"
    )
    ledger.do(request(ledger.book, 2026, "R8.4.1", "第#号"))
    claim = next(iter(ledger.book.all(Claim).values()))
    ledger.do(edit(ledger.book, claim, "requested_on", "R8.3.1"))
    told = refused(edit(ledger.book, ledger.book.all(Claim)[claim.id], "due_on", "R8.3.31"))
    assert "負担金を知らせた日(令和8年4月1日)より前です" in told


@pytest.mark.parametrize(
    ("day", "numbers", "told"),
    [
        ("R8.5.1", "#", "第1期の納期限(令和8年4月30日)が請求日(令和8年5月1日)より前です"),
        ("R8.4.10", "負担金", "番号の入る所がありません"),
        ("いつか", "#", "いつか"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_and_nothing_is_made(
    ledger: Any, day: str, numbers: str, told: str
) -> None:
    notified(ledger)
    assert told in refused(request(ledger.book, 2026, day, numbers))
    assert not ledger.book.all(Claim)


def test_terms_that_are_not_the_whole_are_refused(ledger: Any) -> None:
    notified(ledger)
    term = next(one for one in ledger.book.all(PaymentTerm).values() if one.number == 4)
    ledger.do(edit(ledger.book, term, "percent", "10"))
    assert "期の割合の合計が90%です" in refused(request(ledger.book, 2026, "R8.4.10", "#"))
    assert "110%になります" in refused(edit(ledger.book, ledger.book.all(PaymentTerm)[term.id], "percent", "30"))
    assert "13」月という月はありません" in refused(edit(ledger.book, term, "month", "13"))


def test_a_plan_is_not_asked_for(ledger: Any) -> None:
    assert "まだ通知していません" in refused(request(ledger.book, 2019, "R8.4.10", "#"))


def test_payments_come_in_parts_and_never_above_what_is_open(ledger: Any) -> None:
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "第#号"))
    pay = {"claim_id": "第1号", "paid_on": "R8.4.20", "yen": "100,000"}
    ledger.do(add_row(ledger.book, Payment, pay))
    first = standings_of(ledger.book, 2026)[0]
    assert (first.claim.yen, first.paid, first.open) == (300_000, 100_000, 200_000)
    assert first.word("2026-04-30") == "一部納付(未納)"
    assert first.word("2026-05-01") == "一部納付(期限超過)"
    told = refused(add_row(ledger.book, Payment, {**pay, "yen": "200,001"}))
    assert "納付額200,001円は、未納の額(200,000円)を超えています" in told
    ledger.do(add_row(ledger.book, Payment, {**pay, "yen": "200,000", "paid_on": "R8.4.30"}))
    assert standings_of(ledger.book, 2026)[0].word("2026-05-01") == "納付済"


def test_what_is_open_stands_among_the_dues_until_it_is_paid(ledger: Any) -> None:
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "第#号"))
    late = [one for one in dues_on(ledger.book, "2026-05-01").late if one.kind == "負担金の納期限"]
    assert next((one.title, one.who) for one in late) == ("第1号 第1期 300,000円", "射水市")
    assert len(late) == 6
    ledger.do(add_row(ledger.book, Payment, {"claim_id": "第1号", "paid_on": "R8.4.20", "yen": "300,000"}))
    assert len([one for one in dues_on(ledger.book, "2026-05-01").late if one.kind == "負担金の納期限"]) == 5


def test_a_due_date_before_the_request_is_refused(ledger: Any) -> None:
    notified(ledger)
    ledger.do(request(ledger.book, 2026, "R8.4.10", "#"))
    claim = next(iter(ledger.book.all(Claim).values()))
    assert "請求日(令和8年4月10日)より前です" in refused(edit(ledger.book, claim, "due_on", "R8.4.9"))


def test_a_notified_charge_stays_when_its_project_goes_and_requests_say_what_is_missing(ledger: Any) -> None:
    notified(ledger)
    ledger.do(remove(ledger.book, [ledger.find(Project, name="運用管理")]))
    (made,) = charged(ledger.book, read_version("2026"))
    assert made.result.total == 10_000_001
    assert "事業「運用管理」が台帳にないため" in refused(request(ledger.book, 2026, "R8.4.10", "#"))
