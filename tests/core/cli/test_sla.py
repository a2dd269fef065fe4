"""SLA on the command line, of the made-up example that the sample carries and of one of 2026."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from core.cli.output import opened
from core.model.sla.records import Outage, OutageMember, OutageSystem, SlaItem, SlaReport
from tests.core.cli.desk import Call

QUARTER = ("--from", "2026-04-01", "--to", "2026-06-30")
CONTRACT = ("契約,適用開始日,適用終了日,年額,返金の方法", "令和8年度の契約,2026-04-01,2027-03-31,12000000,配点")
ITEMS = (
    "契約,項目番号,SLA項目,目標値,測り方,単位,向き,配点,サービス時間帯",
    "令和8年度の契約,501,稼働率,99.5,稼働率,%,以上,60,毎日 0:00〜24:00",
    "令和8年度の契約,502,開庁時間の稼働率,99.9,稼働率,%,以上,40,平日 8:30〜17:15",
    "令和8年度の契約,503,回答までの時間,3,平均時間,時間,以下,,毎日 0:00〜24:00",
)
OUTAGES = (
    "障害番号,件名,開始,終了,種類",
    "901,月またぎ,2026-04-30 23:00,2026-05-01 01:30,障害",
    "902,重なり,2026-05-01 01:00,2026-05-01 02:00,障害",
    "903,定期保守,2026-06-14 00:00,2026-06-14 06:00,計画停止",
    "904,連休,2026-05-05 10:00,2026-05-05 12:00,障害",
    "905,閉庁のころ,2026-06-10 17:00,2026-06-10 18:00,障害",
)


@pytest.fixture
def of_2026(call: Call, ledger: Path, tmp_path: Path) -> Path:
    """The sample with a contract, its promises and the stops of 2026."""
    for name, lines in (("sla_contracts", CONTRACT), ("sla_items", ITEMS), ("outages", OUTAGES)):
        bring_in(call, ledger, tmp_path, name, *lines)
    return ledger


def bring_in(call: Call, ledger: Path, folder: Path, table: str, *lines: str) -> None:
    sheet = folder / f"{table}.csv"
    sheet.write_text("\n".join((*lines, "")), encoding="utf-8-sig")
    done = call("import", ledger, sheet, "--table", table)
    assert done.code == 0, done.err + done.out


def test_a_quarter_of_2026_is_told_over_the_end_of_a_month_an_agreed_stop_and_holidays(
    call: Call, of_2026: Path
) -> None:
    items = call("show", of_2026, "sla", *QUARTER, "--json").json["items"]
    found = {one["number"]: one for one in items}
    whole, office = found["501"], found["502"]
    assert (whole["planned_minutes"], whole["stopped_minutes"], whole["available_minutes"]) == (130_680, 360, 130_320)
    assert (whole["rate"], whole["value"], whole["rate_shown"]) == ("130320/130680", "36200/363", "99.72%")
    months = [(one["planned_minutes"], one["stopped_minutes"], one["minutes_left"]) for one in whole["months"]]
    assert months == [(43_200, 60, 156), (44_640, 240, -17), (42_840, 60, 154)]
    assert (office["planned_minutes"], office["stopped_minutes"], office["rate_shown"]) == (32_025, 15, "99.95%")


def test_what_no_contract_covers_has_no_minutes_and_says_why(call: Call, of_2026: Path) -> None:
    first = call("show", of_2026, "sla", *QUARTER, "--json").json["items"][0]
    keys = ("planned_minutes", "stopped_minutes", "available_minutes", "rate", "rate_shown", "minutes_left")
    assert [first[key] for key in keys] == [None] * 6
    assert first["missing"] == "契約の期間外"
    assert "契約の期間外" in call("show", of_2026, "sla", *QUARTER).out


BAD = (
    ("outages", OUTAGES[0], ("911,逆さ,2026-04-02 10:00,2026-04-02 9:00,障害",), "開始(令和8年4月2日 10:00)より前です"),
    ("outages", OUTAGES[0], ("911,月またぎ,2026-05-01 00:00,2026-05-01 03:00,障害",), "同じで時間が重なっています"),
    (
        "outages",
        OUTAGES[0],
        ("911,停電,2026-04-02 10:00,2026-04-02 12:00,障害", "912,停電,2026-04-02 11:00,2026-04-02 13:00,障害"),
        "同じで時間が重なっています",
    ),
    ("sla_items", ITEMS[0], ("令和8年度の契約,511,百一,101%,稼働率,%,以上,,",), "目標値101%は100%を超えています"),
    (
        "sla_items",
        "契約,項目番号,SLA項目,目標値,返金の段",
        ("令和8年度の契約,511,段,99,99.5%未満 10%、95%未満 25%",),
        "段「95%未満 25%」が「99.5%未満 10%」と重なっています",
    ),
    (
        "sla_contracts",
        "契約,ペナルティの段",
        ("別の契約,10点以上 5%、10点以上 10%",),
        "段「10点以上 10%」が「10点以上 5%」と重なっています",
    ),
    ("sla_results", "SLA項目番号,月,値,全件数", ("503,2026年4月,2.5,0",), "全件数が0件なので、平均はありません"),
    ("sla_results", "SLA項目番号,月,件数,全件数", ("5,2016年12月,11,10",), "件数11件が全件数10件を超えています"),
)


def test_what_cannot_be_is_refused_with_a_sentence_and_the_ledger_stays(
    call: Call, of_2026: Path, tmp_path: Path
) -> None:
    before = of_2026.read_bytes()
    for table, headings, lines, says in BAD:
        sheet = tmp_path / "悪い表.csv"
        sheet.write_text("\n".join((headings, *lines, "")), encoding="utf-8-sig")
        refused = call("import", of_2026, sheet, "--table", table)
        assert refused.code != 0, says
        assert says in refused.err + refused.out
        assert of_2026.read_bytes() == before, says


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


def workbook(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a sheet as people type it into a spreadsheet, which makes days of months and midnights."""
    book: Any = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    forms = {
        kind: book.add_format({"num_format": form}) for kind, form in ((date, 'yyyy"年"m"月"'), (datetime, "m/d h:mm"))
    }
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(at, column, cell, forms[type(cell)])
            else:
                sheet.write(at, column, cell)
    book.close()
    return path


