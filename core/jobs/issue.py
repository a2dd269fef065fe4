"""Issuing: one answer file or Excel book for each municipality, or one score sheet for each seat, in a folder, and the
record of it in the ledger."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from core import heavy
from core.dataclass import dataclass
from core.jobs.writing import make_folder, name_on_disk, write_file
from core.model.answer_file import SUFFIX, AnswerFile
from core.model.answers import Medium
from core.model.book import Book
from core.model.council import Municipality
from core.model.evaluation import Procurement, Reviewer
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.selection.score_file import SUFFIX as SCORES
from core.model.selection.score_file import ScoreFile
from core.operations.answers.issuing import IssueTerms, issue
from core.operations.score_sheets.issuing import SheetTerms, issue_sheets
from core.storage.answer_file import answer_file_bytes
from core.storage.disk.errors import CannotSave, told_as
from core.storage.rows.store import Store
from core.storage.score_file import score_file_bytes
from core.version import version


class GivenUp(Exception):
    """The user did not want to wait; nothing is left of the work."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is issued to whom, and into which folder; without a contact the secretariat's name stands in the files."""

    municipalities: tuple[Municipality, ...]
    medium: Medium
    folder: Path
    with_others: bool = False
    contact: str = ""


def issue_files(
    store: Store,
    book: Book,
    wish: Wish,
    who: str,
    at: str,
    record: Callable[[ChangeSet], bool],
    stop: Callable[[], bool] = lambda: False,
) -> list[Path] | Faults:
    """Write the files and have the issue recorded as one action, all or none; return the paths.

    `record` writes into the ledger and returns whether it stands there: if not, or when it raises, the files are taken
    away again and the list is empty. Raises CannotSave when the files cannot be written, GivenUp when `stop` says so.
    """
    terms = IssueTerms(
        document_id=store.document_id,
        revision=store.revision,
        issued_at=at,
        issued_by=who,
        program=f"按分帳 {version()}",
        medium=wish.medium,
        with_others=wish.with_others,
        contact=wish.contact.strip(),
    )
    issued = issue(book, wish.municipalities, [str(uuid4()) for _ in wish.municipalities], terms)
    if isinstance(issued, Faults):
        return issued
    return _handed_out(issued.files, wish.folder, wish.medium, issued.change_set, record, stop)


@dataclass(frozen=True, slots=True)
class ScoreWish:
    """Which seats of a procurement are sent their score sheets, and into which folder."""

    procurement: Procurement
    seats: tuple[Reviewer, ...]
    medium: Medium
    folder: Path
    contact: str = ""


def issue_score_files(
    store: Store,
    book: Book,
    wish: ScoreWish,
    who: str,
    at: str,
    record: Callable[[ChangeSet], bool],
    stop: Callable[[], bool] = lambda: False,
) -> list[Path] | Faults:
    """Write the score sheets and have the issue recorded as one action, as `issue_files` does."""
    terms = SheetTerms(
        store.document_id, store.revision, at, who, f"按分帳 {version()}", wish.medium, wish.contact.strip()
    )
    issued = issue_sheets(book, wish.procurement, wish.seats, [str(uuid4()) for _ in wish.seats], terms)
    if isinstance(issued, Faults):
        return issued
    return _handed_out(issued.files, wish.folder, wish.medium, issued.change_set, record, stop)


def _handed_out(
    files: Sequence[AnswerFile | ScoreFile],
    folder: Path,
    medium: Medium,
    change_set: ChangeSet,
    record: Callable[[ChangeSet], bool],
    stop: Callable[[], bool],
) -> list[Path]:
    paths = hand_out(files, folder, medium, stop)
    is_recorded = False
    try:
        is_recorded = record(change_set)
    finally:
        if not is_recorded:
            _take_away(paths)
    return paths if is_recorded else []


def hand_out(
    files: Sequence[AnswerFile | ScoreFile], folder: Path, medium: Medium, stop: Callable[[], bool] = lambda: False
) -> list[Path]:
    """Write the files into `folder`, all or none, and return their paths; an earlier file is never overwritten.

    Raises CannotSave, or GivenUp when `stop` says so.
    """
    written: list[Path] = []
    try:
        make_folder(folder)
        for one in files:
            if stop():
                raise GivenUp
            with told_as(CannotSave, folder):
                path = free_name(folder, one, _suffix(one, medium))
            written.append(path)
            write_file(path, _content(one, medium))
    except BaseException:
        _take_away(written)
        raise
    return written


def _content(file: AnswerFile | ScoreFile, medium: Medium) -> bytes:
    if isinstance(file, ScoreFile):
        return heavy.score_book(file) if medium is Medium.EXCEL else score_file_bytes(file)
    return heavy.questionnaire_book(file) if medium is Medium.EXCEL else answer_file_bytes(file)


def _suffix(file: AnswerFile | ScoreFile, medium: Medium) -> str:
    if medium is Medium.EXCEL:
        return ".xlsx"
    return SCORES if isinstance(file, ScoreFile) else SUFFIX


def free_name(folder: Path, file: AnswerFile | ScoreFile, suffix: str) -> Path:
    """Return a name by code and municipality, or by the seat, that is not taken, that reads as it is written, and that
    every disk takes."""
    name = f"採点票_{file.issue.reviewer}" if isinstance(file, ScoreFile) else f"{file.issue.code}_{file.issue.name}"
    return free_name_of(folder, name, suffix)


def free_name_of(folder: Path, wanted: str, suffix: str) -> Path:
    """Return a name in `folder` that is not taken, as near to the wanted one as every disk takes it."""
    stem = name_on_disk(wanted)
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}({number}){suffix}"
    return path


def _take_away(paths: Sequence[Path]) -> None:
    """Remove files that were handed out for nothing."""
    for path in paths:
        path.unlink(missing_ok=True)
