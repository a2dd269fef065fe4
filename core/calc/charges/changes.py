"""What is not the same in two charges, factor by factor, in words."""

from collections.abc import Iterable, Iterator, Sequence

from core.calc.charges.assess import amount_words
from core.calc.charges.mixing import Factor, ItemKey, Pair, adjusts, concerns, factor_of
from core.model.values.charge_premises import Item, Payer
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.ratios import YEN
from core.model.values.rules import parse_rule

Told = tuple[str, str, str]
"""What changed, from what, to what: 人口, 33,676人, 32,755人."""


def worth(item: Item) -> tuple[int, int, str]:
    """Return an item's amount in its currency."""
    return item.amount, item.cents, item.currency


class Telling:
    """Tells what is not the same in two charges, to one member after the other; what is the same for all is found
    once."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self._for_all: dict[Factor, tuple[Told, ...]] = {}
        self._others: list[tuple[str, Told]] | None = None

    def told(self, factor: Factor, code: str) -> tuple[Told, ...]:
        """Return what of a factor is not the same, each once."""
        if factor is Factor.OTHER_FIGURES:
            if self._others is None:
                self._others = [one for pair in self._pairs for one in _figures_of_all(pair)]
            return tuple(dict.fromkeys(what for whose, what in self._others if whose != code))
        if factor not in _SAME_FOR_ALL:
            return self._told(factor, code)
        if factor not in self._for_all:
            self._for_all[factor] = self._told(factor, code)
        return self._for_all[factor]

    def _told(self, factor: Factor, code: str) -> tuple[Told, ...]:
        many, tell = len(self._pairs) > 1, _TELLING[factor]
        return tuple(dict.fromkeys(one for pair in self._pairs for one in tell(pair, code, many)))


def _items_told(factor: Factor, pair: Pair, code: str, many: bool) -> Iterator[Told]:
    for key, (first, second) in pair.items.items():
        known = second or first
        if known is None or factor_of(known) is not factor or not concerns((first, second), code):
            continue
        if first is None or second is None or worth(first) != worth(second):
            yield item_told(pair, key, many)


def item_told(pair: Pair, key: ItemKey, many: bool) -> Told:
    """Return one item with its amounts in both charges; `many`: there are more projects than this one."""
    first, second = pair.items[key]
    name = f"{pair.second.project}・{key[0]}" if many and key[0] != pair.second.project else key[0]
    return name, _amount(first), _amount(second)


def _amount(item: Item | None) -> str:
    return "なし" if item is None else amount_words(item)


def _own_figures(pair: Pair, code: str, _: bool) -> Iterator[Told]:
    yield from _figures_told(*(_payer(side.payers, code) for side in (pair.first, pair.second)))


def _figures_of_all(pair: Pair) -> Iterator[tuple[str, Told]]:
    """Yield by code what is not the same in the figures of any member."""
    known = {one.code: one for one in pair.first.payers}
    for one in pair.second.payers:
        for what, before, after in _figures_told(known.get(one.code), one):
            yield one.code, (f"{one.name}の{what}", before, after)


def _payer(payers: Iterable[Payer], code: str) -> Payer | None:
    return next((one for one in payers if one.code == code), None)


def _figures_told(first: Payer | None, second: Payer | None) -> Iterator[Told]:
    if first is None or second is None:
        return
    one, other = first.figures, second.figures
    if one.population != other.population and None not in {one.population, other.population}:
        yield "人口", _people(one.population, one.date), _people(other.population, other.date)
    if one.equal != other.equal:
        yield "均等割の持分", f"{one.equal}%", f"{other.equal}%"
    for name in sorted(one.weights.keys() & other.weights.keys()):
        if one.weights[name] != other.weights[name]:
            yield name, f"{one.weights[name]:,}", f"{other.weights[name]:,}"
    for table in sorted(one.fixed.keys() & other.fixed.keys()):
        if one.fixed[table] != other.fixed[table]:
            yield f"定額({table})", show_yen(one.fixed[table]) or "なし", show_yen(other.fixed[table]) or "なし"


def _people(number: int | None, day: str) -> str:
    return f"{number:,}人{f'({show_date(day)})' if day else ''}"


def _members(pair: Pair, _code: str, _many: bool) -> Iterator[Told]:
    one, other = ({payer.code: payer for payer in side.payers} for side in (pair.first, pair.second))
    for code in one | other:
        then, now = one.get(code), other.get(code)
        if then is None or now is None or (then.start, then.end) != (now.start, now.end):
            known = now or then
            assert known is not None
            yield known.name, _presence(then), _presence(now)


def _presence(payer: Payer | None) -> str:
    return "なし" if payer is None else f"{payer.end - payer.start}か月"


def _participation(pair: Pair, _code: str, _many: bool) -> Iterator[Told]:
    one, other = pair.first, pair.second
    both = {payer.code: payer.name for payer in one.payers if _payer(other.payers, payer.code)}
    named = {item.system for item in one.items} & {item.system for item in other.items}
    for system in sorted({*one.taking, *other.taking} & named):
        for code, name in both.items():
            was, is_ = (system not in side.taking or code in side.taking[system] for side in (one, other))
            if was != is_:
                yield f"{name}の{system}", "参加" if was else "不参加", "参加" if is_ else "不参加"


def _adjusted(factor: Factor, pair: Pair, code: str) -> Iterator[Told]:
    """Yield what scenarios add to the member's share, as far as that comes and goes with `factor`."""
    one, other = (side.adjusted.get(code, 0) if adjusts(side) is factor else 0 for side in (pair.first, pair.second))
    if one != other:
        names = dict.fromkeys(side.adjusted_by for side in (pair.first, pair.second) if adjusts(side) is factor)
        what = f"{'・'.join(filter(None, names))}による調整" if factor is Factor.RULE else "試算の年度割と端数"
        yield what, f"{show_yen(one)}円", f"{show_yen(other)}円"


