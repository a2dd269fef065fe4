"""Properties that hold for every valid change set; the Scribe writes such change sets at random."""

import random
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.book import Book
from core.model.machine.changes import Change, ChangeSet, Delete, Insert, Update, Value
from core.model.machine.kinds import AnyRow, Day, PartialDate, any_place
from core.model.machine.records import abouts, column_types
from core.model.registry import OWNERS, PARENTS, REFERENCES, TABLES
from core.storage.disk.errors import ChangeRefused
from core.storage.rows.digest import records_hash
from core.storage.rows.store import Store
from tests.examples import few

NARROW = {"unit": (1, 10, 1_000), "fiscal_year": (1900, 2014, 2999), "first_fiscal_year": (2014, 2015)} | {
    "years": (1, 5, 30),
    "percent": (0, 10, 100),
    "equal_percent": (0, 50, 100),
    "display_digits": (0, 8),
    "currency": ("JPY", "USD"),
    "guarantee_percent": ("30", "28.5"),
    "request_rule": ("equal=1", "weight:ごみ量=1"),
    "rule": ("equal=3,population=7", "weight:ごみ量=1"),
    "implementers": (1, 6, 100_000),
    "exchange_rate": ("110.25", "1103/10"),
    "portion": ("1/3", "12.5%"),
    "former_rule": ("equal=1", "equal=3,population=7"),
    "phase_in": ("20,40,60,80", "33.3"),
    "basis_day": ("09-30", "01-01"),
    "cents": (0, 99),
    "progress": (0, 50, 100),
    **dict.fromkeys(("settings", "inputs", "result"), ("{}", '{"report": "list", "率": 1.5}')),
    "sent": ("{}", '{"25": ["yes", "意見"]}'),
    "taken": ("", "{}"),
}
"""What columns hold that take less than their type allows."""
TEXTS = ("", "髙﨑𠮷", "葛\U000e0100城市", "a'b\"c", "１２００", "1\n2\t3", "😀")


def contents(book: Book) -> dict[str, dict[int, Any]]:
    return {name: dict(book.all(table.record)) for name, table in TABLES.items()}


def hash_of(store: Store) -> str:
    return records_hash(store._connection)


KEPT_WITH = {name: OWNERS[name]["id"] for name, table in TABLES.items() if table.lazy}
"""By table of rows that are kept in the file only the table whose ids they have."""


