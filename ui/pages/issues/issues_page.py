"""課題: the issues as of a day, how late and how old they are, and the curve by which they become fewer."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.calc.issues import CURVE_TERMS, TERMS, age_days, curve_until, is_open, issues_on, overdue_days, summary_on
from core.calc.organisation import day_of
from core.documents.issues.chart import burn_down
from core.documents.issues.sheet import summary_pairs
from core.documents.paper.drawing import Drawing
from core.model.issues import Issue
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.values.dates import show_date
from core.operations.editing.adding import add_row
from core.operations.issues.progress import edit_issues
from ui.look import theme
from ui.pages.beside import beside
from ui.pages.editing import edits_through, field_column, row_appends, undo_point
from ui.pages.issues.issue_side import IssueSide
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.days.day_field import DayField
from ui.widgets.drawing_view import DrawingView
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.flow import Flow
from ui.widgets.tools.tool_line import ToolLine, flow_of

_TABLES = {"issues", "issue_notes", "bodies", "municipalities", "systems", "consortium", "links"}
_FIELDS = (("title", "件名", 240), ("municipality_id", "担当団体", 110), ("due_on", "期限", 110))
_LATE = Mark(foreground=theme.ERROR, bold=True)
_PANEL = 460
_LEAST_COLUMNS = 4
_SHAPE = 0.36
"""The height of the curve by its width."""


class IssuesPage(Page):
    """The list with the current issue beside it, or the curve; both as of the day above."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._wanted = 0
        self.day = DayField("現在の日付")
        self.day.changed.connect(self._show)
        self.only_open = QCheckBox("完了していない課題だけ")
        self.only_open.toggled.connect(self._show)
        self.summary = SpacedLabel()
        empty = "まだ課題がありません。上の欄に件名を入れて「課題を追加」を押してください。"
        self.sheet = Sheet(
            self._columns(),
            name="課題",
            frozen=2,
            on_edit=edits_through(session, self._decide),
            on_append=row_appends(session, Issue),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(empty),
        )
        self.adding = AddBar(_FIELDS, "課題を追加", self._add)
        self.form = IssueSide(session, memory, lambda: self.day.day)
        self.side = beside(self.sheet, self.form, _PANEL, "issues", memory, columns=_LEAST_COLUMNS)
        self.chart = DrawingView()
        self.terms = SpacedLabel()
        self.curve_button = button("推移の図を見る", self._turn, help="一覧と、残りの推移の図を切り替えます。")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.side)
        self._stack.addWidget(self._curve())
        self.tools.addWidget(ToolLine(self.adding, self._buttons()))
        self.body.addLayout(self._line())
        self.body.addWidget(self.summary)
        self.body.addWidget(self._stack, 1)
        self.show_links_below(self.sheet)
        self.sheet.current_changed.connect(self._show_current)
        self.offer_rows(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.day.set_day(day_of(self.session.book) or date.today().isoformat())
        if changed is None or changed.tables & _TABLES:
            self._show()
        else:
            self._show_current()

    def show_part(self, name: str) -> None:
        """Go to the issue with this id."""
        self._wanted = int(name) if name.isdecimal() else 0
        self._stack.setCurrentIndex(0)
        self.sheet.select(self._wanted)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _buttons(self) -> list[QPushButton]:
        help = "選んだ課題を、その経過とともに削除します。元に戻せます。"
        return [
            button("削除", lambda: self.remove_selected(self.sheet), help=help),
            self.side.button,
            self.curve_button,
            button("課題管理表を印刷", lambda: self.open_page.emit("reports/issues")),
        ]

    def _line(self) -> Flow:
        line = flow_of((self.day, button("今日", self._today, help="今日の日付にします。"), self.only_open))
        line.addStretch()
        return line

    def _curve(self) -> QWidget:
        """Return the chart with what there is to say of it, which scrolls where there is little room."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        column.addWidget(self.terms)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("form")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(made)
        return area

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look

        def late(one: Issue) -> int:
            return overdue_days(one, self.day.day)

        return (
            field_column(Issue, "number", 64),
            field_column(Issue, "title", 240, tooltip=lambda one: one.title),
            field_column(Issue, "state", 96, tooltip=_closed_text),
            field_column(Issue, "due_on", 140, mark=lambda one: _LATE if late(one) else None),
            Column(
                "超過(日)",
                late,
                show=lambda days: f"{days:,}" if days else "",
                mark=lambda one: _LATE if late(one) else None,
                figure=True,
                width=80,
                help=TERMS,
                key="overdue",
            ),
            Column(
                "滞留(日)",
                lambda one: age_days(one, self.day.day),
                show=lambda days: "" if days is None else f"{days:,}",
                sort=lambda days: -1 if days is None else days,
                figure=True,
                width=80,
                help=TERMS,
                key="age",
            ),
            field_column(Issue, "priority", 76),
            field_column(Issue, "municipality_id", 110, look),
            field_column(Issue, "body_id", 140, look),
            field_column(Issue, "in_charge", 130),
            field_column(Issue, "escalated_to_id", 140, look),
            field_column(Issue, "escalated_on", 140),
            field_column(Issue, "kind", 80),
            field_column(Issue, "system_id", 120, look),
            field_column(Issue, "raised_on", 140),
            field_column(Issue, "raised_by", 100),
            field_column(Issue, "closed_on", 140),
            field_column(Issue, "content", 220, tooltip=lambda one: one.content),
            field_column(Issue, "answer", 220, tooltip=lambda one: one.answer),
            field_column(Issue, "note", 160),
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        cells = [(edit.record, edit.column.edit, edit.text) for edit in edits]
        return edit_issues(self.session.book, cells, self.day.day)

    def _show(self) -> None:
        book, day = self.session.book, self.day.day
        raised = issues_on(book, day)
        self.sheet.set_records([one for one in raised if is_open(one, day) or not self.only_open.isChecked()])
        if self._wanted:
            self.sheet.select(self._wanted)
            self._wanted = 0
        found = summary_on(book, day)
        counts = (
            ("残り", found.open),
            ("期限超過", found.overdue),
            ("期限なし", found.undated),
            ("上申中", found.escalated),
        )
        self.summary.setText("　".join(f"{name} {count:,}件" for name, count in counts))
        curve = curve_until(book, day)
        self.chart.setVisible(bool(curve.points))
        if curve.points:
            self.chart.show_chart(lambda width: burn_down(curve, width, width * _SHAPE))
        else:
            self.chart.show_drawing(Drawing(1, 1, ()))
        name, ages = summary_pairs(found, day)[-1]
        left_out = f"図に入らない課題は{curve.left_out:,}件です。" if curve.left_out else ""
        nothing = "" if curve.points else "この日までに起票日のある課題がないため、図はありません。\n"
        self.terms.setText(f"{nothing}{name}: {ages}\n{TERMS}\n{CURVE_TERMS}{left_out}")
        self._show_current()

    def _show_current(self) -> None:
        current = self.sheet.current
        self.form.show_record(self.session.book.all(Issue).get(current[0].id) if current else None)

    def _turn(self) -> None:
        shows_list = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(1 if shows_list else 0)
        self.curve_button.setText("一覧を見る" if shows_list else "推移の図を見る")

    def _today(self) -> None:
        self.day.set_day(date.today().isoformat())
        self._show()

    def _add(self, texts: dict[str, str]) -> Faults | None:
        """Add an issue that is raised on the day of the page."""
        before = self.session.book.last_id(Issue)
        typed = {name: text for name, text in texts.items() if text.strip()}
        faults = self.session.run(add_row(self.session.book, Issue, {"raised_on": self.day.day, **typed}))
        if faults is None and self.session.book.last_id(Issue) > before:
            self.sheet.select(self.session.book.last_id(Issue))
        return faults


def _closed_text(issue: Issue) -> str:
    """Return the state, with the day of one that is closed: it may lie after the day of the page."""
    return f"{issue.state.label}({show_date(issue.closed_on)})" if issue.closed_on else issue.state.label
