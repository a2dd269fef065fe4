from pathlib import Path

from tests.core.cli.desk import Call
from tests.core.operations.cloud_bills.bills import TOTAL, csv

KEYS = "種類,アカウント・タグ,団体,按分規則\nアカウント,acc-A,射水市,\nアカウント,common,,均等割\nタグ,all,,人口割\n"


def test_a_bill_is_tried_taken_in_and_refused_the_second_time(call: Call, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "対応.csv").write_text(KEYS, encoding="utf-8-sig")
    assert call("import", ledger, tmp_path / "対応.csv").code == 0
    (tmp_path / "bill.csv").write_bytes(csv())
    bill = ("bill", ledger, tmp_path / "bill.csv", "--month", "2026-10")
    found = call(*bill, "--dry-run", "--json").json
    assert found["total"]["cents"] == TOTAL
    assert sum(one["cents"] for one in found["shares"].values()) == TOTAL
    assert sum(one["yen"] for one in found["shares"].values()) == found["total"]["yen"]
    assert set(found["shares"]["162116"]) == {"専用", "タグ", "共有", "未タグ", "cents", "yen"}
    assert "取り込んでいません" in call(*bill, "--dry-run").out
    assert call(*bill).code == 0
    again = call(*bill)
    assert again.code == 1
    assert "すでに取り込まれています" in again.err


def test_a_bill_without_a_rate_is_refused(call: Call, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "bill.csv").write_text("account,tag,amount_cents\nx,,100\n", encoding="utf-8")
    done = call("bill", ledger, tmp_path / "bill.csv", "--month", "2026-10")
    assert done.code == 1
    assert "USDの換算レートがありません" in done.err
    assert call("bill", ledger, tmp_path / "bill.csv", "--month", "2026-10", "--rate", "150", "--json").code == 0
