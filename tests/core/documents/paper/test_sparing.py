"""Columns in which nothing stands are not printed, and what is left out is named below."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from core.documents.paper.document import Block, Column, Document, Emphasis, Kind, Notes, Row, Sheet, Table
from core.documents.paper.settings import PrintSettings
from core.documents.paper.sparing import spared
from core.documents.registry import REPORTS
from core.model.book import Book
from core.printing.render import render

NAMED = (Column("団体", repeat=True), Column("額\n(円)", Kind.FIGURE, groups=("手数料",)), Column("担当", stays=True))
COLUMNS = (*NAMED, Column("備考"))


def document(*sheets: tuple[Block, ...]) -> Document:
    return Document("題", tuple(Sheet("題", blocks) for blocks in sheets))


def table(*rows: tuple[str, ...], totals: tuple[Row, ...] = ()) -> Table:
    return Table(COLUMNS, tuple(map(Row, rows)), totals, sparing=True)


def test_what_nobody_has_filled_in_is_not_printed_and_is_named_before_the_other_notes() -> None:
    (sheet,) = spared(document((table(("A", "", "", ""), ("B", "", "", "良")), Notes(("注意",))))).sheets
    printed, notes = sheet.blocks
    assert isinstance(printed, Table)
    assert [one.heading for one in printed.columns] == ["団体", "担当", "備考"], "担当 stays"
    assert [row.cells for row in printed.rows] == [("A", "", ""), ("B", "", "良")]
    assert notes == Notes(("どの行にも記入のない列は印刷していません: 手数料 額(円)", "注意"))


def test_tables_with_the_same_columns_leave_out_the_same_ones_and_each_sheet_says_so_once() -> None:
    first, second = table(("A", "", "", "")), table(("A", "5", "", ""))
    one, other = spared(document((first, second), (first,))).sheets
    tables = [block for sheet in (one, other) for block in sheet.blocks if isinstance(block, Table)]
    assert [[column.heading for column in block.columns] for block in tables] == [["団体", "額\n(円)", "担当"]] * 3
    named = Notes(("どの行にも記入のない列は印刷していません: 備考",))
    assert [sheet.blocks[-1] for sheet in (one, other)] == [named, named]
    assert len(one.blocks) == 3


def test_a_total_alone_keeps_its_column_and_a_heading_among_the_rows_stays_whole() -> None:
    whole = table(("A", "", "", ""), totals=(Row(("合計", "5", "", "")),))
    whole = replace(whole, rows=(Row(("富山",), Emphasis.SECTION), *whole.rows))
    printed = spared(document((whole,))).sheets[0].blocks[0]
    assert isinstance(printed, Table)
    assert [row.cells for row in (*printed.rows, *printed.totals)] == [("富山",), ("A", "", ""), ("合計", "5", "")]


@given(st.lists(st.tuples(*[st.sampled_from(["", "甲", "0"])] * 4), min_size=1, max_size=5), st.booleans())
def test_no_cell_in_which_something_stands_is_ever_lost(rows: list[tuple[str, ...]], is_sparing: bool) -> None:
    given_ = document((replace(table(*rows), sparing=is_sparing),))
    printed = spared(given_).sheets[0].blocks[0]
    assert isinstance(printed, Table)
    assert [[cell for cell in row.cells if cell] for row in printed.rows] == [
        [one for one in row if one] for row in rows
    ]
    if not is_sparing:
        assert spared(given_) == given_


def text_of(book: Book, name: str) -> str:
    pages = PdfDocument(render(REPORTS[name].build(book, PrintSettings())))
    return "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        (
            "services",
            "対象の範囲、住民の手数料(円) 窓口、住民の手数料(円) コンビニ等、固定費(円/年)",
        ),
        ("continuity", "RTO(時間)、RPO(時間)、代替手段、参集、策定日、見直し、直近の訓練、備考"),
        ("network", "事業者、種別、帯域(Mbps)、切替、稼働率、月額(円)、満了"),
        ("issues", "起票日、超過(日)、滞留(日)、上申先、経過・対応結果"),
    ],
)
def test_the_sample_prints_no_column_without_a_word_where_the_room_serves_the_others(
    book: Book, name: str, left_out: str
) -> None:
    assert f"どの行にも記入のない列は印刷していません: {left_out}" in text_of(book, name)


def test_what_explains_a_column_of_the_services_is_not_printed_without_it(book: Book) -> None:
    assert "損益分岐の件数は" not in text_of(book, "services")
