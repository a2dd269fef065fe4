"""show FILE applications and its paper."""

from pathlib import Path

from tests.core.cli.desk import Call


def test_applications_are_told_as_json_and_as_text(call: Call, ledger: Path, empty_ledger: Path) -> None:
    (told,) = call("show", ledger, "applications", "--json").json
    assert (told["kind"], told["buy_in_yen"], told["own_cost_yen"]) == ("加入", 5_000_000, 20_000_000)
    rows = told["effect"]["rows"]
    assert sum(row["change"] for row in rows) == 0
    assert rows[-1]["before"] is None
    assert rows[-1]["years_after"][0] == 0
    out = call("show", ledger, "applications").out
    assert "申請後(期間)" in out
    assert "まだ登録されていません" in call("show", empty_ledger, "applications").out


def test_the_effect_is_printed(call: Call, ledger: Path, tmp_path: Path) -> None:
    paper = tmp_path / "影響.pdf"
    assert call("print", ledger, "applications", "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_list_of_applications_says_which_systems_are_wished_for(call: Call, ledger: Path, tmp_path: Path) -> None:
    listed = tmp_path / "申請.csv"
    listed.write_text(
        "申請番号,団体名,申請日,希望日,希望業務\n9,見本町,R9.5.1,R10.4.1,住基情報、国民健康保険\n", encoding="utf-8-sig"
    )
    done = call("import", ledger, listed, "--table", "applications")
    assert done.code == 0, done.err
    assert call("show", ledger, "applications", "--json").json[-1]["systems"] == ["住基情報", "国民健康保険"]
