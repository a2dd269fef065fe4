import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from core.model.council import MunicipalityKind
from core.model.machine.records import column_types
from core.model.machine.table import Table
from core.model.registry import TABLES, references_of
from core.storage.rows.database import open_still, open_working_copy
from core.storage.rows.digest import schema_hash
from core.storage.versions import migrations
from core.storage.versions.application_id import APPLICATION_ID
from core.storage.versions.migrations import (
    SCHEMA_HASHES,
    SCHEMA_VERSION,
    VERSIONS,
    identify,
    migrate,
)
from core.version import ROOT

each_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with closing(open_working_copy(tmp_path_factory.mktemp("schema") / "ledger.db")) as db:
        migrate(db)
        yield db


def stored_as(kind: type) -> str:
    if kind is bytes:
        return "BLOB"
    return "INTEGER" if kind in {int, bool} else "TEXT"


def test_what_a_ledger_of_each_version_is_made_of_is_known(schema: sqlite3.Connection) -> None:
    assert list(SCHEMA_HASHES) == list(range(1, SCHEMA_VERSION + 1))
    assert schema_hash(schema) == SCHEMA_HASHES[SCHEMA_VERSION]
    for version, known in SCHEMA_HASHES.items():
        with closing(open_still(ROOT / "tests" / "data" / f"schema_{version}.anbun")) as connection:
            assert schema_hash(connection) == known, version


def test_sqlite_utils_makes_a_ledger_of_the_very_same_parts(schema: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrations._bring_up_to_date(db)
        assert schema_hash(db) == schema_hash(schema)


@each_table
def test_a_table_has_the_columns_of_its_record(schema: sqlite3.Connection, table: Table) -> None:
    columns = schema.execute(f"PRAGMA table_info({table.name})").fetchall()
    found = {name: (kind, not required) for _, name, kind, required, _, key in columns if not key}
    expected = {name: (stored_as(kind), optional) for name, (kind, optional) in column_types(table.record).items()}
    assert expected.pop("id") == ("INTEGER", False)
    assert found == expected
    assert {name for _, name, *_ in columns} == set(column_types(table.record))


@each_table
def test_a_table_is_strict_and_never_uses_an_id_again(schema: sqlite3.Connection, table: Table) -> None:
    (sql,) = schema.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,)).fetchone()
    assert sql.rstrip().endswith("STRICT")
    assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql


@each_table
def test_no_two_rows_share_the_key_of_the_table(schema: sqlite3.Connection, table: Table) -> None:
    unique = [name for _, name, is_unique, *_ in schema.execute(f"PRAGMA index_list({table.name})") if is_unique]
    keys = [tuple(column for *_, column in schema.execute(f"PRAGMA index_info({name})")) for name in unique]
    assert keys == ([table.keys] if table.keys else [])


@each_table
def test_the_words_of_a_column_are_those_of_the_model(schema: sqlite3.Connection, table: Table) -> None:
    (sql,) = schema.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,)).fetchone()
    for name, (kind, _) in column_types(table.record).items():
        if issubclass(kind, StrEnum):
            words = ", ".join(f"'{word.value}'" for word in kind)
            assert f"CHECK ({name} IN ({words}))" in " ".join(sql.split()).replace("( '", "('"), name


@each_table
def test_references_are_checked_at_the_end_delete_nothing_and_are_found_fast(
    schema: sqlite3.Connection, table: Table
) -> None:
    (sql,) = schema.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table.name,)).fetchone()
    references = schema.execute(f"PRAGMA foreign_key_list({table.name})").fetchall()
    assert sql.count("DEFERRABLE INITIALLY DEFERRED") == len(references)
    indexes = [name for _, name, *_ in schema.execute(f"PRAGMA index_list({table.name})")]
    first = {schema.execute(f"PRAGMA index_info({name})").fetchone()[2] for name in indexes} | {"id"}
    for _, _, target, column, to, on_update, on_delete, _ in references:
        assert target in TABLES
        assert (to, on_update, on_delete) == ("id", "NO ACTION", "NO ACTION")
        assert column in first or table.name == "consortium"  # a single row needs no index
    assert {column for _, _, _, column, *_ in references} == set(references_of(table.record))


def test_a_new_file_says_whose_it_is_and_of_which_version(tmp_path: Path) -> None:
    with closing(open_working_copy(tmp_path / "ledger.db")) as db:
        migrate(db)
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    header = (tmp_path / "ledger.db").read_bytes()[:100]
    assert header[68:72] == b"ANBU"


def test_migrating_a_file_of_this_version_changes_nothing(tmp_path: Path) -> None:
    with closing(open_working_copy(tmp_path / "ledger.db")) as db:
        migrate(db)
        identify(db, "0.1.0")
        before = list(db.iterdump())
        migrate(db)
        assert list(db.iterdump()) == before


def test_every_new_document_has_an_id_of_its_own(tmp_path: Path) -> None:
    ids = set()
    for name in ("a.db", "b.db"):
        with closing(open_working_copy(tmp_path / name)) as db:
            migrate(db)
            identify(db, "0.1.0")
            ids.add(db.execute("SELECT document_id FROM meta").fetchone()[0])
    assert len(ids) == 2


