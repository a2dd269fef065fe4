"""What a user's action on a range of cells asks to change, as lists of CellEdit. Pure: nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.machine.faults import Refused
from core.words.sentences import SENTENCES
from ui.tables.columns import CellEdit, Rejected
from ui.tables.record_list import RecordList
from ui.tables.sheet.cursor import Range
from ui.tables.tsv import Rows


@dataclass(frozen=True, slots=True)
class Plan:
    """Edits of existing rows, rows to add, cells that cannot take their text, and the range that it covers."""

    edits: list[CellEdit]
    rows: list[list[CellEdit]]
    rejected: list[Rejected]
    range: Range


def plan_paste(records: RecordList, target: Range, cells: Rows, *, appendable: bool) -> Plan:
    """Return what pasting `cells` at `target` means: one value fills the selection, a range is repeated where the
    selection is a multiple of it, else it is laid down once from the upper left cell.

    A cell that would keep its text is left out. Raises Refused "paste_too_wide" or "paste_too_tall" when the range
    leaves the table (rows beyond the end are added if `appendable`).
    """
    height, width = len(cells), len(cells[0])
    down = target.height if target.height % height == 0 else height
    across = target.width if target.width % width == 0 else width
    columns = records.columns[target.left : target.left + across]
    if len(columns) < across:
        raise Refused("paste_too_wide", extra=across - len(columns))
    existing = min(down, len(records.shown) - target.top)
    if down > existing and not appendable:
        raise Refused("paste_too_tall", extra=down - existing)
    edits: list[CellEdit] = []
    rejected: list[Rejected] = []
    rows: list[list[CellEdit]] = []
    for step in range(down):
        line = cells[step % height]
        record = records.shown[target.top + step] if step < existing else None
        wishes = [CellEdit(record, column, line[at % width]) for at, column in enumerate(columns)]
        if record is None:
            rows.append([wish for wish in wishes if wish.text and wish.column.edit is not None])
        else:
            changed = [wish for wish in wishes if wish.text != wish.column.plain_text(record)]
            edits += [wish for wish in changed if wish.column.can_edit(record)]
            rejected += [locked(wish) for wish in changed if not wish.column.can_edit(record)]
    last_row = target.top + max(existing, 1) - 1
    covered = Range(target.top, target.left, last_row, target.left + across - 1)
    return Plan(edits, rows, rejected, covered)


def plan_texts(records: RecordList, target: Range, text: str) -> list[CellEdit]:
    """Return the edits that give every editable cell of `target` the same text (Delete: none)."""
    return _changed(
        [
            CellEdit(records.shown[row], column, text)
            for row in range(target.top, target.bottom + 1)
            for column in records.columns[target.left : target.right + 1]
        ]
    )


def plan_fill_down(records: RecordList, target: Range) -> list[CellEdit]:
    """Return the edits that copy the first row of `target` into its other rows; of a single row, the row above."""
    top = target.top if target.height > 1 else max(0, target.top - 1)
    source = records.shown[top]
    return _changed(
        [
            CellEdit(records.shown[row], column, column.plain_text(source))
            for row in range(top + 1, target.bottom + 1)
            for column in records.columns[target.left : target.right + 1]
        ]
    )


def plan_key(records: RecordList, target: Range, typed: str) -> list[CellEdit] | None:
    """Return what a single key means to the cells of `target`, or None when it means nothing to any of them."""
    wishes = []
    for row, at in target.cells():
        column, record = records.columns[at], records.shown[row]
        text = column.key_values(record, typed) if column.key_values else None
        if text is not None:
            wishes.append(CellEdit(record, column, text))
    return _changed(wishes) if wishes else None


def locked(wish: CellEdit) -> Rejected:
    """Return the refusal of a cell that takes no text."""
    return Rejected(wish, wish.column.locked or SENTENCES["cell_locked"])


def texts(records: RecordList, target: Range, *, headings: bool = False) -> Rows:
    """Return the cells of `target` as they go to the clipboard."""
    columns = records.columns[target.left : target.right + 1]
    lines = [[column.plain_text(record) for column in columns]
             for record in records.shown[target.top : target.bottom + 1]]  # fmt: skip
    return [[column.label.replace("\n", "") for column in columns], *lines] if headings else lines


def _changed(wishes: Sequence[CellEdit]) -> list[CellEdit]:
    return [
        wish
        for wish in wishes
        if wish.column.can_edit(wish.record) and wish.text != wish.column.plain_text(wish.record)
    ]
