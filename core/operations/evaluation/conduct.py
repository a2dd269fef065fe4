"""What a procurement must keep: points within their scale, a frozen rule, closed scores, a sealed price."""

from collections.abc import Iterator, Mapping

from core.calc.evaluation.frame import is_closed, is_first_closed, is_frozen, is_passed
from core.calc.evaluation.tally import OBJECTIVE, points_of
from core.model.evaluation import (
    RULE_FIELDS,
    Act,
    Bidder,
    Criterion,
    FirstStage,
    Procurement,
    Reviewer,
    Score,
    Stage,
    is_price_sealed,
)
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.selection.evaluation_reading import READERS
from core.model.values.dates import show_date
from core.model.values.evaluation_rules import Part
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Draft, Ledger

_OF_CRITERIA = frozenset(
    {"procurement_id", "name", "points", "part", "heading", "panel", "scale", "factor", "required", "stage"}
)


def _procurement(ledger: Ledger, id: int) -> Procurement:
    return ledger.all(Procurement)[id]


def _named(ledger: Ledger, procurement: Procurement) -> Iterator[Fault]:
    """Every part, heading or criterion that the rule names must be one, as soon as there are criteria."""
    criteria = ledger.children(Criterion, procurement.id).values()
    known = {name for one in criteria for name in one.names} | {part.label for part in Part}
    steps = {column: READERS[column](getattr(procurement, column)).steps for column in ("thresholds", "ties")}
    steps["passing"] = READERS["passing"](procurement.passing).least.steps
    for column, some in steps.items():
        for step in some:
            if step.name and criteria and step.name not in known:
                yield Fault(column, "rule_names_nothing", {"name": step.name, "procurement": procurement.name})


def _weighs(_: Ledger, criterion: Criterion) -> Iterator[Fault]:
    if criterion.points == 0:
        yield Fault("points", "points_zero", {"name": criterion.name})


def _rule_frozen(ledger: Ledger, procurement: Procurement) -> Iterator[Fault]:
    if is_frozen(ledger, procurement) and not _brings_acts(ledger):
        yield _frozen(procurement, "")


def _brings_acts(ledger: Ledger) -> bool:
    """Whether the acts come along with what they lock: a procurement that is brought in whole."""
    return isinstance(ledger, Draft) and ledger.writes(Act)


def _criterion_frozen(ledger: Ledger, criterion: Criterion) -> Iterator[Fault]:
    procurement = _procurement(ledger, criterion.procurement_id)
    if is_frozen(ledger, procurement) and not _brings_acts(ledger):
        yield _frozen(procurement, "")


def _frozen(procurement: Procurement, name: str) -> Fault:
    return Fault(name, "rule_frozen", {"procurement": procurement.name})


def _scores_fit(ledger: Ledger, criterion: Criterion) -> Iterator[Fault]:
    """A criterion that is scored already keeps room for its scores; those that are written along answer themselves."""
    for score in ledger.children(Score, criterion.id).values():
        if isinstance(ledger, Draft) and ledger.changed_columns(score):
            continue
        found = next(_fits(ledger, score), None)
        if found is not None:
            yield found
            return


def _fits(ledger: Ledger, score: Score) -> Iterator[Fault]:
    criterion = ledger.all(Criterion)[score.criterion_id]
    if not score.value:
        return
    points = points_of(criterion, score.value)
    if points is None:
        scale = READERS["scale"](criterion.scale)
        shown = "・".join(name for name, _ in scale.grades) or f"0から{criterion.points}までの点"
        yield Fault("value", "not_of_scale", {"text": score.value, "criterion": criterion.name, "scale": shown})
        return
    people = 1
    if score.reviewer_id is None and criterion.panel not in OBJECTIVE:
        procurement = _procurement(ledger, criterion.procurement_id)
        people = READERS["aggregation"](procurement.aggregation).people or 1
    if points > criterion.points * people:
        facts = {"text": score.value, "criterion": criterion.name, "most": criterion.points * people}
        is_sum = score.reviewer_id is None and criterion.panel not in OBJECTIVE
        rule = "above_points_of_all" if people > 1 else "above_points_of_sum" if is_sum else "above_points"
        yield Fault("value", rule, facts)


