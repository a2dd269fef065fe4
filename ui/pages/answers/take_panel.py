"""回答を取り込む: what came back, file by file and answer by answer, before anything of it is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from core.model.machine.faults import Fault
from core.operations.returning import Choices, Merge, Prefer, Returned, TakePlan, TakeStatus
from core.words.sentences import sentence
from ui.files.answer_files import plan_taking
from ui.pages.answers.take_columns import (
    ANSWERS,
    CHOICES,
    AnswerLine,
    FileLine,
    TakeWords,
    answer_columns,
    file_columns,
)
from ui.pages.page import small_title
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Rejected
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button

Plan = Callable[[Session, Sequence[Returned], Choices], TakePlan]
"""Compares what came back with the ledger as it is now."""


class TakePanel(QWidget):
    """`take` is called with the plan, `add` asks for more files, `leave` gives up; nothing is written here."""

    def __init__(
        self,
        session: Session,
        memory: Memory,
        take: Callable[[TakePlan], object],
        add: Callable[[], object],
        leave: Callable[[], object],
        plan: Plan = plan_taking,
        words: TakeWords = ANSWERS,
    ) -> None:
        super().__init__()
        self._session = session
        self._plan, self._words = plan, words
        self._take = take
        self._returned: list[Returned] = []
        self._choices: dict[tuple[int, int], Prefer] = {}
        self.plan: TakePlan | None = None
        self.files = Sheet(file_columns(words), name="戻ったファイル", frozen=2, store=memory)
        self.answers = Sheet(
            answer_columns(words),
            name=f"{words.what}の違い",
            frozen=3,
            on_edit=self._decide,
            store=memory,
            empty=EmptyState(f"取り込むと変わる{words.what}はありません。"),
        )
        self._summary = small_title("")
        self._conflicts = QLabel()
        self._conflicts.setProperty("role", "help")
        self._all_master = button(
            "すべて台帳のまま", lambda: self.decide_all(Prefer.MASTER), help="食い違いは、すべて台帳の値を残します。"
        )
        self._all_returned = button(
            "すべて戻った値", lambda: self.decide_all(Prefer.RETURNED), help="食い違いは、すべて戻った値にします。"
        )
        self.go = button("取り込む", self._go, "primary", help="控えを残してから取り込みます。元に戻せます。")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._summary)
        head.addStretch(1)
        head.addWidget(button("ファイルを追加", add))
        head.addWidget(button("やめる", leave))
        head.addWidget(self.go)
        decisions = QHBoxLayout()
        decisions.setSpacing(8)
        decisions.addWidget(small_title(f"{words.what}の違い"))
        decisions.addWidget(self._conflicts, 1)
        decisions.addWidget(self._all_master)
        decisions.addWidget(self._all_returned)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(decisions)
        column.addWidget(self.answers, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.files)
        splitter.addWidget(below)
        splitter.setSizes([190, 320])
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(splitter, 1)

    @property
    def is_empty(self) -> bool:
        """Whether no file is looked at."""
        return not self._returned

    def add_files(self, returned: Sequence[Returned]) -> None:
        """Look at more files, after those that are there."""
        self._returned += returned
        self.look_again()

    def clear(self) -> None:
        """Look at nothing any more."""
        self._returned, self._choices, self.plan = [], {}, None

    def look_again(self) -> None:
        """Compare with the ledger as it is now; what was decided stays decided."""
        self.plan = plan = self._plan(self._session, self._returned, self._choices)
        self.files.set_records(FileLine(at, file, self._words) for at, file in enumerate(plan.files))
        lines = [
            AnswerLine((at, answer.asked_id), file.sender, answer)
            for at, file in enumerate(plan.files)
            for answer in file.answers
        ]
        lines.sort(key=lambda line: line.answer.merge is not Merge.CONFLICT)
        self.answers.set_records(lines)
        self._show_counts(plan, lines)

    def decide_all(self, prefer: Prefer) -> None:
        """Decide every conflict for one side, whatever was chosen for single ones."""
        assert self.plan is not None
        for at, file in enumerate(self.plan.files):
            for answer in file.conflicts:
                self._choices[at, answer.asked_id] = prefer
        self.look_again()

    def _show_counts(self, plan: TakePlan, lines: Sequence[AnswerLine]) -> None:
        counts = {status: sum(file.status is status for file in plan.files) for status in TakeStatus}
        told = [f"{status.label}{count}" for status, count in counts.items() if count]
        self._summary.setText(f"{len(plan.files)}ファイル({'、'.join(told)})")
        conflicts = [line for line in lines if line.answer.merge is Merge.CONFLICT]
        open_ = sum(line.answer.choice is None for line in conflicts)
        text = f"食い違い{len(conflicts)}件のうち{open_}件を決めてください(1=台帳のまま 2=戻った値)。" if open_ else ""
        if conflicts and not open_:
            text = f"食い違い{len(conflicts)}件はすべて決まっています。"
        self._conflicts.setText(text)
        for pressed in (self._all_master, self._all_returned):
            pressed.setVisible(bool(conflicts))
        taken = counts[TakeStatus.NEW] + counts[TakeStatus.CHANGED]
        self.go.setText(f"{taken}ファイルを取り込む" if taken else "取り込む")
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(bool(taken))

    def _decide(self, edits: list[CellEdit]) -> list[Rejected]:
        words = "・".join(CHOICES)
        rejected = [
            Rejected(edit, sentence(Fault("", "not_a_word", {"text": edit.text, "label": "決め方", "choices": words})))
            for edit in edits
            if edit.text not in CHOICES
        ]
        if not rejected:
            self._choices |= {edit.record.id: CHOICES[edit.text] for edit in edits}
            self.look_again()
        return rejected

    def _go(self) -> None:
        assert self.plan is not None
        self._take(self.plan)
