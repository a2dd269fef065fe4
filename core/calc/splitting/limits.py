"""定額・下限・上限: exact shares that are not simply in proportion. Whatever has such a rule is split by this.

A share is its fixed amount and a part of the rest in proportion to its weight, but no less than the floor and no more
than the cap; what that moves is borne by the others in proportion to their weights. With one `level` of yen for a
weight of one the shares min(cap, max(floor, fixed + level × weight)) add up, so that no order of members
or rounds matters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from core.calc.members import Member
from core.calc.splitting.apportion import NegativeWeight, SplitRefused
from core.calc.splitting.bases import MissingBasis, combined_weights
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
    total: int, rule: Rule, payers: Sequence[Member], times: int = 1, more: Mapping[str, int] | None = None
) -> Levelled:
    """Return the exact shares of `total` yen, everything taken `times` as often: of 12ths of a yearly amount, say.

    `more` yen by code are taken off first besides those of the rule's table. An amount of nothing is nobody's.
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
    weights = none
    if rule.terms:
        weights = dict(zip(codes, combined_weights(rule, payers), strict=True))
    least, most = limits_of(rule.least, total, payers, up=True), limits_of(rule.most, total, payers, up=False)
    _check_limits(payers, least, most)
    found = _level(total, fixed, weights, least, most)
    held = dict(_held(found, fixed, weights, least, most))
    numerators = {
        code: (least if held[code] == "least" else most)[code] * found.denominator  # type: ignore[index]
        if code in held
        else fixed[code] * found.denominator + found.numerator * weights[code]
        for code in codes
    }
    return Levelled(
        {code: share * times for code, share in numerators.items()},
        found.denominator,
        weights,
        {code: yen * times for code, yen in fixed.items()},
        None if least is None else {code: yen * times for code, yen in least.items()},
        None if most is None else {code: yen * times for code, yen in most.items()},
        found,
        held,
    )


def fixed_amounts(rule: Rule, payers: Sequence[Member]) -> dict[str, int]:
    """Return what each pays first by the rule's table of fixed amounts, in yen by code; who is no member, nothing.

    Raises SplitRefused "fixed_table_missing" or "fixed_row_missing" (with the member's name and code).
    """
    found = {}
    for payer in payers:
        if not rule.fixed or payer.is_guest:
            found[payer.code] = 0
            continue
        if rule.fixed not in payer.fixed:
            raise SplitRefused("fixed_table_missing", table=rule.fixed)
        yen = payer.fixed[rule.fixed]
        if yen is None:
            raise SplitRefused("fixed_row_missing", table=rule.fixed, name=payer.name, code=payer.code)
        found[payer.code] = yen
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
        return {payer.code: free if payer.is_guest else limit.yen for payer in payers}
    share, label = Fraction(limit.percent) / 100, "下限" if up else "上限"
    found = {}
    for payer in payers:
        if payer.is_guest:
            found[payer.code] = free
            continue
        of = payer.weights.get(limit.name) if limit.name else total
        if of is None:
            raise MissingBasis(label, payer, limit.name)
        if of < 0:
            raise NegativeWeight(label)
        exact = share * of
        found[payer.code] = -(-exact.numerator // exact.denominator) if up else int(exact)
    return found


def _check_limits(payers: Sequence[Member], least: Mapping[str, int] | None, most: Mapping[str, int] | None) -> None:
    if least is None or most is None:
        return
    wrong = [payer.name for payer in payers if least[payer.code] > most[payer.code]]
    if wrong:
        raise SplitRefused("floor_above_cap", names="、".join(wrong))


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
    turns: list[tuple[Fraction, int, int]] = []
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
            turns.append((Fraction(floor - own, weight), own - floor, weight))
        else:
            growth += weight
        if cap is not None:
            turns.append((Fraction(cap - own, weight), cap - own, -weight))
    if sum_ > total:
        if least is None:
            raise FixedExceedsTotal(sum_, total)
        raise SplitRefused("floors_above_total", least=f"{sum_:,}", total=f"{total:,}")
    turns.sort()
    at = Fraction(0)
    for at, change, more in turns:
        if growth and sum_ + growth * at >= total:
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
    return at


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
