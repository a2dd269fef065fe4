from pathlib import Path

import pytest

from core.cli.output import opened
from core.model.charges.charging import YearItem
from core.model.charges.claims import Claim, Payment
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.operations.claims.settling import settle
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from tests.core.cli.desk import Call
from tests.core.operations.claims.desk import asked_for

ITEMS = "事業,年度,費目,決算額\n" + "".join(
    f"クラウド利用料,令和2年度,{name},{yen}\n"
    for name, yen in (
        ("クラウド利用料", 260000000),
        ("クラウド基盤", 9100000),
        ("制度改正の改修", 9600000),
        ("前年度の精算", 3000000),
    )
)


def test_a_year_is_settled_from_its_results_to_the_yen(call: Call, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "決算.csv").write_text(ITEMS, encoding="utf-8-sig")
    assert call("import", ledger, tmp_path / "決算.csv").code == 0
    found = call("settle", ledger, "2020", "--json").json
    assert set(found["shares"]["162116"]) == {"paid", "due", "difference"}
    for name in ("paid", "due", "difference"):
        assert sum(one[name] for one in found["shares"].values()) == found["total"][name]
    assert found["total"] == {"paid": 0, "due": 275_700_000, "difference": 275_700_000}
    assert "精算後の負担金" in call("settle", ledger, "2020").out


def test_a_year_without_results_is_not_settled_and_says_so(call: Call, ledger: Path) -> None:
    done = call("settle", ledger, "2015")
    assert done.code == 1
    assert "決算額のない費目があります: クラウド利用料" in done.err
    assert "令和12年度の負担金の版がありません" in call("settle", ledger, "2030").err


def test_what_was_paid_back_is_told_and_a_new_code_splits_no_member_in_two(call: Call, tmp_path: Path) -> None:
    made = asked_for()
    made.do(edit(made.book, made.find(YearItem, name="保守"), "result_yen", "5,400,000"))
    pays = [Payment(one.id, one.id, one.due_on, one.yen) for one in made.book.all(Claim).values()]
    made.do(ChangeSet("納付", tuple(Insert("payments", to_row(one)) for one in pays)))
    made.do(settle(made.book, 2026, "R9.6.10"))
    back = {"claim_id": "第1号", "paid_on": "R9.6.20", "yen": "40,000", "kind": "還付"}
    made.do(add_row(made.book, Payment, back))
    made.do(edit(made.book, made.find(Municipality, name="射水市"), "code", "162019"))
    file = LedgerFile.new(Home(tmp_path / "home"), made.done)
    file.save_as(tmp_path / "台帳.anbun")
    file.close()
    found = call("settle", tmp_path / "台帳.anbun", "2026", "--json").json
    assert found["refunded"] == {"162116": 40_000}
    assert found["total"] == {"paid": 6_000_000, "due": 5_400_000, "difference": -600_000}
    assert "還付済: 射水市 40,000円" in call("settle", tmp_path / "台帳.anbun", "2026").out
    for who in ("射水市", "162019"):
        why = call("explain", tmp_path / "台帳.anbun", who, "2026:通知", "2026:試算", "--json").json
        assert {one["yen"] for one in why["steps"]} == {0}
        assert [one["changes"] for one in why["steps"] if one["factor"] == "members"] == [[]]
    assert call("charge", tmp_path / "台帳.anbun", "2026", "--json").json["shares"]["162116"] == 1_000_000


@pytest.mark.parametrize("heading", ["請求", "請求番号"])
def test_payments_come_in_from_a_list(call: Call, ledger: Path, tmp_path: Path, heading: str) -> None:
    (tmp_path / "納付.csv").write_text(f"{heading},納付日,納付額\n無い番号,R2.4.30,1000\n", encoding="utf-8-sig")
    done = call("import", ledger, tmp_path / "納付.csv")
    assert done.code == 1
    assert "無い番号" in done.out + done.err


def test_results_of_a_list_that_does_not_name_the_bearer_are_of_the_item_that_is_called_so(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    """The budget names who bears 独自帳票 alone, the list of results does not: it is the same item and no new one."""
    budget = "事業,年度,費目,予算額,負担団体\nクラウド利用料,令和2年度,独自帳票,330000,射水市\n"
    (tmp_path / "予算.csv").write_text(budget, encoding="utf-8-sig")
    assert call("import", ledger, tmp_path / "予算.csv").code == 0
    results = "事業,年度,費目,決算額\nクラウド利用料,令和2年度,独自帳票,320000\n"
    (tmp_path / "決算.csv").write_text(results, encoding="utf-8-sig")
    assert "追加 0件、変更 1件" in call("import", ledger, tmp_path / "決算.csv").out
    with opened(str(ledger)) as file:
        (found,) = (one for one in file.store.book().all(YearItem).values() if one.name == "独自帳票")
        assert (found.amount, found.result_yen) == (330_000, 320_000)
        assert found.borne_by_id is not None
