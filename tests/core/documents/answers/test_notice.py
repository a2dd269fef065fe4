import json
from collections.abc import Callable

from core.documents.answers.notice import build, result
from core.documents.paper.document import Document
from core.documents.paper.settings import PrintSettings
from core.model.answers import AnswerState
from core.model.book import Book
from tests.core.documents.sheets import column, notes, paragraphs, table, tables

FUNAHASHI = "163210"


def particulars(document: Document) -> dict[str, str]:
    """Return what stands below 記 on the first letter."""
    first = Document("", document.sheets[:1])
    return dict(line.split("　", 1) for line in notes(first).splitlines())


def test_one_municipality_gets_a_letter_and_a_sheet_with_what_concerns_it(book: Book) -> None:
    letter, annex = build(book, PrintSettings(municipality=FUNAHASHI)).sheets
    assert (letter.addressee, annex.addressee, annex.material) == ("舟橋村長 様", "舟橋村長 様", "別紙")
    assert "富山県経営管理部" in letter.sender
    found = table(Document("", (annex,)))
    assert [row.cells[0] for row in found.rows] == ["25-6"]
    assert found.rows[0].cells[3:9] == ("1団体\n(ほか未定5)", "300,000", "未定", "150,000", "0", "170,000")


def test_the_letter_says_what_is_sure_and_what_may_come_and_never_the_sources_word(book: Book) -> None:
    document = build(book, PrintSettings(municipality=FUNAHASHI, deadline="2014-08-29"))
    assert particulars(document) == {
        "今の回答による額": "0円",
        "あり得る幅": "0〜170,000円",
        "未定・未回答": "1件",
        "回答期限": "平成26年8月29日",
        "内訳": "別紙のとおり",
    }
    assert "合計(最大)" not in str(document)


def test_a_day_that_has_passed_is_left_blank_and_told(book: Book) -> None:
    late = build(book, PrintSettings(municipality=FUNAHASHI))
    assert (late.passed, late.day) == ("2014-07-31", "2014-08-06")
    assert "平成26年7月31日" not in str(late)
    assert particulars(late)["回答期限"].split() == ["年", "月", "日"]
    assert build(book, PrintSettings(municipality=FUNAHASHI, deadline="2014-08-05")).passed == "2014-08-05"
    for settings in (PrintSettings(deadline="2014-08-06"), PrintSettings(as_of="2014-07-31")):
        assert build(book, settings).passed == ""


def test_who_has_answered_everything_is_asked_for_nothing(book: Book) -> None:
    document = build(book, PrintSettings(municipality="162116"))
    assert "回答期限" not in particulars(document)
    assert not [text for text in paragraphs(document) if "ご回答" in text]
    assert document.passed == ""


def test_all_municipalities_get_a_letter_each_with_a_number_of_its_own(book: Book) -> None:
    sheets = build(book, PrintSettings(number="推第9号", both_sides=True)).sheets
    letters = [sheet for sheet in sheets if sheet.is_letter]
    heads = ("射水市長", "滑川市長", "入善町長", "上市町長", "朝日町長", "舟橋村長")
    assert [letter.addressee for letter in letters] == [f"{head} 様" for head in heads]
    assert [letter.number for letter in letters] == [f"推第{number}号" for number in range(9, 15)]
    assert all(letter.on_front for letter in letters)


def test_the_sheet_of_the_largest_payer_adds_up_to_its_total(book: Book) -> None:
    document = build(book, PrintSettings(municipality="162116"))
    *amounts, total = (int(text.replace(",", "")) for text in column(table(document), "今の回答による額"))
    assert sum(amounts) == total == 9_400_000
    assert particulars(document)["今の回答による額"] == "9,400,000円"


def test_a_municipality_that_nothing_concerns_is_told_so(book: Book, answer: Callable[..., None]) -> None:
    answer("25", "F", AnswerState.NO)
    document = build(book, PrintSettings(municipality=FUNAHASHI))
    assert not tables(document)
    assert "ありません" in paragraphs(document)[0]


def test_a_code_of_no_member_gives_no_sheet(book: Book) -> None:
    assert build(book, PrintSettings(municipality="011002")).sheets == ()


def test_the_record_has_the_four_amounts_of_each_item(book: Book) -> None:
    (sheet,) = json.loads(result(book, PrintSettings(municipality=FUNAHASHI)))["sheets"]
    (row,) = sheet["rows"]
    assert (row["item"], row["max"], row["all"], row["low"], row["high"]) == ("25", 0, 150_000, 0, 170_000)
