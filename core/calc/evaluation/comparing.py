"""規則別順位表: who would be first under every rule in public use, and what it takes for the first place to change."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import EvaluationRule, Frame
from core.calc.evaluation.price import lacks_limit, show_points
from core.calc.evaluation.results import Evaluation, Verdict
from core.calc.evaluation.tally import ALL
from core.dataclass import dataclass
from core.model.evaluation import Bidder
from core.model.values.evaluation_rules import Aggregation, Means, PriceFormula, PriceWay

_MEANS = (Means.SUM, Means.MEAN, Means.RATE, Means.ITEM_MEAN, Means.TRIMMED, Means.RANKS, Means.VOTES)
_WAYS = (PriceWay.LOWEST, PriceWay.LIMIT)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What came of one rule; `is_ours` is the rule of the procurement itself."""

    name: str
    evaluation: Evaluation
    is_ours: bool = False

    @property
    def first(self) -> str:
        """The first, several that are equal, or 該当なし."""
        return first_of(self.evaluation)


def place_of(one: Ruled, bidder: int) -> str:
    """Return the place of a bidder by a rule with what it comes from: 2位 49.5点, or where seats decide its mean place
    or how many have it first; what was found of it where it has no place."""
    found = next(each for each in one.evaluation.results if each.bidder.id == bidder)
    if found.rank is None:
        return found.verdict.label
    means = one.evaluation.frame.rule.aggregation.means
    if means is Means.RANKS and found.mean_rank is not None:
        return f"{found.rank}位 平均{show_points(found.mean_rank, 2)}位"
    if means is Means.VOTES and found.votes:
        return f"{found.rank}位 1位が{show_points(found.votes[0], 2)}名"
    return f"{found.rank}位 {show_points(found.total, 2)}点"


def first_of(evaluation: Evaluation) -> str:
    """Return the name of the first, of several that are equal all of them, 該当なし, or 未確定."""
    if evaluation.first:
        return "・".join(evaluation.first) + ("(同点)" if len(evaluation.first) > 1 else "")
    verdicts = {one.verdict for one in evaluation.results}
    nobody = {Verdict.NOBODY, Verdict.OUT, Verdict.DROPPED}
    return Verdict.NOBODY.label if verdicts <= nobody else Verdict.OPEN.label


def numbers_of(made: Evaluation) -> str:
    """Return how two stages narrowed the bidders down, 提案 7者(うち失格1者) → 二次審査 3者 → 最優秀 1者, as far as it
    is known; nothing where there is one stage."""
    if made.early is None or not made.results:
        return ""
    out = sum(not one.is_in for one in made.results)
    steps = [f"提案 {len(made.results)}者" + (f"(うち失格{out}者)" if out else "")]
    if made.is_narrowed:
        steps.append(f"二次審査 {len(made.reached)}者")
        best = [one for one in made.results if one.verdict in {Verdict.FIRST, Verdict.TIED}]
        if best:
            steps.append(f"{best[0].verdict.label} {len(best)}者")
        elif first_of(made) == Verdict.NOBODY.label:
            steps.append(Verdict.NOBODY.label)
    return " → ".join(steps)


def judged_to_the_end(ours: Evaluation) -> tuple[Bidder, ...]:
    """Return the bidders that any rule ranks: of two stages those who went on, all while nobody knows who they are."""
    reached = tuple(one.bidder for one in ours.reached)
    return reached if ours.is_narrowed and reached else ours.frame.bidders


def settled(ours: Evaluation) -> Frame:
    """Return the frame with what became of each bidder in the first of two stages as a fact: another rule, or one
    reviewer less, is looked at among those who were judged to the end."""
    frame = ours.frame
    if ours.early is None:
        return frame
    return replace(frame, bidders=tuple(replace(one, first_stage=ours.reach[one.id]) for one in frame.bidders))


