"""Files that the user takes out of the program; what storage cannot do is told as faults: pages know no storage."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from core.jobs import writing
from core.model.machine.faults import Faults
from core.storage.disk.errors import StoreError

T = TypeVar("T")


def done_or_told(job: Callable[[], T]) -> T | Faults:
    """Return what the job returns, or why a file could not be read or written."""
    try:
        return job()
    except StoreError as error:
        return Faults((error.fault,))


def write_file(path: Path, content: bytes) -> Faults | None:
    """Put the file at `path` at one stroke, or say why not; then what was there is as it was."""
    return done_or_told(lambda: writing.write_file(path, content))


def write_files(folder: Path, files: Mapping[str, bytes]) -> Faults | None:
    """Put the files into `folder`, or say why not."""
    return done_or_told(lambda: writing.write_files(folder, files))
