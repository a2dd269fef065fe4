"""基準計画: the plan is fixed under a name, and what became of it since is shown task by task."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy

from core.calc.schedule.comparison import Change, Shift, shifts
from core.calc.schedule.standing import Span
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.schedule import Baseline, BaselineTask, Task
from core.model.values.dates import show_date
from core.operations.schedule.planning import fix_baseline
from ui.pages.editing import field_column, field_edits
from ui.pages.organisation.views import Indented
from ui.pages.page import Page, only_with, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {"tasks", "baselines", "baseline_tasks"}
_EMPTY = "まだ基準計画がありません。日程に作業を登録してから、上の欄に名前を入れて「今の計画を固定」を押してください。"


class BaselinesPage(Page):
    """The baselines above; below what the current one planned beside what is planned now."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.adding = AddBar((("name", "基準計画名(当初計画など)", 260),), "今の計画を固定", self._fix)
        self.sheet = Sheet(
            [
                field_column(Baseline, "name", 240),
                field_column(Baseline, "fixed_on", 150),
                Column("作業", lambda one: len(session.look.children(BaselineTask, one.id)), figure=True, width=80),
                field_column(Baseline, "note", 300),
            ],
            name="基準計画",
            frozen=1,
            on_edit=field_edits(session),
            store=memory,
            empty=EmptyState(_EMPTY, "日程を開く", lambda: self.open_page.emit("tasks")),
        )
        self.sheet.current_changed.connect(self._show_shifts)
        self.sheet.setMaximumHeight(190)
        self.shifts = Sheet(
            _columns(), name="基準計画との差", frozen=2, key=lambda one: one.id, store=memory, empty=EmptyState("")
        )
        self.count = QLabel()
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.setSpacing(16)
        heading = small_title("今の計画との差")
        line.addWidget(heading)
        line.addWidget(self.count, 1)
        remove = button(
            "削除", lambda: self.remove_selected(self.sheet), help="選んだ基準計画を削除します。元に戻せます。"
        )
        self.tools.addWidget(ToolLine(self.adding, [remove]))
        self.body.addWidget(self.sheet)
        self.body.addLayout(line)
        self.body.addWidget(self.shifts, 1)
        self.offer_rows(self.sheet)
        only_with(self.sheet, heading, self.count, self.shifts)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & _TABLES:
            book = self.session.book
            self.sheet.set_records(in_order(book, book.all(Baseline).values()))
        self._show_shifts()

    def open_search(self) -> None:
        self.shifts.open_search()

    def show_part(self, name: str) -> None:
        if name.isdecimal():
            self.sheet.select(int(name))

    def _fix(self, texts: dict[str, str]) -> Faults | None:
        book = self.session.book
        faults = self.session.run(fix_baseline(book, texts["name"], date.today().isoformat()))
        if faults is None:
            self.sheet.select(self.session.book.last_id(Baseline))
        return faults

    def _show_shifts(self) -> None:
        current = self.sheet.current
        book = self.session.book
        known = book.all(Baseline)
        one = known.get(current[0].id) if current else next(iter(in_order(book, known.values())), None)
        found = shifts(book, one.id) if one is not None else []
        self.shifts.set_records(found)
        if one is None or not book.all(Task):
            self.count.setText("")
            return
        counts = {change: sum(shift.change is change for shift in found) for change in Change}
        told = "、".join(f"{change.label} {counts[change]:,}件" for change in Change if counts[change])
        self.count.setText(f"「{one.name}」({show_date(one.fixed_on)}): {told}")


def _columns() -> list[Column]:
    def when(span: Span | None, end: bool) -> str:
        return (span.last if end else span.first) if span else ""

    def days(value: int | None) -> str:
        return "" if value is None else "0日" if not value else f"{value:+,}日"

    return [
        Column("WBS番号", lambda one: one.number, width=90),
        Column("作業名", _name, show=lambda name: name.shown, plain=str, width=300),
        Column("変更", lambda one: one.change, width=90, align=CENTER, mark=_mark),
        Column("基準の開始", lambda one: when(one.then, False), show=show_date, width=150),
        Column("今の開始", lambda one: when(one.now, False), show=show_date, width=150),
        Column(
            "開始の差", lambda one: one.start_days, show=days, figure=True, width=90, help="＋は遅くなった日数です。"
        ),
        Column("基準の終了", lambda one: when(one.then, True), show=show_date, width=150),
        Column("今の終了", lambda one: when(one.now, True), show=show_date, width=150),
        Column("終了の差", lambda one: one.end_days, show=days, figure=True, width=90, help="＋は遅くなった日数です。"),
    ]


def _name(one: Shift) -> Indented:
    return Indented(one.name, one.level)


def _mark(one: Shift) -> Mark | None:
    return None if one.change is Change.SAME else Mark(bold=True)
