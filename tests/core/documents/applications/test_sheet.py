"""新規参加の影響試算 as a paper."""

import json

from core.documents.applications.sheet import BEFORE, EMPTY, build, result
from core.documents.paper.document import Notes, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.operating.applications import Application
from core.operations.editing.edit import edit
from core.sample import empty
from tests.core.documents.sheets import paragraphs


def test_every_member_stands_before_and_after(book: Book) -> None:
    (sheet,) = build(book, PrintSettings()).sheets
    (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [row.cells[0] for row in table.rows][-1] == "(架空の例)甲町"
    assert table.totals[0].cells[-3] == "0"
    assert table.totals[0].cells[-2:] == ("100.0%", "100.0%")
    (row,) = json.loads(result(book, PrintSettings()))["rows"]
    assert row["effect"]["total"]["change"] == 0


def test_a_difference_before_the_day_is_explained(book: Book) -> None:
    def notes() -> tuple[str, ...]:
        blocks = build(book, PrintSettings()).sheets[0].blocks
        return next(block for block in blocks if isinstance(block, Notes)).lines

    assert BEFORE not in notes()
    wish = edit(book, book.consortium, "fiscal_year", "2015")
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    assert BEFORE in notes()


def test_where_the_effect_cannot_be_told_the_sheet_says_why(book: Book) -> None:
    wish = edit(book, book.all(Application)[1], "wished_on", "")
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    (told,) = paragraphs(build(book, PrintSettings()))
    assert told.startswith("影響を試算できません。申請1に希望日も")


def test_where_nobody_applies_the_sheet_says_so() -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-11-23"))
    assert paragraphs(build(book, PrintSettings())) == [EMPTY]
