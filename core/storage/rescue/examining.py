"""What can be said of a file without opening it as a document: what it holds, where it is damaged, its best backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.dataclass import dataclass
from core.model.machine.changes import Row
from core.model.machine.history import LogEntry
from core.model.registry import TABLES
from core.storage.disk.errors import CannotOpen
from core.storage.disk.places import Home
from core.storage.document.backups import OVERWRITTEN, Backup, backups_in, beside, title_in_names
from core.storage.document.opening import identity_of
from core.storage.document.recognition import check_content, has_known_parts, is_document_id
from core.storage.rescue.sqlite_pages import Pages, read_tree
from core.storage.rows.change_log import read_entries
from core.storage.rows.database import open_still
from core.storage.rows.digest import is_content_hash
from core.storage.rows.writer import read_rows

STATES = {
    "file_empty": "empty",
    "file_foreign": "foreign",
    "file_newer": "newer",
    "file_cut": "cut",
    "file_damaged": "damaged",
    "file_strange": "strange",
    "file_other_form": "strange",
    "file_unsteady": "unsteady",
}
"""What a refusal to open means, in one word for programs; any other is "unreadable"."""

_OTHER_TABLES = {
    "meta": "台帳の識別",
    "change_log": "変更履歴",
    "saves": "保存の記録",
    "_sqlite_migrations": "形式の版",
}

_WORTH_LISTING = 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What a closed, good file holds: the council's name, how many rows each table has, its last change, and the rows
    themselves unless they are of an older version."""

    document_id: str
    council: str
    revision: int
    counts: dict[str, int]
    last: LogEntry | None
    rows: dict[str, dict[int, Row]] | None


def contents_of(path: Path) -> Contents:
    """Check a closed file from its first byte to its last and say what it holds; raises what check_content does."""
    check_content(path)
    identity = identity_of(path)
    with closing(open_still(path)) as connection:
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        counted = [name for name in TABLES if name in there]
        counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in counted}
        council = connection.execute("SELECT max(name) FROM consortium").fetchone()[0] or ""
        entries = read_entries(connection, 1)
        rows = None if identity.is_older else read_rows(connection)
    last = entries[0] if entries else None
    return Contents(identity.document_id, council, identity.revision, counts, last, rows)


def backups_of_others(home: Home, document_id: str) -> list[Backup]:
    """Return the backups of every other document, those of ledgers included that are gone or never had a name."""
    try:
        others = [path for path in home.backups.iterdir() if path.is_dir() and path.name != document_id]
    except OSError:
        return []
    return [backup for folder in (home.backups, *others) for backup in backups_in(folder)]


def newest_good_backup(home: Home, path: Path) -> Backup | None:
    """Return the newest backup of the document at `path` that is as it was saved, None when there is none.

    Only when the damaged file does not say any more which document it is, its name decides. Raises OSError.
    """
    own = document_id_in(path)
    found = backups_in(home.backups / own) if own else _with_title(home, title_in_names(path.stem))
    found += backups_in(beside(path))
    found = [backup for backup in found if backup.mark != OVERWRITTEN.removeprefix("_")]
    for backup in sorted(found, key=lambda backup: backup.at, reverse=True)[:_WORTH_LISTING]:
        try:
            check_content(backup.path)
            if own in {"", identity_of(backup.path).document_id}:
                return backup
        except (CannotOpen, OSError):
            continue
    return None


def _with_title(home: Home, title: str) -> list[Backup]:
    return [backup for backup in backups_of_others(home, "") if backup.title == title]


def document_id_in(path: Path) -> str:
    """Return the document's id if it can be found in a file that is damaged, else nothing. Raises OSError."""
    pages = Pages(path.read_bytes())
    for row in read_tree(pages, 1).rows.values():
        if len(row) == 5 and row[1] == "meta" and isinstance(row[3], int):
            for meta in read_tree(pages, row[3]).rows.values():
                if len(meta) > 1 and is_document_id(meta[1]):
                    return str(meta[1])
    return ""


def damages(path: Path) -> list[str]:
    """Return in words where a damaged file is damaged, as far as SQLite and the file itself tell. Raises OSError."""
    content = path.read_bytes()
    pages, found = Pages(content), []
    size = pages.size
    said = int.from_bytes(content[28:32], "big") * size
    if len(content) < said:
        found.append(f"末尾の{said - len(content):,}バイトがありません({said:,}バイトのうち{len(content):,}バイト)")
    elif len(content) > said > 0:
        found.append(f"末尾に{len(content) - said:,}バイト余分に付いています")
    zeros = sum(content.count(0, at, at + size) == len(content[at : at + size]) for at in range(0, len(content), size))
    if zeros:
        found.append(f"{zeros}か所({zeros * size:,}バイト)が0で埋まっています")
    tables = 0
    for row in read_tree(pages, 1).rows.values():
        if len(row) == 5 and row[0] == "table" and isinstance(row[3], int):
            tables += 1
            if read_tree(pages, row[3]).is_broken:
                name = str(row[1])
                label = TABLES[name].label if name in TABLES else _OTHER_TABLES.get(name, name)
                found.append(f"表「{label}」に読めない部分があります")
    if not tables:
        found.append("先頭の管理情報(表の一覧)が読めません")
    return found or [_what_sqlite_says(path)]


def _what_sqlite_says(path: Path) -> str:
    try:
        with closing(open_still(path)) as connection:
            if not has_known_parts(connection):
                return "表の定義が、按分帳の台帳のものではありません"
            (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            (kept,) = connection.execute("SELECT content_hash FROM meta").fetchone()
            if said == "ok" and is_content_hash(connection, kept):
                return "ファイルは保存したときのままですが、台帳にありえない値が入っています"
    except (sqlite3.Error, UnicodeDecodeError, TypeError):
        # Letters that are none, in a definition or in a message of SQLite's; no row where there must be one.
        return "データの構造が壊れています"
    return "内容が保存したときの確認値と一致しません" if said == "ok" else "データの構造が壊れています"
