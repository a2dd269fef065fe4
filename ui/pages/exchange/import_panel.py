"""取り込む: the sheet as it is, what its columns mean, and what taking it in would do line by line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from core.model.machine.faults import Fault, Faults
from core.model.machine.grids import Grid, SourceFile
from core.model.registry import TABLES
from core.operations.importing.columns import choices, rematched
from core.operations.importing.headings import HEADING_WITHIN
from core.operations.importing.plan import ImportPlan
from core.operations.importing.understood import Wishes
from core.operations.intake import sheets_together
from core.words.sentences import sentence
from ui.files.spreadsheets import plan_sheets, read_spreadsheet
from ui.pages.exchange.import_lines import ShownLine, counts, left_out_lines, line_columns, shown_lines
from ui.pages.exchange.import_preview import NOT_READ, ImportPreview
from ui.pages.exchange.import_reading import (
    Reading,
    first_understood,
    keep,
    offered_sheets,
    plan_of,
    read_as_found,
    read_as_table,
    read_from_row,
    remembered,
    table_labels,
)
from ui.pages.exchange.import_words import ImportWords, asked, choice_box, fill
from ui.pages.page import small_title
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Rejected
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.background import in_background
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine, row_of

T = TypeVar("T")

_First = tuple[tuple[str, ...], tuple[int, Reading] | None]
"""Which sheets are taken in together, and the first one that is understood, with its place."""
_NOTHING: _First = ((), None)

_ENCODINGS = (
    ("自動", None),
    ("UTF-8", "utf-8"),
    ("CP932(シフトJIS)", "cp932"),
    ("UTF-16", "utf-16"),
    ("EUC-JP", "euc_jp"),
)
_MAY_BE_ENCODING = {"encoding_unknown", "csv_broken"}
"""Why a text is not read that another encoding may mend: it can still be chosen."""
_UNKNOWN = "(選んでください)"
_TABLE_ASKED = {"ask_table", "ask_this_table", "ask_narrowed", "ask_digits"}
"""What is asked where the clerk has to say of which table a sheet is."""


class ImportPanel(QWidget):
    """`take` is called with the plan once the clerk has decided, `leave` when nothing is to be taken in."""

    def __init__(
        self,
        session: Session,
        memory: Memory,
        message: Banner,
        take: Callable[[ImportPlan], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._memory = memory
        self._message = message
        self._take = take
        self._path = Path()
        self._source: SourceFile | None = None
        self._together: tuple[str, ...] = ()
        self._reading: Reading | None = None
        self._shape, self._singles = "", 0
        self.plan: ImportPlan | None = None
        self._name = small_title("")
        self.encoding = choice_box("文字コード", self._read_again)
        self.encoding.addItems([label for label, _ in _ENCODINGS])
        self.sheet = choice_box("シート", self._choose_sheet)
        self.table = choice_box("取り込み先", self._choose_table)
        self.heading = choice_box("見出しの行", self._choose_heading)
        self.words = ImportWords(self._say)
        self.preview = ImportPreview(self._rematch, memory)
        self.lines = Sheet(
            line_columns(),
            name="取り込みの内容",
            store=memory,
            empty=EmptyState("取り込むと変わる行はありません。"),
        )
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._told.setProperty("role", "label")
        self.part = button("取り込める行だけ取り込む", self._go, help="控えを残してから取り込みます。元に戻せます。")
        self.all = button("すべて取り込む", self._go, "primary", help="控えを残してから取り込みます。元に戻せます。")
        self._lay_out(leave)

    @property
    def is_empty(self) -> bool:
        """Whether no file is looked at."""
        return self._source is None

    def open(self, path: Path) -> bool:
        """Read a file and show what importing it would do; returns whether it could be read."""
        self._path = path
        self.encoding.setCurrentIndex(0)
        return self._read_again()

    def open_block(self, grid: Grid, table: str) -> None:
        """Show what taking in a block from the clipboard would do, as lines of a table ("": of whichever fits)."""
        self._path = Path(grid.name)
        self._show_source(SourceFile((grid,)))
        self._show_encoding(False)
        if table in table_labels().values():
            self.table.setCurrentText(TABLES[table].label)
            self._choose_table()

    def clear(self) -> None:
        """Look at nothing any more."""
        self._source, self._reading, self.plan, self._shape = None, None, None, ""

    def look_again(self) -> None:
        """Compare with the ledger as it is now."""
        source, reading, book = self._source, self._reading, self._session.book
        if source is None:
            return
        job: Callable[[], ImportPlan | Faults | None] = partial(plan_of, reading, book, source)
        if source.is_ours or self._is_whole:
            job = plan_sheets(self._session, source, None if self._is_whole else self.sheet.currentText())

        def plan() -> tuple[ImportPlan | Faults | None, list[ShownLine]]:
            made = job()
            return made, shown_lines(made) if isinstance(made, ImportPlan) else []

        planned = in_background("取り込む内容を調べています…", self, plan)
        self._show_plan(*(planned or (None, [])))

    def remember(self) -> None:
        """Keep how the columns were matched."""
        if self._reading is not None:
            keep(self._reading, self._memory)

    def _read_again(self) -> bool:
        path, encoding = self._path, _ENCODINGS[max(self.encoding.currentIndex(), 0)][1]
        source = in_background(f"{path.name} を読んでいます…", self, lambda: read_spreadsheet(path, encoding))
        self._message.hide()
        if source is None:
            self._message.show_message("info", "読み込みを中止しました。")
            return False
        if isinstance(source, Faults):
            told = " ".join(map(sentence, source))
            self._message.show_message("error", f"{path.name}: {told}")
            if not any(fault.rule in _MAY_BE_ENCODING for fault in source):
                return False
            source = SourceFile((Grid(path.stem, (), is_text=True),))
        elif not any(grid.rows for grid in source.grids):
            self._message.show_message("error", f"{path.name}: {sentence(Fault('', 'nothing_to_import'))}")
            return False
        self._show_source(source)
        return True

    def _show_source(self, source: SourceFile) -> None:
        self._source = source
        self._name.setText(self._path.name)
        self._show_encoding(any(grid.is_text for grid in source.grids))
        book, kept = self._session.book, remembered(self._memory)

        def look() -> _First:
            together = sheets_together(book, source)
            is_one = not source.is_ours and not together
            return together, first_understood(book, source.grids, kept) if is_one else None

        self._together, first = self._looked(look, _NOTHING)
        offered, self._singles = offered_sheets(source, self._together)
        fill(self.sheet, offered)
        self.sheet.setCurrentIndex(first[0] if first else 0)
        self._choose_sheet(first[1] if first else None)

    def _looked(self, job: Callable[[], T], otherwise: T) -> T:
        """Return what a job finds out beside the window, or the other where nobody waited for it."""
        found = in_background("表を調べています…", self, job)
        return otherwise if found is None else found

    @property
    def _is_whole(self) -> bool:
        """Whether all sheets that belong together are taken in at once."""
        return self.sheet.currentIndex() < self._singles

    def _show_encoding(self, shown: bool) -> None:
        self.encoding.setVisible(shown)
        self._labels["文字コード"].setVisible(shown)

    def _choose_sheet(self, known: Reading | None = None) -> None:
        """Show the chosen sheet, as it is `known` to be read or as it is found."""
        source = self._source
        if source is None:
            return
        grid = source.grids[max(self.sheet.currentIndex() - self._singles, 0)]
        if self._is_whole and self._together:
            grid = next(one for one in source.grids if one.name == self._together[0])
        is_one = not source.is_ours and not self._is_whole
        self.words.reset()
        self._reading = known
        if is_one and known is None:
            book, kept = self._session.book, remembered(self._memory)
            self._reading = self._looked(lambda: read_as_found(book, grid, kept), None)
        for part in (self._labels["取り込み先"], self.table, self._labels["見出しの行"], self.heading):
            part.setVisible(is_one)
        if self._reading is not None:
            self._shape = self._reading.shape
            fill(self.table, [self._shape or _UNKNOWN, *table_labels()])
        self._show_reading(grid)

    def _choose_table(self) -> None:
        reading = self._reading
        if reading is None:
            return
        name = table_labels().get(self.table.currentText())
        book, kept, before = self._session.book, remembered(self._memory), self.words.wishes(Wishes())
        if name is not None:
            self._read_anew(lambda: read_as_table(book, reading.grid, name, reading.wishes))
        elif self._shape:
            self._read_anew(lambda: read_as_found(book, reading.grid, kept).again(book, before))

    def _read_anew(self, job: Callable[[], Reading]) -> None:
        """Show the sheet as it is read now that the clerk has said more of it."""
        reading = self._reading
        if reading is not None:
            self._reading = self._looked(job, reading)
            self._show_reading(reading.grid)

    def _say(self) -> None:
        reading = self._reading
        if reading is not None:
            wishes = self.words.wishes(reading.wishes)
            if wishes != reading.wishes:
                self._read_anew(partial(reading.again, self._session.book, wishes))

    def _choose_heading(self) -> None:
        reading = self._reading
        if reading is not None and reading.matching is not None:
            self._read_anew(partial(read_from_row, self._session.book, reading, self.heading.currentIndex()))

    def _rematch(self, edits: list[CellEdit]) -> list[Rejected]:
        assert self._reading is not None
        matching = self._reading.matching
        assert matching is not None
        offered = {column.heading: column for column in choices(TABLES[matching.table])}
        words = "・".join(offered)
        rejected = []
        for edit in edits:
            text = "" if edit.text == NOT_READ else edit.text
            if text and text not in offered:
                fault = Fault("", "not_a_word", {"text": text, "label": "台帳の項目", "choices": words})
                rejected.append(Rejected(edit, sentence(fault)))
            else:
                matching = rematched(matching, edit.record.id, offered.get(text))
        if not rejected:
            self._read_anew(partial(self._reading.meaning, self._session.book, matching))
        return rejected

    def _show_reading(self, grid: Grid) -> None:
        reading = self._reading
        matching = reading.matching if reading else None
        self.words.show_for(reading)
        if reading is not None:
            label = TABLES[matching.table].label if matching else self.table.itemText(0)
            if reading.shape and reading.shape != self._shape and reading.table is not None:
                label = TABLES[reading.table].label
            is_open = any(fault.rule in _TABLE_ASKED for fault in reading.asks)
            self.table.setCurrentIndex(0 if is_open else self.table.findText(label))
            fill(self.heading, [f"{row + 1}行目" for row in range(min(len(grid.rows), HEADING_WITHIN))])
            self.heading.setCurrentIndex(reading.heading_row or 0)
            self.heading.setEnabled(matching is not None)
        self.preview.show_grid(reading.shown if reading else grid, reading)
        self.look_again()

    def _show_plan(self, plan: ImportPlan | Faults | None, lines: list[ShownLine]) -> None:
        self.plan = plan if isinstance(plan, ImportPlan) else None
        if self.plan is not None:
            told = counts(self.plan)
        elif isinstance(plan, Faults):
            told = " ".join(map(sentence, plan))
        elif self._reading is not None and self._reading.asks and self._reading.grid.rows:
            told = " ".join(map(asked, self._reading.asks))
        else:
            told = "どの表か分かりません。取り込み先を選んでください。"
        self._told.setText(told)
        if self.plan is None and self._reading is not None:
            lines = left_out_lines(self._reading.left_out)
        self.lines.set_records(lines)
        refused = bool(self.plan and self.plan.refused)
        ready = bool(self.plan and self.plan.change_set)
        self.part.setVisible(refused)
        self.part.setEnabled(ready)
        self.all.setEnabled(ready and not refused)

    def _go(self) -> None:
        assert self.plan is not None
        self._take(self.plan)

    def _lay_out(self, leave: Callable[[], object]) -> None:
        boxes = (self.encoding, self.sheet, self.table, self.heading)
        self._labels = {box.accessibleName(): QLabel(box.accessibleName()) for box in boxes}
        parts = [part for box in boxes for part in (self._labels[box.accessibleName()], box)]
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self._told, 1)
        for pressed in (button("やめる", leave), self.part, self.all):
            ends.addWidget(pressed)
        column.addLayout(ends)
        column.addWidget(self.lines, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.preview)
        splitter.addWidget(below)
        splitter.setSizes([220, 300])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(ToolLine(row_of([self._name, *parts[:4]]), parts[4:], at_left=True))
        layout.addWidget(self.words)
        layout.addWidget(splitter, 1)
