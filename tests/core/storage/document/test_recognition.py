import os
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.model.council import Municipality
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.storage.disk.errors import CannotOpen, Damaged
from core.storage.disk.places import Home
from core.storage.disk.whole_file import Fingerprint, copy_file
from core.storage.document import opening, recognition
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.recognition import check_content, may_be_salvaged
from core.storage.rows import log_check
from core.storage.rows.digest import content_hash, records_hash
from core.words.sentences import sentence


@pytest.fixture
def saved(home: Home, desk: Path) -> Path:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        towns = (Insert("municipalities", to_row(Municipality(id, f"{id:06}", f"団体{id}"))) for id in range(1, 80))
        file.store.apply(ChangeSet("", tuple(towns)))
        file.save_as(path)
    return path


def an_empty_file(path: Path) -> None:
    path.write_bytes(b"")


def a_text(path: Path) -> None:
    path.write_text("按分帳" * 100, encoding="utf-8")


def a_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


def another_programs_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE meta (id INTEGER)")
        connection.commit()


def overwritten(start: int, content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(start)
            file.write(content)

    return write


def cut(length: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:length])

    return write


def misread(path: Path) -> None:
    content = path.read_bytes()
    assert "団体50".encode() in content
    path.write_bytes(content.replace("団体50".encode(), "団休50".encode()))


def edited_with_another_tool(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE municipalities SET name = 'よその道具で' WHERE id = 5")
        connection.commit()


def without_its_identity(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM meta")
        connection.commit()


def with_an_extra(sql: str) -> Callable[[Path], None]:
    """A ledger that is as its content hash says, and holds one part more than any ledger."""

    def add(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(sql)
            connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
            connection.commit()

    return add


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER UPDATE ON municipalities BEGIN DELETE FROM municipalities; END",
        "CREATE TABLE extra (id INTEGER PRIMARY KEY)",
        "CREATE VIEW extra AS SELECT * FROM meta",
        "CREATE INDEX extra ON municipalities (name)",
        "ALTER TABLE municipalities ADD COLUMN extra TEXT",
        "DROP INDEX participations_system",
        "ALTER TABLE _sqlite_migrations ADD COLUMN extra TEXT",
        "INSERT INTO sqlite_sequence VALUES ('municipalities', 'text')",
        "UPDATE sqlite_sequence SET seq = 'text'",
    ],
)
def test_a_file_made_of_other_parts_than_a_ledger_is_not_opened(home: Home, saved: Path, sql: str) -> None:
    with_an_extra(sql)(saved)
    with pytest.raises(Damaged) as raised:
        LedgerFile.open(home, saved)
    assert raised.value.rule == "file_strange"
    assert "台帳にはない部品" in sentence(raised.value)
    assert not list(home.work.iterdir())


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (an_empty_file, "file_empty"),
        (a_text, "file_foreign"),
        (a_workbook, "file_foreign"),
        (another_programs_database, "file_foreign"),
        (overwritten(68, b"XXXX"), "file_foreign"),
        (overwritten(60, b"\0\0\0\377"), "file_newer"),
        (cut(50), "file_cut"),
        (cut(4_096), "file_cut"),
        (cut(-100), "file_cut"),
        (overwritten(60, b"\0\0\0\0"), "file_damaged"),
        (misread, "file_damaged"),
        (overwritten(100, bytes(3_996)), "file_damaged"),
        (edited_with_another_tool, "file_damaged"),
        (without_its_identity, "file_damaged"),
    ],
)
def test_a_file_that_is_no_ledger_as_saved_is_refused_with_what_to_do_next_and_left_alone(
    home: Home, desk: Path, saved: Path, spoil: Callable[[Path], None], rule: str
) -> None:
    path = desk / "怪しい ファイル.anbun"
    if rule not in {"file_empty", "file_foreign"} or spoil.__name__ == "write":
        path.write_bytes(saved.read_bytes())
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(CannotOpen) as raised:
        LedgerFile.open(home, path)
    assert raised.value.rule == rule
    assert isinstance(raised.value, Damaged) == (rule in {"file_cut", "file_damaged"})
    assert str(path) in sentence(raised.value)
    assert path.read_bytes() == before
    assert not list(home.work.iterdir())


def test_no_flipped_bit_gives_other_records_without_a_word(home: Home, saved: Path, desk: Path) -> None:
    whole = saved.read_bytes()
    with closing(LedgerFile.open(home, saved)) as file:
        expected = records_hash(file.store._connection)
    path, chance = desk / "反転.anbun", random.Random(2014)
    refused = 0
    for _ in range(120):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            with closing(LedgerFile.open(home, path)) as file:
                assert records_hash(file.store._connection) == expected
        except CannotOpen:
            refused += 1
    assert refused > 3


