"""SLA on the command line, of the made-up example that the sample carries."""

from pathlib import Path

from tests.core.cli.desk import Call


def test_a_quarter_is_told_in_minutes_with_the_exact_rate_and_as_printed(call: Call, ledger: Path) -> None:
    span = ("--from", "2016-04-01", "--to", "2016-06-30")
    told = call("show", ledger, "sla", *span, "--json").json
    first = told["items"][0]
    assert (told["from"], told["to"]) == ("2016-04-01", "2016-06-30")
    assert (first["planned_minutes"], first["stopped_minutes"], first["available_minutes"]) == (81_720, 191, 81_529)
    assert (first["rate"], first["rate_shown"], first["minutes_left"]) == ("81529/81720", "99.77%", 217)
    assert sum(one["stopped_minutes"] for one in first["months"]) == first["stopped_minutes"]
    assert [one["name"] for one in first["members"]][-1] == "舟橋村"
    assert [one["minutes"] for one in told["outages"]] == [720, 72, 655, 4]
    assert told["vendor"][1]["differences"] == [
        "停止の分数が違う(事業者 72分、台帳 122分)",
        "値が違う(事業者 99.74、台帳 99.56)",
    ]
    out = call("show", ledger, "sla", *span).out
    assert "平成28年度第1四半期" in out
    assert "事業者の月報との違い: 1 稼働率 平成28年5月" in out


def test_what_is_no_month_and_what_is_no_sla_is_refused(call: Call, ledger: Path) -> None:
    refused = call("show", ledger, "sla", "--from", "2016-04-02", "--to", "2016-06-30")
    assert refused.code == 2
    assert "期間は月の初日から月の末日までで指定してください" in refused.err
    refused = call("show", ledger, "sla", "--from", "2016-07-01", "--to", "2016-06-30")
    assert "期間の終わりが始まりより前です。" in refused.err
    assert "--from と --to は sla の表示でだけ使えます。" in call("show", ledger, "gaps", "--from", "2016-04-01").err


def test_a_vendors_sheet_and_a_list_of_outages_are_brought_in_and_a_slip_changes_nothing(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "月報.csv"
    sheet.write_text("項目番号,2016年7月,2016年8月\n1,100,99.9\n", encoding="utf-8-sig")
    done = call("import", ledger, sheet, "--table", "sla_reports")
    assert done.code == 0, done.err
    listed = tmp_path / "障害一覧.csv"
    listed.write_text(
        "障害番号,件名,発生日時,復旧日時\n"
        "10,停電,2016/8/10 10:00,2016/8/10 11:00\n11,逆さ,2016/8/11 10:00,2016/8/11 9:00\n",
        encoding="utf-8-sig",
    )
    refused = call("import", ledger, listed, "--table", "outages")
    assert refused.code != 0
    assert "「逆さ」の終了(平成28年8月11日 9:00)が開始(平成28年8月11日 10:00)より前です。" in refused.err + refused.out
    listed.write_text(
        "障害番号,件名,発生日時,復旧日時\n10,停電,2016/8/10 10:00,2016/8/10 11:00\n", encoding="utf-8-sig"
    )
    assert call("import", ledger, listed, "--table", "outages").code == 0
    told = call("show", ledger, "sla", "--from", "2016-07-01", "--to", "2016-08-31", "--json").json
    assert [(one["month"], one["told"]) for one in told["vendor"]] == [
        ("2016-07", "一致"),
        ("2016-08", "値が違う(事業者 99.9、台帳 99.78)"),
    ]


def test_a_paper_is_printed_of_a_month_and_of_one_outage(call: Call, ledger: Path, tmp_path: Path) -> None:
    for options in (
        ("sla", "--month", "2016-05"),
        ("outage-report", "--outage", "3"),
        ("sla-year", "--month", "2017-03"),
    ):
        out = tmp_path / f"{options[0]}.pdf"
        assert call("print", ledger, *options, "-o", out).code == 0
        assert out.read_bytes().startswith(b"%PDF")
