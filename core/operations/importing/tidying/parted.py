"""Figures that a sheet gives in parts: men and women, nationals and foreigners. Where the total stands beside them it
is read, where it does not it is their sum, and a part is never taken for the whole."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product

from core.dataclass import dataclass
from core.model.machine.faults import Fault, Refused
from core.model.machine.grids import Broken, Grid, GridCell, column_name, csv_text, is_blank
from core.model.machine.records import abouts
from core.model.machine.spreadsheet import SheetColumn, sheet_columns, sheet_tables
from core.model.machine.table import Table
from core.model.registry import TABLES
from core.model.values.dates import dates_in, show_date, without_dates
from core.model.values.money import UNITS, parse_number
from core.operations.importing.columns import known_words
from core.operations.importing.headings import HEADING_WITHIN, asides, heading, heading_key
from core.operations.importing.tidying.tall_headings import ROWS, heading_words
from core.pattern import pattern

_TOTALS = ("男女計", "合計", "総計", "総数", "総額", "全体", "計")
_REMARKS = ("現在", "時点", "うち", "内訳", "内", "の", "末日")
_BETWEEN = pattern(r"[\s()\[\]（）・:/,、]+")

Key = tuple[int | None, ...]
"""For each way of parting which part a column gives; None: it is not parted in this way."""


@dataclass(frozen=True, slots=True)
class Parted:
    """`grid` has the whole where the heading of its first part stood, and below it their sum. `summed` are the columns
    that are in a sum, `parts` those whose whole stands in another column; `said` tells what was added up."""

    grid: Grid
    summed: frozenset[int] = frozenset()
    parts: frozenset[int] = frozenset()
    said: tuple[Fault, ...] = ()
    source: Grid | None = None


def with_wholes(grid: Grid, table: str | None = None) -> Parted:
    """Return the sheet with the wholes of figures that it gives in parts; of one table, or of any that has such."""
    top = "".join(cell for row in grid.rows[:HEADING_WITHIN] for cell in row if cell.__class__ is str)
    tables = [one for one in ([TABLES[table]] if table else sheet_tables()) if _has_a_part(one, top)]
    for row in range(min(HEADING_WITHIN, len(grid.rows))) if tables else ():
        ways = heading_words(grid, row)
        if ways is None or sum(map(bool, ways)) < 2:
            continue
        for one in tables:
            found = _with_wholes(grid, row, ways, one)
            if found is not None:
                return found
    return Parted(grid)


def _with_wholes(grid: Grid, row: int, ways: Sequence[tuple[str, ...]], table: Table) -> Parted | None:
    column = next(one for one in sheet_columns(table) if one.name == table.whole)
    groups: dict[str, dict[Key, list[int]]] = {}
    for at, way in enumerate(ways):
        read = _meaning(table, "/".join(way)) if way else None
        if read is not None:
            groups.setdefault(read[0], {}).setdefault(read[1], []).append(at)
    known = {at for keys in groups.values() for places in keys.values() for at in places}
    whole: Key = (None,) * len(table.parted)
    if not any(key != whole for keys in groups.values() for key in keys) or not _is_of(table, column, ways, known):
        return None
    chosen = {day: _chosen(table, keys) for day, keys in groups.items()}
    if any(len(keys.get(whole, ())) > 1 for keys in groups.values()):
        return None
    cells: list[GridCell] = [_plain(way) if at in known else _told(way) for at, way in enumerate(ways)]
    said: list[Fault] = []
    summed: set[int] = set()
    rows = list(grid.rows)
    for day, places in chosen.items():
        if not places:
            continue
        units = "".join(f"({word})" for word in dict.fromkeys(_units(column, [ways[at] for at in places])))
        cells[places[0]] = f"{show_date(day)}{units}" if len(groups) > 1 else f"{column.heading}(計){units}"
        if len(groups) == 1 and day:
            cells[places[0]] = f"{cells[places[0]]}({show_date(day)})"
        if len(places) > 1:
            summed |= set(places)
            letters = "、".join(map(column_name, places))
            facts = {"columns": letters, "words": "・".join(_plain(ways[at]) for at in places)}
            said.append(Fault("", "parts_added_said", {**facts, "label": column.heading}))
            for below in range(row + 1, len(rows)):
                rows[below] = _with_sum(rows[below], places, {at: _plain(ways[at]) for at in places}, column.unit)
    rows[row] = tuple(cells)
    for above in range(row - _height(grid, row) + 1, row):
        rows[above] = ()
    first = {places[0] for places in chosen.values() if places}
    return Parted(replace(grid, rows=tuple(rows)), frozenset(summed), frozenset(known - summed - first), tuple(said))


def _has_a_part(table: Table, text: str) -> bool:
    return any(word in text for ways in table.parted for part in ways for word in part)


def _height(grid: Grid, row: int) -> int:
    """Return how many rows the heading has that ends in a row."""
    height = 1
    while height < ROWS and row - height >= 0 and heading_words(grid, row - height) is None:
        height += 1
    return height


def _chosen(table: Table, keys: Mapping[Key, list[int]]) -> list[int]:
    """Return the column of the whole, else those that add up to it, else none."""
    whole: Key = (None,) * len(table.parted)
    sizes = [range(len(parts)) for parts in table.parted]
    sets: list[list[Key]] = [[whole]]
    sets += [[(*whole[:at], part, *whole[at + 1 :]) for part in size] for at, size in enumerate(sizes)]
    sets += [list(product(*sizes))]
    for one in sets:
        if all(len(keys.get(key, ())) == 1 for key in one):
            return sorted(keys[key][0] for key in one)
    return []


def _is_of(table: Table, column: SheetColumn, ways: Sequence[tuple[str, ...]], known: set[int]) -> bool:
    """Whether the other columns are those of the table: its rows have to be told."""
    others = known_words(table, None) - {heading_key(word) for word in (column.heading, *column.also)}
    keys = {key for at, way in enumerate(ways) if at not in known for word in way for key in heading(word).keys}
    return bool(others & keys)


def _meaning(table: Table, text: str) -> tuple[str, Key] | None:
    """Return the day in a heading and which part of the figure its column gives; None where it is another column."""
    days = dates_in(text)
    plain = _BETWEEN.sub("", unicodedata.normalize("NFKC", without_dates(text)))
    rest, key = _without_parts(table, plain)
    is_told = rest != plain
    for word in _other_words(table):
        if word in rest:
            rest, is_told = rest.replace(word, ""), True
    for word in _REMARKS:
        rest = rest.replace(word, "")
    if rest or not is_told or len(days) > 1:
        return None
    return (days[0] if days else ""), key


def _without_parts(table: Table, text: str) -> tuple[str, Key]:
    key: list[int | None] = []
    for parts in table.parted:
        words = sorted(((word, at) for at, names in enumerate(parts) for word in names), key=lambda one: -len(one[0]))
        said = set()
        for word, at in words:
            if word in text:
                text = text.replace(word, "")
                said.add(at)
        key.append(said.pop() if len(said) == 1 else None)
    return text, tuple(key)


@cache
def _other_words(table: Table) -> tuple[str, ...]:
    """Return what else a heading of the figure may say: what it is called, that it is a total, its unit."""
    about = abouts(table.record)[table.whole]
    units = UNITS.get(about.unit, {})
    words = {about.label, *about.also, *_TOTALS, *units, "単位"}
    return tuple(sorted(words, key=lambda word: -len(word)))


def _units(column: SheetColumn, ways: Sequence[tuple[str, ...]]) -> Iterator[str]:
    scales = UNITS.get(column.unit, {})
    return (word for way in ways for text in way for word in asides(text) if word in scales)


def _plain(way: Sequence[str]) -> str:
    """Return the words over a column without brackets, which would make them a remark."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", "".join(way)))


