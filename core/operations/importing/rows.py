"""Which row of the ledger a line of a sheet is, and what its cells mean there."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from core.model.council import Municipality, System, Weight
from core.model.faults import Refused
from core.model.grids import GridCell
from core.model.registry import Table
from core.model.requests import Customization, Option
from core.model.spreadsheet import ID_HEADING, SHEET_TABLES, Form, SheetColumn, reference_text
from core.model.values.money import LIMIT
from core.operations.editing.draft import Draft, table_of
from core.operations.editing.find import find_customization, find_municipality, find_option, find_system
from core.operations.editing.reading import LONGEST, found, read
from core.operations.importing.cells import cell_text

CellReader = Callable[[GridCell, Customization | None, Any], Any]

DEFERRED = {"adopted_option_id", "merged_into_id"}
"""References to rows that come later, or in the same sheet: read when every row is there."""

_BY_NUMBER = re.compile(rf"{ID_HEADING}\s*([0-9]{{1,9}})")

_ALIKE_BY: dict[str, tuple[str, ...]] = {
    "options": ("customization_id", "name"),
    "cost_lines": ("name",),
    "current_costs": ("municipality_id", "fiscal_year", "category"),
    "penalties": ("municipality_id", "name"),
    "out_of_scope_costs": ("municipality_id", "name", "fiscal_year"),
}
"""Tables without a key: by what two lines are taken for the same row, the first such line for the first such row."""


class Rows:
    """Reads cells against a draft and finds rows in it. `ids` maps the 番号 of the sheets to ids of the ledger."""

    def __init__(self, draft: Draft, same_ledger: bool) -> None:
        self._draft = draft
        self._same_ledger = same_ledger
        self._ids: dict[type, dict[int, int]] = {table.record: {} for table in SHEET_TABLES}
        self._by_text: dict[type, dict[str, int]] = {}
        self._by_key: dict[type, dict[tuple[Any, ...], list[int]]] = {}
        self._read: dict[tuple[type, str, type, GridCell], Any] = {}
        self._known: set[tuple[type, int]] = set()

    def note(self, cls: type, number: int | None, id: int) -> None:
        """Remember which row a 番号 of the sheets means."""
        self._known.add((cls, id))
        if number is not None:
            self._ids[cls].setdefault(number, id)

    def is_taken(self, cls: type, id: int) -> bool:
        """Whether a line before this one was that row already."""
        return (cls, id) in self._known

    def index(self, table: Table, record: Any) -> None:
        """Let later lines find a row that was added."""
        if table.record in self._by_key:
            key = _folded([getattr(record, name) for name in key_names(table)])
            self._by_key[table.record].setdefault(key, []).append(record.id)

    def is_same_code(self, column: SheetColumn, before: Any, value: Any) -> bool:
        """Whether a code by which a foreign line found its row differs in the width of its letters only."""
        return not self._same_ledger and column.form is Form.CODE and _folded([before]) == _folded([value])

    def forget_indexes(self) -> None:
        """Look rows up anew: some were written since."""
        self._by_text.clear()
        self._by_key.clear()

    def record_of(self, table: Table, number: int | None, key: Callable[[], tuple[Any, ...] | None]) -> Any:
        """Return the row that a line is about: by 番号 in a sheet of this ledger, else by what no two rows share."""
        cls: type[Any] = table.record
        if table.name == "consortium":
            return self._draft.get(cls, 1)
        if self._same_ledger and number is not None and (named := self._draft.get(cls, number)) is not None:
            return named
        values = key()
        if values is None:
            return None
        ids = self._keyed(table).get(_folded(values), [])
        free = [id for id in ids if not self.is_taken(table.record, id)]
        chosen = free or (ids if table.keys else [])
        return self._draft.get(cls, chosen[0]) if chosen else None

    def reader(self, cls: type, column: SheetColumn) -> CellReader:
        """Return what reads the cells of a column, given the request beside it and the row if there is one already.

        It raises Refused as core.operations.editing.reading does. What was read once is not read again.
        """
        if is_free(cls, column):
            return lambda cell, parent, record: (
                cell if cell.__class__ is str and is_plain(cell) else self._value(cls, column, cell, parent, record)
            )
        if column.form is Form.FIGURE and (column.name == "position" or column.unit in _PLAIN_UNITS):
            return lambda cell, parent, record: (
                int(cell)
                if cell.__class__ is float and 0 <= cell < LIMIT and cell.is_integer()
                else self._value(cls, column, cell, parent, record)
            )
        return lambda cell, parent, record: self._value(cls, column, cell, parent, record)

    def _value(self, cls: type, column: SheetColumn, cell: GridCell, parent: Customization | None, record: Any) -> Any:
        if column.form is Form.REFERENCE:
            context = record if column.name == "adopted_option_id" else parent
            return self._reference(cls, column, cell_text(cell, column).strip(), context)
        if column.form is Form.CODE:
            return read(self._draft, cls, column.name, cell_text(cell, column), record)  # no two are alike
        key = (cls, column.name, cell.__class__, cell)
        if key not in self._read:
            self._read[key] = read(self._draft, cls, column.name, cell_text(cell, column), record)
        return self._read[key]

    def parent(self, column: SheetColumn, cell: GridCell) -> Customization | None:
        """Return the request that stands beside an option's name."""
        text = cell_text(cell, column).strip()
        return self._draft.all(Customization)[self._target(Customization, text, None)] if text else None

    def _reference(self, cls: type, column: SheetColumn, text: str, context: Any) -> int | None:
        assert column.target is not None
        if not text and column.name == "option_id" and context is not None:
            alone = list(self._draft.children(Option, context.id))
            if len(alone) == 1:
                return alone[0]
        if not text:
            empty: int | None = read(self._draft, cls, column.name, "")
            return empty
        return self._target(column.target, text, context)

    def _target(self, target: type, text: str, context: Any) -> int:
        by_number = _BY_NUMBER.fullmatch(text)
        if by_number:
            return self._by_number(target, int(by_number[1]), text, context)
        if target is not Option:
            id = self._texts(target).get(text)
            if id is not None:
                return id
        if target is Municipality:
            return found(find_municipality(self._draft, text)).id
        if target is System:
            return found(find_system(self._draft, text)).id
        if target is Customization:
            return found(find_customization(self._draft, text)).id
        if target is Option:
            if not isinstance(context, Customization):
                raise Refused("option_without_item", text=text)
            return found(find_option(self._draft, context, text)).id
        known = "、".join(list(self._texts(target))[:10]) or "なし"
        raise Refused("unknown", what=table_of(target).label, text=text, candidates=known)

    def _by_number(self, target: type, number: int, text: str, context: Any) -> int:
        """Return the row that a sheet calls by its 番号; an option of this very request is believed in any sheet."""
        id = self._ids[target].get(number, number if self._same_ledger else 0)
        named: Any = self._draft.get(target, number)
        if not id and isinstance(named, Option) and context is not None and named.customization_id == context.id:
            return named.id
        if self._draft.get(target, id) is None:
            raise Refused("unknown_number", what=table_of(target).label, text=text)
        return id

    def _texts(self, target: type) -> dict[str, int]:
        """Return the rows of a table by the text that a sheet refers to them with."""
        if target not in self._by_text:
            rows: Mapping[int, Any] = self._draft.all(target)
            self._by_text[target] = {reference_text(self._draft, row): id for id, row in rows.items()}
        return self._by_text[target]

    def _keyed(self, table: Table) -> dict[tuple[Any, ...], list[int]]:
        if table.record not in self._by_key:
            names = key_names(table)
            index: dict[tuple[Any, ...], list[int]] = {}
            rows: Mapping[int, Any] = self._draft.all(table.record)
            for id in sorted(rows):
                index.setdefault(_folded([getattr(rows[id], name) for name in names]), []).append(id)
            self._by_key[table.record] = index
        return self._by_key[table.record]


