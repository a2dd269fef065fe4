"""More forms of the kinds of test_intake.py: each kind that clerks bring has others than the file that was brought."""

from pathlib import Path
from typing import Any

import pytest

from tests.core.cli.desk import Call
from tests.core.cli.test_intake import COST, Desk, costs, left_out, people
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


# --- units wherever they stand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        (COSTS, ("射水市", 2024, 184), ("※単位：千円",)),
        (COSTS, ("射水市", 2024, 184), (None, None, "（単位：千円）")),
        ((*COSTS, None, "単位：千円"), ("射水市", 2024, 184)),
        (COSTS, ("射水市", 2024, 184, None, "（千円）")),
        ((*COSTS, "備考"), (None, None, None, "単位：千円"), ("射水市", 2024, 184)),
        (("金額の単位は千円、税抜とする。",), COSTS, ("射水市", 2024, 184)),
    ],
)
def test_a_unit_beside_and_below_the_table_is_applied_and_said(desk: Desk, rows: Table) -> None:
    done = desk.bring(workbook(*rows))
    assert costs(desk) == [("162116", 184_000)]
    assert any("列 C の単位を千円として読みました。" in one for one in done.json["said"])


def test_a_unit_that_stands_in_each_row_is_applied_row_by_row(desk: Desk) -> None:
    heads = ("団体名", "年度", "金額", "単位")
    done = desk.bring(workbook(heads, ("射水市", 2024, 184, "千円"), ("滑川市", 2024, 5, "円")))
    assert costs(desk) == [("162116", 184_000), ("162060", 5)]
    assert "列 D の単位を、行ごとに読みました。" in done.json["said"]
    ((cell, told),) = reasons(desk, workbook(heads, ("射水市", 2023, 1, "千円"), ("滑川市", 2023, 5, "ドル")))
    assert (cell, "単位「ドル」が分かりません" in told) == ("C3", True)


def test_a_column_of_units_of_quantity_is_none_of_money(desk: Desk) -> None:
    assert desk.bring(workbook(("項", "要望", "単位", "1団体"), ("501", "様式", "式", 100))).code == 0
    assert desk.quotes("501") == {1: 100}


@pytest.mark.parametrize("text", ["¥ 1,234-", "金１，２３４円也", "金1,234円"])
def test_sums_that_are_guarded_against_further_digits_are_read(desk: Desk, text: str) -> None:
    assert desk.bring(workbook(COSTS, ("射水市", 2024, text))).code == 0
    assert costs(desk) == [("162116", 1_234)]


# --- headings of two rows, and columns that only help ----------------------------------------------------------------

REGISTER = (
    ("令和8年1月1日住民基本台帳人口・世帯数",),
    ("団体コード", "都道府県名", "市区町村名", "人口", None, None, "世帯数"),
    (None, None, None, "男", "女", "計", None),
    ("162116", "富山県", "射水市", 44_000, 47_000, 91_000, 35_000),
    ("162060", "富山県", "滑川市", 16_000, 16_800, 32_800, 12_000),
)
JOINED = ((1, 3, 1, 5), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 6, 2, 6))


@pytest.mark.parametrize("merged", [(), JOINED, JOINED[:1]])
@pytest.mark.parametrize("options", [(), ("--table", "人口")])
def test_the_total_of_a_heading_over_several_columns_is_read_and_never_a_part_of_it(
    desk: Desk, merged: tuple[tuple[int, int, int, int], ...], options: tuple[str, ...]
) -> None:
    assert desk.bring(workbook(*REGISTER, merged=merged), *options).code == 0
    assert people(desk) == [("162116", "2026-01-01", 91_000), ("162060", "2026-01-01", 32_800)]


@pytest.mark.parametrize("heads", [("男", "女", "計"), ("総数", "男", "女")])
def test_a_total_beside_men_and_women_is_the_population(desk: Desk, heads: tuple[str, ...]) -> None:
    figures = {"男": 44_000, "女": 47_000, "計": 91_000, "総数": 91_000}
    row = ("162116", "射水市", *(figures[head] for head in heads))
    desk.bring(workbook(("人口（令和8年1月1日現在）",), ("団体コード", "市区町村名", *heads), row))
    assert people(desk) == [("162116", "2026-01-01", 91_000)]


