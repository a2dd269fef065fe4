"""Files that were spoilt: 0 crashes, 0 hangs, 0 opened silently with different data."""

import os
import random
import shutil
import signal
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from core.jobs.checking import check_file
from core.storage.disk.errors import CannotOpen
from core.storage.document import opening
from core.storage.document.ledger_file import LedgerFile
from core.storage.rescue.examining import damages
from core.storage.rescue.salvage import salvage
from core.storage.rescue.sqlite_pages import PAGE
from core.storage.rows.digest import records_hash
from tests.faults.ground import Ground, Result, fork, ground, step, timed

LONGEST = 5
"""Seconds after which opening a file counts as hanging."""
CHUNK = 250
SALVAGED_EVERY = 10
KINDS = (
    "bit",
    "bits",
    "bytes",
    "definitions",
    "cut",
    "longer",
    "zeroed page",
    "swapped pages",
    "spliced",
    "journal",
)
_DEFINITION = b"CREATE "
_LONGEST_DEFINITION = 1_500


class Hang(Exception):
    pass


def mutate(kind: str, times: int, seed: int = 2014) -> Result:
    """Open, check and examine `times` files that are spoilt in one way, in programs of their own: one that dies of a
    file is noticed."""
    with ground() as place, timed(Result(f"mutated files, {kind}", times)) as result:
        opening.SECOND_LOOK = 0.0
        other = place.desk / "もう一つ.anbun"
        with closing(LedgerFile.open(place.home, place.path)) as file:
            for n in range(1, 4):
                file.store.apply(step("import", n))
            file.save_as(other)
        good = {_hash(place, path): path.read_bytes() for path in (place.path, other)}
        report = place.root / "report"
        for start in range(0, times, CHUNK):
            pid = fork(partial(_chunk, place, good, kind, range(start, min(start + CHUNK, times)), seed, report))
            _, status = os.waitpid(pid, 0)
            lines = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
            for line in lines:
                outcome, _, _ = line.partition("\t")
                result.outcomes[outcome] += 1
                if outcome in {"CRASH", "HANG", "DIFFERENT"}:
                    result.broken.append(line)
            if status:
                result.broken.append(f"a program died of a file between {start} and {start + CHUNK}: {status}")
            report.unlink(missing_ok=True)
    return result


def _chunk(place: Ground, good: dict[str, bytes], kind: str, numbers: range, seed: int, report: Path) -> int:
    def too_long(*_: object) -> None:
        raise Hang

    signal.signal(signal.SIGALRM, too_long)
    path = place.desk / "怪しい.anbun"
    with report.open("w", encoding="utf-8") as told:
        for number in numbers:
            chance = random.Random(f"{seed}-{kind}-{number}")
            content = _spoilt(kind, chance, list(good.values()), path)
            path.write_bytes(content)
            signal.alarm(LONGEST)
            try:
                outcome = _open(place, path, set(good))
                check_file(place.home, path)
                damages(path)
                if number % SALVAGED_EVERY == 0:
                    salvage(content, place.root / "scratch")
            except Hang:
                outcome = f"HANG\t{number} {kind}"
            except Exception as error:  # noqa: BLE001 — anything but a refusal is a crash and told
                outcome = f"CRASH\t{number} {kind} {type(error).__name__} {error}"
            finally:
                signal.alarm(0)
            told.write(outcome + "\n")
            with suppress(OSError):
                path.with_name(path.name + "-journal").unlink(missing_ok=True)
    shutil.rmtree(place.root / "scratch", ignore_errors=True)
    return 0


def _open(place: Ground, path: Path, known: set[str]) -> str:
    before = path.read_bytes()
    try:
        with closing(LedgerFile.open(place.home, path)) as file:
            same = records_hash(file.store._connection) in known
            outcome = "opened, the same data" if same else f"DIFFERENT\t{path}"
    except CannotOpen as error:
        outcome = f"refused: {error.rule}"
    assert path.read_bytes() == before, "the file was touched"
    return outcome


def _spoilt(kind: str, chance: random.Random, good: list[bytes], path: Path) -> bytes:
    content = bytearray(chance.choice(good))
    other = chance.choice(good)
    if kind == "bit":
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "bits":
        for _ in range(chance.randrange(2, 200)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif kind == "bytes":
        at = chance.randrange(len(content))
        length = min(chance.randrange(1, 2_000), len(content) - at)
        content[at : at + length] = chance.randbytes(length)
    elif kind == "definitions":
        starts = [at for at in range(len(content)) if content.startswith(_DEFINITION, at)]
        at = chance.choice(starts) - 40 + chance.randrange(_LONGEST_DEFINITION)
        content[min(at, len(content) - 1)] ^= 1 << chance.randrange(8)
    elif kind == "cut":
        del content[chance.randrange(len(content)) :]
    elif kind == "longer":
        content += chance.randbytes(chance.choice((1, 100, PAGE)))
    elif kind in {"zeroed page", "swapped pages"}:
        pages = len(content) // PAGE
        one, two = chance.randrange(pages) * PAGE, chance.randrange(pages) * PAGE
        page = bytes(content[two : two + PAGE]) if kind == "swapped pages" else bytes(PAGE)
        content[one : one + PAGE] = page
    elif kind == "spliced":
        at = chance.randrange(min(len(content), len(other)))
        content = content[:at] + bytearray(other[at:])
    else:
        journal = path.with_name(path.name + "-journal")
        journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0\0\1" + chance.randbytes(500) + other[:PAGE])
    return bytes(content)


def _hash(place: Ground, path: Path) -> str:
    with closing(LedgerFile.open(place.home, path)) as file:
        return records_hash(file.store._connection)
