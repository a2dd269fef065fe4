import json
from collections.abc import Callable

from core.documents.answers.notice import build, result
from core.documents.paper.document import Document, KeyValues, Table
from core.documents.paper.settings import PrintSettings
from core.model.answers import AnswerState
from core.model.book import Book

FUNAHASHI = "163210"


def summary(document: Document) -> dict[str, str]:
    return dict(next(block.pairs for block in document.sheets[0].blocks if isinstance(block, KeyValues)))


def test_one_municipality_gets_one_sheet_with_what_concerns_it(book: Book) -> None:
    document = build(book, PrintSettings(municipality=FUNAHASHI))
    (sheet,) = document.sheets
    assert sheet.addressee == "舟橋村 御中"
    assert "富山県経営管理部" in sheet.sender
    (table,) = (block for block in sheet.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == ["25-6"]
    assert table.rows[0].cells[3:9] == ("1団体\n(ほか未定5)", "300,000", "未定", "150,000", "0", "170,000")
    assert summary(document)["合計の範囲"] == "0〜170,000円"
    assert summary(document)["回答期限"] == "平成26年7月31日"


def test_all_municipalities_get_one_sheet_each_in_one_document(book: Book) -> None:
    document = build(book, PrintSettings())
    assert [sheet.addressee for sheet in document.sheets] == [
        f"{name} 御中" for name in ("射水市", "滑川市", "入善町", "上市町", "朝日町", "舟橋村")
    ]


def test_the_sheet_of_the_largest_payer_adds_up_to_its_total(book: Book) -> None:
    document = build(book, PrintSettings(municipality="162116"))
    (table,) = (block for block in document.sheets[0].blocks if isinstance(block, Table))
    amounts = [int(row.cells[5].replace(",", "")) for row in table.rows]
    assert sum(amounts) == 9_400_000
    assert table.totals[0].cells[5] == "9,400,000"
    assert summary(document)["合計(最大)"] == "9,400,000円"


def test_a_municipality_that_nothing_concerns_is_told_so(book: Book, answer: Callable[..., None]) -> None:
    answer("25", "F", AnswerState.NO)
    document = build(book, PrintSettings(municipality=FUNAHASHI))
    assert not [block for block in document.sheets[0].blocks if isinstance(block, Table)]
    assert "ありません" in str(document.sheets[0].blocks[0])


def test_a_code_of_no_member_gives_no_sheet(book: Book) -> None:
    assert build(book, PrintSettings(municipality="011002")).sheets == ()


def test_the_record_has_the_four_amounts_of_each_item(book: Book) -> None:
    (sheet,) = json.loads(result(book, PrintSettings(municipality=FUNAHASHI)))["sheets"]
    (row,) = sheet["rows"]
    assert (row["item"], row["max"], row["all"], row["low"], row["high"]) == ("25", 0, 150_000, 0, 170_000)
