"""Two programs that save one file as fast as they can: no update is lost."""

import os
from contextlib import closing
from functools import partial

from core.model.council import Scope, System
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.records import to_row
from core.storage.disk.errors import CannotSave
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from tests.faults.ground import Ground, Result, fork, ground, timed


def race(saves: int) -> Result:
    """Let two programs save until each has done half of `saves`, then count what arrived."""
    with ground() as place, timed(Result("two programs racing to save", saves)) as result:
        each = saves // 2
        programs = [fork(partial(_save, place, name, each)) for name in ("甲", "乙")]
        for pid in programs:
            _, status = os.waitpid(pid, 0)
            if status:
                result.broken.append(f"a program ended with {status}")
        with closing(LedgerFile.open(place.home, place.path)) as file:
            names = {row["name"] for row in file.store.rows()["systems"].values()}
        lost = {f"{who}{n}" for who in "甲乙" for n in range(each)} - names
        result.outcomes["updates in the file"] = len(names)
        result.broken += [f"lost: {name}" for name in sorted(lost)]
        refused = [int(path.read_text(encoding="ascii")) for path in place.root.glob("refused-*")]
        result.outcomes["refused and tried again"] = sum(refused)
        rubbish = [path.name for path in place.desk.iterdir() if path != place.path]
        result.broken += [f"left behind: {name}" for name in rubbish]
    return result


def _save(place: Ground, name: str, wanted: int) -> int:
    home, refused = Home(place.root / f"home-{ord(name)}"), 0
    done = 0
    while done < wanted:
        with closing(LedgerFile.open(home, place.path)) as file:
            row = System(file.store.book().last_id(System) + 1, f"{name}{done}", scope=Scope.IN_SCOPE)
            file.store.apply(ChangeSet("追加", (Insert("systems", to_row(row)),)))
            try:
                file.save()
            except CannotSave:
                refused += 1
                continue
            done += 1
    (place.root / f"refused-{ord(name)}").write_text(str(refused), encoding="ascii")
    return 0
