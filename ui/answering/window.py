"""Answer mode: the window in which a municipality answers its file, and does nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget

from core.model.answer_file import SUFFIX
from core.model.answers import AnswerState
from core.model.machine.faults import Faults
from core.words.sentences import sentence
from ui.answering.check import AnswerCheck
from ui.answering.columns import Line, answer_columns
from ui.answering.details import AnswerDetails
from ui.answering.file_window import FileKind, FileWindow
from ui.answering.head import AnswerHead, answer_words
from ui.answering.paper import AnswerPaper
from ui.answering.session import AnswerSession
from ui.look import theme
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Rejected
from ui.tables.sheet.sheet import Sheet

KIND = FileKind("回答", f"回答ファイル (*{SUFFIX})", SUFFIX, "answer_window")


class AnswerWindow(FileWindow):
    """The list of requests with the details of one; before finishing the check, for printing the record."""

    def __init__(self, session: AnswerSession, memory: Memory) -> None:
        super().__init__(session, KIND, memory)
        self.session: AnswerSession = session
        self.head = AnswerHead(session, answer_words(session.file.issue), self.save, self._to_check, self._to_paper)
        self.sheet = Sheet(answer_columns(), name="要望と回答", frozen=3, on_edit=self._edit, store=memory)
        self.details = AnswerDetails(session.file.issue, self._give)
        self.check = AnswerCheck(self._finish, self._to_answers, self._go_to)
        self.paper = AnswerPaper(self._to_answers)
        self._stack = QStackedWidget()
        self._was_finished = session.file.finished
        self._build()
        self.build_menus(self.sheet.open_search, self._to_paper)
        self._stack.currentChanged.connect(lambda at: self.head.check.setVisible(at == 0))
        self.sheet.current_changed.connect(lambda _record, _column: self._show_current())
        session.changed.connect(self._show)
        self._show()
        first = next(iter(session.file.unanswered or session.file.requests), None)
        if first is not None:
            self._go_to(first.id)
        theme.dress(self)

    def commit(self) -> None:
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
        self.commit()
        self.check.show_file(self.session.file)
        self._stack.setCurrentWidget(self.check)
        self.check.finish.setFocus()

    def _finish(self) -> None:
        self.commit()
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
        self.commit()
        self.paper.show_file(self.session.file, self.session.path.parent)
        self._stack.setCurrentWidget(self.paper)

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
        self.show_state()

    def _show_current(self) -> None:
        current = self.sheet.current
        if current is None or not isinstance(current[0], Line):
            self.details.show_request(None, None)
            return
        self.details.show_request(current[0].request, self.session.file.given[current[0].id])

    def _build(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.sheet)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([820, 490])
        splitter.setChildrenCollapsible(False)
        for part in (splitter, self.check, self.paper):
            self._stack.addWidget(part)
        self.lay_out(self.head, self._stack)
