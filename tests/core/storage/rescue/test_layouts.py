"""Rows that are shorter than today's columns, and columns that stand in another order than the record's."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.model.council import Scope, System
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.layouts import columns_in
from core.storage.rescue.salvage import Salvage, salvage
from core.storage.rescue.sqlite_pages import PAGE

SYSTEMS = [System(n, f"業務{n}", "𠮷野部会", position=n) for n in range(1, 121)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with business areas."""
    path = tmp_path / "台帳.anbun"
    with closing(LedgerFile.new(Home(tmp_path / "home"))) as file:
        file.store.apply(ChangeSet("追加", tuple(Insert("systems", to_row(one)) for one in SYSTEMS)))
        file.save_as(path)
    return path


def with_columns_added_later(path: Path, kept: str, added: dict[str, str]) -> bytes:
    """Make the table of systems anew: its rows are written while it has the columns `kept`, the others come after."""
    with closing(sqlite3.connect(path)) as db:
        definitions = {
            name: f"{name} {kind} NOT NULL" for _, name, kind, *_ in db.execute("PRAGMA table_info(systems)")
        }
        definitions["id"] = "id INTEGER PRIMARY KEY AUTOINCREMENT"
        columns = [name.strip() for name in kept.split(",")]
        db.execute(f"CREATE TABLE younger ({', '.join(definitions[name] for name in columns)}) STRICT")
        db.execute(f"INSERT INTO younger ({kept}) SELECT {kept} FROM systems")
        db.execute("DROP TABLE systems")
        db.execute("ALTER TABLE younger RENAME TO systems")
        for name, default in added.items():
            db.execute(f"ALTER TABLE systems ADD COLUMN {definitions[name]} DEFAULT {default}")
        db.commit()
        db.execute("VACUUM")
    return path.read_bytes()


def saved_systems(found: Salvage) -> dict[int, dict[str, object]]:
    return {
        change.id: dict(change.values)
        for change in found.content.changes
        if isinstance(change, Insert) and change.table == "systems"
    }


def test_rows_older_than_a_column_come_back_with_its_default(ledger: Path, tmp_path: Path) -> None:
    content = with_columns_added_later(ledger, "id, name, subcommittee, scope, position", {"note": "''"})
    found = salvage(content, tmp_path / "scratch")
    assert saved_systems(found) == {one.id: to_row(one) for one in SYSTEMS}
    assert all(account.is_whole for account in found.accounts if account.table == "systems")


def test_the_physical_order_of_the_columns_is_the_files_own_matter(ledger: Path, tmp_path: Path) -> None:
    content = with_columns_added_later(
        ledger, "id, position, name, note", {"scope": "'in_scope'", "subcommittee": "'部会'"}
    )
    found = salvage(content, tmp_path / "scratch")
    rows = saved_systems(found)
    assert list(rows) == [one.id for one in SYSTEMS]
    assert {row["subcommittee"] for row in rows.values()} == {"部会"}
    assert {(row["scope"], row["note"]) for row in rows.values()} == {(Scope.IN_SCOPE, "")}


def test_a_column_that_the_file_never_had_means_its_default(ledger: Path, tmp_path: Path) -> None:
    content = with_columns_added_later(ledger, "id, name, scope, position", {})
    rows = saved_systems(salvage(content, tmp_path / "scratch"))
    assert rows == {one.id: {**to_row(one), "subcommittee": ""} for one in SYSTEMS}


def test_rows_that_no_table_leads_to_are_not_padded_into_another_table(ledger: Path, tmp_path: Path) -> None:
    """A business area could be the beginning of a longer row: what no default explains is not taken for one."""
    content = ledger.read_bytes()
    with closing(sqlite3.connect(ledger)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'systems'").fetchone()
    broken = content[: (root - 1) * PAGE] + bytes(PAGE) + content[root * PAGE :]
    found = salvage(broken, tmp_path / "scratch")
    saved = {account.table: account.saved for account in found.accounts if account.saved}
    assert saved["systems"] == len(SYSTEMS)
    assert set(saved) == {"systems", "consortium", "tax_rates", "scenarios", "change_log"} & set(saved) | {"systems"}


@pytest.mark.parametrize(
    ("definition", "columns"),
    [
        ("CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT)", {"id": "", "name": ""}),
        ("CREATE TABLE a (id INTEGER, b TEXT CHECK (b IN ('x', 'y(,')), UNIQUE (b, id)) STRICT", {"id": "", "b": ""}),
        ("CREATE TABLE a (\n [id] INTEGER,\n `b` TEXT DEFAULT 'a,b', c INTEGER)", {"id": "", "b": "'a,b'", "c": ""}),
        ("CREATE TABLE a (id INTEGER, b INTEGER NOT NULL default -3)", {"id": "", "b": "-3"}),
        ("CREATE TABLE a", {}),
        ("", {}),
        ("))((", {}),
    ],
)
def test_the_columns_of_a_definition_are_read_without_carrying_it_out(definition: str, columns: dict[str, str]) -> None:
    assert columns_in(definition) == columns
    assert list(columns_in(definition)) == list(columns)
