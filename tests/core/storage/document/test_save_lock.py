import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.storage.disk.errors import CannotSave
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.save_lock import save_lock, save_lock_path, sweep_save_lock
from core.version import ROOT

RACER = """
import sys
from contextlib import closing
from pathlib import Path
from core.model.machine.changes import ChangeSet, Insert
from core.model.council import System
from core.model.machine.records import to_row
from core.storage.disk.errors import CannotSave
from core.storage.document.ledger_file import LedgerFile
from core.storage.disk.places import Home

home, path, name, wanted = Home(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
saved = 0
while saved < wanted:
    with closing(LedgerFile.open(home, path)) as file:
        id = file.store.book().last_id(System) + 1
        row = to_row(System(id, f"{name}{saved}"))
        file.store.apply(ChangeSet("", (Insert("systems", row),)))
        try:
            file.save()
        except CannotSave:
            continue
        saved += 1
"""


def test_only_one_saver_at_a_time_and_nothing_stays_behind(desk: Path) -> None:
    target, order = desk / "台帳.anbun", []

    def hold(name: int) -> None:
        with save_lock(target):
            order.append(name)
            order.append(name)

    threads = [threading.Thread(target=hold, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert order[::2] == order[1::2]
    assert list(desk.iterdir()) == []


def test_a_saver_that_does_not_finish_is_said_so(desk: Path) -> None:
    target = desk / "台帳.anbun"
    with save_lock(target):
        with pytest.raises(CannotSave) as raised, save_lock(target, patience=0):
            raise AssertionError
        assert raised.value.rule == "being_saved"


def test_what_a_saver_that_died_left_is_swept_but_not_while_it_is_held(desk: Path) -> None:
    target = desk / "台帳.anbun"
    with save_lock(target):
        sweep_save_lock(target)
        assert save_lock_path(target).exists()
    save_lock_path(target).write_bytes(b"")
    sweep_save_lock(target)
    assert list(desk.iterdir()) == []


def test_two_programs_that_race_to_save_lose_no_update(home: Home, desk: Path) -> None:
    path, wanted = desk / "台帳.anbun", 6
    with closing(LedgerFile.new(home)) as file:
        file.save_as(path)
    programs = [
        subprocess.Popen([sys.executable, "-c", RACER, str(home.path), str(path), name, str(wanted)], cwd=ROOT)
        for name in ("甲", "乙")
    ]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    with closing(LedgerFile.open(home, path)) as file:
        names = {name for (name,) in file.store._connection.execute("SELECT name FROM systems")}
    assert names == {f"{who}{number}" for who in "甲乙" for number in range(wanted)}


if hasattr(os, "mkfifo"):

    def test_a_link_or_a_pipe_in_the_lock_s_place_keeps_nobody_from_saving(desk: Path) -> None:
        target, victim = desk / "台帳.anbun", desk / "人の文書.anbun"
        victim.write_bytes(b"theirs")
        lock = save_lock_path(target)
        puts: tuple[Callable[[], None], ...] = (
            lambda: lock.symlink_to(victim),
            lambda: os.mkfifo(lock),
            lambda: os.link(victim, lock),
        )
        for put in puts:
            put()
            with save_lock(target, patience=0):
                pass
        assert victim.read_bytes() == b"theirs"
        assert list(desk.iterdir()) == [victim]
