"""評価規則 as people write them: every part of a rule of evaluation is understood in many words and kept in one."""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from core.model.machine.faults import Refused
from core.model.selection.limits_reading import read_passing, read_thresholds
from core.model.selection.rule_words import QUOTED, found_in, part_named, rule_text, says, steps_of
from core.model.values.evaluation_rules import (
    MOST_DECIMALS,
    NO,
    Aggregation,
    How,
    Means,
    Place,
    PriceFormula,
    PriceWay,
    Rounding,
    Roundings,
    Tie,
    TieBreak,
    Ties,
)
from core.model.values.evaluation_scales import NUMBER, fraction_of, read_scale

_WAYS: tuple[tuple[PriceWay, str], ...] = (
    (PriceWay.SCORED, "採点|^なし$|使わない"),
    (PriceWay.DIVISION, "除算|割り算|技術点[÷/]|評価値"),
    (PriceWay.TAPER, "逓減|低入札"),
    (PriceWay.SLOPE, "傾斜|上限[0-9]"),
    (PriceWay.BANDS, "区間|%以下"),
    (PriceWay.PLACES, "順位|段階|1位"),
    (PriceWay.INCOME, "収入|最高額|高いほど"),
    (PriceWay.LOWEST, "最低|最小|最安"),
    (PriceWay.LIMIT, "下駄|限度|予定|上限額"),
)


def read_price_formula(text: str) -> PriceFormula:
    """Return the formula meant: 最低比, 限度比(75%未満は75%), 傾斜(100倍、上限20点). Raises Refused
    "price_formula_unread", or "price_formula_lacks" with what has to be said of it."""
    plain = rule_text(text)
    way = next((way for way, words in _WAYS if says(words, plain)), None)
    if way is None:
        raise Refused("price_formula_unread", text=text, choices="・".join(one.label for one in PriceWay))
    floor = None
    if way in {PriceWay.LOWEST, PriceWay.LIMIT}:
        share = found_in("#%", plain)
        floor = share / 100 if share is not None else found_in(r"(?<![0-9.])#未満", plain)
        if "下駄" in plain and floor is None:
            floor = found_in("#", plain) or Fraction(3, 4)
        if floor is not None and not 0 < floor < 1:
            raise Refused("evaluation_number", text=text)
    match way:
        case PriceWay.SLOPE:
            factor = found_in("#[倍×*]", plain) or found_in(r"(?:係数|[(])#", plain) or found_in(r"傾斜#", plain)
            return PriceFormula(way, factor=factor, cap=found_in("上限#", plain) or found_in(r"[,、]#[点)]", plain))
        case PriceWay.TAPER:
            share, yen = found_in("#%", plain), _yen(plain)
            base = share / 100 if share is not None else yen
            if base is None or base <= 0:
                raise Refused("price_formula_lacks", text=text, example="低入札逓減(基準80%)")
            return PriceFormula(way, base=base, base_is_share=share is not None)
        case PriceWay.PLACES | PriceWay.BANDS:
            steps = _steps(way, plain)
            if not steps:
                example = "順位(1位1000点、2位800点)" if way is PriceWay.PLACES else "区間(80%以下1000点、90%以下800点)"
                raise Refused("price_formula_lacks", text=text, example=example)
            if any(a[0] >= b[0] or a[1] <= b[1] for a, b in pairwise(steps)):
                raise Refused("steps_not_decreasing", text=text)
            return PriceFormula(way, steps=steps)
        case PriceWay.DIVISION:
            unit = _yen(plain)
            unit = Fraction(1_000_000) if unit is None else unit
            if unit <= 0 or unit.denominator != 1:
                raise Refused("evaluation_number", text=text)
            return PriceFormula(way, unit=unit, standard=found_in("標準点#", plain) or Fraction(0))
    return PriceFormula(way, floor=floor)


_UNITS = {"億円": 10**8, "百万円": 10**6, "万円": 10**4, "千円": 1000, "円": 1}


def _yen(plain: str) -> Fraction | None:
    """Return the amount that a text names, 100万円 or 百万円 alone; None for none."""
    match = re.search(f"({NUMBER})?({'|'.join(_UNITS)})", plain)
    return fraction_of(match[1] or "1") * _UNITS[match[2]] if match else None


def _steps(way: PriceWay, plain: str) -> tuple[tuple[Fraction, Fraction], ...]:
    between, scale = ("位:?", 1) if way is PriceWay.PLACES else ("%以下:?", 100)
    pairs = re.findall(f"({NUMBER}){between}({NUMBER})点?", plain)
    return tuple((fraction_of(at) / scale, fraction_of(points)) for at, points in pairs)


