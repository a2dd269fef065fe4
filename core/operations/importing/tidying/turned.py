"""Cross tables turned by a quarter: what mostly stands at the left stands above. The sheet is turned once, read as any
other, and what is told of it names the rows, columns and cells of the sheet as it was brought."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.dataclass import dataclass
from core.model.machine.faults import Fault
from core.model.machine.grids import Grid, GridCell, Merged, column_name, csv_text, is_blank, place_name, place_of_name
from core.operations.importing.headings import HEADING_WITHIN, spread
from core.operations.importing.plan import ImportPlan, LeftOut, PlannedLine
from core.operations.importing.row_kinds import kind_of_row
from core.operations.importing.understood import Understood
from core.pattern import pattern

_ROWS, _COLUMNS = 150, 400
"""No table that people write across is larger."""
_BELOW = {"note_row", "unit_row", "blank_row"}
_LETTERS = pattern(r"[A-Z]{1,3}(?:、[A-Z]{1,3})*")
_COLUMN_IN_WORDS = pattern(r"\(([A-Z]{1,3})(列?)\)")

_ABOUT_LINES = frozenset(
    {
        "unit_said",
        "units_of_rows_said",
        "parts_added_said",
        "marks_said",
        "name_marks_said",
        "heading_twice",
        "merged_amount",
        "item_unreadable",
        "title_row",
        "total_row",
        "part_row",
        "note_row",
        "page_row",
        "unit_row",
        "group_row",
        "row_without_figures",
        "column_without_figures",
        "row_without_item",
        "prefecture_row",
        "not_a_member_row",
        "helper_column",
        "column_not_read",
        "number_column",
        "row_says_no",
        "part_column",
        "total_column",
    }
)
"""The sentences that speak of rows and columns."""


@dataclass(frozen=True, slots=True)
class Turned:
    """`grid` is the sheet with its block turned: the titles above it and the notes below it stay rows. In `source` the
    block has `height` rows from `top` on, and `width` columns."""

    grid: Grid
    source: Grid
    top: int
    height: int
    width: int

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Return the row and the column in the sheet as it was brought, for those of the turned one (from 0)."""
        if row < self.top:
            return row, column
        if row < self.top + self.width:
            return self.top + column, row - self.top
        return row - self.width + self.height, column

    def told(self, block: Understood, shown: Grid) -> Understood:
        """Return a block of the turned sheet with what is told of it as of the one that was brought, `shown` as that is
        to be seen; its lines stay those of the turned one."""
        left_out = sorted(map(self._left_out, block.left_out), key=lambda one: (one.row is None, one.row or 0))
        said, asks = (tuple(map(self._fault, faults)) for faults in (block.said, block.asks))
        return replace(block, shown=shown, left_out=tuple(left_out), said=said, asks=asks)

    def planned(self, plan: ImportPlan, column: int = 0) -> ImportPlan:
        """Return the plan for the turned sheet with the places of the one that was brought. A line that does not say
        from which column it comes is told by this one."""
        lines = sorted((self._line(line, column) for line in plan.lines), key=lambda line: (line.row, line.column))
        doubtful = tuple(replace(one, subject=one.subject.replace("列「", "行「")) for one in plan.doubtful)
        decisions = tuple(replace(one, subject=one.subject.replace("列「", "行「")) for one in plan.decisions)
        return replace(plan, lines=tuple(lines), doubtful=doubtful, decisions=decisions)

    def _line(self, line: PlannedLine, column: int) -> PlannedLine:
        at = place_of_name(f"{line.column}1")[1] if line.column else column
        reasons = tuple(map(self._fault, line.reasons))
        told = next((cell for fault in reasons if (cell := str(fault.facts.get("cell", "")))), "")
        row, at = place_of_name(told) if told else self.place(line.row - 1, at)
        return replace(line, row=row + 1, column=column_name(at), reasons=reasons)

    def _left_out(self, one: LeftOut) -> LeftOut:
        if one.row is not None and one.column:
            row, column = place_of_name(self._cell(f"{one.column}{one.row}"))
            return replace(one, row=row + 1, column=column_name(column), why=self._fault(one.why))
        if one.row is None:
            number = self._row_of(one.column) if one.column else None
            return replace(one, row=number, column="", why=self._fault(one.why))
        row, column = self.place(one.row - 1, 0)
        if self.top <= one.row - 1 < self.top + self.width:
            return replace(one, row=None, column=column_name(column), why=self._fault(one.why))
        return replace(one, row=row + 1)

    def _fault(self, fault: Fault) -> Fault:
        facts = dict(fault.facts)
        for name, value in facts.items():
            if not isinstance(value, str) or not value:
                continue
            if name == "cell":
                facts[name] = self._cell(value)
            elif name == "columns" and _LETTERS.fullmatch(value):
                facts[name] = "、".join(str(self._row_of(letters)) for letters in value.split("、"))
            elif name in {"candidates", "unknown"}:
                facts[name] = _COLUMN_IN_WORDS.sub(lambda match: f"({self._row_of(match[1])}行)", value)
        if fault.rule in _ABOUT_LINES:
            facts["is_turned"] = True
        return Fault(fault.field, fault.rule, facts)

    def _cell(self, name: str) -> str:
        return place_name(*self.place(*place_of_name(name)))

    def _row_of(self, letters: str) -> int:
        return self.top + place_of_name(f"{letters}1")[1] + 1


