"""現況調査 as sheets: one workbook for each member, with its rows as the ledger has them; they come back by 取込."""

from collections.abc import Callable, Sequence
from pathlib import Path

from core import heavy
from core.jobs.issue import free_name_of
from core.jobs.writing import make_folder, write_file
from core.model.book import Book
from core.model.council import Municipality
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.selection.present_systems import PresentSystem
from core.storage.rows.store import Store


class StoppedWriting(Exception):
    """The user did not want to wait; nothing is left of the work."""


def write_survey(
    store: Store,
    book: Book,
    members: Sequence[Municipality],
    folder: Path,
    stop: Callable[[], bool] = lambda: False,
) -> list[Path] | Faults:
    """Write a workbook for each member that has rows, all or none, and return the paths; an earlier file is never
    overwritten. Faults: "survey_unprepared". Raises CannotSave, or StoppedWriting when `stop` says so."""
    rows = {one: in_order(book, book.children(PresentSystem, one.id).values()) for one in members}
    if not any(rows.values()):
        return Faults.of("", "survey_unprepared")
    written: list[Path] = []
    try:
        make_folder(folder)
        for member, own in rows.items():
            if not own:
                continue
            if stop():
                raise StoppedWriting
            content = heavy.table_workbook(book, PresentSystem, own, store.document_id, store.revision)
            path = free_name_of(folder, f"現況調査_{member.code}_{member.name}", ".xlsx")
            written.append(path)
            write_file(path, content)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written
