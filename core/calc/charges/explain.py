"""要因分解: why a member is charged another amount, factor by factor, to the yen."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

from core.calc.charges.assess import amounts_of, assess, member_of_payer
from core.calc.charges.changes import Both, Telling, Told, changes, item_told
from core.calc.charges.mixing import Factor, ItemKey, Mixer, Pair, Taken, concerns
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused, hand_out
from core.calc.splitting.lone import LoneShares
from core.calc.splitting.rounding import Rounding
from core.dataclass import dataclass
from core.model.values.charge_premises import ChargePremises, Payer

MOST_FACTORS = 6
"""The mean over all orders of more factors takes too long, and nobody can check it."""

_NOTHING, _ALL = Taken(), frozenset(Factor)

_OWN = frozenset((Factor.OWN_FIGURES,))

_SEQUENCE = tuple((factor, factor.label, frozenset(tuple(Factor)[: at + 1])) for at, factor in enumerate(Factor))
"""Each factor with its label and all that are replaced once it is."""


@dataclass(frozen=True, slots=True)
class FactorStep:
    """By how many yen one factor changes the charge. `before` and `after` are the charge before and after it in the
    sequence, None in a mean over all orders. `told` says what changed."""

    factor: Factor
    label: str
    yen: int
    told: tuple[Told, ...] = ()
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """From one charge of the member `code` to the other: the yen of the steps add up to the difference, always."""

    code: str
    first: int
    second: int
    steps: tuple[FactorStep, ...]
    is_mean: bool = False

    @property
    def difference(self) -> int:
        return self.second - self.first


class OwnFigures:
    """A charge that is asked of one member after the other with other figures of its own; whose they are else, what is
    to be split among whom and what is borne alone stays as it is."""

    def __init__(self, premises: ChargePremises, members: Mapping[str, Member]) -> None:
        to_split = amounts_of(premises, lenient=True)
        rounding = Rounding(premises.unit, premises.remainder, premises.representative or None)
        self._alone = {code: amount + premises.adjusted.get(code, 0) for code, amount in to_split.own.items()}
        self._amounts = [
            LoneShares(one.total, one.rule, [members[code] for code in one.codes], rounding) for one in to_split.amounts
        ]

    def share(self, payer: Payer) -> int:
        """Return what the charge comes to for a payer of it. Raises SplitRefused."""
        member = member_of_payer(0, payer)
        return self._alone[payer.code] + sum(one.share(member) for one in self._amounts)


class Known:
    """What was charged and told already of pairs of charges, so that all members can be explained in one go."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.telling = Telling(pairs)
        self._pairs = pairs
        self._items: dict[int, list[tuple[Both, frozenset[ItemKey], Told]]] = {}
        self._mixers = {id(pair): Mixer(pair) for pair in pairs}
        self._shares: dict[tuple[int, Taken, frozenset[ItemKey]], Mapping[str, int]] = {}
        self._alone: dict[tuple[int, Taken, frozenset[ItemKey]], OwnFigures] = {}

    def items(self, at: int) -> list[tuple[Both, frozenset[ItemKey], Told]]:
        """Return the cost items of a pair that are not the same, each with all that are those of the second charge once
        it is, and with what is told of it.

        What one member alone bears is replaced for everybody in its turn, though it is a step of that member only: it
        moves nobody else's share, and so the charge after each item is the same whoever asks.
        """
        if at not in self._items:
            pair, many, done = self._pairs[at], len(self._pairs) > 1, frozenset[ItemKey]()
            self._items[at] = []
            for key, both in pair.items.items():
                if changes(both, Factor.AMOUNT):
                    done |= {key}
                    self._items[at].append((both, done, item_told(pair, key, many)))
        return self._items[at]

    def share(self, pair: Pair, taken: Taken, code: str, amounts: frozenset[ItemKey] = frozenset()) -> int:
        """Return the member's share of a mixture, 0 where it is not there. Raises SplitRefused.

        A mixture in which the figures of all members are of one charge is the same whoever asks; another differs from
        such a one by nothing but the figures of who asks.
        """
        key = id(pair), taken, amounts
        shares, mixer = self._shares.get(key), self._mixers[id(pair)]
        if shares is not None:
            return shares.get(code, 0)
        figured = taken | _OWN if Factor.OTHER_FIGURES in taken else taken - _OWN
        if figured == taken:
            premises = mixer.mix(taken, "", amounts)
            self._shares[key] = assess(premises, lenient=True, members=mixer.members(taken)).result.shares
            return self._shares[key].get(code, 0)
        payer = mixer.payer(taken, code)
        if payer is None:
            return 0
        if key not in self._alone:
            self._alone[key] = OwnFigures(mixer.mix(figured, "", amounts), mixer.members(figured))
        return self._alone[key].share(payer)


