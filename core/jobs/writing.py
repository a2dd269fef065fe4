"""Files that are taken out of the program, each written whole: printouts, workbooks, CSV, answer files."""

from collections.abc import Mapping
from pathlib import Path

from core.storage.disk.errors import CannotSave, told_as
from core.storage.disk.whole_file import write_whole


def write_file(path: Path, content: bytes) -> None:
    """Put the file at `path` at one stroke; raises CannotSave, then what was there is as it was."""
    with told_as(CannotSave, path):
        write_whole(path, content)


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, as far as they are not there; raises CannotSave."""
    with told_as(CannotSave, folder):
        folder.mkdir(parents=True, exist_ok=True)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put the files into `folder`, which is made if need be, one after the other; raises CannotSave at the first that
    cannot be written."""
    make_folder(folder)
    for name, content in files.items():
        write_file(folder / name, content)
