"""採点票の受け渡し: which seat has its score sheet, what has come back, and taking it, compared with the ledger."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget

from core.calc.evaluation.asked import asked_now, asked_of_seats
from core.calc.evaluation.frame import is_closed
from core.calc.evaluation.live import LiveScores
from core.dataclass import dataclass
from core.jobs.issue import ScoreWish
from core.jobs.take import read_files
from core.model.answers import Medium
from core.model.council import System
from core.model.evaluation import Criterion, Reviewer
from core.model.machine.faults import Fault, Faults
from core.model.machine.kinds import Moment
from core.model.selection.score_sheets import ScoreSheet
from core.operations.returning import Prefer, TakePlan, TakeStatus
from core.words.sentences import sentence
from ui.dialogs.questions import ask
from ui.files.answer_files import issue_scores, plan_scores_taking, take_answers
from ui.look import theme
from ui.pages.answers.take_columns import TakeWords
from ui.pages.answers.take_panel import TakePanel
from ui.pages.evaluation.choices import ProcurementChoice
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.drop import FileDrop
from ui.widgets.progress import Progress

_TABLES = {"procurements", "criteria", "bidders", "reviewers", "scores", "score_sheets", "acts", "systems"}
_FILTER = "採点票 (*.anbun-score *.xlsx);;すべてのファイル (*)"
WORDS = TakeWords("審査員", "採点", "提案者", "評価項目", (130, 200), "(台帳から削除済み)")
_FORMS = {"Excelブック": Medium.EXCEL, "按分帳のファイル": Medium.ANSWER_FILE}

NOT_ISSUED, WAITING, TAKEN = "未発行", "採点待ち", "取込済み"
_MARKS = {
    NOT_ISSUED: Mark(foreground=theme.SECONDARY),
    WAITING: Mark(foreground=theme.WARNING, bold=True),
    TAKEN: Mark(foreground=theme.SUCCESS, bold=True),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One seat that scores: how many scores it has given of how many, and its newest score sheet."""

    seat: Reviewer
    system: str
    given: int
    asked: int
    last: ScoreSheet | None

    @property
    def state(self) -> str:
        return NOT_ISSUED if self.last is None else TAKEN if self.last.taken_at else WAITING


