"""Which seat is asked to score what: the criteria of its panel and system, as long as its points count. Of two stages
one is scored at a time, the second among those of whom it was recorded that they have passed the first."""

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import Frame, seats_for
from core.calc.evaluation.results import Evaluation
from core.dataclass import dataclass
from core.model.evaluation import Bidder, Criterion, FirstStage, Reviewer, Stage
from core.model.values.evaluation_rules import Part


@dataclass(frozen=True, slots=True)
class Asked:
    """What is scored now, and for whom."""

    criteria: tuple[Criterion, ...]
    bidders: tuple[Bidder, ...]


def asked_now(frame: Frame) -> Asked:
    """Return the criteria that reviewers are asked for (what is added for other reasons is no question) and the bidders
    that are not disqualified by word."""
    criteria = tuple(one for one in frame.scored_criteria if one.part is not Part.BONUS)
    bidders = tuple(one for one in frame.bidders if not one.disqualified)
    if not frame.is_staged:
        return Asked(criteria, bidders)
    stage = Stage.SECOND if is_recorded(evaluate(frame)) else Stage.FIRST
    if stage is Stage.SECOND:
        bidders = tuple(one for one in bidders if one.first_stage is FirstStage.PASSED)
    return Asked(tuple(one for one in criteria if one.stage is stage), bidders)


def is_recorded(made: Evaluation) -> bool:
    """Whether it was recorded of every bidder that is in whether it goes on to the second stage."""
    inside = [one.bidder for one in made.results if one.is_in]
    return made.early is not None and bool(inside) and all(one.first_stage is not None for one in inside)


def asked_of_seats(frame: Frame, asked: Asked | None = None) -> dict[Reviewer, tuple[Criterion, ...]]:
    """Return by seat what it is asked to score, both in their order; seats that count for nobody are not asked."""
    by_seat: dict[int, list[Criterion]] = {}
    for criterion in (asked or asked_now(frame)).criteria:
        for seat in seats_for(frame, criterion):
            by_seat.setdefault(seat.id, []).append(criterion)
    return {one: tuple(by_seat[one.id]) for one in frame.reviewers if one.id in by_seat and one.id not in frame.out}
