"""What the bases of a rule weigh among those who said yes and those who are undecided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from core.calc.allocation.frame import NO, OPEN, YES, Frame
from core.calc.allocation.ranges import Turn, turn_of
from core.dataclass import dataclass
from core.model.values.rules import Rule, Term


@dataclass(frozen=True, slots=True)
class Weighing:
    """One basis: its parts of the whole, every member's weight, the weight of those who said yes, and what the
    lightest or the heaviest k of the undecided weigh; `order` has the undecided from the lightest on, `rank` the place
    of each among them."""

    parts: int
    whole: int
    weights: tuple[int, ...]
    yes: int
    light: tuple[int, ...]
    heavy: tuple[int, ...]
    order: tuple[int, ...]
    rank: Mapping[int, int]

    @property
    def unequal(self) -> bool:
        """Whether it matters who joins, and not only how many."""
        return len(self.order) > 1 and self.weights[self.order[0]] != self.weights[self.order[-1]]

    def least_with(self, place: int, others: int) -> int:
        """Return the least total weight when an undecided member says yes together with `others` undecided."""
        if self.rank[place] < others:
            return self.yes + self.light[others + 1]
        return self.yes + self.light[others] + self.weights[place]

    def may_weigh(self, place: int, others: int) -> bool:
        """Whether there is any weight at all when an undecided member says yes with the heaviest `others`."""
        return self.yes + self.weights[place] + self.heavy[others] > 0


def weighings_of(frame: Frame, stance: bytes, rule: Rule) -> tuple[Weighing, ...]:
    """Return the bases of the rule, those that stand in it twice put together."""
    parts: dict[Term, int] = {}
    for term in rule.terms:
        basis = replace(term, parts=1)
        parts[basis] = parts.get(basis, 0) + term.parts
    whole = sum(parts.values())
    return tuple([_weighing(share, whole, frame.weights(basis), stance) for basis, share in parts.items() if share])


def _weighing(parts: int, whole: int, known: tuple[int | None, ...], stance: bytes) -> Weighing:
    weights = tuple([(weight or 0) if one != NO else 0 for weight, one in zip(known, stance, strict=True)])
    undecided = sorted([at for at, one in enumerate(stance) if one == OPEN], key=weights.__getitem__)
    light = tuple(accumulate([weights[at] for at in undecided], initial=0))
    heavy = tuple([light[-1] - light[at] for at in range(len(undecided), -1, -1)])
    yes = sum([weight for weight, one in zip(weights, stance, strict=True) if one == YES])
    rank = {at: rank for rank, at in enumerate(undecided)}
    return Weighing(parts, whole, weights, yes, light, heavy, tuple(undecided), rank)


def turn_by_weight(frame: Frame, stance: bytes, weighings: Sequence[Weighing]) -> Turn | None:
    """Return whose turn to take the rest it may be; None: by weights that change places, so anybody's."""
    yes, most = stance.count(YES), len(stance) - stance.count(NO)
    if not frame.by_largest:
        return turn_of(frame.takers, stance, yes, most) if frame.plain else None
    paying = [at for at, one in enumerate(stance) if one != NO]
    unequal = [w for w in weighings if len({w.weights[at] for at in paying}) > 1]
    if len(unequal) > 1:
        return None
    weights = unequal[0].weights if unequal else weighings[0].weights
    # The heaviest takes what is below one unit: never a member without weight, for somebody must have some.
    by_weight = sorted(frame.by_code, key=lambda at: -weights[at])
    return turn_of((at for at in by_weight if weights[at]), stance, yes, most)


def exact_share(price: int, weighings: Sequence[Weighing], place: int, totals: Sequence[int]) -> tuple[int, int]:
    """Return price × Σ part × weight / total as (dividend, divisor); a basis without any weight adds nothing."""
    dividend, divisor = 0, 1
    for weighing, total in zip(weighings, totals, strict=True):
        if total:
            dividend = dividend * total + weighing.parts * weighing.weights[place] * divisor
            divisor *= total
    return price * dividend, divisor * weighings[0].whole


def most_kept(frame: Frame, priced: Mapping[int, int]) -> int:
    """Return the most that the secretariat may keep of so many shares of such prices; 0 where others take the rest."""
    if frame.plain and not frame.rounding.remainder.keeps:
        return 0
    return max((min(n * frame.rounding.unit - 1, price) for n, price in priced.items()), default=0)
