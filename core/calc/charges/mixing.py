"""Between two charges: premises of which some parts are already those of the second, the others of the first."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from enum import StrEnum

from core.calc.charges.assess import members_of_payers
from core.calc.members import Member
from core.dataclass import dataclass
from core.model.values.charge_premises import ChargePremises, Figures, Item, ItemFlow, Payer


class Factor(StrEnum):
    """What may have changed between two charges, in the order in which it is replaced and printed."""

    AMOUNT = "amount"
    OWN_FIGURES = "own_figures"
    OTHER_FIGURES = "other_figures"
    MEMBERS = "members"
    PARTICIPATION = "participation"
    RULE = "rule"
    RATE = "rate"
    CUSTOMIZATIONS = "customizations"
    SETTLEMENT = "settlement"

    @property
    def label(self) -> str:
        """Return what a council reads."""
        return _LABELS[self]


_LABELS = {
    Factor.AMOUNT: "経費・財源の額",
    Factor.OWN_FIGURES: "この団体の人口など",
    Factor.OTHER_FIGURES: "他の団体の人口など",
    Factor.MEMBERS: "団体の加入・離脱",
    Factor.PARTICIPATION: "参加する業務",
    Factor.RULE: "按分の規則",
    Factor.RATE: "為替レート",
    Factor.CUSTOMIZATIONS: "カスタマイズ",
    Factor.SETTLEMENT: "前年度の精算・端数",
}

Taken = frozenset[Factor]

_OF_PAYERS = {Factor.OWN_FIGURES, Factor.OTHER_FIGURES, Factor.MEMBERS, Factor.PARTICIPATION}
"""What changes no item."""

ItemKey = tuple[str, str, str, str, bool, int]
"""By what an item of one charge is that of the other: name, kind, system, bearer, whether it is a customization, and
which of several that are alike in all this."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two charges of one project. Where the project is in one of them only, the other is the same without any item."""

    first: ChargePremises
    second: ChargePremises
    items: Mapping[ItemKey, tuple[Item | None, Item | None]] = field(init=False, repr=False, compare=False)
    """The items of both, side by side."""

    def __post_init__(self) -> None:
        one, other = keyed(self.first), keyed(self.second)
        object.__setattr__(self, "items", {key: (one.get(key), other.get(key)) for key in (one | other)})


def pair_of(first: ChargePremises | None, second: ChargePremises | None) -> Pair:
    """Return the two charges of a project, one of which may not be there."""
    known = first or second
    assert known is not None
    nothing = replace(known, items=())
    return Pair(first or nothing, second or nothing)


def factor_of(item: Item) -> Factor:
    """Return as part of what an item comes and goes."""
    if item.flow.is_settlement:
        return Factor.SETTLEMENT
    return Factor.CUSTOMIZATIONS if item.customization else Factor.AMOUNT


def concerns(both: tuple[Item | None, Item | None], code: str) -> bool:
    """Whether an item can change what a member is charged: not where another alone bears it or is credited with it."""
    known = both[1] or both[0]
    return known is not None and (known.bearer in {"", code} or known.flow is ItemFlow.RETURNED)


