"""What is not the same in two charges, factor by factor, in words."""

from collections.abc import Callable, Iterator, Sequence

from core.calc.charges.assess import amount_words
from core.calc.charges.mixing import Factor, ItemKey, Pair, adjusts, concerns, factor_of
from core.model.values.charge_premises import Item, Payer
from core.model.values.dates import show_date
from core.model.values.money import show_yen
from core.model.values.ratios import YEN
from core.model.values.rules import parse_rule

Both = tuple[Item | None, Item | None]
"""An item as it is in each of two charges."""

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
        self._with_adjusted = [pair for pair in pairs if pair.first.adjusted or pair.second.adjusted]
        self._for_all: dict[Callable[[Pair, bool], Iterator[Told]], tuple[Told, ...]] = {}
        self._items: dict[Factor, list[tuple[Both, Told]]] = {}
        self._figures: dict[str, tuple[list[Told], list[Told]]] | None = None
        self._of_all: tuple[Told, ...] = ()
        self._places: dict[str, tuple[int, int]] = {}

    def told(self, factor: Factor, code: str) -> tuple[Told, ...]:
        """Return what of a factor is not the same, each once."""
        match factor:
            case Factor.OWN_FIGURES:
                return tuple(self._changed_figures().get(code, ((), ()))[0])
            case Factor.OTHER_FIGURES:
                return self._told_of_others(code)
            case Factor.AMOUNT | Factor.CUSTOMIZATIONS:
                found = self._items_told(factor, code)
            case Factor.RULE:
                found = [*self._told_to_all(_rules), *self._adjusted(factor, code)]
            case Factor.SETTLEMENT:
                found = [*self._items_told(factor, code), *self._adjusted(factor, code), *self._told_to_all(_rounding)]
            case _:
                return self._told_to_all(_TOLD_TO_ALL[factor])
        return tuple(dict.fromkeys(found))

    def _told_to_all(self, tell: Callable[[Pair, bool], Iterator[Told]]) -> tuple[Told, ...]:
        if tell not in self._for_all:
            many = len(self._pairs) > 1
            self._for_all[tell] = tuple(dict.fromkeys(one for pair in self._pairs for one in tell(pair, many)))
        return self._for_all[tell]

    def _items_told(self, factor: Factor, code: str) -> list[Told]:
        if factor not in self._items:
            many = len(self._pairs) > 1
            self._items[factor] = [
                (both, item_told(pair, key, many))
                for pair in self._pairs
                for key, both in pair.items.items()
                if changes(both, factor)
            ]
        return [told for both, told in self._items[factor] if concerns(both, code)]

    def _adjusted(self, factor: Factor, code: str) -> list[Told]:
        return [one for pair in self._with_adjusted for one in _adjusted(factor, pair, code)]

    def _told_of_others(self, code: str) -> tuple[Told, ...]:
        if not self._places:
            for whose, (_, others) in self._changed_figures().items():
                self._places[whose] = len(self._of_all), len(self._of_all) + len(others)
                self._of_all += tuple(others)
        begin, end = self._places.get(code, (0, 0))
        return self._of_all[:begin] + self._of_all[end:]

    def _changed_figures(self) -> dict[str, tuple[list[Told], list[Told]]]:
        """Return by code what is not the same in the figures of a member: as it is told itself and, with its name, as
        the others are."""
        if self._figures is None:
            self._figures = {}
            for pair in self._pairs:
                known = {one.code: one for one in pair.first.payers}
                for one in pair.second.payers:
                    itself, others = self._figures.setdefault(one.code, ([], []))
                    for what, before, after in _figures_told(known.get(one.code), one):
                        if (what, before, after) not in itself:
                            itself.append((what, before, after))
                            others.append((f"{one.name}の{what}", before, after))
        return self._figures


def changes(both: Both, factor: Factor) -> bool:
    """Whether an item that comes and goes as part of a factor is not the same in both charges."""
    first, second = both
    known = second or first
    if known is None or factor_of(known) is not factor:
        return False
    return first is None or second is None or worth(first) != worth(second)


