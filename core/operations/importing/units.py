"""In which unit the figures of a block stand: that of their heading, of the row below it, of a column of units, of the
title, or of what is written beside and below the table."""

import unicodedata
from collections.abc import Collection, Sequence

from core.dataclass import dataclass
from core.model.machine.grids import Broken, Grid, GridCell, csv_text, is_blank
from core.model.values.money import UNITS
from core.operations.importing.headings import heading, word_of
from core.operations.importing.row_kinds import says_unit
from core.operations.importing.titles import family, scaled, titles, units_in, units_of, words_in

_UNIT_COLUMNS = {"単位", "金額単位", "金額の単位", "通貨単位", "単位区分"}
_WITHIN = 4
"""So many rows from the heading on a unit may stand beside a table."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a table: the texts of units beside and below it, the columns that hold nothing else, and the
    column that gives the unit of each row (None: there is none)."""

    texts: tuple[str, ...] = ()
    columns: frozenset[int] = frozenset()
    unit_column: int | None = None


def around(grid: Grid, heading_row: int, used: Collection[int], below: Sequence[str]) -> Around:
    """Return what says a unit around a table whose columns `used` are read, and `below` which these notes stand."""
    texts = [text for text in below if "単位" in text or says_unit(text)]
    columns: set[int] = set()
    unit_column = None
    rows = grid.rows
    for at in range(max((len(row) for row in rows[heading_row : heading_row + _WITHIN]), default=0)):
        if at in used:
            continue
        head = word_of(_at(rows[heading_row], at))
        if set(heading(head).keys) & _UNIT_COLUMNS:
            if unit_column is None and any(map(_is_money, (_at(row, at) for row in rows[heading_row + 1 :]))):
                unit_column = at
            continue
        if head and not says_unit(head):
            continue
        cells = [_at(row, at) for row in rows[heading_row:]]
        said = list(dict.fromkeys(word_of(cell) for cell in cells if not is_blank(cell)))
        if len(said) == 1 and says_unit(said[0]):
            texts += said
            columns.add(at)
    return Around(tuple(dict.fromkeys(texts)), frozenset(columns), unit_column)


def _is_money(cell: GridCell) -> bool:
    return isinstance(cell, str) and _plain(cell) in UNITS["円"]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().strip("()")


@dataclass(frozen=True, slots=True)
class Units:
    """Tells in which unit a column is given. `below` is the row of units below the heading, `wish` what was said."""

    grid: Grid
    heading_row: int
    below: Sequence[GridCell]
    around: Around
    wish: str | None

    def of(self, at: int, unit: str) -> tuple[list[str], str]:
        """Return the units in which a column may be given whose field has this one, and where that stands: none, one,
        or several, which have to be asked."""
        head = word_of(_at(self.grid.rows[self.heading_row], at))
        beside = units_in((*heading(head).asides, *units_of(word_of(_at(self.below, at)))), unit)
        if beside:
            return beside[:1], "heading"
        if self.wish:
            return units_in([self.wish], unit), "clerk"
        above = units_in(words_in(titles(self.grid, self.heading_row)), unit)
        return units_in([*above, *words_in(self.around.texts)], unit), "title" if above else "beside"

    def in_row(self, cells: Sequence[GridCell], cell: GridCell, unit: str, scale: int) -> GridCell:
        """Return a figure of a row in ours, by the unit that the row itself gives, else by `scale`."""
        said = None if self.around.unit_column is None else _at(cells, self.around.unit_column)
        if said is None or is_blank(said) or is_blank(cell) or not family(unit):
            return scaled(cell, scale)
        word = _plain(csv_text(said))
        known = UNITS[family(unit)].get(word)
        if known is None and family(unit) == "円":
            return Broken(csv_text(cell), "unit_unknown", word)
        return scaled(cell, known or scale)


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