class Mixer:
    """Mixes two charges of a project, again and again: what is the same whoever asks is put together once."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._both = pair.items
        self._sides = [{one.code: one for one in side.payers} for side in (pair.first, pair.second)]
        self._figures: tuple[dict[str, Figures], dict[str, Figures]] = {}, {}
        self._payers: dict[tuple[bool, bool, bool], tuple[Payer, ...]] = {}
        self._members: dict[tuple[bool, bool, bool], Mapping[str, Member]] = {}
        self._items: dict[tuple[Taken, frozenset[ItemKey]], tuple[Item, ...]] = {}
        self._taking: dict[tuple[bool, bool], Mapping[str, tuple[str, ...]]] = {}

    def mix(self, taken: Taken, own: str, amounts: frozenset[ItemKey] = frozenset()) -> ChargePremises:
        """Return the premises with the parts `taken` from the second charge, of the cost items also those of `amounts`.

        With nothing taken they give what the first charge gives, with everything what the second gives. A figure, a
        rate or a participation that one of the charges does not know is that of the other in both.
        """
        pair = self._pair
        chosen = pair.second if Factor.RULE in taken else pair.first
        rounding = pair.second if Factor.SETTLEMENT in taken else pair.first
        payers = self._payers_of(taken, own)
        of_items = taken - _OF_PAYERS, amounts
        if of_items not in self._items:
            self._items[of_items] = tuple(_items(self._both, taken, amounts))
        of_taking = Factor.PARTICIPATION in taken, Factor.MEMBERS in taken
        if of_taking not in self._taking:
            self._taking[of_taking] = _taking(pair, of_taking[0], payers)
        return replace(
            chosen,
            unit=rounding.unit,
            remainder=rounding.remainder,
            representative=rounding.representative,
            items=self._items[of_items],
            payers=payers,
            taking=self._taking[of_taking],
            adjusted=_adjusted(pair, taken),
        )

    def members(self, taken: Taken) -> Mapping[str, Member]:
        """Return the payers of the mixture in which nobody asks, as the arithmetic sees them, by code."""
        key = _of_payers(taken)
        if key not in self._members:
            self._members[key] = members_of_payers(self._payers_of(taken))
        return self._members[key]

    def payer(self, taken: Taken, code: str) -> Payer | None:
        """Return a member as it is in the mixture in which it is the one that asks; None where it is not there."""
        late, _, placed = _of_payers(taken)
        there = self._sides[late].get(code)
        return None if there is None else self._payer(there, Factor.OWN_FIGURES in taken, placed)

    def _payers_of(self, taken: Taken, own: str = "") -> tuple[Payer, ...]:
        late, figured, placed = key = _of_payers(taken)
        if key not in self._payers:
            there = (self._pair.second if late else self._pair.first).payers
            self._payers[key] = tuple([self._payer(one, figured, placed) for one in there])
        known = self._payers[key]
        asks = self.payer(taken, own) if own else None
        return known if asks is None else tuple([asks if one.code == own else one for one in known])

    def _payer(self, there: Payer, figured: bool, placed: bool) -> Payer:
        code = there.code
        figures = self._figures[figured].get(code)
        if figures is None:
            late, other = (side.get(code) for side in (self._sides[figured], self._sides[not figured]))
            known = (late or there).figures
            figures = self._figures[figured][code] = known if other is None else _completed(known, other.figures)
        place = self._sides[placed].get(code, there).position
        if figures is there.figures and place == there.position:
            return there
        return Payer(there.code, there.name, there.label, place, figures, there.start, there.end)


def _of_payers(taken: Taken) -> tuple[bool, bool, bool]:
    """Return of which charge are who pays, the figures of all but the one that asks, and the places."""
    return Factor.MEMBERS in taken, Factor.OTHER_FIGURES in taken, Factor.SETTLEMENT in taken


def mix(pair: Pair, taken: Taken, own: str, amounts: frozenset[ItemKey] = frozenset()) -> ChargePremises:
    """Return one mixture of a pair."""
    return Mixer(pair).mix(taken, own, amounts)


def adjusts(premises: ChargePremises) -> Factor:
    """Return as part of what the adjustment of a scenario comes and goes: of its rules, or of the fractions."""
    return Factor.RULE if premises.adjusted_by else Factor.SETTLEMENT


def _adjusted(pair: Pair, taken: Taken) -> Mapping[str, int]:
    if not (pair.first.adjusted or pair.second.adjusted):
        return {}
    there = [
        side.adjusted for side, late in ((pair.first, False), (pair.second, True)) if (adjusts(side) in taken) is late
    ]
    return {code: sum(one.get(code, 0) for one in there) for code in {code for one in there for code in one}}


def keyed(premises: ChargePremises) -> dict[ItemKey, Item]:
    """Return the items of a charge by what makes them those of another."""
    found: dict[ItemKey, Item] = {}
    for item in premises.items:
        nth = 0
        while (key := (item.name, item.flow, item.system, item.bearer, item.customization, nth)) in found:
            nth += 1
        found[key] = item
    return found


def _items(
    pairs: Mapping[ItemKey, tuple[Item | None, Item | None]], taken: Taken, amounts: frozenset[ItemKey]
) -> Iterator[Item]:
    for key, both in pairs.items():
        known = both[1] or both[0]
        assert known is not None
        later = factor_of(known) in taken or key in amounts
        item = both[later]
        if item is None:
            continue
        rated, ruled = both[Factor.RATE in taken], both[Factor.RULE in taken]
        if rated is not None and rated.currency == item.currency and rated.rate != item.rate:
            item = replace(item, rate=rated.rate)
        yield item if ruled is None or ruled.rule == item.rule else replace(item, rule=ruled.rule)


def _completed(known: Figures, other: Figures) -> Figures:
    """Return the figures with those that only the other charge goes by."""
    if known is other or known == other:
        return known
    weights, fixed = {**other.weights, **known.weights}, {**other.fixed, **known.fixed}
    population = other.population if known.population is None else known.population
    return Figures(population, known.date, known.source, weights, known.equal, fixed)


def _taking(pair: Pair, late: bool, payers: tuple[Payer, ...]) -> Mapping[str, tuple[str, ...]]:
    sides = (pair.second, pair.first) if late else (pair.first, pair.second)
    if not (pair.first.taking or pair.second.taking):
        return {}
    there = [{one.code for one in side.payers} for side in sides]
    systems = [{item.system for item in side.items} for side in sides]

    def takes_part(system: str, code: str) -> bool:
        for side, codes, named in zip(sides, there, systems, strict=True):
            if code in codes and system in named:
                return system not in side.taking or code in side.taking[system]
        return True

    return {
        system: tuple(one.code for one in payers if takes_part(system, one.code))
        for system in sorted({*pair.first.taking, *pair.second.taking})
    }
