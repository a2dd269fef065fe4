from collections.abc import Callable

import pytest

from core.documents.letters.texts import DEFAULTS, text_of
from core.documents.paper.document import Aside
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.papers.letters import FIELDS, Letter, LetterKind, LetterSort, fields_in
from core.printing.fonts import fonts
from core.printing.layout import lay_out
from core.printing.page import Page
from core.printing.render import render
from core.version import version
from tests.core.documents.sheets import notes, paragraphs
from tests.core.printing.archived import against_archiving

KINDS = [kind.value for kind in LetterKind]


def words_of(page: Page) -> str:
    return "\n".join(line.text for _, _, _, line in page.texts)


def sizes_of(page: Page) -> set[float]:
    return {line.size for _, _, _, line in page.texts}


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_has_words_with_known_fields_only(kind: LetterKind) -> None:
    text = DEFAULTS[kind]
    assert set(fields_in(text.subject + text.body + text.particulars)) <= FIELDS.keys()


@pytest.mark.parametrize("name", KINDS)
def test_no_letter_names_program_or_file_and_each_is_set_large_enough(book: Book, name: str) -> None:
    settings = PrintSettings(file_name="見本.anbun", number="推第1号", mark="案")
    document = REPORTS[name].build(book, settings)
    pages = list(lay_out(document, fonts()))
    told = "\n".join(map(words_of, pages))
    assert "按分帳" not in told
    assert "見本.anbun" not in told
    assert version() not in told
    letters = [page for page in pages if "記" in words_of(page).split("\n")]
    assert len(letters) == sum(sheet.is_letter for sheet in document.sheets if "記" in str(sheet.blocks))
    assert all(page.width < page.height for page in letters)
    assert all(10.5 <= size <= 12 for page in letters for size in sizes_of(page) - {9.5}), "9.5 is the mark 案"
    assert against_archiving(render(document)) == []


def test_each_letter_begins_on_a_front_side_when_both_are_printed(book: Book) -> None:
    settings = PrintSettings(both_sides=True)
    for name in ("notice", "questionnaire", "reminder", "charge-notice", "evaluation-notice", "improvement-inquiry"):
        pages = list(lay_out(REPORTS[name].build(book, settings), fonts()))
        first = [at for at, page in enumerate(pages) if "記" in words_of(page).split("\n")]
        assert first
        assert all(at % 2 == 0 for at in first)
    assert against_archiving(render(REPORTS["questionnaire"].build(book, settings))) == []
    blank = [not words_of(page) for page in lay_out(REPORTS["questionnaire"].build(book, settings), fonts())]
    assert any(blank), "a letter and two sheets of the form are three pages"


def test_the_ledgers_own_words_take_the_place_of_the_programs(book: Book) -> None:
    own = Letter(1, LetterKind.NOTICE, "負担額の件", LetterSort.ANSWER, "{団体名}の分は{合計}です。{知らない欄}", "")
    book.apply(ChangeSet("文面", (Insert("letters", to_row(own)),)))
    document = REPORTS["notice"].build(book, PrintSettings(municipality="162116"))
    assert document.sheets[0].title == "負担額の件(回答)"
    assert paragraphs(document)[0] == "　射水市の分は9,400,000円です。{知らない欄}"
    assert "内訳　別紙のとおり" in notes(document), "what is left empty is as the program says it"
    assert text_of(book, LetterKind.REMINDER) is DEFAULTS[LetterKind.REMINDER]


def test_what_a_letter_lacks_is_told(book: Book, consortium: Callable[..., None]) -> None:
    lacking = REPORTS["questionnaire"].build(book, PrintSettings()).lacking
    assert [text.split("が、")[0] for text in lacking] == ["担当の電話・FAX・メール"]
    consortium(contact_phone="000-000-0000", answer_deadline=None)
    document = REPORTS["questionnaire"].build(book, PrintSettings())
    assert [text.split("。")[0] for text in document.lacking] == ["回答期限がありません"]
    (contact,) = (block for block in document.sheets[0].blocks if isinstance(block, Aside))
    assert "電話　000-000-0000" in contact.lines


def test_mark_meeting_and_material_stand_on_every_sheet_of_a_handout(book: Book) -> None:
    settings = PrintSettings(mark="取扱注意", meeting_name="第3回協議会", material="資料1-2", number="推第1号")
    document = REPORTS["allocation"].build(book, settings)
    first, *others = (words_of(page) for page in lay_out(document, fonts()))
    assert all(text in first for text in ("取扱注意", "第3回協議会", "資料1-2", "推第1号"))
    assert all("取扱注意" in words for words in others)
    assert against_archiving(render(document)) == []


def test_a_long_mark_is_set_on_more_lines_and_not_cut(book: Book) -> None:
    settings = PrintSettings(mark="取扱注意" * 30, meeting_name="会議" * 60, material="資料" * 40)
    (first, *_) = lay_out(REPORTS["members"].build(book, settings), fonts())
    told = words_of(first).replace("\n", "")
    assert all(text in told for text in ("取扱注意" * 30, "会議" * 60, "資料" * 40))
