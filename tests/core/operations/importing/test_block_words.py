"""The words around a table: headings, units, totals, dashes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.machine.grids import Grid
from core.operations.importing.headings import heading, heading_key, spread, with_joined_headings
from core.operations.importing.row_kinds import is_dash, is_total_heading, kind_of_row
from core.operations.importing.titles import scaled, words_in


@pytest.mark.parametrize(
    ("text", "keys", "asides"),
    [
        ("金　額\n（千円・税込）", ("金額(千円・税込)", "金額"), ("千円", "税込")),
        ("市区町村名（漢字）", ("市区町村名(漢字)", "市区町村名"), ("漢字",)),
        ("人 口※1", ("人口※1", "人口"), ()),
        ("経費：", ("経費:", "経費"), ()),
        ("", (), ()),
    ],
)
def test_a_heading_has_its_words_and_what_stands_in_brackets(
    text: str, keys: tuple[str, ...], asides: tuple[str, ...]
) -> None:
    assert (heading(text).keys, heading(text).asides) == (keys, asides)


@given(st.text(max_size=30), st.sampled_from([" ", "\n", "\u3000", "\u200b"]))
def test_spaces_and_line_breaks_never_change_a_heading(text: str, space: str) -> None:
    assert heading_key(space.join(text)) == heading_key(text)


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from([1, 1_000, 10_000, 1_000_000]))
def test_a_figure_in_a_unit_is_that_many_of_ours(number: int, scale: int) -> None:
    for cell in (number, float(number), str(number), f"{number:,}"):
        assert int(str(scaled(cell, scale)).replace(",", "").removesuffix(".0")) == number * scale


@pytest.mark.parametrize("cell", ["184千円", "約5", "-", None, True, ""])
def test_what_names_its_unit_or_is_no_figure_stays(cell: object) -> None:
    assert scaled(cell, 1_000) is cell  # type: ignore[arg-type]


def test_fractions_are_scaled_without_noise() -> None:
    assert scaled(184.1, 1_000) == 184_100
    assert scaled(1669.9999999999998, 1_000) == 1_670_000
    assert scaled("0.0005", 1_000) == "0.5"


def test_units_are_found_in_titles_with_and_without_brackets() -> None:
    assert words_in(["現行経費（単位：千円、税抜）"]) == ["千円", "税抜"]
    assert words_in(["単位：百万円"]) == ["百万円"]


@pytest.mark.parametrize("text", ["合計", "県　計", "市町村計", "総　計", "平均", "ハード合計", "合計(最大)", "全国計"])
def test_totals_are_known(text: str) -> None:
    assert kind_of_row((text, 1.0), (), (0, 1)) == "total_row"
    assert is_total_heading(text)


@pytest.mark.parametrize("text", ["財務会計", "統計", "射水市", "設計", "計画", "県"])
def test_names_that_end_alike_are_no_totals(text: str) -> None:
    assert kind_of_row((text, 1.0), (), (0, 1)) == ""


def test_rows_that_hold_no_record_are_told_apart() -> None:
    assert kind_of_row((None, "  "), (), (0,)) == "blank_row"
    assert kind_of_row(("※ 端数処理による",), (), (0,)) == "note_row"
    assert kind_of_row(("(注) 未定を含む",), (), (0,)) == "note_row"
    assert kind_of_row(("団体名", "金額"), ("団体名", "金額"), (0, 1)) == "heading_again"
    assert kind_of_row(("下新川郡", None), (), (0, 1)) == "group_row"
    assert kind_of_row(("下新川郡", 5.0), (), (0, 1)) == ""


@pytest.mark.parametrize("text", ["-", "－", "―", "…", "ー", "‐", " − ", "・・・"])
def test_dashes_are_known_however_they_are_typed(text: str) -> None:
    assert is_dash(text)
    assert not is_dash(f"{text}1")


def test_joined_cells_say_their_value_in_each_of_them() -> None:
    grid = Grid("x", (("甲", None, 1.0), (None, None, 2.0), ("乙",)), merged=((0, 0, 1, 1), (9, 9, 20, 20)))
    assert spread(grid).rows == (("甲", "甲", 1.0), ("甲", "甲", 2.0), ("乙",))


def test_a_heading_of_two_rows_is_read_in_both_orders() -> None:
    one, other = with_joined_headings(Grid("x", (("団体", "経費"), (None, "千円"), ("射水市", 1.0))), 0)
    assert (one.rows[1], other.rows[1]) == (("団体", "経費(千円)"), ("団体", "千円(経費)"))
