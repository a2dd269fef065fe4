"""One amount split by a rule: fixed amounts first, then in proportion and within the limits, then what the unit of
rounding leaves over."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from core.calc.derivation import Derivation
from core.calc.members import Member
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.bases import combined_weights
from core.calc.splitting.limits import FixedExceedsTotal, Levelled, NobodyPays, level
from core.calc.splitting.rounding import Rounding, divide, rest_taker, round_shares
from core.calc.splitting.steps import SplitFacts, split_derivation
from core.dataclass import dataclass
from core.model.values.rules import Remainder, Rule


@dataclass(frozen=True, slots=True)
class Split:
    """Shares by code and what stays with the secretariat: together they are the amount, to the yen."""

    shares: Mapping[str, int]
    secretariat: int
    explain: Callable[[], Derivation] = dataclasses.field(compare=False, repr=False)

    @property
    def derivation(self) -> Derivation:
        """Return how the shares came about; written when asked for."""
        return self.explain()


def split(
    total: int,
    rule: Rule,
    members: Sequence[Member],
    *,
    unit: int = 1,
    remainder: Remainder = Remainder.LARGEST,
    representative: str | None = None,
    fixed: Mapping[str, int] | None = None,
) -> Split:
    """Split `total` yen over `members`: `fixed` yen by code first, the rest by `rule` in one step of rounding.

    largest: floors to the unit, left-over units to the largest remainders, what is below one unit to the heaviest.
    representative: floors, all the rest to the 代表団体, or to the first by (position, code) if it is not a payer.
    populous: floors, all the rest to the most populous. secretariat: floors, the rest in Split.secretariat.
    Ties go to the smaller code; the order of `members` never matters; a positive total gives no negative share.

    nearest: to the nearest unit, the difference to the named member. carried: as secretariat, under another name.
    Raises SplitRefused: NobodyPays, FixedExceedsTotal, MissingBasis, ZeroWeights, NegativeWeight, one whose rule
    is "fixed_unknown" or "fixed_negative", and what core/calc/splitting/limits.py refuses.
    """
    payers = sorted(members, key=lambda member: (member.position, member.code))
    own = dict(fixed or {})
    _check_fixed(total, own, payers)
    rounding = Rounding(unit, remainder, representative)
    levelled = None
    if rule.is_plain:
        divided, secretariat = divide(total - sum(own.values()), weigh(rule, payers), payers, rounding)
        shares = {code: share + own.get(code, 0) for code, share in divided.items()}
    else:
        levelled = level(total, rule, payers, more=own)
        shares, secretariat = rounded(levelled, payers, rounding)

    def explain() -> Derivation:
        taker = None if remainder is Remainder.LARGEST else rest_taker(payers, rounding)
        facts = SplitFacts(total, rule, tuple(payers), own, levelled, shares, secretariat, unit, remainder, taker)
        return split_derivation(facts)

    return Split(shares, secretariat, explain)


def share_out(total: int, rule: Rule, payers: Sequence[Member], rounding: Rounding) -> tuple[dict[str, int], int]:
    """Return the share of each payer by code, and what stays with the secretariat: split() without its words.

    Raises what split raises.
    """
    if rule.is_plain:
        return divide(total, weigh(rule, payers), payers, rounding)
    return rounded(level(total, rule, payers), payers, rounding)


def rounded(levelled: Levelled, payers: Sequence[Member], rounding: Rounding) -> tuple[dict[str, int], int]:
    """Return exact shares in yen and what stays with the secretariat; fixed amounts are not cut down to the unit, and
    floors and caps are kept to the yen."""
    return round_shares(
        levelled.numerators,
        levelled.denominator,
        payers,
        rounding,
        own=levelled.fixed,
        caps=levelled.most,
        floors=levelled.least,
    )


def weigh(rule: Rule, payers: Sequence[Member]) -> dict[str, int]:
    """Return the combined weight of each payer by code. Raises NobodyPays and what combined_weights raises."""
    if not payers:
        raise NobodyPays
    return dict(zip((payer.code for payer in payers), combined_weights(rule, payers), strict=True))


def _check_fixed(total: int, fixed: Mapping[str, int], payers: Sequence[Member]) -> None:
    codes = {payer.code for payer in payers}
    for code, amount in fixed.items():
        if code not in codes:
            raise SplitRefused("fixed_unknown", code=code)
        if amount < 0:
            raise SplitRefused("fixed_negative", code=code)
    if sum(fixed.values()) > max(total, 0):
        raise FixedExceedsTotal(sum(fixed.values()), total)
