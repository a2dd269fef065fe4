from typing import Any

import pytest

from core.documents.handouts.marking import LEGEND, MARK
from core.documents.handouts.sheet import NAME
from core.documents.paper.document import Document, Table, texts
from core.documents.paper.settings import PrintSettings
from core.documents.registry import REPORTS
from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.papers.handouts import Handout, HandoutChapter
from core.model.registry import TABLES
from core.model.sheets import FixedSheet

OWN = PrintSettings(handout=90)


def with_chapter(book: Book, marks: bool = True, **more: Any) -> None:
    """A handout of one chapter that was fixed as it is now."""
    rows = (Handout(90, "自分の資料", "題", marks=marks), HandoutChapter(90, 90, "章", position=1, **more))
    book.apply(ChangeSet("資料", (Insert("handouts", to_row(rows[0])), Insert("handout_chapters", to_row(rows[1])))))
    kept = FixedSheet(1, NAME, "前回", "2014-11-18", result=REPORTS[NAME].result(book, OWN))
    book.apply(ChangeSet("確定", (Insert("fixed_sheets", to_row(kept)),)))


def tables(document: Document) -> list[Table]:
    sheets = [sheet for sheet in document.sheets if "変更点" not in sheet.title]
    return [block for sheet in sheets for block in sheet.blocks if isinstance(block, Table)]


def marked_rows(book: Book, settings: PrintSettings = OWN) -> list[tuple[str, ...]]:
    found = tables(REPORTS[NAME].build(book, settings))
    rows = [row.cells for table in found for row in (*table.rows, *table.totals) if row.cells[0].startswith(MARK)]
    assert any(LEGEND in table.legend for table in found) is bool(rows), "what is marked is explained above it"
    return rows


def last_of(book: Book, table: str) -> Any:
    return max(book.all(TABLES[table].record).values(), key=lambda one: one.id)


@pytest.mark.parametrize(
    ("report", "table", "column", "value"),
    [
        ("カスタマイズ費用按分表", "customizations", "title", "別の要望"),
        ("要望一覧", "customizations", "title", "別の要望"),
        ("リスク台帳", "risks", "content", "別のリスク"),
        ("経費明細一覧", "cost_lines", "name", "別の費目"),
        ("DC要件充足表", "requirements", "content", "別の要件"),
        ("課題管理表", "issues", "title", "別の課題"),
        ("現行経費一覧", "current_costs", "yen", 12_345),
    ],
)
def test_rows_that_changed_or_came_are_marked_in_every_printout_and_others_are_not(
    book: Book, report: str, table: str, column: str, value: Any
) -> None:
    with_chapter(book, report=report)
    assert marked_rows(book) == []
    row = last_of(book, table)
    book.apply(ChangeSet("変更", (Update(table, row.id, {column: value}),)))
    shown = value if isinstance(value, str) else f"{value:,}"
    changed = marked_rows(book)
    assert any(shown in " ".join(cells) for cells in changed)
    count = sum(len(one.rows) for one in tables(REPORTS[NAME].build(book, OWN)))
    assert 0 < len(changed) < count or count == 1
    book.apply(ChangeSet("元", (Update(table, row.id, {column: getattr(row, column)}),)))
    assert marked_rows(book) == []


def test_a_row_that_went_and_one_that_was_moved_mark_no_other(book: Book) -> None:
    with_chapter(book, report="課題管理表")
    gone = last_of(book, "issues")
    children: list[Change] = [
        Delete("issue_notes", one.id)
        for one in book.all(TABLES["issue_notes"].record).values()
        if one.issue_id == gone.id  # type: ignore[attr-defined]
    ]
    book.apply(ChangeSet("削除", (*children, Delete("issues", gone.id))))
    assert marked_rows(book) == []
    document = REPORTS[NAME].build(book, OWN)
    assert "－削除" in [text for _, text in texts(document)]
    book.apply(ChangeSet("章", (Update("handout_chapters", 90, {"report": "サービス一覧"}), Delete("fixed_sheets", 1))))
    kept = FixedSheet(2, NAME, "前回", "2014-11-18", result=REPORTS[NAME].result(book, OWN))
    service = last_of(book, "services")
    book.apply(ChangeSet("順", (Insert("fixed_sheets", to_row(kept)), Update("services", service.id, {"position": 0}))))
    assert marked_rows(book) == []
    assert "移動" in [text for _, text in texts(REPORTS[NAME].build(book, OWN))]


def test_without_the_choice_or_a_handout_before_nothing_is_marked(book: Book) -> None:
    with_chapter(book, marks=False, report="現行経費一覧")
    row = last_of(book, "current_costs")
    book.apply(ChangeSet("変更", (Update("current_costs", row.id, {"yen": 5}),)))
    assert marked_rows(book) == []
    book.apply(ChangeSet("印", (Update("handouts", 90, {"marks": True}), Delete("fixed_sheets", 1))))
    assert marked_rows(book) == []


def test_where_names_are_signs_now_or_units_are_others_not_every_row_is_marked(book: Book) -> None:
    with_chapter(book, report="五年間経費比較表")
    assert marked_rows(book, PrintSettings(handout=90, anonymous=not book.consortium.anonymous)) == []
    book.apply(ChangeSet("単位", (Update("handout_chapters", 90, {"unit": "yen"}),)))
    assert marked_rows(book) == []


def test_a_letter_in_a_handout_is_never_marked(book: Book) -> None:
    with_chapter(book, report="団体別カスタマイズ費用通知")
    row = last_of(book, "quotes")
    book.apply(ChangeSet("変更", (Update("quotes", row.id, {"one_off_yen": 5}),)))
    assert marked_rows(book) == []
