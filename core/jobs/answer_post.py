"""Answer files as files: handed out into a folder under names of their own, and read when they come back."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from core import heavy
from core.model.answer_file import SUFFIX, AnswerFile
from core.model.answers import Medium
from core.model.faults import Fault, Faults
from core.model.grids import SourceRefused
from core.operations.answers.answering_file import filled
from core.operations.answers.taking import Returned
from core.storage.answer_file import answer_file_bytes, is_answer_file, read_answer_bytes
from core.storage.disk.errors import CannotOpen, CannotSave, StoreError, told_as
from core.storage.disk.whole_file import write_whole

LARGEST_RETURNED = 64_000_000
"""What is larger is not even read."""

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class GivenUp(Exception):
    """The user did not want to wait; nothing is left of the work."""


def hand_out(
    files: Sequence[AnswerFile], folder: Path, medium: Medium, stop: Callable[[], bool] = lambda: False
) -> list[Path]:
    """Write the files into `folder`, all or none, and return their paths; an earlier file is never overwritten.

    Raises CannotSave, or GivenUp when `stop` says so.
    """
    written: list[Path] = []
    try:
        with told_as(CannotSave, folder):
            folder.mkdir(parents=True, exist_ok=True)
            for one in files:
                if stop():
                    raise GivenUp
                path = free_name(folder, one, ".xlsx" if medium is Medium.EXCEL else SUFFIX)
                written.append(path)
                write_whole(path, heavy.questionnaire_book(one) if medium is Medium.EXCEL else answer_file_bytes(one))
    except BaseException:
        take_away(written)
        raise
    return written


def take_away(paths: Sequence[Path]) -> None:
    """Remove files that were handed out for nothing."""
    for path in paths:
        path.unlink(missing_ok=True)


def free_name(folder: Path, file: AnswerFile, suffix: str) -> Path:
    """Return a name by code and municipality that is not taken."""
    stem = _NOT_IN_NAMES.sub("_", f"{file.issue.code}_{file.issue.name}")
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}({number}){suffix}"
    return path


def read_returned(path: Path) -> Returned:
    """Return what one file says or why it cannot be read, whatever its name: a sealed file is known by its first
    bytes, anything packed is read as an Excel book."""
    try:
        with told_as(CannotOpen, path):
            if path.stat().st_size > LARGEST_RETURNED:
                raise CannotOpen("answer_file_too_large", path=path.name)
            content = path.read_bytes()
        if is_answer_file(content) or not content.startswith(b"PK"):
            return Returned(path.name, read_answer_bytes(content, path.name))
        book = heavy.read_questionnaire(content)
    except StoreError as error:
        return Returned(path.name, None, error.fault)
    except SourceRefused as refused:
        return Returned(path.name, None, Fault("", refused.rule, refused.facts))
    file = filled(book.file, book.texts, book.who, "")
    if isinstance(file, Faults):
        return Returned(path.name, None, next(iter(file)))
    return Returned(path.name, file)
