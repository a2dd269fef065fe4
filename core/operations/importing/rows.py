"""Which row of the ledger a line of a sheet is, and what its cells mean there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from core.model.machine.faults import Refused
from core.model.machine.grids import Broken, GridCell, csv_text, shown_number
from core.model.machine.kinds import LONGEST, FieldValue, Form, MunicipalityCode, Number, PartialDate, any_place
from core.model.machine.naming import describe, table_named
from core.model.machine.records import Record, abouts, column_types
from core.model.machine.spreadsheet import ID_HEADING, SEPARATOR, SheetColumn, owner_of, reference_text, sheet_tables
from core.model.machine.table import Table
from core.model.registry import PARENTS, table_of
from core.model.values.codes import folded, search_key
from core.model.values.dates import show_date
from core.model.values.money import LIMIT
from core.model.values.partial_dates import show_partial_date
from core.operations.editing.adding import given_values
from core.operations.editing.draft import Draft
from core.operations.editing.find import find, found, hits_of
from core.operations.editing.reading import read, table_and_row
from core.operations.importing.columns import Names
from core.operations.importing.date_codes import date_in_code, holds_codes
from core.operations.importing.plan import OfLine
from core.pattern import pattern

CellReader = Callable[[GridCell, Record | None, Record | None], FieldValue]

_BY_NUMBER = pattern(rf"{ID_HEADING}\s*([0-9]{{1,9}})")

Key = tuple[FieldValue, ...]


class Rows:
    """Reads cells against a draft and finds rows in it. `ids` maps the 番号 of the sheets to ids of the ledger."""

    def __init__(self, draft: Draft, same_ledger: bool) -> None:
        self._draft = draft
        self._same_ledger = same_ledger
        self._ids: dict[type[Record], dict[int, int]] = {table.record: {} for table in sheet_tables()}
        self._by_text: dict[type[Record], dict[str, int]] = {}
        self._by_name: dict[type[Record], dict[str, int]] = {}
        self._by_key: dict[tuple[type[Record], Names], dict[Key, list[int]]] = {}
        self._read: dict[tuple[type[Record], str, type, GridCell], FieldValue] = {}
        self._known: set[tuple[type[Record], int]] = set()
        self._titles: dict[tuple[type[Record], int], dict[str, int]] = {}
        self._of_lines: dict[tuple[type[Record], int], int] = {}
        self.made: list[Record] = []
        """Rows that lines spoke of and that were not there."""

    def note(self, cls: type[Record], number: int | None, id: int) -> None:
        """Remember which row a 番号 of the sheets means."""
        self._known.add((cls, id))
        if number is not None:
            self._ids[cls].setdefault(number, id)

    def note_line(self, cls: type[Record], row: int, id: int) -> None:
        """Remember which row a line of the first sheet is about: what its cells list belongs to it."""
        self._of_lines[cls, row] = id

    def is_taken(self, cls: type[Record], id: int) -> bool:
        """Whether a line before this one was that row already."""
        return (cls, id) in self._known

    def index(self, table: Table, record: Record) -> None:
        """Let later lines find a row that was added."""
        for (cls, names), index in self._by_key.items():
            if cls is table.record:
                index.setdefault(_folded([getattr(record, name) for name in names]), []).append(record.id)

    def is_same_code(self, column: SheetColumn, before: FieldValue, value: FieldValue) -> bool:
        """Whether a code by which a foreign line found its row differs in the width of its letters only."""
        return not self._same_ledger and column.form is Form.CODE and _folded([before]) == _folded([value])

    def forget_indexes(self) -> None:
        """Look rows up anew: some were written since."""
        self._by_text.clear()
        self._titles.clear()
        self._by_name.clear()
        self._by_key.clear()

    def record_of(self, table: Table, number: int | None, names: Names, key: Callable[[], Key | None]) -> Record | None:
        """Return the row that a line is about: by 番号 in a sheet of this ledger, else by what no two rows share, else
        by what makes lines alike: `names` are the columns of the key."""
        cls = table.record
        if table.single:
            return next(iter(self._draft.all(cls).values()), None)
        if self._same_ledger and number is not None and (named := self._draft.get(cls, number)) is not None:
            return named
        values = key()
        if values is None:
            return None
        ids = self._keyed(table, names).get(_folded(values), [])
        free = [id for id in ids if not self.is_taken(cls, id)]
        chosen = free or (ids if names == table.keys else [])
        return self._draft.get(cls, chosen[0]) if chosen else None

    def only_one(self, table: Table, names: Names, values: Key) -> Record | None:
        """Return the row with these values; None where there is none, where there are several, or where another line
        was it."""
        ids = self._keyed(table, names).get(_folded(values), [])
        return (
            self._draft.get(table.record, ids[0]) if len(ids) == 1 and not self.is_taken(table.record, ids[0]) else None
        )

    def reader(self, cls: type[Record], column: SheetColumn) -> CellReader:
        """Return what reads the cells of a column, given the row of the PARENT column beside it, and the row itself if
        there is one already.

        It raises Refused as core.operations.editing.reading does. What was read once is not read again.
        """
        kind = abouts(cls)[column.name].kind
        value = self._value
        if kind.is_free:
            return lambda cell, parent, record: (
                cell if cell.__class__ is str and is_plain(cell) else value(cls, column, cell, parent, record)
            )
        if isinstance(kind, Number) and kind.is_number:
            return lambda cell, parent, record: (
                int(cell)
                if cell.__class__ is float and 0 <= cell < LIMIT and cell.is_integer()
                else value(cls, column, cell, parent, record)
            )
        return lambda cell, parent, record: value(cls, column, cell, parent, record)

    def _value(
        self, cls: type[Record], column: SheetColumn, cell: GridCell, parent: Record | None, record: Record | None
    ) -> FieldValue:
        if column.form is Form.REFERENCE:
            if isinstance(cell, OfLine) and column.target and (id := self._of_lines.get((column.target, cell.row))):
                return id
            context = parent if record is None or parent is not None else record
            return self._reference(cls, column, cell_text(cell, cls, column).strip(), context)
        if column.form is Form.ANY:
            return self._any_row(cls, column, cell_text(cell, cls, column))
        if column.form is Form.CODE or column.secret:
            return read(self._draft, cls, column.name, cell_text(cell, cls, column), record)  # no two are alike
        key = (cls, column.name, cell.__class__, cell)
        if key not in self._read:
            self._read[key] = read(self._draft, cls, column.name, cell_text(cell, cls, column), record)
        return self._read[key]

    def parent(self, column: SheetColumn, cell: GridCell, cls: type[Record]) -> Record | None:
        """Return the row that stands in a PARENT column: within it the row beside is told apart."""
        assert column.target is not None
        outer = owner_of(column.target)
        text = cell_text(cell, cls, column).strip()
        return self._draft.all(outer)[self._target(outer, text, None)] if text and outer is not None else None

    def _reference(self, cls: type[Record], column: SheetColumn, text: str, context: Record | None) -> int | None:
        target = column.target
        assert target is not None
        outer = owner_of(target)
        may_be_empty = column_types(cls)[column.name][1]  # there a blank says that there is none
        if not text and not may_be_empty and outer is not None and type(context) is outer:
            alone = list(self._draft.children(target, context.id))
            if len(alone) == 1 and cls is not outer:
                return alone[0]
        if not text:
            empty = read(self._draft, cls, column.name, "")
            assert empty is None
            return empty
        return self._target(target, text, context)

    def _any_row(self, cls: type[Record], column: SheetColumn, text: str) -> FieldValue:
        """Return the value that names a row of any table; a 番号 means the row that the sheets call by it."""
        if SEPARATOR in text:
            name, row = table_and_row(text)
            by_number = _BY_NUMBER.fullmatch(row)
            if by_number:
                target = table_named(name)
                return any_place(target.name, self._by_number(target.record, int(by_number[1]), text, None))
        return read(self._draft, cls, column.name, text)

    def _target(self, target: type[Record], text: str, context: Record | None) -> int:
        by_number = _BY_NUMBER.fullmatch(text)
        if by_number:
            return self._by_number(target, int(by_number[1]), text, context)
        outer = owner_of(target)
        if outer is None:
            id = self._texts(target).get(text)
            return found(find(self._draft, target, text)).id if id is None else id
        if context is None or type(context) is not outer:
            named = self._named(target).get(folded(text), 0)
            if named:
                return named
            facts = {"what": table_of(target).label, "owner": _noun(outer)}
            raise Refused("row_without_owner", text=text, **facts)
        known = self._titled(target, context.id)
        key = search_key(text).strip()
        if key in known:
            return known[key]
        siblings = self._draft.children(target, context.id)
        table = table_of(target)
        if table.grows and not hits_of(self._draft, table, text, siblings.values()):
            known[key] = self._grown(target, text, context)
            return known[key]
        return found(find(self._draft, target, text, among=siblings.values())).id

    def _titled(self, target: type[Record], owner: int) -> dict[str, int]:
        """Return the rows of an owner by their titles, those left out that several have: thousands of lines ask."""
        if (target, owner) not in self._titles:
            titled = table_of(target).titled
            rows = self._draft.children(target, owner).values() if titled else ()
            keys = Counter(search_key(str(getattr(row, titled))).strip() for row in rows)
            self._titles[target, owner] = {
                key: row.id for row in rows if keys[key := search_key(str(getattr(row, titled))).strip()] == 1
            }
        return self._titles[target, owner]

    def _grown(self, target: type[Record], text: str, context: Record) -> int:
        """Add the row of this title to the owner that stands beside."""
        owner = PARENTS[table_of(target).name]
        titled = table_of(target).titled
        values = {owner: context.id, titled: read(self._draft, target, titled, text)}
        made: Record = self._draft.insert(target, **{**given_values(self._draft, target, values), **values})
        self.made.append(made)
        return made.id

    def _by_number(self, target: type[Record], number: int, text: str, context: Record | None) -> int:
        """Return the row that a sheet calls by its 番号; one of the row beside is believed in any sheet."""
        id = self._ids.get(target, {}).get(number, number if self._same_ledger else 0)
        if not id and context is not None and type(context) is owner_of(target):
            named = self._draft.children(target, context.id).get(number)
            if named is not None:
                return named.id
        if self._draft.get(target, id) is None:
            raise Refused("unknown_number", what=table_of(target).label, text=text)
        return id

    def _texts(self, target: type[Record]) -> dict[str, int]:
        """Return the rows of a table by the text that a sheet refers to them with."""
        if target not in self._by_text:
            rows = self._draft.all(target)
            self._by_text[target] = {reference_text(self._draft, row): id for id, row in rows.items()}
        return self._by_text[target]

    def _named(self, target: type[Record]) -> dict[str, int]:
        """Return the rows of a table by what people call them, with whose they are; 0 where two are called alike."""
        if target not in self._by_name:
            names = self._by_name[target] = {}
            for id, row in self._draft.all(target).items():
                name = folded(describe(self._draft, row))
                names[name] = 0 if name in names else id
        return self._by_name[target]

    def _keyed(self, table: Table, names: Names) -> dict[Key, list[int]]:
        if (table.record, names) not in self._by_key:
            index: dict[Key, list[int]] = {}
            rows: Mapping[int, Record] = self._draft.all(table.record)
            for id in sorted(rows):
                index.setdefault(_folded([getattr(rows[id], name) for name in names]), []).append(id)
            self._by_key[table.record, names] = index
        return self._by_key[table.record, names]


def _noun(cls: type[Record]) -> str:
    return table_of(cls).noun or table_of(cls).label


def sheet_number(cell: GridCell) -> int | None:
    """Return the 番号 in a cell, None when it holds none."""
    if cell.__class__ is float:
        return int(cell) if cell.is_integer() else None
    if isinstance(cell, str):
        plain = unicodedata.normalize("NFKC", cell).strip()
        return int(plain) if re.fullmatch("[0-9]{1,9}", plain) else None
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def is_plain(text: str) -> bool:
    """Whether text means itself, letter for letter, in a column of free text."""
    return text.isprintable() and len(text) <= LONGEST and text == text.strip()


def _folded(values: Sequence[FieldValue]) -> Key:
    return tuple([folded(value) if value.__class__ is str else value for value in values])


_EXACT = 2**53
"""Beyond this a spreadsheet's numbers are no longer whole numbers."""


