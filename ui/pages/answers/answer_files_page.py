"""回答のやり取り: who has answered, what goes out to whom, and what comes back."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from core.calc.answer_board import BoardState, Standing, answer_board
from core.jobs.take import read_files
from core.model.machine.kinds import Moment
from core.model.values.dates import show_date
from core.operations.returning import Prefer, TakenFile, TakePlan, TakeStatus
from core.words.sentences import sentence
from ui.files.answer_files import take_answers
from ui.look import theme
from ui.pages.answers.issue_panel import IssuePanel
from ui.pages.answers.take_panel import TakePanel
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.drop import FileDrop
from ui.widgets.progress import Progress

_FILTER = "回答ファイルとExcelブック (*.anbun-answer *.xlsx);;すべてのファイル (*)"
_STATE_MARKS = {
    BoardState.NOT_ASKED: Mark(foreground=theme.SECONDARY),
    BoardState.NOT_ISSUED: Mark(foreground=theme.SECONDARY),
    BoardState.WAITING: Mark(foreground=theme.WARNING, bold=True),
    BoardState.PARTLY: Mark(foreground=theme.WARNING, bold=True),
    BoardState.DONE: Mark(foreground=theme.SUCCESS, bold=True),
}


class AnswerFilesPage(Page):
    """The board of the members, with the panel for issuing beside it; while files are taken, what they would do."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._issuing = self.add_tool(
            "回答ファイルを発行", self.begin_issuing, "primary", help="団体ごとに回答ファイルかExcelブックを作ります。"
        )
        drop = "戻ったファイルをこのページに落としても取り込めます。"
        remind = "回答の済んでいない団体への手紙です。"
        self._tools = (
            self._issuing,
            self.add_tool("回答を取り込む", self._ask_for_files, help=drop),
            self.add_tool("督促状を印刷", lambda: self.open_page.emit("reports/reminder"), help=remind),
        )
        self.tools.addStretch(1)
        self.board = Sheet(
            _columns(),
            name="回答の状況",
            frozen=1,
            key=lambda one: one.code,
            store=memory,
            empty=EmptyState(
                "先に団体とカスタマイズ要望を登録してください。",
                "団体のページを開く",
                lambda: self.open_page.emit("municipalities"),
            ),
        )
        self.issuing = IssuePanel(session, memory, self._issued)
        self.issuing.hide()
        self.taking = TakePanel(session, memory, self._take, self._ask_for_files, self._leave)
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.board, 1)
        row.addWidget(self.issuing)
        self._stack = QStackedWidget()
        self._stack.addWidget(side)
        self._stack.addWidget(self.taking)
        self.body.addWidget(self._stack, 1)
        FileDrop(self, self.look_at)
        session.loaded.connect(self._leave)

    def reload(self, changed: Changed | None) -> None:
        standings = answer_board(self.session.book, date.today().isoformat())
        self.board.set_records(standings)
        self.board.set_totals(_totals(standings))
        self.issuing.show_members(standings)
        self._issuing.setEnabled(bool(standings) and self.issuing.isHidden())
        if not self.taking.is_empty:
            self.taking.look_again()

    def open_search(self) -> None:
        (self.board if self.taking.is_empty else self.taking.answers).open_search()

    def begin_issuing(self) -> None:
        """Show the panel for issuing."""
        self._leave()
        self.message.hide()
        self.issuing.begin()
        self._issuing.setEnabled(False)

    def look_at(self, paths: list[Path]) -> None:
        """Read files that came back and show what taking them would do."""
        if not paths:
            return
        self.message.hide()
        self._close_issuing()
        with Progress("戻ったファイルを調べています…", self) as progress:
            returned = read_files(paths, progress.stop)
        if returned:
            self.taking.add_files(returned)
            self._show_taking(True)
        if len(returned) < len(paths):
            self.message.show_message("info", f"{len(paths) - len(returned)}ファイルは調べずに中止しました。")

    def _issued(self, paths: list[Path]) -> None:
        self._close_issuing()
        if not paths:
            return
        text = f"{len(paths)}件のファイルを {paths[0].parent} に作り、発行を記録しました。メールなどで送ってください。"
        if self.session.path is None:
            text += "この台帳はまだファイルに保存していません。保存しないと、戻った回答を取り込めなくなります。"
        self.message.show_message("info" if self.session.path else "warning", text)

    def _ask_for_files(self) -> None:
        folder = self.memory.text("answer_folder")
        names, _ = QFileDialog.getOpenFileNames(self, "取り込むファイルを選ぶ", folder, _FILTER)
        self.look_at([Path(name) for name in names])

    def _take(self, plan: TakePlan) -> None:
        taken = [file for file in plan.files if file.status in {TakeStatus.NEW, TakeStatus.CHANGED}]
        left = [file for file in plan.files if file.status in {TakeStatus.CONFLICT, TakeStatus.REFUSED}]
        with Progress("回答を取り込んでいます…", self):
            faults = take_answers(self.session, plan)
        if faults is not None:
            self.message.show_message("error", " ".join(map(sentence, faults)))
            return
        answers = sum(len(file.taken) + _decided(file) for file in taken)
        text = f"{len(taken)}ファイルを取り込み、{answers}件の回答を変えました。取り込む前の控えもあります。"
        if left:
            text += f"残り{len(left)}ファイルは取り込んでいません。"
        else:
            self._leave()
        self.message.show_message("warning" if left else "info", text, "元に戻す", self.session.undo)

    def _leave(self) -> None:
        self.taking.clear()
        self._show_taking(False)

    def _show_taking(self, taken: bool) -> None:
        """While files are looked at, the panel's own buttons are the only ones."""
        self._stack.setCurrentIndex(int(taken))
        for tool in self._tools:
            tool.setVisible(not taken)

    def _close_issuing(self) -> None:
        self.issuing.hide()
        self._issuing.setEnabled(bool(self.board.model.rows.all))


