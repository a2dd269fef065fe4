"""日程: the tasks in their tree, how they stand on a day, and the ways to begin, to number and to hand them out."""

from collections import Counter
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.calc.schedule.chart import Row, chart_of
from core.calc.schedule.standing import State, reference_day
from core.jobs.calendar_file import calendar_of_tasks
from core.model.machine.faults import Faults
from core.model.values.dates import show_date
from core.operations.schedule.planning import begin_with, renumber
from core.operations.schedule.templates import TEMPLATES
from core.words.sentences import sentence
from ui.dialogs.questions import ask_where_to_save
from ui.files.writing import write_file
from ui.pages.page import Page
from ui.pages.schedule.tasks_view import tasks_view
from ui.pages.table_page import TablePage
from ui.pages.table_view import Tool
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.widgets.buttons import button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.days.day_field import DayField
from ui.widgets.tools.flow import Flow
from ui.widgets.tools.tool_line import flow_of, named

_TOLD = (State.LATE, State.NOT_BEGUN, State.RUNNING, State.DONE, State.AHEAD, State.UNDATED)


class TasksPage(TablePage):
    """The table of tasks; above it the reference day, from which state and delay follow."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        self._rows: dict[int, Row] = {}
        tools = (
            Tool("ひな型から追加", "段階と作業のひな型を、今の作業の下に加えます。元に戻せます。", _show_templates),
            Tool("番号を振り直す", "WBS番号を今の並びのとおりに付け直します。先行の指定は変わりません。", _renumber),
            Tool("カレンダーに書き出す", "予定をカレンダーのファイル(.ics)に書き出します。", _ask_and_write_calendar),
        )
        view = tasks_view(lambda: self._rows, tools)
        super().__init__(session, memory, title, about, view)
        self.day = DayField("基準日")
        self.day.changed.connect(self._show_day)
        self.count = QLabel()
        about_day = QWidget()
        line = Flow(about_day, shrinks=True)
        line.setSpacing(16)
        line.addWidget(self.day)
        line.addWidget(self.count, 1)
        self.templates = TemplateLine(self)
        self.body.insertWidget(0, about_day)
        self.body.insertWidget(1, self.templates)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.day.set_day(reference_day(self.session.book) or date.today().isoformat())
            self.templates.hide()
        if changed is None or changed.tables & self._changes_with:
            self._read()
        super().reload(changed)

    def write_calendar(self, path: Path) -> None:
        """Write the planned dates as a calendar file and say where."""
        made = calendar_of_tasks(self.session.book, self.session.file.store.document_id)
        faults = write_file(path, made.content) if made.count else Faults.of("", "nothing_for_calendar")
        if faults is not None:
            self.message.show_message("error", " ".join(map(sentence, faults)))
        else:
            self.message.show_message("info", f"{path.name} に予定を{made.count:,}件書き出しました。")

    def _read(self) -> None:
        chart = chart_of(self.session.book, self.day.day)
        self._rows = {row.task.id: row for row in chart.rows}
        found = Counter(row.state for row in chart.rows if not row.is_summary)
        told = "、".join(f"{state.label} {found[state]:,}件" for state in _TOLD if found[state])
        self.count.setText(f"{show_date(self.day.day)}現在: {told}" if told else "")

    def _show_day(self) -> None:
        self._read()
        self.sheet.set_records(list(self.sheet.model.rows.all))


class TemplateLine(QWidget):
    """Chooses a template and the day on which its first step begins."""

    def __init__(self, page: TasksPage) -> None:
        super().__init__()
        self._page = page
        self.choice = ChoiceBox()
        self.choice.setAccessibleName("ひな型")
        for template in TEMPLATES:
            self.choice.addItem(f"{template.name}({len(template.steps)}件)", template.key)
        self.day = DayField("最初の日")
        self.about = QLabel()
        self.about.setProperty("role", "help")
        self.about.setWordWrap(True)
        self.choice.currentIndexChanged.connect(lambda _: self._tell())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        add, leave = button("この作業を追加", self.add, "primary"), button("やめる", self.hide, "text")
        line = flow_of((named("ひな型", self.choice), self.day, add, leave))
        line.addStretch()
        lines.addLayout(line)
        lines.addWidget(self.about)
        self._tell()
        self.hide()

    def open(self) -> None:
        """Come into sight; the first day is the first of the coming April."""
        this = date.fromisoformat(self._page.day.day)
        self.day.set_day(date(this.year + ((this.month, this.day) > (4, 1)), 4, 1).isoformat())
        self.show()
        self.choice.setFocus()

    def add(self) -> None:
        """Add the steps and go out of sight."""
        template = TEMPLATES[self.choice.currentIndex()]
        if self._page.run(begin_with(self._page.session.book, template, self.day.day)):
            self.hide()

    def _tell(self) -> None:
        self.about.setText(TEMPLATES[self.choice.currentIndex()].about)


def _show_templates(page: Page) -> None:
    assert isinstance(page, TasksPage)
    page.templates.open()


def _renumber(page: Page) -> None:
    page.run(renumber(page.session.book))


def _ask_and_write_calendar(page: Page) -> None:
    assert isinstance(page, TasksPage)
    folder = Path(page.memory.text("folder") or Path.home())
    path = ask_where_to_save(page, "カレンダーに書き出す", folder / "日程.ics", "カレンダー")
    if path is not None:
        page.write_calendar(path)
