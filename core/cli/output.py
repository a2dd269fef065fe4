"""What commands print: tables aligned by the width of Japanese letters, JSON, and failures with their exit code."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from core.model.machine.faults import Fault, Faults, Refused
from core.model.values.dates import show_date
from core.storage.disk.errors import CannotOpen, ChangedOutside, told_as
from core.storage.disk.paths import real_path
from core.storage.disk.places import default_home
from core.storage.disk.sightings import State
from core.storage.document.ledger_file import LedgerFile
from core.storage.document.presence import look
from core.storage.document.usable import usable
from core.words.sentences import sentence

T = TypeVar("T")
Rows = list[dict[str, Any]]
_ATTEMPTS = 20


class CommandFailed(Exception):
    """The command stops with these sentences and exit code; nothing was changed."""

    def __init__(self, *sentences: str, exit_code: int = 1) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.exit_code = exit_code


def accepted(wish: T | Faults) -> T:
    """Return what was not refused; raises CommandFailed with the sentences otherwise."""
    if isinstance(wish, Faults):
        raise CommandFailed(*(sentence(fault) for fault in wish))
    return wish


def understood(parse: Callable[[str], T], text: str) -> T:
    """Return what `parse` reads in `text`; raises CommandFailed with the sentence when it cannot be read."""
    try:
        return parse(text)
    except Refused as refused:
        raise CommandFailed(sentence(refused)) from refused


@contextmanager
def opened(path: str) -> Iterator[LedgerFile]:
    """Open the file for one command; what was not saved by then is dropped."""
    file = usable(LedgerFile.open(default_home(), Path(path)))
    try:
        if impossible := file.store.sieve.found():
            raise CannotOpen("impossible_values", count=len(impossible), path=path)
        yield file
    finally:
        file.close()


def changed(path: str, change: Callable[[LedgerFile], T]) -> T:
    """Open the file, let `change` change it, save it and return what `change` returned.

    When another program has saved in between it is done again on what now lies there. Raises CommandFailed while
    somebody has the file open in a window.
    """
    with told_as(CannotOpen, Path(path)):
        seen = look(default_home(), real_path(Path(path)))
    if seen is not None and seen.state is State.ALIVE:
        raise CommandFailed(sentence(Fault("", "held_by_window", {"path": path, **seen.holder.facts})))
    attempts = _ATTEMPTS
    while True:
        with opened(path) as file:
            try:
                result = change(file)
                if file.is_dirty:
                    file.save()
            except ChangedOutside:
                attempts -= 1
                if not attempts:
                    raise
            else:
                return result


def told_day(day: str | None) -> dict[str, str | None]:
    """Return the day as of which JSON tells something, as ISO and as it is shown; None for now."""
    return {"as_of": day or None, "as_of_shown": show_date(day) or None}


def print_json(value: object) -> None:
    """Print `value` as JSON that people can read."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], figures: Sequence[bool]) -> None:
    """Print a table; columns of `figures` are right-aligned."""
    widths = [max(map(_width, column)) for column in zip(headings, *rows, strict=True)]
    for row in (headings, *rows):
        cells = [
            " " * (width - _width(cell)) + cell if figure else cell + " " * (width - _width(cell))
            for cell, width, figure in zip(row, widths, figures, strict=True)
        ]
        print("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
