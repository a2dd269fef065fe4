"""The lists of fixed sheets and of distributions, as they go into the workbook."""

from core.documents.ledger.computed import FIXED, SENT, computed_sheets, distributions, fixed_sheets
from core.documents.paper.document import Document, Table
from core.exchange.reading_workbook import read_workbook
from core.exchange.sources import read_source
from core.exchange.workbook import workbook
from core.model.answers import Distribution, Medium
from core.model.book import Book
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.model.sheets import FixedSheet
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file

SHEET = FixedSheet(1, "allocation", "第3回会議 髙木", "2014-08-06", "事務局", sha256="ab")
OUT = Distribution(
    1, "n-1", "162060", "滑川市", Medium.EXCEL, "2014-07-01T09:30:00", "事務局", "2014-07-31", taken_at=None
)


def rows(document: Document) -> list[dict[str, str]]:
    (table,) = (block for block in document.sheets[0].blocks if isinstance(block, Table))
    return [dict(zip((column.heading for column in table.columns), row.cells, strict=True)) for row in table.rows]


def test_a_fixed_sheet_is_listed_by_its_report_name_and_day(book: Book) -> None:
    assert rows(fixed_sheets(book)) == []
    book.apply(ChangeSet("確定", (Insert("fixed_sheets", to_row(SHEET)),)))
    (row,) = rows(fixed_sheets(book))
    assert row == {
        "帳票": "カスタマイズ費用按分表",
        "名称": "第3回会議 髙木",
        "確定日": "平成26年8月6日",
        "確定者": "事務局",
        "PDFのハッシュ値": "ab",
    }


def test_a_distribution_is_listed_with_what_has_not_come_back_left_empty(book: Book) -> None:
    book.apply(ChangeSet("配布", (Insert("distributions", to_row(OUT)),)))
    (row,) = rows(distributions(book))
    assert (row["団体コード"], row["形式"], row["配布日時"]) == ("162060", "Excel", "平成26年7月1日 09:30")
    assert (row["回答期限"], row["取込日時"], row["回答者"]) == ("平成26年7月31日", "", "")


def test_both_lists_go_into_the_workbook_and_reading_it_back_changes_nothing(book: Book) -> None:
    assert not {FIXED, SENT} & {document.title for document in computed_sheets(book)}
    book.apply(ChangeSet("両方", (Insert("fixed_sheets", to_row(SHEET)), Insert("distributions", to_row(OUT)))))
    content = workbook(book, "甲", 7, computed_sheets(book))
    names = [grid.name for grid in read_workbook(content)]
    assert names[-2:] == [FIXED, SENT]
    plan = plan_file(book, "甲", read_source(content, "台帳.xlsx"))
    assert isinstance(plan, ImportPlan)
    assert not plan.change_set
    assert not plan.refused
