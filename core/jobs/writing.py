"""Files that are taken out of the program, each written whole: printouts, workbooks, CSV, answer files."""

from collections.abc import Mapping
from pathlib import Path

from core.pattern import pattern
from core.storage.disk.errors import CannotSave, told_as
from core.storage.disk.whole_file import write_whole

_NOT_IN_NAMES = pattern(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]')
_UNSEEN = pattern("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Marks of direction and letters of no width: a name that holds them reads as another."""

_LARGEST = 200
"""Bytes of a name without its ending: file systems take 255, some that encrypt names less; a number may be added."""


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


def name_on_disk(name: str) -> str:
    """Return a name without an ending that reads as it is written and that every disk takes."""
    stem = _NOT_IN_NAMES.sub("_", _UNSEEN.sub("", name))
    return stem.encode()[:_LARGEST].decode(errors="ignore").rstrip()
