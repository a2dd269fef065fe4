"""More forms of the kinds of test_intake.py: each kind that clerks bring has others than the file that was brought."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.desk import Call
from tests.core.cli.test_intake import Desk, costs, left_out, people
from tests.workbooks import workbook

Table = tuple[tuple[object, ...], ...]
COSTS = ("団体名", "年度", "金額")


@pytest.fixture
def desk(call: Call, ledger: Path, tmp_path: Path) -> Desk:
    return Desk(call, ledger, tmp_path)


def reasons(desk: Desk, book: bytes, *options: str) -> list[tuple[Any, str]]:
    done = desk.bring(book, *options)
    assert done.code == 1
    return [(one["cell"], one["text"]) for line in done.json["refused"] for one in line["reasons"]]


@pytest.mark.parametrize(
    ("rows", "cell", "likely"),
    [
        ((("項", "要望", "総額", "射水市", "滑川市"), ("1月20日", "様式", 200, 100, 100)), "A2", "「1-20」か「20-1」"),
        ((("項", "要望", "総額", "射水市", "滑川市"), ("20-Jan", "様式", 200, 100, 100)), "A2", "「1-20」か「20-1」"),
        ((("項", "要望", "1団体", "2団体"), ("２月３日", "様式", 200, 100)), "A2", "「2-3」か「3-2」"),
        ((("項", "射水市"), ("1月20日", "○")), "A2", "「1-20」か「20-1」"),
        ((("項", "要望名", "方針"), ("2026/1/20", "様式", "検討中")), "A2", "「1-20」か「20-1」"),
    ],
)
def test_a_number_that_became_a_date_is_refused_in_every_table(desk: Desk, rows: Table, cell: str, likely: str) -> None:
    places, texts = zip(*reasons(desk, workbook(*rows)), strict=True)
    assert set(places) == {cell}
    assert all(likely in text for text in texts)


@pytest.mark.parametrize("text", ["1月3日", "3-Jan", "2026/1/3"])
def test_a_branch_of_ours_that_excel_made_a_date_is_refused(desk: Desk, text: str) -> None:
    rows = (("項", "案", "枝番", "実施団体数", "初期費用(総額)"), ("3", "", text, 1, 120_000))
    ((cell, told),) = reasons(desk, workbook(*rows), "--table", "見積")
    assert (cell, "「1-3」か「3-1」" in told) == ("C2", True)


@pytest.mark.parametrize("code", [12025, "12025", "１２０２５"])
def test_a_lost_zero_is_found_again(desk: Desk, code: object) -> None:
    assert desk.bring(workbook(("団体コード", "団体名"), (code, "函館市"))).code == 0
    assert desk.new("municipalities", "code", "name") == [("012025", "函館市")]


def test_five_digits_of_two_municipalities_are_asked_unless_one_is_ours_or_named(desk: Desk) -> None:
    ((cell, text),) = reasons(desk, workbook(("団体コード", "団体名"), ("16322", "なぞ町")))
    assert (cell, "163228(上市町)、016322(士幌町)" in text) == ("A2", True)
    assert desk.bring(workbook(("団体コード", "団体名"), ("16322", "士幌町"))).code == 0
    assert desk.new("municipalities", "code") == [("016322",)]


@pytest.mark.parametrize("text", ["30%", "３０％", "30 %"])
def test_percent_in_words_is_what_it_says(desk: Desk, text: str) -> None:
    assert desk.bring(workbook(("試算名", "最低削減保障"), ("別の試算", text))).code == 0
    assert [row["guarantee_percent"] for row in desk.rows("試算") if row["name"] == "別の試算"] == ["30"]


def test_noise_beyond_fifteen_digits_is_dropped_after_the_unit_too(desk: Desk) -> None:
    rows = (("団体名", "年度", "金額(千円)"), ("射水市", 2024, 1669.9999999999998), ("滑川市", 2024, 0.1 * 3))
    assert desk.bring(workbook(*rows)).code == 0
    assert costs(desk) == [("162116", 1_670_000), ("162060", 300)]
    ((cell, _),) = reasons(desk, workbook(COSTS, ("射水市", 2024, 0.1 + 0.2)))
    assert cell == "C2"


def test_joined_cells_above_beside_and_around_are_understood(desk: Desk) -> None:
    rows = (("現行経費一覧", None, None, None), ("団体名", "年度", "費目", "金額"), ("射水市", 2024, "保守", 1))
    more = ((None, 2024, "機器", 2), (None, 2024, "通信", 3))
    assert desk.bring(workbook(*rows, *more, merged=((0, 0, 0, 3), (2, 0, 4, 0)))).code == 0
    assert costs(desk) == [("162116", 1), ("162116", 2), ("162116", 3)]
    table = (("項", "要望", "総額", "射水市", "滑川市", "入善町"), ("101", "様式", 300, 100, 100, 100))
    lower = (None, None, 200, 100, 100, None)
    assert desk.bring(workbook(*table, lower, merged=((1, 0, 2, 0), (1, 1, 2, 1)))).code == 0
    assert desk.quotes("101") == {3: 300, 2: 200}


@pytest.mark.parametrize("amount", [600_000, "600,000", "６００,０００円"])
def test_an_amount_in_a_joined_cell_is_refused_however_it_is_written(desk: Desk, amount: object) -> None:
    book = workbook(COSTS, ("射水市", 2024, amount), ("滑川市", 2024, None), merged=((1, 2, 2, 2),))
    assert [cell for cell, _ in reasons(desk, book)] == ["C2", "C3"]
    assert costs(desk) == []


@pytest.mark.parametrize(
    "heading",
    [
        ("団体\n名", "年\n度", "金　　額\n（千円）"),
        ("団 体 名", "年　度", "金 額 (千円)"),
        ("市町村名：", "会計年度", "金額※２（単位:千円）"),
    ],
)
def test_headings_in_every_dress_are_read(desk: Desk, heading: tuple[str, ...]) -> None:
    assert desk.bring(workbook(heading, ("射水市", "令和６年度", "1,400"))).code == 0
    assert costs(desk) == [("162116", 1_400_000)]


@pytest.mark.parametrize("dash", ["-", "－", "―", "ー", "…", "–", "—", "‐", "・・・"])
def test_every_dash_is_no_in_a_cost_table_and_no_quote_in_a_table_of_counts(desk: Desk, dash: str) -> None:
    assert desk.bring(workbook(("項", "要望", "総額", "射水市", "滑川市"), ("101", "様式", 100, 100, dash))).code == 0
    assert desk.answers("101")["162060"] == "実施しない"
    assert desk.bring(workbook(("項", "要望", "1団体", "2団体"), ("102", "別の様式", 300, dash))).code == 0
    assert desk.quotes("102") == {1: 300}


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "########"])
def test_the_text_of_an_error_is_refused_too(desk: Desk, text: str) -> None:
    ((cell, told),) = reasons(desk, workbook(COSTS, ("射水市", 2024, text)))
    assert (cell, text in told) == ("C2", True)


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (((None,), ("現行経費一覧",), (None,), COSTS, ("射水市", 2024, 1), ("射水し", 2024, 2)), "A6"),
        ((COSTS, (None,), ("射水市", 2024, 1), (None,), ("射水市", "ことし", 2)), "B5"),
        (((None, *COSTS), (None, "射水市", 2024, "たくさん")), "D2"),
    ],
)
def test_a_fault_is_told_by_its_cell_whatever_stands_around(desk: Desk, rows: Table, cell: str) -> None:
    assert [place for place, _ in reasons(desk, workbook(*rows))] == [cell]


@pytest.mark.parametrize("text", ["△1,000", "▲5", "(1,000)", "-3"])
def test_a_negative_cost_is_refused(desk: Desk, text: str) -> None:
    ((cell, told),) = reasons(desk, workbook(COSTS, ("射水市", 2024, text)))
    assert (cell, "負の数です" in told) == ("C2", True)


@pytest.mark.parametrize("text", ["¥1,000", "￥ 1,000円", "１，０００", "1,000.0", " 1000 "])
def test_an_amount_is_read_as_people_write_it(desk: Desk, text: str) -> None:
    assert desk.bring(workbook(COSTS, ("射水市", 2024, text))).code == 0
    assert costs(desk) == [("162116", 1_000)]


def test_prefectures_of_published_lists_are_left_out_with_or_without_a_name(desk: Desk) -> None:
    heads = ("団体コード", "都道府県名", "市区町村名", "人口総数", "基準日")
    rows = (("162116", "富山県", "射水市", 5, "2025-10-01"), ("160008", "富山県", None, 9, "2025-10-01"))
    done = desk.bring(workbook(heads, *rows))
    assert people(desk) == [("162116", "2025-10-01", 5)]
    assert (3, None, "都道府県の行です。") in left_out(done)
    done = desk.bring(workbook(("団体コード", "団体名"), ("160008", "-"), ("162094", "小矢部市")))
    assert desk.new("municipalities", "code") == [("162094",)]
    assert (2, None, "都道府県の行です。") in left_out(done)


def test_members_of_every_kind_get_it_from_their_names(desk: Desk) -> None:
    names = ("千代田区", "下新川広域連合", "砺波地方衛生施設組合")
    codes = ("131016", "990001", "990019")
    assert desk.bring(workbook(("団体コード", "団体名"), *zip(codes, names, strict=True))).code == 0
    assert [kind for (kind,) in desk.new("municipalities", "kind")] == ["区", "広域連合", "一部事務組合"]


@pytest.mark.parametrize(
    "content",
    [
        '団体コード,団体名\r\n="162094","小矢部市"\r\n="162086",砺波市\r\n',
        '\ufeff"=""162094""",小矢部市\r\n"=""162086""",砺波市\r\n'.replace("\ufeff", "\ufeff団体コード,団体名\r\n"),
        "団体コード\t団体名\r\n162094\t小矢部市\r\n162086\t砺波市\r\n",
    ],
)
def test_csv_as_programs_write_it(desk: Desk, content: str) -> None:
    (desk.folder / "名簿.csv").write_bytes(content.encode())
    done = desk.call("import", desk.ledger, desk.folder / "名簿.csv")
    assert done.code == 0, done.err
    assert [code for (code,) in desk.new("municipalities", "code")] == ["162094", "162086"]