def _told(way: Sequence[str]) -> GridCell:
    """Return the heading of a column that has nothing to do with the figure."""
    return way[0] if len(way) == 1 else _plain(way) or None


def _with_sum(
    cells: tuple[GridCell, ...], places: Sequence[int], heads: Mapping[int, str], unit: str
) -> tuple[GridCell, ...]:
    """Return the row with the sum of its parts in the first of them; what is missing or no number is no 0."""
    found = [cells[at] if at < len(cells) else None for at in places]
    if all(map(is_blank, found)):
        return cells
    made = [*cells, *(None,) * (places[0] + 1 - len(cells))]
    total = Fraction(0)
    for at, cell in zip(places, found, strict=True):
        if isinstance(cell, Broken):
            made[places[0]] = cell
            return tuple(made)
        number = _number(cell, unit)
        if number is None:
            told = f"{heads[at]}({column_name(at)}列)"
            made[places[0]] = Broken(csv_text(cell), "part_blank" if is_blank(cell) else "part_unread", told)
            return tuple(made)
        total += number
    made[places[0]] = int(total) if total.denominator == 1 else float(total)
    return tuple(made)


def _number(cell: GridCell, unit: str) -> Fraction | None:
    """Return the figure of a part, None where there is none."""
    try:
        number = parse_number(unicodedata.normalize("NFKC", csv_text(cell)).strip().removesuffix(unit))
    except Refused:
        return None
    return number if number >= 0 else None
