"""The papers of service levels, of the made-up example that the sample carries."""

import json

from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.sla.records import Outage
from tests.core.documents.sheets import column, notes, pairs, paragraphs, tables

JUNE = PrintSettings(month="2016-06", anonymous=False)


def test_the_monthly_paper_has_the_year_the_month_the_members_the_stops_and_what_the_vendor_says(book: Book) -> None:
    year, minutes, members, stops, vendor = tables(REPORTS["sla"].build(book, JUNE))
    assert column(year, "5月") == ["99.56%\n○", "99.28%\n×", "", "", ""]
    assert column(year, "6月")[2:] == ["10.92時間\n×", "35.00分\n○", "95.58%\n○"]
    assert column(year, "7月") == [""] * 5
    assert [column(minutes, name)[0] for name in ("計画", "停止", "稼働", "稼働率", "許容停止", "残り")] == [
        "27,000",
        "69",
        "26,931",
        "99.74%\n26,931/27,000",
        "135",
        "66",
    ]
    assert (members.rows[0].cells[:2], members.rows[5].cells[:2]) == (("射水市", "99.99% ○"), ("舟橋村", "99.74% ○"))
    assert [row.joined for row in members.rows] == [False, *[True] * 5], "six members are not parted by a page"
    assert column(stops, "分") == ["485", "4"]
    assert column(stops, "時間") == [
        "平成28年5月31日 21:10〜\n平成28年6月1日 8:05",
        "平成28年6月20日 13:00〜13:04",
    ]
    assert column(vendor, "違い") == ["停止の分数が違う(事業者 65分、台帳 69分)、値が違う(事業者 99.76、台帳 99.74)"]


def test_signs_stand_for_members_wherever_they_are_told(book: Book) -> None:
    made = REPORTS["sla"].build(book, PrintSettings(month="2016-06", anonymous=True))
    _, _, members, stops, _ = tables(made)
    assert column(members, "団体") == ["A", "B", "C", "D", "E", "F"]
    assert column(stops, "団体") == ["F", "すべての団体"]


def test_in_the_middle_of_a_month_its_results_are_said_to_go_on(book: Book) -> None:
    year = tables(REPORTS["sla"].build(book, PrintSettings(as_of="2016-05-20")))[0]
    assert column(year, "5月")[0] == "99.74%\n○(途中)"
    assert column(year, "6月")[0] == ""


def test_an_outage_is_reported_with_what_it_cost_of_each_promise(book: Book) -> None:
    outage = next(one for one in book.all(Outage).values() if one.title == "回線の切断")
    made = REPORTS["outage-report"].build(book, PrintSettings(outage=outage.id, month="2016-06"))
    (table,) = tables(made)
    assert pairs(made)["時間"] == "平成28年5月31日 21:10〜平成28年6月1日 8:05"
    assert pairs(made)["停止の長さ"] == "655分(10時間55分)"
    assert pairs(made)["通知"] == "平成28年5月31日 21:45(発生から35分後)"
    assert [(column(table, "月")[n], column(table, "この停止の分数")[n]) for n in (0, 1)] == [
        ("平成28年5月", "50"),
        ("平成28年6月", "65"),
    ]
    assert "通信事業者の設備の故障" in paragraphs(made)


def test_agreed_stops_are_reported_only_when_they_are_chosen(book: Book) -> None:
    titles = [
        row[1] for row in json.loads(REPORTS["outage-report"].result(book, PrintSettings(month="2016-04")))["rows"]
    ]
    assert titles == []
    assert paragraphs(REPORTS["outage-report"].build(book, PrintSettings(month="2016-04"))) == [
        "平成28年4月の障害・停止の記録はありません。"
    ]


def test_the_yearly_paper_computes_the_refund_and_says_that_it_is_not_final(book: Book) -> None:
    made = REPORTS["sla-year"].build(book, JUNE)
    (table,) = tables(made)
    assert (column(table, "達成"), column(table, "未達")) == (
        ["3", "2", "0", "1", "1", "7"],
        ["0", "1", "1", "0", "0", "2"],
    )
    assert pairs(made)["達成度"] == "81.82(180/220点)"
    assert pairs(made)["確定"] == "確定していません(達否の決まらない期間 27)"
    assert any("= 2,181,818.18…円 → 2,181,818円(円未満切捨て)" in text for text in paragraphs(made))
    assert "稼働率 9期間(まだ始まっていません)" in notes(made)


def test_the_refund_by_steps_and_by_penalty_points_is_shown_line_by_line(book: Book) -> None:
    def change(**values: object) -> None:
        book.apply(ChangeSet("変更", (Update("sla_contracts", 1, values),)))  # type: ignore[arg-type]

    change(refund="steps")
    book.apply(ChangeSet("変更", (Update("sla_items", 2, {"steps": "99.9%以上 なし、99.9%未満 10%"}),)))
    _, steps = tables(REPORTS["sla-year"].build(book, JUNE))
    assert (column(steps, "期間の料金(円)"), column(steps, "返金(円)")) == (["1,000,000", ""], ["100,000", "100,000"])
    change(refund="penalty", thresholds="2点以上 5%", weights="1、2", expiry_months=1)
    book.apply(ChangeSet("変更", (Update("sla_items", 2, {"penalty_points": "2.5"}),)))
    made = REPORTS["sla-year"].build(book, JUNE)
    _, penalties = tables(made)
    assert (column(penalties, "計"), column(penalties, "年度末")) == (["2.5", "0"], ["失効", ""])
    assert any(text.startswith("0点 → 年額 12,000,000円 × 0% = 0円") for text in paragraphs(made))
