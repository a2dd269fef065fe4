"""What stands around a table and holds for all of it: units, the day, the fiscal year, words such as 税込."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction

from core.model.machine.grids import Broken, Grid, GridCell, csv_text, is_blank
from core.model.values.dates import dates_in, fiscal_years_in
from core.model.values.money import UNITS
from core.operations.importing.headings import asides, word_of
from core.pattern import pattern

_SAID = pattern(r"単位\s*[:は]?\s*([^\s()]+)")
_MADE = pattern("作成|出力|印刷|更新|提出|発行|改訂|抽出日")
_NUMBER = pattern(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?")


def titles(grid: Grid, heading_row: int) -> list[str]:
    """Return the name of the sheet and the texts above its heading."""
    return [grid.name, *(word_of(cell) for cells in grid.rows[:heading_row] for cell in cells if not is_blank(cell))]


def words_in(texts: Iterable[str]) -> list[str]:
    """Return the words that stand in brackets or behind 単位 in titles."""
    found: list[str] = []
    for text in texts:
        plain = unicodedata.normalize("NFKC", text).strip()
        found += asides(plain)
        for match in _SAID.finditer(plain):
            found += re.split("[,、・/]", match[1])
    return list(dict.fromkeys(found))


def family(unit: str) -> str:
    """Return the unit of whose multiples a table may speak, for the unit of a field: 円 for 円/年; "" for none."""
    return next((base for base in UNITS if unit.startswith(base)), "")


def units_in(words: Iterable[str], unit: str) -> list[str]:
    """Return which of the words are units in which figures of a unit may be given."""
    scales = UNITS.get(family(unit), {})
    return [word for word in dict.fromkeys(words) if word in scales]


def days_said(texts: Iterable[str]) -> list[str]:
    """Return the days that titles name; on which day the table was made says nothing of what is in it."""
    return list(dict.fromkeys(day for text in not_made(texts) for day in dates_in(text)))


def not_made(texts: Iterable[str]) -> list[str]:
    """Return the texts that do not say when the table was made."""
    return [text for text in texts if not _MADE.search(text)]


def years_said(texts: Iterable[str]) -> list[int]:
    """Return the fiscal years that titles name."""
    return list(dict.fromkeys(year for text in texts for year in fiscal_years_in(text)))


def is_unit_row(cells: Iterable[GridCell]) -> bool:
    """Whether the row below a heading gives nothing but units: 円, (千円), 人."""
    texts = [word_of(cell) for cell in cells if not is_blank(cell)]
    return bool(texts) and all(any(True for _ in _units_of(text)) for text in texts)


def units_of(text: str) -> list[str]:
    """Return the units that a cell of a row of units names."""
    return list(_units_of(text))


def _units_of(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text).strip()
    for word in (plain, *asides(plain)):
        if any(word in scales for scales in UNITS.values()):
            yield word


def scaled(cell: GridCell, scale: int) -> GridCell:
    """Return a figure given in a larger unit in ours; text that names its own unit, and what is no figure, stays.

    Example: 184.5 by 1,000 → 184500; "184.5" alike; "184円" stays.
    """
    if scale == 1 or isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return cell
    text = unicodedata.normalize("NFKC", csv_text(cell)).strip()
    if not _NUMBER.fullmatch(text) or "e" in text:
        return cell
    number = Fraction(text.replace(",", "")) * scale
    return int(number) if number.denominator == 1 else str(float(number))


def part_merged(
    merged: Iterable[tuple[int, int, int, int]], rows: list[tuple[GridCell, ...]], at: int, rule: str
) -> None:
    """Mark the amounts of a column that stand in joined cells: to which row they belong cannot be said."""
    for top, left, bottom, right in merged:
        if left <= at <= right and (bottom > top or right > left):
            for row in range(top, min(bottom, len(rows) - 1) + 1):
                cell = rows[row][at] if at < len(rows[row]) else None
                if isinstance(cell, int | float) or (isinstance(cell, str) and any(map(str.isdecimal, cell))):
                    rows[row] = (*rows[row][:at], Broken(csv_text(cell), rule), *rows[row][at + 1 :])
