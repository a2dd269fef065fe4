from hypothesis import given
from hypothesis import strategies as st

from ui.tables.tsv import read_tsv, write_tsv

CELLS = st.text(st.sampled_from('ab"\t\n\r 、髙'), max_size=6)


def tables() -> st.SearchStrategy[list[list[str]]]:
    widths = st.integers(1, 4)
    return widths.flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4)
    )


@given(tables())
def test_what_is_copied_is_pasted_back_cell_by_cell(rows: list[list[str]]) -> None:
    assert read_tsv(write_tsv(rows)) == rows


def test_cells_with_tabs_line_ends_or_quotes_are_quoted_as_excel_does() -> None:
    assert write_tsv([["a\tb", 'say "hi"', "2\n3", "plain"]]) == '"a\tb"\t"say ""hi"""\t"2\n3"\tplain\r\n'


def test_what_excel_puts_on_the_clipboard_is_read() -> None:
    assert read_tsv('項\t要望\r\n1\t"改行\nあり"\r\n') == [["項", "要望"], ["1", "改行\nあり"]]


def test_a_quote_that_is_never_closed_stands_for_itself() -> None:
    assert read_tsv('"abc\tx') == [['"abc', "x"]]


def test_short_rows_are_filled_up_to_a_rectangle() -> None:
    assert read_tsv("a\tb\nc") == [["a", "b"], ["c", ""]]