def _belongs(ledger: Ledger, score: Score) -> Iterator[Fault]:
    criterion, bidder = ledger.all(Criterion)[score.criterion_id], ledger.all(Bidder)[score.bidder_id]
    reviewer = ledger.all(Reviewer)[score.reviewer_id] if score.reviewer_id is not None else None
    if {criterion.procurement_id} != {bidder.procurement_id, *([reviewer.procurement_id] if reviewer else [])}:
        yield Fault("bidder_id", "score_of_another", {"bidder": bidder.name, "criterion": criterion.name})
    if reviewer is None:
        for other in ledger.children(Score, criterion.id).values():
            if other.bidder_id == bidder.id and other.reviewer_id is not None:
                yield Fault("value", "sum_and_seats", {"bidder": bidder.name, "criterion": criterion.name})
                return


def _open_for_scores(ledger: Ledger, score: Score) -> Iterator[Fault]:
    procurement = _procurement(ledger, ledger.all(Criterion)[score.criterion_id].procurement_id)
    if _brings_acts(ledger):
        return
    if is_closed(ledger, procurement):
        yield Fault("value", "scores_closed", {"procurement": procurement.name})
        return
    is_early = procurement.is_staged and ledger.all(Criterion)[score.criterion_id].stage is Stage.FIRST
    if is_early and is_first_closed(ledger, procurement):
        yield Fault("value", "first_stage_closed", {"procurement": procurement.name})


def _is_judged(ledger: Ledger, score: Score) -> Iterator[Fault]:
    """Whoever did not pass the first of two stages is given nothing in the second. What it was given before the first
    was reopened and decided otherwise stays, and is not used."""
    bidder = ledger.all(Bidder)[score.bidder_id]
    if bidder.first_stage is not FirstStage.BELOW or _brings_acts(ledger):
        return
    criterion = ledger.all(Criterion)[score.criterion_id]
    if criterion.stage is Stage.SECOND:
        yield Fault("value", "score_not_reached", {"bidder": bidder.name, "criterion": criterion.name})


def _has_two_stages(ledger: Ledger, bidder: Bidder) -> Iterator[Fault]:
    """What became of somebody in the first stage is said only where there are two."""
    procurement = _procurement(ledger, bidder.procurement_id)
    if bidder.first_stage is not None and not procurement.is_staged:
        yield Fault("first_stage", "first_of_one_stage", {"bidder": bidder.name, "procurement": procurement.name})


def _stages_kept(ledger: Ledger, procurement: Procurement) -> Iterator[Fault]:
    if not procurement.is_staged:
        for bidder in ledger.children(Bidder, procurement.id).values():
            if bidder.first_stage is not None:
                facts = {"bidder": bidder.name, "procurement": procurement.name}
                yield Fault("passing", "first_of_one_stage", facts)
                return


def _bidder_locked(ledger: Ledger, bidder: Bidder, name: str) -> Fault | None:
    """What was decided of the first stage stands until its scores are reopened."""
    procurement = _procurement(ledger, bidder.procurement_id)
    if name == "first_stage" and is_passed(ledger, procurement):
        return Fault(name, "first_stage_decided", {"procurement": procurement.name})
    return None


def _in_time(ledger: Ledger, bidder: Bidder) -> Iterator[Fault]:
    deadline = _procurement(ledger, bidder.procurement_id).deadline
    if deadline is not None and bidder.priced_on is not None and bidder.priced_on > deadline:
        yield Fault("priced_on", "price_after_deadline", {"bidder": bidder.name, "on": show_date(bidder.priced_on)})


def _prices_in_time(ledger: Ledger, procurement: Procurement) -> Iterator[Fault]:
    """No deadline makes late what was taken in time."""
    for bidder in ledger.children(Bidder, procurement.id).values():
        if not (isinstance(ledger, Draft) and ledger.changed_columns(bidder)):
            for fault in _in_time(ledger, bidder):
                yield Fault("deadline", fault.rule, fault.facts)


