"""show and print of local rules, issues and due dates, called as main.py does."""

from pathlib import Path

import pytest

from tests.core.cli.desk import Call


def test_local_rules_are_shown_with_members_and_definitions(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "local_rules", "--json").json
    assert len(told["rules"]) == 30
    nine = next(one for one in told["rules"] if one["number"] == "9")
    assert nine["members"]["射水市"]["use"] == "標準で足りる"
    assert (nine["avoided_yen"], nine["cost_source"]) == (1_000_000, "項9の回避した見積")
    assert nine["links"] == ["項9"]
    assert told["rules"][0]["members"]["射水市"] == {"use": "未調査"}
    assert told["hour_yen"] is None
    assert told["reviewed"]["射水市"] == "19%(3/16)"
    text = call("show", ledger, "local_rules").out
    assert "回収年数は、カスタマイズの初期費用÷" in text
    assert "● 続ける" in text


def test_issues_brought_in_from_a_sheet_are_shown_as_of_a_day(call: Call, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "課題.csv").write_text(
        "番号,件名,起票日,期限,状態,完了日,担当団体,事業者\n"
        "7,照会,H26.7.1,H26.7.31,対応中,,,事業者\n"
        "8,移行,H26.7.1,,完了,H26.8.1,射水市,\n",
        encoding="utf-8-sig",
    )
    assert call("import", ledger, tmp_path / "課題.csv").code == 0
    told = call("show", ledger, "issues", "--as-of", "H26.8.6", "--json").json
    assert told["as_of_shown"] == "平成26年8月6日"
    seven, eight = told["issues"][-2:]
    assert (seven["due_on"], seven["due_on_shown"], seven["overdue_days"], seven["age_days"]) == (
        "2014-07-31",
        "平成26年7月31日",
        6,
        36,
    )
    assert (eight["open"], eight["in_charge"]) == (False, "射水市")
    assert (told["summary"]["open"], told["summary"]["overdue"], told["not_in_curve"]) == (3, 1, 2)
    assert told["curve"][-1] == {"day": "2014-08-06", "raised": 2, "closed": 1, "left": 1}
    assert call("show", ledger, "issues", "--as-of", "2014-07-15", "--json").json["summary"]["open"] == 4
    assert "期限超過: 1件" in call("show", ledger, "issues").out
    late = call("show", ledger, "dues", "--as-of", "2014-08-06", "--json").json["late"]
    assert [(one["on"], one["title"], one["who"]) for one in late] == [("2014-07-31", "課題7 照会", "事業者")]
    assert "課題7 照会" in call("show", ledger, "dues").out


@pytest.mark.parametrize("report", ["local-rules", "local-rules-by-member", "issues", "dues"])
def test_the_papers_are_printed(call: Call, ledger: Path, tmp_path: Path, report: str) -> None:
    done = call("print", ledger, report, "-o", tmp_path / "紙.pdf", "--as-of", "2014-08-06")
    assert done.code == 0, done.err
    assert (tmp_path / "紙.pdf").read_bytes().startswith(b"%PDF")


def test_a_day_that_is_none_is_refused(call: Call, ledger: Path) -> None:
    done = call("show", ledger, "issues", "--as-of", "きのう")
    assert done.code == 2
    assert "きのう" in done.err
