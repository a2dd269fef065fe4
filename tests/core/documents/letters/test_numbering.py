from core.documents.letters.numbering import last_number, next_number, number_fault
from core.documents.paper.settings import PrintSettings, settings_text
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.sheets import FixedSheet
from core.words.sentences import sentence


def fixed(book: Book, id: int, report: str, on: str, **more: str) -> None:
    book.apply(ChangeSet("", (Insert("fixed_sheets", to_row(FixedSheet(id, report, f"版{id}", on, **more))),)))


def test_the_next_letter_counts_on_from_the_last_that_was_fixed_whatever_it_was(book: Book) -> None:
    assert next_number(book) == ""
    document = REPORTS["notice"].build(book, PrintSettings(number="推第12号"))
    assert last_number(document) == "推第17号", "six members, a letter each"
    fixed(book, 1, "notice", "2026-04-01", last_number=last_number(document))
    fixed(book, 2, "allocation", "2026-05-01")
    assert next_number(book) == "推第18号"
    fixed(book, 3, "charge-notice", "2026-05-02", last_number="総第９９号")
    assert next_number(book) == "総第１００号"


def test_of_what_an_older_program_fixed_the_letters_are_counted(book: Book) -> None:
    settings = PrintSettings(number="推第3号")
    result = REPORTS["questionnaire"].result(book, settings)
    fixed(book, 1, "questionnaire", "2026-04-01", settings=settings_text(settings), result=result)
    assert next_number(book) == "推第9号"


def test_a_number_without_a_figure_is_proposed_as_it_is(book: Book) -> None:
    fixed(book, 1, "notice", "2026-04-01", last_number="事務連絡")
    assert next_number(book) == "事務連絡"


def test_where_what_was_fixed_cannot_be_read_no_number_is_proposed_and_the_sheet_is_named(book: Book) -> None:
    """An earlier number would go out twice."""
    fixed(book, 1, "notice", "2026-04-01", last_number="推第9号")
    assert number_fault(book) is None
    for id, (settings, result) in enumerate(
        (("{}", '{"sheets":5}'), ("{}", '{"sheets":[5]}'), ('{"number":5}', "{}"), ('{"paper":"A9"}', "{}")), 2
    ):
        fixed(book, id, "questionnaire", "2026-05-01", settings=settings, result=result)
        assert next_number(book) == ""
        fault = number_fault(book)
        assert fault is not None
        assert f"確定版「版{id}」に残っている内容を読めないため、次の文書番号は分かりません。" in sentence(fault)
