import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.sample import sample
from core.storage.disk.errors import CannotSave
from core.storage.disk.places import Home
from core.storage.disk.whole_file import OLD, Fingerprint
from core.storage.document import saving
from core.storage.document.backups import beside
from core.storage.document.handing_over import hand_over
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.presence import note_path
from core.storage.document.saving import Snapshot, take_snapshot, write_verified
from core.storage.rows.database import open_working_copy
from core.version import ROOT
from core.words.sentences import sentence

Edit = Callable[[LedgerFile, str], None]


class Failing:
    """A call of the operating system that fails at its n-th use."""

    def __init__(self, call: Callable[..., Any], number: int, code: int) -> None:
        self.call, self.number, self.code = call, number, code
        self.has_failed = False

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.number -= 1
        if self.number == 0:
            self.has_failed = True
            raise OSError(self.code, os.strerror(self.code))
        return self.call(*arguments, **options)


def trouble_of(action: Callable[[], None]) -> CannotSave | None:
    try:
        action()
    except CannotSave as error:
        return error
    return None


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "rule"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EIO, "io_error"),
        (errno.EROFS, "read_only"),
        (errno.EACCES, "not_permitted"),
    ],
)
def test_whatever_call_fails_the_old_file_stays_and_the_work_is_safe(
    home: Home, desk: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, call: str, code: int, rule: str
) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
        old = path.read_bytes()
        edit(file, "満杯でも残る")
        failures = 0
        while True:
            with monkeypatch.context() as patch:
                failing = Failing(getattr(os, call), failures + 1, code)
                patch.setattr(os, call, failing)
                error = trouble_of(file.save)
            if error is None:
                break
            failures += 1
            assert failing.has_failed
            assert error.rule in {rule, f"{rule}_here"}
            assert "作業は無事です" in sentence(error)
            assert isinstance(error.__cause__, OSError)
            assert path.read_bytes() == old
            assert os.listdir(desk) == [path.name]
            assert file.is_dirty
        # writing the origin, the new file and the backup of the old one
        assert failures >= 3
        assert not file.is_dirty
    with closing(LedgerFile.open(home, path)) as file:
        assert file.store.book().consortium.note == "満杯でも残る"


