"""A published result is set up from four sheets, one workbook or one by one, and shown."""

import csv
import random
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.core.cli.desk import Call

TABLES: dict[str, list[list[Any]]] = {
    "採点": [
        ["案件", "審査員", "評価項目", "提案者", "点"],
        *(
            ["試しの案件", who, "提案", bidder, points]
            for who, some in (("甲", (80, 90)), ("乙", (70, 50)))
            for bidder, points in zip("AB", some, strict=True)
        ),
        *(["試しの案件", None, "実績", bidder, points] for bidder, points in (("A", 5), ("B", 8))),
    ],
    "評価項目": [
        ["案件", "評価項目", "配点", "区分"],
        ["試しの案件", "提案", 100, "提案書"],
        ["試しの案件", "実績", 10, "実績"],
        ["試しの案件", "価格", 40, "価格"],
    ],
    "提案者": [
        ["案件", "提案者", "提案額"],
        ["試しの案件", "A", 3_750_000],
        ["試しの案件", "B", 4_100_000],
    ],
    "選定案件": [
        ["案件", "限度額", "価格点の式", "端数", "集計", "下限", "同点"],
        ["試しの案件", 5_000_000, "最低比", "小数第3位四捨五入", "平均", "合計60%以上", "技術点、くじ"],
    ],
}


