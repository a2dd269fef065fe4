"""BCP for the command show: every system that is procured with its plan and its last drill, and the drills."""

from typing import Any

from core.calc.foundation.continuity import DRILL_TERMS, Prepared, drills_until, prepared
from core.calc.organisation import day_of
from core.cli.output import print_table
from core.documents.foundation.continuity import NO_PLAN, drill_text
from core.model.book import Book
from core.model.council import System
from core.model.foundation.continuity import Drill
from core.model.values.money import show_yen


def continuity_json(book: Book, as_of: str | None) -> dict[str, Any]:
    """Return the systems and the drills by a day; hours are whole, null where nothing is said."""
    day = as_of or day_of(book)
    rows = prepared(book, day)
    return {
        "as_of": day,
        "terms": DRILL_TERMS,
        "planned": sum(one.plan is not None for one in rows),
        "of": len(rows),
        "systems": [_system(one) for one in rows],
        "drills": [_drill(book, one) for one in drills_until(book, day)],
    }


def _system(one: Prepared) -> dict[str, Any]:
    told: dict[str, Any] = {"system": one.system.name, "planned": one.plan is not None}
    if one.plan is not None:
        plan = one.plan
        told |= {
            "urgency": plan.urgency.label if plan.urgency else None,
            "rto_hours": plan.rto_hours,
            "rpo_hours": plan.rpo_hours,
            "fallback": plan.fallback,
            "gathering": plan.gathering,
            "plan_on": plan.plan_on,
            "review_on": plan.review_on,
            "note": plan.note,
        }
    drill = {"held_on": one.drill.held_on, "hours": one.drill.hours} if one.drill else None
    return {**told, "last_drill": drill, "rto_exceeded": one.exceeded}


def _drill(book: Book, one: Drill) -> dict[str, Any]:
    system = book.all(System).get(one.system_id or 0)
    return {
        "id": one.id,
        "held_on": one.held_on,
        "scenario": one.scenario,
        "system": system.name if system else None,
        "attendees": one.attendees,
        "hours": one.hours,
        "outcome": one.outcome,
        "problems": one.problems,
        "next_on": one.next_on,
        "note": one.note,
    }


def continuity_text(book: Book, as_of: str | None) -> None:
    """Print a line for each system."""
    rows = prepared(book, as_of or day_of(book))
    lines = [
        (
            one.system.name,
            show_yen(one.plan.rto_hours) if one.plan else NO_PLAN,
            show_yen(one.plan.rpo_hours) if one.plan else "",
            one.plan.fallback if one.plan else "",
            drill_text(one),
        )
        for one in rows
    ]
    print_table(["業務", "RTO(時間)", "RPO(時間)", "代替手段", "直近の訓練"], lines, [False, True, True, False, False])
    print(f"業務 {len(rows):,}のうち 策定済 {sum(one.plan is not None for one in rows):,}")
    print(DRILL_TERMS)
