"""Files that the user takes out of the program: a printout, a workbook, CSV."""

from pathlib import Path

from core.model.faults import Faults
from core.storage.disk.errors import CannotSave, StoreError, told_as
from core.storage.disk.whole_file import write_whole


def write_file(path: Path, content: bytes) -> Faults | None:
    """Put the file at `path` at one stroke, or say why not; then what was there is as it was."""
    try:
        with told_as(CannotSave, path):
            write_whole(path, content)
    except StoreError as error:
        return Faults((error.fault,))
    return None