def workbook(path: Path, tables: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return path


def changed(table: str, row: int, column: int, value: object) -> dict[str, list[list[Any]]]:
    made = {name: [list(one) for one in rows] for name, rows in TABLES.items()}
    made[table][row][column] = value
    return made


def expected(shown: dict[str, Any]) -> None:
    assert shown["procurement"] == "試しの案件"
    assert shown["points"] == 150
    assert [(one["name"], one["price_points"], one["parts"], one["total"]) for one in shown["bidders"]] == [
        ("A", 40, {"提案書": 75, "実績": 5}, 120),
        ("B", 36.59, {"提案書": 70, "実績": 8}, 114.59),
    ]
    assert [(one["rank"], one["verdict"], one["disqualified"]) for one in shown["bidders"]] == [
        (1, "最優秀", False),
        (2, "次点以下", False),
    ]
    assert shown["first_by_rule"]["平均"] == "A"
    assert {"kind": "審査員", "name": "乙", "first": "B"} in shown["turning"]


@pytest.mark.parametrize("named", [True, False])
def test_four_sheets_of_one_workbook_are_taken_together(call: Call, ledger: Path, tmp_path: Path, named: bool) -> None:
    tables = TABLES if named else {f"Sheet{at}": rows for at, rows in enumerate(TABLES.values(), 1)}
    done = call("import", ledger, workbook(tmp_path / "結果.xlsx", tables))
    assert done.code == 0
    assert "審査員のうち、台帳になかった2件を登録します: 甲、乙。" in done.out
    expected(call("show", ledger, "evaluation", "--procurement", "試しの案件", "--json").json)


def test_they_are_taken_one_by_one_too(call: Call, ledger: Path, tmp_path: Path) -> None:
    for name in ("選定案件", "評価項目", "提案者", "採点"):
        path = tmp_path / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(TABLES[name])
        assert call("import", ledger, path).code == 0, name
    expected(call("show", ledger, "evaluation", "--procurement", "試しの案件", "--json").json)
    again = call("import", ledger, tmp_path / "採点.csv")
    assert "追加 0件、変更 0件" in again.out


def test_the_order_of_the_lines_does_not_matter(call: Call, ledger: Path, tmp_path: Path) -> None:
    mixed = {name: [rows[0], *random.Random(7).sample(rows[1:], len(rows) - 1)] for name, rows in TABLES.items()}
    assert call("import", ledger, workbook(tmp_path / "結果.xlsx", mixed)).code == 0
    shown = call("show", ledger, "evaluation", "--procurement", "試しの案件", "--json").json
    shown["bidders"].sort(key=lambda one: one["name"])
    for one in shown["bidders"]:
        one["parts"] = {part: one["parts"][part] for part in ("提案書", "実績")}
    expected(shown)


def test_a_blank_score_is_no_zero(call: Call, ledger: Path, tmp_path: Path) -> None:
    assert call("import", ledger, workbook(tmp_path / "結果.xlsx", changed("採点", 3, 4, None))).code == 0
    shown = call("show", ledger, "evaluation", "--procurement", "試しの案件", "--json").json
    assert [one["parts"]["提案書"] for one in shown["bidders"]] == [80, 90]
    assert "点を使わない審査員がいます: 乙。" in call("show", ledger, "evaluation", "--procurement", "試しの案件").out


def test_a_score_without_a_reviewer_is_the_sum_of_all_though_there_is_only_one_reviewer(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    tables = {name: [rows[0]] for name, rows in TABLES.items()}
    tables["採点"] += [["試しの案件", "甲", "提案", "A", 80], ["試しの案件", None, "実績", "A", 5]]
    tables["評価項目"] += TABLES["評価項目"][1:3]
    tables["提案者"] += TABLES["提案者"][1:2]
    tables["選定案件"] += TABLES["選定案件"][1:]
    assert call("import", ledger, workbook(tmp_path / "結果.xlsx", tables)).code == 0
    rows = call("show", ledger, "scores", "--json").json
    assert [(one["reviewer_id"], one["value"]) for one in rows if one["called"].startswith("案件「試しの案件」")] == [
        ("甲", "80"),
        (None, "5"),
    ]


def test_a_score_that_is_left_out_leaves_its_criterion_alone(call: Call, ledger: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path / "結果.xlsx", changed("採点", 1, 4, 101))
    done = call("import", ledger, path, "--partial")
    assert "追加 11件、変更 0件、取り込めない行 1件。" in done.out
    assert "取り込めません 採点 2行: 「101」は評価項目「提案」の配点100点を超えています。" in done.err
    shown = call("show", ledger, "evaluation", "--procurement", "試しの案件", "--json").json
    assert shown["points"] == 150


def test_a_sum_above_the_points_of_one_reviewer_is_told_what_it_lacks(call: Call, ledger: Path, tmp_path: Path) -> None:
    tables = changed("採点", 5, 4, 543)
    tables["採点"] = [tables["採点"][0], ["試しの案件", None, "提案", "A", 543]]
    done = call("import", ledger, workbook(tmp_path / "結果.xlsx", tables))
    assert "審査員全員の合計なら、集計を「合計(6名)」のように人数を付けて入力してください。" in done.out + done.err


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "told"),
    [
        ("採点", 1, 4, 101, "「101」は評価項目「提案」の配点100点を超えています。"),
        ("採点", 1, 4, "優", "「優」は評価項目「提案」の点として使えません。使えるもの: 0から100までの点。"),
        ("採点", 2, 3, "A", "の行が二つあります。一つにしてください。"),
        ("評価項目", 1, 2, 0, "評価項目「提案」の配点が0です。1以上にしてください。"),
        ("選定案件", 1, 2, "よしなに", "「よしなに」は価格点の式として読めません。"),
        ("選定案件", 1, 4, "圧縮", "何点に圧縮するか"),
        ("選定案件", 1, 5, "「接遇」が30点以上", "「接遇」という区分・大項目・評価項目はありません。"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_taken_in(
    call: Call, ledger: Path, tmp_path: Path, table: str, row: int, column: int, value: object, told: str
) -> None:
    done = call("import", ledger, workbook(tmp_path / "結果.xlsx", changed(table, row, column, value)))
    assert done.code == 1
    assert told in done.out + done.err
    assert "ありません" in call("show", ledger, "evaluation", "--procurement", "試しの案件").err


def test_a_scale_and_a_late_price_are_told(call: Call, ledger: Path, tmp_path: Path) -> None:
    tables = {name: [list(one) for one in rows] for name, rows in TABLES.items()}
    for at, text in enumerate(("尺度", "A=0.5、B=0.7", "", "")):
        tables["評価項目"][at].append(text)
    for at, text in enumerate(("提案額の提出日", "R8.7.11", "R8.7.10")):
        tables["提案者"][at].append(text)
    for at, text in enumerate(("提案期限", "R8.7.10")):
        tables["選定案件"][at].append(text)
    done = call("import", ledger, workbook(tmp_path / "結果.xlsx", tables))
    assert done.code == 1
    assert "尺度「A=0.5、B=0.7」は、高い段階から低い段階へ" in done.out + done.err
    del tables["評価項目"][1][4]
    done = call("import", ledger, workbook(tmp_path / "結果.xlsx", tables))
    assert "「A」の提案額は、提案期限より後" in done.out + done.err


def test_the_sample_has_the_three_thousand_points_of_its_source(call: Call, ledger: Path) -> None:
    shown = call("show", ledger, "evaluation", "--json").json
    assert shown["points"] == 3000
    assert shown["bidders"] == []
    example = call("show", ledger, "evaluation", "--procurement", "架空の例 基幹系システムの共同調達", "--json").json
    assert example["points"] == 3000
    assert {one["name"] for one in example["bidders"]} == {"甲社(架空)", "乙社(架空)", "丙社(架空)"}
    assert set(example["first_by_rule"].values()) >= {"乙社(架空)", "甲社(架空)"}


def test_a_procurement_that_is_not_there_is_told(call: Call, ledger: Path) -> None:
    done = call("show", ledger, "evaluation", "--procurement", "ない案件")
    assert done.code == 1
    assert "「ない案件」という案件はありません。" in done.err


def test_levels_in_columns_of_their_own_become_the_path_of_a_criterion(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    tables = {name: rows for name, rows in TABLES.items() if name in {"選定案件", "提案者"}}
    tables["評価項目"] = [
        ["案件", "大項目", "中項目", "小項目", "評価項目", "配点", "区分"],
        ["試しの案件", "体制", "要員", "経験", "主任の経歴", 10, "提案書"],
        ["試しの案件", None, None, None, "資格", 5, "提案書"],
        ["試しの案件", None, "管理", None, "進め方", 5, "提案書"],
        ["試しの案件", "計画", None, None, "工程", 5, "提案書"],
    ]
    done = call("import", ledger, workbook(tmp_path / "項目.xlsx", tables))
    assert done.code == 0
    assert "大項目・中項目・小項目の列を、大項目として「／」でつないで読みました。" in done.out
    assert headings(call, ledger, tmp_path) == {
        "主任の経歴": "体制／要員／経験",
        "資格": "体制／要員／経験",
        "進め方": "体制／管理",
        "工程": "計画",
    }


def test_the_lowest_level_is_the_name_where_there_is_no_other_and_a_repeated_level_does_not_go_on(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    tables = {name: rows for name, rows in TABLES.items() if name in {"選定案件", "提案者"}}
    tables["評価項目"] = [
        ["案件", "大項目", "中項目", "小項目", "配点"],
        ["試しの案件", "体制", "要員", "経歴", 10],
        ["試しの案件", "体制", "要員", "資格", 5],
        ["試しの案件", None, None, "全体の印象", 5],
    ]
    assert call("import", ledger, workbook(tmp_path / "項目.xlsx", tables)).code == 0
    found = headings(call, ledger, tmp_path)
    assert found == {"経歴": "体制／要員", "資格": "体制／要員", "全体の印象": ""}


def headings(call: Call, ledger: Path, folder: Path) -> dict[str, str]:
    """Return by the criteria of the procurement the headings above them."""
    rows = call("show", ledger, "criteria", "--json").json
    return {one["name"]: one["heading"] for one in rows if one["procurement_id"] == "試しの案件"}
