from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.cli.output import CommandFailed
from tests.core.cli.desk import Call

CODES = ["162116", "162060", "163422", "163228", "163431", "163210"]
FEE = "1386000000"


def shares(call: Call, ledger: Path, *options: str, yen: str = FEE) -> dict[str, int]:
    done = call("split", yen, "--file", ledger, *options, "--json")
    assert (done.code, done.err) == (0, "")
    assert sum(done.json["shares"].values()) + done.json["remainder"] == int(yen.replace(",", ""))
    found: dict[str, int] = done.json["shares"]
    assert list(found) == CODES
    return found


def test_the_fee_is_split_three_to_seven(call: Call, ledger: Path) -> None:
    found = shares(call, ledger, "--rule", "equal=3,population=7")
    assert [round(yen / 10_000_000) for yen in found.values()] == [54, 24, 21, 18, 14, 8]
    assert found == shares(call, ledger), "the rule of the file"


def test_json_has_exactly_the_keys_that_were_agreed(call: Call, ledger: Path) -> None:
    done = call("split", "100", "--file", ledger, "--rule", "equal", "--json")
    assert list(done.json) == ["shares", "remainder", "steps"]
    assert done.json["remainder"] == 0
    assert {tuple(step) for step in done.json["steps"]} == {("label", "formula", "inputs", "result")}
    assert len(done.json["steps"]) > 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    yen=st.integers(0, 10**15 - 1),
    rule=st.sampled_from(["equal", "population", "equal=3,population=7", "decreasing:1.5", "equal=5,decreasing:2=95"]),
    unit=st.sampled_from(["1", "100", "1000"]),
    remainder=st.sampled_from(["largest", "representative", "populous", "secretariat"]),
)
def test_the_parts_are_always_the_whole(
    call: Call, sample_file: Path, yen: int, rule: str, unit: str, remainder: str
) -> None:
    options = ("--rule", rule, "--unit", unit, "--remainder", remainder)
    done = call("split", yen, "--file", sample_file, *options, "--json")
    assert done.code == 0
    assert sum(done.json["shares"].values()) + done.json["remainder"] == yen
    assert min(done.json["shares"].values()) >= 0
    assert done.json["remainder"] == 0 or remainder == "secretariat"


def test_the_secretariat_keeps_what_is_left_as_a_line_of_its_own(call: Call, ledger: Path) -> None:
    options = ("--rule", "equal", "--unit", "1000", "--remainder", "secretariat")
    done = call("split", "10,000", "--file", ledger, *options, "--json")
    assert set(done.json["shares"].values()) == {1_000}
    assert done.json["remainder"] == 4_000
    lines = call("split", "10,000", "--file", ledger, *options).out.splitlines()
    assert lines[7].split() == ["事務局(端数)", "4,000"]
    assert lines[8].split() == ["合計", "10,000"]


def test_the_rest_goes_where_it_is_sent(call: Call, ledger: Path) -> None:
    options = ("--rule", "equal", "--unit", "1000")
    expected = {
        "largest": [2_500, 1_000, 2_000, 2_000, 1_000, 2_000],
        "populous": [5_500, 1_000, 1_000, 1_000, 1_000, 1_000],
        "representative": [5_500, 1_000, 1_000, 1_000, 1_000, 1_000],
    }
    for mode, amounts in expected.items():
        found = shares(call, ledger, *options, "--remainder", mode, yen="10500")
        assert sum(found.values()) == 10_500
        if mode != "largest":
            assert list(found.values()) == amounts, mode
    found = shares(call, ledger, *options, "--remainder", "largest", yen="10500")
    assert sorted(found.values()) == [1_000, 1_000, 2_000, 2_000, 2_000, 2_500]


def test_fixed_amounts_come_off_first(call: Call, ledger: Path) -> None:
    found = shares(call, ledger, "--rule", "equal", "--fixed", "162116=4,000", "--fixed", "舟橋村=400円", yen="10,400")
    assert list(found.values()) == [5_000, 1_000, 1_000, 1_000, 1_000, 1_400]


def test_another_census_gives_other_shares(call: Call, ledger: Path) -> None:
    old, new = (shares(call, ledger, "--rule", "population", "--date", day) for day in ("H17.10.1", "2020-10-01"))
    assert old["163210"] < new["163210"]
    assert old == shares(call, ledger, "--rule", "population", "--date", "2005-10-01")


def test_the_text_names_everybody_and_says_how(call: Call, ledger: Path) -> None:
    done = call("split", "１，０００円", "--file", ledger, "--rule", "equal")
    lines = done.out.splitlines()
    assert lines[0].split() == ["団体コード", "団体名", "負担額(円)"]
    assert lines[1].split()[:2] == ["162116", "射水市"]
    assert lines[7].split() == ["合計", "1,000"]
    assert any("均等割" in line for line in lines[9:])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("たくさん",), "「たくさん」は数として読めません。数字で入力してください。"),
        (("-5",), "「-5」は負の数です。0以上で入力してください。"),
        (("1000000000000000",), "「1000000000000000」は大きすぎます。1,000,000,000,000,000円未満で入力してください。"),
        (
            ("100", "--rule", "三対七"),
            "「三対七」は按分規則として読めません。均等割:人口割 = 3:7、",
        ),
        (("100", "--rule", "equal=0"), "按分規則の割合がすべて0です。1以上の割合を入れてください。"),
        (("100", "--rule", "decreasing:3"), "逓減人口割の倍率「3」は1より大きく2以下で指定してください(例 1.5)。"),
        (("100", "--rule", "weight:ごみ量"), "射水市(162116)のごみ量がないため、"),
        (("100", "--fixed", "162116"), "定額「162116」は CODE=YEN の形で指定してください。"),
        (("100", "--fixed", "162116=200"), "定額の合計200円が按分する額100円を超えています。定額を減らしてください。"),
        (("100", "--fixed", "162116=多い"), "「多い」は数として読めません。数字で入力してください。"),
        (("100", "--fixed", "富山市=1"), "「富山市」という団体はありません。"),
        (("100", "--fixed", "A=1", "--fixed", "162116=2"), "定額「162116=2」の団体は2回指定されています。"),
        (("100", "--date", "2011-10-01"), "2011-10-01 の人口はこの台帳にありません。ある基準日: 2005-10-01、"),
        (("100", "--date", "夏"), "「夏」は日付として読めません。"),
        (("100", "--unit", "0"), "端数処理の単位は1以上で指定してください。"),
        (("100", "--unit", "千"), "「千」は数として読めません。数字で入力してください。"),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_reason(
    call: Call, ledger: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = call("split", *arguments, "--file", ledger)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1


def test_nobody_pays_in_an_empty_ledger(call: Call, empty_ledger: Path) -> None:
    done = call("split", "100", "--file", empty_ledger)
    assert done.code == 1
    assert done.err.startswith("負担する団体がないため按分できません。")


def test_the_ledger_is_not_changed(call: Call, ledger: Path) -> None:
    before = ledger.read_bytes()
    call("split", "100", "--file", ledger, "--date", "2005-10-01")
    assert ledger.read_bytes() == before


def test_a_failure_carries_its_sentences() -> None:
    failure = CommandFailed("一", "二", exit_code=2)
    assert (failure.sentences, failure.exit_code) == (("一", "二"), 2)
