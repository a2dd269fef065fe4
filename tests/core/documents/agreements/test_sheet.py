"""協定書 as a paper."""

import json

from core.documents.agreements.sheet import EMPTY, build, result
from core.documents.paper.document import Heading, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.operating.agreements import Amendment, Article, Setting
from core.operations.editing.adding import add_row
from core.sample import empty
from tests.core.documents.sheets import paragraphs


def test_the_articles_stand_as_they_read_on_the_day(book: Book) -> None:
    first, second = build(book, PrintSettings()).sheets
    assert (first.title, second.title) == ("参加6市町村による協定書", "6市町村とベンダー間での基本協定書")
    headings = [block.text for block in first.blocks if isinstance(block, Heading)]
    assert headings == ["条が定める設定"]
    (table,) = [block for block in first.blocks if isinstance(block, Table)]
    assert [row.cells[-1] for row in table.rows] == ["一致", "一致", "一致"]


def test_amendments_stand_side_by_side_with_what_was_there(book: Book) -> None:
    cost = next(one for one in book.all(Article).values() if one.setting is Setting.RULE)
    texts = {"effective_on": "H26.4.1", "body": "改めた本文", "agreed": "均等割", "reason": "見直し"}
    wish = add_row(book, Amendment, texts, {"article_id": cost.id})
    assert isinstance(wish, ChangeSet)
    book.apply(wish)
    blocks = build(book, PrintSettings()).sheets[0].blocks
    held, amended = [block for block in blocks if isinstance(block, Table)]
    assert amended.rows[0].cells == (
        "架空の例1",
        "平成26年4月1日",
        cost.body,
        "改めた本文\n定めた値: 均等割",
        "見直し",
    )
    assert held.rows[0].cells[-1] == "食い違い"
    before = json.loads(result(book, PrintSettings(as_of="2014-03-31")))
    assert before["agreements"][0]["articles"][1]["body"] == cost.body


def test_where_there_is_none_the_sheet_says_so() -> None:
    book = Book({})
    book.apply(empty("新しい協議会", "2026-11-23"))
    assert paragraphs(build(book, PrintSettings())) == [EMPTY]
