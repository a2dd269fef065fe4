"""定額・下限・上限: exact shares that are not simply in proportion. Whatever has such a rule is split by this.

A share is its fixed amount and a part of the rest in proportion to its weight, but no less than the floor and no more
than the cap; what that moves is borne by the others in proportion to their weights. With one `level` of yen for a
weight of one the shares min(cap, max(floor, fixed + level × weight)) add up, so that no order of members
or rounds matters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from core.calc.members import Member
from core.calc.splitting.apportion import NegativeWeight, SplitRefused
from core.calc.splitting.bases import MissingBasis, combined_weights
from core.dataclass import dataclass
from core.model.values.rules import Limit, Rule


class FixedExceedsTotal(SplitRefused):
    """The fixed amounts (定額) together are more than the amount to split."""

    def __init__(self, fixed: int, total: int) -> None:
        super().__init__("fixed_exceeds_total", fixed=f"{fixed:,}", total=f"{total:,}")


class NobodyPays(SplitRefused):
    """There is no member to split over."""

    def __init__(self) -> None:
        super().__init__("nobody_pays")


@dataclass(frozen=True, slots=True)
class Levelled:
    """Exact shares by code as `numerators` over `denominator`, and how they came about, all in the amount's own unit.

    `weights` are whole numbers in the rule's proportions; `fixed` is what each pays first, `least` and `most` are the
    limits (None: no such limit). `level` is what a weight of one pays; `held` has who stands at "least" or "most".
    """

    numerators: Mapping[str, int]
    denominator: int
    weights: Mapping[str, int]
    fixed: Mapping[str, int]
    least: Mapping[str, int] | None
    most: Mapping[str, int] | None
    level: Fraction
    held: Mapping[str, str]

    @property
    def is_free(self) -> bool:
        """Whether nobody stands at a limit, so that what is left above the fixed amounts is simply in proportion."""
        return not self.held

    def mirrored(self) -> "Levelled":
        """Return the same of money in: every amount below zero, so that a floor is now the most."""
        return replace(
            self,
            numerators=_negated(self.numerators),
            fixed=_negated(self.fixed),
            least=None if self.most is None else _negated(self.most),
            most=None if self.least is None else _negated(self.least),
        )


def _negated(amounts: Mapping[str, int]) -> dict[str, int]:
    return {code: -yen for code, yen in amounts.items()}


def level(
    total: int,
    rule: Rule,
    payers: Sequence[Member],
    times: int = 1,
    more: Mapping[str, int] | None = None,
    weights: Mapping[str, int] | None = None,
) -> Levelled:
    """Return the exact shares of `total` yen, everything taken `times` as often: of 12ths of a yearly amount, say.

    `more` yen by code are taken off first besides those of the rule's table. An amount of nothing is nobody's.
    `weights` are what weights_of gives, for who needs them more than once.
    Raises SplitRefused: NobodyPays, what combined_weights raises, and what limits and fixed amounts are refused for.
    """
    if not payers:
        raise NobodyPays
    codes = [payer.code for payer in payers]
    none = dict.fromkeys(codes, 0)
    if not total:
        return Levelled(none, 1, none, none, None, None, Fraction(0), {})
    if total < 0:
        raise SplitRefused("limits_negative", total=f"△{-total:,}")
    fixed = fixed_amounts(rule, payers)
    for code, yen in (more or {}).items():
        fixed[code] += yen
    weights = weights_of(rule, payers) if weights is None else weights
    least, most = limits_of(rule.least, total, payers, up=True), limits_of(rule.most, total, payers, up=False)
    _check_limits(payers, least, most)
    held: dict[str, str] = {}
    found = _without_limits(total, fixed, weights)
    numerators = {} if found is None else _in_proportion(found, times, fixed, weights)
    if found is None or not _between(numerators, found.denominator * times, least, most):
        found = _level(total, fixed, weights, least, most)
        held = dict(_held(found, fixed, weights, least, most))
        numerators = _in_proportion(found, times, fixed, weights)
        for code, limit in held.items():
            yen = (least if limit == "least" else most)[code]  # type: ignore[index]
            numerators[code] = yen * found.denominator * times
    return Levelled(
        numerators,
        found.denominator,
        weights,
        _so_often(fixed, times),
        None if least is None else _so_often(least, times),
        None if most is None else _so_often(most, times),
        found,
        held,
    )


def _so_often(amounts: Mapping[str, int], times: int) -> Mapping[str, int]:
    if times == 1:
        return amounts
    alike = set(amounts.values())
    if len(alike) == 1:  # one floor or cap for all, or no fixed amount
        return dict.fromkeys(amounts, alike.pop() * times)
    return {code: yen * times for code, yen in amounts.items()}


def weights_of(rule: Rule, payers: Sequence[Member]) -> dict[str, int]:
    """Return the combined weight of each by code; 0 where the rule is nothing but fixed amounts.

    Raises what combined_weights raises.
    """
    if not rule.terms:
        return dict.fromkeys((payer.code for payer in payers), 0)
    return {payer.code: weight for payer, weight in zip(payers, combined_weights(rule, payers), strict=True)}


def fixed_amounts(rule: Rule, payers: Sequence[Member]) -> dict[str, int]:
    """Return what each pays first by the rule's table of fixed amounts, in yen by code; who is no member, nothing.

    Raises SplitRefused "fixed_table_missing" or "fixed_row_missing" (with the member's name and code).
    """
    table = rule.fixed
    if not table:
        return {payer.code: 0 for payer in payers}
    known = {payer.code: 0 if payer.id < 0 else payer.fixed.get(table) for payer in payers}
    found = {code: yen for code, yen in known.items() if yen is not None}
    if len(found) < len(known):
        payer = next(one for one in payers if known[one.code] is None)
        if table not in payer.fixed:
            raise SplitRefused("fixed_table_missing", table=table)
        raise SplitRefused("fixed_row_missing", table=table, name=payer.name, code=payer.code)
    return found


def limits_of(limit: Limit | None, total: int, payers: Sequence[Member], up: bool) -> dict[str, int] | None:
    """Return a limit in whole yen by code: floors rounded up, caps cut off; None without one. It is the members': for
    a payer that is none the floor is 0 and the cap everything.

    Raises MissingBasis or NegativeWeight where the figure of a percentage is not known or below zero.
    """
    if limit is None:
        return None
    free = 0 if up else total
    if limit.percent is None:
        return {payer.code: free if payer.id < 0 else limit.yen for payer in payers}
    share, label = Fraction(limit.percent) / 100, "下限" if up else "上限"
    if not limit.name:
        same = _part_of(share, total, up)
        return {payer.code: free if payer.id < 0 else same for payer in payers}
    found = {}
    for payer in payers:
        if payer.is_guest:
            found[payer.code] = free
            continue
        of = payer.weights.get(limit.name)
        if of is None:
            raise MissingBasis(label, payer, limit.name)
        if of < 0:
            raise NegativeWeight(label)
        found[payer.code] = _part_of(share, of, up)
    return found


def _part_of(share: Fraction, yen: int, up: bool) -> int:
    part = share.numerator * yen
    return -(-part // share.denominator) if up else part // share.denominator


def _check_limits(payers: Sequence[Member], least: Mapping[str, int] | None, most: Mapping[str, int] | None) -> None:
    if least is None or most is None:
        return
    wrong = [payer.name for payer in payers if least[payer.code] > most[payer.code]]
    if wrong:
        raise SplitRefused("floor_above_cap", names="、".join(wrong))


def _without_limits(total: int, fixed: Mapping[str, int], weights: Mapping[str, int]) -> Fraction | None:
    """Return the level if there were no limits; None where nothing is left above the fixed amounts, or no weight.

    Where everybody is then truly between its limits, it is the only level at which the shares add up.
    """
    rest, growth = total - sum(fixed.values()), sum(weights.values())
    return Fraction(rest, growth) if rest > 0 and growth else None


def _in_proportion(level: Fraction, times: int, fixed: Mapping[str, int], weights: Mapping[str, int]) -> dict[str, int]:
    """Return `times` the shares at a level, over its denominator."""
    yen, rate = level.denominator * times, level.numerator * times
    if not any(fixed.values()):
        return {code: rate * weight for code, weight in weights.items()}
    return {code: own * yen + rate * weights[code] for code, own in fixed.items()}


def _between(
    shares: Mapping[str, int], yen: int, least: Mapping[str, int] | None, most: Mapping[str, int] | None
) -> bool:
    """Whether every share is above its floor and below its cap, at neither; one yen is so many parts of a share."""
    lowest, highest = min(shares.values()), max(shares.values())
    above = least is None or lowest > max(least.values()) * yen or all(shares[one] > least[one] * yen for one in shares)
    below = most is None or highest < min(most.values()) * yen or all(shares[one] < most[one] * yen for one in shares)
    return above and below


def _level(
    total: int,
    fixed: Mapping[str, int],
    weights: Mapping[str, int],
    least: Mapping[str, int] | None,
    most: Mapping[str, int] | None,
) -> Fraction:
    """Return the level at which the shares add up to the total.

    From level 0 upwards the sum grows by the weights of those who are between their limits; `turns` are where
    somebody leaves the floor or comes to the cap, with what that changes of the sum and of its growth.
    """
    sum_, growth = 0, 0
    turns: list[tuple[int, int, int, int]] = []
    for code, own in fixed.items():
        weight = weights[code]
        floor = max(own, least[code]) if least else own
        cap = most[code] if most else None
        if cap is not None and cap <= floor:
            sum_ += cap
            continue
        sum_ += floor
        if not weight:
            continue
        if floor > own:
            turns.append((floor - own, weight, own - floor, weight))
        else:
            growth += weight
        if cap is not None:
            turns.append((cap - own, weight, cap - own, -weight))
    if sum_ > total:
        if least is None:
            raise FixedExceedsTotal(sum_, total)
        raise SplitRefused("floors_above_total", least=f"{sum_:,}", total=f"{total:,}")
    # Two levels that are not the same differ by more than one over the product of their divisors.
    fine = 2 * max((weight.bit_length() for weight in weights.values()), default=0) + 1
    turns.sort(key=lambda turn: (turn[0] << fine) // turn[1])
    yen, weight = 0, 1
    for yen, weight, change, more in turns:
        if growth and sum_ * weight + growth * yen >= total * weight:
            break
        if not growth and sum_ >= total:
            break
        sum_ += change
        growth += more
    if growth:
        return Fraction(total - sum_, growth)
    if sum_ < total:
        if most is None:
            raise SplitRefused("fixed_leaves_rest", fixed=f"{sum_:,}", total=f"{total:,}", rest=f"{total - sum_:,}")
        raise SplitRefused("caps_below_total", most=f"{sum_:,}", total=f"{total:,}", short=f"{total - sum_:,}")
    return Fraction(yen, weight)


def _held(
    level: Fraction,
    fixed: Mapping[str, int],
    weights: Mapping[str, int],
    least: Mapping[str, int] | None,
    most: Mapping[str, int] | None,
) -> Iterator[tuple[str, str]]:
    """Yield who would be below its floor or above its cap, and so stands at it."""
    for code, own in fixed.items():
        share = own * level.denominator + level.numerator * weights[code]
        if most is not None and share > most[code] * level.denominator:
            yield code, "most"
        elif least is not None and share < least[code] * level.denominator:
            yield code, "least"
