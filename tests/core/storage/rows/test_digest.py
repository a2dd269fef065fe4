import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.storage.rows import digest
from core.storage.rows.database import open_snapshot, open_still, open_working_copy
from core.storage.rows.digest import _ascii, _hash, _queries, content_hash, is_content_hash, log_words, records_hash
from core.storage.rows.heard import HeardTables
from core.storage.versions.migrations import identify, migrate

SYSTEMS = "INSERT INTO systems (id, name, subcommittee, scope, position, note) VALUES (?, ?, '', 'in_scope', 0, '')"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_working_copy(tmp_path / "ledger.db")) as db:
        migrate(db)
        identify(db, "0.1.0")
        yield db


def test_the_order_in_which_rows_were_written_does_not_matter(database: sqlite3.Connection) -> None:
    database.executemany(SYSTEMS, [(1, "住民記録"), (2, "選挙")])
    before = content_hash(database), records_hash(database)
    database.execute("DELETE FROM systems")
    database.executemany(SYSTEMS, [(2, "選挙"), (1, "住民記録")])
    database.execute("VACUUM")
    assert (content_hash(database), records_hash(database)) == before


def test_values_that_look_alike_have_different_hashes(database: sqlite3.Connection) -> None:
    hashes = set()
    database.execute("CREATE TABLE anything (value ANY) STRICT")
    texts = ("1", "null", "", "髙", "高", "葛", "葛\U000e0100", "a\0b", "a\0c", '{"sha256":"00"}')
    values: list[object] = [1, None, b"1", b"", *texts]
    for value in values:
        database.execute("DELETE FROM anything")
        database.execute("INSERT INTO anything VALUES (?)", (value,))
        hashes.add(content_hash(database))
    assert len(hashes) == len(values)


def test_a_value_cannot_move_to_the_next_row_unnoticed(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE anything (a ANY, b ANY) STRICT")
    hashes = set()
    for rows in ([("x", "y"), ("", "")], [("x", ""), ("y", "")], [("x],[y", ""), ("", "")], [("x", "y")]):
        database.execute("DELETE FROM anything")
        database.executemany("INSERT INTO anything VALUES (?, ?)", rows)
        hashes.add(content_hash(database))
    assert len(hashes) == 4


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meta SET revision = revision + 1",
        "UPDATE meta SET document_id = 'another'",
        "INSERT INTO change_log (at, who, pc, label, changes) VALUES ('', '', '', '', '[]')",
        "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'systems'",
        "UPDATE systems SET position = 1",
        "CREATE VIEW more AS SELECT 1",
    ],
)
def test_the_hash_of_the_content_notices_every_change(database: sqlite3.Connection, statement: str) -> None:
    database.execute(SYSTEMS, (1, "住民記録"))
    before = content_hash(database)
    database.execute(statement)
    assert content_hash(database) != before


TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from('"\\/,[]\x00\x01\x02\x08\x1f\x7f\x80髙𠮷\U000e0100'))
INTEGERS = st.integers(-(2**63), 2**63 - 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.dictionaries(st.integers(1, 2**40), st.tuples(TEXTS, TEXTS, INTEGERS), max_size=8))
def test_rows_as_sqlite_words_them_have_the_same_hash(
    database: sqlite3.Connection, rows: dict[int, tuple[str, str, int]]
) -> None:
    database.execute("DELETE FROM systems")
    statement = "INSERT INTO systems (id, name, subcommittee, scope, position, note) VALUES (?, ?, ?, 'in_scope', ?, ?)"
    database.execute("DELETE FROM change_log")
    entry = "INSERT INTO change_log (id, at, who, pc, label, changes) VALUES (?, '', ?, '', ?, ?)"
    for id, (name, note, position) in rows.items():
        database.execute(statement, (id, f"{id} {name}", note, position, name))
        database.execute(entry, (id, name, note, note * 100))
    assert _hash(database, _queries(database), HeardTables(), lambda: log_words(database)) == content_hash(database)


def test_as_many_rows_as_are_worded_at_once_and_one_more_have_the_same_hash(
    database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "_CHUNK", 5)
    monkeypatch.setattr(digest, "_PIECE", 7)
    for count in (4, 5, 6, 10, 11):
        database.execute("DELETE FROM systems")
        database.executemany(SYSTEMS, [(3 * at, f"業務{at}") for at in range(1, count + 1)])
        database.execute("INSERT INTO change_log (at, who, pc, label, changes) VALUES ('', '', '', '住民記録𠮷', '[]')")
        assert _hash(database, _queries(database), HeardTables(), lambda: log_words(database)) == content_hash(database)


def test_letters_of_the_log_that_are_none_are_told_as_the_fault_of_the_file(database: sqlite3.Connection) -> None:
    kept = content_hash(database)
    spoilt = "INSERT INTO change_log (at, who, pc, label, changes) VALUES ('', '', '', CAST(x'e4bd' AS TEXT), '[]')"
    database.execute(spoilt)
    with pytest.raises(sqlite3.Error):
        is_content_hash(database, kept, HeardTables(), lambda: log_words(database))


def test_a_hash_that_sqlite_cannot_word_is_found_row_by_row(database: sqlite3.Connection) -> None:
    database.execute(SYSTEMS, (1, "住民記録"))
    kept = content_hash(database)

    def without_json(action: int, _first: str | None, name: str | None, *_: str | None) -> int:
        is_json = action == sqlite3.SQLITE_FUNCTION and name == "json_array"
        return sqlite3.SQLITE_DENY if is_json else sqlite3.SQLITE_OK

    database.set_authorizer(without_json)
    assert is_content_hash(database, kept)
    assert not is_content_hash(database, kept[::-1])
    assert not is_content_hash(database, None)
    database.set_authorizer(None)


def test_the_hash_does_not_depend_on_where_it_is_kept(database: sqlite3.Connection) -> None:
    before = content_hash(database)
    database.execute("UPDATE meta SET content_hash = ?", (before,))
    assert content_hash(database) == before


def test_the_hash_of_the_records_is_blind_to_how_they_came_to_be(database: sqlite3.Connection) -> None:
    before = records_hash(database)
    database.execute("UPDATE meta SET revision = 7")
    database.execute("INSERT INTO change_log (at, who, pc, label, changes) VALUES ('', '', '', '', '[]')")
    assert records_hash(database) == before
    database.execute(SYSTEMS, (1, "住民記録"))
    assert records_hash(database) != before


@pytest.mark.parametrize("listens", [True, False])
def test_pages_without_end_are_damaged_and_hang_nobody(tmp_path: Path, listens: bool) -> None:
    """One number in the page of an empty table: SQLite then gives the same rows again and again: the long
    run of spoilt files found it."""
    path = tmp_path / "台帳.db"
    with closing(open_snapshot(path)) as db:
        migrate(db)
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'cost_lines'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4_096 + 3 : (page - 1) * 4_096 + 5] = (32).to_bytes(2, "big")
    path.write_bytes(content)
    with closing(open_still(path)) as db:
        queries = _queries(db)
        with pytest.raises(sqlite3.DatabaseError):
            _hash(db, queries, HeardTables() if listens else None)


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example('×\x7f\x80ÿ\\"𠮷\U0010ffff\\xd7')
def test_letters_are_escaped_as_json_escapes_them(text: str) -> None:
    assert _ascii(json.dumps(text, ensure_ascii=False)) == json.dumps(text).encode()
