"""Risks by impact × likelihood, the gravest first."""

from collections.abc import Mapping

from core.model.foundation.risks import Risk, RiskKind, RiskState
from core.model.machine.naming import in_order
from core.model.machine.table import Look

SCORE_TERMS = (
    "大きさは、影響(1〜5)×可能性(1〜5)で、1から25までです。"
    "どちらかが未評価のものは大きさを出さず、5×5の表にも入れません。終了したものは表に入れません。"
)
Grid = Mapping[tuple[int, int], tuple[Risk, ...]]
"""By (impact, likelihood) the risks that stand there."""


def merits_of(look: Look) -> list[Risk]:
    """Return the merits in their order."""
    return in_order(look, [one for one in look.all(Risk).values() if not one.kind.is_risk])


def risks_of(look: Look) -> list[Risk]:
    """Return demerits and problems: those that are not closed first, the gravest first, those without a score last."""
    risks = in_order(look, [one for one in look.all(Risk).values() if one.kind.is_risk])
    return sorted(risks, key=lambda one: (one.state is RiskState.CLOSED, -(one.score or 0)))


def of_kind(look: Look, kind: RiskKind) -> list[Risk]:
    """Return the rows of a kind in their order."""
    return in_order(look, [one for one in look.all(Risk).values() if one.kind is kind])


def grid_of(risks: list[Risk]) -> Grid:
    """Return by impact and likelihood the risks that are not closed; SCORE_TERMS says which are left out."""
    found: dict[tuple[int, int], tuple[Risk, ...]] = {}
    for one in risks:
        if one.impact is not None and one.likelihood is not None and one.state is not RiskState.CLOSED:
            place = (one.impact, one.likelihood)
            found[place] = (*found.get(place, ()), one)
    return found


def is_late(risk: Risk, day: str) -> bool:
    """Whether the day on which a risk had to be looked at again has passed."""
    return bool(day and risk.review_on and risk.review_on < day and risk.state is not RiskState.CLOSED)
