"""What 移動と検索 finds: pages, records of every table, commands; by any part of a name or number."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from heapq import nsmallest
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton, QWidget

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.naming import describe, title_of, told_tables
from core.model.machine.records import Record
from core.model.machine.table import Table
from core.model.registry import OWNERS, PARENTS, TABLES
from core.model.values.codes import search_key

MOST = 50
"""So many hits are listed."""
PAGE, COMMAND, RECORD = "ページ", "操作", "記録"
_ORDER = {PAGE: 0, COMMAND: 1, RECORD: 2}


@dataclass(frozen=True, slots=True)
class Found:
    """`title` and where it stands, the `key` in which is looked, and what is done when it is chosen."""

    kind: str
    title: str
    place: str
    key: str
    do: Callable[[], object]


class Place(Protocol):
    """A page as the navigation lists it; `tables` are typed into there besides one that is called as the page is."""

    @property
    def group(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def tables(self) -> tuple[str, ...]: ...


def search(entries: Sequence[Found], typed: str) -> list[Found]:
    """Return the entries that hold every word that was typed: those first that are called so, then those that begin so;
    pages before commands before records."""
    wanted = search_key(typed).strip()
    words = wanted.split()
    hits = [(at, one) for at, one in enumerate(entries) if all(word in one.key for word in words)]

    def rank(hit: tuple[int, Found]) -> tuple[int, int, int, int]:
        at, one = hit
        title = search_key(one.title)
        nearness = 0 if title == wanted else 1 if title.startswith(wanted) else 2 if wanted in title else 3
        return nearness, _ORDER[one.kind], len(title), at

    return [one for _, one in nsmallest(MOST, hits, key=rank)]


def pages(places: Sequence[Place], open_page: Callable[[str], object]) -> Iterator[Found]:
    """Yield the pages, found by their titles and by what they are for."""
    for entry in places:
        key = search_key(f"{entry.title} {entry.group} {entry.about}")
        yield Found(PAGE, entry.title, entry.group, key, partial(open_page, entry.key))


def commands(bar: QMenuBar, page: QWidget | None, but: Sequence[str]) -> Iterator[Found]:
    """Yield what the menus can do, but for those called `but`, and what the buttons of the page can."""
    for top in bar.actions():
        menu: object = top.menu()
        if isinstance(menu, QMenu) and _words(top.text()) not in but:
            yield from _actions(menu.actions(), _words(top.text()))
    for button in page.findChildren(QPushButton) if page is not None else ():
        if button.isVisible() and button.isEnabled() and button.text():
            text = button.text().replace("&&", "&")
            yield Found(COMMAND, text, "この画面", search_key(f"{text} {button.toolTip()}"), button.click)


def _actions(actions: Sequence[QAction], place: str) -> Iterator[Found]:
    for action in actions:
        within: object = action.menu()
        text = _words(action.text())
        if isinstance(within, QMenu):
            yield from _actions(within.actions(), f"{place} {text}")
        elif text and action.isEnabled():
            keys = action.shortcut().toString()
            yield Found(COMMAND, text, f"{place} {keys}".strip(), search_key(f"{text} {place}"), action.trigger)


def _words(text: str) -> str:
    """Return what a menu says, without the letter that opens it and without its key."""
    return re.sub(r"\(&.\)", "", text.partition("\t")[0]).replace("&&", "&").replace("…", "")


def records(book: Book, places: Sequence[Place], open_page: Callable[[str], object]) -> Iterator[Found]:
    """Yield the rows that have a page or belong to a row that has one; crosses of two tables have no name of their
    own and are found by their page."""
    shown = {entry.key for entry in places} | {name for entry in places for name in entry.tables}
    for table in told_tables():
        if table.single or len(OWNERS[table.name]) > 1:
            continue
        for row in book.all(table.record).values():
            place = _place_of(book, table, row, shown)
            if place is not None:
                title = title_of(book, row)
                called = describe(book, row)
                key = search_key(f"{title} {called} {_numbers(table, row)} {table.label}")
                yield Found(RECORD, title, called, key, partial(open_page, place))


def _numbers(table: Table, row: Record) -> str:
    """Return the codes and names by which people know a row."""
    names = dict.fromkeys((*table.keys, table.known_by))
    values = (getattr(row, name) for name in names if name and name not in OWNERS[table.name])
    return " ".join(str(value) for value in values if value is not None)


def _place_of(book: Book, table: Table, row: Record, shown: set[str]) -> str | None:
    """Return the page and the row of it at which a record is seen: its own, or that to which it belongs."""
    if table.name in shown:
        return f"{table.name}/{row.id}"
    column = PARENTS.get(table.name)
    if column is None:
        return None
    above = TABLES[OWNERS[table.name][column]]
    parent = book.all(above.record).get(getattr(row, column))
    return _place_of(book, above, parent, shown) if parent is not None else None
