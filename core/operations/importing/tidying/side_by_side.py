"""Tables that stand beside one another on one sheet: which columns are whose, and the sheet with nothing but one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from core.dataclass import dataclass
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, column_name, is_blank
from core.model.machine.spreadsheet import sheet_tables
from core.operations.importing.columns import known_words
from core.operations.importing.headings import HEADING_WITHIN, heading_key, word_of
from core.operations.importing.plan import LeftOut


@dataclass(frozen=True, slots=True)
class Beside:
    """Tables whose headings stand in one row, from the left: from which column to which (without it) each goes."""

    grid: Grid
    heading_row: int
    parts: tuple[range, ...]

    @property
    def asked(self) -> Fault:
        """What has to be asked where nobody has said which of them is meant."""
        told = "、".join(f"{column_name(part[0])}〜{column_name(part[-1])}列" for part in self.parts)
        return Fault("", "ask_part", {"sheet": self.grid.name, "count": len(self.parts), "places": told})

    def only(self, number: int) -> tuple[Grid, tuple[LeftOut, ...]]:
        """Return the sheet with nothing but one of the tables (from 1), and the columns of the others as left out. A
        title that stands alone over the first one holds for all."""
        part, others = self.parts[number - 1], [one for one in self.parts if one is not self.parts[number - 1]]
        hidden = {at for one in others for at in one}
        rows = [
            row if at < self.heading_row and _holds_for_all(row, self.parts) else _without(row, hidden)
            for at, row in enumerate(self.grid.rows)
        ]
        heads = self.grid.rows[self.heading_row]
        left_out = (
            LeftOut(self.grid.name, None, column_name(at), word_of(heads[at]), Fault("", "other_part", {}))
            for at in sorted(hidden)
            if at < len(heads) and at not in part
        )
        return replace(self.grid, rows=tuple(rows)), tuple(left_out)


def tables_beside(grid: Grid) -> Beside | None:
    """Return the tables that stand beside one another, None where there is but one. The first heading of each is the
    same word, one that heads a column of ours; and nothing stands in a column between them, or all of their headings
    are the same."""
    for row, cells in enumerate(grid.rows[:HEADING_WITHIN]):
        words = [heading_key(word_of(cell)) for cell in cells]
        first = next((at for at, word in enumerate(words) if word), None)
        if first is None or words.count(words[first]) < _LEAST or words[first] not in _headings():
            continue
        if any(not is_blank(cell) for below in grid.rows[row + 1 :] for cell in below[:first]):
            continue
        parts = tuple(_apart(grid, row, words)) or tuple(_repeated(words, first))
        if len(parts) >= _LEAST and all(words[part[0]] == words[first] and len(part) >= _LEAST for part in parts):
            return Beside(grid, row, parts)
    return None


_LEAST = 2


@cache
def _headings() -> frozenset[str]:
    return frozenset(word for table in sheet_tables() for word in known_words(table, None))


def _apart(grid: Grid, row: int, words: Sequence[str]) -> Iterator[range]:
    """Yield the groups of columns between which nothing stands, if there are several."""
    below = grid.rows[row:]
    used = [any(at < len(cells) and not is_blank(cells[at]) for cells in below) for at in range(len(words))]
    starts = [at for at, one in enumerate(used) if one and (at == 0 or not used[at - 1])]
    if len(starts) >= _LEAST:
        for start in starts:
            end = next((at for at in range(start, len(used)) if not used[at]), len(used))
            yield range(start, end)


def _repeated(words: Sequence[str], first: int) -> Iterator[range]:
    """Yield the groups of columns whose headings are the same in the same order."""
    told = list(words[first:])
    while told and not told[-1]:
        told.pop()
    count = told.count(told[0]) if told else 0
    width = len(told) // count if count else 0
    if width and len(told) == width * count and told == told[:width] * count:
        for at in range(count):
            yield range(first + at * width, first + (at + 1) * width)


def _holds_for_all(row: Sequence[GridCell], parts: Sequence[range]) -> bool:
    filled = [at for at, cell in enumerate(row) if not is_blank(cell)]
    return len(filled) == 1 and filled[0] < parts[1][0]


def _without(row: Sequence[GridCell], columns: set[int]) -> tuple[GridCell, ...]:
    return tuple(None if at in columns else cell for at, cell in enumerate(row))
