"""What stands beside the issues: what was done about the current one and when, its fields, what it is tied to."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model.issues import Issue, IssueNote
from core.model.links import LinkKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe, in_order
from core.operations.editing.adding import add_row
from core.operations.editing.matrix import NOTHING
from core.operations.editing.rows import remove
from core.operations.issues.progress import edit_issues
from core.words.sentences import sentence
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.links.links_panel import LinksPanel
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.form import RecordForm, field_of

FIELDS = (
    "state",
    "due_on",
    "closed_on",
    "escalated_to_id",
    "escalated_on",
    "content",
    "answer",
    "raised_on",
    "raised_by",
    "kind",
    "note",
)


class IssueSide(Side):
    """`day` says when something is closed or escalated whose day nobody types."""

    def __init__(self, session: Session, memory: Memory, day: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._day = session, day
        self._issue: Issue | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.notes = Sheet(
            [
                field_column(IssueNote, "noted_on", 142),
                field_column(IssueNote, "content", 176, tooltip=lambda one: one.content),
                field_column(IssueNote, "who", 84),
            ],
            name="経過",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, IssueNote, lambda _: self._owner() or NOTHING),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("この課題の経過はまだありません。"),
        )
        self.notes.setMinimumHeight(200)
        fields = (("noted_on", "日付", 96), ("content", "経過", 150), ("who", "記入者", 70))
        self.adding = AddBar(fields, "追加", self._add)
        self.fields = RecordForm([field_of(Issue, name, session.look) for name in FIELDS], self._commit)
        self.links = LinksPanel(session, LinkKind.RELATED)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(small_title("経過"))
        column.addWidget(self.adding)
        column.addWidget(self.notes)
        line = QHBoxLayout()
        line.addWidget(button("選んだ経過を削除", self._remove, help="選んだ経過を削除します。元に戻せます。"))
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.fields)
        column.addWidget(self.links)
        column.addStretch(1)
        self.setWidget(self._content)

    def show_record(self, record: Any) -> None:
        if record is None or self._issue is None or record.id != self._issue.id:
            self.notes.forget()
        self._issue = record
        self._content.setVisible(record is not None)
        if record is None:
            return
        book = self._session.book
        self._title.setText(f"{describe(book, record)}「{record.title}」")
        self.notes.set_records(in_order(book, book.children(IssueNote, record.id).values()))
        self.fields.show_record(record)
        self.links.show_record(record)

    def _owner(self) -> Mapping[str, Any] | None:
        return {"issue_id": self._issue.id} if self._issue is not None else None

    def _add(self, texts: dict[str, str]) -> Faults | None:
        typed = {name: text for name, text in texts.items() if text.strip()}
        return self._session.run(
            add_row(self._session.book, IssueNote, {"noted_on": self._day(), **typed}, self._owner())
        )

    def _remove(self) -> None:
        if self.notes.selected_records:
            self._session.run(remove(self._session.book, self.notes.selected_records))

    def _commit(self, name: str, text: str) -> str | None:
        assert self._issue is not None
        wish: ChangeSet | Faults = edit_issues(self._session.book, [(self._issue, name, text)], self._day())
        faults = self._session.run(wish)
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
