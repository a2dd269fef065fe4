"""工程表: the tasks at the left, their bars on a calendar at the right; who moves or stretches a bar plans it
anew, or says when it was done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from core.calc.schedule.chart import Row, chart_of
from core.calc.schedule.standing import reference_day
from core.model.book import Book
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.machine.records import Record
from core.model.machine.tree import path_of
from core.model.schedule import Baseline, Task
from core.operations.schedule.replanning import record_done, replan
from ui.pages.schedule.gantt_bars import bars_of
from ui.pages.schedule.gantt_tools import GanttTools
from ui.pages.schedule.tasks_view import tasks_view
from ui.pages.table_page import TablePage
from ui.pages.table_view import MakeColumn, Shown, TableView
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.alongside import Alongside
from ui.widgets.buttons import button
from ui.widgets.gantt.bars import Chart, Span
from ui.widgets.gantt.chart import GanttChart
from ui.widgets.gantt.time_area import HEAD_PX

Written = Callable[[Book, Task, date, date], ChangeSet | Faults]
_NUMBER_PX, _NAME_PX, _STATE_PX, _TABLE_PX = 80, 200, 136, 492
_FOLD = "下の作業を折りたたむ・開く"


class GanttPage(TablePage):
    """The chart shows the rows of the table in its order, sorted, filtered and folded as they are there. New tasks are
    typed below the last one, or on the page of the schedule; there they are moved and removed too."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._rows: dict[int, Row] = {}
        self._folded: set[int] = set()
        self._bars = Chart({})
        self.chart = GanttChart()
        self.chart_tools = GanttTools(self.chart, memory)
        super().__init__(session, memory, title, about, self._make_view())
        self._beside = Alongside(self.sheet, self.chart, HEAD_PX, _TABLE_PX)
        self.body.insertWidget(0, self._beside, 1)
        fold = QAction(_FOLD, self)
        fold.triggered.connect(self._fold_current)
        self.sheet.add_menu_action(fold)
        self.sheet.model.arranged.connect(self._draw)
        self.sheet.current_changed.connect(lambda record, _column: self._show_in_chart(record))
        self.chart.picked.connect(self.sheet.select)
        self.chart.asked.connect(partial(self._drawn, replan))
        self.chart.asked_done.connect(partial(self._drawn, record_done))
        self.chart.refused.connect(lambda words: self.message.show_message("info", words))
        self.chart.folded.connect(self._fold)
        self.chart_tools.changed.connect(self._compute_and_show)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self._folded.clear()
            self.chart_tools.day.set_day(reference_day(self.session.book) or date.today().isoformat())
        if changed is None or changed.tables & self._changes_with:
            self.chart_tools.offer(self.session.book.all(Baseline).values())
            self._compute()
        super().reload(changed)
        self._beside.show_follower(bool(self._bars.bars))
        if changed is None:
            self.chart_tools.begin()

    def _make_view(self) -> TableView:
        view = tasks_view(lambda: self._rows, (), counts_days=False)
        name, state, *rest = view.columns[1:]
        columns = (("number", _NUMBER_PX), _as_wide(name, _NAME_PX), _as_wide(state, _STATE_PX), *rest)
        empty = "まだ作業がありません。下の新しい行に作業名を入れるか、「日程」のページで、ひな型から始めてください。"
        return replace(view, columns=columns, form=(), empty=empty)

    def _make_line(self) -> None:
        """No line adds rows here: the chart needs the height."""

    def _tool_line(self) -> QWidget:
        word, place = self.view.printing
        printing = button(word, lambda: self.open_page.emit(place))
        self.chart_tools.add_buttons(button("表を開く", self._open_table), printing)
        return self.chart_tools

    def _open_table(self) -> None:
        current = self.sheet.current
        self.open_page.emit(f"tasks/{current[0].id}" if current else "tasks")

    def _compute(self) -> None:
        """Draw the chart anew from the ledger, for the day and the baseline that are chosen."""
        look = self.session.book
        chart = chart_of(look, self.chart_tools.day.day, self.chart_tools.baseline_id)
        self._rows = {row.task.id: row for row in chart.rows}
        self._bars = bars_of(look, chart)

    def _compute_and_show(self) -> None:
        self._compute()
        self.sheet.set_records(self._records())

    def _records(self) -> list[Record]:
        book = self.session.book
        tasks = in_order(book, book.all(Task).values())
        return [one for one in tasks if not self._is_hidden(one)]

    def _is_hidden(self, task: Task) -> bool:
        return bool(self._folded) and any(one.id in self._folded for one in path_of(self.session.look, task)[:-1])

    def _fold_current(self) -> None:
        if self.sheet.current:
            self._fold(self.sheet.current[0].id)

    def _fold(self, key: int) -> None:
        """Fold up the rows below a row, or show them again."""
        if self._rows[key].is_summary:
            self._folded ^= {key}
            self.sheet.set_records(self._records())

    def _draw(self) -> None:
        self.chart.show_chart(self._bars, [row.id for row in self.sheet.model.rows.shown])

    def _show_in_chart(self, record: object) -> None:
        if isinstance(record, Task) and record.id != self.chart.current:
            self.chart.set_current(record.id)
            self.chart.show_bar(record.id)

    def _drawn(self, write: Written, key: int, wish: Span) -> None:
        """Write the days to which a bar was drawn."""
        task = self.session.book.all(Task)[key]
        first, last = (date.fromordinal(day) for day in wish)
        self.run(write(self.session.book, task, first, last))


def _as_wide(shown: Shown, width: int) -> MakeColumn:
    """Return a column of the view in another width."""
    assert callable(shown)
    return lambda session: replace(shown(session), width=width)
