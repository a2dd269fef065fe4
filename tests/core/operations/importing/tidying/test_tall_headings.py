"""Headings of three rows, and headings and titles that stand again on every page."""

import pytest

from core.model.machine.grids import Grid
from core.operations.importing.row_kinds import page_row, title_key
from core.operations.importing.tidying.tall_headings import heading_words, tall_heading, with_lower_headings
from tests.core.operations.importing.tidying.conftest import Bring

TITLE = ("令和8年1月1日住民基本台帳人口・世帯数",)
REGISTER = (
    ("団体コード", "市区町村名", "人口", *[None] * 8, "世帯数"),
    (None, None, "日本人", None, None, "外国人", None, None, "合計", None, None, None),
    (None, None, *("男", "女", "計") * 3, None),
    ("162116", "射水市", 100, 110, 210, 5, 6, 11, 105, 116, 221, 80),
    ("162060", "滑川市", 50, 55, 105, 1, 2, 3, 51, 57, 108, 40),
)
JOINED = (
    *((1, at, 3, at) for at in (0, 1, 11)),
    (1, 2, 1, 10),
    *((2, at, 2, at + 2) for at in (2, 5, 8)),
)
COSTS = (
    ("団体名", "現行経費(千円)", None, None, None),
    (None, "令和5年度", None, "令和6年度", None),
    (None, "保守", "リース", "保守", "リース"),
    ("射水市", 1, 2, 3, 4),
)


@pytest.mark.parametrize("merged", [(), JOINED])
def test_the_total_of_a_heading_of_three_rows_is_read(
    bring: Bring, merged: tuple[tuple[int, int, int, int], ...]
) -> None:
    brought = bring(TITLE, *REGISTER, merged=merged)
    assert brought.people == [("射水市", "2026-01-01", 221), ("滑川市", "2026-01-01", 108)]
    assert brought.refused == []
    named = {place for place, _, _ in brought.left_out}
    assert named == {"1行", *(f"列 {letter}" for letter in "BCDEFGHIJL")}


def test_years_and_categories_under_a_word_with_the_unit_are_read_with_all_three(bring: Bring) -> None:
    brought = bring(*COSTS)
    told = brought.figures("current_costs", "fiscal_year", "category", "yen")
    assert told == [
        ("射水市", 2023, "保守", 1_000),
        ("射水市", 2023, "リース", 2_000),
        ("射水市", 2024, "保守", 3_000),
        ("射水市", 2024, "リース", 4_000),
    ]


def test_a_word_that_is_the_same_everywhere_in_the_middle_tells_nothing(bring: Bring) -> None:
    rows = ((*COSTS[0][:1], "令和5年度", None, "令和6年度", None), (None, "現行経費(千円)", *[None] * 3), *COSTS[2:])
    told = bring(*rows).figures("current_costs", "fiscal_year", "category", "yen")
    assert told == bring(*COSTS).figures("current_costs", "fiscal_year", "category", "yen")


def test_a_row_of_units_is_no_third_row_of_the_heading() -> None:
    grid = Grid("x", (*COSTS[1:3], (None, *["千円"] * 4), COSTS[3]))
    assert tall_heading(Grid("x", (("団体名", *COSTS[1][1:]), *grid.rows[1:])), 0) is None


def test_rows_that_go_on_below_a_record_are_no_heading() -> None:
    rows = (
        ("項", "要望", "内容"),
        ("1", "様式", "縦"),
        (None, "様式の続き", "横"),
        (None, "もう一つ", "斜め"),
        ("2", "帳票", "x"),
    )
    grid = Grid("x", rows)
    assert all(tall_heading(grid, row) is None for row in range(3))
    assert with_lower_headings(grid) is grid


def test_what_stands_over_a_column_is_told_from_above() -> None:
    grid = Grid("x", REGISTER)
    words = heading_words(grid, 2)
    assert words is not None
    assert (words[0], words[4], words[11]) == (("団体コード",), ("人口", "日本人", "計"), ("世帯数",))
    assert heading_words(grid, 0) is heading_words(grid, 1) is None


def test_titles_headings_and_numbers_of_pages_are_left_out_and_named(bring: Bring) -> None:
    brought = bring(
        ("現行経費一覧　1/2ページ",),
        ("団体名", "年度", "金額"),
        ("射水市", 2024, 1),
        ("1 / 2",),
        ("現行経費一覧　2/2ページ",),
        ("団体名", "年度", "金額"),
        ("滑川市", 2024, 2),
        ("- 2 -",),
        ("以下余白",),
    )
    assert brought.figures("current_costs", "yen") == [("射水市", 1), ("滑川市", 2)]
    why = {place: why for place, _, why in brought.left_out}
    assert why["6行"] == "見出しの繰り返しです。"
    assert {why[place] for place in ("4行", "5行", "8行", "9行")} == {"ページの切れ目の行です。"}


def test_headings_of_two_and_three_rows_may_stand_again_on_each_page(bring: Bring) -> None:
    two = (("団体名", "人口", None, None), (None, "男", "女", "計"))
    brought = bring(TITLE, *two, ("射水市", 1, 2, 3), TITLE, *two, ("滑川市", 3, 4, 7))
    assert brought.people == [("射水市", "2026-01-01", 3), ("滑川市", "2026-01-01", 7)]
    brought = bring(TITLE, *REGISTER[:4], *REGISTER[:3], REGISTER[4])
    assert [one[-1] for one in brought.people] == [221, 108]
    assert brought.refused == []


def test_a_row_of_figures_is_never_a_page() -> None:
    assert not page_row(("射水市", None, 5), {"射水市"})
    assert not page_row((5,), {""})
    assert page_row(("現行経費(3ページ)", None), {title_key("現行経費(1ページ)")})
