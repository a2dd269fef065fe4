"""審査員ごとの順位: how each seat ranks the bidders, with equals sharing the mean of their places."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from functools import cache
from math import lcm

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.tally import ALL, OBJECTIVE, Number
from core.calc.evaluation.technical import Technical
from core.dataclass import dataclass
from core.model.values.evaluation_rules import Part, PriceWay


@dataclass(frozen=True, slots=True)
class SeatRanks:
    """`places` by seat and bidder (1.5 for two that share the first place), `mean` by bidder their mean, `votes` how
    many seats have it first, second, … ; equals share a vote."""

    places: Mapping[int, Mapping[int, Fraction]] = field(default_factory=dict)
    mean: Mapping[int, Fraction] = field(default_factory=dict)
    votes: Mapping[int, tuple[Fraction, ...]] = field(default_factory=dict)


def seat_ranks(
    frame: Frame, technical: Technical, prices: Mapping[int, Fraction], bidders: tuple[int, ...]
) -> SeatRanks:
    """Return the ranks by what each seat has given, as a share of the points that seats give, and what is the same for
    all seats: the price and what was scored by facts or together; where the rule divides all of it is divided by the
    price. Only seats that count for every bidder rank."""
    given: dict[int, dict[int, Number]] = {}
    asked: dict[int, int] = {}
    common = {bidder: prices.get(bidder, Fraction(0)) for bidder in bidders}
    by_seats = Fraction(0)
    for group, some in technical.groups.items():
        if group[0] is Part.BONUS or not frame.counts(group[3]):
            continue
        if group[1] in OBJECTIVE:
            for bidder in bidders:
                common[bidder] += some.points.get(bidder) or 0
            continue
        full = sum(one.points for one in some.criteria)
        by_seats += full
        everywhere = set.intersection(*(set(one) for one in some.seats.values())) - {ALL} if some.seats else set()
        if not set(bidders) <= set(some.seats):
            everywhere = set()
        for seat in everywhere:
            asked[seat] = asked.get(seat, 0) + full
            row = given.setdefault(seat, dict.fromkeys(bidders, 0))
            for bidder in bidders:
                row[bidder] += frame.tally.sums[group][bidder][seat][1]
    if not given or not bidders:
        return SeatRanks()
    if frame.rule.price.way is PriceWay.DIVISION:
        common = {bidder: points + frame.rule.price.standard for bidder, points in common.items()}
    parts = _parts(frame, bidders)
    if parts is None:
        return SeatRanks()
    scale = lcm(*(one.denominator for one in (by_seats, *common.values())))
    whole = {bidder: int(points * scale) for bidder, points in common.items()}
    most, tallied = int(by_seats * scale), Counter[tuple[int, int, int]]()
    places: dict[int, dict[int, Fraction]] = {}
    doubled = dict.fromkeys(bidders, 0)
    for seat, row in given.items():
        asks = asked[seat] or 1
        # Compared within a seat only: each figure is multiplied alike, so that nothing has to be divided.
        points = {bidder: (row[bidder] * most + whole[bidder] * asks) * parts[bidder] for bidder in bidders}
        places[seat] = {}
        values = sorted(points.values())
        for bidder, mine in points.items():
            upto = bisect_right(values, mine)
            above, equals = len(values) - upto, upto - bisect_left(values, mine)
            doubled[bidder] += 2 * above + equals + 1
            places[seat][bidder] = _place(above, equals)
            tallied[bidder, above, equals] += 1
    votes = {bidder: [Fraction(0)] * len(bidders) for bidder in bidders}
    for (bidder, above, equals), count in tallied.items():
        votes[bidder][above] += Fraction(count, equals)
    mean = {bidder: Fraction(total, 2 * len(given)) for bidder, total in doubled.items()}
    return SeatRanks(places, mean, {bidder: tuple(some) for bidder, some in votes.items()})


def _parts(frame: Frame, bidders: tuple[int, ...]) -> dict[int, int] | None:
    """Return what the points of each bidder are multiplied by instead of being divided by its price; 1 where the rule
    does not divide, None where a price is not known."""
    if frame.rule.price.way is not PriceWay.DIVISION:
        return dict.fromkeys(bidders, 1)
    known = {one.id: one.price_yen or 0 for one in frame.bidders if one.id in bidders}
    if not all(known.values()):
        return None
    whole = lcm(*known.values())
    return {id: whole // price for id, price in known.items()}


@cache
def _place(above: int, equals: int) -> Fraction:
    """Return the place of one who has so many above it: k equals share the mean of the k places that they take."""
    return Fraction(2 * above + equals + 1, 2)
