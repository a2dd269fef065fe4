"""What stands beside the decisions: its fields, and the records that it concerns."""

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.model.links import LinkKind
from core.model.machine.naming import describe
from core.model.meetings import Decision
from core.operations.editing.edit import edit
from core.words.sentences import sentence
from ui.pages.links.links_panel import LinksPanel
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.widgets.form import RecordForm, field_of

FIELDS = ("title", "number", "result", "in_favour", "opposed", "effective_on", "content", "note")


class DecisionSide(Side):
    """The record that a decision concerns is chosen here, and says so on its own page."""

    def __init__(self, session: Session, _: Memory) -> None:
        super().__init__()
        self._session = session
        self._record: Decision | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.links = LinksPanel(session, LinkKind.DECIDES)
        self.fields = RecordForm([field_of(Decision, name, session.look) for name in FIELDS], self._commit)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.links)
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(content)

    def show_record(self, record: Any) -> None:
        self._record = record
        self._title.setText(describe(self._session.look, record) if record is not None else "")
        self.links.show_record(record)
        self.fields.show_record(record)

    def _commit(self, name: str, text: str) -> str | None:
        assert self._record is not None
        faults = self._session.run(edit(self._session.book, self._record, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
