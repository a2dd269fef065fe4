"""審査員ごとの順位: how each seat ranks the bidders, with equals sharing the mean of their places."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.tally import ALL, OBJECTIVE
from core.calc.evaluation.technical import Technical
from core.model.values.evaluation_rules import Part


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
    all seats: the price and what was scored by facts or together. Only seats that count for every bidder rank."""
    given: dict[int, dict[int, Fraction]] = {}
    asked: dict[int, Fraction] = {}
    common = {bidder: prices.get(bidder, Fraction(0)) for bidder in bidders}
    by_seats = Fraction(0)
    for group, some in technical.groups.items():
        if group[0] is Part.BONUS:
            continue
        if group[1] in OBJECTIVE:
            for bidder in bidders:
                common[bidder] += some.points.get(bidder) or 0
            continue
        most = Fraction(sum(one.points for one in some.criteria))
        by_seats += most
        everywhere = set.intersection(*(set(one) for one in some.seats.values())) - {ALL} if some.seats else set()
        for seat in everywhere:
            asked[seat] = asked.get(seat, Fraction(0)) + most
            row = given.setdefault(seat, dict.fromkeys(bidders, Fraction(0)))
            for bidder in bidders:
                row[bidder] += frame.tally.sums[group][bidder][seat][1]
    if not given or not bidders:
        return SeatRanks()
    places = {
        seat: _places({bidder: row[bidder] * by_seats / (asked[seat] or 1) + common[bidder] for bidder in bidders})
        for seat, row in given.items()
    }
    mean = {bidder: sum((row[bidder] for row in places.values()), Fraction(0)) / len(places) for bidder in bidders}
    votes = {bidder: [Fraction(0)] * len(bidders) for bidder in bidders}
    for row in places.values():
        for bidder, place in row.items():
            equals = sum(other == place for other in row.values())
            first = int(place - Fraction(equals - 1, 2))
            votes[bidder][first - 1] += Fraction(1, equals)
    return SeatRanks(places, mean, {bidder: tuple(some) for bidder, some in votes.items()})


def _places(points: Mapping[int, Fraction]) -> dict[int, Fraction]:
    """Return the place of each, the most points first; k equals share the mean of the k places that they take."""
    return {
        one: Fraction(1 + sum(other > value for other in points.values()))
        + Fraction(sum(other == value for other in points.values()) - 1, 2)
        for one, value in points.items()
    }
