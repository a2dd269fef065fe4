"""What nobody's change set has written into the change log is named, marked and mended, wherever it stands."""

import json
from typing import Any

import pytest
from hypothesis import given

from core.model.council import System
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.storage.rows import log_check
from core.storage.rows.log_check import faults_in_log
from core.storage.rows.logged import LONG, from_json
from core.storage.rows.logged_kinds import UNREADABLE, Run, are_possible
from core.storage.rows.store import Store
from tests.core.storage.rows.test_logged import long_entry, runs

IMPOSSIBLE = {
    "no JSON": "{",
    "no list": '{"a": 1}',
    "NaN": '[["insert","systems",["id","position"],[[1,NaN]]]]',
    "a number beyond all numbers": '[["insert","systems",["id","position"],[[1,1e999999999]]]]',
    "a fraction": '[["insert","systems",["id","position"],[[1,1.5]]]]',
    "a number of too many digits": f'[["insert","systems",["id","position"],[[1,{"9" * 5_000}]]]]',
    "a number that SQLite has not": f'[["insert","systems",["id","position"],[[1,{2**63}]]]]',
    "yes": '[["insert","systems",["id","position"],[[1,true]]]]',
    "a text for a number": '[["insert","systems",["id","position"],[[1,"x"]]]]',
    "a number for a text": '[["update","systems",["name"],[[1,["a"],[5]]]]]',
    "a list for a text": '[["update","systems",["name"],[[1,["a"],[["b"]]]]]]',
    "an id that is none": '[["insert","systems",["id","name"],[["1","a"]]]]',
    "no id": '[["insert","systems",["name"],[["a"]]]]',
    "an unknown table": '[["insert","spies",["id"],[[1]]]]',
    "an unknown column": '[["insert","systems",["id","secret"],[[1,"a"]]]]',
    "an unknown verb": '[["burn","systems",["id"],[[1]]]]',
    "too few values": '[["insert","systems",["id","name"],[[1]]]]',
    "one side": '[["update","systems",["name"],[[1,["a"]]]]]',
    "nested beyond all depth": "[" * 50_000,
    "half a letter": '[["insert","systems",["id","name"],[[1,"\\ud800"]]]]',
    "other bytes": '[["insert","systems",["id","name"],[[1,{"sha256":"a","length":1}]]]]',
    "bytes without length": '[["insert","sheet_files",["id","content"],[[1,{"sha256":"a"}]]]]',
}
cases = pytest.mark.parametrize("text", IMPOSSIBLE.values(), ids=IMPOSSIBLE)


def spoil(store: Store, text: str, id: int = 1) -> Store:
    """Spoil an entry and return the store as who opens the file has it."""
    store._connection.execute("UPDATE change_log SET changes = ? WHERE id = ?", (text, id))
    return Store(store._connection)


def filled(store: Store) -> Store:
    store.apply(ChangeSet("業務を追加", (Insert("systems", to_row(System(1, "業務"))),)))
    return store


@cases
def test_it_is_found_marked_and_mended(store: Store, text: str) -> None:
    store = spoil(filled(store), text)
    ((table, id, column),) = [(one.table, one.id, one.column) for one in store.sieve.found()]
    assert (table, id, column) == ("change_log", 1, "changes")
    (entry,) = store.log()
    assert (entry.label, tuple(entry.changes)) == ("(読めない記録)業務を追加", ())
    store.deleted_rows()
    store.mend()
    assert store.sieve.found() == ()
    assert list(faults_in_log(store._connection)) == []
    assert [(one.label, tuple(one.changes)) for one in store.log()] == [("(読めない記録)業務を追加", ())]


@given(runs())
def test_whatever_a_change_set_has_written_is_possible(some: list[Run]) -> None:
    assert are_possible(json.dumps(some, ensure_ascii=False, separators=(",", ":")))


@cases
def test_asked_row_by_row_it_is_refused_as_well(text: str) -> None:
    if "\\ud800" in text:
        with pytest.raises(ValueError):
            from_json(text)
        return
    assert not are_possible(text)
    with pytest.raises(UNREADABLE):
        from_json(text)


@pytest.mark.parametrize("huge", [False, True])
def test_a_long_entry_damaged_in_its_middle_bears_the_mark(
    store: Store, monkeypatch: pytest.MonkeyPatch, huge: bool
) -> None:
    long_entry(store)
    if huge:
        monkeypatch.setattr(log_check, "HUGE", LONG)
    (text,) = store._connection.execute("SELECT changes FROM change_log").fetchone()
    at = text.index('[1000,"')
    store = spoil(store, text[:at] + "[1000,5" + text[at + len('[1000,"') :])
    (entry,) = store.log()
    assert entry.label == "(読めない記録)取り込み"
    assert 900 < sum(1 for _ in entry.changes) < 1_000, "it tells its changes up to the damage"


def test_a_huge_entry_that_is_json_and_no_entry_is_found_by_whoever_checks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_entry(store)
    monkeypatch.setattr(log_check, "HUGE", LONG)
    (text,) = store._connection.execute("SELECT changes FROM change_log").fetchone()
    store = spoil(store, text.replace('"業務1000"', "5"))
    assert store.sieve.found() == ()
    assert [one.column for one in store.sieve.found_in_log(is_thorough=True)] == ["changes"]
    assert store.log()[0].label == "(読めない記録)取り込み"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("change_log", "at", "9999-99-99T00:00:00"),
        ("change_log", "at", "昨日"),
        ("change_log", "who", "長" * 10_001),
        ("change_log", "label", "一\0二"),
        ("saves", "at", "2010-02-30T10:00:00"),
    ],
)
def test_times_and_words_of_the_log_are_asked_too(store: Store, table: str, column: str, value: Any) -> None:
    filled(store).note_save(1, "2026-11-25T10:00:00+09:00")
    store._connection.execute(f"UPDATE {table} SET {column} = ?", (value,))
    assert [(one.table, one.id, one.column, one.value) for one in store.sieve.found()] == [(table, 1, column, value)]
    store.mend()
    assert list(faults_in_log(store._connection)) == []
    (entry,) = store.log()
    assert entry.label.replace("一二", "") in {"業務を追加", ""}
