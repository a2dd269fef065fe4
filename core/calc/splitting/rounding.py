"""端数処理: exact shares become yen in one step. Whatever is split, here or under caps, is rounded by this."""

from collections.abc import Mapping, Sequence

from core.calc.members import Member
from core.calc.splitting.apportion import NegativeWeight, ZeroWeights, give, hand_out
from core.calc.splitting.bases import MissingBasis
from core.dataclass import dataclass
from core.model.values.rules import Remainder


@dataclass(frozen=True, slots=True)
class Rounding:
    """端数処理: the unit in yen, where the rest goes, and the code of the 代表団体, or of who bears the difference of
    四捨五入, if one is chosen."""

    unit: int = 1
    remainder: Remainder = Remainder.LARGEST
    representative: str | None = None


def divide(
    total: int, weights: Mapping[str, int], payers: Sequence[Member], rounding: Rounding
) -> tuple[dict[str, int], int]:
    """Return the share of each payer by code in proportion to the weights, and what stays with the secretariat.

    A negative total mirrors the positive one. Raises ZeroWeights, NegativeWeight and what round_shares raises.
    """
    if any(weight < 0 for weight in weights.values()):
        raise NegativeWeight
    if not any(weights.values()):
        raise ZeroWeights
    exact = {code: abs(total) * weight for code, weight in weights.items()}
    shares, kept = round_shares(exact, sum(weights.values()), payers, rounding)
    if total < 0:
        return {code: -share for code, share in shares.items()}, -kept
    return shares, kept


def round_shares(
    numerators: Mapping[str, int],
    denominator: int,
    payers: Sequence[Member],
    rounding: Rounding,
    own: Mapping[str, int] | None = None,
    caps: Mapping[str, int] | None = None,
    total: int | None = None,
    floors: Mapping[str, int] | None = None,
) -> tuple[dict[str, int], int]:
    """Return the shares in yen by code and what stays with the secretariat; together the exact shares' sum, or `total`.

    The exact shares are `numerators` over `denominator`. `own` yen, borne alone, are part of them and not rounded.
    Whoever stands at its cap or floor pays it to the yen, everybody else's share is cut down to the unit, no further
    than to the floor, or rounded to the nearest unit if that is the way. What is left over, or then too much, is borne
    within these limits by the chosen way; by largest remainder what is below one unit goes to the heaviest and the
    left-over units to the largest remainders, ties to the smaller code.

    Raises MissingBasis if the rest goes to the most populous and a payer's population is not known.
    """
    shares, remainders, rooms = cut_down(numerators, denominator, rounding, own, caps, floors)
    whole = sum(numerators.values()) // denominator if total is None else total
    rest = whole - sum(shares.values())
    left = {code: rest if room is None else room for code, room in rooms.items()}
    if rounding.remainder is Remainder.LARGEST:
        hand_out(shares, rest, remainders, numerators, rounding.unit, left)
        return shares, 0
    if rounding.remainder.keeps:
        return shares, rest
    rest_taker(payers, rounding)  # refuses the most populous where a population is unknown
    takers = [payer.code for payer in sorted(payers, key=lambda payer: taker_key(payer, rounding))]
    takers = [code for code in takers if code in left]
    if rest < 0:
        _take_back(
            shares, -rest, takers, floors or {code: min((own or {}).get(code, 0), shares[code]) for code in takers}
        )
    give(shares, rest, takers, left)
    return shares, 0


def cut_down(
    numerators: Mapping[str, int],
    denominator: int,
    rounding: Rounding,
    own: Mapping[str, int] | None = None,
    caps: Mapping[str, int] | None = None,
    floors: Mapping[str, int] | None = None,
) -> tuple[dict[str, int], dict[str, int], dict[str, int | None]]:
    """Return the shares before anything left over is borne, and of those at no limit the remainders, over the
    denominator, and how much more each may take (None: anything)."""
    fixed = own or {}
    nearest = rounding.remainder is Remainder.NEAREST
    step = denominator * rounding.unit
    shares: dict[str, int] = {}
    remainders: dict[str, int] = {}
    rooms: dict[str, int | None] = {}
    for code, numerator in numerators.items():
        cap = None if caps is None else caps[code]
        floor = None if floors is None else floors[code]
        limit = next((one for one in (cap, floor) if one is not None and numerator == one * denominator), None)
        if limit is not None:
            shares[code] = limit
            continue
        units, remainder = divmod(numerator - fixed.get(code, 0) * denominator, step)
        share = fixed.get(code, 0) + (units + (nearest and 2 * remainder >= step)) * rounding.unit
        if floor is not None and share < floor:
            share = floor
        if cap is not None and share > cap:
            share = cap
        shares[code] = share
        remainders[code] = remainder
        rooms[code] = None if cap is None else cap - share
    return shares, remainders, rooms


def _take_back(shares: dict[str, int], excess: int, takers: Sequence[str], floors: Mapping[str, int]) -> None:
    """Let each in turn pay less, no less than its floor, until what was rounded up too much is gone."""
    for code in takers:
        less = min(excess, max(0, shares[code] - floors[code]))
        shares[code] -= less
        excess -= less


def rest_taker(payers: Sequence[Member], rounding: Rounding) -> Member | None:
    """Return who bears the rest under the modes that name one member; None: the secretariat keeps it."""
    match rounding.remainder:
        case Remainder.SECRETARIAT | Remainder.CARRIED:
            return None
        case Remainder.POPULOUS:
            for payer in payers:
                if payer.population is None:
                    raise MissingBasis(Remainder.POPULOUS.label, payer, "人口")
    return min(payers, key=lambda payer: taker_key(payer, rounding))


def taker_key(member: Member, rounding: Rounding) -> tuple[int, int, str]:
    """Return the sort key by which the first of the payers takes the rest (of equal shares, when by remainder)."""
    match rounding.remainder:
        case Remainder.REPRESENTATIVE | Remainder.NEAREST:
            return (0 if member.code == rounding.representative else 1, member.position, member.code)
        case Remainder.POPULOUS:
            return (0, -(member.population or 0), member.code)
        case _:
            return (0, 0, member.code)
