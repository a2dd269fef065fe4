"""What of the term's shares is not rounded and between what they stay: the fixed amounts and limits of the rules."""

from collections.abc import Mapping, Sequence

from core.calc.comparison.contract_term import MONTHS
from core.calc.comparison.exact_shares import sums_of
from core.calc.comparison.portions import LevelledYears, Portion
from core.calc.members import Member
from core.calc.splitting.limits import Levelled
from core.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Margins:
    """What of the term's shares is not rounded, in whole yen by code, and between what they stay: the fixed amounts and
    limits of the rules. None where not everything that is split has such a limit."""

    fixed: Mapping[str, int]
    least: Mapping[str, int] | None = None
    most: Mapping[str, int] | None = None


def margins_of(
    parts: Sequence[Portion], payers: Sequence[Member], own: Mapping[str, int], shares: LevelledYears
) -> Margins:
    """Return the margins of the term; `own` yen, borne alone or below zero credited, count to them. `shares` is what
    all_levels gives."""
    levelled = [one for _, _, one in shares]
    everything = all(not part.charge.is_plain or not any(part.years) for part in parts)
    codes = [payer.code for payer in payers]
    paid_first = _total([_paid_first(one) for one in levelled])
    fixed = {code: max(0, own.get(code, 0) + paid_first.get(code, 0) // MONTHS) for code in codes}
    found: list[dict[str, int] | None] = []
    for limits, sign in (([one.least for one in levelled], -1), ([one.most for one in levelled], 1)):
        known = [one for one in limits if one is not None]
        if not levelled or not everything or len(known) < len(limits):
            found.append(None)
            continue
        sums = _total(known)
        found.append({code: own.get(code, 0) + sign * (sign * sums.get(code, 0) // MONTHS) for code in codes})
    return Margins({code: yen for code, yen in fixed.items() if yen}, *found)


def _paid_first(one: Levelled) -> Mapping[str, int]:
    """Return the fixed amounts as far as they are paid: a cap may be below one, and nobody pays more of it than its
    share; of money in, that is what it takes off."""
    if "most" not in one.held.values() and min(one.numerators.values()) >= 0:
        return one.fixed  # every share is its fixed amount and more
    return {code: min(yen, one.numerators[code] // one.denominator) for code, yen in one.fixed.items()}


def _total(rows: Sequence[Mapping[str, int]]) -> dict[str, int]:
    return sums_of([row for row in rows if any(row.values())], [1] * sum(any(row.values()) for row in rows))
