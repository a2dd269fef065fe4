"""The allocation kept in step with the book: one edit recalculates one item and adjusts totals by the difference."""

from collections.abc import Mapping
from copy import copy
from operator import add, sub

from core.calc.allocation.allocate import Allocation, Totals, in_order, sum_up
from core.calc.allocation.frame import Frame, frame_of
from core.calc.allocation.item import ItemResult, View, case_of, result_of
from core.calc.allocation.pricing import Money
from core.model.book import Book
from core.model.requests import Customization, Option
from core.model.values.codes import item_key

_FRAME_TABLES = frozenset(
    {"consortium", "municipalities", "populations", "weights", "fixed_amounts", "systems", "participations"}
)


class LiveAllocation:
    """`allocation` is always what allocate() would give for the book as it is."""

    def __init__(self, book: Book, money: Money = Money.ONE_OFF) -> None:
        self._book = book
        self._money = money
        self._recalculate(frame_of(book, money))

    @property
    def allocation(self) -> Allocation:
        """The current results; an allocation once handed out never changes."""
        return self._allocation

    def follow(self, touched: Mapping[str, set[int]]) -> set[int]:
        """Follow a change that the book has applied (`touched` is what Book.apply returned).

        Returns the ids of the customizations whose result was calculated again, those that are gone included.
        """
        if _FRAME_TABLES & touched.keys():
            frame = frame_of(self._book, self._money)
            if frame != self._frame:
                before = set(self._results)
                self._recalculate(frame)
                return before | set(self._results)
        ids = self._customizations(touched)
        if ids:
            self._replace(ids, renumbered="customizations" in touched)
        return ids

    def apart(self, book: Book) -> "LiveAllocation":
        """Return another one that follows `book` from where this one stands; this one does not change with it."""
        other = copy(self)
        other._book, other._results, other._keys = book, dict(self._results), dict(self._keys)
        return other

    def go_on_with(self, book: Book) -> None:
        """Follow another book that holds the same records."""
        self._book = book

    def _customizations(self, touched: Mapping[str, set[int]]) -> set[int]:
        ids = set(touched.get("customizations", ())) | touched.get("answers", set()) | touched.get("options", set())
        options = self._book.all(Option)
        # The quotes of an option that is gone concern nobody: the option itself was touched as well.
        ids.update(options[id].customization_id for id in touched.get("quotes", ()) if id in options)
        known = self._book.all(Customization)
        return {id for id in ids if id in known or id in self._results}

    def _recalculate(self, frame: Frame) -> None:
        self._frame = frame
        ordered = in_order(self._book.all(Customization).values())
        self._keys = {one.id: (item_key(one.item), one.id) for one in ordered}
        self._results = {one.id: result_of(frame, case_of(self._book, frame, one)) for one in ordered}
        self._publish({view: sum_up(frame, self._results.values(), view) for view in View})

    def _replace(self, ids: set[int], renumbered: bool) -> None:
        customizations = self._book.all(Customization)
        before = [self._results.pop(id) if renumbered else self._results[id] for id in ids if id in self._results]
        after = []
        for id in ids:
            one = customizations.get(id)
            if one is not None:
                after.append(result_of(self._frame, case_of(self._book, self._frame, one)))
                self._results[id] = after[-1]
                self._keys[id] = (item_key(one.item), id)
        if renumbered:
            self._results = dict(sorted(self._results.items(), key=lambda pair: self._keys[pair[0]]))
        was = {view: sum_up(self._frame, before, view) for view in View}
        now = {view: sum_up(self._frame, after, view) for view in View}
        totals = self._allocation.totals
        self._publish({view: _adjusted(totals[view], was[view], now[view]) for view in View})

    def _publish(self, totals: Mapping[View, Totals]) -> None:
        items: tuple[ItemResult, ...] = tuple(self._results.values())
        self._allocation = Allocation(self._money, self._frame.members, items, totals)


def _adjusted(total: Totals, was: Totals, now: Totals) -> Totals:
    return Totals(
        tuple(map(add, total.shares, map(sub, now.shares, was.shares))),
        total.total + now.total - was.total,
        total.secretariat + now.secretariat - was.secretariat,
        total.incomplete + now.incomplete - was.incomplete,
        total.estimated + now.estimated - was.estimated,
        total.slack + now.slack - was.slack,
        total.kept_slack + now.kept_slack - was.kept_slack,
    )
