"""一次審査: who of the bidders goes on to the second stage, by the rule or as it was recorded, and what is said of
those who do not. They are not disqualified; their points of the first stage stay, and nobody else's change by it."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from core.calc.evaluation.frame import Frame
from core.calc.evaluation.results import BidderResult, Evaluation, Verdict, once
from core.model.evaluation import FirstStage, Stage
from core.model.machine.faults import Fault
from core.model.values.evaluation_rules import Part, Passing

Reach = dict[int, FirstStage | None]
"""By bidder what became of it in the first stage; None while nobody can say."""


def reach_of(first: Evaluation, passing: Passing) -> Reach:
    """Return what became of each bidder: what was recorded holds; the places that are left go to the best of the rest.
    Nobody is sent on or home by the rule while a score is missing, or where more are equal than there are places."""
    reach: Reach = {one.bidder.id: one.bidder.first_stage for one in first.results}
    free = passing.places
    if free is not None:
        free -= sum(one is FirstStage.PASSED for one in reach.values())
    left = [one for one in first.results if one.is_in and one.bidder.first_stage is None]
    reach |= {one.bidder.id: FirstStage.BELOW for one in left if one.short}
    asked = [one for one in left if not one.short]
    if any(one.total is None or one.rank is None for one in asked):
        return reach
    asked.sort(key=lambda one: one.rank or 0)
    for _, some in groupby(asked, lambda one: one.rank):
        equal = [one.bidder.id for one in some]
        passed = FirstStage.PASSED if free is None or len(equal) <= free else FirstStage.BELOW
        if free is not None:
            if 0 < free < len(equal):
                reach |= dict.fromkeys(equal, FirstStage.PASSED if passing.equals else None)
                free = 0
                continue
            free -= len(equal) if passed is FirstStage.PASSED else 0
        reach |= dict.fromkeys(equal, passed)
    return reach


def put_together(
    frame: Frame, first: Evaluation, reach: Mapping[int, FirstStage | None], final: Evaluation
) -> Evaluation:
    """Return what came of both stages for all bidders, in their order. Nobody is chosen while it is not known of
    everybody whether it goes on."""
    judged = {one.bidder.id: one for one in final.results}
    waiting = any(one.is_in and reach[one.bidder.id] is None for one in first.results)
    is_open = any(one.is_in and one.total is None and one.bidder.first_stage is None for one in first.results)
    ruled = _ruled(first, frame.rule.passing)
    results = []
    known = {one.bidder.id: one for one in first.results}
    for bidder in frame.bidders:
        early = known.get(bidder.id) or BidderResult(bidder, None, {}, None, Fraction(0), None)
        one = judged.get(bidder.id)
        if one is None:
            one = _left_behind(frame, final, replace(early, bidder=bidder), reach[bidder.id], first, ruled)
        elif waiting and one.verdict not in {Verdict.OUT, Verdict.SEALED}:
            one = replace(one, verdict=Verdict.OPEN)
        rank = early.rank if early.is_in and not early.short and not is_open else None
        results.append(replace(one, first=early.total, first_rank=rank))
    notes = tuple(once((*first.notes, *final.notes, *_notes(frame, reach, ruled))))
    return Evaluation(frame, tuple(results), final.technical, final.price_full, notes, first, reach)


def _left_behind(
    frame: Frame, final: Evaluation, early: BidderResult, reach: FirstStage | None, first: Evaluation, ruled: Reach
) -> BidderResult:
    """Return what is said of a bidder that is not judged in the second stage: parts that have all their points in the
    first one stay, others it does not have."""
    parts = dict.fromkeys(final.technical.full, None) | {
        part: early.parts.get(part) for part in final.technical.full if _is_early(frame, part)
    }
    price = early.price if _is_early(frame, Part.PRICE) and final.price_full else None
    empty = BidderResult(early.bidder, price, parts, None, Fraction(0), None)
    if not early.is_in or early.bidder.disqualified:
        why = early.why_out or (Fault("", "out_by_reason", {"reason": early.bidder.disqualified}),)
        return replace(empty, parts=dict.fromkeys(parts, None), price=None, verdict=Verdict.OUT, why_out=why)
    if reach is None:
        missing = early.missing or (Fault("", _why_open(first), {"passing": frame.rule.passing.text}),)
        verdict = Verdict.SEALED if early.verdict is Verdict.SEALED and early.missing else Verdict.OPEN
        return replace(empty, missing=missing, verdict=verdict)
    return replace(empty, verdict=Verdict.DROPPED, behind=tuple(_behind(frame, early, first, ruled)))


def _why_open(first: Evaluation) -> str:
    """Whether somebody else's points are missing, or more are equal than may go on."""
    waiting = any(one.is_in and one.total is None for one in first.results)
    return "first_stage_waits" if waiting else "first_stage_tied"


def _behind(frame: Frame, early: BidderResult, first: Evaluation, ruled: Reach) -> list[Fault]:
    passing = frame.rule.passing
    if early.total is None or ruled.get(early.bidder.id) is not FirstStage.BELOW:
        return [Fault("", "behind_as_recorded", {})]
    if early.short:
        return [Fault("", "short_in_first", {"limits": "」「".join(early.short)})]
    count = sum(one.rank is not None for one in first.results)
    return [Fault("", "behind_in_first", {"rank": early.rank or 0, "count": count, "passing": passing.text})]


def _is_early(frame: Frame, part: Part) -> bool:
    """Whether all points of a part are given in the first stage, and count in the end."""
    return frame.counts(Stage.FIRST) and all(one.stage is Stage.FIRST for one in frame.criteria if one.part is part)


def _ruled(first: Evaluation, passing: Passing) -> Reach:
    """Return what would become of each bidder if nothing were recorded."""
    blank = tuple(replace(one, bidder=replace(one.bidder, first_stage=None)) for one in first.results)
    return reach_of(replace(first, results=blank), passing)


def _notes(frame: Frame, reach: Mapping[int, FirstStage | None], ruled: Reach) -> list[Fault]:
    """Warn where a stage asks for nothing, where a record says something else than scores and rule, and where what was
    scored in vain is not used."""
    stages = {one.stage for one in frame.criteria}
    found = [
        Fault("", "stage_without_criteria", {"procurement": frame.procurement.name, "stage": stage.label})
        for stage in Stage
        if stage not in stages
    ]
    passing, passed = frame.rule.passing, sum(one is FirstStage.PASSED for one in reach.values())
    if passing.places is not None and passed > passing.places and not passing.equals:
        found.append(Fault("", "first_stage_count", {"count": passed, "passing": passing.text}))
    names = [
        one.name
        for one in frame.bidders
        if one.first_stage is not None and ruled.get(one.id) not in {None, one.first_stage}
    ]
    if names:
        found.append(Fault("", "first_stage_differs", {"names": "、".join(names)}))
    late = [one.id for one in frame.scored_criteria if one.stage is Stage.SECOND]
    in_vain = [
        one.name
        for one in frame.bidders
        if reach[one.id] is FirstStage.BELOW and any(frame.tally.points.get((id, one.id)) for id in late)
    ]
    if in_vain:
        found.append(Fault("", "second_stage_unused", {"names": "、".join(in_vain)}))
    return found
