"""The table of tasks: what there is to say of it beyond the record."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from core.calc.schedule.beside import names_of_members, numbers_before
from core.calc.schedule.chart import Row
from core.calc.schedule.standing import Span
from core.calc.schedule.workdays import calendar_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.schedule import Task
from core.model.values.dates import show_date
from core.operations.editing.edit import edit_cells
from core.operations.editing.listed import append_with_lists, write_lists
from core.operations.schedule.listing import BEFORE, LISTS, MEMBERS
from ui.pages.editing import appends_through, edits_through, field_column, together
from ui.pages.organisation.views import Indented
from ui.pages.table_view import Asked, TableView, Tool
from ui.session import Session
from ui.tables.columns import CENTER, RIGHT, CellEdit, Column, Mark, OnAppend, OnEdit

Rows = Callable[[], Mapping[int, Row]]
"""By id of a task how it stands now."""


def tasks_view(rows: Rows, tools: tuple[Tool, ...], *, counts_days: bool = True) -> TableView:
    """Return the view: numbers and names in their tree, dates as typed or as they follow from the tasks below; with the
    working days of each if `counts_days`, for which the holidays of all its years have to be found out."""

    def row(task: Task) -> Row | None:
        return rows().get(task.id)

    def name(_: Session) -> Column:
        def shown(task: Task) -> Indented:
            found = row(task)
            return Indented(task.name, found.level if found else 0)

        return Column(
            "作業名",
            shown,
            show=lambda name: name.shown,
            plain=str,
            width=260,
            edit="name",
            key="name",
            mark=lambda task: Mark(bold=True) if (found := row(task)) and found.is_summary else None,
            tooltip=lambda task: found.label if (found := row(task)) else task.name,
        )

    def date(column: str, span: Callable[[Row], Span | None], end: bool) -> Callable[[Session], Column]:
        """Return the column of a date; where a task has none of its own, in brackets that of the tasks below it."""

        def told(task: Task) -> tuple[str, bool]:
            own = getattr(task, column)
            found = row(task)
            below = span(found) if not own and found is not None and found.is_summary else None
            return (own or "", True) if below is None else (below.last if end else below.first, False)

        return lambda session: replace(
            field_column(Task, column, 166, session.look),
            get=told,
            show=lambda date: show_date(date[0]) if date[1] else f"({show_date(date[0])})",
            plain=lambda date: show_date(date[0]) if date[1] else "",
            sort=lambda date: (not date[0], date[0]),
        )

    def working_days(session: Session) -> Column:
        def days(task: Task) -> int | None:
            found = row(task)
            if found is None or found.planned is None:
                return None
            return calendar_days(session, found.planned)

        return Column("営業日", days, align=RIGHT, width=76, help="予定の期間の、休みでない日数です。")

    def progress(_: Session) -> Column:
        return Column(
            "進捗",
            lambda task: found.progress if (found := row(task)) else task.progress,
            show=lambda value: f"{value}%",
            plain=str,
            figure=True,
            width=70,
            edit="progress",
            key="progress",
            editable=lambda task: not ((found := row(task)) and found.is_summary),
            locked="下に作業があるため、進捗はその作業から計算します。",
            help="下に作業があるときは、その期間(重み)で平均します。実績終了のある作業は100%です。",
        )

    def state(_: Session) -> Column:
        return Column(
            "状態",
            lambda task: (found.delay or found.state.label) if (found := row(task)) else "",
            width=116,
            align=CENTER,
            mark=lambda task: Mark(bold=True) if (found := row(task)) and found.late_days else None,
            help="基準日の終わりの状態です。遅れの日数は、基準日から予定終了を引いた日数です。",
        )

    def before(session: Session) -> Column:
        return Column(
            "先行",
            lambda task: numbers_before(session.look, task),
            width=110,
            edit=BEFORE,
            key=BEFORE,
            help="先に終わるべき作業のWBS番号です(1.1、1.2)。守られないときは知らせるだけで、日程は動かしません。",
        )

    def members(session: Session) -> Column:
        return Column(
            "団体",
            lambda task: names_of_members(session.look, task),
            width=150,
            edit=MEMBERS,
            key=MEMBERS,
            help="どの団体の作業かです(射水市、滑川市)。空欄はすべての団体です。",
        )

    return TableView(
        Task,
        columns=(
            ("number", 100),
            name,
            state,
            progress,
            date("planned_start", lambda found: found.planned, False),
            date("planned_end", lambda found: found.planned, True),
            before,
            ("party", 100),
            members,
            date("actual_start", lambda found: found.actual if found.progress else None, False),
            date("actual_end", lambda found: found.actual if found.progress == 100 else None, True),
            *((working_days,) if counts_days else ()),
            ("kind", 130),
        ),
        frozen=2,
        adding=(Asked("name", 260), Asked("parent_id", 130), Asked("planned_start", 140), Asked("planned_end", 140)),
        empty="まだ作業がありません。上の欄に作業名を入れて「作業を追加」を押すか、ひな型から始めてください。",
        form=("parent_id", "who", "system_id", "certainty", "delay_reason", "weight", "note"),
        form_width=340,
        printing=("日程を印刷", "reports/schedule"),
        needs=("precedences", "task_members", "municipalities", "calendar_days", "baselines", "baseline_tasks"),
        edits=_edits,
        appends=_appends,
        tools=tools,
    )


def calendar_days(session: Session, span: Span) -> int | None:
    """Return the working days of a time by the calendar of the ledger."""
    return calendar_of(session.look).working_days(span.first, span.last)


def _appends(session: Session) -> OnAppend:
    return appends_through(session, lambda cells, rows: append_with_lists(session.book, Task, LISTS, cells, rows))


def _edits(session: Session) -> OnEdit:
    def lists(edits: list[CellEdit]) -> ChangeSet | Faults:
        return write_lists(session.book, LISTS, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    def fields(edits: list[CellEdit]) -> ChangeSet | Faults:
        return edit_cells(session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    return edits_through(
        session, lambda edits: together(edits, lambda edit: edit.column.edit in {BEFORE, MEMBERS}, lists, fields)
    )
