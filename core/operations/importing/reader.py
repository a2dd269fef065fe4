"""A sheet of a known table, read line by line into a draft."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from core.dataclass import dataclass
from core.model.book import Book
from core.model.machine.faults import Fault, Refused
from core.model.machine.grids import Grid, GridCell, csv_text, is_blank, place_name
from core.model.machine.kinds import FieldValue, Form, OneOf, Reference
from core.model.machine.places import place_of
from core.model.machine.records import Record, abouts, defaults, label_of, required_names
from core.model.machine.spreadsheet import SheetColumn, cell_writer, owner_of
from core.model.machine.table import Table
from core.model.registry import PARENTS, REFERENCES, TABLES, comes_later, table_of
from core.operations.editing.adding import given_values
from core.operations.editing.draft import Draft
from core.operations.importing.columns import Matching, given_numbers, key_names, said_names
from core.operations.importing.plan import LineKey
from core.operations.importing.rows import CellReader, Key, Rows, is_plain, sheet_number
from core.operations.importing.tidying.meant import as_meant, asks_sheets
from core.operations.registry import conduct_of

Source = tuple[Grid, Matching]


@dataclass(slots=True)
class Line:
    """A line being read: where it stands, its cells (as many as the sheet has columns), what is wrong with it, and the
    values of the columns by which its row was looked for."""

    key: LineKey
    cells: Sequence[GridCell]
    faults: list[Fault]
    known: dict[int, FieldValue]


class Reader:
    """Reads the lines of one sheet."""

    def __init__(self, source: Source, book: Book, draft: Draft, rows: Rows) -> None:
        grid, matching = source
        self.table: Table = TABLES[matching.table]
        self._cls = self.table.record
        self._book, self._draft, self._rows = book, draft, rows
        self._is_text = grid.is_text
        self._width = len(matching.columns)
        places = [(at, column) for at, column in enumerate(matching.columns) if column is not None]
        own = [(at, column) for at, column in places if column.form not in {Form.ID, Form.PARENT}]
        readers = {at: rows.reader(self._cls, column) for at, column in own}
        later = {name for table, name in REFERENCES if table == self.table.name and comes_later(table, name)}
        self._columns = [(at, column, readers[at]) for at, column in own if column.name not in later]
        self._deferred = [(at, column, readers[at]) for at, column in own if column.name in later]
        self._within = {
            column.name for _, column in own if column.target is not None and owner_of(column.target) is not None
        }
        blanks = dict(self._blank_values())
        self._left_to_be_given = [
            (at, column.name)
            for at, column, _ in self._columns
            if column.name in self.table.gives and isinstance(abouts(self._cls)[column.name].kind, OneOf)
        ]
        self._new = [
            (at, column.name, column, read, abouts(self._cls)[column.name].kind.is_free, at in blanks, blanks.get(at))
            for at, column, read in self._columns
        ]
        self._writers = [cell_writer(book, column) for _, column, _ in self._columns]
        self._id_at = next((at for at, column in places if column.form is Form.ID), None)
        self._parent = next(((at, column) for at, column in places if column.form is Form.PARENT), None)
        by_name = {column.name: (at, column, readers[at]) for at, column in own}
        given = defaults(self._cls)
        self._key_names = key_names(self.table, by_name, given)
        self._keys = [by_name[name] for name in self._key_names if name in by_name]
        self._key_parts = [(by_name[name][0] if name in by_name else None, given.get(name)) for name in self._key_names]
        lacking = [abouts(self._cls)[name].kind for name in self._key_names if name not in by_name]
        self._lacks_references_only = bool(lacking) and all(isinstance(kind, Reference) for kind in lacking)
        self._must_say = said_names(self._cls)
        have = {*by_name, *given_numbers(self.table)}
        self._missing = [name for name in (*required_names(self._cls), *self._must_say) if name not in have]
        self._all_columns = [at for at, _ in own]
        self._all_writers = [cell_writer(book, column) for _, column in own]
        self._lasting = {at for at, column, _ in self._columns if _is_lasting(self._cls, column)}
        self._named: dict[tuple[Any, ...], FieldValue] = {}
        self._asks_sheets = asks_sheets(self._cls)
        self._records: Mapping[int, Record] = book.all(self._cls)
        self._highest = self._highest_number(grid, matching)
        self._given = _Given(
            draft,
            self._cls,
            {column.name for _, column, _ in self._columns} - {name for _, name in self._left_to_be_given},
        )

    def _blank_values(self) -> Iterator[tuple[int, FieldValue]]:
        """Yield what an empty cell means, for the columns that may be empty."""
        for at, column, read in self._columns:
            if column.name not in self._within and column.name not in said_names(self._cls):
                with suppress(Refused):
                    yield at, read(None, None, None)

    def unchanged(self, cells: Sequence[GridCell]) -> int | None:
        """Return the id of the row of this ledger that the cells repeat in every column, None where they do not."""
        if self._id_at is None or len(cells) <= self._id_at:
            return None
        number = cells[self._id_at]
        record = self._records.get(int(number)) if isinstance(number, int | float) else None
        if record is None:
            return None
        length = len(cells)
        for at, write in zip(self._all_columns, self._all_writers, strict=True):
            if write(record) != (cells[at] if at < length else None):
                return None
        return record.id

    def line(self, key: LineKey, cells: Sequence[GridCell]) -> Line:
        """Return a row of the sheet as a line."""
        short = self._width - len(cells)
        return Line(key, (*cells, *(None,) * short) if short > 0 else cells, [], {})

    def record(self, line: Line) -> Record | None:
        """Return the row that the line is about, None for a new one.

        Of what makes lines alike the sheet may lack to whom a row refers: then the line is about the only row that is
        alike in all else. A sheet without years or categories is not about those of one year.
        """
        found = self._rows.record_of(self.table, self.number(line), self._key_names, lambda: self._key(line))
        if found is None and self._keys and self._lacks_references_only and not line.faults:
            said = tuple(line.known[at] for at, _, _ in self._keys)
            found = self._rows.only_one(self.table, tuple(column.name for _, column, _ in self._keys), said)
        return found

    def number(self, line: Line) -> int | None:
        """Return the 番号 that the line has."""
        return None if self._id_at is None else sheet_number(line.cells[self._id_at])

    def is_finer(self, line: Line, first: Sequence[GridCell]) -> bool:
        """Whether a line and the first one of its row are written alike and only told apart by what is not read: the
        sheet has parts of what the table has as a whole."""
        places = {at for at, _, _ in self._keys}
        alike = all(at < len(first) and line.cells[at] == first[at] for at in places)
        return bool(self.table.whole) and alike

    def must_wait(self, line: Line, record: Record) -> bool:
        """Whether the line has a reference that is read when every row is there."""
        return bool(self._deferred) and any(
            line.cells[at] is not None or getattr(record, column.name) is not None for at, column, _ in self._deferred
        )

    def changed(self, line: Line, record: Record) -> Record:
        """Write what the line says differently and return the row as it then stands.

        A reference is unchanged when it names what it named before the import, though that has another name by now.
        """
        now = [write(record) for write in self._writers]
        cells = [line.cells[at] for at, _, _ in self._columns]
        if cells == now:
            return record
        more = self._take_as_meant(line, record)
        if line.faults:
            return record
        cells = [line.cells[at] for at, _, _ in self._columns]
        values = {name: value for name, value in more.items() if value != getattr(record, name)}
        for (at, column, read), cell, before in zip(self._columns, cells, now, strict=True):
            if cell == before or (self._is_text and (cell or "") == csv_text(before)):
                continue
            value = self._value(line, at, column, read, record)
            if not self._rows.is_same_code(column, getattr(record, column.name), value):
                values[column.name] = value
        if line.faults or not values:
            return record
        if not conduct_of(self._cls).says(values, record):
            self._draft.delete(record)
            return replace(record, **values)
        return self._draft.update(record, **values)

    def added(self, line: Line) -> Record | None:
        """Write a new row and return it; None where the line says nothing (an answer not given)."""
        more = self._take_as_meant(line, None)
        cells, known = line.cells, line.known
        values: dict[str, FieldValue] = {}
        for at, name, column, read, is_free, may_be_blank, blank in self._new:
            cell = cells[at]
            if cell is None and may_be_blank:
                values[name] = blank
            elif is_free and isinstance(cell, str) and is_plain(cell):
                values[name] = cell
            else:
                values[name] = known[at] if at in known else self._value(line, at, column, read, None)
        for at, name in self._left_to_be_given:
            if cells[at] is None:
                values.pop(name, None)
        values.update(more)
        if self._missing and not line.faults:
            for name in self._missing:
                line.faults.append(Fault(name, "blank", {"label": label_of(self._cls, name), "cell": ""}))
        if line.faults or not conduct_of(self._cls).says(values, None):
            return None
        self._given.fill_in(values)
        record = self._draft.insert_as(self._cls, self._new_id(line), values)
        self._rows.index(self.table, record)
        return record

    def _take_as_meant(self, line: Line, record: Record | None) -> dict[str, FieldValue]:
        """Put what the cells mean in their place, and return what they mean for columns in which nothing stands."""
        if not self._asks_sheets:
            return {}
        places = {column.name: at for at, column, _ in self._columns}
        line.cells, more, faults = as_meant(self._draft, self._cls, places, line.cells, record)
        for fault, at in faults:
            line.faults.append(replace(fault, facts={**fault.facts, "cell": place_name(line.key[1], at)}))
            line.known[at] = None  # it is not read once more
        return more

    def deferred_values(self, line: Line, record: Record) -> Record:
        """Write the references that had to wait."""
        values = {column.name: self._value(line, at, column, read, record) for at, column, read in self._deferred}
        return self._draft.update(record, **values) if not line.faults else record

    def _value(self, line: Line, at: int, column: SheetColumn, read: CellReader, record: Record | None) -> FieldValue:
        """Read a cell. What a cell refers to in rows of another table is not looked up again: thousands of lines name
        the same few, and no line of this sheet changes them."""
        if record is not None or at not in self._lasting:
            return self._read(line, at, column, read, record)
        cell, beside = line.cells[at], None if self._parent is None else line.cells[self._parent[0]]
        key = (at, cell.__class__, cell, beside.__class__, beside)
        known = self._named.get(key)
        if known is None and (known := self._read(line, at, column, read, None)) is not None and cell is not None:
            self._named[key] = known
        return known

    def _read(self, line: Line, at: int, column: SheetColumn, read: CellReader, record: Record | None) -> FieldValue:
        try:
            parent = None
            if self._parent is not None and column.name in self._within:
                parent = self._rows.parent(self._parent[1], line.cells[self._parent[0]], self._cls)
            cell = line.cells[at]
            if column.name in self._must_say and is_blank(cell):
                raise Refused("blank_figure", label=column.heading)
            return read(None if cell == "" else cell, parent, record)
        except Refused as refused:
            facts = {**refused.facts, "cell": place_name(line.key[1], at)}
            line.faults.append(Fault(column.name, refused.rule, facts))
            return None

    def _key(self, line: Line) -> Key | None:
        if not self._keys:
            return None
        for at, column, read in self._keys:
            line.known[at] = self._value(line, at, column, read, None)
        if line.faults:
            return None
        return tuple([default if at is None else line.known[at] for at, default in self._key_parts])

    def _new_id(self, line: Line) -> int:
        """Return the line's own 番号 if it was never used here, else the next number that no line has."""
        number, last = self.number(line), self._draft.last_id(self._cls)
        if number is not None and (number > last or self._is_free(number)):
            return number
        return max(last, self._highest) + 1

    def _is_free(self, number: int) -> bool:
        return number > self._book.last_id(self._cls) and self._draft.get(self._cls, number) is None

    def _highest_number(self, grid: Grid, matching: Matching) -> int:
        at = self._id_at
        if at is None:
            return 0
        rows = grid.rows[matching.heading_row + 1 :]
        return max((sheet_number(row[at]) or 0 for row in rows if len(row) > at), default=0)


def _is_lasting(cls: type[Record], column: SheetColumn) -> bool:
    """Whether a column names rows that no line of a sheet of `cls` writes."""
    target = column.target
    return column.form is Form.REFERENCE and target is not None and cls not in {target, owner_of(target)}


class _Given:
    """What the program gives to new rows where the sheet has no column for it; the last places are counted once."""

    def __init__(self, draft: Draft, cls: type[Record], columns: set[str]) -> None:
        self._draft, self._cls = draft, cls
        self._place = place_of(cls)
        self._parent = PARENTS.get(table_of(cls).name)
        self._last: dict[FieldValue, int] = {}
        self._gives_nothing = columns.issuperset({*table_of(cls).gives, *([self._place] if self._place else ())})

    def fill_in(self, values: dict[str, FieldValue]) -> None:
        """Add what is missing to the values of a new row."""
        if self._gives_nothing:
            return
        owner = values.get(self._parent) if self._parent else None
        if self._place is not None and self._place not in values and owner in self._last:
            values[self._place] = self._last[owner] + 1
        values.update(given_values(self._draft, self._cls, values))
        if self._place is not None:
            place = values[self._place]
            assert isinstance(place, int)
            self._last[owner] = max(self._last.get(owner, 0), place)