def test_a_file_that_another_program_holds_for_a_moment_is_tried_again(
    home: Home, desk: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
        old = path.read_bytes()
        edit(file, "順番を待つ")
        monkeypatch.setattr(saving, "RETRIES", (0.001, 0.001))
        replace_file = os.replace
        refused: list[Path] = []

        def busy(source: Path, target: Path) -> None:
            if target == path and len(refused) < limit:
                refused.append(target)
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
            replace_file(source, target)

        monkeypatch.setattr(os, "replace", busy)
        limit = 9
        with pytest.raises(CannotSave) as raised:
            file.save()
        assert (raised.value.rule, len(refused)) == ("file_in_use", 3)
        note = {"who": "北川", "pc": "SOUMU-PC-07", "since": "", "token": "", "home": ""}
        note_path(path).write_text(json.dumps(note), encoding="utf-8")
        with pytest.raises(CannotSave) as raised:
            file.save()
        assert "北川さん(SOUMU-PC-07)" in sentence(raised.value)
        note_path(path).unlink()
        assert path.read_bytes() == old
        refused.clear()
        limit = 2
        file.save()
        assert (len(refused), file.is_dirty) == (2, False)


def test_a_file_that_cannot_be_written_is_not_replaced(
    home: Home, desk: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
        old = path.read_bytes()
        edit(file, "x")
        # A superuser may write everything: what the system answers others is put in its mouth.
        monkeypatch.setattr(os, "access", lambda *_: False)
        with pytest.raises(CannotSave) as raised:
            file.save()
        assert raised.value.rule == "read_only"
        assert path.read_bytes() == old


def test_what_reads_back_differently_does_not_replace_the_file(
    home: Home, desk: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk / "台帳.anbun"
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
        old = path.read_bytes()
        edit(file, "化ける")
        fsync = os.fsync

        def spoil(descriptor: int) -> None:
            fsync(descriptor)
            for temporary in desk.glob(".anbuncho-*"):
                temporary.write_bytes(temporary.read_bytes().replace("化ける".encode(), "化けた".encode()))

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", spoil)
            with pytest.raises(CannotSave) as raised:
                file.save()
        assert raised.value.rule == "not_verified"
        assert path.read_bytes() == old
        file.save()


def test_a_snapshot_that_does_not_hold_what_it_says_is_not_written(home: Home, tmp_path: Path) -> None:
    with closing(LedgerFile.new(home)):
        (database,) = home.work.rglob("ledger.db")
        snapshot = take_snapshot(database, tmp_path / "snapshot.db")
    content = snapshot.path.read_bytes()
    for bad in (replace(snapshot, hash="0" * 64), replace(snapshot, fingerprint=Fingerprint("0" * 64, len(content)))):
        with pytest.raises(CannotSave) as raised:
            write_verified(bad, tmp_path / "台帳.anbun")
        assert raised.value.rule == "not_verified"
    snapshot.path.write_bytes(content[:-4_096])
    with pytest.raises(CannotSave):
        write_verified(snapshot, tmp_path / "台帳.anbun")
    snapshot.path.write_bytes(content)
    write_verified(snapshot, tmp_path / "台帳.anbun")
    assert (tmp_path / "台帳.anbun").read_bytes() == content


def test_a_snapshot_does_not_drop_the_lock_on_the_working_copy(home: Home, tmp_path: Path) -> None:
    """On POSIX every plain open and close of a database in this process would let others write it."""
    attempt = (
        "import sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
        "try: connection.execute('BEGIN IMMEDIATE')\n"
        "except sqlite3.OperationalError: sys.exit(5)\n"
    )
    with closing(LedgerFile.new(home)) as file:
        (database,) = home.work.rglob("ledger.db")
        with closing(open_working_copy(database)) as db:
            db.execute("BEGIN IMMEDIATE")
            take_snapshot(database, tmp_path / "snapshot.db")
            command = [sys.executable, "-c", attempt, str(database)]
            assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == 5
            db.execute("ROLLBACK")
        assert not file.is_dirty


def test_a_snapshot_holds_what_is_committed_and_nothing_else(home: Home, tmp_path: Path) -> None:
    with closing(LedgerFile.new(home)) as file:
        (database,) = home.work.rglob("ledger.db")
        connection = file.store._connection
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE consortium SET note = '未確定'")
        first = take_snapshot(database, tmp_path / "first.db")
        connection.execute("ROLLBACK")
        assert take_snapshot(database, tmp_path / "second.db").hash == first.hash


if hasattr(os, "mkfifo"):

    @pytest.mark.parametrize("mode", [0o600, 0o640])
    def test_what_only_some_may_read_becomes_readable_to_nobody_else(
        home: Home, desk: Path, edit: Edit, mode: int
    ) -> None:
        path = desk / "台帳.anbun"
        with closing(LedgerFile.new(home, sample())) as file:
            file.save_as(path)
        path.chmod(mode)
        with closing(LedgerFile.open(home, path)) as file:
            file.backs_up_beside = True
            edit(file, "一")
            file.back_up("_取り込み前")
            file.save()
            copies = [one for one in file.copy.folder.iterdir() if one.suffix == ".db"]
            assert {stat.S_IMODE(one.stat().st_mode) for one in copies} == {mode}
            assert stat.S_IMODE(file.copy.folder.stat().st_mode) == 0o700
            file.save_as(desk / "写し.anbun")
            hand_over(file, desk / "提出.anbun", "髙木")
        backups = [*home.backups.rglob("*.anbun"), *beside(path).iterdir()]
        assert len(backups) == 4
        assert {stat.S_IMODE(one.stat().st_mode) for one in (*backups, *desk.glob("*.anbun"))} == {mode}
        shutil.rmtree(beside(path).parent)

    def test_each_save_writes_beside_the_file_under_another_name_and_through_no_link(
        home: Home, desk: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path, victim, names = desk / "台帳.anbun", desk / "人の文書.anbun", list[str]()
        victim.write_bytes(b"theirs")
        with closing(LedgerFile.new(home, sample())) as file:
            file.save_as(path)
            check = saving.write_verified

            def look(snapshot: Snapshot, temporary: Path) -> None:
                names.append(temporary.name)
                temporary.symlink_to(victim)
                check(snapshot, temporary)

            with monkeypatch.context() as patch:
                patch.setattr(saving, "write_verified", look)
                for note in ("一", "二"):
                    edit(file, note)
                    file.save()
        assert names[0] != names[1]
        assert victim.read_bytes() == b"theirs"
        LedgerFile.open(home, path).close()


def test_what_a_killed_hand_over_left_is_swept_by_the_next_save_there(home: Home, desk: Path, edit: Edit) -> None:
    path, left = desk / "台帳.anbun", desk / f".anbuncho-{'0a' * 16}-{'0b' * 16}.tmp"
    with closing(LedgerFile.new(home, sample())) as file:
        file.save_as(path)
        left.write_bytes(b"half")
        os.utime(left, (time.time() - OLD - 60,) * 2)
        edit(file, "一")
        file.save()
    assert list(desk.iterdir()) == [path]
