"""Headings as people write them: line breaks and spaces for justification, units, remarks in brackets, notes."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from core.dataclass import dataclass
from core.model.machine.grids import Broken, Grid, GridCell, csv_text, is_blank, spread_rows
from core.model.values.codes import search_key

_SPACE = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]+")
_BRACKETS = re.compile(r"[(\[<〈《【〔「]([^()\[\]<>〈〉《》【】〔〕「」]*)[)\]>〉》】〕」]")
_NOTE = re.compile(r"(?:[※*＊]|注)\(?[0-9]*\)?$")
_BETWEEN = re.compile("[,、・/:;]")
_TRAILING = re.compile("[:：・,、。.]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """`keys` are what the heading may be called, the fullest first; `asides` the words in its brackets: 千円, 税込."""

    keys: tuple[str, ...]
    asides: tuple[str, ...]


@lru_cache(maxsize=8_192)
def heading(text: str) -> Heading:
    """Return what a heading may be called.

    Example: "金　額\n（千円・税込）" → keys ("金額(千円・税込)", "金額"), asides ("千円", "税込").
    """
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", _SPACE.sub("", text)))
    bare = _TRAILING.sub("", _BRACKETS.sub("", plain))
    keys = (plain, _NOTE.sub("", plain), bare, _NOTE.sub("", bare))
    return Heading(tuple(dict.fromkeys(search_key(key) for key in keys if key)), asides(plain))


def heading_key(text: str) -> str:
    """Return the key of a heading as it is written, spaces and line breaks aside; "" for none."""
    keys = heading(text).keys
    return keys[0] if keys else ""


def asides(text: str) -> tuple[str, ...]:
    """Return the words in the brackets of a text, without 単位 before them: "(単位:千円、税込)" → ("千円", "税込")."""
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", text))
    found = [word for inside in _BRACKETS.findall(plain) for word in _BETWEEN.split(inside)]
    return tuple(dict.fromkeys(word.removeprefix("単位").removeprefix("は") for word in found if word != "単位"))


def row_headings(row: Sequence[GridCell]) -> list[Heading]:
    """Return the headings in a row; a cell that is no text has no word of its own."""
    return [heading(word_of(cell)) for cell in row]


def word_of(cell: GridCell) -> str:
    """Return what a cell says as a heading; numbers and dates do, as years and numbers of implementers."""
    return "" if is_blank(cell) or isinstance(cell, Broken | bool) else csv_text(cell).strip()


def spread(grid: Grid) -> Grid:
    """Return the sheet with the value of joined cells in each of them, so that every row says what it is about."""
    if not grid.merged:
        return grid
    return replace(grid, rows=spread_rows(grid.rows, grid.merged))


def with_joined_headings(grid: Grid, row: int) -> tuple[Grid, Grid]:
    """Return the sheet with the words of a row before, and behind, those of the row below it: a heading of two rows."""
    upper, lower = grid.rows[row], grid.rows[row + 1]
    pairs = [(_at(upper, column), _at(lower, column)) for column in range(max(len(upper), len(lower)))]

    def with_heading(cells: Sequence[GridCell]) -> Grid:
        return replace(grid, rows=(*grid.rows[: row + 1], tuple(cells), *grid.rows[row + 2 :]))

    return with_heading([_joined(*pair) for pair in pairs]), with_heading([_joined(*pair[::-1]) for pair in pairs])


def _joined(one: GridCell, other: GridCell) -> GridCell:
    if is_blank(one) or one == other:
        return other
    return one if is_blank(other) else f"{word_of(one)}({word_of(other)})"


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
