import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.model.machine.changes import ChangeSet, Update
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.rows.database import open_working_copy
from core.storage.rows.store import Store
from core.storage.versions.migrations import identify, migrate
from tests.kept_openings import looked_through_each_time


@pytest.fixture(autouse=True)
def _looked_through_each_time() -> Iterator[None]:
    """How a file is looked through is what these tests are about."""
    with looked_through_each_time():
        yield


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """The program's own folder, apart from the folder in which the test keeps its documents."""
    return Home(tmp_path / "プログラムの データ")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A user's folder; at the end nothing may lie in it but documents."""
    folder = tmp_path / "事務局 の机"
    folder.mkdir()
    yield folder
    assert [path.name for path in folder.iterdir() if path.suffix != ".anbun"] == []


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Store]]:
    """Make an empty store in memory, for tests that need many of them."""
    opened: list[sqlite3.Connection] = []
    with closing(open_working_copy(tmp_path_factory.mktemp("empty") / "ledger.db")) as db:
        migrate(db)
        identify(db, "0.1.0")

        def make() -> Store:
            connection = sqlite3.connect(":memory:", isolation_level=None)
            opened.append(connection)
            db.backup(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            return Store(connection)

        yield make
    for connection in opened:
        connection.close()


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """An empty store in memory."""
    return new_store()


@pytest.fixture
def edit() -> Callable[[LedgerFile, str], None]:
    """Write a note into the consortium, as a user would."""

    def write(file: LedgerFile, note: str) -> None:
        file.store.apply(ChangeSet(f"備考を{note}に", (Update("consortium", 1, {"note": note}),)), who="髙木")

    return write
