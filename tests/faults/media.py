"""Disks that fail, fill up, turn read-only or vanish: the user's file stays byte by byte, the work stays too."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from core.storage.disk.errors import StoreError
from core.storage.disk.places import Home
from core.storage.disk.whole_file import write_whole
from core.storage.document import saving
from core.storage.document.ledger_file import LedgerFile, leftovers
from tests.faults.ground import Ground, Result, fork, ground, state_of, step, timed
from tests.faults.shim import Faults

DONE, TOLD, WRONG = 0, 10, 20
LIFE = 100_000
"""More calls than a program makes from opening to closing."""
CODES = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC}


def fail_every_call(stride: int = 1) -> list[Result]:
    """Open, edit, save and close while one call of the operating system fails, then while all from it on fail."""
    return [_fail(name, forever, stride) for name in CODES for forever in (False, True)]


def _fail(name: str, forever: bool, stride: int) -> Result:
    title = f"every call failing {'for ever' if forever else 'once'} with {name}"
    with ground() as place, timed(Result(title)) as result:
        saving.RETRIES = (0.001,)
        faults, original = Faults(place.root), place.path.read_bytes()
        report = place.root.with_suffix(".report")
        for number in (0, *range(1, LIFE, stride)):
            place.path.write_bytes(original)
            pid = fork(partial(_work, place, faults, number, CODES[name], forever, report))
            _, status = os.waitpid(pid, 0)
            told = report.read_text(encoding="ascii").split()
            report.unlink()
            result.tried += 1
            try:
                result.outcomes[_look(place, os.waitstatus_to_exitcode(status), told)] += 1
            except Exception as error:  # noqa: BLE001 — whatever is raised is a broken promise and told
                result.broken.append(f"call {number}: {type(error).__name__} {error}")
            if number > int(told[-1]):
                # The program's life ended before that call: every one has failed.
                break
    return result


def _work(place: Ground, faults: Faults, number: int, code: int, forever: bool, report: Path) -> int:
    """One program's life. What it could acknowledge stands in the report; it ends without tidying up."""
    with report.open("w", encoding="ascii") as told:
        faults.arm(number, code, forever)
        try:
            file = LedgerFile.open(place.home, place.path)
            file.store.apply(step("paste", 1))
            told.write("edited ")
            file.save()
            told.write("saved ")
            file.close()
        except StoreError as error:
            told.write(f"refused {error.rule} ")
            return TOLD
        finally:
            calls = faults.calls
            faults.arm(0, 0, False)
            told.write(f"calls {calls}")
    return DONE


def _look(place: Ground, code: int, told: list[str]) -> str:
    """Hold what is left against what was acknowledged, as the next start would find it."""
    assert code in {DONE, TOLD}, f"the program ended with {code}: {told}"
    with closing(LedgerFile.open(place.home, place.path)) as file:
        in_file = state_of(file, "paste")
    assert ("saved" in told) <= in_file <= 1, f"{in_file} in the file: {told}"
    reached = in_file
    for leftover in leftovers(place.home):
        with closing(LedgerFile.recover(place.home, leftover)) as file:
            reached = max(reached, state_of(file, "paste"))
            file.save()
    assert reached >= ("edited" in told), f"{reached} reached: {told}"
    for path in place.desk.iterdir():
        if path != place.path:
            # Where nothing can be removed any more something stays; the next save or start takes it away.
            path.unlink()
    return "refused in words" if code == TOLD else "went on in spite of it"


def hostile_places() -> Result:
    """Full, read-only, vanished: needs root for small disks of its own."""
    with ground() as place, timed(Result("full, read-only and vanished disks")) as result:
        for trouble in (_full, _full_printout, _read_only, _vanished, _long, _very_long):
            result.tried += 1
            try:
                trouble(place)
                result.outcomes["old file byte-identical, work kept"] += 1
            except Exception as error:  # noqa: BLE001 — whatever is raised is a broken promise and told
                result.broken.append(f"{trouble.__name__}: {type(error).__name__} {error}")
    return result


