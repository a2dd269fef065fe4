"""Which column of a sheet is which column of the ledger: found by the words of the heading, corrected, remembered."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from core.dataclass import dataclass
from core.model.machine.grids import Grid, GridCell, is_blank
from core.model.machine.kinds import Form
from core.model.machine.records import Record, abouts, required_names
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.model.values.codes import search_key
from core.operations.importing.headings import (
    HEADING_WITHIN,
    Heading,
    has_second_row,
    heading_key,
    row_headings,
    with_joined_headings,
    word_of,
)

_LEAST = 2
"""Columns that must be known before a row is taken for a heading."""

Meant = Mapping[str, str]
"""By the key of a heading the column of the ledger that somebody said it is; "" is not read."""


Names = tuple[str, ...]
"""The columns by which a line finds its row."""


@dataclass(frozen=True, slots=True)
class Matching:
    """For a sheet: the table, the row of the heading (from 0), and for each of its columns ours, or None: not read.

    `joined`: the heading has two rows, this one and the one above; 0 puts the upper words first, 1 the lower ones.
    `crossed`: it is remembered of a cross table, of the columns beside its figures. `chosen`: the table was named by
    somebody; then a sheet need not have the numbers that the program gives.
    """

    table: str
    heading_row: int
    columns: tuple[SheetColumn | None, ...]
    joined: int | None = None
    crossed: bool = False
    chosen: bool = False

    def meant(self, grid: Grid) -> dict[str, str]:
        """Return by the key of each heading the column that it is."""
        words = _headings(grid, self)
        return {word: column.heading for word, column in zip(words, self.columns, strict=False) if column and word}

    def whole(self, grid: Grid) -> Grid:
        """Return the sheet with the heading in one row."""
        if self.joined is None or not 0 < self.heading_row < len(grid.rows):
            return grid
        return with_joined_headings(grid, self.heading_row - 1)[self.joined]

    @property
    def missing(self) -> tuple[SheetColumn, ...]:
        """The columns that a new row must have and the sheet has not."""
        table = TABLES[self.table]
        have = {column.name for column in self.columns if column} | (given_numbers(table) if self.chosen else set())
        return tuple(column for column in required_columns(table) if column.name not in have)

    @property
    def can_change(self) -> bool:
        """Whether the sheet can say something of rows that are there, though new rows cannot be made of it: it has the
        keys of its table and the figures without which a sheet is not of it, and something besides."""
        table = TABLES[self.table]
        have = {column.name for column in self.columns if column}
        return bool(table.keys) and have > {*table.keys, *said_names(table.record)}

    @property
    def says_nothing(self) -> bool:
        """Whether the sheet has nothing but what tells rows apart, of a table whose rows are about something else:
        which municipality and which request, but no answer. A payment is what it says, though that tells it apart."""
        table = TABLES[self.table]
        have = {column.name for column in telling(self)}
        is_about = bool(table.whole) and table.whole not in {*table.keys, *have}
        return is_about and have <= set(table.keys or table.alike)

    @property
    def lacks_only_what_one_may_say(self) -> bool:
        """Whether nothing is missing but a date or a month, which may hold for the whole sheet."""
        return all(may_hold_for_all(TABLES[self.table], column) for column in self.missing)


def may_hold_for_all(table: Table, column: SheetColumn) -> bool:
    """Whether a value of the column may be said once for a whole sheet, in its title: a date, a month."""
    about = abouts(table.record).get(column.name)
    return column.form is Form.DATE or (about is not None and about.kind.may_be_said)


@cache
def required_columns(table: Table) -> tuple[SheetColumn, ...]:
    """Return the columns without which no row of the table can be made, or none that says anything."""
    needed = {*required_names(table.record), *said_names(table.record)}
    return tuple(c for c in choices(table) if c.name in needed and c.form is not Form.PARENT)


@cache
def given_numbers(table: Table) -> frozenset[str]:
    """Return the columns that the program fills in where a sheet has none of them: the lists of others do not bear our
    numbers. Their lines are told apart by what makes rows alike; none where that is not all that a row must have."""
    needed = {*required_names(table.record)} - {*table.gives}
    return frozenset(table.gives) if needed and needed <= {*table.alike} else frozenset()


@cache
def said_names(record: type[Record]) -> frozenset[str]:
    """Return the columns that a sheet must say though they have a default."""
    return frozenset(name for name, about in abouts(record).items() if about.said)


@cache
def choices(table: Table) -> tuple[SheetColumn, ...]:
    """Return the columns of the table that a sheet's column may be matched with."""
    return tuple(column for column in sheet_columns(table) if column.form is not Form.SHOWN)


