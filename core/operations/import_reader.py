"""A sheet of a known table, read line by line into a draft."""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any

from core.model.book import Book
from core.model.customization import Answer, AnswerState
from core.model.faults import Fault, Refused
from core.model.grids import Grid, GridCell, csv_text, place_name
from core.model.ledger_sheets import Form, SheetColumn, cell_writer
from core.model.municipality import Municipality
from core.model.records import abouts
from core.model.tables import TABLES, Table
from core.operations.adding import next_label
from core.operations.draft import Draft
from core.operations.import_columns import Matching
from core.operations.import_plan import LineKey
from core.operations.import_rows import DEFERRED, Rows, key_names

Source = tuple[Grid, Matching]


@dataclass(slots=True)
class Line:
    """A line being read: its cells by column, and where it stands."""

    key: LineKey
    cells: Sequence[GridCell]
    faults: list[Fault]


class Reader:
    """Reads the lines of one sheet."""

    def __init__(self, source: Source, book: Book, draft: Draft, rows: Rows) -> None:
        grid, matching = source
        self.table: Table = TABLES[matching.table]
        self._book, self._draft, self._rows = book, draft, rows
        self._is_text = grid.is_text
        self._places = [(at, column) for at, column in enumerate(matching.columns) if column is not None]
        own = [(at, column) for at, column in self._places if column.form not in {Form.ID, Form.PARENT}]
        self._columns = [(at, column) for at, column in own if column.name not in DEFERRED]
        self.deferred = [(at, column) for at, column in own if column.name in DEFERRED]
        self._id_at = next((at for at, column in self._places if column.form is Form.ID), None)
        self._parent = next(((at, column) for at, column in self._places if column.form is Form.PARENT), None)
        self._at = {column.name: (at, column) for at, column in own}
        self._writers = [cell_writer(draft, column) for _, column in self._columns]
        self._highest = self._highest_number(grid, matching)
        self._labels = (
            [one.label for one in book.all(Municipality).values()] if self.table.record is Municipality else []
        )

    def record(self, line: Line) -> Any:
        """Return the row that the line is about, None for a new one."""
        return self._rows.record_of(self.table, self.number(line), lambda: self._key(line))

    def number(self, line: Line) -> int | None:
        return None if self._id_at is None else self._rows.number(_at(line.cells, self._id_at))

    def record_id(self, line: Line) -> int | None:
        record = self.record(line)
        return None if record is None else int(record.id)

    def changed(self, line: Line, record: Any) -> Any:
        """Write what the line says differently and return the row as it then stands."""
        values = {}
        for (at, column), write in zip(self._columns, self._writers, strict=True):
            cell, now = _at(line.cells, at), write(record)
            if cell == now or (self._is_text and cell is not None and cell == csv_text(now)):
                continue
            value = self._value(line, at, column, record)
            if not line.faults:
                values[column.name] = value
        if line.faults or not values:
            return record
        if self.table.record is Answer and _is_silent(values, record):
            self._draft.delete(record)
            return self._unanswered(record)
        return self._draft.update(record, **values)

    def added(self, line: Line) -> Any:
        """Write a new row and return it; None where the line says nothing (an answer not given)."""
        values = {}
        for at, column in self._columns:
            value = self._value(line, at, column, None)
            if not line.faults:
                values[column.name] = value
        for field in fields(self.table.record):
            if field.default is MISSING and field.name not in {"id", *values} and not line.faults:
                label = abouts(self.table.record)[field.name].label
                line.faults.append(Fault(field.name, "blank", {"label": label, "cell": ""}))
        if line.faults or (self.table.record is Answer and _is_silent(values, None)):
            return None
        self._fill_in(values)
        cls: Any = self.table.record
        record = cls(id=self._new_id(line), **values)
        self._draft.add(record)
        return record

    def deferred_values(self, line: Line, record: Any) -> Any:
        """Write the references that had to wait."""
        values = {}
        for at, column in self.deferred:
            value = self._value(line, at, column, record)
            if not line.faults:
                values[column.name] = value
        return self._draft.update(record, **values) if not line.faults else record

    def _value(self, line: Line, at: int, column: SheetColumn, record: Any) -> Any:
        try:
            parent = None
            if self._parent is not None and column.name == "option_id":
                parent = self._rows.parent(self._parent[1], _at(line.cells, self._parent[0]))
            return self._rows.value(self.table.record, column, _at(line.cells, at), parent, record)
        except Refused as refused:
            facts = {**refused.facts, "cell": place_name(line.key[1], at)}
            line.faults.append(Fault(column.name, refused.rule, facts))
            return None

    def _key(self, line: Line) -> tuple[Any, ...] | None:
        names = key_names(self.table)
        if not names or any(name not in self._at for name in names):
            return None
        values = tuple([self._value(line, *self._at[name], None) for name in names])
        return None if line.faults else values

    def _new_id(self, line: Line) -> int:
        """Return the line's own 番号 if it was never used here, else the next number that no line has."""
        cls, number = self.table.record, self.number(line)
        if number is not None and number > self._book.last_id(cls) and self._draft.get(cls, number) is None:
            return number
        return max(self._draft.last_id(cls), self._highest) + 1

    def _highest_number(self, grid: Grid, matching: Matching) -> int:
        if self._id_at is None:
            return 0
        rows = grid.rows[matching.heading_row + 1 :]
        return max((self._rows.number(_at(row, self._id_at)) or 0 for row in rows), default=0)

    def _fill_in(self, values: dict[str, Any]) -> None:
        """Give what the program gives to a new row when nobody says otherwise."""
        cls: Any = self.table.record
        if "position" in {field.name for field in fields(cls)} and "position" not in values:
            rows: Any = self._draft.all(cls).values()
            values["position"] = max((row.position for row in rows), default=0) + 1
        if cls is Municipality and "label" not in values:
            values["label"] = next_label(self._labels)
            self._labels.append(values["label"])

    def _unanswered(self, record: Answer) -> Answer:
        return Answer(record.id, record.customization_id, record.municipality_id)


def _at(cells: Sequence[GridCell], place: int) -> GridCell:
    cell = cells[place] if place < len(cells) else None
    return None if cell == "" else cell


def _is_silent(values: dict[str, Any], record: Answer | None) -> bool:
    """Whether an answer would be 未回答 without a comment: such a row is not kept."""
    state = values.get("state", record.state if record else AnswerState.UNANSWERED)
    return state is AnswerState.UNANSWERED and not values.get("comment", record.comment if record else "")
