"""What a program that was killed leaves behind, made by real programs that end without a word."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.storage.disk.errors import CannotOpen, Damaged
from core.storage.disk.places import Home
from core.storage.disk.whole_file import OLD, temporary_in
from core.storage.document.ledger_file import LedgerFile, discard, leftovers
from core.version import ROOT

Edit = Callable[[LedgerFile, str], None]

PROGRAM = """
import os, sys
from pathlib import Path
from core.model.machine.changes import ChangeSet, Update
from core.storage.document import saving
from core.storage.document.ledger_file import LedgerFile
from core.storage.disk.places import Home
from core.storage.disk.whole_file import OLD, temporary_in

home, path = Home(Path(sys.argv[1])), Path(sys.argv[2])

def edit(file, note):
    file.store.apply(ChangeSet("", (Update("consortium", 1, {"note": note}),)))

def die(*_):
    os._exit(9)

"""


def run_and_die(home: Home, path: Path, lines: str) -> None:
    command = [sys.executable, "-c", PROGRAM + lines + "\ndie()", str(home.path), str(path)]
    assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == 9


def note_in(home: Home, path: Path) -> str:
    with closing(LedgerFile.open(home, path)) as file:
        return file.store.book().consortium.note


@pytest.fixture
def saved(home: Home, desk: Path) -> Path:
    path = desk / "台帳 髙.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
    return path


def test_unsaved_work_of_a_program_that_died_is_offered_and_recovered(home: Home, saved: Path) -> None:
    run_and_die(home, saved, "file = LedgerFile.open(home, path); edit(file, '一'); edit(file, '二')")
    (leftover,) = leftovers(home)
    assert (leftover.path, leftover.title, leftover.unsaved_changes) == (saved, "台帳 髙", 2)
    assert abs(datetime.now().astimezone() - leftover.modified_at) < timedelta(minutes=2)
    with closing(LedgerFile.recover(home, leftover)) as file:
        assert (file.store.book().consortium.note, file.is_dirty, file.path) == ("二", True, saved)
        assert not leftovers(home)
        file.save()
    assert note_in(home, saved) == "二"
    assert not leftovers(home)
    assert not list(home.work.iterdir())


def test_a_document_that_was_never_saved_is_recovered_too(home: Home, saved: Path) -> None:
    run_and_die(home, saved, "file = LedgerFile.new(home); edit(file, '名前はまだ無い')")
    (leftover,) = leftovers(home)
    assert (leftover.path, leftover.title, leftover.unsaved_changes) == (None, "無題", 1)
    with closing(LedgerFile.recover(home, leftover)) as file:
        assert file.store.book().consortium.note == "名前はまだ無い"


def test_copies_without_unsaved_work_go_without_a_word(home: Home, saved: Path) -> None:
    run_and_die(
        home, saved, "a = LedgerFile.open(home, path); b = LedgerFile.new(home); c = LedgerFile.open(home, path)"
    )
    assert len([path for path in home.work.iterdir() if path.is_dir()]) == 3
    assert leftovers(home) == []
    assert not list(home.work.iterdir())


def test_a_document_that_is_open_is_no_leftover(home: Home, saved: Path, edit: Edit) -> None:
    with closing(LedgerFile.open(home, saved)) as file:
        edit(file, "開いている")
        assert leftovers(home) == []
        assert file.store.book().consortium.note == "開いている"


def test_work_that_is_discarded_stays_among_the_backups(home: Home, saved: Path) -> None:
    run_and_die(home, saved, "file = LedgerFile.open(home, path); edit(file, '破棄')")
    (leftover,) = leftovers(home)
    discard(leftover)
    assert leftovers(home) == []
    (backup,) = home.backups.rglob("*_未保存_*.anbun")
    assert note_in(home, backup) == "破棄"
    assert note_in(home, saved) == ""


def test_a_leftover_can_be_taken_once_only(home: Home, saved: Path) -> None:
    run_and_die(home, saved, "file = LedgerFile.open(home, path); edit(file, '一')")
    (leftover,) = leftovers(home)
    with closing(LedgerFile.recover(home, leftover)), pytest.raises(CannotOpen) as raised:
        LedgerFile.recover(home, leftover)
    assert raised.value.rule == "leftover_taken"
    with pytest.raises(CannotOpen) as raised:
        LedgerFile.recover(home, leftover)
    assert raised.value.rule == "leftover_taken"


def test_a_half_written_transaction_is_rolled_back(home: Home, saved: Path) -> None:
    lines = (
        "file = LedgerFile.open(home, path); edit(file, '確定'); c = file.store._connection\n"
        "c.execute('PRAGMA cache_size = 1'); c.execute('BEGIN IMMEDIATE')\n"
        'for n in range(2000): c.execute("INSERT INTO systems (name, subcommittee, scope, position, note)"'
        " \" VALUES (?, '', 'in_scope', 0, '')\", (f'{n:0100}',))"
    )
    run_and_die(home, saved, lines)
    assert list(home.work.rglob("*-journal"))
    (leftover,) = leftovers(home)
    with closing(LedgerFile.recover(home, leftover)) as file:
        assert file.store.book().consortium.note == "確定"
        assert file.store._connection.execute("SELECT count(*) FROM systems").fetchone() == (0,)


@pytest.mark.parametrize(
    ("moment", "note"),
    [
        ("write_verified = lambda snapshot, path: (saving.copy_file(snapshot.path, path), die())", ""),
        ("check_unchanged = die", ""),
        ("sync_folder = die", "保存の途中"),
    ],
)
def test_dying_in_the_middle_of_a_save_leaves_the_old_or_the_new_file_whole(
    home: Home, saved: Path, moment: str, note: str
) -> None:
    old = saved.read_bytes()
    lines = f"file = LedgerFile.open(home, path); edit(file, '保存の途中')\nsaving.{moment}\nfile.save()"
    run_and_die(home, saved, lines)
    assert (saved.read_bytes() == old) == (note == "")
    found = leftovers(home)
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]
    assert note_in(home, saved) == note
    if note:
        assert found == []
    else:
        with closing(LedgerFile.recover(home, found[0])) as file:
            assert file.store.book().consortium.note == "保存の途中"
            file.save()
        assert note_in(home, saved) == "保存の途中"


def test_a_copy_whose_origin_is_lost_is_offered_without_a_name(home: Home, saved: Path) -> None:
    run_and_die(home, saved, "file = LedgerFile.open(home, path); edit(file, '一')")
    (origin,) = home.work.rglob("origin.json")
    origin.write_bytes(b"\0" * 50)
    (leftover,) = leftovers(home)
    assert leftover.path is None
    with closing(LedgerFile.recover(home, leftover)) as file:
        assert file.store.book().consortium.note == "一"


def test_a_damaged_copy_is_offered_refused_and_kept(home: Home, saved: Path) -> None:
    run_and_die(home, saved, "file = LedgerFile.open(home, path); edit(file, '一')")
    (database,) = home.work.rglob("ledger.db")
    content = bytearray(database.read_bytes())
    content[4_096:] = bytes(len(content) - 4_096)
    database.write_bytes(content)
    (leftover,) = leftovers(home)
    assert leftover.unsaved_changes is None
    with pytest.raises(Damaged) as raised:
        LedgerFile.recover(home, leftover)
    assert raised.value.rule == "leftover_damaged"
    discard(leftover)
    assert leftovers(home) == []
    (backup,) = home.backups.rglob("*_未保存_*.anbun")
    assert backup.read_bytes() == content


def test_a_half_written_backup_is_swept_at_the_next_start_and_one_that_may_still_grow_is_not(home: Home) -> None:
    old, young = (temporary_in(home.backups / "a-ledger") for _ in range(2))
    old.parent.mkdir(parents=True)
    for path in (old, young, old.with_name("台帳_20261125-101500.anbun")):
        path.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * OLD,) * 2)
    leftovers(home)
    assert sorted(path.name for path in old.parent.iterdir()) == sorted([young.name, "台帳_20261125-101500.anbun"])
