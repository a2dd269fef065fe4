"""旧団体コード: what was charged, asked, settled under the code of before goes on under the new one."""

from typing import Any

import pytest

from core.calc.charges.mixing import Factor
from core.calc.charges.outlook import year_beside
from core.calc.charges.versions import Version, beside, charged, charged_now, explanation
from core.calc.claims.settle import settled
from core.documents.charges import explanation as explanation_paper
from core.documents.charges import notice
from core.documents.claims import audit, papers, settlement_notice
from core.documents.paper.settings import PrintSettings
from core.model.charges.charging import Assessment, Stage, YearItem
from core.model.charges.claims import Claim, Payment, Settlement
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.charges.issuing import issue
from core.operations.claims.requesting import request
from core.operations.claims.settling import settle
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.rows import remove
from core.operations.health.findings import findings
from core.words.sentences import sentence
from tests.core.documents.sheets import column, table
from tests.core.operations.claims.desk import notified
from tests.core.operations.claims.test_requesting import refused
from tests.core.operations.claims.test_settling import paid_in_full

OLD, NEW = "162116", "162019"
"""射水市's own, and another one's of the country that nobody has here."""


def recode(ledger: Any, text: str = NEW) -> Any:
    one = ledger.find(Municipality, name="射水市")
    return ledger.do(edit(ledger.book, one, "code", text))


def test_a_code_under_which_something_was_kept_is_noted_and_comes_back_with_undo(ledger: Any) -> None:
    kept = [one.premises for one in ledger.book.all(Assessment).values()]
    back = recode(ledger)
    one = ledger.find(Municipality, name="射水市")
    assert (one.code, one.former_codes) == (NEW, OLD)
    assert [one.premises for one in ledger.book.all(Assessment).values()] == kept
    recode(ledger, OLD)
    assert ledger.find(Municipality, name="射水市").former_codes == "", "under the other nothing was kept"
    assert isinstance(back, ChangeSet)


def test_a_code_under_which_nothing_was_kept_is_no_former_code(ledger: Any) -> None:
    ledger.do(add_row(ledger.book, Municipality, {"code": "162027", "name": "高岡市"}))
    one = ledger.find(Municipality, name="高岡市")
    ledger.do(edit(ledger.book, one, "code", "162043"))
    assert ledger.find(Municipality, name="高岡市").former_codes == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("16211", "旧団体コード「16211」を読めません"),
        ("162060", "旧団体コード「162060」は滑川市のコードです"),
        ("162019、なし", "「なし」を読めません"),
    ],
)
def test_former_codes_are_codes_and_no_other_members(ledger: Any, text: str, said: str) -> None:
    one = ledger.find(Municipality, name="射水市")
    assert said in refused(edit(ledger.book, one, "former_codes", text))
    ledger.do(edit(ledger.book, one, "former_codes", f"{NEW}, 162027"))


def test_two_members_of_one_version_are_never_one(ledger: Any) -> None:
    gone = ledger.find(Municipality, name="舟橋村")
    ledger.do(remove(ledger.book, [gone]))
    one = ledger.find(Municipality, name="射水市")
    told = refused(edit(ledger.book, one, "former_codes", gone.code))
    assert "負担金の同じ版に別の団体としてあるため" in told


def test_why_a_charge_changed_knows_no_leaver_and_no_joiner_where_a_code_was_changed(ledger: Any) -> None:
    book = notified(ledger, 6_000_000, "均等割:人口割=3:7").book
    before = charged(book, Version(2026))
    plain = explanation(before, charged_now(book, 2026), OLD)
    recode(ledger)
    assert charged(book, Version(2026)) == before, "what was told stays"
    now = charged_now(book, 2026)
    found = explanation(beside(book, before, now), now, NEW)
    assert [one.yen for one in found.steps] == [one.yen for one in plain.steps] == [0] * len(found.steps)
    (step,) = (one for one in found.steps if one.factor is Factor.MEMBERS)
    assert step.told == ()