def key_names(table: Table, known: Collection[str], given: Collection[str]) -> Names:
    """Return the columns by which a line finds its row in a sheet that has the columns `known`, where those in `given`
    have a default; none where every line is a new row.

    Where a table has keys that the sheet lacks, lines are told apart by what makes them alike, as far as the sheet has
    it and so long as what a row must have is among it: the lists of others do not bear the numbers of ours.
    """
    names = table.keys or table.alike
    if any(name in known for name in names) and set(names) <= {*known, *given}:
        return names
    alike = tuple(name for name in table.alike if name in known)
    needed = set(required_names(table.record)) - set(table.gives)
    return alike if table.keys and needed and needed <= set(alike) else ()


def match_sheet(grid: Grid, table: str | None = None, meant: Meant | None = None) -> Matching | None:
    """Return the best matching, for one table or for whichever fits best; None when nothing fits.

    A sheet fits when its heading has what a new row of the table must have; a date may be missing. A sheet named as
    the table is taken for it. Of tables that fit alike the one decides that the title names.
    """
    found = matchings(grid, table, meant)
    named = next((one for one in sheet_tables() if one.label == grid.name), None)
    fitting = [one for one in found if one[1].lacks_only_what_one_may_say or named is not None]
    return fitting[0][1] if fitting else None


def matchings(
    grid: Grid, table: str | None = None, meant: Meant | None = None, rows: Iterable[int] | None = None
) -> list[tuple[int, Matching]]:
    """Return for each table the best matching with its score, the best table first, whether it fits or not. The heading
    is one of `rows`, or of the first ones."""
    tables = [TABLES[table]] if table else list(sheet_tables())
    named = next((one for one in tables if one.label == grid.name), None)
    least = _LEAST if _has_several_columns(grid) else 1
    best: dict[str, tuple[int, Matching]] = {}
    for row in _single_rows(grid) if rows is None else rows:
        words = row_headings(grid.rows[row])
        keys = {key for word in words for key in word.keys}
        for one in [named] if named else tables:
            if len(known_words(one, meant).intersection(keys)) < (1 if meant else least):
                continue
            for with_id in (True, False):
                columns = tuple(matched(one, words, with_id, meant or {}))
                matching = Matching(one.name, row, columns, chosen=table is not None)
                known = sum(column is not None for column in matching.columns)
                score = 8 * (len(telling(matching)) - len(matching.missing)) + 4 * _titled(one, grid, row)
                score += 2 * any(column.form is Form.FIGURE for column in telling(matching))
                score += 7 * len(helpers(matching, words))
                if known >= least and (one.name not in best or score > best[one.name][0]):
                    best[one.name] = score, matching
    return sorted(best.values(), key=lambda found: -found[0])


def _has_several_columns(grid: Grid) -> bool:
    """Whether more than one column holds anything below the titles: of a list of one column its only heading tells."""
    return any(sum(not is_blank(cell) for cell in row) > 1 for row in grid.rows)


def _single_rows(grid: Grid) -> Iterator[int]:
    """Yield the rows that may be a heading by themselves."""
    for row in range(min(HEADING_WITHIN, len(grid.rows))):
        if not has_second_row(grid, row) and not (row and has_second_row(grid, row - 1)):
            yield row


