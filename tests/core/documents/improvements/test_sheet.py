"""改善要望一覧 as a paper."""

import json

from core.documents.improvements.sheet import EMPTY, build, result
from core.documents.paper.document import Heading
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.operating.improvements import Improvement
from core.operations.editing.edit import edit
from core.sample import empty
from tests.core.documents.sheets import paragraphs, table


def test_each_improvement_stands_with_its_backers_the_answer_and_the_decision(book: Book) -> None:
    rows = [row.cells for row in table(build(book, PrintSettings())).rows]
    assert rows[1][2] == "入善町"
    assert rows[1][6] == "○ 射水市、滑川市\n× 朝日町"
    assert rows[1][7:10] == ("有償で対応\n件数表の画面を新しく作る。", "480,000", "検討中")
    assert json.loads(result(book, PrintSettings()))["rows"][0][2:4] == ["next_version", "adopted"]


def test_what_is_done_stands_behind_what_is_not(book: Book) -> None:
    wish = edit(book, book.all(Improvement)[1], "done_on", "H27.4.1")
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    (sheet,) = build(book, PrintSettings()).sheets
    headings = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    assert headings == ["対応中の改善要望 1件", "対応の終わった改善要望 1件"]


def test_where_there_is_none_the_sheet_says_so() -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-11-23"))
    assert paragraphs(build(book, PrintSettings())) == [EMPTY]
