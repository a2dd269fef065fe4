"""Importing: a workbook or CSV file is read within limits, and what it changes is taken in with a backup."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from core import heavy
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.grids import SourceFile, SourceRefused
from core.operations.answers.answering_file import filled
from core.operations.importing.plan import ImportPlan
from core.storage.disk.errors import CannotOpen, told_as
from core.storage.document.backups import BEFORE_IMPORT
from core.storage.document.ledger_file import LedgerFile

T = TypeVar("T")

LARGEST_SOURCE = 40_000_000
"""What is larger is not even read."""


def read_spreadsheet(path: Path, encoding: str | None = None) -> SourceFile:
    """Return the sheets of a workbook or CSV file; raises CannotOpen, or SourceRefused with the reason."""
    with told_as(CannotOpen, path):
        if path.stat().st_size > LARGEST_SOURCE:
            is_workbook = path.suffix.lower().startswith(".xls")
            raise SourceRefused("workbook_too_large" if is_workbook else "csv_too_large")
        content = path.read_bytes()
    try:
        return heavy.read_source(content, path.name, encoding)
    except SourceRefused as refused:
        if refused.rule == "is_questionnaire":
            _refuse_unreadable_answers(content)
        raise


def _refuse_unreadable_answers(content: bytes) -> None:
    """Name the answer that nobody could take in, before somebody is sent to where answers are taken in."""
    book = heavy.read_questionnaire(content)
    file = filled(book.file, book.texts, book.who, "", book.cells)
    if isinstance(file, Faults):
        fault = next(iter(file))
        raise SourceRefused(fault.rule, **fault.facts)


def take_in(
    file: LedgerFile,
    plan: ImportPlan,
    apply: Callable[[ChangeSet], T],
    beside: Callable[[Callable[[], None]], object] | None = None,
) -> T:
    """Keep the present state as a backup, then import as one action; without a backup nothing is imported.

    `apply` writes into the ledger; `beside` does long work while a window is painted. Raises CannotSave when there is
    no room for the backup.
    """

    def back_up() -> None:
        file.back_up(BEFORE_IMPORT)

    (beside or _at_once)(back_up)
    return apply(plan.change_set)


def _at_once(work: Callable[[], None]) -> None:
    work()
