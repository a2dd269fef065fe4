"""The sample as a book, and a book that a real file follows: what operations decide must be writable and undoable."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest

from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.records import R
from core.model.registry import TABLES, table_of
from core.sample import sample
from core.storage.rows.database import open_snapshot, open_working_copy
from core.storage.rows.store import Store
from core.storage.versions.migrations import identify, migrate
from core.words.sentences import sentence
from tests.kept_openings import read_before
from tests.read_again import ReadAgain

SAMPLE = sample()


class Ledger:
    """A book and the file behind it. `do` takes a wish that must be granted, `refuse` one that must not."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.book = store.book()
        self._again = ReadAgain(store)

    def do(self, wish: ChangeSet | Faults) -> ChangeSet:
        """Write the change set and return its inverse, after trying that the inverse takes it back exactly."""
        assert isinstance(wish, ChangeSet), [sentence(fault) for fault in wish]
        if self._again.written:  # by the test itself
            assert contents(self._again.book()) == contents(self.book)
        before = self._rows(wish.tables)
        again = self.store.apply(self.store.apply(wish))
        assert self._rows(wish.tables) == before
        inverse = self.store.apply(again)
        assert self._again.written <= wish.tables
        self.book.apply(wish)
        assert contents(self._again.book()) == contents(self.book)
        return inverse

    def _rows(self, names: Iterable[str]) -> dict[str, list[tuple[object, ...]]]:
        """Return the rows of the tables as they are stored."""
        read = self.store._connection.execute
        return {name: read(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in names}

    def find(self, cls: type[R], **values: object) -> R:
        """Return the only row with these values."""
        rows: list[R] = [
            row
            for row in self.book.all(cls).values()
            if all(getattr(row, name) == value for name, value in values.items())
        ]
        assert len(rows) == 1, f"{len(rows)} {table_of(cls).name}"
        return rows[0]


def contents(book: Book) -> dict[str, dict[int, object]]:
    return {name: dict(book.all(table.record)) for name, table in TABLES.items()}


@pytest.fixture
def book() -> Book:
    """The sample in memory."""
    book = Book({})
    book.apply(SAMPLE)
    return book


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in a file, written once."""
    path = tmp_path_factory.mktemp("sample") / "ledger.db"
    database = open_working_copy(path)
    migrate(database)
    identify(database, "test")
    with closing(Store(database)) as store:
        store.apply(SAMPLE)
    return path


@pytest.fixture
def ledger(sample_database: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The sample in a file of its own."""
    database = open_snapshot(Path(copy(sample_database, tmp_path / "ledger.db")))
    database.execute("PRAGMA foreign_keys = ON")
    with closing(Store(database, read_before("the sample of operations"))) as store:
        yield Ledger(store)
