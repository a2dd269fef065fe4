"""工程表: the tasks at the left, their bars on a calendar at the right; who moves or stretches a bar plans it anew."""

from datetime import date

from PySide6.QtGui import QAction

from core.calc.organisation import day_of
from core.calc.schedule.chart import chart_of
from core.model.machine.naming import in_order
from core.model.machine.records import Record
from core.model.machine.tree import depth_of, path_of
from core.model.schedule import Baseline, Task
from core.operations.schedule.replanning import replan
from ui.pages.schedule.gantt_bars import bars_of
from ui.pages.schedule.gantt_tools import GanttTools
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column, Mark
from ui.tables.sheet.alongside import Alongside
from ui.widgets.gantt.bars import Chart, Span
from ui.widgets.gantt.chart import GanttChart
from ui.widgets.gantt.time_area import HEAD_PX

_TABLE_PX = 420
_FOLD = "下の作業を折りたたむ・開く"


def _name(session: Session) -> Column:
    """The name under the one above it, with its number."""
    look = session.look
    return Column(
        "作業名",
        lambda one: one,
        show=lambda one: f"{'　' * depth_of(look, one)}{one.number} {one.name}",
        plain=lambda one: one.name,
        sort=lambda one: one.name,
        spoken=lambda one: f"{one.number} {one.name}",
        tooltip=lambda one: f"{one.number} {one.name}",
        mark=lambda one: Mark(bold=True) if one.parent_id is None else None,
        width=240,
        edit="name",
        key="name",
    )


VIEW = TableView(
    Task,
    columns=(
        _name,
        ("planned_start", 145),
        ("planned_end", 145),
        ("progress", 80),
        ("actual_start", 145),
        ("actual_end", 145),
        ("party", 110),
        ("who", 140),
        ("delay_reason", 200),
        ("note", 200),
    ),
    frozen=1,
    adding=(Asked("name", 220), Asked("planned_start", 140), Asked("planned_end", 140)),
    needs=("task_members", "precedences", "baselines", "baseline_tasks", "calendar_days"),
)


class GanttPage(TablePage):
    """The chart shows the rows of the table in its order, sorted, filtered and folded as they are there."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._folded: set[int] = set()
        super().__init__(session, memory, title, about, VIEW)
        self.chart = GanttChart()
        self.chart_tools = GanttTools(self.chart, memory)
        self._bars = Chart({})
        self.body.insertWidget(0, self.chart_tools)
        self.body.insertWidget(1, Alongside(self.sheet, self.chart, HEAD_PX, _TABLE_PX), 1)
        fold = QAction(_FOLD, self)
        fold.triggered.connect(self._fold_current)
        self.sheet.add_menu_action(fold)
        self.sheet.model.arranged.connect(self._draw)
        self.sheet.current_changed.connect(lambda record, _column: self._show_in_chart(record))
        self.chart.picked.connect(self.sheet.select)
        self.chart.asked.connect(self._replan)
        self.chart.refused.connect(lambda words: self.message.show_message("info", words))
        self.chart.folded.connect(self._fold)
        self.chart_tools.changed.connect(self._compute)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self._folded.clear()
            self.chart_tools.day.set_day(day_of(self.session.book) or date.today().isoformat())
        if changed is None or changed.tables & self._changes_with:
            self.chart_tools.offer(self.session.book.all(Baseline).values())
        super().reload(changed)
        if changed is None or changed.tables & self._changes_with:
            self._compute()
        if changed is None:
            self.chart_tools.show_reference()

    def _compute(self) -> None:
        """Draw the chart anew from the ledger, for the day and the baseline that are chosen."""
        look = self.session.book
        chart = chart_of(look, self.chart_tools.day.day, self.chart_tools.baseline_id)
        self._bars = bars_of(look, chart)
        self._draw()

    def _records(self) -> list[Record]:
        book = self.session.book
        tasks = in_order(book, book.all(Task).values())
        return [one for one in tasks if not self._is_hidden(one)]

    def _is_hidden(self, task: Task) -> bool:
        return any(one.id in self._folded for one in path_of(self.session.look, task)[:-1])

    def _fold_current(self) -> None:
        if self.sheet.current:
            self._fold(self.sheet.current[0].id)

    def _fold(self, key: int) -> None:
        """Fold up the rows below a row, or show them again."""
        if any(one.parent_id == key for one in self.session.book.all(Task).values()):
            self._folded ^= {key}
            self.sheet.set_records(self._records())

    def _draw(self) -> None:
        self.chart.show_chart(self._bars, [row.id for row in self.sheet.model.rows.shown])

    def _show_in_chart(self, record: object) -> None:
        if isinstance(record, Task):
            self.chart.set_current(record.id)
            self.chart.show_bar(record.id)

    def _replan(self, key: int, wish: Span) -> None:
        task = self.session.book.all(Task)[key]
        first, last = (date.fromordinal(day) for day in wish)
        self.run(replan(self.session.book, task, first, last))
