"""The user's file has changed since it was opened: what it holds beside what we hold, and how the two become one."""

import json
import os
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import asdict
from pathlib import Path

from core.dataclass import dataclass
from core.model.machine.changes import ChangeSet, Row
from core.model.machine.history import LogEntry
from core.storage.disk.errors import CannotOpen, CannotSave, told_as
from core.storage.disk.whole_file import Fingerprint, copy_file, fingerprint, write_whole
from core.storage.document.backups import BEFORE_MERGE, back_up
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.opening import bring_up_to_date, checked_copy, identity_of
from core.storage.document.working_copy import Saved
from core.storage.rows.change_log import RawEntry, read_history
from core.storage.rows.database import open_still
from core.storage.rows.store import Store
from core.storage.rows.translating import Ids, with_our_ids
from core.storage.rows.writer import read_references

Rows = Mapping[str, Mapping[int, Row]]


@dataclass(frozen=True, slots=True)
class Outside:
    """`base` is what both began with, None when that is not known any more; `ids` say which of its ids are others in
    our ledger; `entries` are what the others did since, the newest first; `references` say which table each column
    refers to."""

    path: Path
    fingerprint: Fingerprint
    copy: Path
    base: Rows | None
    ids: Ids
    ours: Rows
    theirs: Rows
    references: Mapping[tuple[str, str], str]
    entries: tuple[LogEntry, ...]
    history: tuple[RawEntry, ...]


def look_outside(file: LedgerFile) -> Outside:
    """Read what lies in the place of the document's file now; nothing is changed.

    Raises CannotOpen: nothing lies there, no ledger, or another document's ("not_same_document").
    """
    path = file.path
    assert path is not None
    theirs, base = file.copy.folder / "theirs.db", file.copy.folder / "common.db"
    with told_as(CannotOpen, path):
        mark = checked_copy(path, theirs)
        if identity_of(theirs).document_id != file.store.document_id:
            raise CannotOpen("not_same_document", path=str(path))
        has_base = _copy_base(file, base)
        with closing(_read(theirs)) as store:
            rows, log = store.rows(), store.log()
        common, last = None, 0
        if has_base:
            with closing(_read(base)) as store:
                common = store.rows()
                last = max((entry.id for entry in store.log(1)), default=0)
        with closing(open_still(theirs)) as connection:
            history = tuple(read_history(connection, last)) if has_base else ()
            references = read_references(connection)
    entries = tuple(entry for entry in log if entry.id > last)
    ids = _read_ids(file) if has_base else {}
    return Outside(path, mark, theirs, common, ids, file.store.rows(), rows, references, entries, history)


def merge_in(file: LedgerFile, outside: Outside, ids: Ids, change_set: ChangeSet, who: str) -> None:
    """Bring the others' changes and their log into the document, which from then on follows their file; `ids` say which
    of their ids are others in our ledger, and are remembered for the next time.

    Both states are kept among the backups. Nothing is saved yet. Raises ChangeRefused when the change set breaks a
    rule, CannotSave when there is no room for the backups; then nothing has changed.
    """
    file.back_up(BEFORE_MERGE)
    with told_as(CannotSave, file.backups.own):
        back_up(outside.copy, file.backups.own, file.title, BEFORE_MERGE, outside.path.suffix)
    revision = file.origin.saved.revision
    file.store.apply(change_set, who, with_our_ids(outside.history, ids, outside.references))
    with suppress(OSError):
        _write_ids(file, outside.fingerprint, ids)
        os.replace(outside.copy, file.copy.base)
    file.saved(Saved(outside.path, outside.fingerprint, revision))


def _ids_path(file: LedgerFile) -> Path:
    return file.copy.folder / "base-ids.json"


def _write_ids(file: LedgerFile, mark: Fingerprint, ids: Ids) -> None:
    """Remember the ids together with the base for which they hold: a later save replaces it and ends them."""
    write_whole(_ids_path(file), json.dumps({"base": asdict(mark), "ids": ids}).encode())


def _read_ids(file: LedgerFile) -> Ids:
    try:
        found = json.loads(_ids_path(file).read_bytes())
        if Fingerprint(**found["base"]) != file.origin.saved.fingerprint:
            return {}
        return {table: {int(theirs): int(ours) for theirs, ours in ids.items()} for table, ids in found["ids"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _copy_base(file: LedgerFile, target: Path) -> bool:
    """Copy what was opened or saved last, if it is still known."""
    try:
        if fingerprint(file.copy.base) != file.origin.saved.fingerprint:
            return False
        copy_file(file.copy.base, target)
    except OSError:
        return False
    return True


def _read(path: Path) -> Store:
    """Open a closed copy for reading; of one of an older version a migrated copy: its own bytes stay as they are."""
    if identity_of(path).is_older:
        migrated = path.with_suffix(".new")
        copy_file(path, migrated)
        bring_up_to_date(migrated)
        path = migrated
    return Store(open_still(path))
