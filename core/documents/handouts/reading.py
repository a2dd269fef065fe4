"""A ledger that notes what is read of it."""

from collections.abc import Mapping
from typing import TypeVar

from core.model.book import Book
from core.model.registry import table_of

R = TypeVar("R")


class Reading(Book):
    """The same rows as those of `book`, for whoever only reads; `tables` are those of which rows were asked for."""

    def __init__(self, book: Book) -> None:
        self.__dict__.update(book.__dict__)
        self.tables: set[str] = set()

    def all(self, cls: type[R]) -> Mapping[int, R]:
        self.tables.add(table_of(cls).name)
        return super().all(cls)

    def children(self, cls: type[R], parent_id: int) -> Mapping[int, R]:
        self.tables.add(table_of(cls).name)
        return super().children(cls, parent_id)
