from pathlib import Path

import pytest

from core.calc.charges.mixing import Factor
from tests.core.cli.desk import Call


def test_a_year_of_the_sample_is_the_fifth_of_the_source_split_to_the_yen(call: Call, ledger: Path) -> None:
    for year in range(2015, 2020):
        found = call("charge", ledger, str(year), "--json").json
        assert sum(found["shares"].values()) == found["total"] == 277_200_000
        assert (found["shares"]["162116"], found["deducted"], found["version"]) == (107_938_172, 0, "予定")
    assert [set(one) for one in found["steps"]] == [{"label", "formula", "inputs", "result"}] * len(found["steps"])


def test_the_newest_version_is_told_unless_another_is_asked_for(call: Call, ledger: Path) -> None:
    assert call("charge", ledger, "2020", "--json").json["version"] == "通知"
    assert call("charge", ledger, "令和2年度", "--version", "予定", "--json").json["version"] == "予定"
    live = call("charge", ledger, "2020", "--version", "試算", "--json").json
    assert (live["version"], live["deducted"]) == ("試算", 3_000_000)


def test_what_a_notified_charge_rests_on_may_change_and_it_stays(call: Call, ledger: Path, tmp_path: Path) -> None:
    before = call("charge", ledger, "2020", "--json").json
    lines = "事業,年度,費目,予算額\nクラウド利用料,令和2年度,クラウド利用料,300000000\n"
    (tmp_path / "費目.csv").write_text(lines, encoding="utf-8-sig")
    assert call("import", ledger, tmp_path / "費目.csv").code == 0
    after = call("charge", ledger, "2020", "--json").json
    assert after == before
    found = call("explain", ledger, "射水市", "2020:通知", "2020:試算", "--json").json
    assert found["from"] == before["shares"]["162116"]
    assert [one["factor"] for one in found["steps"] if one["yen"]] == ["amount"]


@pytest.mark.parametrize("more", [(), ("--mean",)])
def test_why_a_charge_changed_adds_up_to_the_difference(call: Call, ledger: Path, more: tuple[str, ...]) -> None:
    for who in ("射水市", "162060", "入善町", "上市町", "朝日町", "F"):
        found = call("explain", ledger, who, "2019", "2020", *more, "--json").json
        assert found["to"] - found["from"] == found["difference"] == sum(one["yen"] for one in found["steps"])
        assert {one["factor"] for one in found["steps"]} == {one.value for one in Factor}
        assert {"factor", "label", "yen"} <= set(found["steps"][0])


def test_a_year_of_a_scenario_is_held_against_what_was_told(call: Call, ledger: Path) -> None:
    scenario = "2019:3割削減を保障(原資料)"
    found = call("explain", ledger, "射水市", "2019", scenario, "--json").json
    assert (found["from"], found["to"]) == (107_938_172, 114_557_672)
    assert [(one["factor"], one["yen"]) for one in found["steps"] if one["yen"]] == [("rule", 6_619_500)]
    years = call("charge", ledger, scenario, "--json").json
    compared = call("show", ledger, "scenarios", "--json").json["scenarios"][0]["rows"]
    assert years["shares"] == {code: row["years"][4] for code, row in compared.items()}
    told = call("explain", ledger, "射水市", scenario, "2019:保障なし(比較のため)").out
    assert "令和元年度(試算「3割削減を保障(原資料)」)" in told
    assert "最低削減保障による調整 6,619,500円→0円" in told


def test_people_read_the_same(call: Call, ledger: Path) -> None:
    told = call("charge", ledger, "2015").out
    assert "平成27年度 クラウド利用料 予定(平成26年11月18日)" in told
    assert "277,200,000" in told
    why = call("explain", ledger, "射水市", "2019", "2020").out
    assert "按分の規則" in why
    assert "均等割:人口割 = 2:8" in why


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("charge", "2030"), "令和12年度の負担金はありません。"),
        (("charge", "2015", "--version", "確定"), "「確定」の版はありません。ある版: 予定。"),
        (("charge", "2015", "--version", "仮"), "「仮」という版も試算もありません。"),
        (("charge", "いつか"), "いつか"),
        (("explain", "富山市", "2019", "2020"), "富山市"),
        (("explain", "射水市", "2019", "2031:保障なし(比較のため)"), "令和13年度は試算「保障なし(比較のため)」の期間"),
    ],
)
def test_what_is_not_there_is_said_and_ends_with_1(
    call: Call, ledger: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = call(arguments[0], ledger, *arguments[1:])
    assert done.code == 1
    assert told in done.err