def by_rules(ours: Evaluation) -> list[Ruled]:
    """Return the result by the rule of the procurement, with every other aggregation, then with every other formula of
    the price that its figures allow. Rules that need seats are left out where there are only sums."""
    frame = settled(ours)
    found = [Ruled(frame.rule.aggregation.means.label, ours, is_ours=True)]
    for name, rule in _others(frame):
        found.append(Ruled(name, evaluate(replace(frame, rule=rule))))
    return found


def _others(frame: Frame) -> Iterator[tuple[str, EvaluationRule]]:
    rule, own = frame.rule, frame.rule.aggregation
    has_seats = any(seat != ALL for cell in frame.tally.points.values() for seat in cell)
    for means in _MEANS:
        by_seat = means in {Means.RANKS, Means.VOTES, Means.TRIMMED}
        if means is not own.means and (has_seats or not by_seat):
            yield means.label, replace(rule, aggregation=Aggregation(means, people=own.people))
    if not frame.price_criteria or frame.sealed or rule.price.way is PriceWay.INCOME:
        return
    for way in _WAYS:
        formula = PriceFormula(way)
        if way is not rule.price.way and not lacks_limit(formula, frame.procurement.limit_yen):
            yield f"価格点 {way.label}", replace(rule, price=formula)


@dataclass(frozen=True, slots=True)
class Turn:
    """What would make somebody else first: `what` is left out (a reviewer or a criterion, by its name), `first` is who
    would be first then."""

    kind: str
    name: str
    first: str


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the second is behind the first, in points; `cheaper_yen` is the highest price at which it would be first
    or equal, None where no price does that or it cannot be said."""

    first: str
    second: str
    points: Fraction
    cheaper_yen: int | None


def gap(ours: Evaluation) -> Gap | None:
    """Return the gap between the first and the second; None without two of them, where seats decide, or while
    nobody can say who is first."""
    with_total = [one for one in ours.ranked if one.rank is not None and one.total is not None]
    if len(with_total) < 2 or is_open(ours) or ours.frame.rule.aggregation.means in {Means.RANKS, Means.VOTES}:
        return None
    first, second = with_total[:2]
    points = (first.total or Fraction(0)) - (second.total or Fraction(0))
    return Gap(first.bidder.name, second.bidder.name, points, _cheaper(ours, second.bidder.id))


def _cheaper(ours: Evaluation, bidder: int) -> int | None:
    """Return the highest price at which a bidder would be first: points fall as a price rises, so halving finds it."""
    frame = settled(ours)
    own = next(one for one in frame.bidders if one.id == bidder).price_yen
    if own is None or frame.sealed or frame.rule.price.way in {PriceWay.INCOME, PriceWay.SCORED} or own < 2:
        return None

    def is_first(price: int) -> bool:
        bidders = tuple(replace(one, price_yen=price) if one.id == bidder else one for one in frame.bidders)
        found = evaluate(replace(frame, bidders=bidders))
        return any(one.bidder.id == bidder and one.rank == 1 for one in found.results)

    low, high = 1, own
    if not is_first(low):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_first(middle) else (low, middle)
    return low


def is_open(ours: Evaluation) -> bool:
    """Whether nobody can say yet who is first, so that nothing can turn it."""
    return first_of(ours) == Verdict.OPEN.label


def turning(ours: Evaluation) -> list[Turn]:
    """Return each reviewer and each criterion without which somebody else would be first."""
    now = first_of(ours)
    if is_open(ours):
        return []
    frame, found = settled(ours), []
    for reviewer in frame.reviewers:
        if reviewer.id not in frame.out:
            first = first_of(evaluate(replace(frame, out=frame.out | {reviewer.id})))
            if first not in {now, Verdict.OPEN.label}:
                found.append(Turn("審査員", reviewer.name, first))
    for criterion in frame.criteria:
        left = tuple(one for one in frame.criteria if one.id != criterion.id)
        tally = frame.tally.without(criterion.id)
        first = first_of(evaluate(replace(frame, criteria=left, tally=tally)))
        if first not in {now, Verdict.OPEN.label}:
            found.append(Turn("評価項目", criterion.name, first))
    return found
