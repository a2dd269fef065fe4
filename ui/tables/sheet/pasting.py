"""What a pasted block asks of a table: edits of its rows, rows to add, and what of the block is not read. Pure."""

from collections.abc import Sequence
from dataclasses import field
from typing import Any

from core.dataclass import dataclass
from core.model.machine.faults import Fault, Refused
from core.model.machine.grids import Copied
from core.operations.editing.block import find_heading, in_unit, is_blank, unit_of, within, word_key
from core.words.sentences import sentence
from ui.tables.columns import CellEdit, Column, Rejected
from ui.tables.record_list import RecordList
from ui.tables.sheet.cursor import Range
from ui.tables.sheet.range_edits import locked
from ui.tables.tsv import Rows


@dataclass(frozen=True, slots=True)
class Plan:
    """Edits of existing rows, rows to add, cells that cannot take their text, and the range that it covers (None: only
    rows that are to be added). `computed` are the columns whose texts are not read because the program computes them,
    `unknown` the headings for which the table has no column."""

    edits: list[CellEdit]
    rows: list[list[CellEdit]]
    rejected: list[Rejected]
    range: Range | None
    computed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What there is to say of the paste once it is done: nothing where it went where everybody sees it."""
        overwritten = len({id(edit.record) for edit in self.edits})
        parts = []
        if self.rows:
            parts.append(f"{overwritten}行を上書き、" if overwritten else "")
            parts.append(f"{len(self.rows)}行を追加しました。")
        if self.computed:
            parts.append(f"「{'」「'.join(self.computed)}」は自動で決まる列のため読みませんでした。")
        if self.unknown:
            parts.append(f"「{'」「'.join(self.unknown)}」に当たる列がこの表にないため読みませんでした。")
        return "".join(parts)


@dataclass(slots=True)
class _Laid:
    """The block as it lies on the table: its columns (None: of no column of the table), its lines, and from where."""

    columns: list[Column | None]
    lines: Rows
    top: int
    unknown: tuple[str, ...] = ()
    has_heading: bool = False
    is_repeated: bool = False
    computed: dict[str, None] = field(default_factory=dict)


def plan_paste(records: RecordList, target: Range, block: Copied, *, appendable: bool) -> Plan:
    """Return what pasting a block at `target` means: one value fills the selection, a range is repeated where the
    selection is a multiple of it, else it is laid down once from the upper left cell. Where the first line names
    columns of the table, each column goes where its heading says.

    What stands in a joined cell holds for its whole range; a figure there is refused, since nobody knows whose it is.
    A line that says in a column `tells_rows` which row it is goes into that row, wherever it stands. A cell that would
    keep its text is left out, and so is every cell that is computed. Raises Refused "paste_too_wide" or
    "paste_too_tall" when the range leaves the table (rows beyond the end are added if `appendable`).
    """
    laid = _laid(records, target, block.spread)
    edits, rejected, rows = list[CellEdit](), _joined_figures(laid, block), list[list[CellEdit]]()
    covered: list[int] = []
    is_told = any(column is not None and column.tells_rows for column in laid.columns) and not laid.is_repeated
    finder = _Finder(records, laid.columns) if is_told and len(laid.columns) > 1 else None
    last = max((step for step, line in enumerate(laid.lines) if not is_blank(line)), default=-1)
    for step, line in enumerate(laid.lines):
        row: int | None = laid.top + step
        if finder is not None:
            row = finder.row(line, laid.top + step)
            if row is None:
                rejected += [] if is_blank(line) else [finder.refusal(line)]
                continue
        assert row is not None
        if row < len(records.shown):
            covered.append(row)
            _overwrite(records.shown[row], laid, line, edits, rejected, is_found=finder is not None)
        elif not appendable and step <= last:
            raise Refused("paste_too_tall", extra=last - step + 1)
        elif not is_blank(line):
            rows.append(_new_row(laid, line))
    range = _covered(laid, covered, records)
    return Plan(edits, [row for row in rows if row], rejected, range, tuple(laid.computed), laid.unknown)


def _joined_figures(laid: _Laid, block: Copied) -> list[Rejected]:
    """Return the figures that stand in joined cells: to which of them they belong cannot be said."""
    return [
        Rejected(CellEdit(None, column, text), sentence(Fault("", "merged_figure", {"text": text})))
        for top, left, _, right in block.merged
        for column in laid.columns[left : right + 1]
        if column is not None and column.figure and any(map(str.isdecimal, text := block.cells[top][left]))
        if top or not laid.has_heading
    ]


def named_columns(records: RecordList, at: int, cells: Rows) -> tuple[int | None, ...] | None:
    """Return for each column of a block with headings the column of the table; None for a block without."""
    return find_heading(cells, [(column.label, *column.also) for column in records.columns], at)


def _laid(records: RecordList, target: Range, cells: Rows) -> _Laid:
    named = named_columns(records, target.left, cells)
    if named is not None:
        columns = [None if place is None else records.columns[place] for place in named]
        unknown = tuple(
            heading
            for at, (heading, place) in enumerate(zip(cells[0], named, strict=True))
            if place is None and any(line[at].strip() for line in cells)
        )
        units = [unit_of(heading) for heading in cells[0]]
        lines = [[in_unit(text, unit) for text, unit in zip(line, units, strict=True)] for line in cells[1:]]
        return _Laid(columns, lines, target.top, unknown, has_heading=True)
    block = within(cells, len(records.columns) - target.left)
    height, width = len(block), len(block[0])
    down = target.height if target.height % height == 0 else height
    across = target.width if target.width % width == 0 else width
    extra = target.left + across - len(records.columns)
    if extra > 0:
        raise Refused("paste_too_wide", extra=extra)
    lines = [[block[step % height][at % width] for at in range(across)] for step in range(down)]
    columns = list(records.columns[target.left : target.left + across])
    return _Laid(columns, lines, target.top, is_repeated=(down, across) != (height, width))


def _overwrite(
    record: Any,
    laid: _Laid,
    line: Sequence[str],
    edits: list[CellEdit],
    rejected: list[Rejected],
    *,
    is_found: bool,
) -> None:
    """Note what a line asks of a row that is there; `is_found`: by what the line says of itself."""
    for column, text in zip(laid.columns, line, strict=True):
        if column is None or text == column.plain_text(record) or (is_found and column.tells_rows):
            continue
        wish = CellEdit(record, column, text)
        if column.can_edit(record):
            edits.append(wish)
        elif column.edit is None and not column.tells_rows:
            _note_computed(laid, column, text)
        elif not (column.tells_rows and word_key(text) == word_key(column.plain_text(record))):
            rejected.append(locked(wish))


def _new_row(laid: _Laid, line: Sequence[str]) -> list[CellEdit]:
    """Return the cells of a line that is to become a row."""
    wishes = []
    for column, text in zip(laid.columns, line, strict=True):
        if column is not None and text.strip():
            if column.edit is not None:
                wishes.append(CellEdit(None, column, text))
            else:
                _note_computed(laid, column, text)
    return wishes


def _note_computed(laid: _Laid, column: Column, text: str) -> None:
    if text.strip():
        laid.computed[column.label.replace("\n", "")] = None


def _covered(laid: _Laid, rows: Sequence[int], records: RecordList) -> Range | None:
    places = [records.columns.index(column) for column in laid.columns if column is not None]
    if not rows or not places:
        return None
    return Range(min(rows), min(places), max(rows), max(places))


class _Finder:
    """Finds the row of a line by what stands in the columns that tell rows."""

    def __init__(self, records: RecordList, columns: Sequence[Column | None]) -> None:
        self._records = records
        self._telling = [(at, one) for at, one in enumerate(columns) if one is not None and one.tells_rows]
        self._rows: dict[tuple[str, str], set[int]] = {}
        for _, column in self._telling:
            for row, record in enumerate(records.shown):
                self._rows.setdefault((column.name, word_key(column.plain_text(record))), set()).add(row)

    def row(self, line: Sequence[str], place: int) -> int | None:
        """Return the row that the line speaks of: of several the one at its own place; of a line that says nothing of
        it that place. None where there is no such row, or several."""
        found: set[int] | None = None
        for at, column in self._telling:
            if line[at].strip():
                here = self._rows.get((column.name, word_key(line[at])), set())
                found = here if found is None else found & here
        if found is None:
            return None if is_blank(line) else place
        if place in found:
            return place
        return next(iter(found)) if len(found) == 1 else None

    def refusal(self, line: Sequence[str]) -> Rejected:
        """Return why there is no row for the line."""
        at, column = next((at, column) for at, column in self._telling if line[at].strip())
        said = "　".join(line[place].strip() for place, _ in self._telling if line[place].strip())
        fault = Fault("", "row_not_here", {"label": column.label.replace("\n", ""), "text": said})
        return Rejected(CellEdit(None, column, line[at]), sentence(fault))
