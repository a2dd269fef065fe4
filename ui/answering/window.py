"""Answer mode: the window in which a municipality answers its file, and does nothing else."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from core.model.answer_file import SUFFIX
from core.model.answers import AnswerState
from core.model.machine.faults import Faults
from core.storage.disk.errors import StoreError
from core.words.sentences import sentence
from ui.answering.check import AnswerCheck
from ui.answering.columns import Line, answer_columns
from ui.answering.details import AnswerDetails
from ui.answering.head import AnswerHead
from ui.answering.paper import AnswerPaper
from ui.answering.session import AnswerSession
from ui.dialogs.questions import ask, may_replace
from ui.files.trouble import file_trouble
from ui.look.plain import in_title
from ui.shell.manual_window import ManualWindow
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Rejected
from ui.tables.sheet.sheet import Sheet
from ui.widgets.banner import Banner

_FILTER = f"回答ファイル (*{SUFFIX})"


class AnswerWindow(QMainWindow):
    """The list of requests with the details of one; before finishing the check, for printing the record."""

    def __init__(self, session: AnswerSession, memory: Memory) -> None:
        super().__init__()
        self.session = session
        session.setParent(self)
        self.head = AnswerHead(session, self.save, self._to_paper, self._to_check)
        self.banner = Banner()
        self.sheet = Sheet(answer_columns(), name="要望と回答", frozen=3, on_edit=self._edit, store=memory)
        self.details = AnswerDetails(session.file.issue, self._give)
        self.check = AnswerCheck(self._finish, self._to_answers, self._go_to)
        self.paper = AnswerPaper(self._to_answers)
        self._manual: ManualWindow | None = None
        self._stack = QStackedWidget()
        self._was_finished = session.file.finished
        self._build()
        self._build_menus()
        self._stack.currentChanged.connect(lambda at: self.head.check.setVisible(at == 0))
        self.sheet.current_changed.connect(lambda _record, _column: self._show_current())
        session.changed.connect(self._show)
        session.saved.connect(self._show_state)
        session.failed.connect(self._show_trouble)
        self.resize(1366, 768)
        self._show()
        first = next(iter(session.file.unanswered or session.file.requests), None)
        if first is not None:
            self._go_to(first.id)

    def save(self) -> bool:
        """Save now; returns whether it is saved."""
        return self._saved(None)

    def save_as(self) -> bool:
        """Ask for a name and save under it; returns whether it is saved."""
        name, _ = QFileDialog.getSaveFileName(self, "名前を付けて保存", str(self.session.path), _FILTER)
        if not name:
            return False
        path = Path(name)
        if path.suffix.lower() != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
            if path.exists() and not may_replace(self, path):
                return False
        return self._saved(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._commit()
        if not self.session.is_dirty or self.save():
            event.accept()
            return
        text = "回答を保存できませんでした。閉じると、保存していない回答は失われます。"
        choice = ask(self, "保存できません", text, ("名前を付けて保存", "保存せずに閉じる", "閉じない"))
        if choice == "保存せずに閉じる" or (choice == "名前を付けて保存" and self.save_as()):
            event.accept()
        else:
            event.ignore()

    def _saved(self, path: Path | None) -> bool:
        self._commit()
        try:
            self.session.save(path)
        except StoreError as error:
            self._show_trouble(error)
            return False
        return True

    def _commit(self) -> None:
        """Note what was typed into a field that still has the keyboard."""
        self.details.commit()
        self.head.commit()

    def _give(self, request_id: int, state: AnswerState, comment: str | None) -> str | None:
        faults = self.session.give(request_id, state, comment)
        return " ".join(sentence(fault) for fault in faults) if faults else None

    def _edit(self, edits: list[CellEdit]) -> list[Rejected]:
        faults = self.session.type([(edit.record.id, edit.column.edit, edit.text) for edit in edits])
        return [Rejected(edits[int(str(fault.facts["cell"]))], sentence(fault)) for fault in faults or ()]

    def _to_check(self) -> None:
        self._commit()
        self.check.show_file(self.session.file)
        self._stack.setCurrentWidget(self.check)
        self.check.finish.setFocus()

    def _finish(self) -> None:
        self._commit()
        faults = self.session.finish()
        if isinstance(faults, Faults):
            self.head.ask_for_name(faults)
            return
        self._to_answers()
        if self.save():
            issue = self.session.file.issue
            text = (
                f"回答を完了し、{self.session.path.name} に保存しました。このファイルを送り返してください。"
                f"送り先: {issue.consortium} {issue.contact}"
            )
            self.banner.show_message("info", text.strip(), "回答控えを印刷", self._to_paper)

    def _to_paper(self) -> None:
        self._commit()
        self.paper.show_file(self.session.file, self.session.path.parent)
        self._stack.setCurrentWidget(self.paper)

    def _explain(self) -> None:
        if self._manual is None:
            self._manual = ManualWindow(self)
        self._manual.open_page("answer_window")

    def _to_answers(self) -> None:
        self._stack.setCurrentIndex(0)
        self.sheet.focus_cells()

    def _go_to(self, request_id: int) -> None:
        self.sheet.select(request_id, "state")
        self._to_answers()

    def _show(self) -> None:
        file = self.session.file
        given = file.given
        lines = [Line(request.id, request, given[request.id]) for request in file.requests]
        if self.sheet.model.rows.all:
            self.sheet.refresh(lines)
        else:
            self.sheet.set_records(lines)
        self._show_current()
        if self._stack.currentWidget() is self.check:
            self.check.show_file(file)
        elif self._stack.currentWidget() is self.paper:
            self._stack.setCurrentIndex(0)
        if self._was_finished and not file.finished:
            text = "完了したあとで回答が変わりました。「回答を確かめて完了」をもう一度押してから送ってください。"
            self.banner.show_message("warning", text)
        self._was_finished = file.finished
        self.head.show_session()
        self._show_state()

    def _show_current(self) -> None:
        current = self.sheet.current
        if current is None or not isinstance(current[0], Line):
            self.details.show_request(None, None)
            return
        self.details.show_request(current[0].request, self.session.file.given[current[0].id])

    def _show_state(self) -> None:
        self.head.show_state()
        self.setWindowTitle(in_title(f"{self.session.path.name} — 按分帳 回答"))
        self._undo.setEnabled(self.session.can_undo)
        self._redo.setEnabled(self.session.can_redo)

    def _show_trouble(self, error: Exception) -> None:
        trouble = file_trouble(error)
        action, do = ("名前を付けて保存", self.save_as) if trouble.offer_save_as else ("", None)
        self.banner.show_message("error", trouble.text, action, do)
        self._show_state()

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.sheet)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([820, 490])
        splitter.setChildrenCollapsible(False)
        for part in (splitter, self.check, self.paper):
            self._stack.addWidget(part)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(24, 0, 24, 16)
        inside.addWidget(self._stack)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.banner)
        column.addWidget(body, 1)
        self.setCentralWidget(centre)

    def _build_menus(self) -> None:
        standard = QKeySequence.StandardKey
        file_menu, edit_menu = self.menuBar().addMenu("ファイル(&F)"), self.menuBar().addMenu("編集(&E)")
        help_menu = self.menuBar().addMenu("ヘルプ(&H)")
        for menu, text, slot, keys in (
            (file_menu, "保存(&S)", self.save, QKeySequence(standard.Save)),
            (file_menu, "名前を付けて保存(&A)…", self.save_as, QKeySequence("Ctrl+Shift+S")),
            (file_menu, "回答控えを印刷(&P)…", self._to_paper, QKeySequence("Ctrl+P")),
            (file_menu, "閉じる(&X)", self.close, QKeySequence("Ctrl+Q")),
            (edit_menu, "元に戻す(&U)", self.session.undo, QKeySequence(standard.Undo)),
            (edit_menu, "やり直し(&R)", self.session.redo, QKeySequence("Ctrl+Y")),
            (edit_menu, "検索(&F)", self.sheet.open_search, QKeySequence(standard.Find)),
            (help_menu, "この画面の説明(&H)", self._explain, QKeySequence(standard.HelpContents)),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, slot=slot: slot())
            action.setShortcut(keys)
        self._undo, self._redo = edit_menu.actions()[:2]
