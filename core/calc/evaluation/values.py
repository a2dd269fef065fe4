"""An evaluation as plain values with names: what commands print and what is kept with a sheet."""

from fractions import Fraction
from typing import Any

from core.calc.evaluation.comparing import Ruled, by_rules, gap, turning
from core.calc.evaluation.frame import rule_of
from core.calc.evaluation.results import BidderResult, Evaluation
from core.model.evaluation import Procurement, Stage
from core.model.machine.records import abouts

Values = dict[str, Any]


def evaluation_values(ours: Evaluation, version: int = 0) -> Values:
    """Return the procurement, its full points and rule, what each bidder has, who is first by every rule, what would
    turn the first place. Points are numbers: whole ones as integers."""
    procurement = ours.frame.procurement
    return {
        "procurement": procurement.name,
        "points": number(ours.full),
        "rule": rule_values(procurement, version),
        "bidders": [_bidder(one) | _in_stages(ours, one) for one in ours.results],
        **stage_values(ours),
        "first_by_rule": {one.name: one.first for one in ruled(ours)},
        "turning": turning_values(ours),
    }


def stage_values(ours: Evaluation) -> Values:
    """Return of two stages how many were judged in each, None while it is not known; nothing where there is one."""
    if ours.early is None:
        return {}
    reached = len(ours.reached) if ours.is_narrowed else None
    return {
        "stages": [
            {"name": Stage.FIRST.label, "points": number(ours.early.full), "bidders": len(ours.results)},
            {"name": Stage.SECOND.label, "points": number(ours.full), "bidders": reached},
        ]
    }


def _in_stages(ours: Evaluation, one: BidderResult) -> Values:
    if ours.early is None:
        return {}
    reach = ours.reach.get(one.bidder.id)
    return {
        "first_stage": {
            "points": number(one.first),
            "rank": one.first_rank,
            "result": reach.label if reach is not None and one.is_in else None,
        }
    }


def ruled(ours: Evaluation) -> list[Ruled]:
    """Return the results by every rule; none without bidders."""
    return by_rules(ours) if ours.results else []


def rule_values(procurement: Procurement, version: int) -> Values:
    described = abouts(Procurement)
    assert rule_of(procurement)
    said = {name: described[name].kind.show(getattr(procurement, name)) for name in procurement.rule_fields}
    return {**said, "limit_yen": procurement.limit_yen, "version": version}


def _bidder(one: BidderResult) -> Values:
    return {
        "name": one.bidder.name,
        "disqualified": not one.is_in,
        "price_points": number(one.price.points) if one.price else None,
        "technical_points": number(one.technical),
        "parts": {part.label: number(points) for part, points in one.parts.items()},
        "bonus": number(one.bonus),
        "total": number(one.total),
        "rank": one.rank,
        "mean_rank": number(one.mean_rank),
        "verdict": one.verdict.label,
    }


def turning_values(ours: Evaluation) -> list[Values]:
    """Return the gap to the second, then each reviewer and criterion without whom somebody else would be first."""
    found: list[Values] = []
    between = gap(ours)
    if between is not None:
        found.append(
            {
                "kind": "2位との差",
                "first": between.first,
                "second": between.second,
                "points": number(between.points),
                "price_yen": between.cheaper_yen,
            }
        )
    return [*found, *({"kind": one.kind, "name": one.name, "first": one.first} for one in turning(ours))]


def number(points: Fraction | None) -> int | float | None:
    """Return points as JSON has them: 36.59, 259; None for what is not known."""
    if points is None:
        return None
    return points.numerator if points.denominator == 1 else float(points)