def test_a_journal_of_another_file_is_not_rolled_into_ours(home: Home, saved: Path) -> None:
    journal = saved.with_name(saved.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 2_000)
    with closing(LedgerFile.open(home, saved)) as file:
        assert len(file.store.book().all(Municipality)) == 79
    assert journal.exists()
    journal.unlink()


def test_a_file_that_is_still_being_copied_is_looked_at_twice(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[:8_192] + bytes(len(whole) - 8_192))
    _looked_at_twice(home, saved, whole, monkeypatch)


@pytest.mark.parametrize("length", [60, 8_192, 100_000])
def test_so_is_one_that_has_not_all_arrived(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[:length])
    _looked_at_twice(home, saved, whole, monkeypatch)


def test_and_one_that_grows_between_the_looks_is_not_called_damaged(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = saved.read_bytes()
    saved.write_bytes(whole[:8_192])
    monkeypatch.setattr("core.storage.document.opening.time.sleep", lambda _: saved.write_bytes(whole[:16_384]))
    with pytest.raises(CannotOpen) as raised:
        LedgerFile.open(home, saved)
    assert raised.value.rule == "file_unsteady"


def test_what_was_read_at_the_first_look_is_not_what_is_opened_after_the_second(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = saved.read_bytes()
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("DELETE FROM municipalities WHERE id > 5")
        connection.commit()
    _looked_at_twice(home, saved, whole, monkeypatch)


@pytest.fixture(params=["beside", "afterwards"])
def _looked_through(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are looked through beside the rows, as in a large file, or after them, as in a small one."""
    if request.param == "beside":
        monkeypatch.setattr(recognition, "_ALONE", 0)


def _failing_pages(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let the check of the pages meet `error`, and nothing else."""

    def fail(_connection: sqlite3.Connection) -> bool:
        raise error

    monkeypatch.setattr(recognition, "_are_whole", fail)


@pytest.mark.usefixtures("_looked_through")
def test_a_share_that_stumbles_while_the_pages_are_checked_is_no_damage(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stumbled = sqlite3.OperationalError("disk I/O error")
    stumbled.sqlite_errorcode = sqlite3.SQLITE_IOERR
    _failing_pages(monkeypatch, stumbled)
    with pytest.raises(OSError, match="disk I/O error"):
        check_content(saved)
    with pytest.raises(CannotOpen) as raised:
        LedgerFile.open(home, saved)
    assert raised.value.rule == "open_io_error"


@pytest.mark.usefixtures("_looked_through")
def test_pages_that_could_not_be_checked_for_another_reason_are_not_called_damaged_either(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing_pages(monkeypatch, MemoryError())
    with pytest.raises(MemoryError):
        LedgerFile.open(home, saved)
    assert list(home.work.iterdir()) == []


@pytest.mark.usefixtures("_looked_through")
def test_pages_that_are_not_whole_are_damaged_though_all_rows_are_as_saved(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "_are_whole", lambda _connection: False)
    with pytest.raises(Damaged) as raised:
        check_content(saved)
    assert raised.value.rule == "file_damaged"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes among its files")
def test_what_might_never_end_is_not_read(home: Home, desk: Path) -> None:
    os.mkfifo(desk / "管.anbun")
    for path in (desk / "管.anbun", Path(os.devnull)):
        with pytest.raises(CannotOpen) as raised:
            LedgerFile.open(home, path)
        assert raised.value.rule == "not_a_file"
        assert not may_be_salvaged(path)
        assert str(path) in sentence(raised.value)


def _looked_at_twice(home: Home, saved: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = []

    def copy(source: Path, target: Path) -> Fingerprint:
        looks.append(source)
        mark = copy_file(source, target)
        saved.write_bytes(whole)
        return mark

    monkeypatch.setattr(opening, "copy_file", copy)
    with closing(LedgerFile.open(home, saved)) as file:
        assert len(file.store.book().all(Municipality)) == 79
    assert looks == [saved, saved]


@pytest.mark.usefixtures("_looked_through")
@pytest.mark.parametrize("is_spoilt", [False, True])
def test_that_a_long_entry_of_the_log_is_no_json_is_seen_on_opening_either_way(
    home: Home, saved: Path, monkeypatch: pytest.MonkeyPatch, is_spoilt: bool
) -> None:
    monkeypatch.setattr(log_check, "HUGE", 1_000)
    if is_spoilt:
        with closing(sqlite3.connect(saved, isolation_level=None)) as connection:
            connection.execute("UPDATE change_log SET changes = '[' || changes WHERE length(changes) > 1000")
            connection.execute("UPDATE meta SET content_hash = ?", (content_hash(connection),))
    with closing(LedgerFile.open(home, saved)) as file:
        found = [(one.table, one.column) for one in file.store.sieve.found()]
        assert found == ([("change_log", "changes")] if is_spoilt else [])
        assert file.is_read_only is is_spoilt
