"""What stands beside the roster: who has held the current seat from when to when, and the seat's own fields."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.model.machine.faults import Faults
from core.model.machine.naming import describe, in_order
from core.model.organisation import Seat, Tenure
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit
from core.operations.editing.matrix import NOTHING
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.form import RecordForm, field_of

FIELDS = ("votes", "engagement", "from_on", "until_on", "note")


class SeatSide(Side):
    """The holders of one seat, the first one first."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._seat: Seat | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.tenures = Sheet(
            [
                field_column(Tenure, "name", 120),
                field_column(Tenure, "from_on", 130),
                field_column(Tenure, "until_on", 130),
                field_column(Tenure, "note", 120),
            ],
            name="在任",
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, Tenure, lambda _: self._owner() or NOTHING),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("この席に就いた人はまだ登録されていません。"),
        )
        self.tenures.setMinimumHeight(220)
        fields = (("name", "氏名", 104), ("from_on", "就任日", 104), ("until_on", "満了日", 104))
        self.adding = AddBar(fields, "追加", self._add)
        self.fields = RecordForm([field_of(Seat, name, session.look) for name in FIELDS], self._commit)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addWidget(small_title("在任者"))
        column.addWidget(self.adding)
        column.addWidget(self.tenures)
        line = QHBoxLayout()
        line.addWidget(button("選んだ在任者を削除", self._remove, help="選んだ行を削除します。元に戻せます。"))
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(content)

    def show_record(self, record: Any) -> None:
        self._seat = record
        book = self._session.book
        self._title.setText(describe(self._session.look, record) if record is not None else "")
        rows = book.children(Tenure, record.id).values() if record is not None else ()
        self.tenures.set_records(in_order(book, rows))
        self.adding.setEnabled(record is not None)
        self.fields.show_record(record)

    def _owner(self) -> Mapping[str, Any] | None:
        return {"seat_id": self._seat.id} if self._seat is not None else None

    def _add(self, texts: dict[str, str]) -> Faults | None:
        typed = {name: text for name, text in texts.items() if text.strip()}
        return self._session.run(add_row(self._session.book, Tenure, typed, self._owner()))

    def _remove(self) -> None:
        if self.tenures.selected_records:
            self._session.run(remove(self._session.book, self.tenures.selected_records))

    def _commit(self, name: str, text: str) -> str | None:
        assert self._seat is not None
        faults = self._session.run(edit(self._session.book, self._seat, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
