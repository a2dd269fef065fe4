"""What is taken back and done again stands in the log once, and the log goes on telling all of it."""

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from core.model.council import Consortium, System
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.history import LogFilter, LoggedChange
from core.model.machine.records import to_row
from core.storage.disk.places import Home
from core.storage.document.closed_log import close_log, closed_entries
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.salvage import salvage
from core.storage.rows.change_log import read_history, write_history
from core.storage.rows.logged import LONG, from_json, turned_round
from core.storage.rows.logged_kinds import Run
from core.storage.rows.repeats import WORTH, joined_again, repeating, repeats, turned
from core.storage.rows.store import Store
from tests.core.storage.rows.test_logged import runs

EMPTY = to_row(Consortium(1, "協議会"))
TIMES = 5


def rows(count: int, first: int = 1) -> ChangeSet:
    made = (System(id, f"業務{id}", note="取り込んだ行") for id in range(first, first + count))
    return ChangeSet("取り込み", tuple(Insert("systems", to_row(one)) for one in made))


def length(store: Store) -> int:
    return int(store._connection.execute("SELECT sum(length(changes)) FROM change_log").fetchone()[0])


def turn(store: Store, inverse: ChangeSet, label: str) -> ChangeSet:
    return store.apply(replace(inverse, label=label))


def test_an_import_that_is_undone_and_redone_again_and_again_stands_in_the_log_once(store: Store) -> None:
    inverse = store.apply(rows(1_000))
    once = length(store)
    for _ in range(TIMES):
        inverse = turn(store, turn(store, inverse, "元に戻す"), "やり直す")
    assert length(store) - once < 2 * TIMES * 30
    assert once > 30_000
    entries = store.log()
    assert [len(entry.changes) for entry in entries] == [1_000] * (2 * TIMES + 1)


@pytest.mark.parametrize(("count", "is_long"), [(40, False), (1_000, True)])
def test_the_log_tells_what_was_taken_back_as_if_it_stood_there(store: Store, count: int, is_long: bool) -> None:
    undo = store.apply(rows(count))
    redo = turn(store, undo, "元に戻す")
    turn(store, redo, "やり直す")
    again, back, first = store.log()
    assert (length(store) > LONG) is is_long
    assert tuple(again.changes) == tuple(first.changes)
    assert tuple(back.changes) == tuple(map(turned_round, first.changes))
    assert len(back.changes) == count
    gone = back.changes[0]
    assert (gone.id, gone.before, gone.after) == (1, to_row(System(1, "業務1", note="取り込んだ行")), None)
    found = store.entries(LogFilter(rows=frozenset({("systems", 7)})), 10)
    assert [[(one.id, one.before is None) for one in entry.changes] for entry in found] == [
        [(7, True)],
        [(7, False)],
        [(7, True)],
    ]
    assert [entry.label for entry in store.entries(LogFilter(table="systems"), 10)] == [
        "やり直す",
        "元に戻す",
        "取り込み",
    ]
    assert list(store.deleted_rows()["systems"]) == list(range(1, count + 1))


def test_updates_and_removals_are_taken_back_by_their_number_too(store: Store) -> None:
    store.apply(rows(40))
    ids = range(1, 41)
    wishes = (
        ChangeSet("備考", tuple(Update("systems", id, {"note": f"{id}番目の備考"}) for id in ids)),
        ChangeSet("削除", tuple(Delete("systems", id) for id in ids)),
    )
    for wish in wishes:
        before = store.rows()
        redo = turn(store, store.apply(wish), "元に戻す")
        assert store.rows() == before
        back, first = store.log(2)
        assert repeats(stored(store)[-1]) == (-1, True)
        assert tuple(back.changes) == tuple(map(turned_round, first.changes))
        turn(store, redo, "やり直す")
        assert repeats(stored(store)[-1]) == (-2, False)


def test_a_short_edit_and_anything_else_than_the_inverse_are_written_out(store: Store) -> None:
    undo = store.apply(rows(1))
    turn(store, undo, "元に戻す")
    assert len(stored(store)[-1]) < WORTH
    assert repeats(stored(store)[-1]) is None
    first = store.apply(rows(40))
    turn(store, replace(first, changes=first.changes[:-1]), "元に戻す")
    assert repeats(stored(store)[-1]) is None
    assert len(store.log(1)[0].changes) == 39


