"""SIGKILL at a random moment to the window itself while it is driven: no acknowledged edit is lost, no change is half
there, the user's file is whole, and the next start leaves nothing lying about."""

import os
import random
import select
import shutil
import signal
import struct
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.storage.disk.errors import CannotSave, InUse
from core.storage.document.ledger_file import Access, LedgerFile, leftovers
from core.storage.document.presence import announce
from core.storage.document.recognition import check_content
from tests.faults.commands import imports_of, prepare, taken_times
from tests.faults.ground import TOWNS, Ground, Result, fork, ground, timed
from tests.faults.window_hands import DONE, FIRST, OUTSIDE, READY, RESTORED, SAVED, show_window, trouble_path

LONGEST = {"typing": 0.5, "pasting": 0.8, "importing": 1.5, "taking": 1.5, "merging": 1.5, "restoring": 1.5}
"""Kinds of driving, and the seconds of it after which the window is killed at the latest."""

KINDS = tuple(LONGEST)
WHILE_STARTING = 0.1
"""So often it is killed before it can be used."""

MOST = {"importing": 20, "taking": 12}
"""After so many steps it begins anew: each of these makes the ledger larger, and so slower."""

PATIENCE = 60.0
MESSAGE = struct.Struct(">BI")


@dataclass(frozen=True, slots=True)
class State:
    """How far we are, and how far somebody else is."""

    ours: int = 0
    theirs: int = 0

    @property
    def step(self) -> int:
        """The last step that was begun."""
        return max(self.ours, self.theirs)


@dataclass(slots=True)
class Told:
    """What the window had acknowledged when it was killed, by what was told."""

    numbers: dict[int, list[int]] = field(default_factory=dict)

    def last(self, what: int, before: int) -> int:
        """Return the last number that was told, else what held before."""
        return max(self.numbers.get(what, ()), default=before)


def kill(kind: str, times: int, seed: int = 2014) -> Result:
    """Kill the window `times` times while it is driven, and look what it leaves."""
    chance = random.Random(f"window {kind}{seed}")
    with ground() as place, timed(Result(f"SIGKILL of the window: {kind}", times)) as result:
        if kind == "taking":
            prepare(place)
        original, before = place.path.read_bytes(), State()
        for number in range(times):
            try:
                told = _kill_once(place, kind, before.step, chance, result)
                before = _look(place, kind, before, told, result)
            except Exception as error:  # noqa: BLE001 — whatever is raised is a broken promise and told
                result.broken.append(f"{kind} {number}: {type(error).__name__} {error}")
                before = State(ours=10_000)
            if before.step > MOST.get(kind, 1_000):
                before = _begin_anew(place, original)
    return result


def _begin_anew(place: Ground, original: bytes) -> State:
    for folder in (place.home.path, place.desk):
        shutil.rmtree(folder, ignore_errors=True)
    place.desk.mkdir()
    place.path.write_bytes(original)
    return State()


def _kill_once(place: Ground, kind: str, state: int, chance: random.Random, result: Result) -> Told:
    reading, writing = os.pipe()

    def program() -> int:
        os.close(reading)
        return show_window(place, kind, state, lambda what, n: (os.write(writing, MESSAGE.pack(what, n)), None)[1])

    pid = fork(program)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        try:
            if chance.random() < WHILE_STARTING:
                time.sleep(chance.uniform(0, 0.8))
                result.outcomes["killed while starting"] += 1
            else:
                _wait_until_ready(pipe.fileno())
                time.sleep(chance.uniform(0, LONGEST[kind]))
        finally:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
        content = pipe.readall()
    told = Told()
    for what, n in MESSAGE.iter_unpack(content):
        told.numbers.setdefault(what, []).append(n)
    trouble = trouble_path(place)
    said = trouble.read_text(encoding="utf-8") if trouble.exists() else ""
    trouble.unlink(missing_ok=True)
    assert os.WIFSIGNALED(status), f"the window ended by itself with {os.waitstatus_to_exitcode(status)}: {said}"
    return told


