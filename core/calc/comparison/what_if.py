"""What changes when a premise does: the equal share from 0 to 100 %, one member leaving, one scenario or another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from core.calc.comparison.charges import Charge, rule_of
from core.calc.comparison.compare import Comparison, compare
from core.calc.comparison.premises import Impossible, Premises, without
from core.calc.comparison.reduction import reduction_percent
from core.dataclass import dataclass
from core.model.values.rules import Basis, Rule, Term

PERCENTS = tuple(range(0, 101, 5))
"""Where the line chart of the sensitivity has its points."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more is paid (less: below zero), in yen and in percent of the former; None where it was nothing."""

    yen: int
    percent: Decimal | None


def sensitivity(
    premises: Premises, percents: Iterable[int] = PERCENTS
) -> tuple[tuple[int, Comparison | Impossible], ...]:
    """Return the comparison at each equal share in percent; the rest goes by the present rule's other terms.

    Lines with a rule of their own keep it.
    """
    return tuple((percent, compare(with_equal_share(premises, percent))) for percent in percents)


def with_equal_share(premises: Premises, percent: int) -> Premises:
    """Return the premises with so much of the default rule's charges split equally."""
    fee = premises.fee
    charges = tuple(_with_equal_share(one, percent) if one.default else one for one in fee.charges)
    way = fee.phase_in
    if way is not None:
        phases = tuple(replace(one, new=blended(one.new, percent)) for one in way.phases)
        way = replace(way, phases=phases)
    return replace(premises, rule=blended(premises.rule, percent), fee=replace(fee, charges=charges, phase_in=way))


def _with_equal_share(charge: Charge, percent: int) -> Charge:
    """Return the charge with so much of its rule equal; on the way from a former rule, of the new one."""
    if charge.phase is None:
        return replace(charge, rule=blended(charge.rule, percent))
    phase = replace(charge.phase, new=blended(charge.phase.new, percent))
    return replace(charge, rule=rule_of(phase), phase=phase)


def blended(rule: Rule, percent: int) -> Rule:
    """Return the rule with `percent` of it equal and the rest by its other terms, by population if it has none.

    Example: 均等割:人口割 = 3:7 at 50 → 1:1.
    """
    others = tuple(term for term in rule.terms if term.basis is not Basis.EQUAL) or (Term(Basis.POPULATION, 1),)
    whole = sum(term.parts for term in others)
    equal = Term(Basis.EQUAL, percent * whole)
    terms = (equal, *(replace(term, parts=term.parts * (100 - percent)) for term in others))
    return replace(rule, terms=tuple(term for term in terms if term.parts), scale=1)


def equal_percent(rule: Rule) -> Fraction:
    """Return the equal share of a rule in percent: where the present rule stands on the chart."""
    equal = sum(term.parts for term in rule.terms if term.basis is Basis.EQUAL)
    return Fraction(100 * equal, rule.whole) if rule.whole else Fraction(0)


def leaving(premises: Premises, code: str) -> Comparison | Impossible:
    """Return the comparison of the others when one member leaves and the split fee stays as it is."""
    return compare(without(premises, code))


def differences(before: Comparison, after: Comparison) -> Mapping[str, Difference]:
    """Return what changes for each member by code, and for the fee under ""; who is not there pays nothing."""
    codes = dict.fromkeys((*before.rows, *after.rows))
    found = {code: difference(_cloud(before, code), _cloud(after, code)) for code in codes}
    return {**found, "": difference(before.total.cloud, after.total.cloud)}


def difference(before: int, after: int) -> Difference:
    """Return how much more `after` is than `before`."""
    percent = reduction_percent(before, after)
    return Difference(after - before, None if percent is None else 0 - percent)


def _cloud(comparison: Comparison, code: str) -> int:
    row = comparison.rows.get(code)
    return 0 if row is None else row.cloud