def explain(pairs: Sequence[Pair], code: str, known: Known | None = None) -> Explanation:
    """Replace one factor after the other in the order of Factor and charge anew each time.

    Each cost item is a step of its own. A mixture that no rule can split (a fixed amount above the whole, say) is
    passed over: its step is 0 and says so, and the next takes its yen.
    Raises SplitRefused only where one of the two charges themselves cannot be computed.
    """
    known = known or Known(pairs)
    steps = list[FactorStep]()
    first = before = charge_in(pairs, _NOTHING, code, known)
    last = charge_in(pairs, _ALL, code, known)
    for factor, label, whole in _SEQUENCE:
        if factor is Factor.AMOUNT:
            items, before = _item_steps(pairs, code, before, known)
            steps += items
            continue
        what = known.telling.told(factor, code)
        after = last if factor is Factor.SETTLEMENT else _possible(pairs, whole, code, known) if what else before
        if after is None:
            note = ("この要因だけを変えた額は計算できないため、次の要因とあわせて示します。", "", "")
            steps.append(FactorStep(factor, label, 0, (*what, note), before, before))
        else:
            steps.append(FactorStep(factor, label, after - before, what, before, after))
            before = after
    return Explanation(code, first, last, tuple(steps))


def explain_all(pairs: Sequence[Pair]) -> dict[str, Explanation]:
    """Return the explanation of every member by code; what does not depend on who asks is charged once."""
    known = Known(pairs)
    codes = dict.fromkeys(one.code for pair in pairs for side in (pair.second, pair.first) for one in side.payers)
    return {code: explain(pairs, code, known) for code in codes}


def explain_mean(pairs: Sequence[Pair], code: str) -> Explanation:
    """Return for each factor the mean of what it changes over all orders in which they could be replaced (Shapley), in
    whole yen by largest remainder.

    Raises SplitRefused "too_many_factors" above MOST_FACTORS that differ, "mean_impossible" where a mixture cannot be
    split.
    """
    known = Known(pairs)
    told = {factor: known.telling.told(factor, code) for factor in Factor}
    differing = [factor for factor in Factor if told[factor]]
    if len(differing) > MOST_FACTORS:
        names = "、".join(factor.label for factor in differing)
        raise SplitRefused("too_many_factors", count=len(differing), most=MOST_FACTORS, names=names)
    same = _ALL - set(differing)
    values: dict[Taken, int] = {}
    for size in range(len(differing) + 1):
        for chosen in combinations(differing, size):
            try:
                values[frozenset(chosen)] = charge_in(pairs, same | set(chosen), code, known)
            except SplitRefused as refused:
                raise SplitRefused("mean_impossible") from refused
    values[_NOTHING] = charge_in(pairs, _NOTHING, code, known)
    values[frozenset(differing)] = charge_in(pairs, _ALL, code, known)
    exact = {factor: _mean(values, differing, factor) for factor in differing}
    first, last = values[frozenset()], values[frozenset(differing)]
    shares = _whole(exact, last - first) if exact else {Factor.SETTLEMENT: last - first}
    steps = [FactorStep(factor, factor.label, shares.get(factor, 0), told[factor]) for factor in Factor]
    return Explanation(code, first, last, tuple(steps), is_mean=True)


def charge_in(pairs: Sequence[Pair], taken: Taken, code: str, known: Known) -> int:
    """Return what the member is charged for all projects, with the parts `taken` from the second charges."""
    return sum([known.share(pair, taken, code) for pair in pairs])


def _possible(pairs: Sequence[Pair], taken: Taken, code: str, known: Known) -> int | None:
    try:
        return charge_in(pairs, taken, code, known)
    except SplitRefused:
        return None


def _mean(values: dict[Taken, int], differing: Sequence[Factor], factor: Factor) -> Fraction:
    count, total = len(differing), 0
    others = [one for one in differing if one is not factor]
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1)
        for chosen in combinations(others, size):
            total += weight * (values[frozenset({*chosen, factor})] - values[frozenset(chosen)])
    return Fraction(total, factorial(count))


def _whole(exact: dict[Factor, Fraction], difference: int) -> dict[Factor, int]:
    """Return the means in whole yen that add up to the difference: cut down, the rest by largest remainder."""
    floors = {factor.value: mean.numerator // mean.denominator for factor, mean in exact.items()}
    rests = {factor.value: int((mean - floors[factor.value]) * 720) for factor, mean in exact.items()}
    hand_out(floors, difference - sum(floors.values()), rests, rests, 1)
    return {Factor(name): amount for name, amount in floors.items()}


def _item_steps(pairs: Sequence[Pair], code: str, before: int, known: Known) -> tuple[list[FactorStep], int]:
    """Return a step for each cost item that is not the same, one with 0 where all are, and the charge after them."""
    steps, label = list[FactorStep](), Factor.AMOUNT.label
    rest = [known.share(pair, _NOTHING, code) for pair in pairs]
    for at, pair in enumerate(pairs):
        for both, done, what in known.items(at):
            if not concerns(both, code):
                continue
            try:
                own = known.share(pair, _NOTHING, code, done)
            except SplitRefused:
                own = rest[at]
            after = before + own - rest[at]
            steps.append(FactorStep(Factor.AMOUNT, f"{label}({what[0]})", after - before, (what,), before, after))
            before, rest[at] = after, own
    return steps or [FactorStep(Factor.AMOUNT, label, 0, (), before, before)], before
