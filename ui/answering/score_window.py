"""採点: the window in which a reviewer fills in a score file, and does nothing else. There is no price in it."""

from fractions import Fraction

from core.calc.evaluation.price import show_points
from core.calc.evaluation.tally import scale_points
from core.model.machine.faults import Faults
from core.model.selection.score_file import SUFFIX, AskedBidder, AskedCriterion, ScoreIssue
from core.operations.score_sheets.scoring_file import scale_words
from core.words.sentences import sentence
from ui.answering.file_window import FileKind, FileWindow
from ui.answering.head import AnswerHead, HeadWords
from ui.answering.score_session import ScoreSession
from ui.dialogs.questions import ask
from ui.look import theme
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Column, Mark, Rejected, Totals
from ui.tables.sheet.sheet import Sheet

KIND = FileKind("採点", f"採点票 (*{SUFFIX})", SUFFIX, "score_window")
_BLANK = Mark(background=theme.LIGHT_WARNING)


class ScoreWindow(FileWindow):
    """Criteria against bidders; what is blank is coloured, for it is no zero."""

    def __init__(self, session: ScoreSession, memory: Memory) -> None:
        super().__init__(session, KIND, memory)
        self.session: ScoreSession = session
        self._was_finished = session.file.finished
        self.head = AnswerHead(session, score_words(session.file.issue), self.save, self._finish)
        self.sheet = Sheet(self._columns(), name="採点", frozen=2, on_edit=self._edit, store=memory)
        self.lay_out(self.head, self.sheet)
        self.build_menus(self.sheet.open_search)
        session.changed.connect(self._show)
        self._show()
        first = session.file.bidders[0]
        self.sheet.select(session.file.criteria[0].id, f"b{first.id}")
        theme.dress(self)

    def commit(self) -> None:
        self.head.commit()

    def _columns(self) -> tuple[Column, ...]:
        has_heading = any(one.heading for one in self.session.file.criteria)
        heading = (Column("大項目", lambda one: one.heading, width=130, key="heading"),) if has_heading else ()
        return (
            Column("区分", lambda one: one.part, width=150, key="part"),
            Column("評価項目", lambda one: one.name, width=240, tells_rows=True, key="name"),
            *heading,
            Column("配点", lambda one: one.points, width=70, figure=True, key="points"),
            Column("付けられる点", scale_words, width=160, key="scale"),
            *map(self._column, self.session.file.bidders),
        )

    def _column(self, bidder: AskedBidder) -> Column:
        def text(criterion: AskedCriterion) -> str:
            return self.session.file.given.get((criterion.id, bidder.id), "")

        return Column(
            bidder.name,
            text,
            width=140,
            figure=True,
            edit=bidder.id,
            key=f"b{bidder.id}",
            mark=lambda criterion: None if text(criterion) else _BLANK,
            spoken=lambda criterion: text(criterion) or "未採点",
            help="空欄は未採点で、0点ではありません。",
        )

    def _edit(self, edits: list[CellEdit]) -> list[Rejected]:
        faults = self.session.type([(edit.record.id, edit.column.edit, edit.text) for edit in edits])
        return [Rejected(edits[int(str(fault.facts.get("cell", 0)))], sentence(fault)) for fault in faults or ()]

    def _finish(self) -> None:
        self.commit()
        given, asked = self.session.file.progress
        if given < asked:
            text = f"未採点が{asked - given}件あります。空欄は0点ではなく、採点していないことになります。"
            if ask(self, "採点を完了する", text, ("採点に戻る", "このまま完了する", "やめる")) != "このまま完了する":
                self.sheet.focus_cells()
                return
        faults = self.session.finish()
        if isinstance(faults, Faults):
            self.head.ask_for_name(faults)
            return
        if self.save():
            issue = self.session.file.issue
            text = (
                f"採点を完了し、{self.session.path.name} に保存しました。このファイルを送り返してください。"
                f"送り先: {issue.consortium} {issue.contact}"
            )
            self.banner.show_message("info", text.strip())

    def _show(self) -> None:
        file = self.session.file
        self.sheet.set_records(file.criteria) if not self.sheet.model.rows.all else self.sheet.refresh(file.criteria)
        self.sheet.set_totals((Totals("合計", self._sums()),))
        if self._was_finished and not file.finished:
            text = "完了したあとで点が変わりました。「採点を完了」をもう一度押してから送ってください。"
            self.banner.show_message("warning", text)
        self._was_finished = file.finished
        self.head.show_session()
        self.show_state()

    def _sums(self) -> dict[str, str]:
        """Return by column what the points add up to; the criteria's own points too."""
        file = self.session.file
        sums: dict[str, str] = {"points": show_points(Fraction(sum(one.points for one in file.criteria)))}
        for bidder in file.bidders:
            texts = ((one, file.given.get((one.id, bidder.id), "")) for one in file.criteria)
            points = [scale_points(one.points, one.scale, text) or 0 for one, text in texts if text]
            sums[f"b{bidder.id}"] = show_points(Fraction(sum(points))) if points else ""
        return sums


def score_words(issue: ScoreIssue) -> HeadWords:
    """Return what stands above a score file."""
    return HeadWords(
        "採点",
        f"{issue.procurement}　{issue.reviewer}の採点票",
        "評価項目と提案者の欄に点を入れてください。色の付いた欄は未採点です。空欄は0点ではありません。"
        f"問い合わせ先: {issue.contact or issue.consortium}",
        "採点を完了",
    )