def turn(grid: Grid, hidden_rows: bool | None = None) -> Turned | None:
    """Return the sheet turned by a quarter, None where it has no block that may be a cross table. Hidden rows are
    turned with the others unless they are not to be read."""
    rows = [() if at in grid.hidden_rows and hidden_rows is False else row for at, row in enumerate(spread(grid).rows)]
    last = max((at for at, row in enumerate(rows) if kind_of_row(row, (), ()) not in _BELOW), default=-1)
    filled = [sum(not is_blank(cell) for cell in row) for row in rows[: last + 1]]
    widest = max(filled, default=0)
    top = next((at for at, count in enumerate(filled) if count >= max(_LEAST, widest - 1)), None)
    if top is None or top >= HEADING_WITHIN or last == top or last - top >= _ROWS:
        return None
    block = rows[top : last + 1]
    width = max(map(len, block))
    if width > _COLUMNS:
        return None
    turned = [tuple(row[at] if at < len(row) else None for row in block) for at in range(width)]
    made = (*rows[:top], *turned, *rows[last + 1 :])
    merged = tuple(_merged(grid.merged, top, last, width))
    whole = replace(grid, rows=made, merged=merged, hidden_rows=frozenset(), hidden_columns=frozenset())
    return Turned(whole, grid, top, len(block), width)


_LEAST = 2


def _merged(merged: Sequence[Merged], top: int, last: int, width: int) -> Iterator[Merged]:
    """Yield where the joined cells stand in the turned sheet; those that reach beyond the block are spread already."""
    for first, left, bottom, right in merged:
        if bottom < top:
            yield first, left, bottom, right
        elif first >= top and bottom <= last:
            yield top + left, first - top, top + min(right, width - 1), bottom - top


def hidden_of(turned: Turned, hidden_rows: bool | None) -> tuple[list[Fault], list[Fault], list[LeftOut]]:
    """Return what is said, asked and left out for the hidden columns and rows of the sheet as it was brought."""
    source = turned.source
    rows = {at: _text(row) for at, row in enumerate(source.rows) if at in source.hidden_rows and _text(row)}
    columns = sorted(at for at in source.hidden_columns if any(not is_blank(_at(row, at)) for row in source.rows))
    said, asks, left_out = list[Fault](), list[Fault](), list[LeftOut]()
    if columns:
        said.append(Fault("", "hidden_columns_said", {"columns": "、".join(map(column_name, columns))}))
    if rows and hidden_rows is None:
        told = "、".join(f"{row + 1}行" for row in [*rows][:10]) + ("ほか" if len(rows) > 10 else "")
        asks.append(Fault("", "ask_hidden_rows", {"sheet": source.name, "count": len(rows), "rows": told}))
    if rows and hidden_rows is False:
        left_out += [LeftOut(source.name, at + 1, "", text, Fault("", "hidden_row", {})) for at, text in rows.items()]
    return said, asks, left_out


def _text(cells: Sequence[GridCell]) -> str:
    return " ".join(" ".join(csv_text(cell).split()) for cell in cells if not is_blank(cell))[:200]


def _at(row: Sequence[GridCell], column: int) -> GridCell:
    return row[column] if column < len(row) else None
