"""技術点: what the scores of several reviewers are worth together, by groups of those who score the same criteria."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction

from core.calc.evaluation.frame import Frame, seats_for
from core.calc.evaluation.price import rounded
from core.calc.evaluation.tally import ALL, OBJECTIVE, Group, group_of
from core.dataclass import dataclass
from core.model.evaluation import Absence, Criterion, Stage, SystemWeight
from core.model.values.evaluation_rules import Means, Part, Place

LEAST_TO_TRIM = 4
"""With fewer reviewers nothing is left out: what remained would be one opinion."""


@dataclass(frozen=True, slots=True)
class GroupPoints:
    """`full` are the most points of the group, `points` by bidder what it has (None: not scored), `seats` who counted
    for whom, `incomplete` the seats that scored something but not everything that was asked."""

    criteria: tuple[Criterion, ...]
    full: Fraction
    points: Mapping[int, Fraction | None]
    seats: Mapping[int, tuple[int, ...]]
    incomplete: tuple[int, ...]
    untrimmed: bool = False


@dataclass(frozen=True, slots=True)
class Technical:
    """By part the full points and what each bidder has; `groups` lie below."""

    full: Mapping[Part, Fraction]
    points: Mapping[Part, Mapping[int, Fraction | None]]
    groups: Mapping[Group, GroupPoints] = field(default_factory=dict)


def groups_of(frame: Frame) -> dict[Group, tuple[Criterion, ...]]:
    """Return the criteria that the same seats score, in the order of the criteria."""
    found: dict[Group, list[Criterion]] = {}
    for one in frame.scored_criteria:
        found.setdefault(group_of(one, frame.tally.staged), []).append(one)
    return {group: tuple(some) for group, some in found.items()}


StagedPart = tuple[Part, Stage]


def technical_points(frame: Frame, bidders: Iterable[int], first: tuple[int, ...] = ()) -> Technical:
    """Return the points by part of the bidders that are in, as the rule puts them together. Of two stages the first is
    scored among the bidders that were in it, so that who goes on changes the points of nobody."""
    bidders = tuple(bidders)
    groups = {
        group: _group(frame, group, some, first if first and group[3] is Stage.FIRST else bidders)
        for group, some in groups_of(frame).items()
    }
    parts: dict[StagedPart, list[Group]] = {}
    for group in groups:
        if frame.counts(group[3]):
            parts.setdefault((group[0], group[3]), []).append(group)
    weights = {part: _weights(frame, groups, some) for part, some in parts.items()}
    full = {part: sum(weights[part].values(), Fraction(0)) for part in parts}
    points: dict[StagedPart, dict[int, Fraction | None]] = {part: {} for part in parts}
    for part, some in parts.items():
        for bidder in bidders:
            worth = [_worth(groups[group], bidder, weights[part][group]) for group in some]
            known = [one for one in worth if one is not None]
            points[part][bidder] = sum(known, Fraction(0)) if len(known) == len(worth) else None
    if frame.rule.aggregation.means is Means.COMPRESSED:
        full, points = _compressed(frame, full, points)
    places = (Place.TECHNICAL, Place.POINTS)
    shown = {
        part: {
            bidder: None if one is None else rounded(one, frame.rule.roundings, *places) for bidder, one in some.items()
        }
        for part, some in points.items()
    }
    return Technical(*_by_part(full, shown), groups)


def _by_part(
    full: Mapping[StagedPart, Fraction], points: Mapping[StagedPart, Mapping[int, Fraction | None]]
) -> tuple[dict[Part, Fraction], dict[Part, dict[int, Fraction | None]]]:
    """Return what each part has in both stages together."""
    whole: dict[Part, Fraction] = {}
    sums: dict[Part, dict[int, Fraction | None]] = {}
    for (part, stage), some in points.items():
        whole[part] = whole.get(part, Fraction(0)) + full[part, stage]
        before = sums.get(part)
        sums[part] = {bidder: one if before is None else _both(before[bidder], one) for bidder, one in some.items()}
    return whole, sums


def _both(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _worth(group: GroupPoints, bidder: int, weight: Fraction) -> Fraction | None:
    points = group.points.get(bidder)
    return None if points is None else points * weight / group.full if group.full else Fraction(0)


def _weights(frame: Frame, groups: Mapping[Group, GroupPoints], some: list[Group]) -> dict[Group, Fraction]:
    """Return what each group counts in its part: its own full points; with rates those of the part are shared among the
    systems as the rule weighs them."""
    own = {group: groups[group].full for group in some}
    systems = [group for group in some if group[2] is not None]
    if frame.rule.aggregation.means is not Means.RATE or len(systems) < 2:
        return own
    together = sum((own[group] for group in systems), Fraction(0))
    counted = dict.fromkeys(systems, Fraction(1))
    if frame.rule.system_weight is SystemWeight.POINTS:
        counted = own
    elif frame.rule.system_weight is SystemWeight.SEATS:
        counted = {one: Fraction(len(set[int]().union(*groups[one].seats.values()))) for one in systems}
    whole = sum(counted[group] for group in systems)
    if not whole:
        return own
    return own | {group: together * counted[group] / whole for group in systems}


def _compressed(
    frame: Frame, full: Mapping[StagedPart, Fraction], points: Mapping[StagedPart, Mapping[int, Fraction | None]]
) -> tuple[dict[StagedPart, Fraction], dict[StagedPart, dict[int, Fraction | None]]]:
    to = frame.rule.aggregation.to or Fraction(0)
    whole = sum((one for part, one in full.items() if part[0] is not Part.BONUS), Fraction(0))
    scale = {part: Fraction(1) if part[0] is Part.BONUS or not whole else to / whole for part in full}
    return (
        {part: one * scale[part] for part, one in full.items()},
        {
            part: {bidder: None if one is None else one * scale[part] for bidder, one in some.items()}
            for part, some in points.items()
        },
    )


def counted_seats(
    frame: Frame, group: Group, criteria: tuple[Criterion, ...], bidders: tuple[int, ...]
) -> tuple[dict[int, tuple[int, ...]], tuple[int, ...]]:
    """Return for each bidder the seats whose points count, and those that have scored in part.

    The sum of all counts where it stands for every criterion; named seats come before it. A seat that has scored only
    some of the criteria of a bidder never counts for it: a blank is no zero.
    """
    sums, asked = frame.tally.sums.get(group, {}), len(criteria)
    whole: dict[int, list[int]] = {}
    partial = set[int]()
    for bidder in bidders:
        there = {seat: entry for seat, entry in sums.get(bidder, {}).items() if seat not in frame.out}
        named = [seat for seat in there if seat != ALL]
        seats = named or list(there)
        whole[bidder] = [seat for seat in seats if there[seat][0] == asked]
        partial |= {seat for seat in seats if there[seat][0] != asked}
    if frame.rule.absence is not Absence.PRESENT and group[1] not in OBJECTIVE:
        everywhere = set.intersection(*(set(some) for some in whole.values())) if whole else set()
        partial |= {seat for some in whole.values() for seat in some} - everywhere
        whole = {bidder: [seat for seat in some if seat in everywhere] for bidder, some in whole.items()}
    return {bidder: tuple(sorted(some)) for bidder, some in whole.items()}, tuple(sorted(partial))


def _group(frame: Frame, group: Group, criteria: tuple[Criterion, ...], bidders: tuple[int, ...]) -> GroupPoints:
    means = frame.rule.aggregation.means
    seats, partial = counted_seats(frame, group, criteria, bidders)
    if group[1] in OBJECTIVE:
        means = Means.MEAN
    people = (frame.rule.aggregation.people or 1) if group[1] not in OBJECTIVE else 1
    most = Fraction(sum(one.points for one in criteria))
    if means is Means.ITEM_MEAN:
        most = sum((one.points * Fraction(one.factor) for one in criteria), Fraction(0))
    full = most
    if means is Means.SUM:
        full = most * max((_count(some, people) for some in seats.values() if some), default=_expected(frame, criteria))
    sums = frame.tally.sums.get(group, {})
    points: dict[int, Fraction | None] = {}
    untrimmed = False
    for bidder, some in seats.items():
        if not some:
            points[bidder] = None
            continue
        totals = [sums[bidder][seat][1] for seat in some]
        count = _count(some, people)
        if means is Means.ITEM_MEAN:
            items = (sum(frame.tally.points[one.id, bidder][seat] for seat in some) for one in criteria)
            pairs = zip(items, criteria, strict=True)
            points[bidder] = sum((Fraction(total) * Fraction(one.factor) / count for total, one in pairs), Fraction(0))
            continue
        if means is Means.TRIMMED:
            untrimmed |= len(totals) < LEAST_TO_TRIM
            if len(totals) >= LEAST_TO_TRIM:
                totals, count = sorted(totals)[1:-1], len(totals) - 2
        points[bidder] = Fraction(sum(totals)) / (1 if means is Means.SUM else count)
    return GroupPoints(criteria, full, points, seats, partial, untrimmed)


def _count(seats: tuple[int, ...], people: int) -> int:
    return people if seats == (ALL,) else len(seats)


def _expected(frame: Frame, criteria: tuple[Criterion, ...]) -> int:
    """Return how many are to score what nobody has scored yet."""
    return len([one for one in seats_for(frame, criteria[0]) if one.id not in frame.out]) or 1
