"""Files of earlier versions: backed up, migrated in their copy, looked at, and only replaced by a save."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.calc.allocation.allocate import allocate
from core.calc.allocation.item import View
from core.model.machine.changes import ChangeSet, Update
from core.storage.disk.errors import Damaged
from core.storage.disk.places import Home
from core.storage.document import opening, recognition
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.document.recognition import check_content
from core.storage.rows.database import open_still
from core.storage.rows.digest import schema_hash
from core.storage.versions import migrations
from core.storage.versions.migrations import SCHEMA_HASHES, SCHEMA_VERSION, VERSIONS, migrate
from core.version import ROOT

RELEASED = sorted((ROOT / "tests" / "data").glob("schema_*.anbun"), key=lambda path: int(path.stem.split("_")[1]))
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


@pytest.fixture
def saved(home: Home, desk: Path) -> Path:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
    return path


@pytest.fixture
def newer_version(monkeypatch: pytest.MonkeyPatch) -> int:
    """A program that is one version ahead."""
    version = SCHEMA_VERSION + 1

    def newer(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE trial (id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr(migrations, "VERSIONS", (*VERSIONS, ("of_a_test", newer, "")))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        monkeypatch.setitem(SCHEMA_HASHES, version, schema_hash(db))
    for module in (migrations, opening, recognition):
        monkeypatch.setattr(module, "SCHEMA_VERSION", version)
    return version


def version_of(path: Path) -> int:
    with closing(open_still(path)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def test_an_older_file_is_backed_up_once_however_often_it_is_opened(
    home: Home, desk: Path, saved: Path, newer_version: int
) -> None:
    for access in (Access.READ, Access.COPY, Access.READ):
        LedgerFile.open(home, saved, access).close()
        assert not list(home.backups.rglob("*.anbun"))
    for _ in range(3):
        LedgerFile.open(home, saved).close()
    assert len(list(home.backups.rglob("*_更新前_*.anbun"))) == 1


def test_an_older_file_is_backed_up_and_replaced_by_saving_only(
    home: Home, desk: Path, saved: Path, newer_version: int
) -> None:
    old = saved.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file:
        (backup,) = home.backups.rglob("*_更新前_*.anbun")
        assert backup.read_bytes() == saved.read_bytes() == old
        file.store.apply(ChangeSet("", (Update("consortium", 1, {"note": "新しい版で"}),)))
        file.save()
    assert version_of(saved) == newer_version
    check_content(saved)
    check_content(backup)
    with closing(LedgerFile.open(home, saved)) as file:
        assert file.store.book().consortium.note == "新しい版で"
    assert len(list(home.backups.rglob("*_更新前_*.anbun"))) == 1


def test_a_migration_that_loses_rows_is_refused(
    home: Home, saved: Path, newer_version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = saved.read_bytes()
    *before, (name, _, _) = migrations.VERSIONS
    losing = (name, lambda db: db.execute("DELETE FROM consortium"), "")
    monkeypatch.setattr(migrations, "VERSIONS", (*before, losing))
    with pytest.raises(Damaged) as raised:
        LedgerFile.open(home, saved)
    assert raised.value.rule == "migration_failed"
    assert saved.read_bytes() == old
    assert not list(home.work.iterdir())


def test_there_is_a_file_of_every_released_version() -> None:
    assert [path.stem for path in RELEASED] == [f"schema_{number}" for number in range(1, SCHEMA_VERSION + 1)]


@pytest.fixture(scope="module")
def tables_of_a_new_one() -> list[list[str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db)
        return _without_spaces(db.execute(SCHEMA).fetchall())


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_file_of_a_released_version_opens_says_what_it_said_and_has_the_tables_of_a_new_one(
    home: Home, path: Path, tmp_path: Path, tables_of_a_new_one: list[list[str]]
) -> None:
    before = path.read_bytes()
    with closing(LedgerFile.open(home, path)) as file:
        assert _without_spaces(file.store._connection.execute(SCHEMA).fetchall()) == tables_of_a_new_one
        totals = allocate(file.store.book()).totals[View.MAX]
        assert (totals.shares, totals.total) == ((9_400_000, 0, 8_500_000, 400_000, 1_320_000, 0), 19_620_000)
        file.save_as(tmp_path / "今の版.anbun")
    assert version_of(tmp_path / "今の版.anbun") == SCHEMA_VERSION
    assert path.read_bytes() == before


def _without_spaces(rows: list[tuple[str | None, ...]]) -> list[list[str]]:
    return [[" ".join((text or "").split()) for text in row] for row in rows]