def test_referred_tables_come_first(schema: sqlite3.Connection) -> None:
    order = list(TABLES)
    circular = {("customizations", "options"), ("customizations", "customizations")}
    circular |= {("bodies", "bodies"), ("tasks", "tasks")}
    for table in order:
        for _, _, target, *_ in schema.execute(f"PRAGMA foreign_key_list({table})"):
            assert (table, target) in circular or order.index(target) < order.index(table)


def test_the_migrations_are_numbered_without_a_gap() -> None:
    assert [int(name[1:4]) for name, _, _ in VERSIONS] == list(range(1, SCHEMA_VERSION + 1))


def test_a_new_file_is_made_just_as_sqlite_utils_makes_it(tmp_path: Path, schema: sqlite3.Connection) -> None:
    library = Migrations("anbuncho")

    def version(number: int, lead_to: Callable[[sqlite3.Connection], None]) -> Callable[[Database], None]:
        def migration(db: Database) -> None:
            lead_to(db.conn)
            db.execute(f"PRAGMA user_version = {number}")

        return migration

    with closing(open_working_copy(tmp_path / "ledger.db")) as connection:
        database = Database(connection, execute_plugins=False)
        for number, (name, lead_to, _) in enumerate(VERSIONS, 1):
            library(name=name)(version(number, lead_to))
        library.apply(database)
        parts = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid"
        assert schema.execute(parts).fetchall() == connection.execute(parts).fetchall()
        noted = "SELECT id, migration_set, name, length(applied_at) FROM _sqlite_migrations ORDER BY id"
        assert schema.execute(noted).fetchall() == connection.execute(noted).fetchall()
        assert library.pending(Database(schema, execute_plugins=False)) == []


def test_the_blank_ledger_that_is_kept_is_the_one_that_is_made() -> None:
    """tests/data/make_schema.py keeps it; without it making a ledger would take longer, and an older one be wrong."""
    dumps = []
    for content in (migrations.kept(migrations.BLANK), migrations.made_blank()):
        with closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(content)
            db.execute("UPDATE _sqlite_migrations SET applied_at = ''")
            parts = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema").fetchall()
            dumps.append((parts, list(db.iterdump()), db.execute("PRAGMA user_version").fetchone()))
    assert dumps[0] == dumps[1]


def test_a_blank_ledger_that_is_missing_spoilt_or_of_other_versions_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = migrations.BLANK.read_bytes()
    path = tmp_path / "blank"
    monkeypatch.setattr(migrations, "BLANK", path)
    assert migrations.kept(path) == b""
    for content in (there[:-9], b"", b"0" * 64 + there[64:]):
        path.write_bytes(content)
        assert migrations.kept(path) == b""
    path.write_bytes(there)
    assert migrations.kept(path, VERSIONS[:-1]) == b""
    assert migrations.kept(path)


def test_a_new_file_that_fails_half_way_is_left_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_db: sqlite3.Connection) -> None:
        raise OSError("full")

    monkeypatch.setattr(migrations, "VERSIONS", (*VERSIONS, ("m999_fails", fail, "")))
    with closing(open_working_copy(tmp_path / "ledger.db")) as db:
        with pytest.raises(OSError, match="full"):
            migrate(db)
        assert list(db.iterdump()) == ["BEGIN TRANSACTION;", "COMMIT;"]


@pytest.mark.window
def test_opening_and_making_a_ledger_load_no_library_of_tables() -> None:
    """It takes a tenth of the window's start; only a file of an older version needs it."""
    program = """
import sys, tempfile
from pathlib import Path
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
import ui.shell.app
with tempfile.TemporaryDirectory() as folder:
    home = Home(Path(folder))
    file = LedgerFile.new(home, sample())
    file.save_as(Path(folder) / "new.anbun")
    file.close()
    LedgerFile.open(home, Path(folder) / "new.anbun").close()
print([name for name in sys.modules if name.split(".")[0] in {"sqlite_utils", "click", "pluggy", "dateutil"}])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_member_of_any_kind_stands_in_a_file_of_any_version(tmp_path: Path, version: int) -> None:
    path = tmp_path / "台帳.anbun"
    path.write_bytes((ROOT / "tests" / "data" / f"schema_{version}.anbun").read_bytes())
    with closing(open_working_copy(path)) as db:
        migrate(db)
        for at, kind in enumerate(MunicipalityKind):
            row = (f"99999{at}", f"団体{at}", kind.value)
            db.execute(
                "INSERT INTO municipalities (code, name, kana, kind, label, position, note)"
                " VALUES (?, ?, '', ?, '', 0, '')",
                row,
            )
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE municipalities SET kind = 'country'")
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    with closing(sqlite3.connect(path)) as db:
        kinds = {kind for (kind,) in db.execute("SELECT kind FROM municipalities")}
    assert kinds == {kind.value for kind in MunicipalityKind}
