"""What an entry of the change log changed, line by line as people read it, and found by the words they see."""

from collections.abc import Iterator, Mapping
from itertools import islice

from core.dataclass import dataclass
from core.model.machine.history import LogEntry, LoggedChange
from core.model.machine.sealing import SEALED
from core.model.machine.table import Look
from core.model.values.codes import search_key
from core.operations.telling.values import column_name, row_name, value_text

LINES = 5_000
"""Most lines that are shown of one entry, or printed: nobody reads more of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One column of one row that was changed."""

    id: int
    what: str
    column: str
    before: str
    after: str


def lines_of(ledger: Look, entry: LogEntry) -> Iterator[Line]:
    """Yield what the entry changed, one line after the other: an import may have 100,000 of them."""
    number = 0
    for change in entry.changes:
        name = row_name(ledger, change.table, change.id, change.after or change.before)
        for column, before, after in _differences(ledger, change):
            number += 1
            yield Line(number, name, column, before, after)


class Finder:
    """Tells whether an entry shows a text, in its label or its lines; width, case and kana alike.

    What an entry shows is put together when it is first asked for and kept, for entries never change: make another
    finder when the names of rows have changed.
    """

    def __init__(self, ledger: Look) -> None:
        self._ledger = ledger
        self._texts: dict[int, str] = {}

    def shows(self, entry: LogEntry, wanted: str) -> bool:
        """Return whether the entry shows `wanted`, which is folded by search_key; of long ones the lines shown."""
        if entry.id not in self._texts:
            self._texts[entry.id] = search_key("\n".join(_words(self._ledger, entry)))
        return wanted in self._texts[entry.id]


def _words(ledger: Look, entry: LogEntry) -> Iterator[str]:
    yield entry.label
    for line in islice(lines_of(ledger, entry), LINES):
        yield f"{line.what} {line.column} {line.before}\n{line.after}"


def _differences(ledger: Look, change: LoggedChange) -> Iterator[tuple[str, str, str]]:
    """Yield column, before and after; of a row that came or went, what was in it."""
    if change.before is None or change.after is None:
        whole: Mapping[str, object] = change.after or change.before or {}
        word = "追加" if change.before is None else "削除"
        filled = [
            f"{column_name(change.table, column)}: {value_text(ledger, change.table, change.id, column, value, whole)}"
            for column, value in whole.items()
            if value not in (None, "") and column != "id"
        ]
        text = "、".join(filled)
        yield (f"({word})", "", text) if change.before is None else (f"({word})", text, "")
        return
    for column, after in change.after.items():
        before = change.before.get(column)
        if before != after or after == SEALED:  # of what left the ledger sealed both values are the mark
            then, now = (value_text(ledger, change.table, change.id, column, one) for one in (before, after))
            yield column_name(change.table, column), then, now
