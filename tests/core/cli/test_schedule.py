"""日程 on the command line: what show says, what a clerk's list brings in, and the calendar that goes out."""

from pathlib import Path

from tests.core.cli.desk import Call


def test_the_tasks_are_told_as_of_a_day_with_dates_as_stored_and_as_shown(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "schedule", "--json", "--as-of", "H26.8.6").json
    assert (told["as_of"], told["as_of_shown"]) == ("2014-08-06", "平成26年8月6日")
    tasks = {one["number"]: one for one in told["tasks"]}
    fitting = tasks["4.1"]
    assert (fitting["planned_start"], fitting["planned_start_shown"]) == ("2014-04-22", "平成26年4月22日")
    assert (fitting["planned_end"], fitting["state"], fitting["before"]) == ("2014-10-10", "実施中", ["3.6"])
    assert fitting["working_days"] == 118
    assert tasks["5.4"]["certainty"] == "推定"
    assert (tasks["3"]["depth"], tasks["3.1"]["depth"]) == (0, 1)
    later = call("show", ledger, "schedule", "--json", "--as-of", "H26.11.1").json
    assert {one["number"]: one["late_days"] for one in later["tasks"]}["4.1"] == 22
    assert "遅れ22日" in call("show", ledger, "schedule", "--as-of", "H26.11.1").out


def test_a_clerks_list_becomes_a_tree_by_its_numbers(call: Call, ledger: Path, tmp_path: Path) -> None:
    listed = tmp_path / "作業.csv"
    listed.write_text(
        "WBS,作業項目,開始予定日,終了予定日,担当課,進捗率,備考\n"
        "6,本番移行,,,,,\n"
        "6.1,データ抽出,R8.4上旬,R8.4中旬,情報政策課,30%,\n"
        "6.2,切替,2026/4/21,令和8年4月30日,,,夜間\n",
        encoding="utf-8-sig",
    )
    done = call("import", ledger, listed, "--table", "tasks")
    assert done.code == 0, done.err
    tasks = {one["number"]: one for one in call("show", ledger, "schedule", "--json").json["tasks"]}
    assert (tasks["6"]["planned_start"], tasks["6"]["planned_end"]) == ("2026-04-01", "2026-04-30")
    assert [tasks[number]["depth"] for number in ("6", "6.1", "6.2")] == [0, 1, 1]
    assert (tasks["6.1"]["planned_end"], tasks["6.1"]["who"], tasks["6.1"]["progress"]) == (
        "2026-04-20",
        "情報政策課",
        30,
    )


def test_a_list_with_an_end_before_its_start_is_refused_and_nothing_is_taken(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    before = call("show", ledger, "schedule", "--json").json
    listed = tmp_path / "作業.csv"
    listed.write_text("WBS番号,作業名,予定開始,予定終了\n7,逆,R8.5.1,R8.4.1\n", encoding="utf-8-sig")
    done = call("import", ledger, listed, "--table", "tasks")
    assert done.code != 0
    assert "予定終了(令和8年4月1日)が予定開始(令和8年5月1日)より前です" in done.out + done.err
    assert call("show", ledger, "schedule", "--json").json == before


def test_the_planned_dates_go_out_as_a_calendar(call: Call, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "日程.ics"
    done = call("export", ledger, out)
    assert (done.code, done.out.strip().endswith("予定を22件書き出しました。")) == (0, True)
    text = out.read_bytes().decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 22
    assert "SUMMARY:4.1 業務部会によるフィット&ギャップ(延べ137回)" in text
    assert "DTSTART;VALUE=DATE:20140422\r\nDTEND;VALUE=DATE:20141011" in text
    call("new", tmp_path / "空.anbun", "--name", "空の協議会")
    empty = call("export", tmp_path / "空.anbun", tmp_path / "空.ics")
    assert empty.code != 0
    assert not (tmp_path / "空.ics").exists()


def test_both_schedules_are_printed(call: Call, ledger: Path, tmp_path: Path) -> None:
    for report in ("schedule", "schedule-detail"):
        out = tmp_path / f"{report}.pdf"
        assert call("print", ledger, report, "-o", out, "--as-of", "H26.8.6").code == 0
        assert out.read_bytes().startswith(b"%PDF")
