"""Workbooks and CSV files into the open ledger: read with their limits, taken in with a backup."""

from collections.abc import Callable
from pathlib import Path

from core.jobs import importing
from core.model.machine.faults import Faults
from core.model.machine.grids import SourceFile, SourceRefused
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from ui.files.writing import done_or_told
from ui.session import Session


def read_spreadsheet(path: Path, encoding: str | None) -> SourceFile | Faults:
    """Return the sheets of a workbook or CSV file, or why it is not read."""
    try:
        return done_or_told(lambda: importing.read_spreadsheet(path, encoding))
    except SourceRefused as refused:
        return Faults.of("", refused.rule, **refused.facts)


def plan_sheets(session: Session, source: SourceFile, sheet: str | None) -> Callable[[], ImportPlan | Faults]:
    """Return what tells what importing one sheet of a file, or all that belong together, would do; call it in any
    thread."""
    book, document_id = session.book, session.file.store.document_id
    return lambda: plan_file(book, document_id, source, sheet)


def take_in(session: Session, plan: ImportPlan) -> Faults | None:
    """Keep the present state as a backup, then import as one action; without a backup nothing is imported."""
    session.settle()
    return done_or_told(lambda: importing.take_in(session.file, plan, session.run, session.aside))