def reports(ledger: Path) -> list[tuple[str, str, str | None]]:
    with opened(str(ledger)) as file:
        book = file.store.book()
        return [
            (book.all(SlaItem)[one.sla_item_id].number, one.month, one.reported)
            for one in sorted(book.all(SlaReport).values(), key=lambda one: one.id)
            if one.month > "2017-04"
        ]


@pytest.mark.parametrize(
    ("rows", "options", "found"),
    [
        (
            [["番号", "項番", "月", "報告値"], ["", "1", date(2017, 7, 1), 99.9], ["", "1", date(2017, 8, 1), 99.8]],
            (),
            [("1", "2017-07", "99.9"), ("1", "2017-08", "99.8")],
        ),
        (
            [["SLA項目", date(2017, 7, 1), date(2017, 8, 1)], ["稼働率", 99.9, 99.8]],
            (),
            [("1", "2017-07", "99.9"), ("1", "2017-08", "99.8")],
        ),
        (
            [["平成29年度 SLA実績"], ["項目番号", "7月", "8月", "1月"], ["1", 99.9, 99.8, 99.7]],
            (),
            [("1", "2017-07", "99.9"), ("1", "2017-08", "99.8"), ("1", "2018-01", "99.7")],
        ),
        (
            [
                ["平成29年7月分 月次報告書"],
                ["作成日", "平成29年8月10日"],
                [],
                ["項番", "項目", "報告値"],
                ["1", "稼働率", "99.9%"],
            ],
            (),
            [("1", "2017-07", "99.9")],
        ),
        (
            [["月次報告書"], [], ["項番", "項目", "報告値"], ["1", "稼働率", "99.9%"]],
            ("--date", "2017-07-31"),
            [("1", "2017-07", "99.9")],
        ),
        (
            [["月次報告書"], [], ["項番", "項目", "報告値"], ["1", "稼働率", "99.9%"]],
            ("--date", "H29.7"),
            [("1", "2017-07", "99.9")],
        ),
    ],
)
def test_a_vendors_monthly_sheet_is_taken_as_vendors_write_it(
    call: Call, ledger: Path, tmp_path: Path, rows: list[list[Any]], options: tuple[str, ...], found: object
) -> None:
    """The month in a column of days, across, as 7月 below a fiscal year, in the title, or said by the clerk."""
    done = call("import", ledger, workbook(tmp_path / "月報.xlsx", rows), "--table", "sla_reports", *options)
    assert done.code == 0, done.err + done.out
    assert reports(ledger) == found


