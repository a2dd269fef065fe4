"""What the fault tests stand on: a ledger whose state is one number, programs that are forked, and their account."""

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.model.chronicle import Event
from core.model.council import Consortium, Municipality
from core.model.links import Link
from core.model.machine.changes import Change, ChangeSet, Insert, Update
from core.model.machine.records import Record, to_row
from core.model.meetings import AgendaItem, Attendance, Decision, Meeting, Series
from core.model.organisation import Body, Seat, Tenure
from core.model.registry import table_of
from core.model.requests import Customization
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile

TOWNS = 60
BODIES = 20
BATCH = 100
MEMORY = Path("/dev/shm")


@dataclass(slots=True)
class Result:
    """How one kind of trouble went: tries, what came out how often, and what broke a promise."""

    name: str
    tried: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def line(self) -> str:
        outcomes = ", ".join(f"{what} {count:,}" for what, count in sorted(self.outcomes.items()))
        return (
            f"{self.name}: {self.tried:,} tried in {self.seconds:.0f} s; {outcomes}; broken promises {len(self.broken)}"
        )


@contextmanager
def timed(result: Result) -> Iterator[Result]:
    start = time.monotonic()
    yield result
    result.seconds = time.monotonic() - start


@dataclass(frozen=True, slots=True)
class Ground:
    """A program's own folder and a desk with one file."""

    root: Path

    @property
    def home(self) -> Home:
        return Home(self.root / "home")

    @property
    def desk(self) -> Path:
        return self.root / "事務局 の机"

    @property
    def path(self) -> Path:
        return self.desk / "台帳 髙.anbun"


@contextmanager
def ground(memory: bool = True) -> Iterator[Ground]:
    """Lend an empty ground with a file in state 0, in memory where there is such a disk that this user may write on."""
    usable = memory and MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    root = Path(tempfile.mkdtemp(prefix="anbuncho-faults-", dir=MEMORY if usable else None))
    try:
        made = Ground(root)
        made.desk.mkdir()
        with closing(LedgerFile.new(made.home, beginning())) as file:
            file.save_as(made.path)
        yield made
    finally:
        shutil.rmtree(root, ignore_errors=True)


def beginning() -> ChangeSet:
    requests = [Insert("customizations", to_row(Customization(n, str(n), f"要望{n}"))) for n in range(1, TOWNS + 1)]
    towns = [
        Insert("municipalities", to_row(Municipality(n, f"{n:06}", f"{n}町", note="0"))) for n in range(1, TOWNS + 1)
    ]
    council = Insert("consortium", to_row(Consortium(1, "協議会", note="0")))
    return ChangeSet("始まり", (*towns, *requests, council, *map(_inserted, promotion())))


def promotion() -> list[Record]:
    """Return bodies in a tree, a session with what belongs to it, dates of less than a day, links to any rows."""
    return [
        Body(1, "協議会", set_up_on="2013"),
        *(Body(n, f"{n}部会", parent_id=n // 2, set_up_on="2014-04") for n in range(2, BODIES + 1)),
        *(Seat(n, n, municipality_id=n) for n in range(1, BODIES + 1)),
        Tenure(1, 1, "氏名", "2014-04-01"),
        Series(1, "協議会の会議", body_id=1, first_on="2014"),
        Meeting(1, 1, 1, "2014-05-07"),
        AgendaItem(1, 1, "議題"),
        Attendance(1, 1, 1),
        Decision(1, 1, "決定"),
        *(Event(n, f"できごと{n}", when) for n, when in enumerate(("2014", "2014-04", "2014-04-22", None), 1)),
        *(Link(n, "decisions#1", f"customizations#{n}", note="0") for n in range(1, BODIES + 1)),
    ]


def _inserted(record: Record) -> Insert:
    return Insert(table_of(type(record)).name, to_row(record))


def step(kind: str, n: int) -> ChangeSet:
    """Return the change set that brings the ledger to state `n`; every kind leaves a trace that can be half."""
    changes: list[Change] = [Update("consortium", 1, {"note": str(n)})]
    if kind == "paste":
        changes += [Update("municipalities", id, {"note": str(n)}) for id in range(1, TOWNS + 1)]
        changes += [Update("links", id, {"note": str(n)}) for id in range(1, BODIES + 1)]
    return ChangeSet(f"{kind} {n}", tuple(changes))


def state_of(file: LedgerFile, kind: str) -> int:
    """Return the state of a ledger; raises AssertionError when a change is there by half."""
    rows = file.store.rows()
    note = str(rows["consortium"][1]["note"])
    if kind == "paste":
        for table in ("municipalities", "links"):
            assert {row["note"] for row in rows[table].values()} == {note}, "half a change"
    return int(note) if note.isdigit() else 0


def fork(work: Callable[[], int]) -> int:
    """Start a program that does `work` and ends at once with what it returns; return its process id."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            code = work()
        finally:
            os._exit(code)
    return pid