def cell_text(cell: GridCell, cls: type[Record], column: SheetColumn) -> str:
    """Return the cell as typed text for a column of a record.

    A code that a spreadsheet has made a number gets its leading zero back. Raises Refused "date_in_code" where a number
    like 20-1 has become a date, "number_in_code" where it is a fraction, "not_exact" beyond what a cell keeps exactly,
    "day_or_month" where a date of less than a day may have been typed, and the rule of a broken cell.
    """
    if cell is None:
        return ""
    is_partial, of_day = is_partial_date_column(cls, column), _reader_of_days(cls, column)
    if isinstance(cell, str):
        if (
            not is_partial
            and of_day is None
            and holds_codes(column)
            and (refused := date_in_code(cell, column.heading))
        ):
            raise refused
        return cell
    if isinstance(cell, Broken):
        raise Refused(cell.rule, text=cell.shown, label=column.heading, candidates=cell.hint)
    if isinstance(cell, bool):
        return csv_text(cell) if column.form is Form.FLAG else str(cell).upper()
    if isinstance(cell, date):
        if is_partial and cell.day == 1:  # 平成26年4月 is made the first of April, and shown without it
            raise Refused("day_or_month", text=show_date(cell.isoformat()), month=show_partial_date(f"{cell:%Y-%m}"))
        if of_day is not None:
            return of_day(cell)
        if not is_partial and column.form in _NO_DATES and (refused := date_in_code(cell, column.heading)):
            raise refused
        return cell.isoformat()
    return _number_text(shown_number(cell) if isinstance(cell, float) else cell, cls, column)


