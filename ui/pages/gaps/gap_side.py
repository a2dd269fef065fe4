"""What stands beside the items of fit and gap: the request made of the current one, who needs it, and its fields."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.calc.gaps.fits import Needs
from core.calc.gaps.origins import requests_by_gap
from core.calc.members import Member
from core.model.council import Municipality
from core.model.gaps import Gap, GapNeed, Need
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.requests import Customization
from core.operations.editing.edit import edit
from core.operations.gaps.needs import set_needs
from core.words.sentences import sentence
from ui.pages.editing import edits_through
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.buttons import button
from ui.widgets.form import RecordForm, field_of

FIELDS = (
    "present",
    "standard",
    "fit",
    "kind",
    "importance",
    "proposal",
    "proposed",
    "conclusion",
    "decided_on",
    "decided_at_id",
    "meeting_id",
    "due_on",
    "person",
    "reference",
    "note",
)
_LEADS = (("要望と見積", "customizations"), ("意向", "answers"), ("費用按分", "allocation"))
_MOST_ROWS = 7


class GapSide(Side):
    """One click leads to the quotes, the answers and the amounts of the request."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._gap: Gap | None = None
        self._request: Customization | None = None
        self._needs = Needs(session.look)
        self._said: dict[int, GapNeed] = {}
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._item = QLabel()
        self._leads = [button(word, self._lead_to(page)) for word, page in _LEADS]
        self.needs = Sheet(
            self._columns(),
            name="団体別要否",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            store=memory,
            empty=EmptyState("先に団体を登録してください。"),
        )
        self.fields = RecordForm([field_of(Gap, name, session.look) for name in FIELDS], self._commit)
        self._lay_out()

    def show_record(self, record: Any) -> None:
        self._gap = record
        self._title.setText(f"F&G{record.number}　{record.function}" if record is not None else "")
        self.setEnabled(record is not None)
        self._show_request()
        self._show_needs()
        self.fields.show_record(record)

    def _show_request(self) -> None:
        book, gap = self._session.book, self._gap
        ids = requests_by_gap(book).get(gap.id, []) if gap is not None else []
        self._request = book.all(Customization).get(ids[0]) if ids else None
        has_one = self._request is not None
        for lead in self._leads:
            lead.setVisible(has_one)
        items = "、".join(f"項{book.all(Customization)[id].item}" for id in ids)
        self._item.setText(items or "まだ要望になっていません。")

    def _show_needs(self) -> None:
        gap = self._gap
        self._needs = Needs(self._session.look)
        self._said = self._needs.said(gap) if gap is not None else {}
        members = [one for one in self._needs.members if gap is not None and self._needs.concerns(gap, one.id)]
        self.needs.set_records(members)
        self.needs.fit_rows(_MOST_ROWS)

    def _columns(self) -> Sequence[Column]:
        def need(member: Member) -> Need | None:
            said = self._said.get(member.id)
            return said.need if said is not None else None

        def reason(member: Member) -> str:
            said = self._said.get(member.id)
            return said.reason if said is not None else ""

        choices = ("", *(one.label for one in Need))
        return (
            Column("団体", lambda one: one.name, width=120),
            Column("要否", need, width=80, align=CENTER, edit="need", key="need", choices=choices),
            Column("事情", reason, width=180, edit="reason", key="reason"),
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        book, gap = self._session.book, self._gap
        assert gap is not None
        known = book.all(Municipality)
        cells = [(gap, (known[edit.record.id], edit.column.edit), edit.text) for edit in edits]
        return set_needs(book, cells)

    def _lead_to(self, page: str) -> Callable[[], None]:
        def lead() -> None:
            if self._request is not None:
                self.open_page.emit(f"{page}/{self._request.id}")

        return lead

    def _commit(self, name: str, text: str) -> str | None:
        assert self._gap is not None
        faults = self._session.run(edit(self._session.book, self._gap, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._item)
        for lead in self._leads:
            line.addWidget(lead)
        line.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(small_title("団体別要否"))
        column.addWidget(self.needs)
        column.addWidget(self.fields)
        column.addStretch(1)
        self.setWidget(content)
