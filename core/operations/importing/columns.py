"""Which column of a sheet is which column of the ledger: found by the words of the heading, corrected, remembered."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from core.model.machine.grids import Grid, csv_text
from core.model.machine.kinds import Form
from core.model.machine.records import required_names
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.model.values.codes import search_key

_LEAST = 2
"""Columns that must be known before a row is taken for a heading."""

HEADING_WITHIN = 20
"""In how many rows at the top the heading is looked for."""


@dataclass(frozen=True, slots=True)
class Matching:
    """For a sheet: the table, the row of the heading (from 0), and for each of its columns ours, or None: not read."""

    table: str
    heading_row: int
    columns: tuple[SheetColumn | None, ...]

    @property
    def missing(self) -> tuple[SheetColumn, ...]:
        """The columns that a new row must have and the sheet has not."""
        have = {column.name for column in self.columns if column}
        return tuple(column for column in required_columns(TABLES[self.table]) if column.name not in have)


@cache
def required_columns(table: Table) -> tuple[SheetColumn, ...]:
    """Return the columns without which no row of the table can be made."""
    needed = required_names(table.record)
    return tuple(c for c in choices(table) if c.name in needed and c.form is not Form.PARENT)


@cache
def choices(table: Table) -> tuple[SheetColumn, ...]:
    """Return the columns of the table that a sheet's column may be matched with."""
    return tuple(column for column in sheet_columns(table) if column.form is not Form.SHOWN)


def match_sheet(grid: Grid, table: str | None = None) -> Matching | None:
    """Return the best matching, for one table or for whichever fits best; None when nothing fits.

    A sheet fits when its heading has what a new row of the table must have. A sheet named as the table is taken for it.
    """
    tables = [TABLES[table]] if table else list(sheet_tables())
    named = next((one for one in tables if one.label == grid.name), None)
    best: tuple[int, Matching] | None = None
    for heading_row, row in enumerate(grid.rows[:HEADING_WITHIN]):
        words = [search_key(cell).strip() if isinstance(cell, str) else "" for cell in row]
        for one, with_id in product([named] if named else tables, (True, False)):
            if len(_known_words(one).intersection(words)) < _LEAST:
                continue
            matching = Matching(one.name, heading_row, tuple(_matched(one, words, with_id)))
            score = sum(column is not None for column in matching.columns)
            fits = not matching.missing or named is not None
            if fits and score >= _LEAST and (best is None or score > best[0]):
                best = score, matching
    return best[1] if best else None


def rematched(matching: Matching, at: int, column: SheetColumn | None) -> Matching:
    """Return the matching with another meaning for the sheet's column `at`; no two columns mean the same."""
    columns = [None if one is not None and one == column else one for one in matching.columns]
    columns += [None] * (at + 1 - len(columns))
    columns[at] = column
    return replace(matching, columns=tuple(columns))


def remember(matching: Matching, grid: Grid) -> str:
    """Return the matching as text by which `recall` knows a sheet with the same headings again."""
    row = _headings(grid, matching)
    meant = {word: column.heading for word, column in zip(row, matching.columns, strict=False) if column and word}
    return json.dumps({"table": matching.table, "words": meant}, ensure_ascii=False, sort_keys=True)


def recall(text: str, grid: Grid) -> Matching | None:
    """Return the remembered matching if a row of the sheet has all of its headings, else None."""
    try:
        kept = json.loads(text)
        table, words = TABLES[kept["table"]], dict(kept["words"])
    except (ValueError, KeyError, TypeError):
        return None
    known = {column.heading: column for column in choices(table)}
    for heading_row, row in enumerate(grid.rows[:HEADING_WITHIN]):
        row_words = [search_key(csv_text(cell)).strip() for cell in row]
        if words and set(words) <= set(row_words):
            return Matching(table.name, heading_row, tuple(known.get(words.get(word, "")) for word in row_words))
    return None


def _headings(grid: Grid, matching: Matching) -> list[str]:
    return [search_key(csv_text(cell)).strip() for cell in grid.rows[matching.heading_row]]


def _matched(table: Table, words: Sequence[str], with_id: bool) -> Iterator[SheetColumn | None]:
    """Yield for each heading the column it names: our own headings first, other words for what is then left."""
    own = {search_key(c.heading): c for c in choices(table) if with_id or c.form is not Form.ID}
    taken = {own[word].heading for word in words if word in own}
    shown = {search_key(c.heading) for c in sheet_columns(table) if c.form is Form.SHOWN and _key_of(table, c) in taken}
    used: set[str] = set()
    for word in words:
        column = own.get(word)
        if column is None and word and word not in shown:
            column = _other_words(table).get(word)
            if column is not None and column.heading in taken:
                column = None
        if column is not None and column.heading in used:
            column = None
        if column is not None:
            used.add(column.heading)
        yield column


@cache
def _known_words(table: Table) -> frozenset[str]:
    return frozenset({search_key(column.heading) for column in choices(table)} | set(_other_words(table)))


def _key_of(table: Table, shown: SheetColumn) -> str:
    """Return the heading of the column beside which a shown one helps the reader."""
    return next(c.heading for c in choices(table) if c.name == shown.name and c.form is Form.REFERENCE)


@cache
def _other_words(table: Table) -> dict[str, SheetColumn]:
    found: dict[str, SheetColumn] = {}
    for column in choices(table):
        if column.form is Form.ID:
            continue
        for word in column.also:
            found.setdefault(search_key(word), column)
    return found