def read_roundings(text: str) -> Roundings:
    """Return how is rounded: 小数第3位四捨五入, 係数の小数第5位切捨て、合計は整数に四捨五入, しない.
    Raises Refused "rounding_unread"."""
    plain = rule_text(text)
    if plain in {"しない", NO, "丸めない", "端数処理なし"}:
        return Roundings()
    steps: list[Rounding] = []
    for piece in steps_of(plain, "[、,;。]"):
        how = next((one for one in How for word in (one.label, *one.also) if word in piece), None)
        digits = _digits(piece)
        if how is None and steps and digits == steps[-1].digits:
            continue  # 第3位を四捨五入し、第2位まで求める
        if how is None or digits is None or digits > MOST_DECIMALS:
            raise Refused("rounding_unread", text=text)
        places = (Place.COEFFICIENT, Place.PRICE, Place.TECHNICAL, Place.TOTAL)
        words = {Place.TOTAL: "合計|総合|総点"}
        place = next((one for one in places if re.search(words.get(one, one.label), piece)), Place.POINTS)
        if any(one.place is place for one in steps):
            raise Refused("rounding_twice", text=place.label)
        steps.append(Rounding(place, how, digits))
    if not steps:
        raise Refused("rounding_unread", text=text)
    return Roundings(tuple(steps))


def _digits(piece: str) -> int | None:
    """Return how many decimals remain: 2 of 第3位を四捨五入, 第3位以下切捨て, 第2位まで, 第2位未満切捨て, 2桁 and
    0.01点未満切捨て.

    Of a piece that names no place 0 remain; None where tens or figures that count (有効数字) are meant."""
    if re.search("[十百千万]の位|有効", piece):
        return None
    if found := re.search(r"(?<![0-9.])(?:1|0\.(0*1))点未満", piece):
        return len(found[1] or "")
    if found := re.search("([0-9]+)(?:桁|位(?:まで|に(?!お)|未満))", piece):
        return int(found[1])
    if found := re.search("([0-9]+)位", piece):
        return int(found[1]) - 1 if int(found[1]) else None
    is_bare = re.fullmatch("[^0-9]*", piece) is not None
    return 0 if is_bare else None


def read_aggregation(text: str) -> Aggregation:
    """Return how scores are put together: 合計, 平均(6名), 圧縮(80点に). Raises Refused "aggregation_unread"."""
    plain = rule_text(text)
    words = (
        (Means.COMPRESSED, "圧縮|換算"),
        (Means.TRIMMED, "除|カット|上下"),
        (Means.RANKS, "順位"),
        (Means.VOTES, "1位|票|首位"),
        (Means.ITEM_MEAN, "項目|係数"),
        (Means.RATE, "率|満点"),
        (Means.MEAN, "平均"),
        (Means.SUM, "合計|合算|総和|加算"),
    )
    means = next((one for one, pattern in words if says(pattern, plain)), None)
    if means is None:
        raise Refused("aggregation_unread", text=text, choices="・".join(one.label for one in Means))
    people, to = found_in("#[名人]", plain), None
    if means is Means.COMPRESSED:
        to = found_in("#点", plain) or found_in(r"圧縮[(]?#", plain)
        if not to:
            raise Refused("aggregation_lacks", text=text)
    if people is not None and (people < 1 or people.denominator != 1):
        raise Refused("evaluation_number", text=text)
    return Aggregation(means, to, int(people) if people is not None else None)


def read_ties(text: str) -> Ties:
    """Return by what equals are told apart, in order: 技術点、提案額、くじ. Raises Refused "ties_unread"."""
    plain = rule_text(text)
    if plain in {NO, "-"}:
        return Ties()
    words = (
        (TieBreak.FIRSTS, "1位"),
        (TieBreak.SECONDS, "2位"),
        (TieBreak.THIRDS, "3位"),
        (TieBreak.LOT, "くじ|抽選|籤"),
        (TieBreak.BALLOT, "投票"),
        (TieBreak.TALK, "協議|合議"),
        (TieBreak.CHAIR, "委員長|会長|座長"),
        (TieBreak.TECHNICAL, "技術|非価格|価格(点)?を?除"),
        (TieBreak.PRICE, "価格|提案額|金額|見積"),
    )
    steps = []
    for piece in steps_of(plain, "[、,;。→>/・]|次に|順に"):
        named = re.search(QUOTED, piece)
        what = next((one for one, pattern in words if says(pattern, piece)), None) if named is None else None
        part = part_named(re.sub("^同点(の(とき|場合))?は|(の点)?(が|の)?(高い|上位|順).*", "", piece))
        if named is not None:
            steps.append(Tie(TieBreak.NAMED, named[1]))
        elif what is not None:
            steps.append(Tie(what))
        elif part is not None:
            steps.append(Tie(TieBreak.NAMED, part.label))
        else:
            raise Refused("ties_unread", text=text, choices="・".join(one.label for one in TieBreak))
    return Ties(tuple(dict.fromkeys(steps)))


READERS: dict[str, Callable[[str], Any]] = {
    "price_formula": lru_cache(4096)(read_price_formula),
    "rounding": lru_cache(4096)(read_roundings),
    "aggregation": lru_cache(4096)(read_aggregation),
    "passing": lru_cache(4096)(read_passing),
    "thresholds": lru_cache(4096)(read_thresholds),
    "ties": lru_cache(4096)(read_ties),
    "scale": lru_cache(4096)(read_scale),
}
"""By the part of a rule what reads it; what was read once is not read again."""
