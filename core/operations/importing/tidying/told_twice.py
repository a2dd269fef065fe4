"""Amounts that a sheet gives more than once: budget and outcome of one year, with and without tax. Which of them is
meant is asked, or they would count twice."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from core.model.machine.faults import Fault
from core.model.machine.grids import GridCell, column_name, csv_text, is_blank
from core.model.machine.kinds import Form
from core.model.machine.records import abouts
from core.model.registry import TABLES
from core.operations.importing.columns import Matching
from core.operations.importing.crossing import Crossing
from core.pattern import pattern

_AGAIN = pattern(
    r"(?:当初|補正後?|最終|現計|前年度?|本年度?)?(?:予算|決算|実績|見込み?|計画|要求|査定)(?:額|値)?|当初|補正後?|最終"
    r"|税抜き?|税込み?|税別|前年度?|本年度?|今年度?"
)
_LOOKED_AT = 1_000
"""In so many rows it is looked what a column says."""


def columns_twice(sheet: str, crossing: Crossing) -> Iterator[Fault]:
    """Yield which columns of a cross table are for the same: of one year by such words, or with nothing that tells them
    apart."""
    if words := _twice(csv_text(cell) for cell in crossing.parts.values()):
        yield _asked(sheet, words)
    elif crossing.part is None:
        kind = abouts(TABLES[crossing.rows.table].record)[crossing.across.name].kind
        is_named = crossing.across.form is Form.REFERENCE
        places: dict[object, list[int]] = {}
        for at, cell in crossing.headings.items():
            text = csv_text(cell)
            places.setdefault(text if is_named else kind.read(text), []).append(at)
        for columns in places.values():
            if len(columns) > 1:
                told = "、".join(map(column_name, columns))
                heading = csv_text(crossing.headings[columns[0]])
                yield Fault("", "heading_twice", {"sheet": sheet, "heading": heading, "columns": told})


def rows_twice(sheet: str, rows: Sequence[Sequence[GridCell]], data: Sequence[int], first: int) -> Iterator[Fault]:
    """Yield which words of a column before the first of the figures say that amounts are given more than once."""
    for at in range(first):
        cells = (rows[row][at] for row in data[:_LOOKED_AT] if at < len(rows[row]))
        if words := _twice(dict.fromkeys(cell for cell in cells if isinstance(cell, str))):
            yield _asked(sheet, words)


def are_parts(matching: Matching, one: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    """Whether two lines for the same have other words in a column that is not read: 地区, 町丁."""
    unread = [at for at, column in enumerate(matching.columns) if column is None and at < min(len(one), len(other))]
    return any(one[at] != other[at] and not is_blank(one[at]) and not is_blank(other[at]) for at in unread)


def _asked(sheet: str, words: Sequence[str]) -> Fault:
    return Fault("", "ask_one_of", {"sheet": sheet, "words": "」「".join(words)})


def _twice(words: Iterable[str]) -> list[str]:
    """Return the words if all of them are such and there are several; none otherwise."""
    plain = ("".join(unicodedata.normalize("NFKC", word).split()) for word in words)
    told = list(dict.fromkeys(word for word in plain if word))
    return told if len(told) > 1 and all(map(_AGAIN.fullmatch, told)) else []
