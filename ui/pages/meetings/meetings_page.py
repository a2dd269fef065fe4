"""会議: the sessions of all series, and of the current one its agenda, who was there and what was decided."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.calc.meetings import meetings_of, people_at
from core.documents.meetings.wording import quorum_text
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.meetings import Decision, Meeting, Series, meeting_name
from core.model.papers.printouts import report_title
from core.operations.editing.adding import add_row
from core.operations.meetings.attending import attend_from_roster
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.meetings.minutes_part import MinutesPart
from ui.pages.meetings.session_part import AGENDA, ATTENDANCE, DECISIONS, GAPS, SessionPart
from ui.pages.organisation.columns import short_body_column
from ui.pages.page import Page
from ui.pages.pasting import blocks_of
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.flow import Flow
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {
    *("meetings", "meeting_series", "agenda_items", "attendances", "decisions", "links"),
    *("gaps", "systems", "bodies", "seats", "municipalities", "consortium", "customizations"),
}
_FIELDS = (
    ("series_id", "系列", 120),
    ("held_on", "開催日", 120),
    ("body_id", "会議体(部会)", 150),
    ("venue", "場所", 100),
)
_EMPTY = (
    "会議はまだありません。先に系列(協議会の会議など)を登録し、"
    "上の欄に系列と開催日を入れて「会議を追加」を押してください。"
)


class MeetingsPage(Page):
    """The sessions above; below one of the three parts of the current session."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._running: dict[int, int] = {}
        self.sheet = Sheet(
            self._columns(),
            name="会議",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Meeting),
            blocks=blocks_of(session, "meetings", self),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(_EMPTY, "系列のページを開く", lambda: self.open_page.emit("meeting_series")),
        )
        self.sheet.current_changed.connect(self._show_current)
        self.adding = AddBar(_FIELDS, "会議を追加", self._add)
        fill = "席のある団体と組織を出欠の行にします。すでにある行はそのままです。"
        tie = "選んだ決定を、要望や経費などの記録に結び付けます。"
        open_gap = "選んだ差を、フィット&ギャップのページで開きます。"
        self.parts = {
            "agenda": SessionPart(self, AGENDA),
            "attendance": SessionPart(self, ATTENDANCE, ("名簿から出欠を作る", self._from_roster, fill)),
            "decisions": SessionPart(self, DECISIONS, ("関係する記録を結び付ける", self._open_decision, tie)),
            "gaps": SessionPart(self, GAPS, ("F&&Gのページで開く", self._open_gap, open_gap)),
        }
        self.minutes = MinutesPart(self)
        self._stack = QStackedWidget()
        self._choices: dict[str, QPushButton] = {}
        self.quorum = QLabel()
        self.quorum.setProperty("role", "help")
        self.quorum.setWordWrap(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.sheet)
        split.addWidget(self._lower())
        split.setSizes([260, 280])
        self.tools.addWidget(ToolLine(self.adding, self._buttons()))
        self.body.addWidget(split, 1)
        self.show_lower("agenda")
        self.offer_rows(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is None or changed.tables & _TABLES:
            book = self.session.book
            self._running = {
                meeting.id: at
                for series in book.all(Series).values()
                for at, meeting in enumerate(meetings_of(book, series), start=1)
            }
            self.sheet.set_records(in_order(book, book.all(Meeting).values()))
            self.go_where_wanted(self.sheet)
        self._show_current()

    def show_part(self, name: str) -> None:
        """Go to the session with this id."""
        self.want_row(self.sheet, name)

    def show_lower(self, name: str) -> None:
        """Show the agenda, the attendance, the decisions, the gaps or the minutes of the current session."""
        part = self._lower_parts()[name]
        part.open()
        self._stack.setCurrentWidget(part)
        self._choices[name].setChecked(True)

    def open_search(self) -> None:
        self.sheet.open_search()

    @property
    def meeting(self) -> Meeting | None:
        """The current session."""
        current = self.sheet.current
        return self.session.book.all(Meeting).get(current[0].id) if current else None

    def _lower_parts(self) -> dict[str, SessionPart | MinutesPart]:
        return {**self.parts, "minutes": self.minutes}

    def _lower(self) -> QWidget:
        """Return the parts of the current session, one at a time, under the buttons that choose one."""
        group = QButtonGroup(self)
        group.setExclusive(True)
        heading = Flow()
        heading.setSpacing(8)
        for name, part in self._lower_parts().items():
            choice = button(part.title, partial(self.show_lower, name))
            choice.setCheckable(True)
            group.addButton(choice)
            self._choices[name] = choice
            self._stack.addWidget(part)
            heading.addWidget(choice)
        heading.addWidget(self.quorum, 1)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self._stack, 1)
        return lower

    def _buttons(self) -> list[QPushButton]:
        help = "選んだ会議を、その議題・出欠・決定とともに削除します。元に戻せます。"
        papers = {**{name: report_title(name) for name in ("agenda", "attendance")}, "minutes": "議事録"}
        return [
            button("削除", lambda: self.remove_selected(self.sheet), help=help),
            *(button(word, partial(self._print, report)) for report, word in papers.items()),
            button(report_title("sessions"), lambda: self.open_page.emit("reports/sessions")),
        ]

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look
        fields = (("held_on", 150), ("ended_on", 150), ("time", 120), ("venue", 140), ("form", 110))
        help = "系列の中で、開催日の順に数えた番号です。"
        return (
            Column("会議", lambda one: meeting_name(look, one), width=230, key="called"),
            Column("延回数", lambda one: self._running.get(one.id, 0), figure=True, width=70, help=help),
            *(field_column(Meeting, name, width) for name, width in fields),
            Column("出席", lambda one: people_at(look, one), show=_people, figure=True, width=70),
            Column("決定", lambda one: len(look.children(Decision, one.id)), show=_number, figure=True, width=60),
            field_column(Meeting, "record", 240, tooltip=lambda one: one.record),
            field_column(Meeting, "series_id", 180, look),
            short_body_column(self.session, Meeting, "body_id", 150),
            field_column(Meeting, "number", 70),
            field_column(Meeting, "minutes_on", 150),
            field_column(Meeting, "next_on", 150),
            field_column(Meeting, "next_at", 150),
            field_column(Meeting, "note", 160),
        )

    def _show_current(self) -> None:
        meeting, book = self.meeting, self.session.book
        for name, part in self.parts.items():
            part.show_meeting(meeting)
            self._choices[name].setText(f"{part.title}({part.count:,})" if meeting else part.title)
        self.minutes.show_meeting(meeting)
        self._choices["minutes"].setText(self.minutes.heading)
        self.quorum.setText(quorum_text(book, meeting) if meeting is not None else "")

    def _add(self, texts: dict[str, str]) -> Faults | None:
        before = self.session.book.last_id(Meeting)
        typed = {name: text for name, text in texts.items() if text.strip()}
        faults = self.session.run(add_row(self.session.book, Meeting, typed))
        if faults is None and self.session.book.last_id(Meeting) > before:
            self.sheet.select(self.session.book.last_id(Meeting))
        return faults

    def _from_roster(self) -> None:
        if self.meeting is not None:
            self.run(attend_from_roster(self.session.book, self.meeting))

    def _open_decision(self) -> None:
        current = self.parts["decisions"].sheet.current
        if current:
            self.open_page.emit(f"decisions/{current[0].id}")

    def _open_gap(self) -> None:
        current = self.parts["gaps"].sheet.current
        if current:
            self.open_page.emit(f"gaps/{current[0].id}")

    def _print(self, report: str) -> None:
        self.open_page.emit(f"reports/{report}/{self.meeting.id}" if self.meeting else f"reports/{report}")


def _people(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def _number(count: int) -> str:
    return f"{count:,}" if count else ""
