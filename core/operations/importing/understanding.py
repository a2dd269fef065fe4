"""What a block of cells is: a sheet of a foreign workbook, a CSV file, a paste. Everything in it is understood, named
as left out, or asked; nothing is guessed in silence.

`understand` is pure: cells and what the clerk has said go in; the table, the meaning of each column, the lines that
`core.operations.importing.planning` reads, what is left out and what is to be asked come out.
"""

from dataclasses import replace

from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, column_name
from core.model.machine.kinds import Form
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import sheet_tables
from core.model.machine.table import Look
from core.model.registry import TABLES
from core.operations.importing.block import BlockReader
from core.operations.importing.columns import Matching, helpers, is_sure, matchings, may_hold_for_all, telling
from core.operations.importing.crossing import Crossing, find_crossing
from core.operations.importing.headings import (
    HEADING_WITHIN,
    has_second_row,
    heading_key,
    row_headings,
    with_joined_headings,
    word_of,
)
from core.operations.importing.not_understood import not_understood
from core.operations.importing.tidying.corners import find_by_edges
from core.operations.importing.tidying.parted import Parted
from core.operations.importing.tidying.prepared import prepared
from core.operations.importing.tidying.title_words import narrowed_title
from core.operations.importing.tiers import find_tiers
from core.operations.importing.titles import titles
from core.operations.importing.understood import Understood, Wishes


def understand(
    look: Look,
    grid: Grid,
    wishes: Wishes | None = None,
    matching: Matching | None = None,
    parted: Parted | None = None,
) -> Understood:
    """Return what a block of cells is; `matching` is what its columns mean where that is known already, `parted` the
    block with its headings in order where somebody has put them so."""
    wishes = wishes or Wishes()
    parted = parted or prepared(grid, wishes.table)
    whole = parted.grid

    def reader(of: Grid) -> BlockReader:
        return BlockReader(of, grid, wishes, parted)

    if matching is not None:
        crossing = _crossing_of(look, whole, matching)
        if crossing is not None:
            return reader(whole).as_crossing(crossing)
        return reader(matching.whole(whole)).as_table(matching)
    found = matchings(whole, wishes.table, wishes.meant)
    named = wishes.table is not None or any(table.label == grid.name for table in sheet_tables())
    fits = [one for one in found if one[1].lacks_only_what_one_may_say or (named and one[1].can_change)]
    fits = [one for one in fits if named or not one[1].says_nothing]
    tiers = find_tiers(whole, wishes.table, wishes.meant)
    if tiers is not None and (not fits or fits[0][1].table == tiers.rows.table):
        return reader(whole).as_tiers(look, tiers)
    near = range(fits[0][1].heading_row, fits[0][1].heading_row + 2) if fits else None
    crossing = find_crossing(look, whole, wishes.table, wishes.meant, near)
    joined = _with_two_rows(whole, wishes, not fits)
    if joined is not None and (not fits or joined[0] > fits[0][0]):
        if crossing is None or not _says_more(crossing, joined[1], joined[2]):
            reading = reader(joined[1]).as_table(joined[2])
            unread = _unread_figures(joined[1], joined[2])
            return (
                replace(reading, asks=(*reading.asks, unread)) if unread is not None and not wishes.meant else reading
            )
    elif crossing is None or (fits and not _says_more(crossing, whole, fits[0][1])):
        crossing = None
    if crossing is not None:
        return reader(whole).as_crossing(crossing)
    if not fits and (edges := find_by_edges(look, whole, wishes.table)):
        reading = reader(whole).as_crossing(edges[0])
        if len(edges) == 1:
            return reading
        names = "、".join(TABLES[one.rows.table].label for one in edges)
        asked = Fault("", "ask_table", {"sheet": grid.name, "tables": names})
        return replace(reading, asks=(asked, *reading.asks))
    if not fits:
        return Understood(whole, asks=(not_understood(whole, found, wishes.table is not None),))
    if wishes.table is None and not wishes.meant and _is_rather(found[0], fits[0]):
        return Understood(whole, asks=(not_understood(whole, found[:1], is_said=True),))
    alike = _of_their_own([one for score, one in fits if score == fits[0][0]])
    reading = reader(whole).as_table(alike[0])
    table = TABLES[alike[0].table]
    title = narrowed_title(table, titles(whole, alike[0].heading_row)) if wishes.table is None else ""
    if title:
        facts = {"sheet": grid.name, "title": title, "label": abouts(table.record)[table.whole].label}
        narrowed = Fault("", "ask_narrowed", {**facts, "table": table.label})
        return replace(reading, asks=(narrowed, *reading.asks))
    if (twice := _figures_twice(whole, alike[0])) is not None:
        return replace(reading, asks=(twice, *reading.asks))
    is_said = wishes.table is not None or bool(wishes.meant)
    if len(alike) > 1 or not (is_said or is_sure(alike[0], whole)):
        names = "、".join(TABLES[one.table].label for one in alike)
        rule = "ask_table" if len(alike) > 1 else "ask_this_table"
        return replace(reading, asks=(Fault("", rule, {"sheet": grid.name, "tables": names}), *reading.asks))
    return reading


