"""最大剰余方式: one amount in proportion to whole weights, to the yen."""

from collections.abc import Mapping, Sequence

from core.model.machine.faults import Fault


class SplitRefused(ValueError):
    """An amount cannot be split as wished; `fault` has the rule's name and the facts for its sentence."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.fault = Fault("rule", rule, facts)


class ZeroWeights(SplitRefused):
    """No member has a weight of the basis named by `basis`: the amount would vanish."""

    def __init__(self, basis: str = "按分の重み") -> None:
        super().__init__("zero_weights", basis=basis)
        self.basis = basis


class NegativeWeight(SplitRefused):
    """A weight of the basis is below zero: somebody would be paid for taking part."""

    def __init__(self, basis: str = "按分の重み") -> None:
        super().__init__("negative_weight", basis=basis)
        self.basis = basis


def apportion(total: int, weights: Mapping[str, int], unit: int = 1) -> dict[str, int]:
    """Split `total` yen in proportion to `weights`; the parts add up to `total` exactly.

    Each part is a multiple of `unit` yen except that the rest below one unit stays with the heaviest member.
    Left-over units go to the largest remainders, ties to the smaller code (最大剰余方式), so the order of
    members never matters. A negative total mirrors the positive one.

    Example: 100 over {"a": 1, "b": 1, "c": 1} → {"a": 34, "b": 33, "c": 33}.
    Raises ZeroWeights when no member has a weight: a cost must never vanish; NegativeWeight below zero.
    """
    if total < 0:
        return {code: -share for code, share in apportion(-total, weights, unit).items()}
    shares = floors(total, weights, unit)
    whole = sum(weights.values()) * unit
    remainders = {code: total * weight % whole for code, weight in weights.items()}
    hand_out(shares, total - sum(shares.values()), remainders, weights, unit)
    return shares


def hand_out(
    shares: dict[str, int],
    rest: int,
    remainders: Mapping[str, int],
    sizes: Mapping[str, int],
    unit: int,
    rooms: Mapping[str, int] | None = None,
) -> None:
    """Add `rest` to the shares by 最大剰余方式: the one place where this is done.

    What is below one unit goes to the largest of `sizes`, the units to the largest of `remainders`, one each, ties to
    the smaller code. `rooms`: how much each may take at most, together no less than `rest`; what does not fit goes on
    to the next, and at last to whoever has room left.
    """
    left = dict(rooms) if rooms is not None else dict.fromkeys(remainders, rest)
    below = rest % unit
    if below:
        give(shares, below, sorted(remainders, key=lambda code: (-sizes[code], code)), left)
    units = rest - below
    if units:
        by_remainder = sorted(remainders, key=lambda code: (-remainders[code], code))
        missed = give(shares, units, by_remainder, left, unit)
        give(shares, missed, by_remainder, left)


def give(shares: dict[str, int], rest: int, takers: Sequence[str], left: dict[str, int], most: int = 0) -> int:
    """Give each in turn as much as it has left to take, no more than `most` if that is set; return what remains."""
    for code in takers:
        if rest <= 0:
            break
        given = min(rest, left[code], most or rest)
        shares[code] += given
        left[code] -= given
        rest -= given
    return rest


def floors(total: int, weights: Mapping[str, int], unit: int = 1) -> dict[str, int]:
    """Return each exact share cut down to a multiple of `unit` (towards zero, so a negative total mirrors).

    Raises ZeroWeights and NegativeWeight.
    """
    whole = sum(weights.values())
    if any(weight < 0 for weight in weights.values()):
        raise NegativeWeight
    if not whole:
        raise ZeroWeights
    sign = -1 if total < 0 else 1
    return {code: sign * (abs(total) * weight // (whole * unit) * unit) for code, weight in weights.items()}


def heaviest(weights: Mapping[str, int]) -> str:
    """Return the code with the largest weight, the smaller code among equals."""
    return min(weights, key=lambda code: (-weights[code], code))