def is_sure(matching: Matching, grid: Grid) -> bool:
    """Whether it is certain that a sheet is of the table: its title says so, it refers to rows of the ledger, or one of
    its headings is not what anybody calls a column. 名称 and 金額 stand in lists of all kinds."""
    row = matching.heading_row
    if grid.name == TABLES[matching.table].label or _titled(TABLES[matching.table], grid, row):
        return True
    if any(column.form is Form.REFERENCE for column in telling(matching)):
        return True
    places = zip(row_headings(grid.rows[row]), matching.columns, strict=False)
    told = telling(matching)
    return any(_known_in(key) < _COMMON for word, column in places if column in told for key in word.keys[:1])


_COMMON = 4
"""A heading that so many tables know tells nothing of which table a sheet is."""


@cache
def _known_in(key: str) -> int:
    """Return how many tables have a column of their own that may be called so; a word of none is a longer form."""
    return sum(key in _own_words(table) for table in sheet_tables()) or _COMMON


@cache
def _own_words(table: Table) -> frozenset[str]:
    """Return what the columns may be called in which a table does not refer to another."""
    own = [column for column in choices(table) if column.target is None]
    return frozenset(heading_key(word) for column in own for word in (column.heading, *column.also))


def helpers(matching: Matching, words: Sequence[Heading]) -> list[int]:
    """Return the columns of a sheet that say once more to which row a column that is read refers."""
    table = TABLES[matching.table]
    names = {column.name for column in matching.columns if column is not None}
    known = {heading_key(column.heading) for column in _shown(table) if column.name in names}
    for column in matching.columns:
        if column is not None and column.target is not None and known:
            known |= {heading_key(word) for word in column.also}
    columns = (*matching.columns, *(None,) * (len(words) - len(matching.columns)))
    return [at for at, word in enumerate(words) if columns[at] is None and known.intersection(word.keys)]


def telling(matching: Matching) -> list[SheetColumn]:
    """Return the columns that tell of which table a sheet is: all but remarks, which every sheet has."""
    about = abouts(TABLES[matching.table].record)
    return [
        column
        for column in matching.columns
        if column is not None and not (column.name in about and getattr(about[column.name].kind, "is_long", False))
    ]


def _titled(table: Table, grid: Grid, row: int) -> int:
    """Return 1 where the sheet's name or title names the table."""
    texts = [grid.name, *(word_of(cell) for cells in grid.rows[:row] for cell in cells)]
    return int(any(search_key(table.label) in heading_key(text) for text in texts))


def rematched(matching: Matching, at: int, column: SheetColumn | None) -> Matching:
    """Return the matching with another meaning for the sheet's column `at`; no two columns mean the same."""
    columns = [None if one is not None and one == column else one for one in matching.columns]
    columns += [None] * (at + 1 - len(columns))
    columns[at] = column
    return replace(matching, columns=tuple(columns))


