"""An entry's text read piece by piece says what it says read whole."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.council import Municipality, System
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.history import LogFilter
from core.model.machine.records import to_row
from core.storage.rows.logged import LONG, LongEntry, count_rows, from_json, logged, rows_in
from core.storage.rows.logged_kinds import Run
from core.storage.rows.store import Store

texts = st.text(st.sampled_from('ab[]{}",\\\n髙😀'), max_size=8)
values = st.one_of(texts, st.none())


@st.composite
def runs(draw: st.DrawFn) -> list[Run]:
    """Draw what an entry may hold."""
    found: list[Run] = []
    for _ in range(draw(st.integers(1, 4))):
        verb = draw(st.sampled_from(("insert", "update", "delete")))
        columns = ["note"] if verb == "update" else ["id", "note"]
        rows: list[Any] = []
        for id in range(draw(st.integers(1, 4))):
            whole = [id, draw(values)]
            rows.append([id, [draw(values)], [draw(values)]] if verb == "update" else whole)
        found.append((verb, "systems", columns, rows))
    return found


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


@given(runs(), st.integers(1, 40))
def test_pieces_of_any_size_give_the_same_changes_and_their_number(some: list[Run], size: int) -> None:
    text = json.dumps(some, ensure_ascii=False, separators=(",", ":"))
    whole = from_json(text)
    assert tuple(map(logged, rows_in(pieces(text, size)))) == whole
    stored = text.encode()
    assert count_rows(stored[at : at + size] for at in range(0, len(stored), size)) == len(whole)


@pytest.mark.parametrize(
    "text", ["", "[", "7", '[["burn","systems",["id"],[[1]]]]', '[["insert","systems",["id"],[[1]']
)
def test_what_no_change_set_has_written_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        list(rows_in(iter([text])))


def long_entry(store: Store) -> LongEntry:
    """Write an entry of 2,000 rows and return its changes."""
    rows = tuple(Insert("systems", to_row(System(id, f"業務{id}", note="備考"))) for id in range(1, 2_001))
    store.apply(ChangeSet("取り込み", rows))
    changes = store.log(1)[0].changes
    assert isinstance(changes, LongEntry)
    return changes


def test_a_long_entry_is_read_as_far_as_it_is_looked_at(store: Store) -> None:
    changes = long_entry(store)
    read: list[str] = []
    store._connection.set_trace_callback(read.append)
    assert [change.id for change in islice(changes, 3)] == [1, 2, 3]
    store._connection.set_trace_callback(None)
    assert read == [], "its text is not selected again"
    assert len(changes) == 2_000
    assert (changes[1_999].id, changes[-1].id, len(changes[10:20])) == (2_000, 2_000, 10)
    with pytest.raises(IndexError):
        changes[2_000]


def test_edits_go_on_while_a_long_entry_is_looked_at(store: Store) -> None:
    looking = iter(long_entry(store))
    next(looking)
    store.apply(ChangeSet("備考", (Update("systems", 1, {"note": "変更"}),)))
    assert sum(1 for _ in looking) == 1_999


def test_of_a_long_entry_one_record_is_told_and_what_was_deleted_is_known(store: Store) -> None:
    long_entry(store)
    store.apply(ChangeSet("団体", (Insert("municipalities", to_row(Municipality(1, "163210", "舟橋村"))),)))
    store.apply(ChangeSet("削除", tuple(Delete("systems", id) for id in range(2_000, 0, -1))))
    found = store.entries(LogFilter(rows=frozenset({("systems", 7)})), 10)
    assert [(entry.label, [change.id for change in entry.changes]) for entry in found] == [
        ("削除", [7]),
        ("取り込み", [7]),
    ]
    assert list(store.deleted_rows()["systems"]) == list(range(1, 2_001))


def test_a_long_entry_that_cannot_be_read_says_so_and_a_closed_file_tells_nothing_more(store: Store) -> None:
    changes = long_entry(store)
    store._connection.execute("UPDATE change_log SET changes = ?", ("[" * (LONG + 1),))
    (spoilt,) = store.log(1)
    assert (spoilt.label, len(spoilt.changes)) == ("(読めない記録)取り込み", 0)
    assert list(changes) == []
    store.close()
    assert list(changes) == []
