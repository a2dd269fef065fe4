"""Joined cells of the clipboard, as spreadsheets and browsers write them, and as nobody should."""

import time
from contextlib import nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.exchange.copied_table import with_joined_cells
from core.model.machine.grids import Copied, SourceRefused

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- td {mso-ignore:padding;} --></style></head><body link=blue>
<table border=0 cellpadding=0 cellspacing=0 width=216 style='border-collapse:collapse'>
<!--StartFragment-->
<col width=72 span=3 style='width:54pt'>
<tr height=18 style='height:13.5pt'>
  <td height=18 colspan=3 style='mso-ignore:colspan'>とても長い表題</td></tr>
<tr height=18><td rowspan=2 height=36 class=xl65>項</td><td colspan=2 class=xl66>費用</td></tr>
<tr height=18><td class=xl67>初期</td><td>年額<br>
  （円）</td></tr>
<tr height=18><td height=18 align=right>1</td><td>1,000</td><td></td></tr>
<!--EndFragment-->
<![if supportMisalignedColumns]>
<tr height=0 style='display:none'><td width=72></td><td width=72></td><td width=72></td></tr>
<![endif]></table></body></html>"""
PLAIN = [["とても長い表題", "", ""], ["項", "費用", ""], ["", "初期", "年額\n（円）"], ["1", "1,000", ""]]


def test_the_joined_cells_of_a_spreadsheet_are_found_and_a_text_that_runs_over_its_neighbours_is_none() -> None:
    copied = with_joined_cells(PLAIN, EXCEL)
    assert copied == Copied(PLAIN, ((1, 0, 2, 0), (1, 1, 1, 2)))
    assert copied.spread[1:3] == [["項", "費用", "費用"], ["項", "初期", "年額\n（円）"]]


def test_a_block_without_joined_cells_stays_as_it_is() -> None:
    html = "<table><tr><td colspan=1>甲</td><td>乙</td></tr></table>"
    assert with_joined_cells([["甲", "乙"]], html) == Copied([["甲", "乙"]])


def test_a_browser_leaves_covered_cells_out_and_what_stands_behind_them_goes_back_to_its_column() -> None:
    html = (
        "<p>（単位：千円）</p><table><thead><tr><th rowspan='2'>団体</th><th colspan='2'>経費</th></tr>"
        "<tr><th>R6</th><th>R7</th></tr></thead><tbody><tr><td>射水市</td><td>1</td><td>2</td></tr></tbody></table>"
    )
    plain = [["（単位：千円）", "", ""], ["団体", "経費", ""], ["R6", "R7", ""], ["射水市", "1", "2"]]
    copied = with_joined_cells(plain, html)
    assert copied.cells == [["（単位：千円）", "", ""], ["団体", "経費", ""], ["", "R6", "R7"], ["射水市", "1", "2"]]
    assert copied.merged == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_several_tables_are_laid_one_below_the_other_and_none_reaches_into_the_next() -> None:
    html = (
        "<table><tr><td rowspan=9>甲</td><td>1</td></tr><tr><td>2</td></tr></table>間"
        "<table><tr><td>乙</td><td>3<table><tr><td>4</td></tr></table></td></tr></table>"
    )
    copied = with_joined_cells([["甲", "1"], ["2", ""], ["間", ""], ["乙", "34"]], html)
    assert copied.cells == [["甲", "1"], ["", "2"], ["間", ""], ["乙", "3\n4"]]
    assert copied.merged == ((0, 0, 1, 0),)


def test_html_that_has_less_than_the_text_is_not_believed() -> None:
    html = "<table><tr><td rowspan=2>甲</td><td>1</td></tr><tr><td>2</td></tr>"
    plain = [["甲", "1"], ["2", ""], ["合計", "3"]]
    assert with_joined_cells(plain, html + "</table>") == Copied(plain)
    assert with_joined_cells(plain, html + "<tr><td>合計</td><td>3") == Copied(plain)


TAGS = st.sampled_from(
    ["<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th", "<br>", "<style>", "</style>", "<!--", "-->"]
) | st.sampled_from(
    ["<td rowspan=3>", "<td colspan='2' rowspan=0>", "<td colspan=-1>", "<td rowspan=99999999999>", "<td colspan=１２>"]
)
ODD = st.sampled_from(["<![if x]>", "<![foo[", "<!x", "&nbsp;", "&#x110000;", "甲", "1"])
"""Declarations that the parser may not know, and letters."""


@settings(max_examples=150)
@given(st.lists(TAGS | ODD, max_size=25), st.lists(st.sampled_from(["甲", "1", ""]), min_size=1, max_size=4))
def test_nothing_of_the_text_is_lost_whatever_the_html_says(tags: list[str], line: list[str]) -> None:
    copied = with_joined_cells([line], "<td colspan=2>" + "".join(tags))
    told = "".join(text for row in copied.cells for text in row)
    assert all(told.count(letter) >= line.count(letter) for letter in ("甲", "1"))
    assert len({len(row) for row in copied.cells}) <= 1
    for top, left, bottom, right in copied.merged:
        assert 0 <= top <= bottom < max(len(copied.cells), 1)
        assert 0 <= left <= right < len(copied.cells[0])


SHORT = ("<!--", "<a ", "<td x='", "</", "&", "<script></scrip", "<![CDATA[", "<td>&#", "<table>", "<td ='", "<p>甲")
CELLS = ("<tr><td>", "<td colspan=16384>", "<tr><td rowspan=1048576 colspan=16384>甲", "<tr><td colspan=2 rowspan=0>")


@pytest.mark.parametrize("part", [*SHORT, *CELLS])
def test_hostile_html_takes_no_time(part: str) -> None:
    html = "<table><tr><td rowspan=2>甲</td><td>1" + part * (100_000 // len(part))
    start = time.process_time()
    with nullcontext() if part not in CELLS[1:] else pytest.raises(SourceRefused, match="clipboard_too_large"):
        assert "甲" in with_joined_cells([["甲", "1"]], html).cells[0][0]
    assert time.process_time() - start < 2


def test_more_than_anybody_copies_is_refused() -> None:
    with pytest.raises(SourceRefused, match="clipboard_too_large"):
        with_joined_cells([["甲"]], "<td colspan=2>" + "x" * 20_000_000)
