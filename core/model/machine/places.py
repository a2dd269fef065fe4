"""The places of rows among their siblings, and which rows have been moved: as few as can be, so that all others keep
their order."""

from bisect import bisect_left
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from core.model.machine.kinds import Place
from core.model.machine.records import Record, abouts

K = TypeVar("K", bound=Hashable)


@cache
def place_of(cls: type[Record]) -> str | None:
    """Return the column by which people put rows of a kind in order, None where they do not."""
    return next((name for name, about in abouts(cls).items() if isinstance(about.kind, Place)), None)


def moved(before: Sequence[K], now: Sequence[K]) -> dict[K, tuple[int, int]]:
    """Return by row where it stood and where it stands, from 1, for those that were moved. A row that came or went
    moves nobody.

    Example: of a b c d and d a b c only d was moved, from 4 to 1.
    """
    was, places = {one: at for at, one in enumerate(before)}, {one: at for at, one in enumerate(now)}
    stayed = [one for one in now if one in was]
    kept = _longest_rising([was[one] for one in stayed])
    return {one: (was[one] + 1, places[one] + 1) for one in stayed if was[one] not in kept}


def moved_in(
    before: Mapping[K, tuple[Hashable, tuple[int, int]]], now: Mapping[K, tuple[Hashable, tuple[int, int]]]
) -> dict[K, tuple[int, int]]:
    """Return the same of rows that have their place under one row each: by row under what it stands, and its place. A
    row that stands under another now was not moved but given to it."""
    found: dict[K, tuple[int, int]] = {}
    old, new = _in_groups(before), _in_groups(now)
    for under, rows in new.items():
        if under in old and old[under] != rows:
            found |= moved(old[under], rows)
    return found


def _in_groups(rows: Mapping[K, tuple[Hashable, tuple[int, int]]]) -> dict[Hashable, list[K]]:
    """Return the rows under each row, in their order."""
    groups: dict[Hashable, list[K]] = {}
    for one in sorted(rows, key=lambda one: rows[one][1]):
        groups.setdefault(rows[one][0], []).append(one)
    return groups


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest rising run that may leave out others; of several that with the smallest ends."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = ends[at - 1] if at else None
        ends[at : at + 1] = [number]
    run: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run