def test_nobody_is_asked_twice_and_a_year_is_settled_with_its_payer_whatever_its_code_is_by_then(ledger: Any) -> None:
    paid_in_full(ledger)
    plain = settled(ledger.book, 2026)[0]
    recode(ledger)
    assert isinstance(request(ledger.book, 2026, "R8.6.1", "追#"), Faults), "nothing new is to be asked for"
    ledger.do(issue(ledger.book, 2026, Stage.CHANGED, "R8.9.1"))
    assert isinstance(request(ledger.book, 2026, "R8.9.2", "追#"), Faults)
    (made,) = settled(ledger.book, 2026)
    named = [(made.names[code], made.paid[code], made.due[code]) for code in made.names]
    assert sorted(named) == sorted((plain.names[code], plain.paid[code], plain.due[code]) for code in plain.names)
    settings = PrintSettings(anonymous=False, fiscal_year=2026, as_of="2026-10-01")
    assert set(column(table(audit.build(ledger.book, settings)), "照合")) == {"一致"}
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    ledger.do(add_row(ledger.book, Payment, {"claim_id": "第1号", "paid_on": "R9.6.20", "yen": "1", "kind": "還付"}))
    (made,) = settled(ledger.book, 2026)
    assert made.back(NEW).yen == 1


def test_a_member_that_was_asked_under_a_code_nobody_knows_is_a_finding_until_its_former_code_is_entered(
    ledger: Any,
) -> None:
    notified(ledger, 6_000_000, "均等割")
    ledger.do(request(ledger.book, 2026, "R8.4.10", "第#号"))
    recode(ledger)
    assert "code_untraced" not in {one.rule for one in findings(ledger.book)}
    ledger.do(edit(ledger.book, ledger.find(Municipality, name="射水市"), "former_codes", ""))
    (found,) = (one for one in findings(ledger.book) if one.rule == "code_untraced")
    assert f"射水市 {OLD}(今は{NEW})" in sentence(found)
    ledger.do(edit(ledger.book, ledger.find(Municipality, name="射水市"), "former_codes", OLD))
    assert "code_untraced" not in {one.rule for one in findings(ledger.book)}


def test_what_is_carried_goes_to_the_member_under_its_new_code(ledger: Any) -> None:
    paid_in_full(ledger, handling="翌年度に充当")
    ledger.do(issue(ledger.book, 2026, Stage.FINAL, "R9.5.31"))
    recode(ledger)
    ledger.do(settle(ledger.book, 2026, "R9.6.10"))
    member = ledger.find(Municipality, name="射水市")
    carried = [one for one in ledger.book.all(YearItem).values() if one.fiscal_year == 2027]
    assert len(carried) == 6
    assert member.id in {one.borne_by_id for one in carried}
    assert {one.handling.label for one in ledger.book.all(Settlement).values()} == {"翌年度に充当"}
    (made,) = settled(ledger.book, 2026)
    assert made.made is not None
    assert set(made.names) == set(made.made.result.shares)


def test_the_papers_of_a_member_are_found_by_its_new_code_and_addressed_to_it(ledger: Any) -> None:
    paid_in_full(ledger)
    book = ledger.book
    plain = PrintSettings(anonymous=False, fiscal_year=2026, as_of="2027-07-01")
    before = [make(book, plain) for make in (notice.build, settlement_notice.build, explanation_paper.build)]
    recode(ledger)
    own = PrintSettings(anonymous=False, fiscal_year=2026, as_of="2027-07-01", municipality=NEW)
    after = [make(book, own) for make in (notice.build, settlement_notice.build, explanation_paper.build)]
    for whole, mine in zip(before, after, strict=True):
        assert mine.sheets == whole.sheets[: len(mine.sheets)] != ()
    assert len(papers.build_settlement(book, own).sheets) == 1
    assert year_beside(book, 2026).charges == year_beside(book, 2026).charges
    assert {one.code for one in book.all(Claim).values() if one.payer == "射水市"} == {OLD}
