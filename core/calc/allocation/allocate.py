"""費用按分: what every customization costs every member, and the totals that the meeting decides on."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from core.calc.allocation.frame import Frame, frame_of
from core.calc.allocation.item import (
    INCOMPLETE,
    KEPT_SLACK,
    RESTS_ON_ESTIMATE,
    SECRETARIAT,
    SHARES,
    SLACK,
    TOTAL,
    ItemResult,
    View,
    case_of,
    result_of,
)
from core.calc.allocation.pricing import Money
from core.calc.allocation.ranges import Cells
from core.calc.members import Member
from core.dataclass import dataclass
from core.model.book import Book
from core.model.requests import Customization
from core.model.values.codes import item_key


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of one view: shares aligned with the members, and what stays with the secretariat.

    For MAX and ALL shares and secretariat add up to `total`. LOW and HIGH are the range of the sum; members' extremes
    do not happen together. `incomplete` and `estimated` count the items that lack an amount or rest on a 概算. A range
    may be wider than it really is by `slack` yen at most, that of the secretariat by `kept_slack`.
    """

    shares: tuple[int, ...]
    total: int
    secretariat: int
    incomplete: int
    estimated: int
    slack: int = 0
    kept_slack: int = 0


@dataclass(frozen=True)
class Allocation:
    """The results of all items in their natural order, and the totals of each view."""

    money: Money
    members: tuple[Member, ...]
    items: tuple[ItemResult, ...]
    totals: Mapping[View, Totals]

    @cached_property
    def by_id(self) -> dict[int, ItemResult]:
        """The results by customization id."""
        return {item.customization_id: item for item in self.items}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each member in shares, by code."""
        return {member.code: place for place, member in enumerate(self.members)}

    def item(self, customization_id: int) -> ItemResult:
        """Return the result of one customization."""
        return self.by_id[customization_id]

    def by_code(self, view: View) -> dict[str, int]:
        """Return the members' totals of a view by code."""
        return dict(zip(self.places, self.totals[view].shares, strict=True))

    def incomplete(self, view: View | None = None) -> tuple[int, ...]:
        """Return the ids of the customizations that lack an amount in the view (None: in any)."""
        views = tuple(View) if view is None else (view,)
        return tuple(item.customization_id for item in self.items if any(item.incomplete(one) for one in views))


def allocate(book: Book, money: Money = Money.ONE_OFF) -> Allocation:
    """Calculate every item of the book."""
    frame = frame_of(book, money)
    items = tuple(result_of(frame, case_of(book, frame, one)) for one in in_order(book.all(Customization).values()))
    return Allocation(money, frame.members, items, {view: sum_up(frame, items, view) for view in View})


_RANGE = frozenset({View.LOW, View.HIGH})


def in_order(customizations: Iterable[Customization]) -> list[Customization]:
    """Return the customizations in the natural order of their item numbers."""
    return sorted(customizations, key=lambda one: (item_key(one.item), one.id))


def sum_up(frame: Frame, items: Iterable[ItemResult], view: View) -> Totals:
    """Return the totals of a view; items without an amount are left out and counted in `incomplete`."""
    counted = [item for item in items if item.counted]
    incomplete = sum(map(INCOMPLETE[view], counted))
    columns: list[Cells] = list(map(SHARES[view], counted))
    if incomplete:
        columns = [tuple([cell or 0 for cell in cells]) if None in cells else cells for cells in columns]
    return Totals(
        tuple(map(sum, zip(*columns, strict=True))) if columns else (0,) * len(frame.members),
        sum(filter(None, map(TOTAL[view], counted))),
        sum(map(SECRETARIAT[view], counted)),
        incomplete,
        sum(map(RESTS_ON_ESTIMATE[view], counted)),
        sum(map(SLACK, counted)) if view in _RANGE else 0,
        sum(map(KEPT_SLACK, counted)) if view in _RANGE else 0,
    )