@contextmanager
def small_disk(place: Ground) -> Iterator[Path]:
    folder = place.root / "小さなディスク"
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4M", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _on_small_disk(place: Ground, folder: Path) -> tuple[LedgerFile, Path, bytes]:
    path = folder / "台帳.anbun"
    path.write_bytes(place.path.read_bytes())
    file = LedgerFile.open(place.home, path)
    file.store.apply(step("import", 1))
    return file, path, path.read_bytes()


def _refused(file: LedgerFile, *rules: str) -> None:
    try:
        file.save()
    except StoreError as error:
        if error.rule in rules:
            return
        raise
    raise AssertionError("it was saved")


def _full(place: Ground) -> None:
    with small_disk(place) as folder:
        file, path, old = _on_small_disk(place, folder)
        with closing(file):
            rest = folder / "場所ふさぎ"
            with rest.open("wb", buffering=0) as filler, suppress(OSError):
                while filler.write(b"x" * 4096):
                    pass
            _refused(file, "disk_full")
            assert path.read_bytes() == old
            assert {one.name for one in folder.iterdir()} == {path.name, rest.name}
            file.store.apply(step("edit", 2))
            rest.unlink()
            file.save()
            assert not file.is_dirty


def _full_printout(place: Ground) -> None:
    """What is printed or exported onto a full disk leaves the earlier printout there, and nothing of the new one."""
    with small_disk(place) as folder:
        printout = folder / "帳票.pdf"
        write_whole(printout, b"old" * 10_000)
        try:
            write_whole(printout, b"new" * 2_000_000)
        except OSError as error:
            told = error.errno
        else:
            told = 0
        assert told == errno.ENOSPC
        assert printout.read_bytes() == b"old" * 10_000
        assert [one.name for one in folder.iterdir()] == [printout.name]


def _read_only(place: Ground) -> None:
    with small_disk(place) as folder:
        file, path, old = _on_small_disk(place, folder)
        with closing(file):
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
            _refused(file, "read_only")
            assert path.read_bytes() == old
            file.save_as(place.desk / "別の場所.anbun")
            (place.desk / "別の場所.anbun").unlink()


def _vanished(place: Ground) -> None:
    with small_disk(place) as folder:
        file, path, old = _on_small_disk(place, folder)
        with closing(file):
            away = folder / "抜かれた"
            inner = folder / "共有"
            inner.mkdir()
            moved = inner / path.name
            path.rename(moved)
            file.close()
            file = LedgerFile.open(place.home, moved)
            file.store.apply(step("import", 1))
            inner.rename(away)
            _refused(file, "place_missing")
            file.store.apply(step("edit", 2))
            away.rename(inner)
            assert moved.read_bytes() == old
            file.save()
            assert not file.is_dirty
            file.close()


def _long(place: Ground) -> None:
    folder = place.desk
    for number in range(6):
        folder = folder / f"とても長い 名前の フォルダー その{number}"
    folder.mkdir(parents=True)
    path = folder / "台帳 令和八年度.anbun"
    assert len(str(path)) > 100
    assert len(os.fsencode(path)) > 260
    _saved_far_away(place, path)


def _very_long(place: Ground) -> None:
    """More letters than Windows had for a path, and more bytes than SQLite has."""
    folder = place.desk.joinpath(*(letter * 80 for letter in "あいう"))
    folder.mkdir(parents=True)
    path = folder / "台帳 令和八年度 費用按分.anbun"
    assert len(str(path)) > 260
    assert len(os.fsencode(path)) > 780
    _saved_far_away(place, path)


def _saved_far_away(place: Ground, path: Path) -> None:
    file = LedgerFile.open(place.home, place.path)
    with closing(file):
        file.store.apply(step("edit", 1))
        file.save_as(path)
        file.save()
    with closing(LedgerFile.open(Home(place.root / "もう一つ"), path)) as again:
        assert state_of(again, "edit") == 1
