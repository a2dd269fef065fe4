"""Which seat is asked to score what: the criteria of its panel and system, as long as its points count."""

from core.calc.evaluation.frame import Frame, seats_for
from core.model.evaluation import Criterion, Reviewer
from core.model.values.evaluation_rules import Part


def asked_of_seats(frame: Frame) -> dict[Reviewer, tuple[Criterion, ...]]:
    """Return by seat what it is asked to score, both in their order; seats that count for nobody are not asked."""
    by_seat: dict[int, list[Criterion]] = {}
    for criterion in asked_criteria(frame):
        for seat in seats_for(frame, criterion):
            by_seat.setdefault(seat.id, []).append(criterion)
    return {one: tuple(by_seat[one.id]) for one in frame.reviewers if one.id in by_seat and one.id not in frame.out}


def asked_criteria(frame: Frame) -> list[Criterion]:
    """Return the criteria that reviewers are asked for: what is added for other reasons is no question."""
    return [one for one in frame.scored_criteria if one.part is not Part.BONUS]
