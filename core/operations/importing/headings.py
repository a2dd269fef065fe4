"""Headings as people write them: line breaks and spaces for justification, units, remarks in brackets, notes."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from core.dataclass import dataclass
from core.model.machine.grids import Broken, Grid, GridCell, csv_text, is_blank, spread_rows
from core.model.values.codes import search_key
from core.pattern import pattern

_SPACE = pattern("[\\s\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]+")
_BRACKETS = pattern(r"[(\[<〈《【〔「]([^()\[\]<>〈〉《》【】〔〕「」]*)[)\]>〉》】〕」]")
_NOTE = pattern(r"(?:[※*＊]|注)\(?[0-9]*\)?$")
_BETWEEN = pattern("[,、・/:;]")
_TOTAL = pattern("(?:合|総|男女)?計|総数|総額|全体")
_FIGURE = pattern(r"[-+△▲¥]?[0-9０-９][0-9０-９,，.．]*(?:[円人%]|千円)?")
_YEAR = pattern("(?:19|20)[0-9]{2}")
HEADING_WITHIN = 20
"""In how many rows at the top the heading is looked for."""

_NARROWED = pattern(
    "うち|内数|内訳|再掲|[男女]|[0-9]歳|外国|日本人|増減|前年|前回|差|率|割合|構成|[対当]比|世帯|当たり|あたり"
)

_TRAILING = pattern("[:：・,、。.]+$")


@dataclass(frozen=True, slots=True)
class Heading:
    """`keys` are what the heading may be called, the fullest first; `asides` the words in its brackets: 千円, 税込;
    `bare` is its text without them, without line breaks and notes."""

    keys: tuple[str, ...]
    asides: tuple[str, ...]
    bare: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether a word in its brackets says that its figures are a part of what stands before, or no amounts of it:
        人口(65歳以上), 金額(前年度比). A total is none."""
        return any(_NARROWED.search(word) and not _TOTAL.fullmatch(word) for word in self.asides)


@lru_cache(maxsize=8_192)
def heading(text: str) -> Heading:
    """Return what a heading may be called.

    Example: "金　額\n（千円・税込）" → keys ("金額(千円・税込)", "金額"), asides ("千円", "税込").
    """
    plain = _SPACE.sub("", unicodedata.normalize("NFKC", _SPACE.sub("", text)))
    bare = _TRAILING.sub("", _BRACKETS.sub("", plain))
    keys = (plain, _NOTE.sub("", plain), bare, _NOTE.sub("", bare))
    return Heading(tuple(dict.fromkeys(search_key(key) for key in keys if key)), asides(plain), keys[-1])


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
    """Return the headings in a row; a cell that is no text has no word of its own. A total beside two others is theirs
    too: after 男, 女, and before them, 計 is 男女計."""
    words = [word_of(cell) for cell in row]
    found = [heading(word) for word in words]
    for at, word in enumerate(words):
        if word and _TOTAL.fullmatch(_SPACE.sub("", word)):
            for pair in (words[max(at - 2, 0) : at], words[at + 1 : at + 3]):
                if len(pair) == 2 and all(pair):
                    key = heading_key(f"{pair[0]}{pair[1]}計")
                    found[at] = replace(found[at], keys=(*found[at].keys, key))
    return found


def has_second_row(grid: Grid, row: int) -> bool:
    """Whether a row and the one below it are one heading: what stands at the left reaches down, or nothing stands below
    it, some word stands over several columns, and the row below holds words, days or years: below a word of its own no
    more than a remark in brackets."""
    upper, lower = (grid.rows[at] if at < len(grid.rows) else () for at in (row, row + 1))
    first = next((at for at, cell in enumerate(upper) if not is_blank(cell)), None)
    if first is None or len([cell for cell in upper if not is_blank(cell)]) < 2:
        return False
    below = _at(lower, first)
    others = [cell for at, cell in enumerate(lower) if not is_blank(cell) and cell != _at(upper, at)]
    if not (is_blank(below) or below == upper[first]) or len(others) < 2 or not all(map(is_heading_word, others)):
        return False
    wide = {at for start, last in spans(upper, lower) for at in range(start, last) if last - start > 1}
    alone = [at for at, cell in enumerate(lower) if at not in wide and not is_blank(cell) and cell != _at(upper, at)]
    return bool(wide) and all(is_blank(_at(upper, at)) or asides(word_of(lower[at])) for at in alone)


