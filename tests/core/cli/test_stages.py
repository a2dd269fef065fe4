"""Two stages set up from tables, and what the command says of them: made up, 7 bidders, 3 in the second stage."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.desk import Call
from tests.core.cli.test_evaluation import workbook

CASE = "架空の例 二段審査"
FIRST = {"甲社": 90, "乙社": 85, "丙社": 80, "丁社": 70, "戊社": 60, "己社": 55, "庚社": 50}
SECOND = {"甲社": (70, 60), "乙社": (90, 80), "丙社": (60, 60)}
PRICES = {"甲社": 100, "乙社": 110, "丙社": 125, "丁社": 80}
TABLES: dict[str, list[list[Any]]] = {
    "選定案件": [
        [
            "案件",
            "限度額",
            "価格点の式",
            "端数",
            "集計",
            "下限",
            "同点",
            "一次審査の通過",
            "一次審査の点",
            "価格点の基準",
        ],
        [CASE, 130, "最低比", "しない", "平均", "なし", "くじ", "一次審査の得点の上位３者", "合算", "通過者"],
    ],
    "評価項目": [
        ["案件", "評価項目", "配点", "区分", "審査の段階"],
        [CASE, "企画書", 100, "提案書", "書類審査"],
        [CASE, "説明", 100, "プレゼン", None],
        [CASE, "価格", 100, "価格", "二次"],
    ],
    "提案者": [["案件", "提案者", "提案額"], *([CASE, who, PRICES.get(who)] for who in FIRST)],
    "採点": [
        ["案件", "審査員", "評価項目", "提案者", "点"],
        *([CASE, seat, "企画書", who, points] for seat in "天地" for who, points in FIRST.items()),
        *(
            [CASE, seat, "説明", who, points]
            for who, two in SECOND.items()
            for seat, points in zip("天地", two, strict=True)
        ),
    ],
}


def changed(table: str, column: str, values: dict[str, object]) -> dict[str, list[list[Any]]]:
    """Return the tables with a column more (or another one) of some rows, by the second cell."""
    made = {name: [list(row) for row in rows] for name, rows in TABLES.items()}
    rows = made[table]
    if column not in rows[0]:
        rows[0].append(column)
    at = rows[0].index(column)
    for row in rows[1:]:
        row += [None] * (at + 1 - len(row))
        row[at] = values.get(row[1] if table != "選定案件" else row[0], row[at])
    return made


def shown(call: Call, ledger: Path) -> Any:
    return call("show", ledger, "evaluation", "--procurement", CASE, "--json").json


def test_a_procurement_of_two_stages_is_set_up_from_one_workbook(call: Call, ledger: Path, tmp_path: Path) -> None:
    done = call("import", ledger, workbook(tmp_path / "二段.xlsx", TABLES))
    assert done.code == 0, done.err
    found = shown(call, ledger)
    assert found["points"] == 300
    assert found["rule"]["passing"] == "上位3者"
    assert (found["rule"]["carried"], found["rule"]["price_basis"]) == ("加える", "二次審査に進んだ者")
    assert found["stages"] == [
        {"name": "一次審査", "points": 100, "bidders": 7},
        {"name": "二次審査", "points": 300, "bidders": 3},
    ]
    of = {one["name"]: one for one in found["bidders"]}
    assert [(of[who]["rank"], of[who]["total"]) for who in SECOND] == [(2, 255), (1, 2870 / 11), (3, 220)]
    assert {of[who]["verdict"] for who in ("丁社", "戊社", "己社", "庚社")} == {"一次審査で次点以下"}
    assert {of[who]["disqualified"] for who in FIRST} == {False}
    assert of["丁社"]["first_stage"] == {"points": 70, "rank": 4, "result": "次点以下"}
    assert of["乙社"]["first_stage"] == {"points": 85, "rank": 2, "result": "通過"}
    told = call("show", ledger, "evaluation", "--procurement", CASE).out
    assert "提案 7者 → 二次審査 3者 → 最優秀 1者" in told
    assert "一次審査4位(7者中)。二次審査に進む者: 上位3者。" in told


def test_what_was_published_of_the_first_stage_is_recorded_without_its_points(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    tables = changed("提案者", "一次審査", {who: "通過" if who in SECOND else "次点以下" for who in FIRST})
    tables["採点"] = [row for row in tables["採点"] if row[2] != "企画書" or row[3] in SECOND]
    assert call("import", ledger, workbook(tmp_path / "公表.xlsx", tables)).code == 0
    of = {one["name"]: one for one in shown(call, ledger)["bidders"]}
    assert {who: one["rank"] for who, one in of.items() if one["rank"]} == {"甲社": 2, "乙社": 1, "丙社": 3}
    assert of["庚社"]["first_stage"] == {"points": None, "rank": None, "result": "次点以下"}
    assert "一次審査で次点以下と記録されています。" in call("show", ledger, "evaluation", "--procurement", CASE).out


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        (changed("選定案件", "一次審査の通過", {CASE: "上位3者程度"}), "一次審査の通過として読めません"),
        (changed("提案者", "一次審査", {"甲社": "保留"}), "保留"),
        (changed("評価項目", "審査の段階", {"説明": "三次"}), "三次"),
        (
            changed("提案者", "一次審査", {"甲社": "次点以下"}),
            "「甲社」は一次審査で次点以下のため、二次審査の評価項目「説明」の点は入れられません。",
        ),
        (
            changed("選定案件", "一次審査の通過", {CASE: "「体制」が満点の50%以上"}),
            f"案件「{CASE}」に「体制」という区分・大項目・評価項目はありません。",
        ),
    ],
    ids=["words", "outcome", "stage", "scored", "named"],
)
def test_what_cannot_be_is_told_and_nothing_is_changed(
    call: Call, ledger: Path, tmp_path: Path, tables: dict[str, list[list[Any]]], told: str
) -> None:
    before = ledger.read_bytes()
    done = call("import", ledger, workbook(tmp_path / "誤り.xlsx", tables))
    assert done.code != 0
    assert told in done.err + done.out
    assert ledger.read_bytes() == before


def test_an_outcome_of_the_first_stage_asks_for_two_stages(call: Call, ledger: Path, tmp_path: Path) -> None:
    tables = changed("提案者", "一次審査", dict.fromkeys(SECOND, "通過"))
    tables["選定案件"] = [row[:7] for row in tables["選定案件"]]
    done = call("import", ledger, workbook(tmp_path / "一段.xlsx", tables))
    assert done.code != 0
    assert f"案件「{CASE}」は審査が1段です。" in done.err + done.out


def test_lines_of_a_procurement_that_is_refused_say_so_once_each(call: Call, ledger: Path, tmp_path: Path) -> None:
    tables = changed("選定案件", "一次審査の通過", {CASE: "数者"})
    told = call("import", ledger, workbook(tmp_path / "誤り.xlsx", tables)).err.splitlines()
    because = f"選定案件「{CASE}」の行が取り込めないため、この行も取り込めません。"
    assert sum(line.endswith(because) for line in told) == sum(len(rows) - 1 for rows in TABLES.values()) - 1
    assert not [line for line in told if "まだ選定案件が登録されていません" in line]
    assert any("「数者」は一次審査の通過として読めません。" in line for line in told)
