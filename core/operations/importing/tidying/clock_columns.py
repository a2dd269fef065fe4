"""A moment in two columns: 発生日 and 発生時刻 are 発生日時, where a table has such a column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.model.machine.grids import Grid, GridCell, csv_text, is_blank
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import sheet_columns, sheet_tables
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.operations.importing.headings import HEADING_WITHIN, heading, heading_key, word_of
from core.pattern import pattern

_DAY = pattern("(.+?)(?:年月日|月日|日付|日)")
_TIME = "時刻", "時間", "時分"


def with_whole_times(grid: Grid, table: str | None) -> Grid:
    """Return the sheet with day and time in the first of two such columns, and nothing in the second, as a sheet of a
    table or of any. Of no certain table a sheet has to have two such pairs: when something began, and when it ended."""
    tables = [TABLES[table]] if table else list(sheet_tables())
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        pairs = list(_pairs(cells, tables))
        if pairs and (table or len(pairs) > 1):
            rows = [
                *grid.rows[:row],
                *(_whole(cells, pairs, at == row) for at, cells in enumerate(grid.rows) if at >= row),
            ]
            return replace(grid, rows=tuple(rows))
    return grid


Pair = tuple[int, int, str]
"""The places of day and time, and what the column is called that has both."""


def _pairs(cells: Sequence[GridCell], tables: Sequence[Table]) -> Iterator[Pair]:
    words = [heading(word_of(cell)).bare if isinstance(cell, str) else "" for cell in cells]
    for at, word in enumerate(words):
        match = _DAY.fullmatch(word)
        time = (
            next((words.index(f"{match[1]}{one}") for one in _TIME if f"{match[1]}{one}" in words), None)
            if match
            else None
        )
        if match is not None and time is not None:
            whole = f"{match[1]}日時"
            if any(_has_moment(one, whole) for one in tables):
                yield at, time, whole


def _has_moment(table: Table, word: str) -> bool:
    """Whether a column of the table that is called so takes a day with its time."""
    about = abouts(table.record)
    return any(
        heading_key(word) in {heading_key(one) for one in (column.heading, *column.also)}
        for column in sheet_columns(table)
        if column.name in about and about[column.name].kind.has_time
    )


def _whole(cells: Sequence[GridCell], pairs: Sequence[Pair], is_heading: bool) -> tuple[GridCell, ...]:
    made = list(cells)
    for day, time, whole in pairs:
        texts = [_text(cells[at]) for at in (day, time) if at < len(cells) and not is_blank(cells[at])]
        for at, cell in ((day, whole if is_heading else " ".join(texts) or None), (time, None)):
            if at < len(made):
                made[at] = cell
    return tuple(made)


def _text(cell: GridCell) -> str:
    return f"{cell.year}/{cell.month}/{cell.day}" if isinstance(cell, date) else csv_text(cell)
