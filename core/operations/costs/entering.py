"""Costs: the vendor's lines by fiscal year, and what everybody pays today, as matrices."""

from collections.abc import Mapping, Sequence

from core.model.book import Book
from core.model.costs import CostAmount, CostLine, CurrentCost
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Fault, Faults, Refused
from core.model.machine.kinds import FieldValue
from core.model.machine.naming import describe
from core.model.values.money import parse_number
from core.model.values.ratios import YEN
from core.operations.editing.adding import insert_row
from core.operations.editing.appending import told_missing
from core.operations.editing.constraints import check
from core.operations.editing.draft import Draft
from core.operations.editing.matrix import write_all, write_cell
from core.operations.editing.reading import read

Column = str | int
"""A column of the cost lines: the name of a field, or a fiscal year."""


def add_cost_line(book: Book, name: str, amounts: Mapping[int, str] | None = None, **texts: str) -> ChangeSet | Faults:
    """Add a line in the last place with its amounts by fiscal year."""
    columns: list[Column] = ["name", *texts, *(amounts or {})]
    return add_cost_lines(book, columns, [[name, *texts.values(), *(amounts or {}).values()]])


def add_cost_lines(
    book: Book,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    cells: Sequence[tuple[CostLine, Column, str]] = (),
) -> ChangeSet | Faults:
    """Add a pasted range as lines, together with the `cells` of lines that are there, all or none.

    A fault's fact `cell` is the cell's place: `cells` first, then the rows one after the other.
    """
    draft, faults = Draft(book), []
    for at, (line, column, text) in enumerate(cells):
        try:
            _write_cell(draft, line, column, text)
        except Refused as refused:
            faults.append(Fault(str(column), refused.rule, {**refused.facts, "cell": at}))
    lines: dict[int, int] = {}
    for at, row in enumerate(rows):
        texts = {column: text for column, text in zip(columns, row, strict=True) if isinstance(column, str)}
        refusals, added = insert_row(draft, CostLine, texts)
        typed = {column: text for column, text in texts.items() if text.strip()}
        faults += [_beside(told_missing(one, typed), at, columns, one.field, len(cells)) for one in refusals]
        if added is None:
            continue
        lines[added.id] = at
        for column, text in zip(columns, row, strict=True):
            fault = _write_amount(draft, added, column, text) if isinstance(column, int) else None
            if fault:
                faults.append(_beside(fault, at, columns, column, len(cells)))
    if not faults:
        faults = [_beside(f, lines.get(row.id, 0), columns, f.field, len(cells)) for row, f in check(draft)]
    if faults:
        return Faults(tuple(faults))
    if len(lines) == 1:
        return draft.finish(f"{describe(draft, draft.all(CostLine)[next(iter(lines))])}を追加")
    return draft.finish(f"経費明細を追加({len(lines)}件)")


def set_cost_cells(book: Book, cells: Sequence[tuple[CostLine, Column, str]]) -> ChangeSet | Faults:
    """Type into cells of the lines, fields and years alike, as one action; a blank removes a year's amount."""

    return write_all(book, cells, _write_cell, "amount", "経費明細")


def set_current_costs(
    book: Book, cells: Sequence[tuple[Municipality, int | None, str]], category: str = ""
) -> ChangeSet | Faults:
    """Write present costs of one category by municipality and fiscal year (None: the whole term), all or none.

    A blank removes the figure.
    """

    def write(draft: Draft, municipality: Municipality, year: int | None, text: str) -> CurrentCost | None:
        place = {"municipality_id": municipality.id, "fiscal_year": year, "category": category}
        values = {"yen": read(draft, CurrentCost, "yen", text)} if text.strip() else None
        return write_cell(draft, CurrentCost, municipality.id, place, values)

    return write_all(book, cells, write, "yen", "現行経費")


def _write_cell(draft: Draft, line: CostLine, column: Column, text: str) -> CostLine | CostAmount | None:
    """Type into one cell of a line; return the row that was touched, None if none was. Raises Refused."""
    if isinstance(column, int):
        return _set_amount(draft, line, column, text)
    current = draft.all(CostLine)[line.id]
    written = draft.update(current, **{column: read(draft, CostLine, column, text, current)})
    return None if written == current else written


def _write_amount(draft: Draft, line: CostLine, year: int, text: str) -> Fault | None:
    try:
        _set_amount(draft, line, year, text)
    except Refused as refused:
        return refused.at("amount")
    return None


def _set_amount(draft: Draft, line: CostLine, year: int, text: str) -> CostAmount | None:
    place = {"cost_line_id": line.id, "fiscal_year": year}
    values = _read_amount(draft, draft.all(CostLine)[line.id], text) if text.strip() else None
    return write_cell(draft, CostAmount, line.id, place, values)


def _read_amount(draft: Draft, line: CostLine, text: str) -> dict[str, FieldValue]:
    """Return whole units and hundredths of a typed amount: 12,345.67 of a foreign currency. Raises Refused."""
    whole, cents = text, 0
    if line.currency != YEN:
        number = parse_number(text) * 100
        if number.denominator == 1 and number > 0:
            whole, cents = str(int(number) // 100), int(number) % 100
    return {"amount": read(draft, CostAmount, "amount", whole), "cents": cents}


def _beside(fault: Fault, row: int, columns: Sequence[Column], column: Column, before: int) -> Fault:
    at = columns.index(column) if column in columns else 0
    return Fault(fault.field, fault.rule, {**fault.facts, "cell": before + row * len(columns) + at})
