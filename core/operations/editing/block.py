"""A block of pasted cells: whether its first line is a heading, and which column of the table is meant by each of its
columns. Pure: it knows words and places, no window and no record."""

import re
from collections.abc import Collection, Sequence

from core.model.values.codes import search_key
from core.model.values.money import UNITS

Block = Sequence[Sequence[str]]
"""Lines of cells, all of the same length."""

_UNITS = {*UNITS["円"], "人", "団体", "%"}
_BRACKETS = r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]"
_BETWEEN = r"[,、・/:：;]"
_LEAST = 2
"""So many headings must be known before a line of several cells is taken for a heading."""


def word_key(text: str) -> str:
    """Return a heading as headings are compared: width, case, kana, line breaks and spaces for justification alike."""
    return "".join(search_key(text).split())


def find_heading(block: Block, words: Sequence[Collection[str]], at: int) -> tuple[int | None, ...] | None:
    """Return for each column of the block the column of the table that its first line names (None: none of them), or
    None when the first line is no heading. `words` are by column of the table what it may be called, `at` is the
    column that is pasted into. A unit in brackets is no part of the word.

    A single column has a heading when that is the word for the very column it is pasted into. Of several columns at
    least two and no fewer than half must be known; a line of nothing but figures is never a heading.
    """
    if len(block) < _LEAST:
        return None
    keys = [word_key(re.sub(_BRACKETS, "", cell) if unit_of(cell) else cell) for cell in block[0]]
    known = [{word_key(word) for word in names} for names in words]
    if len(keys) == 1:
        return (at,) if at < len(known) and keys[0] in known[at] and not _is_figure(keys[0]) else None
    places = _places(keys, known)
    named = [key for key, place in zip(keys, places, strict=True) if place is not None]
    filled = sum(bool(key) for key in keys)
    if len(named) < _LEAST or 2 * len(named) < filled or all(map(_is_figure, named)):
        return None
    return tuple(places)


def unit_of(cell: str) -> str:
    """Return the unit in the brackets of a heading, "" for none: 初期費用（千円） → 千円."""
    words = (word_key(word) for inside in re.findall(_BRACKETS, cell) for word in re.split(_BETWEEN, inside))
    return next((word for word in words if word in _UNITS), "")


def in_unit(text: str, unit: str) -> str:
    """Return a figure with the unit that its heading gives, where it bears none itself: 1,400 → 1,400千円."""
    return f"{text.strip()}{unit}" if unit in UNITS["円"] and text.strip()[-1:].isdecimal() else text


def is_blank(line: Sequence[str]) -> bool:
    """Whether nothing stands in a line."""
    return not any(cell.strip() for cell in line)


def within(block: Block, width: int) -> Block:
    """Return the block without the empty columns that reach beyond `width` columns; what stands there is kept."""
    if all(is_blank(line[width:]) for line in block):
        return [line[:width] for line in block]
    return block


def _places(keys: Sequence[str], known: Sequence[Collection[str]]) -> list[int | None]:
    """Return for each word the first column of that name that no word before it has taken."""
    free, places = list(range(len(known))), list[int | None]()
    for key in keys:
        place = next((at for at in free if key and key in known[at]), None)
        if place is not None:
            free.remove(place)
        places.append(place)
    return places


def _is_figure(key: str) -> bool:
    return key.replace(",", "").replace("-", "").isdecimal()