class Scribe:
    """Writes valid change sets at random, knowing what the tables hold."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.rows: dict[str, dict[int, dict[str, Value]]] = {name: {} for name in TABLES}
        self.next_ids = dict.fromkeys(TABLES, 1)

    def change_set(self, length: int) -> ChangeSet:
        changes = [self.change() for _ in range(length)]
        return ChangeSet("でたらめ", tuple(change for change in changes if change is not None))

    def change(self) -> Change | None:
        name = self.random.choice(list(TABLES))
        rows = self.rows[name]
        match self.random.choice(("insert", "insert", "update", "delete")) if rows else "insert":
            case "insert":
                row: dict[str, Value] = {"id": self.new_id(name)}
                for column in list(column_types(TABLES[name].record))[1:]:
                    row[column] = self.value(name, column, int(str(row["id"])))
                if row["id"] in rows or not self.fits(name, row):
                    return None
                rows[int(str(row["id"]))] = row
                return Insert(name, dict(row))
            case "update":
                id = self.random.choice(list(rows))
                columns = list(column_types(TABLES[name].record))[1:]
                chosen = self.random.sample(columns, self.random.randint(0, min(3, len(columns))))
                values = {column: self.value(name, column, id) for column in chosen}
                if not self.fits(name, rows[id] | values):
                    return None
                rows[id] |= values
                return Update(name, id, values)
            case _:
                id = self.random.choice(list(rows))
                if self.is_referred(name, id):
                    return None
                del rows[id]
                return Delete(name, id)

    def new_id(self, name: str) -> int:
        if name == "consortium":
            return 1
        if name in KEPT_WITH:
            return self.random.randint(1, max(1, self.next_ids[KEPT_WITH[name]] - 1))
        self.next_ids[name] += 1
        return self.next_ids[name] - 1

    def fits(self, name: str, row: dict[str, Value]) -> bool:
        """Whether the row may stand beside the others: no key taken, nothing empty that must not be."""
        others = [other for id, other in self.rows[name].items() if id != row["id"]]
        keys = TABLES[name].keys
        if keys and any(all(other[key] == row[key] for key in keys) for other in others):
            return False
        if name in KEPT_WITH and row["id"] not in self.rows[KEPT_WITH[name]]:
            return False
        return all(
            row[column] is not None or optional for column, (_, optional) in column_types(TABLES[name].record).items()
        )

    def is_referred(self, name: str, id: int) -> bool:
        if any(id in self.rows[lazy] for lazy, owner in KEPT_WITH.items() if owner == name):
            return True
        if any(any_place(name, id) in row.values() for row in self.rows["links"].values()):
            return True
        columns = [place for place, target in REFERENCES.items() if target == name and place[1] != "id"]
        return any(row.get(column) == id for table, column in columns for row in self.rows[table].values())

    def value(self, name: str, column: str, id: int) -> Value:
        kind, optional = column_types(TABLES[name].record)[column]
        if optional and self.random.random() < 0.3:
            return None
        target = REFERENCES.get((name, column))
        if target is not None:
            targets = [other for other in self.rows[target] if target != name or other != id]
            return self.random.choice(targets) if targets else None
        if issubclass(kind, StrEnum):
            return str(self.random.choice(list(kind)).value)
        about = abouts(TABLES[name].record)[column]
        if possible := [one for one in NARROW.get(column, ()) if isinstance(one, kind) and about.kind.is_possible(one)]:
            return self.random.choice(possible)
        if kind is bool:
            return self.random.choice((0, 1))
        if kind is int:
            number = self.random.choice((1, self.random.randrange(1, 10**15)))
            return number if about.kind.is_possible(number) else about.kind.stand_in(number, id)
        if kind is bytes:
            return self.random.randbytes(5)
        if column == "code":
            return f"{self.random.randrange(10**6):06}"
        if isinstance(about.kind, AnyRow):
            there = [any_place(name, id) for name, table in TABLES.items() if not table.lazy for id in self.rows[name]]
            return self.random.choice(there) if there else None
        if isinstance(about.kind, PartialDate):
            return self.random.choice(("2014", "2014-04", "2014-04-22"))
        if isinstance(about.kind, Day):
            return f"20{self.random.randrange(10, 30)}-{self.random.randrange(1, 13):02}-01"
        text = self.random.choice(TEXTS) + self.random.choice(("", "", str(self.random.randrange(9))))
        return text if about.kind.is_possible(text) else str(about.kind.stand_in(text, id))


@few(20)
@given(st.integers(0, 2**32), st.lists(st.integers(0, 25), min_size=1, max_size=4))
def test_any_change_set_can_be_taken_back_and_done_again(
    new_store: Callable[[], Store], seed: int, lengths: list[int]
) -> None:
    store, scribe = new_store(), Scribe(seed)
    states = [(hash_of(store), contents(store.book()))]
    inverses = []
    done = [scribe.change_set(length) for length in lengths]
    for change_set in done:
        inverses.append(store.apply(change_set))
        states.append((hash_of(store), contents(store.book())))
    redos = []
    for at in reversed(range(len(done))):
        redos.append(store.apply(inverses[at]))
        assert (hash_of(store), contents(store.book())) == states[at]
    for at, redo in enumerate(reversed(redos)):
        assert set(map(type, redo.changes)) == set(map(type, done[at].changes))
        store.apply(redo)
        assert (hash_of(store), contents(store.book())) == states[at + 1]


@few(20)
@given(st.integers(0, 2**32), st.lists(st.integers(1, 25), min_size=1, max_size=4))
def test_the_book_that_follows_is_the_book_read_again(
    new_store: Callable[[], Store], seed: int, lengths: list[int]
) -> None:
    store, scribe = new_store(), Scribe(seed)
    book = store.book()
    for length in lengths:
        change_set = scribe.change_set(length)
        inverse = store.apply(change_set)
        book.apply(change_set)
        assert contents(book) == contents(store.book())
        store.apply(inverse)
        book.apply(inverse)
        assert contents(book) == contents(store.book())
        store.apply(change_set)
        book.apply(change_set)
    read_again = store.book()
    for table in TABLES.values():
        assert book.last_id(table.record) == read_again.last_id(table.record)
        if table.name in PARENTS:
            for parent in range(1, 30):
                assert dict(book.children(table.record, parent)) == dict(read_again.children(table.record, parent))


@few(20)
@given(st.integers(0, 2**32), st.integers(0, 20), st.integers(0, 20))
def test_a_change_that_fails_in_the_middle_leaves_nothing_behind(
    new_store: Callable[[], Store], seed: int, before: int, after: int
) -> None:
    store, scribe = new_store(), Scribe(seed)
    store.apply(scribe.change_set(20))
    state = hash_of(store), store.revision, store.log(), contents(store.book())
    bad = (*scribe.change_set(before).changes, Delete("answers", 999), *scribe.change_set(after).changes)
    with pytest.raises(ChangeRefused) as raised:
        store.apply(ChangeSet("途中で失敗", bad))
    assert raised.value.rule == "row_gone"
    assert (hash_of(store), store.revision, store.log(), contents(store.book())) == state
