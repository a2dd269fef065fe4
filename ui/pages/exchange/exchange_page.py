"""取込・書出: the ledger as spreadsheets, and spreadsheets into the ledger."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.model.machine.faults import Refused
from core.operations.importing.plan import ImportPlan
from core.operations.pasted_block import grid_to_match
from core.words.sentences import sentence
from ui.files.spreadsheets import take_in
from ui.pages.exchange.export_panel import ExportPanel
from ui.pages.exchange.import_panel import ImportPanel
from ui.pages.page import Page, panel, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.clipboard import copied_block
from ui.widgets.buttons import button
from ui.widgets.drop import FileDrop

_FILTER = "ExcelブックとCSV (*.xlsx *.xlsm *.csv *.tsv *.txt);;すべてのファイル (*)"


_MISFIT = "貼り付けた範囲は、まだ台帳に入っていません。列の対応を確かめてから取り込んでください。"


class ExchangePage(Page):
    """Both ways side by side; while a file is looked at, it has the page to itself."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.exporting = ExportPanel(session, memory, self.message)
        self.importing = ImportPanel(session, memory, self.message, self._take, self._leave)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.exporting, 1)
        row.addWidget(self._beginning(), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self.importing)
        self.body.addWidget(self._stack, 1)
        FileDrop(self, lambda paths: self.look_at(paths[0]) if paths else None)
        session.loaded.connect(self._leave)

    def reload(self, changed: Changed | None) -> None:
        if self.importing.is_empty:
            self.exporting.reload()
        else:
            self.importing.look_again()

    def open_search(self) -> None:
        if not self.importing.is_empty:
            self.importing.lines.open_search()

    def look_at(self, path: Path) -> None:
        """Read a file and show what importing it would do; the ledger stays as it is."""
        self.message.hide()
        if self.importing.open(path):
            self._stack.setCurrentWidget(self.importing)
            self.importing.lines.focus_cells()

    def show_part(self, name: str) -> None:
        """clipboard/TABLE: let the clerk say what the columns of the clipboard mean."""
        if name.startswith("clipboard"):
            self.look_at_clipboard(name.partition("/")[2])
            if not self.importing.is_empty:
                self.message.show_message("info", _MISFIT)

    def look_at_clipboard(self, table: str = "") -> None:
        """Show what importing the clipboard would do; the ledger stays as it is."""
        self.message.hide()
        try:
            block = copied_block()
        except Refused as refused:
            self.message.show_message("error", sentence(refused))
            return
        self.importing.open_block(grid_to_match(block.cells, block.merged), table)
        self._stack.setCurrentWidget(self.importing)
        self.importing.preview.matching.focus_cells()

    def _take(self, plan: ImportPlan) -> None:
        self.importing.remember()
        self._leave()
        faults = take_in(self.session, plan)
        if faults is not None:
            self.message.show_message("error", " ".join(map(sentence, faults)))
            return
        text = f"追加{len(plan.added):,}件、変更{len(plan.changed):,}件を取り込みました。取り込む前の控えもあります。"
        if plan.refused:
            text += f"取り込めなかった行が{len(plan.refused):,}件あります。"
        if plan.decisions:
            told = "、".join(f"{one.subject}" for one in plan.decisions[:5])
            text += (
                f"判断が必要なものが{len(plan.decisions)}件あります({told}など)。カスタマイズのページで決めてください。"
            )
        kind = "warning" if plan.refused or plan.decisions else "info"
        self.message.show_message(kind, text, "元に戻す", self.session.undo)

    def _leave(self) -> None:
        self.importing.clear()
        self._stack.setCurrentIndex(0)

    def _ask_for_file(self) -> None:
        folder = self.memory.text("folder")
        name, _ = QFileDialog.getOpenFileName(self, "取り込むファイルを選ぶ", folder, _FILTER)
        if name:
            self.look_at(Path(name))

    def _beginning(self) -> QWidget:
        frame = panel()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(small_title("取り込む"))
        for text in (
            "書き出して編集したExcelブック、ほかの表やCSV、印刷された費用按分表を写した表を読みます。",
            "読んだだけでは台帳は変わりません。何が追加・変更され、どの行がなぜ取り込めないかを1行ずつ確かめてから"
            "決めます。取り込みは1回で元に戻せます。",
            "ファイルは、このページに落としても開けます。",
        ):
            label = QLabel(text)
            label.setProperty("role", "help")
            label.setWordWrap(True)
            column.addWidget(label)
        ways = QVBoxLayout()
        ways.setAlignment(Qt.AlignmentFlag.AlignLeft)
        ways.setSpacing(8)
        ways.addWidget(button("取り込むファイルを選ぶ", self._ask_for_file, "primary"))
        help = "Excelなどでコピーした範囲を、列の対応を確かめてから取り込みます。"
        ways.addWidget(button("コピーした範囲を取り込む", self.look_at_clipboard, help=help))
        column.addLayout(ways)
        column.addStretch(1)
        return frame
