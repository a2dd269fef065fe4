"""Taking: answer files and Excel books that came back are read, whatever their names, and taken with a backup."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from core import heavy
from core.model.answer_file import AnswerFile, FilledBook
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import SourceRefused
from core.model.selection.score_file import ScoreFile
from core.operations.answers.answering_file import filled
from core.operations.returning import Returned, TakePlan
from core.operations.score_sheets.scoring_file import filled as filled_scores
from core.storage.answer_file import is_answer_file, read_answer_bytes
from core.storage.disk.errors import StoreError
from core.storage.document.backups import BEFORE_TAKING
from core.storage.document.ledger_file import LedgerFile
from core.storage.score_file import SCORE_FILES
from core.storage.sealed_json import small_content

T = TypeVar("T")

LARGEST_RETURNED = 64_000_000
"""What is larger is not even read."""


def read_files(paths: Sequence[Path], stop: Callable[[], bool] = lambda: False) -> list[Returned]:
    """Return what the files say, one by one; those that were not read when `stop` said so are left out."""
    returned = []
    for path in paths:
        if stop():
            break
        returned.append(read_returned(path))
    return returned


def read_returned(path: Path) -> Returned:
    """Return what one file says or why it cannot be read, whatever its name: a sealed file is known by its first
    bytes, anything packed is read as an Excel book."""
    try:
        content = small_content(path, LARGEST_RETURNED, "answer_file_too_large")
        if SCORE_FILES.is_one(content):
            return Returned(path.name, SCORE_FILES.value(content, path.name))
        if is_answer_file(content) or not content.startswith(b"PK"):
            return Returned(path.name, read_answer_bytes(content, path.name))
        book = heavy.read_returned_book(content)
    except StoreError as error:
        return Returned(path.name, None, error.fault)
    except SourceRefused as refused:
        return Returned(path.name, None, Fault("", refused.rule, refused.facts))
    file: AnswerFile | ScoreFile | Faults
    if isinstance(book, FilledBook):
        file = filled(book.file, book.texts, book.who, "", book.cells)
    else:
        file = filled_scores(book.file, book.texts, book.who, book.cells)
    if isinstance(file, Faults):
        return Returned(path.name, None, next(iter(file)))
    return Returned(path.name, file)


def take(file: LedgerFile, plan: TakePlan, apply: Callable[[ChangeSet], T]) -> T:
    """Keep the present state as a backup, then take the answers as one action; without a backup nothing is taken.

    `apply` writes into the ledger. Raises CannotSave when there is no room for the backup.
    """
    file.back_up(BEFORE_TAKING)
    return apply(plan.change_set)
