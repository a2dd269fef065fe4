"""What the user does to a range of cells: copy, paste, fill, clear, type. The page decides; the sheet never writes."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.model.machine.faults import Fault, Refused
from core.model.machine.grids import Copied
from core.words.sentences import sentence
from ui.tables.clipboard import copied_block
from ui.tables.columns import Blocks, CellEdit, OnAppend, OnEdit, Rejected
from ui.tables.sheet.cursor import Cursor, Range
from ui.tables.sheet.pasting import Plan, named_columns, plan_paste
from ui.tables.sheet.range_edits import locked, plan_fill_down, plan_fill_right, plan_key, plan_texts, texts
from ui.tables.table_model import TableModel
from ui.tables.tsv import Rows, write_tsv


class RangeActions(QObject):
    """One call of `on_edit` (or `on_append`) for each user action, all or nothing."""

    refused = Signal(list)
    """list[Rejected] of an action on several cells."""
    range_refused = Signal(str)
    """The sentence when the whole range was refused."""
    cell_refused = Signal(str)
    """The sentence about the current cell."""
    accepted = Signal()
    told = Signal(str)
    """What a paste has done, where it is more than what was seen to be pasted into."""

    def __init__(
        self,
        model: TableModel,
        cursor: Cursor,
        on_edit: OnEdit | None,
        on_append: OnAppend | None,
        blocks: Blocks | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._cursor = cursor
        self._on_edit = on_edit
        self._on_append = on_append
        self._blocks = blocks

    @property
    def can_edit(self) -> bool:
        """Return whether the page takes edits at all."""
        return self._on_edit is not None

    def copy(self, *, headings: bool = False) -> None:
        """Put the range on the clipboard as Excel does."""
        if range := self._cursor.rows_range:
            QGuiApplication.clipboard().setText(write_tsv(texts(self._model.rows, range, headings=headings)))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """Put the clipboard's cells into the table, all or none; below the last row they become rows."""
        if self._on_edit is None:
            return
        try:
            if (range := self._cursor.range) is None:
                raise Refused("no_rows_yet")
            block = copied_block()
        except Refused as refused:
            self.range_refused.emit(sentence(refused))
            return
        if not self._is_taken(range, block) and not self._is_typed_anew(range, block.cells):
            self._lay(range, block)

    def _is_taken(self, range: Range, block: Copied) -> bool:
        """Let the page read a block with headings; return whether it has, or has refused to."""
        blocks = self._blocks
        if blocks is None or len(block.cells) < 2:
            return False
        if not blocks.first:
            named = named_columns(self._model.rows, range.left, block.spread)
            if named is not None and None not in named:
                return False
        known = self._keys()
        if (taken := blocks.take(block)) is None:
            return False
        if taken.refused:
            self.range_refused.emit(taken.refused)
        elif taken.told:
            self.accepted.emit()
            self._select_added(known)
            self.told.emit(taken.told)
        return True

    def _is_typed_anew(self, range: Range, cells: Rows) -> bool:
        """One cell pasted into 新しい行 is typed there: what else the row needs may follow."""
        is_new = self._model.new_row is not None and range.top >= len(self._model.rows.shown)
        if not is_new or len(cells) > 1 or len(cells[0]) > 1:
            return False
        if not self._model.can_edit(range.top, range.left):
            self._say_locked()
            return True
        refusal = self.commit(range.top, range.left, cells[0][0])
        if refusal is not None:
            self.cell_refused.emit(refusal)
        return True

    def _lay(self, range: Range, block: Copied) -> None:
        try:
            plan = plan_paste(self._model.rows, range, block, appendable=self._can_append)
        except Refused as refused:
            if refused.rule == "paste_too_wide" and self._blocks is not None and self._blocks.first:
                self._blocks.match(block)
            else:
                self.range_refused.emit(sentence(refused))
            return
        if plan.rejected:
            self.refused.emit(plan.rejected)
            return
        known = self._keys() if plan.rows else set()
        if self._ask(plan.edits, self._completed(plan)):
            self._show_done(plan, known)

    @property
    def _can_append(self) -> bool:
        """Whether rows can be added just now."""
        return self._on_append is not None and self._model.new_row is not None

    def _completed(self, plan: Plan) -> list[list[CellEdit]]:
        """Return the rows to add; what was typed into 新しい行 before belongs to the first of them."""
        new = self._model.new_row
        if not plan.rows or new is None:
            return plan.rows
        pasted = {edit.column.name for edit in plan.rows[0]}
        kept = [edit for edit in self._edits(new.typed) if edit.column.name not in pasted]
        return [[*kept, *plan.rows[0]], *plan.rows[1:]]

    def _show_done(self, plan: Plan, known: set[object]) -> None:
        """Select what was pasted, and say what cannot be seen at a glance."""
        if plan.rows:
            self._model.type_new({})
            self._select_added(known, plan.range)
        elif plan.range is not None:
            self._cursor.select(plan.range)
        if plan.told:
            self.told.emit(plan.told)

    def _select_added(self, known: set[object], over: Range | None = None) -> None:
        """Go to the first row that is new; it is selected with the others, and with those just `over` them."""
        if added := self._added(known):
            at = self._cursor.current
            self._cursor.go(added[0], at[1] if at else 0)
            top = over.top if over is not None and over.bottom + 1 == added[0] else added[0]
            self._cursor.select(Range(top, 0, max(added), self._model.columnCount() - 1))

    def fill_down(self) -> None:
        """Copy the first selected row into the others."""
        if range := self._cursor.rows_range:
            self._change(plan_fill_down(self._model.rows, range))

    def fill_right(self) -> None:
        """Copy the first selected column into the others."""
        if range := self._cursor.rows_range:
            self._change(plan_fill_right(self._model.rows, range))

    def clear(self) -> None:
        """Empty the editable cells of the range."""
        range = self._cursor.range
        if range is None or self._on_edit is None:
            return
        if not any(self._model.can_edit(row, column) for row, column in range.cells()):
            self._say_locked()
        new = self._model.new_row
        if new is not None and range.bottom >= len(self._model.rows.shown):
            emptied = {column.name for column in self._model.columns[range.left : range.right + 1]}
            typed = {name: text for name, text in new.typed.items() if name not in emptied}
            self._model.type_new(typed, new.missing if typed else ())
        rows = self._cursor.rows_range
        self._change(plan_texts(self._model.rows, rows, "") if rows else [])

    def key_action(self, typed: str) -> Callable[[], object] | None:
        """Return what a typed character does at once, or None when it begins editing."""
        range, current = self._cursor.rows_range, self._cursor.current
        if current is None or (not typed.strip() and typed != " ") or self._on_edit is None:
            return None
        if range is not None and self._model.record(current[0]) is not None:
            edits = plan_key(self._model.rows, range, typed, current)
            if edits is not None:
                return lambda: self._change(edits)
        return None if self._model.can_edit(*current) else self._say_locked

    def commit(self, row: int, column: int, text: str) -> str | None:
        """Ask for one typed cell; return the sentence of refusal or None."""
        if self._model.record(row) is None:
            return self._type_new(column, text)
        rejected = self._typed(row, column, text)
        return rejected[0].sentence if rejected else None

    def commit_left(self, row: int, column: int, text: str) -> str | None:
        """Ask for a cell that was left without Enter; a refusal is listed, since no editor keeps the text."""
        if self._model.record(row) is None:
            refusal = self._type_new(column, text, follow=False)
            if refusal is not None:
                self.range_refused.emit(refusal)
            return None
        rejected = self._typed(row, column, text)
        if rejected:
            self.refused.emit(list(rejected))
        return None

    def fill(self, row: int, column: int, text: str) -> str | None:
        """Give every selected cell what was typed into one of them; return the sentence of refusal or None."""
        range = self._cursor.rows_range
        if self._model.record(row) is None or range is None or (range.height, range.width) == (1, 1):
            return self.commit(row, column, text)
        edits = plan_texts(self._model.rows, range, text)
        rejected = self._on_edit(edits) if edits and self._on_edit is not None else ()
        if not rejected:
            self.accepted.emit()
        return rejected[0].sentence if rejected else None

    def tell_unfinished(self) -> None:
        """Say of 新しい行, when it is left, what is still missing for it to be a row."""
        new = self._model.new_row
        if new is not None and new.typed and new.missing:
            names = [column.label.replace("\n", "") for column in self._model.columns if column.name in new.missing]
            self.range_refused.emit(sentence_of("new_row_unfinished", labels="・".join(names)))

    def _type_new(self, column: int, text: str, *, follow: bool = True) -> str | None:
        """Type into 新しい行: it becomes a row as soon as it has what it needs. Returns the sentence of refusal; until
        then what was typed is kept there. With `follow` the cursor goes with the new row."""
        new, shown = self._model.new_row, self._model.columns[column]
        if new is None or self._on_append is None or text == new.typed.get(shown.name, ""):
            return None
        typed = {**new.typed, shown.name: text} if text.strip() else {**new.typed}
        if not text.strip():
            typed.pop(shown.name, None)
        if not typed:
            self._model.type_new({})
            return None
        known = self._keys()
        rejected = self._on_append([], [self._edits(typed)])
        wrong = [one for one in rejected if not one.missing]
        if wrong:
            return " ".join(dict.fromkeys(one.sentence for one in wrong))
        self._model.type_new(typed if rejected else {}, [one.missing for one in rejected])
        if not rejected:
            self.accepted.emit()
            added = self._added(known)
            if added and follow:
                self._cursor.go(added[0], column)
        return None

    def _keys(self) -> set[object]:
        return {self._model.rows.key(record) for record in self._model.rows.all}

    def _added(self, known: set[object]) -> list[int]:
        """Return the shown rows of records that were not there before."""
        return [row for row, record in enumerate(self._model.rows.shown) if self._model.rows.key(record) not in known]

    def _edits(self, typed: Mapping[str, str]) -> list[CellEdit]:
        return [CellEdit(None, column, typed[column.name]) for column in self._model.columns if column.name in typed]

    def _typed(self, row: int, column: int, text: str) -> Sequence[Rejected]:
        shown, record = self._model.columns[column], self._model.rows.shown[row]
        if self._on_edit is None or text == shown.plain_text(record):
            return ()
        rejected = self._on_edit([CellEdit(record, shown, text)])
        if not rejected:
            self.accepted.emit()
        return rejected

    def _change(self, edits: list[CellEdit]) -> bool:
        """Ask for edits, if there are any; return whether nothing was refused."""
        return self._ask(edits, [])

    def _ask(self, edits: list[CellEdit], rows: list[list[CellEdit]]) -> bool:
        """Ask the page; return whether it accepted."""
        if (not edits and not rows) or self._on_edit is None:
            return True
        rejected = self._on_append(edits, rows) if rows and self._on_append else self._on_edit(edits)
        if rejected:
            self.refused.emit(list(rejected))
            return False
        self.accepted.emit()
        return True

    def _say_locked(self) -> None:
        current = self._cursor.current
        if current:
            wish = CellEdit(self._model.record(current[0]), self._model.columns[current[1]], "")
            self.cell_refused.emit(locked(wish).sentence)


def sentence_of(rule: str, **facts: object) -> str:
    """Return a sentence of the sheet itself."""
    return sentence(Fault("", rule, facts))
