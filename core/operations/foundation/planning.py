"""A plan for continuity for every system that is procured and has none yet, as one action."""

from core.calc.foundation.continuity import prepared
from core.model.book import Book
from core.model.foundation.continuity import ContinuityPlan
from core.model.machine.changes import ChangeSet
from core.operations.editing.draft import Draft


def plan_all(book: Book) -> ChangeSet:
    """Add an empty plan for each system without one; nothing changes where each has one."""
    draft = Draft(book)
    missing = [one.system for one in prepared(book) if one.plan is None]
    for system in missing:
        draft.insert(ContinuityPlan, system_id=system.id)
    return draft.finish(f"{len(missing):,}業務のBCPを追加")
