"""Scores added up by seat, so that one more score costs one addition and not all of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from functools import lru_cache

from core.dataclass import dataclass
from core.model.evaluation import Criterion, Panel, Score, Stage
from core.model.selection.evaluation_reading import READERS
from core.model.values.evaluation_rules import Part
from core.pattern import pattern

Number = int | Fraction
Group = tuple[Part, Panel, int | None, Stage]
"""The criteria that the same seats score: part, who scores, the system, and of two stages which."""

ALL = 0
"""Stands for a reviewer where a score is the sum of all."""

OBJECTIVE = frozenset({Panel.SECRETARIAT, Panel.JOINT})
"""Who scores once for all: by facts, or together."""


def points_of(criterion: Criterion, text: str) -> Number | None:
    """Return the points that a score means; None for a blank and for what the criterion's scale does not have."""
    return scale_points(criterion.points, criterion.scale, text) if text else None


@lru_cache(maxsize=16_384)
def scale_points(full: int, scale: str, text: str) -> Number | None:
    """Return the points that a score which is no blank means on a scale of so many points."""
    grades = READERS["scale"](scale)
    if grades.grades:
        share = grades.share(text)
        return None if share is None else plain(share * full)
    return plain(Fraction(text)) if _POINTS.fullmatch(text) else None


_POINTS = pattern(r"[0-9]{1,9}(?:\.[0-9]{1,6})?")
"""Points as they are kept; 1e1 and 1_0 are numbers to a program only."""


def plain(number: Number) -> Number:
    """Return a whole number as int, with which adding is ten times as fast."""
    return number.numerator if number.denominator == 1 else number


def group_of(criterion: Criterion, staged: bool) -> Group:
    """Return the group of a criterion; where there is one stage only all are of the first."""
    return criterion.part, criterion.panel, criterion.system_id, criterion.stage if staged else Stage.FIRST


@dataclass(slots=True)
class Tally:
    """By criterion and bidder the points of each seat, and by group, bidder and seat how many criteria it scored and
    what that adds up to; `staged` keeps the criteria of two stages apart."""

    criteria: Mapping[int, Criterion]
    staged: bool = False
    points: dict[tuple[int, int], dict[int, Number]] = field(default_factory=dict)
    sums: dict[Group, dict[int, dict[int, tuple[int, Number]]]] = field(default_factory=dict)

    def put(self, criterion_id: int, bidder_id: int, seat: int, text: str) -> None:
        """Let a seat have scored so, or with "" not at all; what it said before is taken back."""
        criterion = self.criteria.get(criterion_id)
        if criterion is None:
            return
        cell = self.points.setdefault((criterion_id, bidder_id), {})
        before, now = cell.pop(seat, None), points_of(criterion, text)
        if now is not None:
            cell[seat] = now
        seats = self.sums.setdefault(group_of(criterion, self.staged), {}).setdefault(bidder_id, {})
        count, total = seats.get(seat, (0, 0))
        count += (now is not None) - (before is not None)
        total += (now or 0) - (before or 0)
        if count:
            seats[seat] = (count, total)
        else:
            seats.pop(seat, None)

    def take(self, scores: Iterable[Score]) -> None:
        """Put many scores."""
        for one in scores:
            self.put(one.criterion_id, one.bidder_id, one.reviewer_id or ALL, one.value)

    def regrouped(self, staged: bool) -> "Tally":
        """Return the same scores with the stages kept apart, or not."""
        if staged is self.staged:
            return self
        made = Tally(self.criteria, staged, self.points)
        for (criterion_id, bidder_id), cell in self.points.items():
            seats = made.sums.setdefault(group_of(self.criteria[criterion_id], staged), {}).setdefault(bidder_id, {})
            for seat, points in cell.items():
                count, total = seats.get(seat, (0, 0))
                seats[seat] = (count + 1, total + points)
        return made

    def without(self, criterion_id: int) -> "Tally":
        """Return the tally as if a criterion had never been scored."""
        criterion = self.criteria[criterion_id]
        group = group_of(criterion, self.staged)
        left = Tally({id: one for id, one in self.criteria.items() if id != criterion_id}, self.staged)
        left.points = {key: cell for key, cell in self.points.items() if key[0] != criterion_id}
        left.sums = dict(self.sums)
        left.sums[group] = {
            bidder: dict(self._less(criterion_id, bidder, seats)) for bidder, seats in self.sums.get(group, {}).items()
        }
        return left

    def _less(
        self, criterion_id: int, bidder_id: int, seats: Mapping[int, tuple[int, Number]]
    ) -> Iterator[tuple[int, tuple[int, Number]]]:
        gone = self.points.get((criterion_id, bidder_id), {})
        for seat, (count, total) in seats.items():
            if seat not in gone:
                yield seat, (count, total)
            elif count > 1:
                yield seat, (count - 1, total - gone[seat])
