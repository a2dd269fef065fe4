"""採点: reviewers against criteria for one bidder, typed by the keyboard alone, with the points as they stand below."""

from fractions import Fraction

from PySide6.QtWidgets import QLabel

from core.calc.evaluation.evaluate import evaluate
from core.calc.evaluation.frame import is_closed, is_first_closed, seats_for
from core.calc.evaluation.live import LiveScores
from core.calc.evaluation.price import show_points
from core.calc.evaluation.results import Evaluation
from core.calc.evaluation.tally import ALL, OBJECTIVE, Group
from core.calc.evaluation.technical import groups_of
from core.model.council import System
from core.model.evaluation import Bidder, Criterion, FirstStage, Reviewer, Stage
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.selection.evaluation_reading import READERS
from core.operations.evaluation.scoring import set_scores
from ui.look import theme
from ui.pages.editing import edits_through, undo_point
from ui.pages.evaluation.choices import Choice, ProcurementChoice
from ui.pages.evaluation.score_acts import ScoreActs
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import ToolLine, row_of

_TABLES = {"procurements", "criteria", "bidders", "reviewers", "acts", "systems"}
_BLANK = Mark(background=theme.LIGHT_WARNING)
_OUT = Mark(foreground=theme.SECONDARY, background=theme.LIGHT_LINE)


