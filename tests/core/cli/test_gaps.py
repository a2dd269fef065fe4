"""show FILE gaps, and the papers of fit and gap from the command line."""

from pathlib import Path

import pytest

from tests.core.cli.desk import Call


def test_items_rates_and_ways_are_told_as_json(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "gaps", "--json").json
    assert [one["number"] for one in told["items"]][:3] == [6, 2, 15]
    assert len(told["items"]) == 31
    assert told["rates"][3] == {
        "system": "住民税",
        "total": 4,
        "fits": 0,
        "partly": 0,
        "gap": 4,
        "out": 0,
        "open": 0,
        "rate": None,
        "rate_with_halves": None,
        "requests": 4,
        "sessions": 0,
    }
    assert len(told["origins"]) == 31
    assert told["origins"][15]["quote"] == "3,400,000(2団体)"
    assert len(told["definition"]) == 3


def test_as_of_a_day_later_sessions_are_not_known(call: Call, ledger: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "会議.csv"
    sheet.write_text("系列,回次,開催日\nフィット&ギャップ,1,H26.5.1\n", encoding="utf-8-sig")
    assert call("import", ledger, sheet).code == 0
    listed = tmp_path / "一覧.csv"
    rows = "項番,業務,機能,適合,挙がった会議,結論,決定日\n1,住民税,照会,○,第1回フィット&ギャップ,決定,H26.6.2\n"
    listed.write_text(rows, encoding="utf-8-sig")
    assert call("import", ledger, listed).code == 0
    now = call("show", ledger, "gaps", "--json").json["items"]
    (found,) = [one for one in now if one["function"] == "照会"]
    assert (found["fit"], found["decided_on"], found["decided_on_shown"]) == ("適合", "2014-06-02", "平成26年6月2日")
    before = call("show", ledger, "gaps", "--json", "--as-of", "H26.4.30").json["items"]
    assert "照会" not in {one["function"] for one in before}
    (between,) = [
        one
        for one in call("show", ledger, "gaps", "--json", "--as-of", "2014-05-31").json["items"]
        if one["function"] == "照会"
    ]
    assert between["conclusion"] is None
    assert between["raised_at"] == "第1回フィット&ギャップ"


def test_the_text_tells_the_definition_and_the_ways(call: Call, ledger: Path) -> None:
    out = call("show", ledger, "gaps").out
    assert "適合率 = 適合 ÷ (総数 − 対象外 − 未判定)" in out
    assert "フィット&ギャップ(延べ137回)" in out
    assert "追跡率: 要望31件のうち" in out


@pytest.mark.parametrize("report", ["gaps", "gap-inquiry", "origins"])
def test_each_paper_is_printed(call: Call, ledger: Path, tmp_path: Path, report: str) -> None:
    paper = tmp_path / f"{report}.pdf"
    assert call("print", ledger, report, "-o", paper).code == 0
    assert paper.read_bytes().startswith(b"%PDF")


def test_one_system_is_printed_by_its_name_and_another_is_refused(call: Call, ledger: Path, tmp_path: Path) -> None:
    paper = tmp_path / "住民税.pdf"
    assert call("print", ledger, "gaps", "-o", paper, "--system", "住民税").code == 0
    done = call("print", ledger, "gaps", "-o", paper, "--system", "宇宙開発")
    assert done.code != 0
    assert "「宇宙開発」という業務はありません。" in done.err