@pytest.mark.parametrize(
    ("heads", "figures"),
    [(("人口",), (5,)), (("R6.10.1", "R7.10.1(人)"), (6, 5))],
)
def test_codes_and_names_before_figures_make_no_list_of_municipalities(
    desk: Desk, heads: tuple[str, ...], figures: tuple[object, ...]
) -> None:
    book = workbook(("団体コード", "団体名", *heads), ("162116", "射水市", *figures))
    done = desk.bring(book, "--date", "R7.10.1") if len(heads) == 1 else desk.bring(book)
    assert done.code == 0
    assert people(desk)[-1] == ("162116", "2025-10-01", 5)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (("令和5年度", None, "令和6年度", None), ("保守\n(千円)", "リース\n(千円)") * 2),
        (("保守(千円)", None, "リース(千円)", None), ("R5", "R6") * 2),
        (("令和5年度", "令和5年度", "令和6年度", "令和6年度"), ("保守(千円)", "リース(千円)") * 2),
    ],
)
def test_years_over_categories_are_read_with_both(
    desk: Desk, upper: tuple[object, ...], lower: tuple[object, ...]
) -> None:
    done = desk.bring(workbook(("団体名", *upper), (None, *lower), ("射水市", "１，２００", 300, 1_300, 310)))
    found = {(category, year): yen for _, year, category, yen in desk.new("current_costs", *COST)}
    by_year = upper[0] == "令和5年度"
    assert found == {
        ("保守", 2023): 1_200_000,
        ("リース" if by_year else "保守", 2023 if by_year else 2024): 300_000,
        ("保守" if by_year else "リース", 2024 if by_year else 2023): 1_300_000,
        ("リース", 2024): 310_000,
    }
    assert "見出しの「保守」「リース」を、費目として読みました。" in done.json["said"]


def test_days_over_men_women_and_total_are_read_by_their_totals(desk: Desk) -> None:
    heads = (("市町村名", "R6.10.1", None, None, "R7.10.1", None, None), (None, *("男", "女", "計") * 2))
    assert desk.bring(workbook(*heads, ("射水市", 1, 2, 3, 4, 5, 9))).code == 0
    assert people(desk) == [("162116", "2024-10-01", 3), ("162116", "2025-10-01", 9)]


def test_a_heading_at_the_side_may_stand_in_the_upper_row_alone(desk: Desk) -> None:
    heads = (("市町村名", "人口", None), (None, "R6.10.1", "R7.10.1"))
    assert desk.bring(workbook(*heads, ("射水市", 1, 2), ("滑川市", 3, 4))).code == 0
    assert [figure for *_, figure in people(desk)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rows", "yen"),
    [
        ((("年度", "射水市", "滑川市", "計"), ("R5", 100, 10, 110), ("R6", 200, 20, 220)), [100, 200, 10, 20]),
        ((("現行経費(千円)",), ("年度", "費目", "射水市", "滑川市"), ("R5", "保守", 100, 10)), [100_000, 10_000]),
    ],
)
def test_municipalities_may_stand_across(desk: Desk, rows: Table, yen: list[int]) -> None:
    assert desk.bring(workbook(*rows)).code == 0
    assert [one for _, one in costs(desk)] == yen


def test_populations_by_days_with_municipalities_across(desk: Desk) -> None:
    assert desk.bring(workbook(("基準日", "射水市", "滑川市"), ("R5.10.1", 100, 10), ("R6.10.1", 200, 20))).code == 0
    assert [figure for *_, figure in people(desk)] == [100, 200, 10, 20]


def test_remarks_across_municipalities_are_no_costs(desk: Desk) -> None:
    done = desk.bring(workbook(("担当課", "射水市", "滑川市", "備考"), ("総務課", "a", "b", "c")))
    assert "台帳へ取り込むものが見つかりません" in done.err


# --- requests -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heads",
    [
        ("１団体\n実施時", "２団体\n実施時"),
        ("1団体で実施した場合の費用", "2団体の場合(円)"),
        ("１自治体が 参加", "2自治体"),
    ],
)
def test_numbers_of_implementers_in_every_wording_are_quotes(desk: Desk, heads: tuple[str, ...]) -> None:
    assert desk.bring(workbook(("№", "要望の名称", *heads), ("301", "新規", "１，０００千円", 800))).code == 0
    assert desk.quotes("301") == {1: 1_000_000, 2: 800}


