"""最大剰余方式: one amount in proportion to whole weights, to the yen."""

from collections.abc import Mapping

from core.model.faults import Fault


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
    whole = sum(weights.values())
    left = total // unit - sum(shares.values()) // unit
    by_remainder = sorted(weights, key=lambda code: (-(total * weights[code] % (whole * unit)), code))
    for code in by_remainder[:left]:
        shares[code] += unit
    shares[heaviest(weights)] += total % unit
    return shares


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
