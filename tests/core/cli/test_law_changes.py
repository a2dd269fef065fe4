"""制度改正 on the command line, of the made-up example that the sample carries."""

from pathlib import Path

from tests.core.cli.desk import Call


def test_the_changes_are_told_as_of_a_day_and_brought_in_from_a_list(call: Call, ledger: Path, tmp_path: Path) -> None:
    told = call("show", ledger, "law_changes", "--json", "--as-of", "H28.6.30").json
    assert told["as_of"] == "2016-06-30"
    first, second = told["law_changes"]
    assert (first["payment"], first["one_off_yen"], first["progress"]) == ("保守内", 0, "適用済")
    assert (second["systems"], second["subsidy_yen"], second["concerned"]) == (
        ["住基情報", "国民健康保険"],
        2_000_000,
        6,
    )
    listed = tmp_path / "改正.csv"
    listed.write_text(
        "番号,法令名,対象業務,施行日,費用区分,改修費,国庫補助\n"
        "3,地方税法の改正,住基情報、国民健康保険,R9.1,按分,3000000,未定\n",
        encoding="utf-8-sig",
    )
    done = call("import", ledger, listed, "--table", "law_changes")
    assert done.code == 0, done.err
    last = call("show", ledger, "law_changes", "--json").json["law_changes"][-1]
    assert last["systems"] == ["住基情報", "国民健康保険"]
    assert (last["number"], last["effective_on"], last["one_off_yen"], last["subsidy_yen"]) == (
        "3",
        "2027-01",
        3_000_000,
        None,
    )
    assert "地方税法の改正" in call("show", ledger, "law_changes").out
