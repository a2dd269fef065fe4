"""Figures that come in parts: the total where it stands, their sum where it does not, never a part for the whole."""

import pytest

from core.operations.importing.understood import Wishes
from tests.core.operations.importing.tidying.conftest import Bring

TITLE = ("人口(令和8年1月1日現在)",)
MEN, WOMEN = 44_000, 47_000


@pytest.mark.parametrize(
    "heads",
    [
        ("男", "女"),
        ("男性", "女性"),
        ("男性人口", "女性人口"),
        ("人口（男）", "人口（女）"),
        ("男 (人)", "女 (人)"),
        ("日本人", "外国人"),
        ("日本人住民", "外国人住民"),
        ("うち日本人", "うち外国人"),
    ],
)
def test_parts_without_a_total_are_added_up_and_said(bring: Bring, heads: tuple[str, str]) -> None:
    brought = bring(
        TITLE, ("団体名", *heads, "世帯数"), ("射水市", MEN, WOMEN, 9), ("滑川市", "１６，０００", "16,800人", 9)
    )
    assert brought.people == [("射水市", "2026-01-01", 91_000), ("滑川市", "2026-01-01", 32_800)]
    assert brought.said[0].startswith("列 B、C(")
    assert brought.said[0].endswith("を足して、人口としました。")
    assert ("列 D", "世帯数", "台帳のどの項目か分からない列です。") in brought.left_out


def test_men_and_women_under_one_word_are_added_up(bring: Bring) -> None:
    rows = (TITLE, ("団体名", "人口", None), (None, "男", "女"), ("射水市", MEN, WOMEN))
    for merged in ((), ((1, 1, 1, 2), (1, 0, 2, 0))):
        assert bring(*rows, merged=merged).people == [("射水市", "2026-01-01", 91_000)]


def test_what_is_left_out_is_told_as_it_stands(bring: Bring) -> None:
    brought = bring(TITLE, ("団体名", "男", "女"), ("射水市", 1, 2), ("合計", 5, 6))
    assert ("4行", "合計 5 6", "合計の行です。") in brought.left_out


def test_four_parts_of_two_ways_are_added_up(bring: Bring) -> None:
    one_row = (TITLE, ("団体名", "日本人男", "日本人女", "外国人男", "外国人女"), ("射水市", 1, 2, 3, 4))
    two_rows = (
        TITLE,
        ("団体名", "日本人", None, "外国人", None),
        (None, "男", "女", "男", "女"),
        ("射水市", 1, 2, 3, 4),
    )
    for rows in (one_row, two_rows):
        assert bring(*rows).people == [("射水市", "2026-01-01", 10)]


def test_totals_of_one_way_are_added_up_rather_than_their_parts(bring: Bring) -> None:
    rows = (("団体名", "日本人", None, None, "外国人", None, None), (None, *("男", "女", "計") * 2))
    brought = bring(TITLE, *rows, ("射水市", 1, 2, 3, 4, 5, 9))
    assert brought.people == [("射水市", "2026-01-01", 12)]
    assert ("列 B", "日本人男", "内訳の列です(合計を読みました)。") in brought.left_out


def test_parts_under_dates_are_added_up_for_each_date(bring: Bring) -> None:
    heads = (("団体名", "R6.1.1", None, "R7.1.1", None), (None, *("男", "女") * 2))
    assert bring(*heads, ("射水市", 1, 2, 3, 4)).people == [("射水市", "2024-01-01", 3), ("射水市", "2025-01-01", 7)]


def test_a_unit_holds_for_the_sum(bring: Bring) -> None:
    brought = bring(TITLE, ("団体名", "男(千人)", "女(千人)"), ("射水市", 44.5, "46.5"))
    assert brought.people == [("射水市", "2026-01-01", 91_000)]


@pytest.mark.parametrize("cell", [None, "-", "不明", "#REF!", -1])
def test_a_part_that_is_missing_or_no_figure_is_no_zero(bring: Bring, cell: object) -> None:
    brought = bring(TITLE, ("団体名", "男", "女"), ("射水市", MEN, cell), ("滑川市", 1, 2))
    assert brought.people == [("滑川市", "2026-01-01", 3)]
    ((row, place, why),) = brought.refused
    assert (row, place, "女(C列)" in why) == (3, "B3", True)


@pytest.mark.parametrize(
    "heads", [("人口（男）",), ("男",), ("人口(65歳以上)",), ("人口（外国人）",), ("人口(増減率)",)]
)
def test_a_part_alone_is_never_taken_for_the_whole(bring: Bring, heads: tuple[str, ...]) -> None:
    brought = bring(TITLE, ("団体名", *heads), ("射水市", MEN))
    assert (brought.people, bool(brought.asks)) == ([], True)
    assert bring(TITLE, ("団体名", *heads), ("射水市", MEN), wishes=Wishes(table="populations")).people == []


def test_an_amount_of_which_the_heading_names_a_part_is_asked(bring: Bring) -> None:
    brought = bring(("団体名", "年度", "金額（うち国庫補助金）"), ("射水市", 2024, 1))
    assert "「金額（うち国庫補助金）」(C)" in brought.asks[0]
    whole = bring(("団体名", "年度", "金額（うち国庫補助金）", "金額"), ("射水市", 2024, 1, 5))
    assert whole.figures("current_costs", "yen") == [("射水市", 5)]