class ScoreFilesPage(Page):
    """The board of the seats; while files are taken, what they would do."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.choice = ProcurementChoice(session, memory, self._show)
        label = QLabel("案件")
        self.tools.addWidget(label)
        self.tools.addWidget(self.choice)
        drop = "戻ったファイルをこのページに落としても取り込めます。"
        self._tools = (
            label,
            self.choice,
            self.add_tool(
                "全員に発行", lambda: self._issue(False), "primary", "採点する席のすべてに採点票を作ります。"
            ),
            self.add_tool("選んだ席に発行", lambda: self._issue(True), help="表で選んだ行の席に採点票を作ります。"),
            self.add_tool("採点票を取り込む", self._ask_for_files, help=drop),
            self.add_tool("白紙の採点票を印刷", lambda: self.open_page.emit("reports/score-sheets")),
        )
        self.tools.addStretch(1)
        self.board = Sheet(
            _columns(),
            name="採点票の状況",
            frozen=1,
            key=lambda one: one.seat.id,
            store=memory,
            empty=EmptyState(
                "先に、案件の評価項目、提案者、審査員を登録してください。",
                "審査員のページを開く",
                lambda: self.open_page.emit("reviewers"),
            ),
        )
        self.taking = TakePanel(
            session, memory, self._take, self._ask_for_files, self._leave, plan_scores_taking, WORDS
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.taking)
        self.body.addWidget(self._stack, 1)
        FileDrop(self, self.look_at)
        session.loaded.connect(self._leave)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        self.choice.reload()
        self._show()
        if not self.taking.is_empty:
            self.taking.look_again()

    def open_search(self) -> None:
        (self.board if self.taking.is_empty else self.taking.answers).open_search()

    def look_at(self, paths: list[Path]) -> None:
        """Read score sheets that came back and show what taking them would do."""
        if not paths:
            return
        self.message.hide()
        with Progress("戻ったファイルを調べています…", self) as progress:
            returned = read_files(paths, progress.stop)
        if returned:
            self.taking.add_files(returned)
            self._show_taking(True)
        if len(returned) < len(paths):
            self.message.show_message("info", f"{len(paths) - len(returned)}ファイルは調べずに中止しました。")

    def _show(self) -> None:
        standings = self._standings()
        self.board.set_records(standings)
        given, asked = sum(one.given for one in standings), sum(one.asked for one in standings)
        taken = sum(one.state == TAKEN for one in standings)
        values = {"state": f"取込済み {taken}/{len(standings)}", "given": f"{given:,}/{asked:,}"}
        self.board.set_totals((Totals("合計", values),) if standings else ())

    def _standings(self) -> list[Standing]:
        book, chosen = self.session.book, self.choice.procurement
        if chosen is None:
            return []
        live = LiveScores(book, chosen)
        newest = {one.reviewer_id: one for one in sorted(book.all(ScoreSheet).values(), key=lambda one: one.id)}
        asked = asked_now(live.frame)
        bidders = asked.bidders

        def standing(seat: Reviewer, criteria: Sequence[Criterion]) -> Standing:
            given = sum(bool(live.text(one.id, bidder.id, seat.id)) for one in criteria for bidder in bidders)
            named = book.all(System).get(seat.system_id or 0)
            without = criteria[0].stage.label if live.frame.is_staged else seat.panel.label
            system = named.name if named is not None else without
            return Standing(seat, system, given, len(criteria) * len(bidders), newest.get(seat.id))

        return (
            [standing(seat, criteria) for seat, criteria in asked_of_seats(live.frame, asked).items()]
            if bidders
            else []
        )

    def _issue(self, only_selected: bool) -> None:
        self.message.hide()
        chosen = self.choice.procurement
        if chosen is None:
            return
        rows = self.board.selected_records if only_selected else self.board.model.rows.all
        seats = tuple(one.seat for one in rows)
        if not seats:
            self.message.show_message("warning", "採点票を作る席がありません。表で席を選んでください。")
            return
        if is_closed(self.session.book, chosen):
            fault = Fault("", "scores_closed", {"procurement": chosen.name})
            self.message.show_message("error", sentence(fault))
            return
        text = (
            f"{len(seats)}席に採点票を作ります。提案額は入りません。"
            "Excelブックは、按分帳のない審査員も記入できます。按分帳のファイルは、開くと採点の画面になります。"
        )
        form = ask(self, "採点票を発行", text, (*_FORMS, "やめる"))
        if form not in _FORMS:
            return
        folder = QFileDialog.getExistingDirectory(self, "採点票の保存先", self.memory.text("score_folder"))
        if not folder:
            return
        wish = ScoreWish(chosen, seats, _FORMS[form], Path(folder))
        with Progress("採点票を作成しています…", self) as progress:
            made = issue_scores(self.session, wish, progress.stop)
        if isinstance(made, Faults):
            self.message.show_message("error", " ".join(map(sentence, made)))
        elif made:
            self.memory.set_text("score_folder", folder)
            told = f"{len(made)}件の採点票を {folder} に作り、発行を記録しました。審査員に渡してください。"
            self.message.show_message("info", told)

    def _ask_for_files(self) -> None:
        folder = self.memory.text("score_folder")
        names, _ = QFileDialog.getOpenFileNames(self, "取り込む採点票を選ぶ", folder, _FILTER)
        self.look_at([Path(name) for name in names])

    def _take(self, plan: TakePlan) -> None:
        taken = [file for file in plan.files if file.status in {TakeStatus.NEW, TakeStatus.CHANGED}]
        left = [file for file in plan.files if file.status in {TakeStatus.CONFLICT, TakeStatus.REFUSED}]
        with Progress("採点票を取り込んでいます…", self):
            faults = take_answers(self.session, plan)
        if faults is not None:
            self.message.show_message("error", " ".join(map(sentence, faults)))
            return
        scores = sum(len(file.taken) + sum(one.choice is Prefer.RETURNED for one in file.conflicts) for file in taken)
        text = f"{len(taken)}ファイルを取り込み、{scores:,}件の採点を変えました。取り込む前の控えもあります。"
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


def _columns() -> tuple[Column, ...]:
    def moment(get: str, label: str) -> Column:
        return Column(label, lambda one: getattr(one.last, get, ""), show=Moment().show, width=190, key=get)

    return (
        Column("審査員", lambda one: one.seat.name, width=150, tells_rows=True),
        Column("担当", lambda one: one.system, width=130, key="system"),
        Column("状況", lambda one: one.state, width=130, align=CENTER, mark=lambda one: _MARKS[one.state], key="state"),
        Column("採点", lambda one: f"{one.given}/{one.asked}", width=110, figure=True, key="given"),
        moment("issued_at", "発行日時"),
        Column("形式", lambda one: one.last and one.last.medium, width=120, key="medium"),
        moment("taken_at", "取込日時"),
        Column("採点者", lambda one: one.last.answered_by if one.last else "", width=150, key="answered_by"),
    )
