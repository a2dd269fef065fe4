"""What of each charge falls into which stretch of the term and who is there to bear it, and the shares of those whose
rules have fixed amounts or limits."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul

from core.calc.comparison.charges import Charge
from core.calc.comparison.contract_term import ContractTerm, Presence, segments
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.limits import Levelled, NobodyPays, level, weights_of
from core.dataclass import dataclass
from core.model.values.rules import Rule


class NobodyTakesPart(SplitRefused):
    """There is a cost of which nobody is there who bears it."""

    def __init__(self, circle: str) -> None:
        super().__init__("nobody_takes_part", circle=circle)


@dataclass(frozen=True, slots=True)
class Portion:
    """What of one charge falls into a stretch of the term, in twelfths of a yen, and who is there to bear it; portions
    of one `circle` are split among the same members with the same figures."""

    charge: Charge
    segment: Presence
    payers: tuple[Member, ...]
    years: tuple[int, ...]
    circle: str = ""

    @property
    def twelfths(self) -> int:
        """Return the sum of the years."""
        return sum(self.years)


def portions(
    charges: Sequence[Charge], payers: Sequence[Member], presences: Mapping[str, Presence], term: ContractTerm
) -> list[Portion]:
    """Return the charges cut where somebody joins or leaves.

    Raises NobodyPays where there is a cost but no member, NobodyTakesPart where none of those who bear the charge is.
    """
    found = []
    circles = _circles(charges)
    costs = [frozenset(at for at, yen in enumerate(charge.years) if yen) for charge in charges]
    for segment in segments((presences[payer.code] for payer in payers), term):
        there = tuple(payer for payer in payers if _covers(presences[payer.code], segment))
        codes = {payer.code for payer in there}
        bearing = {"": there}
        months = [segment.in_year(at) for at in range(term.years)]
        other = frozenset(at for at, count in enumerate(months) if not count)
        for charge, circle, years_of_cost in zip(charges, circles, costs, strict=True):
            costs_nothing = years_of_cost <= other
            if years_of_cost and costs_nothing:
                continue  # it costs something, but not in this stretch
            if charge.among is not None and circle not in bearing:
                bearing[circle] = tuple([one for one in charge.among.members if one.code in codes or one.id < 0])
            if not costs_nothing and all(one.is_guest for one in bearing[circle]):
                if charge.among is None or not charge.among.label:
                    raise NobodyPays
                raise NobodyTakesPart(charge.among.label)
            if bearing[circle]:
                years = tuple(map(mul, charge.years, months))
                found.append(Portion(charge, segment, bearing[circle], years, circle))
    return found


def _circles(charges: Sequence[Charge]) -> list[str]:
    """Return what tells those who bear each charge from all others: of when their figures are, and who they are, for
    two systems may have one name."""
    among = [charge.among for charge in charges]
    keys = [(one.words, id(one.members)) if one else None for one in among]  # many charges share their members
    distinct = {key: one for key, one in zip(keys, among, strict=True) if one}
    known = {key: "/".join((one.words, *(member.code for member in one.members))) for key, one in distinct.items()}
    return [known.get(key, "") for key in keys]


LevelledYears = Sequence[tuple[Portion, int, Levelled]]
"""By portion and year the shares of those whose rules have fixed amounts or limits, in twelfths of a yen."""


def all_levels(parts: Sequence[Portion]) -> LevelledYears:
    """Return the shares of all portions whose rules have fixed amounts or limits. Raises what level raises."""
    return [one for part in parts for one in levels(part)]


def levels(part: Portion) -> LevelledYears:
    """Return by year the shares of a portion whose rule has fixed amounts or limits, in twelfths of a yen."""
    costs = [at for at, twelfths in enumerate(part.years) if twelfths]
    if part.charge.is_plain or not costs:
        return []
    mixed, found = part.charge.mixed, []
    by_rule = [(rule, weights_of(rule, part.payers)) for rule in part.charge.rules]
    for at in costs:
        yen, months = part.charge.years[at], part.segment.in_year(at)
        each = [level_of(yen, rule, part.payers, months, weights) for rule, weights in by_rule]
        found.append((part, at, each[0] if mixed is None else mixture(each[0], each[1], mixed.percent)))
    return found


def level_of(
    yen: int, rule: Rule, payers: Sequence[Member], months: int, weights: Mapping[str, int] | None = None
) -> Levelled:
    """Return the exact shares of so many months of a year's amount, in twelfths of a yen; money in, below zero, is
    split as the same amount of cost would be."""
    found = level(abs(yen), rule, payers, months, weights=weights)
    return found if yen >= 0 else found.mirrored()


def mixture(former: Levelled, new: Levelled, percent: Fraction) -> Levelled:
    """Return the shares that are so many percent those by the new rule and for the rest those by the former, exactly;
    nobody's share is a fixed amount or stands at a limit then."""
    common = 100 * percent.denominator * lcm(former.denominator, new.denominator)
    of_new = percent.numerator * (common // (100 * percent.denominator * new.denominator))
    of_former = (100 * percent.denominator - percent.numerator) * (
        common // (100 * percent.denominator * former.denominator)
    )
    shares = {code: own * of_former + new.numerators[code] * of_new for code, own in former.numerators.items()}
    none = dict.fromkeys(shares, 0)
    return Levelled(shares, common, none, none, None, None, Fraction(0), {})


def _covers(presence: Presence, segment: Presence) -> bool:
    return presence.start <= segment.start and segment.end <= presence.end and presence.months > 0