def spans(upper: Sequence[GridCell], lower: Sequence[GridCell]) -> Iterator[tuple[int, int]]:
    """Yield from where to where (without it) each word of the upper row stands: over cells in which it is repeated, and
    over those below which something stands while nothing stands in the upper row."""
    start, width = 0, max(len(upper), len(lower))
    for at in range(1, width + 1):
        word, here = _at(upper, start), _at(upper, at)
        is_on = at < width and (here == word or (is_blank(here) and not is_blank(_at(lower, at))))
        if is_blank(word) or not is_on:
            yield start, at
            start = at


def with_filled_headings(grid: Grid) -> Grid:
    """Return the sheet with one row for each heading of two: the lower one, with the words of the upper one where it is
    blank; nothing stands in the upper one."""
    rows = list(grid.rows)
    for row in range(min(len(rows), HEADING_WITHIN) - 1):
        if has_second_row(grid, row):
            upper, lower = grid.rows[row], grid.rows[row + 1]
            width = max(len(upper), len(lower))
            pairs = [(_at(upper, at), _at(lower, at)) for at in range(width)]
            rows[row : row + 2] = (), tuple(above if is_blank(below) else below for above, below in pairs)
    return replace(grid, rows=tuple(rows))


def is_heading_word(cell: GridCell) -> bool:
    """Whether a cell may be part of a heading: a word, a day or a year, no figure."""
    text = word_of(cell)
    return bool(text) and (not _FIGURE.fullmatch(text) or _YEAR.fullmatch(text) is not None)


def word_of(cell: GridCell) -> str:
    """Return what a cell says as a heading; numbers and dates do, as years and numbers of implementers."""
    return "" if is_blank(cell) or isinstance(cell, Broken | bool) else csv_text(cell).strip()


def spread(grid: Grid) -> Grid:
    """Return the sheet with the value of joined cells in each of them, so that every row says what it is about."""
    if not grid.merged:
        return grid
    return replace(grid, rows=spread_rows(grid.rows, grid.merged))


def with_joined_headings(grid: Grid, row: int) -> tuple[Grid, Grid]:
    """Return the sheet with the words of a row before, and behind, those of the row below it: a heading of two rows.

    A word that stands over several columns is what none of them is by itself (人口 over 男, 女, 計), but their total.
    """
    upper, lower = grid.rows[row], grid.rows[row + 1]
    pairs = [(_at(upper, column), _at(lower, column)) for column in range(max(len(upper), len(lower)))]
    wide = _wide(pairs)

    def with_heading(cells: Sequence[GridCell]) -> Grid:
        return replace(grid, rows=(*grid.rows[: row + 1], tuple(cells), *grid.rows[row + 2 :]))

    before = [_within(wide[at], pair[1]) if at in wide else _joined(*pair) for at, pair in enumerate(pairs)]
    return with_heading(before), with_heading([_joined(*pair[::-1]) for pair in pairs])


def _wide(pairs: Sequence[tuple[GridCell, GridCell]]) -> dict[int, GridCell]:
    """Return by column the word over it, where that stands over others too, whose words below it are different: it is
    repeated (joined cells), or nothing stands in the cells behind it."""
    wide: dict[int, GridCell] = {}
    for start, last in spans([one for one, _ in pairs], [below for _, below in pairs]):
        if len({word_of(below) for _, below in pairs[start:last]} - {"", word_of(pairs[start][0])}) > 1:
            wide |= dict.fromkeys(range(start, last), pairs[start][0])
    return wide


def _within(upper: GridCell, lower: GridCell) -> GridCell:
    """Return the heading of one of several columns below a word."""
    if is_blank(upper) or upper == lower or is_blank(lower):
        return _joined(upper, lower)
    total = _TOTAL.fullmatch(_SPACE.sub("", word_of(lower)))
    return f"{word_of(upper)}({word_of(lower)})" if total else f"{word_of(upper)}{word_of(lower)}"


def _joined(one: GridCell, other: GridCell) -> GridCell:
    if is_blank(one) or one == other:
        return other
    return one if is_blank(other) else f"{word_of(one)}({word_of(other)})"


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