_MOMENT = Moment()


def _decided(file: TakenFile) -> int:
    return sum(answer.choice is Prefer.RETURNED for answer in file.conflicts)


def _columns() -> tuple[Column, ...]:
    def moment(get: str) -> Column:
        label = {"issued_at": "発行日時", "taken_at": "取込日時"}[get]
        return Column(label, lambda one: getattr(one.last, get, ""), show=_MOMENT.show, width=190, key=get)

    return (
        Column("団体", lambda one: one.name, width=110),
        Column(
            "状況",
            lambda one: one.state,
            width=100,
            align=CENTER,
            mark=lambda one: _STATE_MARKS[one.state],
            key="state",
        ),
        Column("回答済", lambda one: f"{one.answered:,}/{one.asked:,}", width=80, figure=True, key="answered"),
        Column("うち未定", lambda one: one.undecided, width=84, figure=True, key="undecided"),
        Column("回答期限", lambda one: one.deadline, show=show_date, width=150, key="deadline"),
        Column(
            "督促",
            lambda one: "要督促(期限切れ)" if one.needs_reminder else "",
            width=140,
            mark=lambda one: Mark(foreground=theme.ERROR, bold=True) if one.needs_reminder else None,
            key="late",
        ),
        moment("issued_at"),
        Column("形式", lambda one: one.last and one.last.medium, width=110, key="medium"),
        moment("taken_at"),
        Column("回答者", lambda one: one.last.answered_by if one.last else "", width=140, key="answered_by"),
    )


def _totals(standings: tuple[Standing, ...]) -> tuple[Totals, ...]:
    if not standings:
        return ()
    answered, asked = sum(one.answered for one in standings), sum(one.asked for one in standings)
    done = sum(one.state is BoardState.DONE for one in standings)
    values = {
        "state": f"済み {done:,}/{sum(one.asked > 0 for one in standings):,}",
        "answered": f"{answered:,}/{asked:,}",
        "undecided": f"{sum(one.undecided for one in standings):,}",
        "late": f"{sum(one.needs_reminder for one in standings):,}団体",
    }
    return (Totals("合計", values),)
