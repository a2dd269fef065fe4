"""Handouts from templates and templates from handouts: what window and command line both do."""

from pathlib import Path

from core.calc.handouts.templates import from_template
from core.documents.handouts.chapters import with_known_printouts
from core.documents.registry import REPORTS
from core.jobs.writing import write_file
from core.model.book import Book
from core.model.machine.faults import Faults
from core.model.meetings import Meeting
from core.model.papers.handouts import Handout, Template
from core.operations.handouts.templates import Begun, as_template, put_handout, take_template
from core.storage.template_file import TEMPLATE_FILES
from core.version import version


def begin(
    book: Book, source: Template | Path, name: str = "", meeting: Meeting | None = None, municipality: int | None = None
) -> Begun | Faults:
    """Return what puts the chapters of a template into the ledger: one of the house's own (of a session, for a town),
    or of a file, which is hostile until it is checked. Raises CannotOpen for a file that is no such template."""
    if isinstance(source, Path):
        return take_template(book, TEMPLATE_FILES.open(source), name)
    handout, chapters = from_template(book, source, meeting, municipality)
    return put_handout(book, handout, with_known_printouts(chapters, REPORTS), name)


def keep(book: Book, handout: Handout, path: Path) -> int:
    """Write a handout as a template file at one stroke, and return how many pictures stayed behind. Raises CannotSave,
    then what was there is as it was."""
    file, pictures = as_template(book, handout, f"按分帳 {version()}")
    write_file(path, TEMPLATE_FILES.content(file))
    return pictures
