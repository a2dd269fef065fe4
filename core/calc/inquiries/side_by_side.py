"""情報提供依頼 side by side: how many were asked and answered, and what each vendor declares, area by area."""

from collections.abc import Iterable
from fractions import Fraction

from core.dataclass import dataclass
from core.model.council import System
from core.model.machine.naming import in_order
from core.model.machine.table import Look
from core.model.selection.inquiries import Estimate, Inquiry, Reply, ReplyState


@dataclass(frozen=True, slots=True)
class Counts:
    """How many vendors were asked and how many of them answered; None where it is not known."""

    asked: int | None
    replied: int | None

    @property
    def rate(self) -> int | None:
        """Whole percent of those asked that answered, rounded half up: 6 of 13 are 46."""
        if not self.asked or self.replied is None:
            return None
        return int(Fraction(self.replied * 100, self.asked) + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Declared:
    """What one vendor declares, of one area or of all: None where it says nothing, which is no zero."""

    initial_yen: int | None = None
    yearly_yen: int | None = None
    fit_percent: int | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """One business area with what the vendors declare for it, by reply; `system` None for what is no area of ours."""

    system: System | None
    declared: dict[int, Declared]


def counts_of(look: Look, inquiry: Inquiry) -> Counts:
    """Return the vendors that are entered, counted; without any the two figures of the round."""
    replies = look.children(Reply, inquiry.id).values()
    if not replies:
        return Counts(inquiry.asked, inquiry.replied)
    return Counts(len(replies), sum(one.state is ReplyState.REPLIED for one in replies))


def inquiries_of(look: Look) -> list[Inquiry]:
    """Return the rounds in their order."""
    return sorted(look.all(Inquiry).values(), key=lambda one: (one.position, one.id))


def replies_of(look: Look, inquiry: Inquiry) -> list[Reply]:
    """Return the vendors of a round in their order."""
    return sorted(look.children(Reply, inquiry.id).values(), key=lambda one: (one.position, one.id))


def areas_of(look: Look, replies: Iterable[Reply]) -> list[Area]:
    """Return the areas for which anybody declares anything, in the order of the areas."""
    found: dict[int, dict[int, Declared]] = {}
    for reply in replies:
        for one in look.children(Estimate, reply.id).values():
            declared = Declared(one.initial_yen, one.yearly_yen, one.fit_percent)
            by_reply = found.setdefault(one.system_id or 0, {})
            by_reply[reply.id] = _together(by_reply.get(reply.id), declared)
    systems = in_order(look, look.all(System).values())
    areas = [Area(one, found[one.id]) for one in systems if one.id in found]
    return [*areas, Area(None, found[0])] if 0 in found else areas


def _together(one: Declared | None, other: Declared) -> Declared:
    """Two lines of one area are added up; what one of them does not say makes the sum unknown."""
    if one is None:
        return other
    fits = {one.fit_percent, other.fit_percent}
    return Declared(
        _sum((one.initial_yen, other.initial_yen)),
        _sum((one.yearly_yen, other.yearly_yen)),
        fits.pop() if len(fits) == 1 else None,
    )


def whole_of(reply: Reply, areas: Iterable[Area]) -> Declared:
    """Return what a vendor declares for all: its own figures, else the sum of the areas where each of them is known."""
    own = [area.declared[reply.id] for area in areas if reply.id in area.declared]
    return Declared(
        reply.initial_yen if reply.initial_yen is not None else _sum(one.initial_yen for one in own),
        reply.yearly_yen if reply.yearly_yen is not None else _sum(one.yearly_yen for one in own),
        reply.fit_percent,
    )


def systems_of(reply: Reply, areas: Iterable[Area]) -> int | None:
    """Return for how many areas a vendor has something to offer."""
    if reply.systems is not None:
        return reply.systems
    return sum(reply.id in area.declared for area in areas if area.system is not None) or None


def _sum(figures: Iterable[int | None]) -> int | None:
    known = list(figures)
    if not known or any(one is None for one in known):
        return None
    return sum(one or 0 for one in known)
