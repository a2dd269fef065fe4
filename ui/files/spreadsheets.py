"""Workbooks and CSV files of the open ledger: written whole, read with their limits, taken in with a backup."""

from collections.abc import Callable, Sequence
from pathlib import Path

from core import heavy
from core.documents.ledger.computed import computed_sheets
from core.model.changes import ChangeSet
from core.model.faults import Faults
from core.model.grids import Grid, SourceFile, SourceRefused
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.storage.disk.errors import CannotOpen, CannotSave, StoreError, told_as
from core.storage.document.backups import BEFORE_IMPORT
from ui.files.writing import write_file
from ui.session import Session

LARGEST_SOURCE = 40_000_000
"""What is larger is not even read."""


def workbook_of(session: Session) -> Callable[[], bytes]:
    """Return what makes the workbook of everything; it takes a while and may be called in any thread."""
    book, document_id, revision = session.book, session.file.store.document_id, session.file.store.revision
    return lambda: heavy.workbook(book, document_id, revision, computed_sheets(book))


def csv_files(grids: Sequence[Grid], encoding: str, replacement: str) -> dict[str, bytes]:
    """Return the tables as CSV by file name."""
    return {f"{grid.name}.csv": heavy.csv_bytes(grid, encoding, replacement) for grid in grids}


def write_files(folder: Path, files: dict[str, bytes]) -> Faults | None:
    """Put the files into `folder`, or say why not."""
    try:
        with told_as(CannotSave, folder):
            folder.mkdir(parents=True, exist_ok=True)
    except StoreError as error:
        return Faults((error.fault,))
    for name, content in files.items():
        faults = write_file(folder / name, content)
        if faults is not None:
            return faults
    return None


def read_spreadsheet(path: Path, encoding: str | None) -> SourceFile | Faults:
    """Return the sheets of a workbook or CSV file, or why it is not read."""
    try:
        with told_as(CannotOpen, path):
            if path.stat().st_size > LARGEST_SOURCE:
                is_workbook = path.suffix.lower().startswith(".xls")
                return Faults.of("", "workbook_too_large" if is_workbook else "csv_too_large")
            content = path.read_bytes()
        return heavy.read_source(content, path.name, encoding)
    except StoreError as error:
        return Faults((error.fault,))
    except SourceRefused as refused:
        return Faults.of("", refused.rule, **refused.facts)


def plan_ours(session: Session, source: SourceFile, sheet: str | None) -> Callable[[], ImportPlan | Faults]:
    """Return what tells what importing a workbook that this program wrote would do; call it in any thread."""
    book, document_id = session.book, session.file.store.document_id
    return lambda: plan_file(book, document_id, source, sheet)


def take_in(session: Session, change_set: ChangeSet) -> Faults | None:
    """Keep the present state as a backup, then import as one action; without a backup nothing is imported."""
    try:
        session.file.back_up(BEFORE_IMPORT)
    except StoreError as error:
        return Faults((error.fault,))
    return session.run(change_set)
