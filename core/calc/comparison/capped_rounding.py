"""端数処理 under caps: exact shares become yen in one step, and rounding lifts nobody above its cap."""

from collections.abc import Mapping, Sequence

from core.calc.comparison.exact_shares import ExactShares
from core.calc.members import Member
from core.calc.splitting.split import Rounding, rest_taker, taker_key
from core.model.values.rules import Remainder


def round_shares(
    exact: ExactShares,
    payers: Sequence[Member],
    rounding: Rounding,
    own: Mapping[str, int] | None = None,
    caps: Mapping[str, int] | None = None,
) -> tuple[dict[str, int], int]:
    """Return the shares in yen by code and what stays with the secretariat; together the exact shares' sum.

    `own` yen, borne alone, are part of the exact share and not rounded. Whoever stands at its cap pays the cap to the
    yen; everybody else's share is cut down to the unit. What is left over goes, up to the caps, by the chosen way. By
    largest remainder what is below one unit goes to the heaviest and the left-over units to the largest remainders of
    the others, ties to the smaller code: no share is a unit or more away from the exact one, so that more fee never
    lowers a share by more than one unit.
    """
    fixed = own or {}
    shares, remainders, rooms = {}, {}, {}
    step = exact.denominator * rounding.unit
    for code, numerator in exact.numerators.items():
        units, remainder = divmod(numerator - fixed.get(code, 0) * exact.denominator, step)
        cap = None if caps is None else caps[code]
        if cap is not None and numerator == cap * exact.denominator:
            shares[code] = cap
            continue
        shares[code] = fixed.get(code, 0) + units * rounding.unit
        remainders[code] = remainder
        rooms[code] = cap - shares[code] if cap is not None else None
    rest = sum(exact.numerators.values()) // exact.denominator - sum(shares.values())
    limits = {code: rest if room is None else room for code, room in rooms.items()}
    if rounding.remainder is Remainder.LARGEST:
        _to_largest(shares, rest, remainders, limits, exact, rounding.unit)
        return shares, 0
    if rounding.remainder is Remainder.SECRETARIAT:
        return shares, rest
    rest_taker(payers, rounding)  # refuses the most populous where a population is unknown
    takers = [payer.code for payer in sorted(payers, key=lambda payer: taker_key(payer, rounding))]
    _give(shares, rest, takers, limits)
    return shares, 0


def _to_largest(
    shares: dict[str, int],
    rest: int,
    remainders: Mapping[str, int],
    limits: Mapping[str, int],
    exact: ExactShares,
    unit: int,
) -> None:
    by_weight = sorted(remainders, key=lambda code: (-exact.numerators[code], code))
    by_remainder = sorted(remainders, key=lambda code: (-remainders[code], code))
    limits = {code: min(unit, limit) for code, limit in limits.items()}
    before = dict(shares)
    below = rest % unit
    left = rest - below + _give(shares, below, by_weight, limits)
    fresh = [code for code in by_remainder if shares[code] == before[code]]
    left = _give(shares, left, fresh, limits)
    used = {code: limits[code] - shares[code] + before[code] for code in remainders}
    _give(shares, left, by_remainder, used)


def _give(shares: dict[str, int], rest: int, takers: Sequence[str], limits: Mapping[str, int]) -> int:
    """Give each in turn as much as its limit allows; return what is left."""
    for code in takers:
        if rest <= 0:
            break
        given = min(rest, limits.get(code, 0))
        shares[code] += given
        rest -= given
    return rest
