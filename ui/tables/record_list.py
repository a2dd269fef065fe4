"""The records behind a table, sorted, filtered and searched as plain lists (a proxy model would take seconds)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from core.dataclass import dataclass
from core.model.values.codes import search_key
from ui.tables.columns import Column

BETWEEN = "\x1f"
"""Stands between the cells of a row's search text; folding leaves it alone."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a column lets through: the texts in `values` (None: all) that contain `text`, width and case alike."""

    values: frozenset[str] | None = None
    text: str = ""

    def __bool__(self) -> bool:
        return self.values is not None or bool(self.text)


@dataclass(frozen=True, slots=True)
class Sorting:
    column: str
    descending: bool = False


def record_key(record: Any) -> Any:
    """Return what stays the same when a record changes: its id, or the record itself (a plain id or code)."""
    return getattr(record, "id", record)


class RecordList:
    """`all` in the order given, `shown` as sorted and filtered. Editing a record moves no row: only asking does."""

    def __init__(self, columns: Sequence[Column], key: Callable[[Any], Any] = record_key) -> None:
        self.columns: tuple[Column, ...] = tuple(columns)
        self.key = key
        self.all: list[Any] = []
        self.shown: list[Any] = []
        self.sorting: Sorting | None = None
        self.filters: dict[str, Filter] = {}
        self._positions: dict[Any, int] | None = None
        self._rows: dict[Any, int] | None = None
        self._search_texts: dict[Any, str] = {}

    def set_columns(self, columns: Sequence[Column], records: Iterable[Any] | None = None) -> None:
        """Take other columns, and with them other records where the new columns know nothing of the old ones; sorting
        and filters of columns that are gone go with them."""
        self.columns = tuple(columns)
        if records is not None:
            self.all = list(records)
            self._positions = None
        names = {column.name for column in columns}
        self.filters = {name: filter for name, filter in self.filters.items() if name in names}
        if self.sorting and self.sorting.column not in names:
            self.sorting = None
        self._search_texts.clear()
        self.arrange()

    def replace(self, records: Iterable[Any]) -> None:
        """Take other records, in this order unless sorted."""
        self.all = list(records)
        self._positions = None
        self._search_texts.clear()
        self.arrange()

    def update(self, records: Iterable[Any]) -> list[int]:
        """Put changed records in the place of those with the same key; return the shown rows, ascending."""
        if self._positions is None:
            self._positions = {self.key(record): at for at, record in enumerate(self.all)}
        rows = []
        for record in records:
            key = self.key(record)
            self.all[self._positions[key]] = record
            self._search_texts.pop(key, None)
            row = self.row_of(key)
            if row is not None:
                self.shown[row] = record
                rows.append(row)
        return sorted(rows)

    def row_of(self, key: Any) -> int | None:
        """Return the shown row of the record with this key, or None while it is filtered out."""
        if self._rows is None:
            self._rows = {self.key(record): row for row, record in enumerate(self.shown)}
        return self._rows.get(key)

    def column(self, name: str) -> Column:
        """Return the column of this name."""
        return next(column for column in self.columns if column.name == name)

    def arrange(self) -> None:
        """Sort and filter anew."""
        self.shown = self._sorted(self._passing(self.filters))
        self._rows = None

    def counts(self, name: str) -> Mapping[str, int]:
        """Return each text of the column with its number of records among those the other filters let through."""
        others = {other: filter for other, filter in self.filters.items() if other != name}
        column = self.column(name)
        records = sorted(self._passing(others), key=lambda record: _ordered(column, record))
        return Counter(map(column.text, records))

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return (row, column) of every shown cell that contains `text`, width, case and kana alike, as read."""
        wanted = search_key(text)
        if not wanted:
            return []
        return [
            (row, at)
            for row, record in enumerate(self.shown)
            if wanted in self._search_text(record)
            for at, cell in enumerate(self._search_text(record).split(BETWEEN))
            if wanted in cell
        ]

    def _search_text(self, record: Any) -> str:
        key = self.key(record)
        folded = self._search_texts.get(key)
        if folded is None:
            folded = search_key(BETWEEN.join([column.text(record).replace(BETWEEN, "") for column in self.columns]))
            self._search_texts[key] = folded
        return folded

    def _passing(self, filters: Mapping[str, Filter]) -> list[Any]:
        records = self.all
        for name, filter in filters.items():
            text = self.column(name).text
            if filter.values is not None:
                values = filter.values
                records = [record for record in records if text(record) in values]
            if filter.text:
                wanted = search_key(filter.text)
                records = [record for record in records if wanted in search_key(text(record))]
        return list(records) if records is self.all else records

    def _sorted(self, records: list[Any]) -> list[Any]:
        if self.sorting is None:
            return records
        column = self.column(self.sorting.column)
        filled, empty = [], []
        for record in records:
            value = column.get(record)
            if value is None or value == "":
                empty.append(record)
            else:
                filled.append((column.sort(value), record))
        filled.sort(key=lambda pair: pair[0], reverse=self.sorting.descending)
        return [record for _, record in filled] + empty


def _ordered(column: Column, record: Any) -> Any:
    value = column.get(record)
    return (1, 0) if value is None or value == "" else (0, column.sort(value))