def stored(store: Store) -> list[str]:
    return [text for (text,) in store._connection.execute("SELECT changes FROM change_log ORDER BY id")]


@given(runs())
def test_turned_twice_changes_are_what_they_were(some: list[Run]) -> None:
    text = json.dumps(some, ensure_ascii=False, separators=(",", ":"))
    assert turned(turned(text)) == text
    assert from_json(turned(text)) == tuple(map(turned_round, reversed(from_json(text))))


def test_entries_that_are_copied_into_another_ledger_keep_what_they_have_of_another(
    store: Store, new_store: Callable[[], Store]
) -> None:
    """Of one that is not copied along the changes are written out."""
    early = store.apply(rows(40))
    late = store.apply(rows(40, 101))
    turn(store, turn(store, late, "元に戻す"), "やり直す")
    turn(store, early, "元に戻す")
    ours = new_store()
    ours.apply(rows(1, 1_001))
    ours.apply(rows(1, 1_002))
    write_history(ours._connection, read_history(store._connection, 1))
    told = [(entry.label, tuple(entry.changes)) for entry in ours.log(3)]
    assert told[1:] == [(entry.label, tuple(entry.changes)) for entry in store.log(3)[1:]]
    assert sorted(one.id for one in told[0][1]) == list(range(1, 41))
    assert [repeats(text) is None for text in stored(ours)] == [True, True, True, False, False, True]


def test_what_is_closed_off_takes_nothing_from_the_entries_that_stay(home: Home, tmp_path: Path) -> None:
    with closing(LedgerFile.new(home, rows_of_a_ledger())) as file:
        store = file.store
        undo = store.apply(rows(40))
        redo = turn(store, undo, "元に戻す")
        store._connection.execute("UPDATE change_log SET at = '2026-01-01T10:00:00+09:00'")
        turn(store, redo, "やり直す")
        told = [tuple(entry.changes) for entry in store.log(3)]
        close_log(file, "2026-01-31", tmp_path / "履歴.anbunlog", "髙木")
        assert [tuple(entry.changes) for entry in store.log(2)] == [(), told[0]]
        closed = [tuple(entry.changes) for entry in closed_entries(tmp_path / "履歴.anbunlog")]
        assert [set_of(one) for one in closed[1:]] == [set_of(told[2]), set_of(told[1])]
        assert store.sieve.found_in_log(is_thorough=True) == ()


def rows_of_a_ledger() -> ChangeSet:
    return ChangeSet("作成", (Insert("consortium", EMPTY),))


def set_of(changes: tuple[LoggedChange, ...]) -> list[str]:
    return sorted(map(repr, changes))


def test_an_entry_whose_other_is_gone_bears_the_mark_and_is_mended(store: Store) -> None:
    turn(store, store.apply(rows(40)), "元に戻す")
    store._connection.execute("DELETE FROM change_log WHERE id = 1")
    store = Store(store._connection)
    assert [one.id for one in store.sieve.found()] == [2]
    (entry,) = store.log()
    assert (entry.label, tuple(entry.changes)) == ("(読めない記録)元に戻す", ())
    store.mend()
    assert store.sieve.found() == ()


def test_of_a_damaged_file_the_distances_are_those_of_what_is_left() -> None:
    left = {1: "[1]", 4: "[4]", 9: repeating(-8, True), 11: repeating(-7, False), 12: repeating(-2, True)}
    assert joined_again(left) == {
        1: "[1]",
        4: "[4]",
        9: repeating(-2, True),
        11: repeating(-2, False),
        12: "[]",
    }


def test_a_rescued_file_tells_what_was_taken_back(home: Home, desk: Path, tmp_path: Path) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home, rows_of_a_ledger())) as file:
        turn(file.store, file.store.apply(rows(40)), "元に戻す")
        file.save_as(path)
        told = [tuple(entry.changes) for entry in file.store.log(2)]
    found = salvage(path.read_bytes(), tmp_path)
    with closing(LedgerFile.new(home, found.content, found.document_id, found.history)) as again:
        assert [tuple(entry.changes) for entry in again.store.log(3)[1:]] == told
