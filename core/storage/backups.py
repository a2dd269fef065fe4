"""Earlier states of a document, kept in the program's own folder, the newest 20."""

import os
import re
from datetime import datetime
from pathlib import Path

from core.storage.whole_file import copy_file

KEPT = 20
"""How many backups of one document are kept."""

UNSAVED = "_未保存"
"""Marks a backup of work that was closed without saving."""

_STAMP = re.compile(r"_([0-9]{8}-[0-9]{6}(?:-[0-9]+)?)(?:\.[^.]*)?$")
_LONGEST_TITLE = 60


def back_up(source: Path, folder: Path) -> Path:
    """Copy a closed file into `folder` under its name and the time, and return the copy. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / "unfinished"
    try:
        copy_file(source, unfinished)
        target = backup_path(folder, source.stem, source.suffix)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    thin(folder)
    return target


def backup_path(folder: Path, title: str, suffix: str, mark: str = "") -> Path:
    """Return a free name in `folder` for a backup made now: title, mark, date and time."""
    stem = f"{title[:_LONGEST_TITLE]}{mark}_{datetime.now():%Y%m%d-%H%M%S}"
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def has_backup_of_today(folder: Path) -> bool:
    """Tell whether a saved state was backed up today; unsaved work does not count."""
    today = f"{datetime.now():%Y%m%d}"
    return any(_stamp(path).startswith(today) for path in _backups(folder) if f"{UNSAVED}_" not in path.name)


def thin(folder: Path) -> None:
    """Delete all but the newest KEPT backups."""
    for path in sorted(_backups(folder), key=_stamp, reverse=True)[KEPT:]:
        path.unlink(missing_ok=True)


def _backups(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if _stamp(path)]


def _stamp(path: Path) -> str:
    match = _STAMP.search(path.name)
    return match[1] if match else ""
