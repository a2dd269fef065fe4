"""最低削減保障 by year: what a cap cuts off is cut over the member's own years in proportion, and taken in each year by
those who are there then.

Where all are there throughout, the shares of the term are those of core/calc/comparison/capping.py, and only their
years are made here. Numbers are whole parts of SCALE, finer than any difference that decides on a yen.
"""

from collections.abc import Mapping, Sequence

from core.calc.comparison.capping import NobodyTakesOver
from core.calc.comparison.controlled_rounding import SCALE
from core.calc.comparison.exact_shares import ExactYears
from core.dataclass import dataclass
from core.model.scenarios import RedistributionKey

_FINE = 1 << 160
"""So much finer is reckoned than what comes out, so that a whole yen is one."""
_USUAL_KEY = 64
"""Bits of a key for which that is fine enough. What is left below the cap stands over the common denominator of all
rules, of which each more circle of bearers makes a longer one: it is reckoned as much finer as the keys are longer."""


@dataclass(frozen=True, slots=True)
class YearRound:
    """One time of handing on: by code and year what was cut off, and by year the keys, in months, of who took it."""

    cut: Mapping[str, tuple[int, ...]]
    keys: tuple[int, ...]

    @property
    def pools(self) -> tuple[int, ...]:
        """What was cut off in each year."""
        return tuple(map(sum, zip(*self.cut.values(), strict=True)))


@dataclass(frozen=True, slots=True)
class CappedYears:
    """Shares by code and year in parts of SCALE, who was cut down to its cap, and in which rounds."""

    shares: Mapping[str, tuple[int, ...]]
    capped: frozenset[str] = frozenset()
    rounds: tuple[YearRound, ...] = ()


def plain_years(base: ExactYears) -> CappedYears:
    """Return the shares by rule, which no cap touches."""
    whole = base.denominator
    return CappedYears({code: tuple(yen * SCALE // whole for yen in years) for code, years in base.numerators.items()})


def cap_years(
    base: ExactYears,
    caps: Mapping[str, int],
    keys: Mapping[str, int],
    months: Mapping[str, Sequence[int]],
    key: RedistributionKey,
) -> CappedYears:
    """Return the shares with those above cut down to their caps; `months` has how long each is there in each year.

    In a year in which nobody is left to take over nothing is cut; the other years are cut so much more. Where even that
    is not enough, a row stays above its cap: whether any distribution keeps the caps is asked before.
    Raises NobodyTakesOver where somebody is left, but without any weight.
    """
    fine = _FINE << max(0, max(keys.values(), default=0).bit_length() - _USUAL_KEY)
    scale = SCALE * fine
    shares = {code: [yen * scale // base.denominator for yen in row] for code, row in base.numerators.items()}
    years = len(next(iter(shares.values())))
    open_ = dict.fromkeys(shares)
    taken = [0] * years
    rounds: list[YearRound] = []
    capped: dict[str, None] = {}
    sums = {code: sum(row) for code, row in base.numerators.items()}
    over = sorted(code for code, yen in sums.items() if yen > caps[code] * base.denominator)
    sums = {code: sum(row) for code, row in shares.items()}
    while over:
        for code in over:
            del open_[code]
            capped[code] = None
        weights = [0] * years
        for code in open_:
            if keys[code]:
                for at, count in enumerate(months[code]):
                    weights[at] += keys[code] * count
        if open_ and not any(weights):
            raise NobodyTakesOver(key)
        cut = {}
        for code in over:
            row = [share + keys[code] * m * t for share, m, t in zip(shares[code], months[code], taken, strict=True)]
            cut[code] = _cut(row, sum(row) - caps[code] * scale, weights)
            shares[code] = [share - gone for share, gone in zip(row, cut[code], strict=True)]
        shown = {code: tuple(yen // fine for yen in row) for code, row in cut.items()}
        rounds.append(YearRound(shown, tuple(weights)))
        for at, weight in enumerate(weights):
            if weight:
                taken[at] += sum(row[at] for row in cut.values()) // weight
        levels: dict[tuple[int, ...], int] = {}
        over = []
        for code in open_:
            there = tuple(months[code])
            if there not in levels:
                levels[there] = sum(m * t for m, t in zip(there, taken, strict=True))
            if sums[code] + keys[code] * levels[there] > caps[code] * scale + fine:
                over.append(code)
        over.sort()
    found = {
        code: row
        if code in capped
        else [share + keys[code] * m * t for share, m, t in zip(row, months[code], taken, strict=True)]
        for code, row in shares.items()
    }
    half = fine // 2
    rounded = {code: tuple((share + half) // fine for share in row) for code, row in found.items()}
    return CappedYears(rounded, frozenset(capped), tuple(rounds))


def _cut(row: Sequence[int], above: int, weights: Sequence[int]) -> list[int]:
    """Return what is cut off in each year: in proportion to the years in which somebody takes it over."""
    live = [share if weight else 0 for share, weight in zip(row, weights, strict=True)]
    whole = sum(live)
    if above >= whole:
        return live
    return [share * above // whole for share in live]