def _rules(pair: Pair, code: str, many: bool) -> Iterator[Told]:
    of = f"{pair.second.project}の" if many else ""
    if pair.first.rule != pair.second.rule:
        yield f"{of}按分規則", parse_rule(pair.first.rule).label, parse_rule(pair.second.rule).label
    for key, (first, second) in pair.items.items():
        if first is not None and second is not None and first.rule != second.rule:
            yield f"{key[0]}の按分規則", _rule(first.rule), _rule(second.rule)
    yield from _adjusted(Factor.RULE, pair, code)


def _rule(text: str) -> str:
    return parse_rule(text).label if text else "事業の規則"


def _rates(pair: Pair, _code: str, _many: bool) -> Iterator[Told]:
    for key, (first, second) in pair.items.items():
        if first is None or second is None or YEN in {first.currency, second.currency}:
            continue
        if first.currency == second.currency and first.rate != second.rate:
            yield f"{key[0]}({first.currency})", f"{first.rate}円", f"{second.rate}円"


def _settlement(pair: Pair, code: str, many: bool) -> Iterator[Told]:
    yield from _items_told(Factor.SETTLEMENT, pair, code, many)
    yield from _adjusted(Factor.SETTLEMENT, pair, code)
    one, other = pair.first, pair.second
    if one.unit != other.unit:
        yield "端数処理の単位", f"{one.unit:,}円", f"{other.unit:,}円"
    if one.remainder is not other.remainder or one.representative != other.representative:
        yield "端数の扱い", one.remainder.label, other.remainder.label
    known = {payer.code: payer.position for payer in one.payers}
    if any(known.get(payer.code, payer.position) != payer.position for payer in other.payers):
        yield "団体の並び順", "従前", "変更後"


_TELLING = {
    Factor.AMOUNT: lambda pair, code, many: _items_told(Factor.AMOUNT, pair, code, many),
    Factor.OWN_FIGURES: _own_figures,
    Factor.MEMBERS: _members,
    Factor.PARTICIPATION: _participation,
    Factor.RULE: _rules,
    Factor.RATE: _rates,
    Factor.CUSTOMIZATIONS: lambda pair, code, many: _items_told(Factor.CUSTOMIZATIONS, pair, code, many),
    Factor.SETTLEMENT: _settlement,
}

_SAME_FOR_ALL = {Factor.MEMBERS, Factor.PARTICIPATION, Factor.RATE}
"""What is told of these does not depend on who asks."""
