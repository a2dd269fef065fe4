"""Writing that takes long: the file and a book of its own follow the change in another thread, while the window shows
what was before. What is left to do in its own thread is quick."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from core.calc.allocation.live import LiveAllocation
from core.calc.allocation.pricing import Money
from core.model.book import Book, Ready
from core.model.machine.changes import ChangeSet
from core.model.machine.garbage import without_collecting
from core.storage.rows.store import Store

T = TypeVar("T")

MANY = 2_000
"""A change set of so many changes is written beside the window, which must not stand still for it."""

Applied = tuple[ChangeSet, dict[str, set[int]], set[int]]
"""What takes a change back, what Book.apply tells of it, and the customizations that were calculated again."""


class Beside(Protocol):
    """Does work in another thread while the window is painted, and returns what it returns."""

    def __call__(self, work: Callable[[], T], /) -> T: ...


def written_apart(
    store: Store, book: Book, live: Mapping[Money, LiveAllocation], change_set: ChangeSet, who: str
) -> tuple[ChangeSet, Ready, dict[Money, LiveAllocation], set[int]]:
    """Write a change set; return its inverse, the records for `Book.take`, the amounts as they are then, and which were
    calculated again. `book` and `live` stay as they are. Raises what Store.apply does."""
    inverse = store.apply(change_set, who)
    with without_collecting():
        ready, apart = book.ready(change_set), book.apart(change_set.tables)
        touched = apart.take(ready)
        moved = {money: one.apart(apart) for money, one in live.items()}
        recomputed = {id for one in moved.values() for id in one.follow(touched)}
    return inverse, ready, moved, recomputed
