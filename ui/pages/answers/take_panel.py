"""回答を取り込む: what came back, file by file and answer by answer, before anything of it is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from core.dataclass import dataclass
from core.model.answer_file import Given
from core.model.machine.faults import Fault
from core.operations.answers.taking import Merge, MergedAnswer, Prefer, Returned, TakenFile, TakePlan, TakeStatus
from core.words.sentences import sentence
from ui.files.answer_files import plan_taking
from ui.look import theme
from ui.pages.page import small_title
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark, Rejected
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button

_CHOICES = {"台帳のまま": Prefer.MASTER, "戻った値": Prefer.RETURNED}
_WORDS = {choice: word for word, choice in _CHOICES.items()}
_OPEN = "選んでください"
_BAD = Mark(foreground=theme.ERROR, bold=True)
_OPEN_MARK = Mark(foreground=theme.WARNING, background=theme.LIGHT_WARNING, bold=True)
_STATUS_MARKS = {
    TakeStatus.NEW: Mark(foreground=theme.PRIMARY, bold=True),
    TakeStatus.CHANGED: Mark(foreground=theme.PRIMARY, bold=True),
    TakeStatus.SAME: Mark(foreground=theme.SECONDARY),
    TakeStatus.CONFLICT: _OPEN_MARK,
    TakeStatus.REFUSED: _BAD,
}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file by its place among those that came back."""

    id: int
    file: TakenFile

    @property
    def told(self) -> str:
        """Why it is refused, or what is still to be decided."""
        if self.file.reason is not None:
            return sentence(self.file.reason)
        open_ = sum(answer.choice is None for answer in self.file.conflicts)
        if self.file.status is TakeStatus.CONFLICT:
            return f"台帳と回答の両方が変わった要望が{open_}件あります。下の表で決めてください。"
        if self.file.status is TakeStatus.SAME:
            return "すでに取り込んでいます。"
        return "" if self.file.finished else "回答の途中のファイルです(「完了」が押されていません)。"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer that differs somewhere; `id` is the place of its file and its request."""

    id: tuple[int, int]
    municipality: str
    answer: MergedAnswer

    @property
    def decided(self) -> str:
        """Which side stands after taking."""
        if self.answer.merge is Merge.CONFLICT:
            return _WORDS[self.answer.choice] if self.answer.choice else _OPEN
        return "戻った値" if self.answer.merge is Merge.TAKEN else "台帳のまま"


class TakePanel(QWidget):
    """`take` is called with the plan, `add` asks for more files, `leave` gives up; nothing is written here."""

    def __init__(
        self,
        session: Session,
        memory: Memory,
        take: Callable[[TakePlan], object],
        add: Callable[[], object],
        leave: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._take = take
        self._returned: list[Returned] = []
        self._choices: dict[tuple[int, int], Prefer] = {}
        self.plan: TakePlan | None = None
        self.files = Sheet(_file_columns(), name="戻ったファイル", frozen=2, store=memory)
        self.answers = Sheet(
            _answer_columns(),
            name="回答の違い",
            frozen=3,
            on_edit=self._decide,
            store=memory,
            empty=EmptyState("取り込むと変わる回答はありません。"),
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
        decisions.addWidget(small_title("回答の違い"))
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
        self.plan = plan = plan_taking(self._session, self._returned, self._choices)
        self.files.set_records(FileLine(at, file) for at, file in enumerate(plan.files))
        lines = [
            AnswerLine((at, answer.customization_id), file.municipality, answer)
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
                self._choices[at, answer.customization_id] = prefer
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
        words = "・".join(_CHOICES)
        rejected = [
            Rejected(edit, sentence(Fault("", "not_a_word", {"text": edit.text, "label": "決め方", "choices": words})))
            for edit in edits
            if edit.text not in _CHOICES
        ]
        if not rejected:
            self._choices |= {edit.record.id: _CHOICES[edit.text] for edit in edits}
            self.look_again()
        return rejected

    def _go(self) -> None:
        assert self.plan is not None
        self._take(self.plan)


def _file_columns() -> tuple[Column, ...]:
    return (
        Column(
            "状態",
            lambda line: line.file.status,
            width=100,
            align=CENTER,
            mark=lambda line: _STATUS_MARKS[line.file.status],
        ),
        Column("団体", lambda line: line.file.municipality, width=110),
        Column("回答者", lambda line: line.file.answered_by, width=130),
        Column("回答日時", lambda line: line.file.answered_at.replace("T", " ")[:16], width=165),
        Column("回答数", _progress, width=84, figure=True),
        Column("期限", lambda line: "期限後" if line.file.is_late else "", width=72, align=CENTER),
        Column(
            "取り込む", lambda line: len(line.file.taken), width=80, figure=True, help="回答ファイルだけが変えた回答"
        ),
        Column("食い違い", lambda line: len(line.file.conflicts), width=80, figure=True),
        Column("理由", lambda line: line.told, width=420, tooltip=lambda line: line.told),
        Column("ファイル", lambda line: line.file.name, width=220),
    )


def _progress(line: FileLine) -> str:
    answered, asked = line.file.progress
    return f"{answered}/{asked}" if asked else ""


def _answer_columns() -> tuple[Column, ...]:
    return (
        Column("団体", lambda line: line.municipality, width=100, tells_rows=True),
        Column("項", lambda line: line.answer.item, width=46, align=CENTER, tells_rows=True),
        Column("要望", lambda line: line.answer.title, width=190, tooltip=lambda line: line.answer.title),
        Column(
            "決め方",
            lambda line: line.decided,
            width=120,
            align=CENTER,
            edit="choice",
            editable=lambda line: line.answer.merge is Merge.CONFLICT,
            locked="食い違いではないため、選ぶ必要はありません。",
            choices=tuple(_CHOICES),
            key_values=lambda _line, typed: {"1": "台帳のまま", "2": "戻った値"}.get(typed),
            mark=lambda line: _OPEN_MARK if line.decided == _OPEN else None,
        ),
        _given("送った値", lambda answer: answer.sent),
        _given("台帳の値", lambda answer: answer.master),
        _given("戻った値", lambda answer: answer.returned),
        Column("違い", _difference, width=220),
    )


def _given(label: str, get: Callable[[MergedAnswer], Given | None]) -> Column:
    def text(line: AnswerLine) -> str:
        given = get(line.answer)
        if given is None:
            return "(要望が削除済み)"
        return f"{given.state.label}「{given.comment}」" if given.comment else given.state.label

    return Column(label, text, width=190, tooltip=text)


def _difference(line: AnswerLine) -> str:
    if line.answer.merge is Merge.TAKEN:
        return "回答だけが変わった"
    if line.answer.merge is Merge.CONFLICT:
        return "両方が変わった"
    return "両方が同じに変わった" if line.answer.master == line.answer.returned else "台帳だけが変わった"
