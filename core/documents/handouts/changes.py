"""前回の資料からの変更点: what the ledger says otherwise than the handout that was fixed last, chapter by chapter."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.dataclass import dataclass
from core.documents.handouts.state import MEMBERS, TABLES_OF, Cell, Rows, State, state_of
from core.documents.paper.document import Block, Column, Paragraph, Row, Table
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import is_anonymous
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.records import abouts
from core.model.papers.handouts import Handout
from core.model.registry import TABLES
from core.model.sheets import FixedSheet

TITLE = "前回の資料からの変更点"
COUNCIL = "団体と人口"
NONE = "「{name}」から変わったところはありません。"
_EMPTY = "(空欄)"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is another, or a row that came or went (`column` ""); `table` is "" for a chapter."""

    chapter: str
    table: str
    id: str
    column: str
    what: str
    before: str
    after: str


def last_fixed(book: Book, handout: Handout) -> tuple[str, Mapping[str, Any]] | None:
    """Return the name and the result of the handout of this name that was fixed last."""
    found = [one for one in book.all(FixedSheet).values() if one.report == "handout"]
    for sheet in sorted(found, key=lambda one: (one.fixed_on, one.id), reverse=True):
        kept: Mapping[str, Any] = json.loads(sheet.result)
        if kept.get("handout") == handout.name and isinstance(kept.get("state"), dict):
            return sheet.name, kept
    return None


def changes(
    book: Book, settings: PrintSettings, kept: Mapping[str, Any], shown: list[Mapping[str, Any]]
) -> list[Change]:
    """Return what has changed since `kept`, in the order of the chapters; `shown` is what each says now.

    A chapter that was not there before is told as such, and its rows are not.
    """
    before: State = kept["state"]
    chapter_of: dict[str, str] = dict.fromkeys(MEMBERS, COUNCIL)
    for one in [*shown, *kept["chapters"]]:
        for table in TABLES_OF.get(one["report"], ()):
            chapter_of.setdefault(table, f"{one['number']} {one['heading']}".strip())
    now = state_of(book, before)
    found: list[Change] = []
    for table, chapter in chapter_of.items():
        if table in before:
            found += _of_table(book, settings, chapter, table, before[table], now[table])
    found += _of_chapters(kept["chapters"], shown)
    order = [COUNCIL, *(f"{one['number']} {one['heading']}".strip() for one in shown)]
    return sorted(found, key=lambda one: order.index(one.chapter) if one.chapter in order else len(order))


def blocks_of(book: Book, settings: PrintSettings, name: str, found: list[Change]) -> tuple[Block, ...]:
    """Return the page of changes against the 確定版 of this name."""
    if not found:
        return (Paragraph(NONE.format(name=name)),)
    signs = _signs(book, settings)
    columns = (
        Column("章", width=10, weight=1, repeat=True),
        Column("内容", width=16, weight=3),
        Column("前回", width=10, weight=2),
        Column("今回", width=10, weight=2),
    )
    rows = tuple(
        Row(tuple(_signed(text, signs) for text in (one.chapter, one.what, one.before, one.after))) for one in found
    )
    return (Paragraph(f"「{name}」から{len(found)}か所が変わりました。"), Table(columns, rows))


def _of_table(
    book: Book, settings: PrintSettings, chapter: str, table: str, before: Rows, now: Rows
) -> Iterator[Change]:
    town = _town(book, settings)
    for id in [*now, *(one for one in before if one not in now)]:
        row = now.get(id) or before[id]
        if town is not None and _of_another(row[1], town):
            continue
        name = f"{TABLES[table].label}: {row[0]}" if TABLES[table].label not in row[0] else row[0]
        if id not in before:
            yield Change(chapter, table, id, "", f"{name}を追加", "－", "追加")
        elif id not in now:
            yield Change(chapter, table, id, "", f"{name}を削除", "あり", "削除")
        else:
            yield from _of_row(chapter, table, id, name, before[id][1], row[1])


def _of_row(
    chapter: str, table: str, id: str, name: str, before: Mapping[str, Cell], now: Mapping[str, Cell]
) -> Iterator[Change]:
    known = abouts(TABLES[table].record)
    for column, cell in now.items():
        if column in before and _value(before[column]) != _value(cell):
            told = f"{name}の{known[column].label}"
            yield Change(
                chapter, table, id, column, told, _told(table, column, before[column]), _told(table, column, cell)
            )


def _of_chapters(before: list[Mapping[str, Any]], now: list[Mapping[str, Any]]) -> Iterator[Change]:
    """Chapters that came or went, texts that read otherwise, printouts of which no row is kept."""
    old, new = ({one["heading"]: one for one in chapters} for chapters in (before, now))
    for heading, one in new.items():
        title = f"{one['number']} {heading}".strip()
        if heading not in old:
            yield Change(title, "", heading, "", f"章「{heading}」を追加", "－", "追加")
            continue
        if one["text"] != old[heading]["text"]:
            yield Change(
                title, "", heading, "text", f"章「{heading}」の本文", *_differing(old[heading]["text"], one["text"])
            )
        if one["report"] not in TABLES_OF and one["shown"] != old[heading]["shown"]:
            yield Change(title, "", heading, "report", f"章「{heading}」の帳票の内容", "－", "変更")
    for heading in old:
        if heading not in new:
            yield Change(heading, "", heading, "", f"章「{heading}」を削除", "あり", "削除")


def _differing(before: str, now: str) -> tuple[str, str]:
    """Return the lines of both that the other does not have."""
    old, new = before.splitlines(), now.splitlines()
    gone, came = [one for one in old if one not in new], [one for one in new if one not in old]
    return "\n".join(gone) or _EMPTY, "\n".join(came) or _EMPTY


def _value(cell: Cell) -> Cell:
    return cell[0] if isinstance(cell, list) else cell


def _told(table: str, column: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return _EMPTY
    if isinstance(cell, list):
        return str(cell[1])
    about = abouts(TABLES[table].record)[column]
    return f"{about.kind.show(about.kind.stored(cell))}{about.unit if about.unit != '円' else ''}"


def _town(book: Book, settings: PrintSettings) -> int | None:
    return next((one.id for one in book.all(Municipality).values() if one.code == settings.municipality), None)


def _of_another(cells: Mapping[str, Cell], town: int) -> bool:
    whose = _value(cells.get("municipality_id"))
    return whose is not None and whose != town


def _signs(book: Book, settings: PrintSettings) -> dict[str, str]:
    """Return the sign that stands for each name, the longest name first: 新射水市 holds 射水市."""
    if not is_anonymous(book, settings):
        return {}
    named = sorted(book.all(Municipality).values(), key=lambda one: -len(one.name))
    return {one.name: one.label or f"団体{one.position}" for one in named}


def _signed(text: str, signs: Mapping[str, str]) -> str:
    for name, sign in signs.items():
        text = text.replace(name, sign)
    return text