class ScoresPage(Page):
    """A grid for one bidder and one group of criteria: all that the same seats score."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.live: LiveScores | None = None
        self.evaluation: Evaluation | None = None
        self._groups: dict[Group, tuple[Criterion, ...]] = {}
        self._is_closed = self._is_first_closed = False
        self.choice = ProcurementChoice(session, memory, self._begin)
        self.bidder = Choice("提案者", self._offer)
        self.group = Choice("採点する項目", self._show)
        choices = (("案件", self.choice), ("提案者", self.bidder), ("項目", self.group))
        self.acts = ScoreActs(self, self.choice, self._focus)
        boxes = row_of([part for word, box in choices for part in (QLabel(word), box)])
        self.tools.addWidget(ToolLine(boxes, self.acts.buttons), 1)
        self.state = SpacedLabel()
        self.body.addWidget(self.state)
        self.sheet = Sheet(
            (),
            name="採点",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(
                "先に、案件の評価項目、提案者、審査員を登録してください。",
                "案件と規則のページを開く",
                lambda: self.open_page.emit("procurements"),
            ),
        )
        self.body.addWidget(self.sheet, 1)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.sheet.forget()
        if changed is None or changed.tables & _TABLES:
            self.choice.reload()
            self._begin()
        elif "scores" in changed.tables and self.live is not None:
            self.live.follow(self.session.book, changed.parents.get("scores", ()))
            self.sheet.refresh(self._rows())
            self._sum_up()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _focus(self) -> None:
        self.sheet.focus_cells()

    def _begin(self) -> None:
        """Read the chosen procurement anew."""
        book, chosen = self.session.book, self.choice.procurement
        self.live = LiveScores(book, chosen) if chosen is not None else None
        frame = self.live.frame if self.live is not None else None
        self._groups = groups_of(frame) if frame is not None else {}
        self._is_closed = chosen is not None and is_closed(book, chosen)
        staged = chosen is not None and chosen.is_staged
        self._is_first_closed = chosen is not None and staged and is_first_closed(book, chosen)
        self.bidder.offer([(one.name, one.id) for one in (frame.bidders if frame is not None else ())])
        self.acts.show_for(chosen, is_sealed=frame is not None and frame.sealed)
        self._offer()

    def _offer(self) -> None:
        """Offer what is scored for the bidder: nothing of the second stage to one that did not pass the first."""
        groups = list(self._groups)
        bidder = self.bidder.key
        if self.live is not None and self.live.frame.is_staged and isinstance(bidder, int):
            reach = evaluate(self.live.frame).reach.get(bidder)
            groups = [one for one in groups if one[3] is Stage.FIRST or reach is not FirstStage.BELOW]
        self.group.offer([(self._group_name(group), group) for group in groups])
        self._show()

    @property
    def _is_locked(self) -> bool:
        """Whether no more scores of what is shown are taken."""
        group = self.group.key
        is_early = isinstance(group, tuple) and group[3] is Stage.FIRST
        return self._is_closed or (self._is_first_closed and is_early)

    def _group_name(self, group: Group) -> str:
        """Return what is scored and by whom; of two stages which, and by whom only where that tells groups apart."""
        part, panel, system, stage = group
        named = self.session.book.all(System).get(system or 0)
        who = f"({named.name if named is not None else panel.label})"
        if self.live is None or not self.live.frame.is_staged:
            return f"{part.label}{who}"
        is_alone = sum((one[0], one[3]) == (part, stage) for one in self._groups) == 1
        return f"{stage.label} {part.label}{'' if is_alone else who}"

    @property
    def _criteria(self) -> tuple[Criterion, ...]:
        group = self.group.key
        return self._groups.get(group, ()) if isinstance(group, tuple) else ()

    def _rows(self) -> list[Reviewer]:
        """Return the seats that score the group; the sum of all, or the secretariat, as a row of its own."""
        if self.live is None or not self._criteria:
            return []
        frame, first = self.live.frame, self._criteria[0]
        seats: dict[int, Reviewer] = {}
        for criterion in self._criteria:
            seats |= {one.id: one for one in seats_for(frame, criterion)}
        rows = [one for one in frame.reviewers if one.id in seats]
        has_sum = any(ALL in cell for cell in frame.tally.points.values())
        if not rows or (has_sum and any(self._text(one, None) for one in self._criteria)):
            name = first.panel.label if first.panel in OBJECTIVE else "審査員の合計"
            rows.append(Reviewer(ALL, frame.procurement.id, name))
        return rows

    def _text(self, criterion: Criterion, seat: Reviewer | None) -> str:
        bidder = self.bidder.key
        if self.live is None or not isinstance(bidder, int):
            return ""
        return self.live.text(criterion.id, bidder, seat.id if seat is not None else ALL)

    def _show(self) -> None:
        self.sheet.set_columns(self._columns(), self._rows() if self.bidder.key is not None else ())
        self._sum_up()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("審査員", lambda one: one.name, width=150, tells_rows=True),
            *(self._column(one) for one in self._criteria),
            Column("小計", self._subtotal, figure=True, width=90, key="subtotal", help="採点した項目の点の合計です。"),
            Column("未採点", self._blanks, figure=True, width=70, key="blanks"),
        )

    def _column(self, criterion: Criterion) -> Column:
        grades = READERS["scale"](criterion.scale).grades
        scale = "、".join(name for name, _ in grades) if grades else f"0〜{criterion.points}"

        def mark(seat: Reviewer) -> Mark | None:
            if self.live is not None and seat.id in self.live.frame.out:
                return _OUT
            return None if self._text(criterion, seat) else _BLANK

        return Column(
            f"{criterion.name}\n({criterion.points}点)",
            lambda seat: self._text(criterion, seat),
            figure=True,
            width=118,
            edit=criterion.id,
            key=f"c{criterion.id}",
            also=(criterion.name,),
            editable=lambda _: not self._is_locked,
            locked="採点は締め切られています。" if self._is_first_closed else "技術採点は締め切られています。",
            mark=mark,
            spoken=lambda seat: self._text(criterion, seat) or "未採点",
            help=f"{criterion.name}: {scale}。空欄は未採点で、0点ではありません。",
        )

    def _subtotal(self, seat: Reviewer) -> str:
        found = self._entry(seat)
        return show_points(found[1]) if found is not None else ""

    def _blanks(self, seat: Reviewer) -> str:
        found = self._entry(seat)
        missing = len(self._criteria) - (found[0] if found is not None else 0)
        return str(missing) if missing else ""

    def _entry(self, seat: Reviewer) -> tuple[int, int | Fraction] | None:
        bidder, group = self.bidder.key, self.group.key
        if self.live is None or not isinstance(bidder, int) or not isinstance(group, tuple):
            return None
        return self.live.tally.sums.get(group, {}).get(bidder, {}).get(seat.id)

    def _sum_up(self) -> None:
        """Show what the scores come to now: by criterion the mean, and what the bidder has by the rule."""
        bidder, group = self.bidder.key, self.group.key
        if self.live is None or not isinstance(bidder, int) or not isinstance(group, tuple):
            self.evaluation = None
            self.state.setText("")
            self.sheet.set_totals(())
            return
        self.evaluation = evaluate(self.live.frame)
        result = next(one for one in self.evaluation.results if one.bidder.id == bidder)
        cells, out = self.live.tally.points, self.live.frame.out
        means: dict[str, str] = {}
        for one in self._criteria:
            given = [points for seat, points in cells.get((one.id, bidder), {}).items() if seat not in out]
            means[f"c{one.id}"] = show_points(Fraction(sum(given)) / len(given), 2) if given else ""
        full = self.evaluation.technical.full
        parts = [
            f"{part.label} {show_points(points, 2) if points is not None else '未確定'}/{show_points(full[part])}点"
            for part, points in result.parts.items()
        ]
        early = ""
        if result.first is not None:
            rank = f"({result.first_rank}位)" if result.first_rank is not None else ""
            early = f"一次審査 {show_points(result.first, 2)}点{rank}、"
        if result.behind:
            so_far = "" if result.bidder.first_stage is not None else "(いまの点による)"
            self.state.setText(f"{result.bidder.name}: {early}{result.verdict.label}{so_far}。{self._told_locks()}")
            self.sheet.set_totals((Totals("平均", means),) if self._criteria else ())
            return
        technical = show_points(result.technical, 2) if result.technical is not None else "未確定"
        self.state.setText(
            f"{result.bidder.name}: {early}{'、'.join(parts)}、技術点 {technical}点。{self._told_locks()}"
        )
        self.sheet.set_totals((Totals("平均", means),) if self._criteria else ())

    def _told_locks(self) -> str:
        first = " 一次審査の採点は締め切られています。" if self._is_first_closed and not self._is_closed else ""
        locked = " 技術採点は締め切られています。" if self._is_closed else first
        return locked + (" 価格は封印されています。" if self.live is not None and self.live.frame.sealed else "")

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        book = self.session.book
        known, id = book.all(Criterion), self.bidder.key
        assert isinstance(id, int)
        cells = [(edit.record if edit.record.id != ALL else None, known[edit.column.edit], edit.text) for edit in edits]
        return set_scores(book, book.all(Bidder)[id], cells)