def remember(matching: Matching, grid: Grid) -> str:
    """Return the matching as text by which `recall` knows a sheet with the same headings again."""
    kept: dict[str, object] = {"table": matching.table, "words": matching.meant(grid)}
    kept |= {name: True for name in ("crossed", "chosen") if getattr(matching, name)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def recall(text: str, grid: Grid) -> Matching | None:
    """Return the remembered matching if a row of the sheet has all of its headings, else None."""
    try:
        kept = json.loads(text)
        table, words = TABLES[kept["table"]], dict(kept["words"])
    except (ValueError, KeyError, TypeError):
        return None
    known = {column.heading: column for column in choices(table)}
    for heading_row, joined, row in _heading_rows(grid):
        row_words = [heading_key(word_of(cell)) for cell in row]
        if words and set(words) <= set(row_words):
            columns = tuple(known.get(words.get(word, "")) for word in row_words)
            said = {name: bool(kept.get(name)) for name in ("crossed", "chosen")}
            return Matching(table.name, heading_row, columns, joined, **said)
    return None


def _heading_rows(grid: Grid) -> Iterator[tuple[int, int | None, Sequence[GridCell]]]:
    """Yield the rows that may be the heading, and then each two of them as one, with their place and how they join."""
    rows = grid.rows[:HEADING_WITHIN]
    grid = replace(grid, rows=rows)  # tens of thousands of lines below need not be copied for each try
    yield from ((at, None, row) for at, row in enumerate(rows))
    for at in range(1, len(rows)):
        for joined, one in enumerate(with_joined_headings(grid, at - 1)):
            yield at, joined, one.rows[at]


def _headings(grid: Grid, matching: Matching) -> list[str]:
    return [heading_key(word_of(cell)) for cell in grid.rows[matching.heading_row]]


def matched(table: Table, words: Sequence[Heading], with_id: bool, meant: Meant) -> Iterator[SheetColumn | None]:
    """Yield for each heading the column it names: what somebody said it is; then our own headings, other words for
    them, and the same once more without what stands in brackets."""
    own = {heading_key(c.heading): c for c in choices(table) if with_id or c.form is not Form.ID}
    said = {key: own.get(heading_key(name)) for key, name in meant.items()}
    others = _other_words(table)
    found: dict[int, SheetColumn | None] = {}
    used: set[str] = set()

    def take(at: int, column: SheetColumn | None) -> None:
        if column is not None and column.heading not in used:
            used.add(column.heading)
            found[at] = column

    for at, word in enumerate(words):
        key = next((key for key in word.keys if key in said), None)
        if key is not None:
            found[at] = None
            take(at, said[key])
    shown: set[str] = set()
    for by_whole_heading in (True, False):
        for known in (own, others):
            for at, word in enumerate(words):
                for key in word.keys[:1] if by_whole_heading else word.keys[1:]:
                    is_free = at not in found and key in known and not (known is others and key in shown)
                    if is_free and not (known[key].form is Form.FIGURE and word.is_narrowed):
                        take(at, known[key])
            if known is own and by_whole_heading:
                shown = {heading_key(c.heading) for c in _shown(table) if _key_of(table, c) in used}
    for at, column in _levels(table, [word.keys[0] if word.keys else "" for word in words], found):
        take(at, column)
    return (found.get(at) for at in range(len(words)))


def _levels(
    table: Table, keys: Sequence[str], found: dict[int, SheetColumn | None]
) -> Iterator[tuple[int, SheetColumn]]:
    """Yield what the columns of the levels above a row stand for where nothing else does: the lowest one is the row's
    own name, the topmost one the column of the path."""
    if table.path is None:
        return
    name, words = table.path
    order = [heading_key(word) for word in words]
    have = {column.name for column in found.values() if column is not None}
    free = {at for at in range(len(keys)) if (column := found.get(at)) is None or column.name == name}
    levels = sorted((at for at in free if keys[at] in order), key=lambda at: order.index(keys[at]))
    own = {column.name: column for column in choices(table)}
    if table.titled not in have and len(levels) > 1:
        yield levels.pop(), own[table.titled]
    if name not in have and levels:
        yield levels[0], own[name]


def _shown(table: Table) -> Iterator[SheetColumn]:
    return (column for column in sheet_columns(table) if column.form is Form.SHOWN)


def known_words(table: Table, meant: Meant | None) -> frozenset[str]:
    """Return what a column of the table may be called, as keys of headings."""
    return _table_words(table) | frozenset(key for key, name in (meant or {}).items() if name)


@cache
def _table_words(table: Table) -> frozenset[str]:
    return frozenset({heading_key(column.heading) for column in choices(table)} | set(_other_words(table)))


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
            found.setdefault(heading_key(word), column)
    return found