def sheet_number(cell: GridCell) -> int | None:
    """Return the 番号 in a cell, None when it holds none."""
    if cell.__class__ is float:
        return int(cell) if cell.is_integer() else None
    if isinstance(cell, str):
        plain = unicodedata.normalize("NFKC", cell).strip()
        return int(plain) if re.fullmatch("[0-9]{1,9}", plain) else None
    return cell if isinstance(cell, int) and not isinstance(cell, bool) else None


def key_names(table: Table) -> tuple[str, ...]:
    """Return the columns by which a line finds its row."""
    return table.keys or _ALIKE_BY.get(table.name, ())


_FREE = {
    *("name", "title", "kana", "label", "note", "description", "comment", "original_text", "likely_reading"),
    *("source", "subcommittee", "category", "answered_by", "answered_at"),
}
"""Columns of free text, in which nothing is read into the letters."""

_PLAIN_UNITS = {"円", "円/年", "人", "団体"}
"""Units in which a whole number of a spreadsheet means itself."""


def is_free(cls: type, column: SheetColumn) -> bool:
    """Whether plain text in the column means itself."""
    return column.name in _FREE and cls is not Weight


def is_plain(text: str) -> bool:
    """Whether text means itself, letter for letter, in a column of free text."""
    return text.isprintable() and len(text) <= LONGEST and text == text.strip()


def _folded(values: Sequence[Any]) -> tuple[Any, ...]:
    return tuple([unicodedata.normalize("NFKC", one) if isinstance(one, str) else one for one in values])
