"""The items of fit and gap as they were known on a day."""

from dataclasses import replace

from core.model.gaps import Gap
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.meetings import Meeting


def gaps_on(look: Look, day: str | None) -> list[Gap]:
    """Return the items in their order as they were known on a day (ISO; None: now): without those that came up at a
    later session, and without what was concluded later."""
    found = in_order(look, look.all(Gap).values())
    if day is None:
        return found
    meetings = look.all(Meeting)
    return [
        _before_conclusion(look, gap, day)
        for gap in found
        if gap.meeting_id is None or meetings[gap.meeting_id].held_on <= day
    ]


def _before_conclusion(look: Look, gap: Gap, day: str) -> Gap:
    decided_at = look.all(Meeting).get(gap.decided_at_id or 0)
    on = gap.decided_on or (decided_at.held_on if decided_at is not None else None)
    if on is None or on <= day:
        return gap
    return replace(gap, conclusion=None, decided_on=None, decided_at_id=None)
