"""Earlier states of a document: in the program's own folder and, if wished, beside the file; thinned as they age."""

import os
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from time import time

from core.dataclass import dataclass
from core.pattern import pattern
from core.storage.disk.whole_file import copy_file, fingerprint, sweep_temporaries, temporary_in

BESIDE = "按分帳の控え"
"""The folder beside the user's file in which backups are kept too where that is wished."""

UNSAVED = "_未保存"
"""Marks a backup of work that was closed without saving."""

BEFORE_MIGRATION = "_更新前"
BEFORE_IMPORT = "_取り込み前"
BEFORE_TAKING = "_回答取り込み前"
BEFORE_RESTORE = "_復元前"
BEFORE_MERGE = "_統合前"
OVERWRITTEN = "_上書き前"
"""Marks what lay where the document was saved under another name: no state of the document's own file."""
MARKS = (UNSAVED, BEFORE_MIGRATION, BEFORE_IMPORT, BEFORE_TAKING, BEFORE_RESTORE, BEFORE_MERGE, OVERWRITTEN)
"""What a backup was made for; one without a mark is the file before the first save of a day."""

NEWEST = 10
"""So many of the newest are kept, whatever they are."""
DAYS, WEEKS, MONTHS = 14, 8, 24
"""Beyond those the last one of each day, week and month, for so many of them, and the first of each day without a
mark."""

_NO_MARK = "_"
"""Stands for no mark after a title that would else seem to end in one."""
_NAME = pattern(rf"(.*?)({'|'.join(MARKS)}|{_NO_MARK}|)_([0-9]{{8}}-[0-9]{{6}})(-[0-9]+)?(\.[^.]*)?", re.DOTALL)
_LONGEST_TITLE, _LARGEST_TITLE, _LARGEST_SUFFIX = 60, 180, 24
"""In letters and in bytes: names of files have 255 bytes on some systems, 255 letters on others."""


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
    unfinished = temporary_in(folder)
    try:
        copy_file(source, unfinished)
        sweep_temporaries(folder, unfinished.stat().st_mtime)
        target = backup_path(folder, title or source.stem, suffix or source.suffix, mark, at)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    thin(folder)
    return target


def back_up_once(source: Path, folder: Path, path: Path, mark: str) -> None:
    """Copy a closed file into `folder` under the name of `path` and a mark, unless its bytes lie there under that mark.

    Raises OSError.
    """
    kept = (one for one in backups_in(folder) if one.mark == mark.removeprefix("_"))
    if not is_among(source, kept):
        back_up(source, folder, path.stem, mark, path.suffix)


def backup_path(folder: Path, title: str, suffix: str, mark: str = "", at: datetime | None = None) -> Path:
    """Return a free name in `folder` for a backup made at some time, by default now: title, mark, date and time."""
    title = title_in_names(title)
    mark = mark or (_NO_MARK if title.endswith((*MARKS, _NO_MARK)) else "")
    suffix = suffix if _size(suffix) <= _LARGEST_SUFFIX else ""
    stem = f"{title}{mark}_{at or datetime.now():%Y%m%d-%H%M%S}"
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def beside(path: Path) -> Path:
    """Return the folder for the backups that lie beside the user's file."""
    return path.parent / BESIDE / title_in_names(path.stem)


def title_in_names(title: str) -> str:
    """Return as much of the title as a backup's name has room for, whole letters only."""
    title = title[:_LONGEST_TITLE]
    while _size(title) > _LARGEST_TITLE:
        title = title[:-1]
    return title


def has_backup_of_today(folder: Path, source: Path, saved_at: datetime | None = None) -> bool:
    """Tell whether the state of the file `source` before its first save of today is kept. Raises OSError.

    It is when a backup of today bears its title, without a mark, and the file, which was saved last at the local time
    `saved_at`, was saved since, or is that very backup. One of another file with the same title does not count, nor
    one that was made for another reason.
    """
    today, title = datetime.now().date(), title_in_names(source.stem)
    found = [one for one in backups_in(folder) if one.at.date() == today and not one.mark and one.title == title]
    if saved_at is not None and any(one.at <= saved_at for one in found):
        return True
    return is_among(source, found)


def is_among(source: Path, backups: Iterable[Backup]) -> bool:
    """Tell whether one of the backups has the very bytes of `source`. Raises OSError."""
    size = source.stat().st_size
    alike = [one.path for one in backups if one.path.stat().st_size == size]
    if not alike:
        return False
    wanted = fingerprint(source)
    return any(fingerprint(path) == wanted for path in alike)


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in a folder, the newest first; a folder that is not there or cannot be read has none."""
    try:
        found = [_read(path) for path in folder.iterdir()]
    except OSError:
        return []
    return sorted((backup for backup in found if backup), key=lambda backup: backup._order, reverse=True)


def sweep_unfinished(backups: Path) -> None:
    """Remove what programs that were killed left half written in the folders of all documents."""
    for folder in (backups, *backups.glob("*/")):
        sweep_temporaries(folder, time())


def thin(folder: Path) -> None:
    """Delete the backups that are not worth keeping any more."""
    backups = backups_in(folder)
    worth = set(worth_keeping(backups))
    for backup in backups:
        if backup not in worth:
            backup.path.unlink(missing_ok=True)


def worth_keeping(backups: Iterable[Backup]) -> list[Backup]:
    """Return what is kept of `backups`, the newest first: the newest ones, then one for each day, week and month.

    Of each recent day the file before its first save is kept too, however many others were made on it.
    Days, weeks and months without a backup do not count, so that a ledger that rests for years loses nothing by it.
    """
    newest_first = sorted(backups, key=lambda backup: backup._order, reverse=True)
    kept = set(newest_first[:NEWEST])
    for period, number in (("%Y%m%d", DAYS), ("%G%V", WEEKS), ("%Y%m", MONTHS)):
        last: dict[str, Backup] = {}
        for backup in newest_first:
            last.setdefault(f"{backup.at:{period}}", backup)
        kept.update(list(last.values())[:number])
    first = {(f"{one.at:%Y%m%d}", one.title): one for one in newest_first if not one.mark}
    recent = sorted({day for day, _ in first}, reverse=True)[:DAYS]
    kept.update(one for (day, _), one in first.items() if day in recent)
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


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
