import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.jobs import new
from core.jobs.new import NAME, SAMPLE, made_sample, new_ledger
from core.model.council import Municipality
from core.sample import sample
from core.storage.disk.places import Home, this_pc
from core.storage.document.ledger_file import LedgerFile
from core.storage.versions.migrations import kept
from core.version import version


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_a_new_ledger_is_one_council_without_members_and_has_no_file(home: Home) -> None:
    with closing(new_ledger(home)) as file:
        assert (file.path, file.is_dirty) == (None, False)
        assert file.store.book().consortium.name == NAME
        assert not file.store.book().all(Municipality)


def test_the_sample_has_its_six_municipalities(home: Home) -> None:
    with closing(new_ledger(home, with_sample=True)) as file:
        assert (file.path, file.is_dirty) == (None, False)
        assert len(file.store.book().all(Municipality)) == 6


def test_the_sample_that_is_kept_is_the_one_that_its_texts_make() -> None:
    """After a change of the texts, or of what records say: python tests/data/make_schema.py."""
    dumps = []
    for content in (kept(SAMPLE), made_sample()):
        with closing(sqlite3.connect(":memory:")) as db:
            db.deserialize(content)
            db.execute("UPDATE _sqlite_migrations SET applied_at = ''")
            dumps.append((list(db.iterdump()), db.execute("PRAGMA user_version").fetchone()))
    assert dumps[0] == dumps[1]


def test_the_sample_is_the_same_ledger_however_it_is_made(home: Home) -> None:
    with (
        closing(new_ledger(home, with_sample=True)) as copied,
        # Not LedgerFile.new(home, sample()), for which the tests copy what is kept too.
        closing(LedgerFile.new(home, sample(), document_id="anew")) as made,
    ):
        one, other = copied.store, made.store
        assert one.rows() == other.rows()
        assert (one.revision, one.document_id == other.document_id) == (other.revision, False)
        (told,), (expected,) = one.log(), other.log()
        assert (told.label, told.who, told.pc) == (expected.label, expected.who, this_pc())
        assert tuple(told.changes) == tuple(expected.changes)
        assert abs(datetime.fromisoformat(told.at) - datetime.fromisoformat(expected.at)) < timedelta(minutes=1)
        for file in (copied, made):
            with closing(sqlite3.connect(file.copy.database)) as db:
                assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
                assert db.execute("SELECT created_with FROM meta").fetchone() == (version(),)


def test_every_sample_is_a_document_of_its_own(home: Home) -> None:
    with closing(new_ledger(home, with_sample=True)) as one, closing(new_ledger(home, with_sample=True)) as other:
        assert one.store.document_id != other.store.document_id


def test_what_is_kept_tells_of_no_pc_of_no_time_and_of_no_document() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(kept(SAMPLE))
        assert db.execute("SELECT at, who, pc FROM change_log").fetchall() == [("", "", "")]
        assert db.execute("SELECT * FROM meta").fetchall() == []


def test_a_sample_that_is_missing_is_read_from_its_texts(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new, "SAMPLE", tmp_path / "nowhere")
    with closing(new_ledger(home, with_sample=True)) as made:
        monkeypatch.undo()
        with closing(new_ledger(home, with_sample=True)) as copied:
            assert made.store.rows() == copied.store.rows()
