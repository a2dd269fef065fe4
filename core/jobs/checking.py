"""Checking: whether a file opens and is sound, and what helps with one that does not open."""

from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from core.dataclass import dataclass
from core.jobs.kept_pictures import kept_picture
from core.model.registry import TABLES
from core.model.sheets import SheetFile
from core.operations.health.finding import Finding
from core.operations.health.findings import findings
from core.operations.health.impossible import impossible_values
from core.operations.health.soundness import unsound
from core.storage.disk.errors import CannotOpen, ChangeRefused
from core.storage.disk.places import Home
from core.storage.document.backups import Backup
from core.storage.document.ledger_file import Access, LedgerFile
from core.storage.document.seal import Seal
from core.storage.rescue.examining import STATES, damages, newest_good_backup
from core.storage.rows.store import Store

_MENDABLE = frozenset({"damaged", "strange", "cut", "empty"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that opens: its rows by table in numbers, what in it is wrong, and if nothing is, what wants attention."""

    document_id: str
    revision: int
    seal: Seal
    rows: dict[str, int]
    wrong: tuple[Finding, ...]
    attention: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What can be said of a file that is damaged or empty: where, in words, and which is its newest good backup."""

    damages: tuple[str, ...]
    backup: Backup | None


@dataclass(frozen=True, slots=True)
class NotOpened:
    """A file that does not open as it is: its state in one word for programs, and what helps where something may."""

    state: str
    error: CannotOpen
    help: Help | None


def check_file(home: Home, path: Path) -> Opened | NotOpened:
    """Look at a file from its first byte to its last; it is only read."""
    try:
        with closing(LedgerFile.open(home, path, Access.READ)) as file:
            return _opened(file)
    except CannotOpen as error:
        return _not_opened(home, path, error)


def help_for(home: Home, path: Path) -> Help:
    """Return what helps with a file that is damaged or empty. Raises OSError when it cannot be read any more."""
    backup = newest_good_backup(home, path)
    return Help(tuple(damages(path)) if path.stat().st_size else (), backup)


def _opened(file: LedgerFile) -> Opened:
    store, book = file.store, file.store.book()
    store.sieve.found_in_log(is_thorough=True)
    # Nothing is computed from what only stands for something impossible.
    wrong = impossible_values(book, store.sieve.found()) or unsound(
        book, partial(_sheet_file, store), partial(kept_picture, store)
    )
    rows = {name: len(book.all(table.record)) for name, table in TABLES.items() if not table.lazy}
    attention = () if wrong else tuple(findings(book))
    return Opened(store.document_id, store.revision, store.seal, rows, tuple(wrong), attention)


def _sheet_file(store: Store, id: int) -> SheetFile:
    """Return the PDF of a fixed sheet; of one that has none, an empty one, which is not what was fixed."""
    try:
        return store.lazy(SheetFile, id)
    except ChangeRefused:
        return SheetFile(id, b"")


def _not_opened(home: Home, path: Path, error: CannotOpen) -> NotOpened:
    state, help = STATES.get(error.rule, "unreadable"), None
    if state in _MENDABLE:
        with suppress(OSError):
            help = help_for(home, path)
    return NotOpened(state, error, help)
