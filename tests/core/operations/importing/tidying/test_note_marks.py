"""Marks of notes at names and figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.operations.importing.tidying.note_marks import without_note_marks
from tests.core.operations.importing.tidying.conftest import Bring

TITLE = ("人口(令和8年1月1日現在)",)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("射水市※1", "射水市"),
        ("射水市（注２）", "射水市"),
        ("射水市 注1)", "射水市"),
        ("＊滑川市", "滑川市"),
        ("92,000*", "92,000"),
        ("500¹", "500"),
        ("※", "※"),
        ("注文住宅", "注文住宅"),
        ("4*5", "4"),
        ("富山県(富山市)", "富山県(富山市)"),
    ],
)
def test_a_mark_is_no_part_of_what_it_stands_at(text: str, bare: str) -> None:
    assert without_note_marks(text) == bare


@given(st.text(alphabet="射水市0123,.", min_size=1, max_size=8))
def test_a_text_without_marks_stays(text: str) -> None:
    assert without_note_marks(text) == text


def test_names_and_figures_with_marks_are_read_and_it_is_said(bring: Bring) -> None:
    rows = (("射水市※1", "92,000*"), ("＊滑川市", "33,000¹"), ("※1 速報値", None))
    brought = bring(TITLE, ("団体名", "人口"), *rows)
    assert brought.people == [("射水市", "2026-01-01", 92_000), ("滑川市", "2026-01-01", 33_000)]
    assert "列 B の値に付いた注記の印(B3など2か所)を除いて読みました。" in brought.said
    assert ("5行", "※1 速報値", "注記の行です。") in brought.left_out


def test_members_are_registered_without_marks_and_it_is_said(bring: Bring) -> None:
    brought = bring(("団体コード", "団体名"), ("162094", "小矢部市※1"), ("162086", "砺波市(注1)"))
    assert [row["name"] for row in brought.new["municipalities"]] == ["小矢部市", "砺波市"]
    assert "列 B の団体名に付いた注記の印を除いて読みました。" in brought.said
