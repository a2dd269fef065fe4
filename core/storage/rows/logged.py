"""What the text of a log entry says: read whole, or, where an import made it long, as it is looked at."""

import codecs
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby, islice
from typing import Any, overload

from core.model.machine.history import LoggedChange
from core.model.registry import OWNERS, TABLES
from core.storage.rows.logged_kinds import DECODER, UNREADABLE, VERBS, LoggedRow, Run, possible

About = frozenset[tuple[str, int]]

LONG = 20_000
"""Letters beyond which an entry is read as it is looked at: an import of hundreds of thousands of rows is one entry."""

_CHUNK = 1 << 18
_ROWS_AT = 3
"""Rows stand inside the list of runs, a run, and its list of rows."""
_STRUCTURE = b'[]"'
_TOKENS = re.compile(rb"r+|u+|[\[\]]")
_REST = bytes(one for one in range(256) if one not in _STRUCTURE)


def from_json(text: str, about: About | None = None, only: str | None = None) -> tuple[LoggedChange, ...]:
    """Return the changes; with `about` those of these rows and of what belonged to them, with `only` those of one verb.

    Raises one of UNREADABLE for what no change set has written.
    """
    runs: list[Run] = DECODER.decode(text)
    if not isinstance(runs, list) or not all(verb in VERBS and TABLES[table] for verb, table, _, _ in runs):
        raise ValueError
    rows = ((verb, table, tuple(columns), row) for verb, table, columns, some in runs for row in some)
    return tuple(logged(row) for row in asked(map(possible, rows), about, only))


def asked(rows: Iterator[LoggedRow], about: About | None, only: str | None = None) -> Iterator[LoggedRow]:
    """Yield the rows that are asked for."""
    for (verb, table, columns), run in groupby(rows, key=lambda row: row[:3]):
        if only not in {None, verb}:
            continue
        if about is None:
            yield from run
        else:
            yield from _about(run, _names_one(table, columns, about), about)


def tables_about(about: About) -> set[str]:
    """Return the tables whose rows may be among those rows, or name one of them as their owner."""
    asked = {table for table, _ in about}
    return {name for name, owners in OWNERS.items() if name in asked or not asked.isdisjoint(owners.values())}


def _names_one(table: str, columns: tuple[str, ...], about: About) -> Callable[[list[Any]], bool]:
    """Return what tells whether the values of a row name one of those rows, itself or as the owner."""
    names = {"id": table} | OWNERS.get(table, {})
    places = [(columns.index(column), target) for column, target in names.items() if column in columns]
    return lambda values: any((target, values[at]) in about for at, target in places)


def _about(run: Iterable[LoggedRow], names_one: Callable[[list[Any]], bool], about: About) -> Iterator[LoggedRow]:
    for row in run:
        verb, table, _, values = row
        if verb != "update":
            if names_one(values):
                yield row
        elif (table, values[0]) in about or any(map(names_one, values[1:])):
            yield row


def logged(row: LoggedRow) -> LoggedChange:
    """Return one row as what was before and what came after."""
    verb, table, columns, values = row
    if verb == "update":
        id, before, after = values
        return LoggedChange(table, id, dict(zip(columns, before, strict=True)), dict(zip(columns, after, strict=True)))
    whole = dict(zip(columns, values, strict=True))
    id = whole["id"]
    return LoggedChange(table, id, None, whole) if verb == "insert" else LoggedChange(table, id, whole, None)


def turned_round(change: LoggedChange) -> LoggedChange:
    """Return the change that takes this one back."""
    return LoggedChange(change.table, change.id, change.after, change.before)