def _is_rather(best: tuple[int, Matching], fit: tuple[int, Matching]) -> bool:
    """Whether a sheet is rather of a table for which a column is missing than of the one that it fits: that would leave
    most of its columns unread."""
    return best[0] >= fit[0] + _MUCH and len(telling(best[1])) >= 2 * len(telling(fit[1]))


_MUCH = 8
"""What one column more counts in the score of a reading."""


def _of_their_own(alike: list[Matching]) -> list[Matching]:
    """Return those of the readings that fit alike in which the only column that tells anything names rows of the table
    itself: 業務名 alone is a list of systems, not of what refers to them."""
    if len(alike) < 2 or any(len(telling(one)) > 1 for one in alike):
        return alike
    own = [one for one in alike if all(column.form is not Form.REFERENCE for column in telling(one))]
    return own or alike


def _unread_figures(grid: Grid, matching: Matching) -> Fault | None:
    """Return what has to be asked where a sheet with a heading of two rows has figures below it, and none is read."""
    known = [column for column in matching.columns if column is not None]
    if any(column.form is Form.FIGURE for column in known):
        return None
    rows = grid.rows[matching.heading_row + 1 :]
    heads = grid.rows[matching.heading_row]
    places = [at for at, cell in enumerate(heads) if at >= len(matching.columns) or matching.columns[at] is None]
    unread = [at for at in places if any(isinstance(row[at], int | float) for row in rows if at < len(row))]
    told = "・".join(f"「{word_of(heads[at])}」({column_name(at)})" for at in unread)
    facts = {"sheet": grid.name, "table": TABLES[matching.table].label, "unknown": told}
    return Fault("", "ask_figures", facts) if len(unread) > 1 else None


def _figures_twice(grid: Grid, matching: Matching) -> Fault | None:
    """Return what has to be asked where a column of figures is not read because another one has the same heading."""
    words = [heading_key(word_of(cell)) for cell in grid.rows[matching.heading_row]]
    for at, column in enumerate(matching.columns):
        places = [place for place, word in enumerate(words) if word == words[at]]
        if column is not None and column.form is Form.FIGURE and len(places) > 1:
            told = "、".join(map(column_name, places))
            return Fault("", "heading_twice", {"sheet": grid.name, "heading": words[at], "columns": told})
    return None


def _crossing_of(look: Look, grid: Grid, matching: Matching) -> Crossing | None:
    """Return how a sheet of whose columns somebody has said what they mean is a cross table: where what is missing of
    each line stands across; None where it is no such table."""
    wanting = [column for column in matching.missing if not may_hold_for_all(TABLES[matching.table], column)]
    if matching.joined is not None or not (wanting or matching.crossed):
        return None
    return find_crossing(look, grid, matching.table, matching.meant(grid))


def _says_more(crossing: Crossing, grid: Grid, matching: Matching) -> bool:
    """Whether a sheet whose columns may mean this is rather a cross table, which has all of them and figures besides:
    codes and names of municipalities before years."""
    known = {at for at, column in enumerate(matching.columns) if column is not None}
    known |= {*helpers(matching, row_headings(grid.rows[matching.heading_row]))}
    return known < crossing.explained


def _with_two_rows(grid: Grid, wishes: Wishes, is_any: bool) -> tuple[int, Grid, Matching] | None:
    """Return the sheet with the two rows of its heading as one, and what its columns mean then, with the score of that:
    of any two rows, or of those only that look like one heading."""
    best: tuple[int, Grid, Matching] | None = None
    for row in range(min(HEADING_WITHIN, len(grid.rows)) - 1):
        if not (is_any or has_second_row(grid, row)) or has_second_row(grid, row + 1):
            continue
        for way, joined in enumerate(with_joined_headings(grid, row)):
            for score, matching in matchings(joined, wishes.table, wishes.meant, (row + 1,)):
                if matching.lacks_only_what_one_may_say and (best is None or score > best[0]):
                    best = score, joined, replace(matching, joined=way)
    return best
