"""show FILE agreement and its paper; what the source says of the operation of the system is in the sample."""

from pathlib import Path

from tests.core.cli.desk import Call


def test_the_agreements_of_the_source_are_told(call: Call, ledger: Path, empty_ledger: Path) -> None:
    told = call("show", ledger, "agreement", "--json").json["agreements"]
    assert [(one["name"], one["signed_on"]) for one in told] == [
        ("参加6市町村による協定書", "2013-12-11"),
        ("6市町村とベンダー間での基本協定書", "2014-02-28"),
    ]
    ninth, cost, guarantee = told[0]["articles"]
    assert (ninth["number"], "フィット&ギャップ" in ninth["body"]) == ("第9条", True)
    assert told[0]["links"] == ["業務部会によるフィット&ギャップ"]
    assert [held["agrees"] for held in cost["held"] + guarantee["held"]] == [True, True, True]
    assert all("架空の例" in one["note"] for one in (cost, guarantee))
    out = call("show", ledger, "agreement").out
    assert "■参加6市町村による協定書" in out
    assert "まだ登録されていません" in call("show", empty_ledger, "agreement").out


def test_before_it_was_concluded_an_agreement_is_not_in_force(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "agreement", "--json", "--as-of", "H25.12.10").json["agreements"]
    assert [one["in_force"] for one in told] == [False, False]


def test_what_the_source_says_of_the_operation_is_in_the_sample(call: Call, ledger: Path) -> None:
    events = call("show", ledger, "chronicle", "--json").json
    line = "運用管理体制等(SLM、制度改正対応、システム改善要望、満足度調査、新規参加団体の承認)に関する協議"
    assert line in str(events)
    assert "業務部会によるフィット&ギャップ 延べ137回" in str(events)
    for table in ("sla_contracts", "law_changes", "improvements", "surveys", "applications"):
        rows = call("show", ledger, table, "--json").json
        assert "架空の例" in str(rows)


def test_the_agreement_is_printed(call: Call, ledger: Path, tmp_path: Path) -> None:
    paper = tmp_path / "協定書.pdf"
    assert call("print", ledger, "agreement", "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_bare_numbers_of_a_sheet_are_those_of_articles(call: Call, empty_ledger: Path, tmp_path: Path) -> None:
    """A sheet that is brought in once more changes the same article, and its amendment names it by its number."""
    for table, lines in (
        ("agreements", "協定名,締結日\n試しの協定,R9.4.1"),
        (
            "articles",
            "協定,条,見出し,本文\n試しの協定,9,費用,半分ずつ\n"
            "試しの協定,９の２,特例,別に定める\n試しの協定,附則,,施行する",
        ),
        ("articles", "協定,条,見出し\n試しの協定,9,費用の負担"),
        ("amendments", "協定,条,効力の生じる日,改正後の本文\n試しの協定,9,R10.4.1,3割と7割"),
    ):
        sheet = tmp_path / f"{table}.csv"
        sheet.write_text(f"{lines}\n", encoding="utf-8-sig")
        done = call("import", empty_ledger, sheet, "--table", table)
        assert done.code == 0, done.err + done.out
    (told,) = call("show", empty_ledger, "agreement", "--json", "--as-of", "R10.4.1").json["agreements"]
    assert [(one["number"], one["heading"], one["body"]) for one in told["articles"]] == [
        ("第9条", "費用の負担", "3割と7割"),
        ("第9条の2", "特例", "別に定める"),
        ("附則", "", "施行する"),
    ]
