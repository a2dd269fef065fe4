"""期限一覧: this month and next, as of the day of the paper."""

import json

from core.documents.dues.sheet import build, result
from core.documents.paper.document import Heading
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.issues import Issue
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from tests.core.documents.sheets import column, paragraphs, tables


def test_the_paper_has_what_is_late_and_what_is_due_in_two_months(book: Book) -> None:
    late = Issue(90, "90", "照会", due_on="2014-07-31", in_charge="事業者")
    due = Issue(91, "91", "回答", due_on="2014-09-30")
    book.apply(ChangeSet("課題", tuple(Insert("issues", to_row(one)) for one in (late, due))))
    made = build(book, PrintSettings())
    heads = [one.text for sheet in made.sheets for one in sheet.blocks if isinstance(one, Heading)]
    assert heads == ["期限の過ぎたもの(平成26年8月6日現在) 1件", "今月(平成26年8月)", "来月(平成26年9月) 1件"]
    first, second = tables(made)
    assert (column(first, "件名"), column(first, "担当・対象")) == (["課題90 照会"], ["事業者"])
    assert column(second, "期限") == ["平成26年9月30日"]
    told = json.loads(result(book, PrintSettings(as_of="2014-09-01")))["parts"]
    assert [row[2] for row in told["今月(平成26年9月)"]] == ["課題91 回答"]


def test_without_any_day_the_paper_says_what_is_missing(book: Book) -> None:
    book.apply(ChangeSet("日付なし", (Update("consortium", 1, {"document_date": None, "base_date": ""}),)))
    assert paragraphs(build(book, PrintSettings())) == ["資料日付も基準日もないため、どの月の期限かが決まりません。"]