def test_amounts_of_members_add_up_to_a_quote_with_and_without_their_sum(desk: Desk) -> None:
    heads = ("項番", "要望名", "射水市", "滑川市")
    assert desk.bring(workbook((*heads, "計"), ("701", "様式", 100, 50, 150))).code == 0
    done = desk.bring(workbook(heads, ("702", "様式", 100, 60)))
    assert (desk.quotes("701"), desk.quotes("702")) == ({2: 150}, {2: 160})
    assert [one["text"] for one in done.json["doubtful"]] == ["総額の列がないため、各団体の額の合計を総額としました。"]


def test_sums_of_marks_are_no_quotes(desk: Desk) -> None:
    rows = (("項番", "要望名", "射水市", "滑川市", "計"), ("701", "様式", 1, 1, 2), ("702", "帳票", "○", None, 1))
    assert desk.bring(workbook(*rows)).code == 0
    assert (desk.quotes("701"), desk.quotes("702")) == ({}, {})


# --- codes, files ---------------------------------------------------------------------------------------------------


def test_four_digits_are_a_code_that_lost_both_its_zero_and_its_check_digit(desk: Desk) -> None:
    rows = (("標準地域コード", "自治体名"), (1100, "札幌市"), ("１２０２", "函館市"))
    assert desk.bring(workbook(*rows)).code == 0
    assert [code for (code,) in desk.new("municipalities", "code")] == ["011002", "012025"]


@pytest.mark.parametrize("name", ["滑川市", "滑 川 市", "高岡市"])
def test_a_code_beside_the_name_of_another_municipality_is_refused(desk: Desk, name: str) -> None:
    table = (("団体コード", "団体名", "年度", "金額"), ("162116", name, 2024, 5), ("162060", "滑川市", 2024, 6))
    ((cell, told),) = reasons(desk, workbook(*table))
    assert (cell, "のコードではありません" in told) == ("A2", True)


@pytest.mark.parametrize(("name", "content"), [("空.xlsx", workbook()), ("空.csv", b""), ("空白.csv", b"\r\n \r\n")])
def test_an_empty_file_is_called_so(desk: Desk, name: str, content: bytes) -> None:
    (desk.folder / name).write_bytes(content)
    done = desk.call("import", desk.ledger, desk.folder / name)
    assert done.err.strip().startswith("何も書かれていないファイルです。")


@pytest.mark.parametrize("heads", [("金額", "金額"), ("金額(円)", "金額（円）")])
def test_two_columns_of_figures_with_one_heading_are_asked(desk: Desk, heads: tuple[str, str]) -> None:
    done = desk.bring(workbook(("団体名", "年度", *heads), ("射水市", 2024, 1, 2)))
    assert (done.code, costs(desk)) == (1, [])
    assert "の列がC、Dとあり、どれを読むか分かりません" in done.err


@pytest.mark.parametrize("title", ["令和8年3月1日 総務課作成", "出力日：R8.3.1"])
def test_the_day_on_which_a_table_was_made_is_not_that_of_its_figures(desk: Desk, title: str) -> None:
    rows = (("団体名", "総人口"), ("射水市", 92_000))
    assert "--date" in desk.bring(workbook((title,), *rows)).err
    assert desk.bring(workbook((title, "令和7年10月1日現在"), *rows)).code == 0
    assert people(desk) == [("162116", "2025-10-01", 92_000)]


def test_a_quote_that_was_not_given_is_none(desk: Desk) -> None:
    assert desk.bring(workbook(("通番", "要望名", "1団体", "2団体"), ("801", "様式", "見積なし", 100))).code == 0
    assert desk.quotes("801") == {2: 100}


def test_a_list_of_systems_is_one(call: Call, empty_ledger: Path, tmp_path: Path) -> None:
    rows = (("業務システム名", "標準化対象", "備考"), ("住民基本台帳", "○", None), ("文書管理", None, "対象外"))
    (tmp_path / "業務.xlsx").write_bytes(workbook(*rows))
    assert call("import", empty_ledger, tmp_path / "業務.xlsx").code == 0
    found = call("show", empty_ledger, "業務", "--json").json
    assert [(row["name"], row["standardised"]) for row in found] == [("住民基本台帳", True), ("文書管理", False)]


