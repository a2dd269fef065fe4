"""業務への参加, the one rule of it: who does not take part in a system is not asked, late, charged or reminded."""

from collections.abc import Mapping
from typing import Protocol

from core.model.council import Municipality, Participation, System
from core.model.machine.table import Look

Absences = Mapping[int, frozenset[int]]
"""By system, the municipalities that do not take part in it."""


class OfSystem(Protocol):
    """A request, a gap, a local rule: what concerns the municipalities that take part in its system."""

    @property
    def system_id(self) -> int | None: ...


def absences(book: Look) -> Absences:
    """Return who does not take part in which system; of whom no participation is entered takes part in everything."""
    found: dict[int, set[int]] = {}
    for municipality in book.all(Municipality):
        taking = {one.system_id for one in book.children(Participation, municipality).values()}
        if taking:
            for system in book.all(System).keys() - taking:
                found.setdefault(system, set()).add(municipality)
    return {system: frozenset(who) for system, who in found.items()}


def takes_part(absent: Absences, one: OfSystem, municipality_id: int) -> bool:
    """Whether it concerns the municipality: its system is one in which it takes part, or it has none."""
    return municipality_id not in absent.get(one.system_id or 0, ())


def is_absent(book: Look, one: OfSystem, municipality_id: int) -> bool:
    """Whether the municipality does not take part in its system: takes_part for a single answer."""
    if one.system_id is None:
        return False
    taking = book.children(Participation, municipality_id).values()
    return bool(taking) and all(part.system_id != one.system_id for part in taking)
