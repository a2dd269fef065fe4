"""要因分解: why a member is charged another amount, factor by factor, to the yen."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import factorial

from core.calc.charges.assess import assess
from core.calc.charges.changes import Telling, Told, item_told, worth
from core.calc.charges.mixing import Factor, ItemKey, Mixer, Pair, Taken, concerns, factor_of
from core.calc.splitting.apportion import SplitRefused, hand_out
from core.dataclass import dataclass
from core.model.values.charge_premises import Item

MOST_FACTORS = 6
"""The mean over all orders of more factors takes too long, and nobody can check it."""

_ALL = frozenset(Factor)


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


class Known:
    """What was charged and told already of pairs of charges, so that all members can be explained in one go."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.telling = Telling(pairs)
        self._mixers = {id(pair): Mixer(pair) for pair in pairs}
        self._shares: dict[tuple[int, Taken, frozenset[ItemKey], str], Mapping[str, int]] = {}

    def shares(self, pair: Pair, taken: Taken, code: str, amounts: frozenset[ItemKey]) -> Mapping[str, int]:
        """Return the shares of a mixture. One in which the figures of all members are of one charge is the same whoever
        asks. Raises SplitRefused."""
        is_one = (Factor.OWN_FIGURES in taken) == (Factor.OTHER_FIGURES in taken)
        key = id(pair), taken, amounts, "" if is_one else code
        if key not in self._shares:
            mixed = self._mixers[id(pair)].mix(taken, code, amounts)
            self._shares[key] = assess(mixed, lenient=True).result.shares
        return self._shares[key]


def explain(pairs: Sequence[Pair], code: str, known: Known | None = None) -> Explanation:
    """Replace one factor after the other in the order of Factor and charge anew each time.

    Each cost item is a step of its own. A mixture that no rule can split (a fixed amount above the whole, say) is
    passed over: its step is 0 and says so, and the next takes its yen.
    Raises SplitRefused only where one of the two charges themselves cannot be computed.
    """
    known = known or Known(pairs)
    steps, taken = list[FactorStep](), Taken()
    first = before = charge_in(pairs, taken, code, known)
    last = charge_in(pairs, _ALL, code, known)
    for factor in Factor:
        whole = taken | {factor}
        if factor is Factor.AMOUNT:
            items, before = _item_steps(pairs, code, before, known)
            steps += items
            taken = whole
            continue
        what = known.telling.told(factor, code)
        after = last if factor is Factor.SETTLEMENT else _possible(pairs, whole, code, known) if what else before
        if after is None:
            note = ("この要因だけを変えた額は計算できないため、次の要因とあわせて示します。", "", "")
            steps.append(FactorStep(factor, factor.label, 0, (*what, note), before, before))
        else:
            steps.append(FactorStep(factor, factor.label, after - before, what, before, after))
            before = after
        taken = whole
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
    values[Taken()] = charge_in(pairs, Taken(), code, known)
    values[frozenset(differing)] = charge_in(pairs, _ALL, code, known)
    exact = {factor: _mean(values, differing, factor) for factor in differing}
    first, last = values[frozenset()], values[frozenset(differing)]
    shares = _whole(exact, last - first) if exact else {Factor.SETTLEMENT: last - first}
    steps = [FactorStep(factor, factor.label, shares.get(factor, 0), told[factor]) for factor in Factor]
    return Explanation(code, first, last, tuple(steps), is_mean=True)


def charge_in(
    pairs: Sequence[Pair], taken: Taken, code: str, known: Known, amounts: frozenset[ItemKey] = frozenset()
) -> int:
    """Return what the member is charged for all projects, with the parts `taken` from the second charges."""
    return sum(known.shares(pair, taken, code, amounts).get(code, 0) for pair in pairs)


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
    rest = {at: charge_in([pair], Taken(), code, known) for at, pair in enumerate(pairs)}
    for at, pair in enumerate(pairs):
        changed = [key for key, both in pair.items.items() if _changes(both) and concerns(both, code)]
        done: frozenset[ItemKey] = frozenset()
        for key in changed:
            done |= {key}
            what = item_told(pair, key, len(pairs) > 1)
            try:
                own = charge_in([pair], Taken(), code, known, done)
            except SplitRefused:
                own = rest[at]
            after = before + own - rest[at]
            steps.append(FactorStep(Factor.AMOUNT, f"{label}({what[0]})", after - before, (what,), before, after))
            before, rest[at] = after, own
    return steps or [FactorStep(Factor.AMOUNT, label, 0, (), before, before)], before


def _changes(both: tuple[Item | None, Item | None]) -> bool:
    first, second = both
    known = second or first
    if known is None or factor_of(known) is not Factor.AMOUNT:
        return False
    return first is None or second is None or worth(first) != worth(second)