def test_a_sheet_of_no_month_is_asked_for_it(call: Call, ledger: Path, tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "月報.xlsx", [["項番", "項目", "報告値"], ["1", "稼働率", "99.9%"]])
    refused = call("import", ledger, sheet, "--table", "sla_reports")
    assert refused.code == 1
    assert "事業者の月報の月が分かりません" in refused.err + refused.out


def test_midnight_in_a_spreadsheet_is_a_time_and_a_day_alone_is_none(call: Call, ledger: Path, tmp_path: Path) -> None:
    head = ["障害番号", "件名", "発生日時", "復旧日時"]
    rows: list[Sequence[object]] = [head, ["30", "夜間", datetime(2016, 8, 10), datetime(2016, 8, 10, 0, 29)]]
    done = call("import", ledger, workbook(tmp_path / "障害.xlsx", rows))
    assert done.code == 0, done.err + done.out
    told = call("show", ledger, "outages", "--json").json
    assert ["2016-08-10T00:00", "2016-08-10T00:29"] in [[one["began_at"], one["ended_at"]] for one in told]
    rows = [head, ["31", "日だけ", date(2016, 8, 10), datetime(2016, 8, 10, 0, 29)]]
    refused = call("import", ledger, workbook(tmp_path / "日だけ.xlsx", rows))
    assert refused.code == 1
    assert "「2016/8/10」には時刻がありません。平成28年8月10日 10:03 のように" in refused.err + refused.out


def test_a_list_of_outages_says_whom_they_hit_in_two_of_its_columns(call: Call, ledger: Path, tmp_path: Path) -> None:
    """An outage of one municipality is none of the others; where 全団体 stands it hit all."""
    listed = tmp_path / "障害一覧.csv"
    head = "障害番号,件名,発生日時,復旧日時,対象業務,対象団体\n"
    listed.write_text(
        f"{head}20,回線断,2016/8/10 10:00,2016/8/10 11:00,すべて,射水市、滑川市\n"
        "21,基盤停止,2016/8/11 10:00,2016/8/11 11:00,住基情報,全団体\n",
        encoding="utf-8-sig",
    )
    done = call("import", ledger, listed)
    assert done.code == 0, done.err
    with opened(str(ledger)) as file:
        book = file.store.book()
    number = {one.number: one.id for one in book.all(Outage).values()}
    assert len(book.children(OutageMember, number["20"])) == 2
    assert not book.children(OutageSystem, number["20"])
    assert not book.children(OutageMember, number["21"])
    assert len(book.children(OutageSystem, number["21"])) == 1
    listed.write_text(f"{head}22,謎,2016/8/12 10:00,2016/8/12 11:00,無い業務,\n", encoding="utf-8-sig")
    refused = call("import", ledger, listed)
    assert refused.code == 1
    assert "「無い業務」という業務はありません" in refused.out + refused.err


def test_outages_that_are_called_alike_keep_whom_each_hit(call: Call, ledger: Path, tmp_path: Path) -> None:
    """A list without numbers, in which the same thing happens again: what stands in a line belongs to that line."""
    listed = tmp_path / "障害一覧.csv"
    listed.write_text(
        "件名,発生日時,復旧日時,対象団体\n通信断,2016/8/10 10:00,2016/8/10 11:00,射水市\n"
        "通信断,2016/8/11 10:00,2016/8/11 11:00,滑川市、舟橋村\n",
        encoding="utf-8-sig",
    )
    for _ in range(2):  # once more changes nothing
        done = call("import", ledger, listed, "--table", "outages")
        assert done.code == 0, done.err + done.out
        with opened(str(ledger)) as file:
            book = file.store.book()
        alike = [one for one in book.all(Outage).values() if one.title == "通信断"]
        assert [len(book.children(OutageMember, one.id)) for one in alike] == [1, 2]


def test_a_paper_is_printed_of_a_month_and_of_one_outage(call: Call, ledger: Path, tmp_path: Path) -> None:
    for options in (
        ("sla", "--month", "2016-05"),
        ("outage-report", "--outage", "3"),
        ("sla-year", "--month", "2017-03"),
    ):
        out = tmp_path / f"{options[0]}.pdf"
        assert call("print", ledger, *options, "-o", out).code == 0
        assert out.read_bytes().startswith(b"%PDF")
