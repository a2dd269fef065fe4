"""What stands beside the table of a page and shows the current row, field by field as a rule."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.model.machine.naming import describe
from core.model.machine.records import Record
from core.operations.editing.edit import edit
from core.words.sentences import sentence
from ui.session import Session
from ui.widgets.form import RecordForm, field_of


class Side(QScrollArea):
    """As high as it needs, with a scroll bar; never wider than its place. It may lead to other pages."""

    open_page = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_record(self, record: Any) -> None:
        """Show one row as the ledger has it now; nothing for None."""
        raise AssertionError(f"{type(self).__name__} shows nothing")


class FormSide(Side):
    """What the row is called, and its fields one below the other."""

    def __init__(self, session: Session, cls: type[Record], names: tuple[str, ...]) -> None:
        super().__init__()
        self._session = session
        self._record: Record | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.fields = RecordForm([field_of(cls, name, session.look) for name in names], self._commit)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(content)

    def show_record(self, record: Record | None) -> None:
        self._record = record
        self._title.setText(describe(self._session.look, record) if record is not None else "")
        self.fields.show_record(record)

    def _commit(self, name: str, text: str) -> str | None:
        assert self._record is not None
        faults = self._session.run(edit(self._session.book, self._record, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