def _stays_sealed(ledger: Ledger, bidder: Bidder) -> Iterator[Fault]:
    """A price that is sealed is not carried to where nothing is."""
    old = ledger.before(bidder) if isinstance(ledger, Draft) else None
    if old is not None and old.procurement_id != bidder.procurement_id and is_price_sealed(ledger, old):
        yield Fault("procurement_id", "sealed_bidder_moved", {"bidder": old.name})


def _rule_locked(ledger: Ledger, procurement: Procurement, name: str) -> Fault | None:
    locked = name in RULE_FIELDS or name == "limit_yen"
    return _frozen(procurement, name) if locked and is_frozen(ledger, procurement) else None


def _criterion_locked(ledger: Ledger, criterion: Criterion, name: str) -> Fault | None:
    procurement = _procurement(ledger, criterion.procurement_id)
    return _frozen(procurement, name) if is_frozen(ledger, procurement) and name != "note" else None


def _score_locked(ledger: Ledger, score: Score, name: str) -> Fault | None:
    found = next(_open_for_scores(ledger, score), None)
    return Fault(name, found.rule, found.facts) if found is not None else None


def _criterion_kept(ledger: Ledger, criterion: Criterion, name: str) -> Fault | None:
    return _criterion_locked(ledger, criterion, name) or _scored_kept(ledger, criterion, name)


def _scored_kept(ledger: Ledger, one: Bidder | Reviewer | Criterion, _name: str) -> Fault | None:
    """Once the scores are closed none goes away with what was given by it, to it or for it."""
    procurement = _procurement(ledger, one.procurement_id)
    if not is_closed(ledger, procurement):
        return None
    owned = {Bidder: "bidder_id", Reviewer: "reviewer_id"}.get(type(one), "criterion_id")
    criteria = ledger.children(Criterion, procurement.id)
    scores = (score for id in criteria for score in ledger.children(Score, id).values())
    is_scored = any(getattr(score, owned) == one.id for score in scores)
    return Fault("", "scored_kept", {"name": one.name, "procurement": procurement.name}) if is_scored else None


def _act_kept(_: Ledger, _act: Act, _name: str) -> Fault | None:
    """Without its acts nobody could say what was sealed, frozen, closed and opened, and by whom."""
    return Fault("", "act_kept", {})


def _says(values: Mapping[str, FieldValue], _record: object) -> bool:
    return values.get("value", "") != ""


CONDUCT: dict[type[Record], Conduct] = {
    Procurement: Conduct(
        rules=(
            (frozenset({"thresholds", "ties", "passing"}), _named),
            (frozenset({"passing"}), _stages_kept),
            (frozenset({*RULE_FIELDS, "limit_yen"}), _rule_frozen),
            (frozenset({"deadline"}), _prices_in_time),
        ),
        why_locked=_rule_locked,
    ),
    Criterion: Conduct(
        rules=(
            (frozenset({"points"}), _weighs),
            (_OF_CRITERIA, _criterion_frozen),
            (frozenset({"points", "scale"}), _scores_fit),
        ),
        why_locked=_criterion_locked,
        why_kept=_criterion_kept,
    ),
    Act: Conduct(why_kept=_act_kept),
    Bidder: Conduct(
        rules=(
            (frozenset({"priced_on"}), _in_time),
            (frozenset({"procurement_id"}), _stays_sealed),
            (frozenset({"first_stage"}), _has_two_stages),
        ),
        why_locked=_bidder_locked,
        why_kept=_scored_kept,
    ),
    Reviewer: Conduct(why_kept=_scored_kept),
    Score: Conduct(
        rules=(
            (frozenset({"value"}), _fits),
            (frozenset({"criterion_id"}), _belongs),
            (frozenset({"value"}), _open_for_scores),
            (frozenset({"value"}), _is_judged),
        ),
        why_locked=_score_locked,
        why_kept=_score_locked,
        says=_says,
    ),
}
