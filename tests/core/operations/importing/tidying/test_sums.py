"""Sums and parts between the lines of a list, behind the name of the member: nothing counts twice."""

import pytest

from tests.core.operations.importing.tidying.conftest import Bring

HEADS = ("団体名", "年度", "費目", "金額")


@pytest.mark.parametrize("word", ["小計", "計", "合　計", "保守の小計", "総計(税抜)", "（計）"])
def test_a_sum_behind_the_name_of_its_member_is_left_out_and_named(bring: Bring, word: str) -> None:
    brought = bring(HEADS, ("射水市", 2024, "保守", 1), ("射水市", 2024, "機器", 3), ("射水市", 2024, word, 4))
    assert brought.figures("current_costs", "category", "yen") == [("射水市", "保守", 1), ("射水市", "機器", 3)]
    assert [(place, why) for place, _, why in brought.left_out] == [("4行", "合計の行です。")]


@pytest.mark.parametrize("word", ["うち基幹系", "（うち県補助）", "再掲 基幹系", "・うち保守", "(再掲)保守"])
def test_a_part_of_a_line_is_left_out_and_named(bring: Bring, word: str) -> None:
    brought = bring(HEADS, ("射水市", 2024, "保守", 5), ("射水市", 2024, word, 4))
    assert brought.figures("current_costs", "category", "yen") == [("射水市", "保守", 5)]
    assert [(place, why) for place, _, why in brought.left_out] == [("3行", "ほかの行の内訳(うち、再掲)の行です。")]


@pytest.mark.parametrize("word", ["会計", "設計", "統計", "うちわ印刷", "合計帳票の作成"])
def test_what_only_looks_like_a_sum_is_a_line(bring: Bring, word: str) -> None:
    brought = bring(HEADS, ("射水市", 2024, "保守", 5), ("射水市", 2024, word, 4))
    assert [one[2] for one in brought.figures("current_costs", "category", "yen")] == [5, 4]


def test_where_every_line_is_a_sum_they_are_the_lines(bring: Bring) -> None:
    brought = bring(HEADS, ("射水市", 2024, "合計", 5), ("滑川市", 2024, "合計", 4))
    assert [one[2] for one in brought.figures("current_costs", "category", "yen")] == [5, 4]


def test_sums_in_a_column_that_is_not_read_are_seen_in_a_cross_table_too(bring: Bring) -> None:
    heads = ("団体名", "区分", "令和6年度", "令和7年度")
    rows = (("射水市", "保守", 1, 2), ("射水市", "計", 3, 4), ("滑川市", "保守", 5, 6))
    brought = bring(("現行経費",), heads, *rows)
    assert [one[1] for one in brought.figures("current_costs", "yen")] == [1, 2, 5, 6]
    assert ("4行", "射水市 計 3 4", "合計の行です。") in brought.left_out


def test_a_remark_behind_the_figures_makes_no_sum(bring: Bring) -> None:
    brought = bring((*HEADS, "備考"), ("射水市", 2024, "保守", 5, "うち県補助 2"), ("射水市", 2024, "機器", 4, "合計"))
    assert [one[2] for one in brought.figures("current_costs", "category", "yen")] == [5, 4]
