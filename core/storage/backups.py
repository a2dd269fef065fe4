"""Earlier states of a document: in the program's own folder and, if wished, beside the file; thinned as they age."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.storage.whole_file import copy_file

BESIDE = "按分帳の控え"
"""The folder beside the user's file in which backups are kept too where that is wished."""

UNSAVED = "_未保存"
"""Marks a backup of work that was closed without saving."""

BEFORE_MIGRATION = "_更新前"
BEFORE_IMPORT = "_取り込み前"
BEFORE_TAKING = "_回答取り込み前"
BEFORE_RESTORE = "_復元前"
BEFORE_MERGE = "_統合前"
MARKS = (UNSAVED, BEFORE_MIGRATION, BEFORE_IMPORT, BEFORE_TAKING, BEFORE_RESTORE, BEFORE_MERGE)
"""What a backup was made for; one without a mark is the file before the first save of a day."""

NEWEST = 10
"""So many of the newest are kept, whatever they are."""
DAYS, WEEKS, MONTHS = 14, 8, 24
"""Beyond those the last one of each day, week and month, for so many of them."""

_NAME = re.compile(rf"(.*?)({'|'.join(MARKS)}|)_([0-9]{{8}}-[0-9]{{6}})(-[0-9]+)?(\.[^.]*)?")
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: the document's title then, the mark without its underline, the local time to the second."""

    path: Path
    title: str
    mark: str
    at: datetime

    @property
    def _order(self) -> tuple[datetime, int, str]:
        return self.at, len(self.path.name), self.path.name


@dataclass(frozen=True, slots=True)
class Places:
    """Where the backups of one document go: `own` always, `beside` when the setting says so."""

    own: Path
    beside: Path | None = None


def back_up(
    source: Path, folder: Path, title: str = "", mark: str = "", suffix: str = "", at: datetime | None = None
) -> Path:
    """Copy a closed file into `folder` under its title and the time (now), and return the copy. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / "unfinished"
    try:
        copy_file(source, unfinished)
        target = backup_path(folder, title or source.stem, suffix or source.suffix, mark, at)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    thin(folder)
    return target


def backup_path(folder: Path, title: str, suffix: str, mark: str = "", at: datetime | None = None) -> Path:
    """Return a free name in `folder` for a backup made at some time, by default now: title, mark, date and time."""
    stem = f"{title[:_LONGEST_TITLE]}{mark}_{at or datetime.now():%Y%m%d-%H%M%S}"
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def beside(path: Path) -> Path:
    """Return the folder for the backups that lie beside the user's file."""
    return path.parent / BESIDE / path.stem[:_LONGEST_TITLE]


def has_backup_of_today(folder: Path) -> bool:
    """Tell whether a saved state was backed up today; backups made for another reason do not count."""
    today = datetime.now().date()
    return any(backup.at.date() == today and not backup.mark for backup in backups_in(folder))


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in a folder, the newest first; a folder that is not there or cannot be read has none."""
    try:
        found = [_read(path) for path in folder.iterdir()]
    except OSError:
        return []
    return sorted((backup for backup in found if backup), key=lambda backup: backup._order, reverse=True)


def thin(folder: Path) -> None:
    """Delete the backups that are not worth keeping any more."""
    backups = backups_in(folder)
    worth = set(worth_keeping(backups))
    for backup in backups:
        if backup not in worth:
            backup.path.unlink(missing_ok=True)


def worth_keeping(backups: Iterable[Backup]) -> list[Backup]:
    """Return what is kept of `backups`, the newest first: the newest ones, then one for each day, week and month.

    Days, weeks and months without a backup do not count, so that a ledger that rests for years loses nothing by it.
    """
    newest_first = sorted(backups, key=lambda backup: backup._order, reverse=True)
    kept = set(newest_first[:NEWEST])
    for period, number in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        last: dict[str, Backup] = {}
        for backup in newest_first:
            last.setdefault(f"{backup.at:{period}}", backup)
        kept.update(list(last.values())[:number])
    return [backup for backup in newest_first if backup in kept]


def _read(path: Path) -> Backup | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        at = datetime.strptime(match[3], "%Y%m%d-%H%M%S")
    except ValueError:
        return None
    return Backup(path, match[1], match[2].removeprefix("_"), at)
