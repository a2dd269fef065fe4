"""show FILE improvements, its paper, and the forms from the command line."""

from pathlib import Path

from tests.core.cli.desk import Call
from tests.filled_forms import filled


def test_improvements_are_told_as_json_and_as_text(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "improvements", "--json").json
    assert told["summary"]["total"] == 2
    first, second = told["improvements"]
    assert first["backing"] == {"supports": 2, "neutral": 1, "opposed": 0, "silent": 2}
    assert first["stances"] == {"射水市": "賛同", "入善町": "賛同", "朝日町": "どちらでもよい"}
    assert (second["vendor"], second["estimate_yen"], second["verdict"]) == ("有償で対応", 480_000, "検討中")
    out = call("show", ledger, "improvements").out
    assert "協議会の判断待ち: 1件" in out
    assert "480,000" in out


def test_the_list_is_printed(call: Call, ledger: Path, tmp_path: Path) -> None:
    paper = tmp_path / "一覧.pdf"
    assert call("print", ledger, "improvements", "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_forms_go_out_and_come_back(call: Call, ledger: Path, tmp_path: Path) -> None:
    done = call("forms", ledger, "improvements", "-d", tmp_path / "用紙")
    assert done.code == 0
    assert done.out.count("を作りました。") == 6
    path = tmp_path / "用紙" / "改善要望票_163431_朝日町.xlsx"
    path.write_bytes(filled(path.read_bytes(), {("改善要望", 1, "件名"): "画面の字を大きく"}))
    done = call("take-forms", ledger, path)
    assert (done.code, done.out) == (0, "改善要望票1通を取り込みました。\n")
    told = call("show", ledger, "improvements", "--json").json["improvements"]
    assert [(one["title"], one["municipality"]) for one in told[2:]] == [("画面の字を大きく", "朝日町")]
    refused = call("import", ledger, path)
    assert refused.code == 2
    assert "用紙です" in refused.err
    wrong = tmp_path / "表.csv"
    wrong.write_text("件名\n何か\n", encoding="utf-8")
    assert call("take-forms", ledger, wrong).code == 2


def test_a_list_names_the_supporters_in_one_of_its_columns(call: Call, ledger: Path, tmp_path: Path) -> None:
    listed = tmp_path / "改善要望.csv"
    head = "件名,団体,業務,賛同団体\n"
    listed.write_text(f"{head}検索を速く,射水市,住民税,滑川市、舟橋村\n字が小さい,,,\n", encoding="utf-8-sig")
    done = call("import", ledger, listed, "--table", "improvements")
    assert done.code == 0, done.err + done.out
    rows = call("show", ledger, "improvement_supports", "--json").json
    assert [row["stance"] for row in rows[-2:]] == ["賛同", "賛同"]
    assert "賛同2" in next(
        line for line in call("show", ledger, "improvements").out.splitlines() if "検索を速く" in line
    )
    listed.write_text(f"{head}自分に賛同,射水市,,射水市\n", encoding="utf-8-sig")
    refused = call("import", ledger, listed, "--table", "improvements")
    assert refused.code == 1
