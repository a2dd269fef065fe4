import json

from core.documents.answers import questionnaire, reminder
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings, settings_text
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.sheets import FixedSheet
from tests.core.documents.sheets import column, paragraphs, table

FUNAHASHI = PrintSettings(municipality="163210")


def test_a_letter_goes_to_each_member_with_open_requests_and_has_a_place_to_answer(book: Book) -> None:
    document = reminder.build(book, PrintSettings())
    letters = [sheet for sheet in document.sheets if sheet.is_letter]
    heads = ("滑川市長", "入善町長", "上市町長", "朝日町長", "舟橋村長")
    assert [sheet.addressee for sheet in letters] == [f"{head} 様" for head in heads]
    found = table(document)
    assert [row.cells[0] for row in found.rows] == ["25"]
    assert column(found, "今の回答") == ["未定"]
    assert column(found, "貴団体の意向") == ["☐ 実施\n☐ 実施しない\n☐ 未定"]


def test_it_never_asks_by_a_day_that_has_passed(book: Book) -> None:
    assert reminder.build(book, FUNAHASHI).passed == "2014-07-31"
    assert not [text for text in paragraphs(reminder.build(book, FUNAHASHI)) if "平成26年7月31日までに" in text]
    asked = PrintSettings(municipality="163210", deadline="2014-08-29")
    assert reminder.build(book, asked).passed == ""
    assert [text for text in paragraphs(reminder.build(book, asked)) if "平成26年8月29日までに" in text]


def test_it_says_which_letter_it_chases(book: Book) -> None:
    def chased(settings: PrintSettings) -> str:
        letter = Document("", reminder.build(book, settings).sheets[:1])
        return next(text for text in paragraphs(letter) if "ご回答をお願いしております" in text)

    assert "先の照会により" in chased(FUNAHASHI)
    sent = PrintSettings(number="推第3号", as_of="2014-07-01")
    kept = FixedSheet(
        1,
        "questionnaire",
        "7月の照会",
        "2014-07-02",
        "",
        settings_text(sent),
        "{}",
        questionnaire.result(book, sent),
        "",
    )
    book.apply(ChangeSet("確定", (Insert("fixed_sheets", to_row(kept)),)))
    assert "平成26年7月1日付け推第8号の照会により" in chased(FUNAHASHI), "the sixth letter of that run"
    assert "電話でのお願いにより" in chased(PrintSettings(municipality="163210", chased="電話でのお願い"))


def test_one_municipality_may_be_chosen(book: Book) -> None:
    assert len(reminder.build(book, FUNAHASHI).sheets) == 2
    result = json.loads(reminder.result(book, FUNAHASHI))
    assert result["sheets"] == [{"code": "163210", "late": False, "items": ["25"]}]


def test_when_nobody_is_awaited_the_sheet_says_so(book: Book) -> None:
    document = reminder.build(book, PrintSettings(municipality="162116"))
    assert paragraphs(document) == ["回答をお待ちしている団体はありません。"]
    assert document.passed == ""
