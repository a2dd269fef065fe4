import json

from core.documents.inquiries.sheet import build, result
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import System
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.selection.inquiries import Estimate, Inquiry, Reply, ReplyState
from tests.core.documents.sheets import column, paragraphs, table


def test_the_source_has_two_rounds(book: Book) -> None:
    sheet = table(build(book, PrintSettings()))
    assert column(sheet, "依頼した数") == ["13者", "5者"]
    assert column(sheet, "回答した数") == ["6者", "3者"]
    assert column(sheet, "回答率") == ["46%", "60%"]
    assert [one["rate"] for one in json.loads(result(book, PrintSettings()))["rounds"]] == [46, 60]


def test_vendors_stand_side_by_side_under_their_names_or_signs(book: Book) -> None:
    inquiry, system = next(iter(book.all(Inquiry))), next(iter(book.all(System)))
    rows = (
        Insert("inquiry_replies", to_row(Reply(1, inquiry, "甲の社", ReplyState.REPLIED, position=1))),
        Insert("inquiry_replies", to_row(Reply(2, inquiry, "乙の社", ReplyState.SILENT, position=2))),
        Insert("inquiry_replies", to_row(Reply(3, inquiry, "丙の社", ReplyState.REPLIED, position=3))),
        Insert("inquiry_estimates", to_row(Estimate(1, 1, system, 1_000, 200, 90))),
        Insert("inquiry_estimates", to_row(Estimate(2, 3, system, None, 300))),
    )
    book.apply(ChangeSet("回答", rows))
    compared = table(build(book, PrintSettings(anonymous=False)), 1)
    assert [one.groups for one in compared.columns][1::3] == [("甲の社",), ("丙の社",)]
    assert [row.cells[1:] for row in compared.rows] == [("1,000", "200", "90%", "", "300", "")]
    hidden = repr(build(book, PrintSettings(anonymous=True)))
    assert "の社" not in hidden
    assert "C社" in hidden, "a sign is that of the place among those asked"


def test_without_rounds_the_sheet_says_so(book: Book) -> None:
    empty = Book({"consortium": [book.consortium]})
    assert paragraphs(build(empty, PrintSettings())) == ["情報提供依頼が登録されていません。"]
