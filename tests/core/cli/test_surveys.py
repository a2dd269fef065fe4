"""show FILE survey, its papers, and the forms from the command line."""

from pathlib import Path

import pytest

from tests.core.cli.desk import Call
from tests.filled_forms import filled


def test_surveys_are_told_as_json_and_as_text(call: Call, ledger: Path, empty_ledger: Path) -> None:
    second, first = call("show", ledger, "survey", "--json").json
    question = second["questions"][0]
    assert (question["total"]["n"], question["total"]["mean_shown"]) == (87, "3.68")
    assert question["by_municipality"][-1] == {"name": "舟橋村", "hidden": True}
    assert (question["change_shown"], first["questions"][0]["change"]) == ("+0.32", None)
    out = call("show", ledger, "survey").out
    assert "■(架空の例)第2回利用者満足度調査" in out
    assert "まだ登録されていません" in call("show", empty_ledger, "survey").out


def test_a_mean_without_answers_is_told_to_be_none(call: Call, ledger: Path, tmp_path: Path) -> None:
    for table, lines in (
        ("surveys", ("調査名,開始日", "第3回,2017-09-01")),
        (
            "survey_questions",
            ("調査,設問番号,設問", "第3回,1,速さに満足していますか", "第3回,2,画面に満足していますか"),
        ),
        ("survey_tallies", ("設問,団体,業務,わからない,無回答", "「第3回」の問1,射水市,住基情報,7,2")),
    ):
        sheet = tmp_path / f"{table}.csv"
        sheet.write_text("\n".join((*lines, "")), encoding="utf-8-sig")
        done = call("import", ledger, sheet, "--table", table)
        assert done.code == 0, done.err + done.out
    found = next(one for one in call("show", ledger, "survey", "--json").json if one["name"] == "第3回")
    totals = [one["total"] for one in found["questions"]]
    assert [(one["n"], one["mean"], one["mean_shown"]) for one in totals] == [
        (9, None, "評価なし"),
        (0, None, "評価なし"),
    ]
    shown = [line.split()[:5] for line in call("show", ledger, "survey").out.splitlines()]
    assert ["問1", "業務別", "住基情報", "9", "評価なし"] in shown
    assert ["問1", "団体別", "射水市", "9", "評価なし"] in shown


@pytest.mark.parametrize("report", ["survey", "survey-form"])
def test_each_paper_is_printed(call: Call, ledger: Path, tmp_path: Path, report: str) -> None:
    paper = tmp_path / f"{report}.pdf"
    assert call("print", ledger, report, "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_forms_go_out_and_come_back(call: Call, ledger: Path, tmp_path: Path, empty_ledger: Path) -> None:
    assert call("forms", ledger, "survey", "-d", tmp_path, "--municipality", "舟橋村").code == 0
    path = tmp_path / "(架空の例)第2回利用者満足度調査_163210_舟橋村.xlsx"
    heading = "問1 システムの全体に満足していますか"
    path.write_bytes(filled(path.read_bytes(), {("回答", at, heading): "満足" for at in range(1, 11)}))
    assert call("take-forms", ledger, path).code == 0
    told = call("show", ledger, "survey", "--json").json[0]["questions"][0]
    assert told["total"]["n"] == 84 + 10
    assert told["by_municipality"][-1]["counts"] == [0, 10, 0, 0, 0, 0, 0]
    refused = call("forms", empty_ledger, "survey", "-d", tmp_path)
    assert refused.code == 1
    assert "満足度調査がまだありません" in refused.err
