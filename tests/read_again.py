"""Reading all that a store holds again and again, of which most is as it was."""

import re

from core.model.book import Book
from core.model.registry import TABLES
from core.storage.rows.heard import HeardTables
from core.storage.rows.sieve import Sieve
from core.storage.rows.store import Store

_WRITES = re.compile(r"\s*(?:INSERT|REPLACE|UPDATE|DELETE)[\sA-Z]*?\s([a-z_]+)\b")


class ReadAgain:
    """Makes new records only of the tables that a statement has written since the last time, whoever has sent it."""

    def __init__(self, store: Store) -> None:
        self.written: set[str] = set()
        self._connection = store._connection
        self._records = store.sieve.taken()
        self._connection.set_trace_callback(self._note)

    def book(self) -> Book:
        """Return what the store holds now."""
        heard = HeardTables()
        heard.records = {name: some for name, some in self._records.items() if name not in self.written}
        self._records = Sieve(self._connection, heard).taken()
        self.written.clear()
        return Book(self._records)

    def _note(self, statement: str) -> None:
        found = _WRITES.match(statement)
        if found and found[1] in TABLES:
            self.written.add(found[1])
