"""What a pasted block says of its columns, before anybody has read a cell."""

from hypothesis import given
from hypothesis import strategies as st

from core.operations.editing.block import find_heading, is_blank, within, word_key

COLUMNS = (("項", "項番"), ("要望", "要望名"), ("総額", "金額"), ("備考",))
CELLS = st.text(st.characters(categories=["Lo", "Nd", "Zs"]), max_size=6)
BLOCKS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


def test_headings_are_found_in_any_order_and_in_other_peoples_words() -> None:
    assert find_heading([["金　額", "項番"], ["1", "2"]], COLUMNS, 0) == (2, 0)


def test_a_heading_that_is_none_of_the_tables_is_told_by_none() -> None:
    assert find_heading([["項", "担当者", "総額"], ["1", "髙木", "5"]], COLUMNS, 0) == (0, None, 2)


def test_the_second_of_two_equal_headings_is_not_read_into_the_first() -> None:
    assert find_heading([["項", "総額", "総額"], ["1", "2", "3"]], COLUMNS, 0) == (0, 2, None)


def test_a_single_column_has_a_heading_when_it_is_the_word_for_where_it_is_pasted() -> None:
    assert find_heading([["備考"], ["a"]], COLUMNS, 3) == (3,)
    assert find_heading([["備考"], ["a"]], COLUMNS, 1) is None


def test_a_line_alone_is_data_and_so_is_one_with_few_known_words() -> None:
    assert find_heading([["項", "要望"]], COLUMNS, 0) is None
    assert find_heading([["総額", "1", "2", "3"], ["a", "b", "c", "d"]], COLUMNS, 0) is None


def test_figures_are_never_a_heading() -> None:
    counts = tuple((f"{n}団体", str(n)) for n in range(1, 6))
    assert find_heading([["1", "2", "3"], ["5", "6", "7"]], counts, 0) is None
    assert find_heading([["1団体", "2", "3"], ["5", "6", "7"]], counts, 0) == (0, 1, 2)


@given(st.lists(st.sampled_from(["項", "項番", "要望", "総額", "金額", "備考", "担当", ""]), min_size=2, max_size=8))
def test_no_two_columns_of_a_block_are_read_into_one(headings: list[str]) -> None:
    found = find_heading([headings, headings], COLUMNS, 0)
    named = [place for place in found or () if place is not None]
    assert len(named) == len(set(named))


@given(BLOCKS, st.integers(0, 6))
def test_only_empty_columns_are_cut_off(block: list[list[str]], width: int) -> None:
    kept = within(block, width)
    assert [[cell for cell in line if cell.strip()] for line in kept] == [
        [cell for cell in line if cell.strip()] for line in block
    ]


@given(CELLS)
def test_spaces_for_justification_do_not_matter(text: str) -> None:
    assert word_key("　".join(text)) == word_key(text)
    assert is_blank(["", " ", "　"])
