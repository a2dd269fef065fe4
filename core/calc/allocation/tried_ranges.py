"""最小〜最大 where shares have fixed amounts, floors or caps: by trying every way of answering, or else the outermost.

With limits a member's share may rise when another joins, so that no closed form holds: up to MOST_TRIED undecided every
way is tried; above that nobody is known to pay more than the whole amount or its cap, or less than its floor.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from core.calc.allocation.frame import NO, OPEN, YES, Frame
from core.calc.allocation.pricing import Prices
from core.calc.allocation.ranges import Cells, Spread, total_bounds
from core.calc.splitting.apportion import SplitRefused
from core.calc.splitting.limits import limits_of
from core.model.values.rules import Rule

MOST_TRIED = 8
"""Undecided members for whom every way of answering is tried: 256 ways of splitting at most."""

Shares = Callable[[bytes, int], tuple[Sequence[int], int]]
"""(who pays, yen) → the shares aligned with the members and what the secretariat keeps; raises SplitRefused."""


def tried_spread(frame: Frame, stance: bytes, rule: Rule, prices: Prices, shares: Shares) -> Spread:
    """Return the range when the implementers pay by a rule that is more than proportions.

    Exact up to MOST_TRIED undecided, else outer bounds. Ways in which the rule cannot be applied are left out and make
    the range incomplete.
    """
    priced = dict(zip(prices.counts, prices.yen, strict=True))
    if stance.count(OPEN) > MOST_TRIED:
        return _outermost(frame, stance, rule, prices)
    return _tried(stance, priced, shares)


def _tried(stance: bytes, priced: Mapping[int, int], shares: Shares) -> Spread:
    yes, open_ = stance.count(YES), [at for at, one in enumerate(stance) if one == OPEN]
    certain = bytes(YES if one == YES else NO for one in stance)
    low: list[int | None] = [None if one == YES else 0 for one in stance]
    high: list[int | None] = [0 if one == NO else None for one in stance]
    totals: list[int] = [] if yes else [0]
    kept: list[int] = [] if yes else [0]
    incomplete = False
    for count in range(len(open_) + 1):
        if not yes + count:
            continue
        for joining in combinations(open_, count):
            paying = bytearray(certain)
            for at in joining:
                paying[at] = YES
            outcome = _shares(shares, bytes(paying), priced.get(yes + count))
            if outcome is None:
                incomplete = True
                continue
            yen, found, rest = outcome
            totals.append(yen)
            kept.append(rest)
            for at, pays in enumerate(paying):
                if pays:
                    low[at] = _least(low[at], found[at])
                    high[at] = _most(high[at], found[at])
    return Spread(
        tuple(low),
        tuple(high),
        min(totals, default=None),
        max(totals, default=None) if any(totals) or yes else None,
        min(kept, default=0),
        max(kept, default=0),
        incomplete,
    )


def _shares(shares: Shares, paying: bytes, yen: int | None) -> tuple[int, Sequence[int], int] | None:
    """Return price, shares and what is kept of one way; None without a price, or where the rule cannot be applied."""
    if yen is None:
        return None
    try:
        return (yen, *shares(paying, yen))
    except SplitRefused:
        return None


def _outermost(frame: Frame, stance: bytes, rule: Rule, prices: Prices) -> Spread:
    """Return what nobody can be outside of: from the floor, or nothing, to the cap or the whole amount."""
    yes, counts, yen = stance.count(YES), prices.counts, prices.yen
    total_low, total_high = total_bounds(yen, yes)
    least, most = min(yen, default=0), max(yen, default=0)
    payers = [member for member, one in zip(frame.members, stance, strict=True) if one != NO]
    floors = limits_of(rule.least, least, payers, up=True) if least else None
    caps = limits_of(rule.most, most, payers, up=False)
    low: Cells = tuple(
        (min(floors[member.code], least) if floors else 0) if counts and one == YES else None if one == YES else 0
        for member, one in zip(frame.members, stance, strict=True)
    )
    high: Cells = tuple(
        0 if one == NO else None if not counts else min(caps[member.code], most) if caps else most
        for member, one in zip(frame.members, stance, strict=True)
    )
    kept = max(yen, default=0) if frame.rounding.remainder.keeps else 0
    return Spread(low, high, total_low, total_high, 0, kept, incomplete=True)


def _least(known: int | None, share: int) -> int:
    return share if known is None else min(known, share)


def _most(known: int | None, share: int) -> int:
    return share if known is None else max(known, share)
