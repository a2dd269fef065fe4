import io
import re
import zipfile
from datetime import date

import pytest

from core.documents.ledger.computed import computed_sheets
from core.exchange.document_sheets import number_of
from core.exchange.reading_workbook import read_workbook
from core.exchange.styles import TooLongForCell, sheet_name
from core.exchange.workbook import CONTENTS, MARK, workbook
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Update
from core.model.machine.grids import Grid
from core.model.machine.spreadsheet import sheet_tables


def sheets(content: bytes) -> dict[str, Grid]:
    return {grid.name: grid for grid in read_workbook(content)}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_every_table_and_computed_sheet_goes_out(book: Book) -> None:
    found = sheets(workbook(book, "甲", 7, computed_sheets(book)))
    assert [CONTENTS, *(table.label for table in sheet_tables())] == list(found)[: 1 + len(sheet_tables())]
    assert found[CONTENTS].rows[0] == (MARK, 1.0)
    assert ("台帳ID", "甲") in found[CONTENTS].rows
    totals = {row[1]: row for row in found["カスタマイズ費用按分表(初期)"].rows if len(row) > 2}
    assert totals["合計(最大)"][2:9] == (19_620_000, 9_400_000, 0, 8_500_000, 400_000, 1_320_000, 0)
    assert {"合計(全員実施)", "範囲の最小", "範囲の最大"} <= set(totals)


def test_numbers_and_dates_are_real_and_codes_are_text(book: Book) -> None:
    found = sheets(workbook(book, "甲", 7))
    assert found["人口"].rows[1][1:5] == ("162116", "射水市", date(2005, 10, 1), 94_209)
    assert found["カスタマイズ"].rows[1][1] == "1"


def test_user_text_is_never_a_formula(book: Book) -> None:
    book.apply(
        ChangeSet("式", (Update("customizations", 1, {"title": "=HYPERLINK(1)", "note": "+1", "description": "@x"}),))
    )
    content = workbook(book, "甲", 7)
    assert sheets(content)["カスタマイズ"].rows[1][2] == "=HYPERLINK(1)"
    assert not any("<f>" in text or "<hyperlink" in text for text in parts(content).values())


def test_sheets_are_ready_for_work_and_paper(book: Book) -> None:
    content = workbook(book, "甲", 7)
    place = list(sheets(content)).index("カスタマイズ") + 1
    table = parts(content)[f"xl/worksheets/sheet{place}.xml"]
    assert re.search('<pageSetup paperSize="9" [^>]*orientation="landscape"', table)
    assert "frozen" in table
    assert "<autoFilter" in table
    assert "実施,実施しない" in table


def test_the_same_ledger_gives_the_same_bytes(book: Book) -> None:
    assert workbook(book, "甲", 7) == workbook(book, "甲", 7)


def test_a_text_that_no_cell_can_hold_is_refused_not_cut(book: Book) -> None:
    book.apply(ChangeSet("長文", (Update("customizations", 1, {"note": "あ" * 40_000}),)))
    with pytest.raises(TooLongForCell):
        workbook(book, "甲", 7)


def test_a_sheet_name_is_one_that_excel_accepts() -> None:
    assert sheet_name("五か年/比較:[案]", ["五か年・比較・・案・"]) == "五か年・比較・・案・(2)"
    assert len(sheet_name("長" * 50, [])) == 31


def test_figures_of_a_document_become_numbers() -> None:
    assert [number_of(text) for text in ("1,234", "△1,234", "0", "未定", "概算\n1,000", "1,23")] == [
        1234,
        -1234,
        0,
        None,
        None,
        None,
    ]
