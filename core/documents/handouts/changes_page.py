"""前回の資料からの変更点 as a page: what was done, marked, chapter by chapter, and the figures that follow from it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.documents.handouts.changes import Change, Sort, changes, following
from core.documents.handouts.shown import Shown
from core.documents.handouts.signs import names_itself, signed, signs_of
from core.documents.paper.document import Block, Column, Heading, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings
from core.model.book import Book

TITLE = "前回の資料からの変更点"
NONE = "「{name}」から変わったところはありません。"
FOLLOWING = "変更に伴って変わった本文の数字"
LEGEND = "　".join(
    f"{sort.value}={meaning}"
    for sort, meaning in (
        (Sort.CAME, "新しい行"),
        (Sort.GONE, "なくなった行"),
        (Sort.CHANGED, "値や文が変わった行"),
        (Sort.MOVED, "順を動かした行"),
    )
)


def blocks_of(
    book: Book, settings: PrintSettings, fixed: tuple[str, Mapping[str, Any]], shown: list[Shown]
) -> tuple[Block, ...]:
    """Return the page of changes against the 確定版 of this name and result; `shown` is what each chapter says now."""
    name, kept = fixed
    found, figures = changes(book, settings, kept, shown), following(kept, shown)
    if not found and not figures:
        return (Paragraph(NONE.format(name=name)),)
    signs = signs_of(book, settings, kept["state"])
    found = [
        replace(one, before="－", after="変更")
        if one.word is Sort.CHANGED and names_itself(one.table, one.column, signs)
        else one
        for one in found
    ]
    blocks: tuple[Block, ...] = (Paragraph(f"「{name}」から{len(found)}か所が変わりました。"),)
    if found:
        blocks = (*blocks, replace(_table("内容", found, signs), legend=LEGEND))
    if figures:
        blocks = (*blocks, Heading(FOLLOWING), _table("数字", figures, signs))
    return blocks


def _table(what: str, found: list[Change], signs: Mapping[str, str]) -> Table:
    columns = (
        Column("章", width=10, weight=1, repeat=True),
        Column("区分", width=4),
        Column(what, width=16, weight=3),
        Column("前回", width=10, weight=2),
        Column("今回", width=10, weight=2),
    )
    rows = tuple(
        Row(tuple(signed(text, signs) for text in (one.chapter, one.word.value, one.what, one.before, one.after)))
        for one in found
    )
    return Table(columns, rows)
