import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exchange.csv_files import CP932, csv_bytes, escaped, ledger_grids, lost_characters, unescaped
from core.exchange.sources import decoded, read_csv
from core.model.book import Book
from core.model.machine.grids import Grid, Lost, SourceRefused


@given(st.text(alphabet="=+-@'＝\t\rあ1,\"\n", max_size=8))
def test_an_escape_is_undone_exactly_and_never_runs(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in set("=+-@\t\r＝")


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=3)))
def test_a_table_comes_back_cell_by_cell(rows: list[list[str]]) -> None:
    if rows and ("\t" in rows[0][0] or "\t" in "".join(rows[0])):
        return  # a heading with tabs is a table separated by tabs
    grid = Grid("表", tuple(tuple(cell or None for cell in row) for row in rows))
    assert read_csv(csv_bytes(grid), "表").rows == grid.rows


def test_a_number_is_not_escaped_and_text_that_looks_like_one_is() -> None:
    assert csv_bytes(Grid("表", ((-1234, "-1234"),)), "utf-8") == b"-1234,'-1234\r\n"


def test_excel_finds_the_encoding(book: Book) -> None:
    assert all(csv_bytes(grid).startswith(b"\xef\xbb\xbf") for grid in ledger_grids(book))


def test_lost_characters_are_listed_with_their_cells() -> None:
    grid = Grid("団体", (("団体名",), ("髙﨑𠮷市",), ("葛󠄀城市",)))
    assert lost_characters([grid], CP932) == [
        Lost("団体", "A2", "𠮷"),
        Lost("団体", "A3", "\U000e0100"),
    ]
    with pytest.raises(UnicodeEncodeError):
        csv_bytes(grid, CP932)
    assert csv_bytes(grid, CP932, "〓").decode(CP932) == "団体名\r\n髙﨑〓市\r\n葛〓城市\r\n"


def test_the_encoding_is_found_or_chosen() -> None:
    assert decoded("表".encode("utf-8-sig")) == ("表", "utf-8-sig")
    assert decoded("表".encode()) == ("表", "utf-8")
    assert decoded("髙表①です".encode(CP932)) == ("髙表①です", "cp932")
    assert decoded("表".encode("utf-16")) == ("表", "utf-16")
    assert decoded(b"\x83\x5c", "utf-16") == ("\u5c83", "utf-16")
    with pytest.raises(SourceRefused) as refused:
        decoded(b"\x81\x20")
    assert refused.value.rule == "encoding_unknown"


def test_tabs_separate_what_was_copied_from_a_sheet() -> None:
    assert read_csv("項\t要望\n1\tあ,い\n".encode(), "貼り付け").rows == (("項", "要望"), ("1", "あ,い"))


def test_a_broken_csv_says_in_which_line() -> None:
    with pytest.raises(SourceRefused) as refused:
        read_csv(b'a,b\n1,"2\n', "表")
    assert (refused.value.rule, refused.value.facts["line"]) == ("csv_broken", 2)
