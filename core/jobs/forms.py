"""Forms to fill in: written into a folder, one book for each municipality, and read when they come back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from core import heavy
from core.jobs.issue import free_name_of
from core.jobs.writing import make_folder, write_file
from core.model.machine.changes import ChangeSet
from core.model.machine.grids import SourceRefused
from core.model.operating.forms import FilledForm, Form
from core.storage.disk.errors import CannotOpen, CannotSave, told_as
from core.storage.document.backups import BEFORE_IMPORT
from core.storage.document.ledger_file import LedgerFile

T = TypeVar("T")

LARGEST_FORM = 40_000_000
"""What is larger is not even read."""


def hand_out_forms(forms: Sequence[Form], folder: Path) -> list[Path]:
    """Write the forms into `folder`, all or none, and return their paths; an earlier file is never overwritten.

    Raises CannotSave.
    """
    written: list[Path] = []
    try:
        make_folder(folder)
        for form in forms:
            with told_as(CannotSave, folder):
                path = free_name_of(folder, form.stem, ".xlsx")
            written.append(path)
            write_file(path, heavy.form_book(form))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def read_form(path: Path) -> FilledForm:
    """Return what a form says that came back; raises CannotOpen, or SourceRefused with the reason."""
    with told_as(CannotOpen, path):
        if path.stat().st_size > LARGEST_FORM:
            raise SourceRefused("workbook_too_large")
        content = path.read_bytes()
    return heavy.read_form(content, path.name)


def take_forms(file: LedgerFile, change_set: ChangeSet, apply: Callable[[ChangeSet], T]) -> T:
    """Keep the present state as a backup, then take the forms as one action; without a backup nothing is taken.

    `apply` writes into the ledger. Raises CannotSave when there is no room for the backup.
    """
    file.back_up(BEFORE_IMPORT)
    return apply(change_set)
