"""What the allocation table shows: which items, under which view, with which sums. Read by the sheet and its record."""

from core.calc.allocation.allocate import Allocation, Totals, allocate, sum_up
from core.calc.allocation.frame import frame_of
from core.calc.allocation.item import ItemResult, Outcome, View
from core.calc.subtotals import groups_of
from core.dataclass import dataclass
from core.documents.paper import settings as chosen
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.requests import Customization


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of totals: what it is called, its view, and the sums."""

    view: View
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sheet shows: the items chosen, in order, under one view, with their sums."""

    book: Book
    settings: PrintSettings
    allocation: Allocation
    view: View
    names: tuple[str, ...]
    items: tuple[ItemResult, ...]
    sums: tuple[Sum, ...]

    def outcome(self, item: ItemResult) -> Outcome:
        """Return the item's amounts under the view of the sheet."""
        return item.all if self.view is View.ALL else item.max

    @property
    def groups(self) -> dict[str, tuple[int, ...]]:
        """By group the places of its members."""
        places = self.allocation.places
        found = groups_of(self.allocation.members)
        return {name: tuple(places[code] for code in codes) for name, codes in found.items()}

    @property
    def secretariat(self) -> bool:
        """Whether a column shows what stays with the secretariat, or is carried forward."""
        return self.book.consortium.remainder.keeps


def shown(book: Book, settings: PrintSettings) -> Shown:
    """Calculate the sheet; with a disposition chosen the sums are those of the requests that it prints."""
    allocation = allocate(book, settings.money)
    items, totals = allocation.items, allocation.totals
    if settings.disposition is not None:
        customizations = book.all(Customization)
        wanted = settings.disposition
        items = tuple(item for item in items if customizations[item.customization_id].disposition is wanted)
        frame = frame_of(book, settings.money)
        totals = {view: sum_up(frame, items, view) for view in View}
        allocation = Allocation(allocation.money, allocation.members, items, totals)
    sums = tuple(Sum(view, name, totals[view]) for view, name in _SUMS[settings.totals])
    view = View.ALL if settings.totals is chosen.Totals.ALL else View.MAX
    return Shown(book, settings, allocation, view, shown_names(book, settings, allocation.members), items, sums)


def none_of(book: Book) -> str:
    """Return what is said where no request is on the sheet: none was entered, or none is of the chosen disposition."""
    return "該当する要望はありません。" if book.all(Customization) else "要望はまだ登録されていません。"


_SUMS = {
    chosen.Totals.MAX: ((View.MAX, "合計(最大)"),),
    chosen.Totals.ALL: ((View.ALL, "合計(全員実施)"),),
    chosen.Totals.RANGE: (
        (View.MAX, "合計(最大)"),
        (View.ALL, "合計(全員実施)"),
        (View.LOW, "範囲の最小"),
        (View.HIGH, "範囲の最大"),
    ),
}