def item_told(pair: Pair, key: ItemKey, many: bool) -> Told:
    """Return one item with its amounts in both charges; `many`: there are more projects than this one."""
    first, second = pair.items[key]
    name = f"{pair.second.project}・{key[0]}" if many and key[0] != pair.second.project else key[0]
    return name, _amount(first), _amount(second)


def _amount(item: Item | None) -> str:
    if item is None:
        return "なし"
    return f"{'△' if item.flow.is_taken_off else ''}{amount_words(item)}"


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


def _members(pair: Pair, _: bool) -> Iterator[Told]:
    one, other = ({payer.code: payer for payer in side.payers} for side in (pair.first, pair.second))
    for code in one | other:
        then, now = one.get(code), other.get(code)
        if then is None or now is None or (then.start, then.end) != (now.start, now.end):
            known = now or then
            assert known is not None
            yield known.name, _presence(then), _presence(now)


def _presence(payer: Payer | None) -> str:
    return "なし" if payer is None else f"{payer.end - payer.start}か月"


def _participation(pair: Pair, _: bool) -> Iterator[Told]:
    one, other = pair.first, pair.second
    there = {payer.code for payer in other.payers}
    both = {payer.code: payer.name for payer in one.payers if payer.code in there}
    named = {item.system for item in one.items} & {item.system for item in other.items}
    for system in sorted({*one.taking, *other.taking} & named):
        then, now = (set(side.taking.get(system, both)) for side in (one, other))
        for code, name in both.items():
            was, is_ = code in then, code in now
            if was != is_:
                yield f"{name}の{system}", "参加" if was else "不参加", "参加" if is_ else "不参加"


def _adjusted(factor: Factor, pair: Pair, code: str) -> Iterator[Told]:
    """Yield what scenarios add to the member's share, as far as that comes and goes with `factor`."""
    one, other = (side.adjusted.get(code, 0) if adjusts(side) is factor else 0 for side in (pair.first, pair.second))
    if one != other:
        names = dict.fromkeys(side.adjusted_by for side in (pair.first, pair.second) if adjusts(side) is factor)
        what = f"{'・'.join(filter(None, names))}による調整" if factor is Factor.RULE else "試算の年度割と端数"
        yield what, f"{show_yen(one)}円", f"{show_yen(other)}円"


def _rules(pair: Pair, many: bool) -> Iterator[Told]:
    of = f"{pair.second.project}の" if many else ""
    if pair.first.rule != pair.second.rule:
        yield f"{of}按分規則", parse_rule(pair.first.rule).label, parse_rule(pair.second.rule).label
    for key, (first, second) in pair.items.items():
        if first is not None and second is not None and first.rule != second.rule:
            yield f"{key[0]}の按分規則", _rule(first.rule), _rule(second.rule)


def _rule(text: str) -> str:
    return parse_rule(text).label if text else "事業の規則"


def _rates(pair: Pair, _: bool) -> Iterator[Told]:
    for key, (first, second) in pair.items.items():
        if first is None or second is None or YEN in {first.currency, second.currency}:
            continue
        if first.currency == second.currency and first.rate != second.rate:
            yield f"{key[0]}({first.currency})", f"{first.rate}円", f"{second.rate}円"


def _rounding(pair: Pair, _: bool) -> Iterator[Told]:
    one, other = pair.first, pair.second
    if one.unit != other.unit:
        yield "端数処理の単位", f"{one.unit:,}円", f"{other.unit:,}円"
    if one.remainder is not other.remainder or one.representative != other.representative:
        yield "端数の扱い", one.remainder.label, other.remainder.label
    known = {payer.code: payer.position for payer in one.payers}
    if any(known.get(payer.code, payer.position) != payer.position for payer in other.payers):
        yield "団体の並び順", "従前", "変更後"


_TOLD_TO_ALL = {Factor.MEMBERS: _members, Factor.PARTICIPATION: _participation, Factor.RATE: _rates}
"""What is told of these does not depend on who asks."""
