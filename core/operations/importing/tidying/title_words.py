"""What the title of a cross table says of its figures: in 職員数（単位：人） over years nothing is an amount of yen."""

import re
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
_NOT_SPENT = pattern(r"残高|効果額|[削節低軽]減|財政規模|歳入|税収|交付税|基金|[借起]債|地方債|財源|予算規模|所得")
"""Money that nobody spends on what the ledger is about, whatever else the title says."""
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
    if narrowed_title(table, texts):
        return True
    told = [search_key(text) for text in texts]
    is_yen = family(about.unit) == "円"
    if is_yen and any(_NOT_SPENT.search(text) for text in _plain(texts)):
        return True
    if any(word in text for text in told for word in _words(table, value)):
        return False
    crossed = ((one, name) for one in sheet_tables() for _, name in one.crossed)
    others = [(one, name) for one, name in crossed if abouts(one.record)[name].unit]
    if any(word in text for text in told for one, name in others for word in _words(one, name)):
        return True
    return is_yen and any(_COUNTED.search(text) and not _MONEY.search(text) for text in _plain(texts))


def narrowed_title(table: Table, texts: Sequence[str]) -> str:
    """Return the title that says that the figure of a table's rows is but a part of it, or not that of today: 65歳以上
    人口 is no population. "" without one."""
    if not table.whole:
        return ""
    label = abouts(table.record)[table.whole].label
    narrowing = re.compile(rf"(?:{_NARROWING})(?:の|別)?{re.escape(label)}")
    plain = zip(texts, _plain(texts), strict=True)
    return next((text for text, one in plain if narrowing.search(re.sub(r"\([^()]*\)", "", one))), "")


_NARROWING = (
    r"[0-9]歳(?:以上|未満|以下)?|高齢者?|年少|老年|生産年齢|外国人|日本人|昼間|夜間|将来(?:推計)?|予測|労働力|就業者?|在学"
    r"|男性?|女性?"
)


def _plain(texts: Iterable[str]) -> list[str]:
    return ["".join(unicodedata.normalize("NFKC", text).split()) for text in texts]


@cache
def _words(table: Table, value: str) -> frozenset[str]:
    """Return what tells of the figure in a title: its headings and the name of its table; a single letter does not."""
    about = abouts(table.record)[value]
    return frozenset(search_key(word) for word in (table.label, about.label, *about.also) if len(word) > 1)
