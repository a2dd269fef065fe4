"""What the title of a cross table says of its figures: in 職員数（単位：人） over years nothing is an amount of yen."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from core.model.machine.records import abouts
from core.model.machine.spreadsheet import sheet_tables
from core.model.machine.table import Table
from core.model.values.codes import search_key
from core.model.values.money import UNITS
from core.operations.importing.titles import family, words_in
from core.pattern import pattern

_COUNTED = pattern(r"[一-龥]数(?!値|年)|人口|面積|割合|[一-龥]率")
_MONEY = pattern(r"金額|[費額料円]|予算|決算|見積|単価")
_OTHER_UNITS = frozenset(
    {"件", "世帯", "戸", "台", "回", "時間", "か所", "箇所", "施設", "名", "%", "枚", "通", "日", "冊"}
)


def speaks_of_another(table: Table, value: str, texts: Sequence[str]) -> bool:
    """Whether the titles above a cross table name a unit or a figure that are not those of its column `value`."""
    about = abouts(table.record)[value]
    if not about.unit:
        return False
    ours = UNITS.get(family(about.unit), {})
    foreign = {word for base, scales in UNITS.items() if base != family(about.unit) for word in scales} | _OTHER_UNITS
    units = {unicodedata.normalize("NFKC", word) for word in words_in(texts)}
    if units & foreign and not units & ours.keys():
        return True
    told = [search_key(text) for text in texts]
    if any(word in text for text in told for word in _words(table, value)):
        return False
    crossed = ((one, name) for one in sheet_tables() for _, name in one.crossed)
    others = [(one, name) for one, name in crossed if abouts(one.record)[name].unit]
    if any(word in text for text in told for one, name in others for word in _words(one, name)):
        return True
    is_yen = family(about.unit) == "円"
    return is_yen and any(_COUNTED.search(text) and not _MONEY.search(text) for text in _plain(texts))


def _plain(texts: Iterable[str]) -> list[str]:
    return ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


@cache
def _words(table: Table, value: str) -> frozenset[str]:
    """Return what tells of the figure in a title: its headings and the name of its table; a single letter does not."""
    about = abouts(table.record)[value]
    return frozenset(search_key(word) for word in (table.label, about.label, *about.also) if len(word) > 1)
