import json

from core.documents.answers import reminder
from core.documents.paper.document import Paragraph, Table
from core.documents.paper.settings import PrintSettings
from core.model.answers import Answer
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Delete


def without_answers(book: Book, code: str, customization_id: int) -> None:
    rows = (one for one in book.children(Answer, customization_id).values() if one.municipality_id == 2)
    book.apply(ChangeSet("取消", tuple(Delete("answers", one.id) for one in rows)))


def test_a_letter_goes_to_each_member_with_open_requests(book: Book) -> None:
    document = reminder.build(book, PrintSettings())
    assert [sheet.addressee for sheet in document.sheets] == [
        f"{name} 御中" for name in ("滑川市", "入善町", "上市町", "朝日町", "舟橋村")
    ]
    (table,) = (block for block in document.sheets[0].blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == ["25"]
    assert table.rows[0].cells[2:] == ("未定", "平成26年7月31日")


def test_the_letter_says_so_when_the_deadline_has_passed(book: Book) -> None:
    without_answers(book, "162060", 3)

    def opening(settings: PrintSettings) -> str:
        block = reminder.build(book, settings).sheets[0].blocks[0]
        assert isinstance(block, Paragraph)
        return block.text

    assert "まだご回答をいただいていません" in opening(PrintSettings())
    assert "までにご回答をお願いします" in opening(PrintSettings(as_of="2014-07-01"))


def test_one_municipality_may_be_chosen(book: Book) -> None:
    assert len(reminder.build(book, PrintSettings(municipality="163210")).sheets) == 1
    result = json.loads(reminder.result(book, PrintSettings(municipality="163210")))
    assert result["sheets"] == [{"code": "163210", "late": False, "items": ["25"]}]


def test_when_nobody_is_awaited_the_sheet_says_so(book: Book) -> None:
    (sheet,) = reminder.build(book, PrintSettings(municipality="162116")).sheets
    assert isinstance(sheet.blocks[0], Paragraph)
    assert sheet.blocks[0].text == "回答をお待ちしている団体はありません。"
