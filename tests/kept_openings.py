"""A ledger that this run has found sound is not looked through again as long as the file has the very same bytes.

Thousands of tests open a file that another test has opened before them, or one that they have just saved, which is to
look through it too. What is looked for, and that it is found, is asked in tests/core/storage: there every file is
looked through each time it is opened, as users' files are.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.model.machine.possible import Impossible
from core.model.registry import TABLES
from core.storage.disk.whole_file import fingerprint
from core.storage.document import opening, saving
from core.storage.document.recognition import check_content
from core.storage.rows.heard import HeardTables, Listener
from core.storage.rows.sieve import Sieve

_MOST = 24
"""Files whose records are kept; of older ones it is only known that they are sound."""


@dataclass
class _Read:
    """What has been read of a file: as it was heard, and once the sieve was asked, what passed it."""

    heard: dict[str, list[Any]] = field(default_factory=dict)
    no_json: frozenset[int] | None = None
    passed: tuple[Any, tuple[Impossible, ...], tuple[Impossible, ...]] | None = None


class _Heard(dict[str, list[Any]]):
    """Heard records, with all that was read of their file for as long as nobody forgets them."""

    def __init__(self, read: _Read) -> None:
        super().__init__(read.heard)
        self.read: _Read | None = read

    def clear(self) -> None:
        self.read = None
        super().clear()


_hashes: dict[str, str] = {}
_read: OrderedDict[str, _Read] = OrderedDict()
_always: dict[str, _Read] = {}
_passing: list[bool] = [True]


def keep_what_is_found_sound() -> None:
    """Let opening and saving remember it from now on."""
    read = Sieve._read

    def checked_once(path: Path, about: Path | None = None, listener: Listener | None = None) -> str:
        key = f"{fingerprint(path).sha256} {len(TABLES)}" if _passing[-1] and path.is_file() else ""
        if not key or key not in _hashes:
            found = check_content(path, about, listener)
            if key:
                _hashes[key] = found
                if isinstance(listener, HeardTables):
                    _read[key] = _Read(dict(listener.records), listener.no_json)
        if key and isinstance(listener, HeardTables):
            kept = _read.setdefault(key, _Read())
            listener.records, listener.no_json = _Heard(kept), kept.no_json
            _read.move_to_end(key)
            if len(_read) > _MOST:
                _read.popitem(last=False)
        return _hashes[key] if key else found

    def read_once(self: Sieve) -> None:
        known = self._records.read if isinstance(self._records, _Heard) else None
        if known is None or known.passed is None:
            read(self)
            if known is not None:
                known.passed = (self._records, self._found or (), self.found_in_log())
            return
        self._records, self._found, self._log = known.passed
        self._is_read = True

    for room in (opening, saving):
        setattr(room, "check_content", checked_once)  # noqa: B010
    Sieve._read = read_once  # type: ignore[method-assign]


def read_before(name: str) -> HeardTables:
    """Return what a store is to begin with that is always made of the same rows, which this name stands for: it reads
    them the first time only."""
    heard = HeardTables()
    heard.records = _Heard(_always.setdefault(name, _Read()))
    return heard


@contextmanager
def looked_through_each_time() -> Iterator[None]:
    """Look through every file that is opened inside."""
    _passing.append(False)
    try:
        yield
    finally:
        _passing.pop()
