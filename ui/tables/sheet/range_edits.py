"""What a user's action on a range of cells asks to change, as lists of CellEdit. Pure: nothing is written here."""

from collections.abc import Sequence

from core.words.sentences import SENTENCES
from ui.tables.columns import CellEdit, Rejected
from ui.tables.record_list import RecordList
from ui.tables.sheet.cursor import Range
from ui.tables.tsv import Rows


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


def plan_fill_right(records: RecordList, target: Range) -> list[CellEdit]:
    """Return the edits that copy the first column of `target` into its other columns; of a single column, the column
    at its left."""
    left = target.left if target.width > 1 else max(0, target.left - 1)
    source = records.columns[left]
    return _changed(
        [
            CellEdit(record, column, source.plain_text(record))
            for record in records.shown[target.top : target.bottom + 1]
            for column in records.columns[left + 1 : target.right + 1]
        ]
    )


TOGGLE = " "


def plan_key(
    records: RecordList, target: Range, typed: str, current: tuple[int, int] | None = None
) -> list[CellEdit] | None:
    """Return what a single key means to the cells of `target`, or None when it means nothing to any of them.

    A key that toggles gives all of them the new value of the `current` cell.
    """
    wishes = [
        CellEdit(records.shown[row], records.columns[at], text)
        for row, at in target.cells()
        if (text := _meant(records, row, at, typed)) is not None
    ]
    if typed == TOGGLE and current is not None:
        wanted = _meant(records, *current, typed)
        if wanted is None:
            return None
        wishes = [CellEdit(wish.record, wish.column, wanted) for wish in wishes]
    return _changed(wishes) if wishes else None


def _meant(records: RecordList, row: int, at: int, typed: str) -> str | None:
    values = records.columns[at].key_values
    return values(records.shown[row], typed) if values else None


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
