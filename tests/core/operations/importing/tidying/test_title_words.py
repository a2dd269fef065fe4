"""What a sheet is not: figures under a title that names something else, headings that stand in lists of all kinds."""

import pytest

from core.operations.importing.understood import Wishes
from tests.core.operations.importing.tidying.conftest import Bring

YEARS = (("団体名", "令和5年度", "令和6年度"), ("射水市", 1, 2))


@pytest.mark.parametrize(
    "title",
    [
        "世帯数の推移",
        "職員数（単位：人）",
        "（単位：人）",
        "単位：件",
        "利用率",
        "国勢調査人口",
        "面積",
        "被保険者数",
        "共同化による経費の効果額（千円）",
        "地方債残高(百万円)",
        "財政調整基金残高",
        "標準財政規模（千円）",
        "税収の推移",
    ],
)
def test_figures_under_years_whose_title_names_something_else_are_no_costs(bring: Bring, title: str) -> None:
    brought = bring((title,), *YEARS)
    assert (brought.new, len(brought.asks)) == ({}, 1)


@pytest.mark.parametrize(
    "title", ["現行経費", "システム経費の推移（単位：千円）", "団体別の業務経費", "", "年度別一覧"]
)
def test_figures_under_years_are_costs_where_no_title_says_otherwise(bring: Bring, title: str) -> None:
    assert [one[1] for one in bring((title,), *YEARS).figures("current_costs", "fiscal_year")] == [2023, 2024]


@pytest.mark.parametrize(
    ("heads", "line", "label"),
    [
        (("名称", "金額"), ("机", 1_000), "定額表"),
        (("日付", "内容"), ("R8.1.1", "大掃除"), "経緯"),
        (("項目", "金額", "備考"), ("サーバ", 1_000, None), "F&G項目"),
    ],
)
def test_headings_that_stand_in_lists_of_all_kinds_are_asked(
    bring: Bring, heads: tuple[str, ...], line: tuple[object, ...], label: str
) -> None:
    brought = bring(heads, line)
    assert brought.new == {}
    assert f"{label}として読めますが" in brought.asks[0]
    assert bring((f"{label}の一覧",), heads, line).new


def test_a_sheet_that_lacks_one_column_is_asked_rather_than_read_as_a_smaller_table(bring: Bring) -> None:
    heads = ("団体コード", "団体名", "項目番号", "サービスレベル項目", "目標値", "単位")
    brought = bring(heads, ("162094", "小矢部市", "S9", "復旧", "4", "時間"))
    assert brought.new == {}
    assert "SLA項目の表のようですが、「契約」の列が分かりません" in brought.asks[0]


def test_figures_beside_codes_and_names_make_populations_though_no_member_is_known(bring: Bring) -> None:
    brought = bring(("人口(令和8年1月1日現在)",), ("コード", "市町村", "人口"), ("011002", "札幌市", 5))
    assert (brought.new, [row for row, _, _ in brought.refused]) == ({}, [3])


@pytest.mark.parametrize(
    ("column", "table"),
    [
        (("業務名", "図書館", "給与"), "systems"),
        (("団体コード", "162094", "162086"), "municipalities"),
        (("162094", "162086"), "municipalities"),
        (("団体名", "小矢部市", "砺波市"), "municipalities"),
    ],
)
def test_a_list_of_one_column_is_a_table(bring: Bring, column: tuple[str, ...], table: str) -> None:
    content = "\r\n".join(column).encode()
    brought = bring(content=content, name="一覧.csv")
    assert {name: len(rows) for name, rows in brought.new.items()} == {table: 2}
    if table == "municipalities":
        assert [row["name"] for row in brought.new[table]] == ["小矢部市", "砺波市"]


def test_a_list_of_one_column_that_is_nothing_of_ours_is_told_with_its_heading(bring: Bring) -> None:
    (told,) = bring(content="備品\r\n机\r\n椅子".encode(), name="一覧.csv").asks
    assert "見出し: 備品" in told


def test_a_cost_without_a_year_never_overwrites_that_of_a_year(bring: Bring) -> None:
    brought = bring(("現行経費一覧",), ("団体名", "金額"), ("射水市", 5), ("滑川市", 6))
    assert brought.figures("current_costs", "fiscal_year", "yen") == [("射水市", None, 5), ("滑川市", None, 6)]


PEOPLE = (("団体名", "人口"), ("射水市", 28_000))


@pytest.mark.parametrize(
    "title", ["65歳以上人口(R7.10.1)", "外国人人口 令和7年10月1日", "高齢者の人口(R7.10.1)", "昼間人口(R7.10.1)"]
)
def test_a_part_of_the_population_is_not_taken_for_it(bring: Bring, title: str) -> None:
    (asked,) = bring((title,), *PEOPLE).asks
    assert f"表題「{title}」は人口の一部か、今の人口ではないもののようです" in asked
    assert bring((title,), *PEOPLE, wishes=Wishes(table="populations")).people == [("射水市", "2025-10-01", 28_000)]
    assert bring((title,), ("団体名", "R7.10.1"), ("射水市", 28_000)).new == {}


@pytest.mark.parametrize(
    "title", ["人口(65歳以上を含む。R7.10.1)", "年齢別人口 R7.10.1", "推計人口(R7.10.1)", "人口と高齢化率(R7.10.1)"]
)
def test_a_title_that_only_speaks_of_parts_too_is_no_question(bring: Bring, title: str) -> None:
    assert bring((title,), *PEOPLE).people == [("射水市", "2025-10-01", 28_000)]