_NO_DATES = frozenset({Form.CODE, Form.REFERENCE, Form.PARENT, Form.ANY})


def _number_text(cell: int | float, cls: type[Record], column: SheetColumn) -> str:
    whole = isinstance(cell, int) or cell.is_integer()
    if not whole and is_partial_date_column(cls, column):  # 2014.1 was 2014.1 or 2014.10
        raise Refused("number_in_code", text=repr(cell), label=column.heading)
    if whole and abs(cell) >= _EXACT:
        raise Refused("not_exact", text=f"{cell:.0f}")
    text = str(int(cell)) if whole else repr(cell)
    if has_municipality_codes(cls, column):
        if not whole:
            raise Refused("number_in_code", text=text, label=column.heading)
        return text.zfill(MunicipalityCode.DIGITS) if len(text) == MunicipalityCode.DIGITS - 1 else text
    return text


def _reader_of_days(cls: type[Record], column: SheetColumn) -> Callable[[date], str] | None:
    """Return what says what a day means in the column, None where a day is nothing that its kind takes."""
    about = abouts(cls).get(column.name)
    return about.kind.of_day if about is not None and about.kind.takes_days else None


def is_partial_date_column(cls: type[Record], column: SheetColumn) -> bool:
    """Whether dates of less than a day stand in the column."""
    about = abouts(cls).get(column.name)
    return about is not None and isinstance(about.kind, PartialDate)


def has_municipality_codes(cls: type[Record], column: SheetColumn) -> bool:
    """Whether 団体コード stand in the column: its own, or those of the rows that it refers to."""
    if column.form is Form.REFERENCE and column.target is not None:
        known_by = table_of(column.target).known_by
        is_named_so = bool(known_by) and abouts(column.target)[known_by].label == column.heading
        return is_named_so and isinstance(abouts(column.target)[known_by].kind, MunicipalityCode)
    about = abouts(cls).get(column.name)
    return about is not None and isinstance(about.kind, MunicipalityCode)
