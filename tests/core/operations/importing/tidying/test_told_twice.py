"""Amounts that a sheet gives twice never count twice: budget and outcome, with and without tax, twice the same year."""

import pytest

from tests.core.operations.importing.tidying.conftest import Bring

ASKED = "同じ額を重ねて述べているようです"


@pytest.mark.parametrize(
    "words", [("予算", "決算"), ("当初予算額", "実績値"), ("税抜", "税込"), ("前年度", "本年度"), ("実 績", "見込")]
)
def test_what_is_given_twice_is_asked_in_lists_and_in_headings(bring: Bring, words: tuple[str, str]) -> None:
    one, other = words
    for heads in (("団体名", "年度", "費目", "金額"), ("団体名", "年度", "区分", "金額")):
        (asked,) = bring(heads, ("射水市", 2024, one, 100), ("射水市", 2024, other, 90)).asks
        assert ASKED in asked
    years = ("団体名", "令和6年度", None, "令和7年度", None)
    (asked,) = bring(("現行経費",), years, (None, one, other, one, other), ("射水市", 1, 2, 3, 4)).asks
    assert ASKED in asked


def test_of_budget_and_outcome_below_each_year_the_outcome_is_read_where_it_has_the_name_of_the_figure(
    bring: Bring,
) -> None:
    heads = ("団体名", "令和6年度", None, "令和7年度", None)
    brought = bring(("現行経費",), heads, (None, *("予算額", "決算額") * 2), ("射水市", 1, 2, 3, 4))
    assert brought.figures("current_costs", "fiscal_year", "yen") == [("射水市", 2024, 2), ("射水市", 2025, 4)]
    assert [place for place, text, _ in brought.left_out if text == "予算額"] == ["列 B", "列 D"]


def test_categories_are_no_repetition(bring: Bring) -> None:
    heads = ("団体名", "年度", "費目", "金額")
    brought = bring(heads, ("射水市", 2024, "予算編成システム", 100), ("射水市", 2024, "決算", 90))
    assert [one[1] for one in brought.figures("current_costs", "yen")] == [100, 90]
    brought = bring(heads, ("射水市", 2024, "決算", 100), ("滑川市", 2024, "決算", 90))
    assert [one[1] for one in brought.figures("current_costs", "yen")] == [100, 90]


def test_two_columns_of_one_year_that_nothing_read_tells_apart_are_asked(bring: Bring) -> None:
    (asked,) = bring(("現行経費",), ("団体名", "令和6年度(当初)", "令和6年度(決算)"), ("射水市", 100, 90)).asks
    assert asked.startswith("シート「Sheet1」に「令和6年度」の列がB、Cとあり")
    rows = (("現行経費",), ("年度", "射水市", "滑川市"), ("R6", 1, 2), ("R7", 3, 4))
    assert bring(*rows).asks == []


@pytest.mark.parametrize(
    "below", [("世帯数", "人口"), ("人口", "世帯数"), ("人口", "人口密度"), ("面積", "総人口(人)")]
)
def test_below_each_day_the_figure_alone_is_read(bring: Bring, below: tuple[str, str]) -> None:
    at = next(at for at, word in enumerate(below) if "人口" in word and word != "人口密度")
    figures = [7, 7, 8, 8]
    figures[at], figures[at + 2] = 92_000, 92_500
    heads = ("団体名", "令和8年1月1日", None, "令和7年1月1日", None)
    brought = bring(("住民基本台帳人口",), heads, (None, *below, *below), ("射水市", *figures))
    assert brought.people == [("射水市", "2026-01-01", 92_000), ("射水市", "2025-01-01", 92_500)]
    assert [place for place, _, _ in brought.left_out if place.startswith("列")] == [
        f"列 {letter}" for letter in ("CE" if at == 0 else "BD")
    ]
