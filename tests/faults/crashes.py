"""SIGKILL at a random moment: no acknowledged edit is lost, no change is half there, the user's file always opens."""

import os
import random
import shutil
import signal
import struct
import time
from collections.abc import Callable
from contextlib import closing

from core.storage.document.ledger_file import Access, LedgerFile, leftovers
from core.version import ROOT
from tests.faults.commands import COMMANDS, STATES, prepare
from tests.faults.ground import Ground, Result, fork, ground, state_of, step, timed

KINDS = ("edit", "paste", "import", "take-back", "save", "migrate", "restore")
LONGEST = {"migrate": 0.12}
"""Seconds after which the program is killed at the latest, where 0.09 do not reach far enough."""
COMMANDS_SEEN = 2.5
"""A command is killed at the latest after so many times as it takes here and now."""
MOST = {"import": 40, "take-back": 10}
"""After so many steps it begins anew: each of these makes the ledger larger, and so slower."""
SAVED = 1 << 31
FIRST_VERSION = ROOT / "tests" / "data" / "schema_1.anbun"
"""What is migrated."""

Tell = Callable[[int], None]


def kill(kind: str, times: int, seed: int = 2014) -> Result:
    """Kill a program `times` times while it does `kind`, and look what it leaves."""
    chance = random.Random(f"{kind}{seed}")
    with ground() as place, timed(Result(f"SIGKILL during {kind}", times)) as result:
        if kind == "migrate":
            shutil.copyfile(FIRST_VERSION, place.path)
        if kind == "take-back":
            prepare(place)
        original = place.path.read_bytes()
        longest = LONGEST.get(kind, 0.09)
        if kind in COMMANDS:
            longest = COMMANDS_SEEN * time_of(place, kind)
            place.path.write_bytes(original)
        others = dict.fromkeys(COMMANDS, command)
        work = {"migrate": migrate_and_save, "restore": restore, **others}.get(kind, act)
        reached = 0
        for number in range(times):
            if kind == "migrate":
                place.path.write_bytes(original)
                reached = 0
            try:
                told = kill_once(place, kind, work, reached, chance.uniform(0, longest))
                reached = look(place, kind, reached, told, result)
            except Exception as error:  # noqa: BLE001 — whatever is raised is a broken promise and told
                result.broken.append(f"{kind} {number}: {type(error).__name__} {error}")
                shutil.rmtree(place.home.path, ignore_errors=True)
                place.path.write_bytes(original)
                reached = 0
            if reached > MOST.get(kind, 200):
                place.path.write_bytes(original)
                reached = 0
    return result


def time_of(place: Ground, kind: str) -> float:
    """Return the seconds that a command takes, in a program that has done it before."""
    COMMANDS[kind](place, 1)
    start = time.monotonic()
    COMMANDS[kind](place, 2)
    return time.monotonic() - start


def kill_once(
    place: Ground, kind: str, work: Callable[[Ground, str, int, Tell], None], state: int, after: float
) -> list[int]:
    """Return what the program had acknowledged when it was killed."""
    reading, writing = os.pipe()

    def program() -> int:
        os.close(reading)
        work(place, kind, state, lambda n: (os.write(writing, struct.pack(">I", n)), None)[1])
        return 0

    pid = fork(program)
    os.close(writing)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), f"the program ended by itself with {os.waitstatus_to_exitcode(status)}"
    with os.fdopen(reading, "rb") as pipe:
        content = pipe.read()
    return [n for (n,) in struct.iter_unpack(">I", content)]


def act(place: Ground, kind: str, state: int, tell: Tell) -> None:
    file = LedgerFile.open(place.home, place.path)
    for n in range(state + 1, state + 100_000):
        file.store.apply(step(kind, n))
        tell(n)
        if kind == "save":
            file.save()
            tell(n | SAVED)


def command(place: Ground, kind: str, state: int, tell: Tell) -> None:
    """What a command has done is in the file when it ends."""
    for n in range(state + 1, state + 100_000):
        COMMANDS[kind](place, n)
        tell(n)
        tell(n | SAVED)


def migrate_and_save(place: Ground, kind: str, state: int, tell: Tell) -> None:
    file = LedgerFile.open(place.home, place.path)
    file.store.apply(step(kind, 1))
    tell(1)
    file.save()
    tell(1 | SAVED)
    time.sleep(5)


def restore(place: Ground, kind: str, state: int, tell: Tell) -> None:
    """Bring back earlier states again and again: 1 and 2 are backups that are made first."""
    for n in range(state + 1, state + 100_000):
        backup = place.root / f"{n % 2}.anbun"
        if not backup.exists():
            file = LedgerFile.open(place.home, place.path, Access.COPY)
            file.store.apply(step(kind, n))
            file.save_as(backup)
            file.close()
        file = LedgerFile.open(place.home, backup, Access.COPY)
        file.store.apply(step(kind, n))
        tell(n)
        file.save_as(place.path)
        tell(n | SAVED)
        file.close()


def look(place: Ground, kind: str, before: int, told: list[int], result: Result) -> int:
    """Hold what is left against what was acknowledged; tidy up as the next start would, and return the state."""
    edits = [n for n in told if not n & SAVED]
    saves = [n & ~SAVED for n in told if n & SAVED]
    acknowledged = max(edits, default=before)
    with closing(LedgerFile.open(place.home, place.path)) as file:
        in_file = state(file, kind)
    assert max(saves, default=before) <= in_file <= acknowledged + 1, f"file {in_file}, told {told[-3:]}"
    found = leftovers(place.home)
    rubbish = [path.name for path in place.desk.iterdir() if path != place.path]
    assert not rubbish, rubbish
    reached = in_file
    for leftover in found:
        with closing(LedgerFile.recover(place.home, leftover)) as file:
            reached = max(reached, state(file, kind))
            if file.path is not None and file.path == place.path:
                file.save()
    assert acknowledged <= reached <= acknowledged + 1, f"reached {reached}, told {told[-3:]}"
    assert not leftovers(place.home)
    result.outcomes["changes acknowledged"] += len(edits)
    result.outcomes["work recovered" if found else "nothing unsaved"] += 1
    with closing(LedgerFile.open(place.home, place.path)) as file:
        return state(file, kind)


def state(file: LedgerFile, kind: str) -> int:
    """Return the state of a ledger; raises AssertionError when a change is there by half."""
    return STATES[kind](file) if kind in STATES else state_of(file, kind)