class LongEntry(Sequence[LoggedChange]):
    """The changes of one entry, read from the file each time that they are gone through, and only as far; with
    `is_back` those that take them back, in the same order.

    What cannot be read of them is left out, and so is all once the file is closed. Entries never change, so that the
    number of changes is counted once.
    """

    def __init__(self, connection: sqlite3.Connection, id: int, *, is_back: bool = False) -> None:
        self._connection = connection
        self._id = id
        self._is_back = is_back
        self._count: int | None = None

    def __iter__(self) -> Iterator[LoggedChange]:
        with suppress(*UNREADABLE, sqlite3.Error):
            yield from map(self.told, self.rows())

    def told(self, row: LoggedRow) -> LoggedChange:
        """Return one row of it as what was before and what came after."""
        return turned_round(logged(row)) if self._is_back else logged(row)

    def __len__(self) -> int:
        if self._count is None:
            self._count = 0
            with suppress(sqlite3.Error):
                self._count = count_rows(self._chunks())
        return self._count

    @overload
    def __getitem__(self, at: int) -> LoggedChange: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[LoggedChange, ...]: ...
    def __getitem__(self, at: int | slice) -> LoggedChange | tuple[LoggedChange, ...]:
        if isinstance(at, slice):
            return tuple(islice(self, *at.indices(len(self))))
        return next(islice(self, range(len(self))[at], None))

    def rows(self) -> Iterator[LoggedRow]:
        """Yield the rows as they are stored; raises one of UNREADABLE, sqlite3.Error."""
        return rows_in(codecs.iterdecode(self._chunks(), "utf-8"))

    def _chunks(self) -> Iterator[bytes]:
        """Yield the stored text piece by piece. Nothing stays open in between, so that edits go on as they like."""
        start = 0
        while True:
            with self._connection.blobopen("change_log", "changes", self._id, readonly=True) as blob:
                blob.seek(start)
                chunk = blob.read(_CHUNK)
            if not chunk:
                return
            start += len(chunk)
            yield chunk


def rows_in(pieces: Iterator[str]) -> Iterator[LoggedRow]:
    """Yield the rows of all runs of an entry whose text comes in pieces, and hold no more than one of them.

    Raises one of UNREADABLE where the text is not as this program writes it.
    """
    text = _Text(pieces)
    text.take("[")
    while True:
        text.take("[")
        verb = text.value()
        text.take(",")
        table = text.value()
        text.take(",")
        columns = tuple(text.value())
        if verb not in VERBS or table not in TABLES:
            raise ValueError(verb)
        text.take(",[")
        while True:
            yield possible((verb, table, columns, text.value()))
            if text.letter() == "]":
                break
            text.take(",")
        text.take("]]")
        if text.letter() == "]":
            return
        text.take(",")


class _Text:
    """A text that comes in pieces, read from its beginning."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._text = ""
        self._at = 0
        self._decode = DECODER.raw_decode

    def letter(self) -> str:
        """Return the next letter, which stays; raises ValueError at the end."""
        while self._at >= len(self._text):
            self._more()
        return self._text[self._at]

    def take(self, expected: str) -> None:
        """Go beyond letters that must come next; raises ValueError."""
        for letter in expected:
            if self.letter() != letter:
                raise ValueError(expected)
            self._at += 1

    def value(self) -> Any:
        """Return the next value, a text or a list; raises ValueError."""
        if self.letter() not in '["':
            raise ValueError(self._text[self._at])
        while True:
            try:
                value, self._at = self._decode(self._text, self._at)
            except json.JSONDecodeError:
                # Where the piece ends in the middle of it; else there is no more, and it stays wrong.
                self._more()
            else:
                return value

    def _more(self) -> None:
        piece = next(self._pieces, "")
        if not piece:
            raise ValueError("cut")
        self._text, self._at = self._text[self._at :] + piece, 0


def count_rows(chunks: Iterator[bytes]) -> int:
    """Return how many rows stand in an entry's text, by its brackets alone: nothing is parsed."""
    count = depth = 0
    in_string, kept = False, b""
    for chunk in chunks:
        chunk = kept + chunk
        # A backslash at the end belongs to the letter that follows.
        cut = (len(chunk) - len(chunk.rstrip(b"\\"))) % 2
        chunk, kept = (chunk[:-1], chunk[-1:]) if cut else (chunk, b"")
        structure = chunk.replace(b"\\\\", b"").replace(b'\\"', b"").translate(None, _REST)
        pieces = structure.replace(b'""', b"").split(b'"')
        # Every second piece is inside a text. A list without lists becomes r, one of two such u.
        outside = b"".join(pieces[1 if in_string else 0 :: 2])
        for token in _TOKENS.findall(outside.replace(b"[]", b"r").replace(b"[rr]", b"u")):
            kind = token[:1]
            if kind == b"[":
                count += depth == _ROWS_AT
                depth += 1
            elif kind == b"]":
                depth -= 1
            elif depth == _ROWS_AT:
                count += len(token)
            elif kind == b"u" and depth == _ROWS_AT - 1:
                # The list of rows itself, of two that were inserted.
                count += 2 * len(token)
        in_string ^= len(pieces) % 2 == 0
    return count
