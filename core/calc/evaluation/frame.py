"""What an evaluation is computed from, gathered from the ledger: the rule, who bids, who judges, what was scored."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from core.calc.evaluation.tally import Tally
from core.dataclass import dataclass
from core.model.evaluation import (
    Absence,
    Act,
    ActKind,
    Attendance,
    Bidder,
    Carried,
    Criterion,
    Interest,
    Panel,
    PriceBasis,
    Procurement,
    Reviewer,
    Score,
    Stage,
    SystemWeight,
    is_sealed,
)
from core.model.machine.table import Look
from core.model.selection.evaluation_reading import READERS
from core.model.values.evaluation_rules import (
    Aggregation,
    Means,
    Part,
    Passing,
    PriceFormula,
    PriceWay,
    Roundings,
    Thresholds,
    Ties,
)

P = TypeVar("P", Criterion, Bidder, Reviewer)


@dataclass(frozen=True, slots=True)
class EvaluationRule:
    """How bids become points and points a decision."""

    price: PriceFormula
    roundings: Roundings
    aggregation: Aggregation
    absence: Absence
    system_weight: SystemWeight
    thresholds: Thresholds
    ties: Ties
    passing: Passing = Passing()
    carried: Carried = Carried.ADDED
    price_basis: PriceBasis = PriceBasis.REACHED


@dataclass(frozen=True)
class Frame:
    """`out` are seats that count for nobody; `sealed`: the prices must not be looked at yet, the bidders have none."""

    procurement: Procurement
    rule: EvaluationRule
    criteria: tuple[Criterion, ...]
    bidders: tuple[Bidder, ...]
    reviewers: tuple[Reviewer, ...]
    tally: Tally
    sealed: bool = False
    out: frozenset[int] = frozenset()

    @cached_property
    def by_seat(self) -> dict[int, Reviewer]:
        return {one.id: one for one in self.reviewers}

    @property
    def price_criteria(self) -> tuple[Criterion, ...]:
        """The criteria whose points a formula gives."""
        if self.rule.price.way is PriceWay.SCORED:
            return ()
        return tuple(one for one in self.criteria if one.part is Part.PRICE)

    @property
    def scored_criteria(self) -> tuple[Criterion, ...]:
        """The criteria that somebody scores."""
        given = {one.id for one in self.price_criteria}
        return tuple(one for one in self.criteria if one.id not in given)

    def is_scored(self, bidder: Bidder) -> bool:
        """Whether somebody has given it anything."""
        return any(self.tally.points.get((one.id, bidder.id)) for one in self.criteria)

    @property
    def is_staged(self) -> bool:
        """Whether a first stage narrows down who is judged in the second."""
        return self.rule.passing.is_asked

    def counts(self, stage: Stage) -> bool:
        """Whether what is given in a stage counts in the end."""
        return not self.is_staged or stage is Stage.SECOND or self.rule.carried is Carried.ADDED

    @property
    def first_stage(self) -> "Frame":
        """The first of two stages as if it were all: its criteria, and its limits as those of the whole."""
        criteria = tuple(one for one in self.criteria if one.stage is Stage.FIRST)
        means = self.rule.aggregation
        if means.means is Means.COMPRESSED:  # what is compressed is the whole
            means = Aggregation(Means.MEAN, people=means.people)
        has_price = any(one.part is Part.PRICE for one in criteria)
        rule = replace(
            self.rule,
            price=self.rule.price if has_price else PriceFormula(PriceWay.LOWEST),
            aggregation=means,
            thresholds=self.rule.passing.least,
            ties=Ties(),
            passing=Passing(),
        )
        # Whoever has passed or was found behind others had not been disqualified then.
        bidders = tuple(replace(one, disqualified="") if one.first_stage else one for one in self.bidders)
        procurement = self.procurement if has_price else replace(self.procurement, limit_yen=None)
        return replace(self, procurement=procurement, rule=rule, criteria=criteria, bidders=bidders)

    def with_rule(self, procurement: Procurement) -> "Frame":
        """Return the frame with the rule of a procurement that is tried out."""
        rule = rule_of(procurement)
        tally = self.tally.regrouped(rule.passing.is_asked)
        return replace(self, procurement=procurement, rule=rule, tally=tally)


def rule_of(procurement: Procurement) -> EvaluationRule:
    """Return the rule of a procurement, read."""
    return EvaluationRule(
        READERS["price_formula"](procurement.price_formula),
        READERS["rounding"](procurement.rounding),
        READERS["aggregation"](procurement.aggregation),
        procurement.absence,
        procurement.system_weight,
        READERS["thresholds"](procurement.thresholds),
        READERS["ties"](procurement.ties),
        READERS["passing"](procurement.passing),
        procurement.carried,
        procurement.price_basis,
    )


def procurements_of(look: Look) -> list[Procurement]:
    """Return the procurements in their order."""
    return sorted(look.all(Procurement).values(), key=lambda one: (one.position, one.id))


def frame_of(look: Look, procurement: Procurement) -> Frame:
    """Return what the evaluation of a procurement is computed from."""
    criteria = _placed(look.children(Criterion, procurement.id).values())
    tally = Tally({one.id: one for one in criteria}, procurement.is_staged)
    for one in criteria:
        tally.take(look.children(Score, one.id).values())
    reviewers = _placed(look.children(Reviewer, procurement.id).values())
    bidders, sealed = _placed(look.children(Bidder, procurement.id).values()), is_sealed(look, procurement)
    if sealed:
        bidders = tuple(replace(one, price_yen=None) for one in bidders)
    return Frame(
        procurement,
        rule_of(procurement),
        criteria,
        bidders,
        reviewers,
        tally,
        sealed,
        frozenset(one.id for one in reviewers if is_out(one, procurement.absence)),
    )


def _placed(rows: Iterable[P]) -> tuple[P, ...]:
    return tuple(sorted(rows, key=lambda one: (one.position, one.id)))


def persons_in(reviewers: Iterable[Reviewer]) -> int:
    """Return how many people sit on the seats: whoever judges three systems has three (延べ3名) and is one."""
    return len({(one.person or one.name, one.municipality_id) for one in reviewers})


def is_out(reviewer: Reviewer, absence: Absence) -> bool:
    """Whether a seat counts for nobody: it has an interest, was away, or somebody else sat there and that is not to
    count."""
    if reviewer.interest is Interest.SOME or reviewer.attendance is Attendance.ABSENT:
        return True
    stood_in = reviewer.attendance in {Attendance.SUBSTITUTE, Attendance.PAPER}
    return stood_in and absence is not Absence.SUBSTITUTE


def acts_of(look: Look, procurement: Procurement) -> list[Act]:
    """Return what was done, the first act first."""
    return sorted(look.children(Act, procurement.id).values(), key=lambda one: one.id)


def is_frozen(look: Look, procurement: Procurement) -> bool:
    """Whether the rule and the criteria stand, until somebody decides otherwise."""
    kinds = [one.kind for one in acts_of(look, procurement) if one.kind in {ActKind.FREEZE, ActKind.DECIDE}]
    return bool(kinds) and kinds[-1] is ActKind.FREEZE


def is_closed(look: Look, procurement: Procurement) -> bool:
    """Whether no more scores are taken."""
    acts = look.children(Act, procurement.id)
    if not acts:
        return False  # thousands of scores ask
    kinds = [one.kind for one in acts_of(look, procurement) if one.kind in {ActKind.CLOSE, ActKind.REOPEN}]
    return bool(kinds) and kinds[-1] is ActKind.CLOSE


def is_first_closed(look: Look, procurement: Procurement) -> bool:
    """Whether no more scores of the first of two stages are taken: whoever reopens the scores reopens the stage that
    was closed last."""
    closed = list[ActKind]()
    for one in acts_of(look, procurement):
        if one.kind in {ActKind.CLOSE_FIRST, ActKind.CLOSE}:
            closed.append(one.kind)
        elif one.kind is ActKind.REOPEN and closed:
            closed.pop()
    return ActKind.CLOSE_FIRST in closed


def is_passed(look: Look, procurement: Procurement) -> bool:
    """Whether it was decided who goes on to the second stage, and the first was not reopened since."""
    if not is_first_closed(look, procurement):
        return False
    kinds = [one.kind for one in acts_of(look, procurement) if one.kind in {ActKind.CLOSE_FIRST, ActKind.PASS}]
    return kinds[-1] is ActKind.PASS


def version_of(look: Look, procurement: Procurement) -> int:
    """Return how often the rule was frozen: the number of its version, 0 for a draft."""
    return sum(one.kind is ActKind.FREEZE for one in acts_of(look, procurement))


def seats_for(frame: Frame, criterion: Criterion) -> list[Reviewer]:
    """Return the reviewers who are asked for a criterion: those of its panel and system, and whoever has scored it."""
    scored = {seat for bidder in frame.bidders for seat in frame.tally.points.get((criterion.id, bidder.id), {})}
    return [
        one
        for one in frame.reviewers
        if one.id in scored
        or (
            one.panel is criterion.panel
            and criterion.panel in {Panel.FIRST, Panel.SECOND}
            and (criterion.system_id is None or one.system_id in {None, criterion.system_id})
        )
    ]
