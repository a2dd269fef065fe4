"""下限: which of the lower limits a bidder does not reach, in the words of the rule."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.tally import ALL, OBJECTIVE
from core.calc.evaluation.technical import Technical
from core.model.values.evaluation_rules import Least, Part, Threshold


def short_of(
    frame: Frame,
    technical: Technical,
    total: Fraction | None,
    parts: Mapping[Part, Fraction | None],
    price_full: int,
    bidder: int,
) -> Iterator[str]:
    """Yield each threshold that a bidder falls short of: in points, or as a share of the full ones. The total is that
    before any bonus."""
    for one in frame.rule.thresholds.steps:
        if not _reaches(frame, technical, total or Fraction(0), parts, price_full, bidder, one):
            yield one.text


def _reaches(
    frame: Frame,
    technical: Technical,
    total: Fraction,
    parts: Mapping[Part, Fraction | None],
    price_full: int,
    bidder: int,
    threshold: Threshold,
) -> bool:
    counted = {part: one or Fraction(0) for part, one in parts.items() if part is not Part.BONUS}
    full = {part: one for part, one in technical.full.items() if part is not Part.BONUS}
    got, most = sum(counted.values(), Fraction(0)), sum(full.values(), Fraction(0))

    def at_least(points: Fraction, of: Fraction) -> bool:
        return points >= (threshold.amount * of if threshold.is_share else threshold.amount)

    match threshold.what:
        case Least.TOTAL:
            return at_least(total, most + price_full)
        case Least.TECHNICAL:
            return at_least(got, most)
        case Least.EACH_PART:
            return all(at_least(counted[part], full[part]) for part in counted)
        case Least.EACH_CRITERION:
            return all(at_least(*one) for one in _criteria(frame, technical, bidder, ""))
        case Least.NAMED:
            part = next((part for part in counted if part.label == threshold.name), None)
            if part is not None:
                return at_least(counted[part], full[part])
            if threshold.name == Part.PRICE.label and price_full:
                return at_least(total - got, Fraction(price_full))
            if not any(threshold.name in one.names for one in frame.criteria):
                return True  # what is left out of a trial asks for nothing
            found = list(_criteria(frame, technical, bidder, threshold.name))
            return at_least(sum((a for a, _ in found), Fraction(0)), sum((b for _, b in found), Fraction(0)))
    seats = _by_seat(frame, technical, bidder)
    if threshold.what in {Least.MAJORITY, Least.HALF}:
        reach, needed = sum(at_least(*one) for one in seats.values()), len(seats)
        return not seats or (2 * reach > needed if threshold.what is Least.MAJORITY else 2 * reach >= needed)
    points = sum((one for one, _ in seats.values()), Fraction(0))
    asked = sum((one for _, one in seats.values()), Fraction(0))
    people = (frame.rule.aggregation.people or 1) if set(seats) == {ALL} else len(seats)
    return not seats or at_least(points / people, asked / people)


def _criteria(frame: Frame, technical: Technical, bidder: int, name: str) -> Iterator[tuple[Fraction, Fraction]]:
    """Yield the mean of the seats and the full points of each criterion, or of those of a name or heading."""
    for key, group in technical.groups.items():
        seats = group.seats.get(bidder, ())
        for one in group.criteria:
            if seats and (name in one.names if name else frame.counts(key[3])):
                people = (frame.rule.aggregation.people or 1) if seats == (ALL,) else len(seats)
                points = sum(frame.tally.points[one.id, bidder][seat] for seat in seats)
                yield Fraction(points) / people, Fraction(one.points)


def _by_seat(frame: Frame, technical: Technical, bidder: int) -> dict[int, tuple[Fraction, Fraction]]:
    """Return by seat what it has given and what it could have given."""
    found: dict[int, tuple[Fraction, Fraction]] = {}
    people = frame.rule.aggregation.people or 1
    for group, some in technical.groups.items():
        if group[1] in OBJECTIVE or group[0] is Part.BONUS or not frame.counts(group[3]):
            continue
        most = sum(one.points for one in some.criteria)
        for seat in some.seats.get(bidder, ()):
            points, asked = found.get(seat, (Fraction(0), Fraction(0)))
            given = frame.tally.sums[group][bidder][seat][1]
            found[seat] = points + given, asked + most * (people if seat == ALL else 1)
    return found
