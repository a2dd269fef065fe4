"""The program's own import and take-back, done by its commands: what a killed one must not leave half done."""

import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import core.exchange.sources  # noqa: F401  (loaded once, before programs are forked)
from core.cli.run import run
from core.model.answer_file import AnswerFile
from core.model.answers import Answer, AnswerState
from core.operations.answers.answering_file import finish, give, sign
from core.storage.answer_file import open_answer_file, write_answer_file
from core.storage.disk.places import CHOSEN_HOME
from core.storage.document.ledger_file import LedgerFile
from tests.faults.ground import BATCH, Ground

TOWN = 1
"""The municipality that answers."""


def prepare(place: Ground) -> None:
    """Send the answer file out."""
    _run(place, "issue", place.path, "--municipality", f"{TOWN:06}", "-d", place.root / "送付")


def imported(place: Ground, n: int) -> None:
    """Import the `n`-th sheet of systems."""
    sheet = sheet_of_systems(place, n)
    _run(place, "import", place.path, sheet)
    sheet.unlink()


def sheet_of_systems(place: Ground, n: int) -> Path:
    """Return the `n`-th sheet of systems: a CSV file."""
    sheet = place.root / f"業務{n}.csv"
    first = (n - 1) * BATCH + 1
    rows = "\n".join(f"業務{number},調達内" for number in range(first, first + BATCH))
    sheet.write_text(f"業務名,調達範囲\n{rows}\n", encoding="utf-8")
    return sheet


def taken(place: Ground, n: int) -> None:
    """Take the file back with every request answered for the `n`-th time."""
    path = answered(place, n)
    _run(place, "take", place.path, path, "--prefer", "returned")
    path.unlink()


def answered(place: Ground, n: int) -> Path:
    """Return the file that was sent out, with every request answered for the `n`-th time."""
    (sent,) = (place.root / "送付").iterdir()
    file = _accepted(sign(open_answer_file(sent), "事務局"))
    state = AnswerState.YES if n % 2 else AnswerState.NO
    for request in file.requests:
        file = _accepted(give(file, request.id, state, str(n)))
    path = place.root / f"回答{n}.anbun-answer"
    write_answer_file(path, _accepted(finish(file, f"2026-01-01T{n // 60:02}:{n % 60:02}:00")))
    return path


def imports_of(file: LedgerFile) -> int:
    """Return how many sheets were imported; raises AssertionError when one is there by half."""
    whole, rest = divmod(len(file.store.rows()["systems"]), BATCH)
    assert rest == 0, "half an import"
    return whole


def taken_times(file: LedgerFile) -> int:
    """Return how often the answers were taken; raises AssertionError when some are older than others."""
    answers = file.store.book().all(Answer).values()
    comments = {one.comment for one in answers if one.municipality_id == TOWN} or {"0"}
    assert len(comments) == 1, "half a file was taken"
    (comment,) = comments
    n = int(comment or 0)
    states = {str(one.state) for one in answers if one.municipality_id == TOWN}
    assert n == 0 or states == {"yes" if n % 2 else "no"}, "half an answer"
    return n


COMMANDS: dict[str, Callable[[Ground, int], None]] = {"import": imported, "take-back": taken}
STATES: dict[str, Callable[[LedgerFile], int]] = {"import": imports_of, "take-back": taken_times}


def _run(place: Ground, *arguments: str | Path) -> None:
    os.environ[CHOSEN_HOME] = str(place.home.path)
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = run([str(argument) for argument in arguments])
    assert code == 0, said.getvalue()


def _accepted(result: object) -> AnswerFile:
    assert isinstance(result, AnswerFile), result
    return result
