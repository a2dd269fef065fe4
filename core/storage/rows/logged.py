"""What the text of a log entry says: read whole, or, where an import made it long, as it is looked at."""

import codecs
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import groupby, islice
from typing import Any, overload

from core.model.machine.history import Bytes, LoggedChange
from core.model.machine.kinds import Kept
from core.model.machine.records import abouts, column_types
from core.model.machine.stored_json import decoder
from core.model.registry import OWNERS, TABLES

Run = tuple[str, str, list[str], list[Any]]
"""Like changes one after the other: what was done, the table, the columns, and the values of each row."""

LoggedRow = tuple[str, str, tuple[str, ...], list[Any]]
"""One row of a run: what was done, the table, the columns, its values."""

About = frozenset[tuple[str, int]]

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading an entry may raise that this program has not written."""

LONG = 20_000
"""Letters beyond which an entry is read as it is looked at: an import of hundreds of thousands of rows is one entry."""

VERBS = ("insert", "update", "delete")

_CHUNK = 1 << 18
_ROWS_AT = 3
"""Rows stand inside the list of runs, a run, and its list of rows."""
_STRUCTURE = b'[]"'
_TOKENS = re.compile(rb"r+|u+|[\[\]]")
_REST = bytes(one for one in range(256) if one not in _STRUCTURE)


def _bytes(found: dict[str, Any]) -> Bytes:
    match found:
        case {"sha256": str(sha256), "length": int(length)} if len(found) == 2:
            return Bytes(sha256, length)
    raise ValueError("no bytes")


_DECODER = decoder(_bytes)


def from_json(text: str, about: About | None = None, only: str | None = None) -> tuple[LoggedChange, ...]:
    """Return the changes; with `about` those of these rows and of what belonged to them, with `only` those of one verb.

    Raises one of UNREADABLE for what no change set has written.
    """
    runs: list[Run] = _DECODER.decode(text)
    if not isinstance(runs, list) or not all(verb in VERBS and TABLES[table] for verb, table, _, _ in runs):
        raise ValueError
    rows = ((verb, table, tuple(columns), row) for verb, table, columns, some in runs for row in some)
    return tuple(logged(row) for row in asked(map(_possible, rows), about, only))


def are_possible(text: str) -> bool:
    """Whether from_json reads the text; twice as fast, for it asks column by column."""
    try:
        runs: list[Run] = _DECODER.decode(text)
        return isinstance(runs, list) and all(map(_is_possible_run, runs))
    except UNREADABLE:
        return False


def _is_possible_run(run: Run) -> bool:
    verb, table, columns, rows = run
    types = _types(table, tuple(columns))
    if verb not in VERBS or not isinstance(rows, list) or not rows or any(type(row) is not list for row in rows):
        return False
    if verb != "update":
        values = tuple(zip(*rows, strict=True))
        ids, sides = values[columns.index("id")], [values]
    else:
        ids, *both = zip(*rows, strict=True)
        if len(both) != 2 or any(type(side) is not list for some in both for side in some):
            return False
        sides = [tuple(zip(*some, strict=True)) for some in both]
    return set(map(type, ids)) == _ID and all(
        len(side) == len(types) and all(map(_all_fit, side, types)) for side in sides
    )


def _all_fit(values: Sequence[Any], types: frozenset[type]) -> bool:
    found = set(map(type, values))
    return found <= types and (int not in found or all(value in _INTEGERS for value in values if value is not None))


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


def _possible(row: LoggedRow) -> LoggedRow:
    """Return the row; raises one of UNREADABLE for one that no change set has written. What was impossible in the
    ledger and was mended stands in the log as it was: a value is asked for its type only."""
    verb, table, columns, values = row
    types = _types(table, columns)
    if verb == "update":
        id, *sides = values
        if len(sides) != 2 or not _fits(id, _ID):
            raise ValueError(id)
    else:
        sides = [values]
        if not _fits(values[columns.index("id")], _ID):
            raise ValueError(values)
    for side in sides:
        if type(side) is not list or len(side) != len(types) or not all(map(_fits, side, types)):
            raise ValueError(side)
    return row


_ID = frozenset({int})
_INTEGERS = range(-(2**63), 2**63)


def _fits(value: object, types: frozenset[type]) -> bool:
    kind = type(value)
    if kind is str and not value.isascii():  # type: ignore[attr-defined]
        return kind in types and _HALF.search(value) is None  # type: ignore[call-overload]
    return kind in types and (kind is not int or value in _INTEGERS)


_HALF = re.compile("[\ud800-\udfff]")


@cache
def kept_columns(table: str) -> frozenset[str]:
    """Return the columns of which the log may have the hash alone."""
    found = abouts(TABLES[table].record).items()
    return frozenset(name for name, about in found if isinstance(about.kind, Kept))


@cache
def _types(table: str, columns: tuple[str, ...]) -> tuple[frozenset[type], ...]:
    """Return what may stand in the columns: their type or nothing, and bytes or their hash. Raises LookupError."""
    types, kept = column_types(TABLES[table].record), kept_columns(table)
    return tuple(_types_of(types[name][0], name in kept) for name in columns)


def _types_of(kind: type, is_kept: bool) -> frozenset[type]:
    stored = {bytes: Bytes, bool: int}.get(kind, str if issubclass(kind, str) else kind)
    return frozenset({stored, type(None)} | ({Bytes} if is_kept else set()))


class LongEntry(Sequence[LoggedChange]):
    """The changes of one entry, read from the file each time that they are gone through, and only as far.

    What cannot be read of them is left out, and so is all once the file is closed. Entries never change, so that the
    number of changes is counted once.
    """

    def __init__(self, connection: sqlite3.Connection, id: int) -> None:
        self._connection = connection
        self._id = id
        self._count: int | None = None

    def __iter__(self) -> Iterator[LoggedChange]:
        with suppress(*UNREADABLE, sqlite3.Error):
            yield from map(logged, self.rows())

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
            yield _possible((verb, table, columns, text.value()))
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
        self._decode = _DECODER.raw_decode

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