def _wait_until_ready(pipe: int) -> None:
    """Wait for the first message, which says that the window can be used."""
    ready, _, _ = select.select([pipe], [], [], PATIENCE)
    assert ready, f"no window after {PATIENCE:.0f} s"
    assert os.read(pipe, MESSAGE.size)[:1] in {b"", bytes([READY])}


def _look(place: Ground, kind: str, before: State, told: Told, result: Result) -> State:
    """Hold what is left against what was acknowledged; tidy up as the next start does, and return the state."""
    strangers = [name for name in _beside(place) if not name.startswith((".anbuncho-", "復元"))]
    assert not strangers, f"beside the file: {strangers}"
    check_content(place.path)
    _announce(place, place.path, result)
    found = leftovers(place.home)
    done, outside = told.last(DONE, before.ours), told.last(OUTSIDE, before.theirs)
    in_file = _state_in(place.path, place, kind)
    next_step = max(done, outside, before.step) + 1
    assert told.last(SAVED, before.ours) <= in_file.ours <= next_step, f"file {in_file}, told {told}"
    assert outside <= in_file.theirs <= next_step, f"file {in_file}, told {told}"
    reached = in_file.ours
    for leftover in found:
        with closing(LedgerFile.recover(place.home, leftover)) as file:
            reached = max(reached, _state(file, kind).ours)
            if file.path is not None and file.path == place.path:
                _save(file, kind)
    assert done <= reached <= next_step, f"reached {reached}, told {told}"
    _look_at_restored(place, kind, told, result)
    left = [*_beside(place), *(path.name for path in place.home.work.glob("*/"))]
    assert not left, f"not swept: {left}"
    for backup in place.home.backups.rglob("*.anbun"):
        check_content(backup)
    result.outcomes["edits acknowledged"] += len(told.numbers.get(DONE, ()))
    result.outcomes["saves and restored files acknowledged"] += sum(
        len(told.numbers.get(what, ())) for what in (SAVED, RESTORED)
    )
    result.outcomes["work recovered" if found else "nothing unsaved"] += 1
    return _state_in(place.path, place, kind)


def _announce(place: Ground, path: Path, result: Result) -> None:
    """Take the place of the note that the killed window left beside a file, as who opens it next does; and go again."""
    try:
        announce(place.home, path, "次").withdraw()
    except InUse:
        result.outcomes["a note half written: the next start asks"] += 1
        announce(place.home, path, "次", take_over=True).withdraw()


def _save(file: LedgerFile, kind: str) -> None:
    """Save recovered work. What somebody else has saved meanwhile is never overwritten: the window then merges."""
    try:
        file.save()
    except CannotSave as error:
        if (kind, error.rule) != ("merging", "file_changed_outside"):
            raise


def _look_at_restored(place: Ground, kind: str, told: Told, result: Result) -> None:
    """Every restored file is whole, and there if it was told; take them away."""
    paths = list(place.desk.glob("復元*.anbun"))
    missing = {f"復元{n}.anbun" for n in told.numbers.get(RESTORED, ())} - {path.name for path in paths}
    assert not missing, f"lost: {missing}"
    for path in paths:
        _announce(place, path, result)
        _state_in(path, place, kind)
        path.unlink()


def _beside(place: Ground) -> Iterator[str]:
    return (path.name for path in place.desk.iterdir() if path != place.path)


def _state_in(path: Path, place: Ground, kind: str) -> State:
    with closing(LedgerFile.open(place.home, path, Access.COPY)) as file:
        return _state(file, kind)


def _state(file: LedgerFile, kind: str) -> State:
    """Return the state of a ledger; raises AssertionError when a change is there by half."""
    if kind == "importing":
        return State(imports_of(file))
    if kind == "taking":
        return State(taken_times(file))
    notes = {id: str(row["note"]) for id, row in file.store.rows()["municipalities"].items()}
    assert len(notes) == TOWNS, "rows are missing"
    ours = notes.pop(FIRST)
    others = set(notes.values())
    assert len(others) == 1, "half a change"
    (theirs,) = others
    if kind == "pasting":
        assert theirs == ours, "half a paste"
    return State(int(ours), int(theirs) if kind == "merging" else 0)
