"""Headings of three rows (人口 over 日本人 and 外国人 over 男, 女, 計): what stands over each column, and the same
heading in two rows where one of the three says nothing that tells columns apart."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.dataclass import dataclass
from core.model.machine.grids import Grid, GridCell, is_blank
from core.operations.importing.headings import HEADING_WITHIN, has_second_row, is_heading_word, spans, word_of
from core.operations.importing.titles import is_unit_row

ROWS = 3


@dataclass(frozen=True, slots=True)
class Tall:
    """A heading of three rows whose first is `row`: by column the word of each row that stands over it, each in all the
    columns over which it stands; `stubs` are the columns over which only one word stands, that of the first row."""

    row: int
    top: tuple[GridCell, ...]
    middle: tuple[GridCell, ...]
    low: tuple[GridCell, ...]
    stubs: frozenset[int]


def tall_heading(grid: Grid, row: int) -> Tall | None:
    """Return the heading that begins in a row, None where it is none of three rows."""
    if row + ROWS >= len(grid.rows) or all(map(is_blank, grid.rows[row])):
        return None
    first = next(at for at, cell in enumerate(grid.rows[row]) if not is_blank(cell))
    head = grid.rows[row][first]
    if not all(is_blank(cell := _at(cells, first)) or cell == head for cells in grid.rows[row + 1 : row + ROWS]):
        return None
    width = max(map(len, grid.rows[row : row + ROWS]))
    top, middle, low = ([_at(cells, at) for at in range(width)] for cells in grid.rows[row : row + ROWS])
    if is_blank(_at(grid.rows[row + ROWS], first)) or is_unit_row(low):
        return None
    under = {at for at in range(width) if not (is_blank(low[at]) or low[at] in (top[at], middle[at]))}
    if len(under) < 2 or not all(is_heading_word(cells[at]) for cells in (middle, low) for at in under if cells[at]):
        return None
    middle = _spread(middle, low, under)
    top = _spread(top, [one if not is_blank(one) else low[at] for at, one in enumerate(middle)], under)
    stubs = {at for at in range(width) if at not in under and (is_blank(middle[at]) or middle[at] == top[at])}
    over = {at for at in range(width) if at not in stubs and not is_blank(top[at])}
    is_tall = {at for at in under if len({word_of(one[at]) for one in (top, middle, low)} - {""}) == ROWS}
    if len(is_tall) < 2 or not _stands_over_many(top, over) or under - over:
        return None
    if not all(is_blank(one) or at in stubs | over for at, one in enumerate(top)):
        return None
    return Tall(row, tuple(top), tuple(middle), tuple(low), frozenset(stubs))


def _spread(cells: Sequence[GridCell], below: Sequence[GridCell], under: set[int]) -> list[GridCell]:
    """Return the cells with each word in all of the columns over which it stands."""
    made = list(cells)
    for start, last in spans(cells, below):
        for at in range(start + 1, last):
            if is_blank(made[at]) and at in under:
                made[at] = cells[start]
    return made


def _stands_over_many(words: Sequence[GridCell], columns: set[int]) -> bool:
    told = [word_of(words[at]) for at in sorted(columns)]
    return any(one == other for one, other in pairwise(told))


def with_lower_headings(grid: Grid) -> Grid:
    """Return the sheet with its heading of three rows in two: the first of its rows keeps what stands over all of the
    figures, as a title; where each of the three tells columns apart, the words of the upper two are joined."""
    for row in range(min(len(grid.rows), HEADING_WITHIN)):
        tall = tall_heading(grid, row)
        if tall is not None:
            return replace(grid, rows=(*grid.rows[:row], *_lowered(tall), *grid.rows[row + ROWS :]))
    return grid


def _lowered(tall: Tall) -> tuple[tuple[GridCell, ...], ...]:
    columns = [at for at in range(len(tall.top)) if at not in tall.stubs]
    tops, middles = ({word_of(cells[at]) for at in columns} - {""} for cells in (tall.top, tall.middle))
    title: list[GridCell] = [None] * len(tall.top)
    if len(tops) == 1:
        upper = tall.middle
        title[columns[0]] = tall.top[columns[0]]
    elif len(middles) == 1:
        upper = tall.top
        title[columns[0]] = next(tall.middle[at] for at in columns if not is_blank(tall.middle[at]))
    else:
        upper = tuple(_joined(one, other) for one, other in zip(tall.top, tall.middle, strict=True))
    stubs = [tall.top[at] if at in tall.stubs else cell for at, cell in enumerate(upper)]
    low = [None if at in tall.stubs else cell for at, cell in enumerate(tall.low)]
    return tuple(title), tuple(stubs), tuple(low)


def _joined(one: GridCell, other: GridCell) -> GridCell:
    if is_blank(one) or one == other:
        return other
    return one if is_blank(other) else f"{word_of(one)}{word_of(other)}"


def heading_words(grid: Grid, row: int) -> list[tuple[str, ...]] | None:
    """Return by column the words that stand over it, from above, of the heading that ends in this row: of three rows,
    of two, or of this one. None where the row is an upper one of a heading."""
    tall = tall_heading(grid, row - ROWS + 1) if row + 1 >= ROWS else None
    if tall is not None:
        return [_way(*cells) for cells in zip(tall.top, tall.middle, tall.low, strict=True)]
    if any(tall_heading(grid, row - back) for back in range(min(row + 1, ROWS - 1))) or has_second_row(grid, row):
        return None
    lower = grid.rows[row]
    if row and has_second_row(grid, row - 1):
        upper = grid.rows[row - 1]
        made = [_at(upper, at) for at in range(max(len(upper), len(lower)))]
        below = [_at(lower, at) for at in range(len(made))]
        for start, last in spans(upper, lower):
            made[start:last] = [_at(upper, start)] * (last - start)
        return [_way(*cells) for cells in zip(made, below, strict=True)]
    return [_way(cell) for cell in lower]


def heading_rows(grid: Grid, row: int) -> list[list[GridCell]]:
    """Return what stands in the rows of the heading that ends in this one; they may stand once more on each page."""
    rows = grid.rows[max(0, row + 1 - ROWS) : row + 1]
    return [words for one in rows if len(words := [cell for cell in one if not is_blank(cell)]) > 1]


def _way(*cells: GridCell) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for cell in cells if (word := word_of(cell))))


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
