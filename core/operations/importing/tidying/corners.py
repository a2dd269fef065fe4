"""Cross tables whose corner is empty or says no more than that it is one: what the edges hold says what they are."""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import islice

from core.model.machine.grids import Grid, GridCell, csv_text, is_blank
from core.model.machine.kinds import FiscalYear, Form, Number
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Look, Table
from core.model.registry import TABLES
from core.model.values.codes import search_key
from core.operations.importing.columns import Matching, choices, known_words
from core.operations.importing.crossing import (
    Crossing,
    crossing_at,
    has_marks,
    heading_pairs,
    is_read,
    said_across,
)
from core.operations.importing.headings import heading_key, word_of
from core.operations.importing.row_kinds import is_dash, is_figure, kind_of_row
from core.operations.importing.tidying.title_words import speaks_of_another
from core.operations.importing.titles import titles
from core.pattern import pattern

_LEAST = 2
"""So many cells of a heading must hold something before anything is made of it."""
_MOST, _WHOLLY, _TITLED = 0.5, 2_000, 4_000
"""How much of the figures must fit, and what it counts that all do, and that the title names the table."""
_LOOKED_AT = 200
"""In so many rows it is looked what an edge holds."""
_BESIDE = pattern(r"[\\＼/／|・、,\s]+")
_ACROSS = 12
"""Of so many cells of a heading at least one has to say something of the column across."""
_OF_NOTHING = {"", "区分", "項目", "内訳"}
"""What stands in the corner of a cross table and says nothing of its edges."""


def find_by_edges(look: Look, grid: Grid, table: str | None = None) -> list[Crossing]:
    """Return how the sheet is a cross table by what its edges hold, where its corner is empty or says no more than that
    it is one (年度＼団体, 区分); several where tables fit alike and no title tells which it is."""
    found: list[tuple[int, Crossing]] = []
    for row, cells, others in heading_pairs(grid):
        if sum(not is_blank(cell) for cell in cells) < _LEAST or not _may_be_heading(grid, row, cells, others):
            continue
        told = [*titles(grid, row - bool(others)), *_beside(grid, row)]
        for one in [TABLES[table]] if table else sheet_tables():
            for across, value in one.crossed:
                if table is None and speaks_of_another(one, value, told):
                    continue
                column = next(column for column in sheet_columns(one) if column.name == across)
                told_first = islice((cell for cell in (*cells, *others) if not is_blank(cell)), _ACROSS)
                if all(said_across(look, one, column, cell) is None for cell in told_first):
                    continue
                corner = partial(_corner, look, one, grid)
                crossing = crossing_at(look, one, row, cells, others, across, value, {}, told, corner)
                share = 0.0 if crossing is None else _share_read(grid, crossing)
                if crossing is not None and share > _MOST:
                    is_titled = any(search_key(one.label) in heading_key(text) for text in told)
                    score = len(crossing.headings) + _WHOLLY * (share == 1) + _TITLED * is_titled
                    found.append((score, crossing))
    best = max((score for score, _ in found), default=0)
    return list({one.rows.table: one for score, one in reversed(found) if score == best}.values())


def _may_be_heading(grid: Grid, row: int, cells: Sequence[GridCell], others: Sequence[GridCell]) -> bool:
    """Whether the corner of a row is empty or has words of ours only; most rows have not, which is told at once."""
    below = grid.rows[row + 1 :][:_LOOKED_AT]
    at = next((at for at in range(len(cells)) if any(not is_blank(_at(line, at)) for line in below)), None)
    if at is None:
        return False
    word = word_of(_at(others, at) if is_blank(cells[at]) else cells[at])
    parts = [heading_key(part) for part in _BESIDE.split(unicodedata.normalize("NFKC", word))]
    return all({part, part.removesuffix("別")} & _words() for part in parts)


@cache
def _words() -> frozenset[str]:
    """Return all words that head columns of ours."""
    return frozenset(word for table in sheet_tables() for word in known_words(table, None)) | _OF_NOTHING


def _beside(grid: Grid, row: int) -> list[str]:
    """Return what stands in a heading over nothing: a title at the side of the table."""
    below = grid.rows[row + 1 :][:_LOOKED_AT]
    words = enumerate(map(word_of, grid.rows[row]))
    return [word for at, word in words if word and all(is_blank(_at(cells, at)) for cells in below)]


def _share_read(grid: Grid, crossing: Crossing) -> float:
    """Return how much of what stands below the headings can be what it is read as."""
    if crossing.is_of_marks:
        return float(has_marks(grid, crossing))
    kind = abouts(TABLES[crossing.rows.table].record)[crossing.value.name].kind
    rows = [row for row in grid.rows[crossing.rows.heading_row + 1 :][:_LOOKED_AT] if not kind_of_row(row, (), ())]
    cells = [cell for row in rows for at in crossing.headings if not is_blank(cell := _at(row, at))]
    is_number = isinstance(kind, Number)
    read = (is_dash(cell) or (is_number and is_figure(cell)) or is_read(kind, csv_text(cell)) for cell in cells)
    return sum(read) / max(len(cells), 1)


def _corner(
    look: Look, table: Table, grid: Grid, rows: Matching, words: Sequence[GridCell], of: Mapping[str, SheetColumn]
) -> tuple[int, SheetColumn] | None:
    """Return which column at the side is what each line still lacks, and what that is: the first one, if its corner
    says nothing else and most of what stands below it reads so. `of` are the columns across and of the figures."""
    below = [(row, kind_of_row(row, (), ())) for row in grid.rows[rows.heading_row + 1 :][:_LOOKED_AT]]
    at = next((at for at in range(len(words)) if any(not is_blank(_at(row, at)) for row, _ in below)), None)
    if at is None:
        return None
    cells = [row[at] for row, kind in below if not kind and not is_blank(_at(row, at))]
    parts = [heading_key(part) for part in _BESIDE.split(unicodedata.normalize("NFKC", word_of(words[at])))]
    have = {*of, *(one.name for place, one in enumerate(rows.columns) if one is not None and place != at)}
    lacking = {column.name for column in rows.missing} - {*of}
    for column in choices(table):
        if column.name not in {*table.keys, *table.alike} - have or lacking - {column.name}:
            continue
        is_year = isinstance(abouts(table.record)[column.name].kind, FiscalYear)
        if not is_year and column.form not in {Form.REFERENCE, Form.DATE}:
            continue
        known = {heading_key(word) for one in (column, *of.values()) for word in (one.heading, *one.also)} | _OF_NOTHING
        told = sum(said_across(look, table, column, cell) is not None for cell in cells)
        if all({part, part.removesuffix("別")} & known for part in parts) and 2 * told > len(cells):
            return at, column
    return None


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
