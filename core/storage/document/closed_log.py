"""締め切った変更履歴: entries of a ledger's change log in a file of their own, which tells when a letter of it changed.

Each line is JSON: first what the file is, then one entry, and last the hash. It is SHA-256 over the hash of the lines
before and the line, so that it holds every entry in its place; the ledger keeps it in the entry that says where the
older ones went.
"""

import hashlib
import itertools
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.history import ENTRY_UNREADABLE, LogEntry, LoggedChange
from core.model.machine.stored_json import decoder
from core.model.values.dates import is_moment, show_date
from core.storage.disk.errors import CannotOpen, CannotSave, Damaged, told_as
from core.storage.disk.whole_file import now, open_new, sync_folder, temporary_in, written_at
from core.storage.document.ledger_file import LedgerFile
from core.storage.rows.closing import CLOSED, ClosedEntry, Range
from core.storage.rows.logged import from_json
from core.storage.rows.logged_kinds import UNREADABLE
from core.storage.rows.told_entries import told_changes

KIND = "anbuncho-log-1"
UNTOLD = "(封印)"
"""Stands for changes that cannot be read and might hold a sealed value: read back they are an unreadable entry."""

_DECODER = decoder()
_BEGINNING = b'{"kind": "anbuncho-log-'


@dataclass(frozen=True, slots=True)
class ClosedLog:
    """What a file of entries says of itself: whose they are, up to which day, which, and the hash over all of it."""

    kind: str
    document_id: str
    council: str
    until: str
    first: int
    last: int
    count: int
    closed_at: str
    closed_by: str
    hash: str = ""


def is_closed_log(path: Path) -> bool:
    """Whether a file begins as one of closed entries does. Raises OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


def close_log(file: LedgerFile, until: str, path: Path, who: str) -> ClosedLog:
    """Move the entries up to the end of the ISO day `until` into a new file at `path`, and say so in the ledger.

    The file is on the disk and has been read again before anything leaves the ledger, which is not saved yet. A value
    that a row does not tell yet (a sealed price) stands in the file as 封印, now and when it is opened later. Raises
    CannotSave "nothing_to_close", "already_there"; then, and after any failure, nothing has changed.
    """
    with told_as(CannotSave, path):
        if path.exists():
            raise CannotSave("already_there", path=str(path))
        wanted = file.store.entries_until(until)
        if wanted is None:
            raise CannotSave("nothing_to_close", date=until)
        about = _about(file, until, wanted, who)
        temporary = temporary_in(path.parent)
        try:
            with written_at(path), open_new(temporary) as writing:
                for line in _lines(about, file, wanted):
                    writing.write(line)
                writing.flush()
                os.fsync(writing.fileno())
            written = read_closed_log(temporary)
            os.replace(temporary, path)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    try:
        file.store.close_entries(wanted, label_of(written, path), who)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return written


def label_of(closed: ClosedLog, path: Path) -> str:
    """Return what the ledger says of the entries that left it."""
    which = f"{closed.first}番〜{closed.last}番の{closed.count:,}件"
    return f"{CLOSED}({show_date(closed.until)}まで、{which}、ファイル「{path.name}」、SHA-256 {closed.hash})"


def read_closed_log(path: Path) -> ClosedLog:
    """Read the file from its first byte to its last and return what it says of itself.

    Raises CannotOpen "log_foreign" for another kind of file, Damaged "log_damaged" when anything in it was changed.
    """
    last = 0
    for about, entry in _checked(path):
        if entry is None:
            return about
        last = entry.id
    raise Damaged("log_damaged", path=str(path), last=last)


def closed_entries(path: Path) -> Iterator[LogEntry]:
    """Yield the entries, the oldest first, checked as far as they have been read; raises what read_closed_log does."""
    return (entry for _, entry in _checked(path) if entry is not None)


def _about(file: LedgerFile, until: str, wanted: Range, who: str) -> ClosedLog:
    council = file.store.book().consortium.name
    return ClosedLog(KIND, file.store.document_id, council, until, wanted.first, wanted.last, wanted.count, now(), who)


def _lines(about: ClosedLog, file: LedgerFile, wanted: Range) -> Iterator[bytes]:
    told = asdict(about)
    del told["hash"]
    chain = b""
    book = file.store.book()
    entries = (_told(book, entry) for entry in file.store.stored_entries(wanted))
    for value in itertools.chain([told], entries):
        line = _line(value)
        chain = _next(chain, line)
        yield line
    yield _line({"hash": chain.hex()})


def _told(book: Book, entry: ClosedEntry) -> ClosedEntry:
    """Return an entry as it may leave the ledger; what cannot be read of it and might tell something stays away."""
    id, at, who, pc, label, changes, saved_at = entry
    try:
        changes = told_changes(book, changes)
    except UNREADABLE:
        changes = UNTOLD
    return id, at, who, pc, label, changes, saved_at


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _next(chain: bytes, line: bytes) -> bytes:
    return hashlib.sha256(chain + line).digest()


def _checked(path: Path) -> Iterator[tuple[ClosedLog, LogEntry | None]]:
    """Yield each entry with what the file says of itself, and at the end, when all is as it was written, no entry."""
    with told_as(CannotOpen, path):
        if not is_closed_log(path):
            raise CannotOpen("log_foreign", path=str(path))
        before = 0
        try:
            with path.open("rb") as file:
                line = file.readline()
                about, chain, count = ClosedLog(**_DECODER.decode(line.decode())), _next(b"", line), 0
                for line in file:
                    value = _DECODER.decode(line.decode())
                    if isinstance(value, dict):
                        is_whole = (before, count) == (about.last, about.count)
                        if value != {"hash": chain.hex()} or not is_whole or file.read(1):
                            break
                        yield ClosedLog(**{**asdict(about), "hash": chain.hex()}), None
                        return
                    entry = _entry(value)
                    if entry.id <= before or (count == 0 and entry.id != about.first):
                        break
                    before, count, chain = entry.id, count + 1, _next(chain, line)
                    yield about, entry
        except UNREADABLE as error:
            raise Damaged("log_damaged", path=str(path), last=before) from error
    raise Damaged("log_damaged", path=str(path), last=before)


def _entry(value: list[Any]) -> LogEntry:
    """Return the entry as the ledger told of it: what cannot be read of it is left out, and its label says so."""
    match value:
        case [int(id), str(at), str(who), str(pc), str(label), str(changes), (str() | None) as saved_at]:
            told: tuple[LoggedChange, ...] = ()
            is_readable = is_moment(at)
            try:
                told = from_json(changes)
            except UNREADABLE:
                is_readable = False
            label = label if is_readable else f"{ENTRY_UNREADABLE}{label}"
            saved_at = saved_at if not saved_at or is_moment(saved_at) else ""
            at = at if is_moment(at) else ""
            return LogEntry(id, at, who, pc, label, told, None if saved_at is None else id, saved_at)
    raise TypeError
