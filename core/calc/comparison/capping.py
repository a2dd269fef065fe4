"""最低削減保障: nobody above the cap, and what the caps cut off taken over by those below theirs. Exact, no rounding.

Cutting off and handing on, again and again until nobody is above, leads to min(cap, base + level × key) with the one
level at which the shares add up: so the result knows no order of members or rounds, and more fee only raises it.
"""

from collections.abc import Mapping
from fractions import Fraction

from core.calc.comparison.exact_shares import ExactShares
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.model.scenarios import RedistributionKey


class NobodyTakesOver(SplitRefused):
    """What the caps cut off has nobody to go to: those below their cap have no weight by the chosen key."""

    def __init__(self, key: RedistributionKey) -> None:
        super().__init__("nobody_takes_over", key=key.label)


@dataclass(frozen=True, slots=True)
class Round:
    """One time of handing on: what each of the newly capped was over, and by which keys the others took it."""

    cut: Mapping[str, Fraction]
    keys: Mapping[str, int]

    @property
    def pool(self) -> Fraction:
        return sum(self.cut.values(), Fraction(0))

    def taken_by(self, code: str) -> Fraction:
        """Return what the member took over in this round."""
        return self.pool * self.keys.get(code, 0) / sum(self.keys.values()) if self.keys else Fraction(0)


@dataclass(frozen=True, slots=True)
class Level:
    """`capped` were cut in this round, when everybody stood at base + `level` × key."""

    level: Fraction
    capped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CappedShares:
    """The exact shares after the guarantee: whoever was cut stands at its cap."""

    exact: ExactShares
    levels: tuple[Level, ...] = ()

    @property
    def capped(self) -> frozenset[str]:
        """Who was cut down to its cap."""
        return frozenset(code for level in self.levels for code in level.capped)


def cap_shares(
    base: ExactShares, caps: Mapping[str, int], keys: Mapping[str, int], key: RedistributionKey
) -> CappedShares:
    """Return the shares with nobody above its cap; the caps together must carry the base.

    Raises NobodyTakesOver.
    """
    over = tuple(sorted(code for code, share in base.numerators.items() if share > caps[code] * base.denominator))
    open_ = dict(base.numerators)
    capped: dict[str, int] = {}
    levels: list[Level] = []
    pool, whole = 0, 1
    whole_base = sum(base.numerators.values())
    level = Fraction(0)
    while over:
        levels.append(Level(level, over))
        for code in over:
            del open_[code]
            capped[code] = caps[code] * base.denominator
        pool = whole_base - sum(capped.values()) - sum(open_.values())
        whole = sum(keys[code] for code in open_)
        if not pool:
            whole = 1
            break
        if not whole:
            raise NobodyTakesOver(key)
        level = Fraction(pool, whole * base.denominator)
        bounds = {code: caps[code] * base.denominator * whole for code in open_}
        over = tuple(sorted(code for code, own in open_.items() if own * whole + pool * keys[code] > bounds[code]))
    exact = {
        code: capped[code] * whole if code in capped else open_[code] * whole + pool * keys[code]
        for code in base.numerators
    }
    return CappedShares(ExactShares(exact, base.denominator * whole), tuple(levels))


def rounds_of(
    base: ExactShares, caps: Mapping[str, int], keys: Mapping[str, int], levels: tuple[Level, ...]
) -> list[Round]:
    """Return who was cut by how much in each round, and by which keys it went to whom: the rule as people tell it."""
    rounds, gone = [], set[str]()
    for level in levels:
        cut = {code: base.of(code) + level.level * keys[code] - caps[code] for code in level.capped}
        gone.update(level.capped)
        rounds.append(Round(cut, {code: keys[code] for code in base.numerators if code not in gone}))
    return rounds
