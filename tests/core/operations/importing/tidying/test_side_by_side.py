"""Tables beside one another on one sheet: never one of them in silence."""

import pytest

from core.operations.importing.understood import Wishes
from tests.core.operations.importing.tidying.conftest import Bring

COSTS = (
    ("現行経費(千円)",),
    ("団体名", "年度", "金額", None, "団体名", "年度", "金額"),
    ("射水市", 2024, 1, None, "滑川市", 2024, 2),
    ("入善町", 2024, 3),
)


def test_which_of_two_tables_is_meant_is_asked_with_their_columns(bring: Bring) -> None:
    assert bring(*COSTS).asks == [
        "シート「Sheet1」には2つの表が左右に並んでいます(A〜C列、E〜G列)。"
        "1つずつ取り込みます。どれを読むかを指定してください。"
    ]


def test_the_one_that_is_meant_is_read_under_the_title_of_both_and_the_other_named(bring: Bring) -> None:
    left, right = (bring(*COSTS, wishes=Wishes(part=part)) for part in (1, 2))
    assert left.figures("current_costs", "yen") == [("射水市", 1_000), ("入善町", 3_000)]
    assert right.figures("current_costs", "yen") == [("滑川市", 2_000)]
    other = "左右に並んだ別の表の列です。"
    assert [one for one in right.left_out if one[2] == other] == [
        ("列 A", "団体名", other),
        ("列 B", "年度", other),
        ("列 C", "金額", other),
    ]
    assert right.said == ["表題から、列 G の単位を千円として読みました。"]


@pytest.mark.parametrize(
    "rows",
    [
        (("項", "要望名", "項", "要望名"), ("101", "様式", "102", "別の様式")),
        (("No.", "要望名", None, "No.", "要望名"), ("101", "様式", None, "102", "別の様式")),
        (("団体コード", "団体名", None, "団体コード", "団体名"), ("162094", "小矢部市", None, "162086", "砺波市")),
        (("団体名", "年度", "金額", None, "団体名", "人口(R7.10.1)"), ("射水市", 2024, 1, None, "滑川市", 3)),
    ],
)
def test_tables_of_every_kind_are_seen_to_stand_beside_one_another(
    bring: Bring, rows: tuple[tuple[object, ...], ...]
) -> None:
    (asked,) = bring(*rows).asks
    assert "2つの表が左右に並んでいます" in asked
    first, second = (bring(*rows, wishes=Wishes(part=part)) for part in (1, 2))
    assert first.new
    assert second.new
    assert first.new != second.new


def test_a_title_over_one_of_them_is_not_that_of_the_other(bring: Bring) -> None:
    heads = ("団体名", "人口", None, "団体名", "人口")
    rows = (("令和7年10月1日", None, None, "令和8年10月1日"), heads, ("射水市", 5, None, "滑川市", 6))
    assert bring(*rows, wishes=Wishes(part=1)).people == [("射水市", "2025-10-01", 5)]
    assert bring(*rows, wishes=Wishes(part=2)).people == [("滑川市", "2026-10-01", 6)]


def test_a_list_with_a_helping_column_far_at_the_right_is_one_table(bring: Bring) -> None:
    rows = (("団体名", "年度", "金額", "団体名"), ("射水市", 2024, 1, "射水市"))
    assert bring(*rows).figures("current_costs", "yen") == [("射水市", 1)]
    brought = bring(("団体名", "年度", "金額", None, "団体名", "ひとこと"), ("射水市", 2024, 1, None, "射水市", "あ"))
    assert brought.figures("current_costs", "yen") == [("射水市", 1)]
    assert ("列 F", "ひとこと", "左右に並んだ別の表の列です。") in brought.left_out
