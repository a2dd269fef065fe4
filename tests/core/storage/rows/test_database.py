import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.storage.rows.database import open_beside, open_still, open_working_copy

STRANGE = "台帳 100%25#1&a=b;髙'𠮷.db"


def test_strange_names_are_the_files_own(tmp_path: Path) -> None:
    path = tmp_path / "フォル ダ#2" / STRANGE
    path.parent.mkdir()
    with closing(open_working_copy(path)) as db:
        db.execute("CREATE TABLE t (a TEXT) STRICT")
        with closing(open_beside(path)) as beside:
            assert beside.execute("SELECT name FROM sqlite_schema").fetchall() == [("t",)]
    assert [file.name for file in path.parent.iterdir()] == [STRANGE]
    with closing(open_still(path)) as still:
        assert still.execute("SELECT name FROM sqlite_schema").fetchall() == [("t",)]


def test_a_file_whose_path_is_too_long_for_sqlite_is_read_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*(letter * 80 for letter in "あいう"))
    try:
        folder.mkdir(parents=True)
    except OSError:
        return  # Windows without long paths
    with closing(open_working_copy(tmp_path / "ledger.db")) as db:
        db.execute("CREATE TABLE t (a TEXT) STRICT")
    path = (tmp_path / "ledger.db").rename(folder / "台帳.anbun")
    with closing(open_still(path)) as still:
        assert still.execute("SELECT name FROM sqlite_schema").fetchall() == [("t",)]
        with pytest.raises(sqlite3.OperationalError):
            still.execute("CREATE TABLE u (a)")
    path.unlink()
    with pytest.raises(OSError):
        open_still(path)


def test_a_working_copy_keeps_what_is_committed_and_checks_references(tmp_path: Path) -> None:
    with closing(open_working_copy(tmp_path / "ledger.db")) as db:
        settings = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("open_to_read", [open_beside, open_still])
def test_reading_never_writes_and_never_makes_a_file(tmp_path: Path, open_to_read: type[sqlite3.Connection]) -> None:
    path = tmp_path / "ledger.db"
    with pytest.raises(sqlite3.OperationalError), closing(open_to_read(path)) as connection:
        connection.execute("SELECT 1 FROM sqlite_schema")
    assert not path.exists()
    open_working_copy(path).close()
    with closing(open_to_read(path)) as connection, pytest.raises(sqlite3.OperationalError):
        connection.execute("CREATE TABLE t (a)")