def test_the_day_in_the_heading_of_the_figures_holds_for_every_row(desk: Desk) -> None:
    done = desk.bring(workbook(("人口一覧 令和8年3月1日",), ("団体名", "人口(R7.10.1現在)"), ("射水市", 5)))
    assert people(desk) == [("162116", "2025-10-01", 5)]
    assert done.json["said"] == ["見出しから、すべての行の基準日を令和7年10月1日としました。"]


def test_people_in_a_joined_cell_are_counted_for_nobody(desk: Desk) -> None:
    rows = (("団体名", "基準日", "人口"), ("射水市", "R7.10.1", 5), ("滑川市", "R7.10.1", None))
    assert [cell for cell, _ in reasons(desk, workbook(*rows, merged=((1, 2, 2, 2),)))] == ["C2", "C3"]


def test_a_code_that_is_blank_is_that_of_the_name_where_one_place_only_is_called_so(desk: Desk) -> None:
    rows = (("団体コード", "団体名"), (None, "龍ヶ崎市"), (None, "朝日町"), (None, "小矢部市"))
    done = desk.bring(workbook(*rows), "--partial")
    assert desk.new("municipalities", "code", "name") == [("082082", "龍ヶ崎市"), ("162094", "小矢部市")]
    assert [line["row"] for line in done.json["refused"]] == [3]
    assert "列 B の団体名から、空欄の団体コードを補いました。" in done.json["said"]


def test_a_prefecture_that_is_called_one_is_registered_as_what_it_is(desk: Desk) -> None:
    rows = (("団体コード", "団体名", "区分"), ("160008", "富山県", "都道府県"), ("169994", "新川広域圏事務組合", None))
    assert desk.bring(workbook(*rows)).code == 0
    assert [kind for (kind,) in desk.new("municipalities", "kind")] == ["都道府県", "一部事務組合"]


@pytest.mark.parametrize(
    "rows",
    [
        (("項", "要望", "方針"), (None, "様式A", "検討中"), ("901", "様式B", "検討中")),
        (("項", "要望", "方針", None), (None, "様式A", "検討中", "メモ"), ("901", "様式B", "検討中", None)),
    ],
)
def test_a_first_line_without_its_number_is_no_heading(desk: Desk, rows: Table) -> None:
    done = desk.bring(workbook(*rows))
    told = {line["row"] for verdict in ("added", "refused") for line in done.json[verdict]}
    assert told == {2, 3}


@pytest.mark.parametrize("merged", [(), ((0, 3, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2))])
def test_municipalities_and_counts_below_one_word_are_read(desk: Desk, merged: Any) -> None:
    upper, lower = (
        ("項", "要望", "総額(千円)", "負担額(千円)", None, None),
        (None, None, None, "射水市", "滑川市", "入善町"),
    )
    assert desk.bring(workbook(upper, lower, ("902", "様式", 300, 100, 100, 100), merged=merged)).code == 0
    assert desk.quotes("902") == {3: 300_000}
    counts = ("項", "要望", None, "見積額(千円)", None, None), (None, None, None, "1団体", "2団体", "3団体")
    assert desk.bring(workbook(*counts, ("903", "様式", None, 300, 200, 100))).code == 0
    assert desk.quotes("903") == {1: 300_000, 2: 200_000, 3: 100_000}


def test_figures_below_a_heading_of_two_rows_that_are_not_understood_are_asked(desk: Desk) -> None:
    upper, lower = ("項", "要望", "1団体", None, "2団体", None), (None, None, *("初期", "年額") * 2)
    done = desk.bring(workbook(upper, lower, ("903", "様式", 300, 10, 200, 8)))
    assert done.code == 1
    assert "「1団体初期」(C)" in done.err
    assert "--map" in done.err


def test_what_is_wrong_at_the_side_of_a_cross_table_is_told_once(desk: Desk) -> None:
    done = desk.bring(workbook(("団体コード", "団体名", "R5", "R6"), ("162116", "滑川市", 5, 6)))
    assert [(row, column) for row, column, why in left_out(done) if "のコードではありません" in why] == [(2, "A")]
    assert len(done.json["refused"]) == 2
