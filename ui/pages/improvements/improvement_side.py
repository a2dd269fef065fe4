"""What stands beside the improvements: the request made of the current one, who supports it, and its fields."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.calc.improvements import Backers, requests_by_improvement
from core.calc.members import Member
from core.model.council import Municipality
from core.model.links import LinkKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.operating.improvements import Improvement, ImprovementSupport, Stance
from core.model.requests import Customization
from core.operations.editing.edit import edit
from core.operations.improvements.stances import set_stances
from core.words.sentences import sentence
from ui.pages.editing import edits_through
from ui.pages.links.links_panel import LinksPanel
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
    "content",
    "vendor",
    "answered_on",
    "answer",
    "estimate_yen",
    "verdict",
    "decided_on",
    "release",
    "due_on",
    "done_on",
    "raised_on",
    "urgency",
    "note",
)
_MOST_ROWS = 7


class ImprovementSide(Side):
    """The stances are typed as words or by their signs."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._improvement: Improvement | None = None
        self._request: Customization | None = None
        self._said: dict[int, ImprovementSupport] = {}
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self._item = QLabel()
        self._lead = button("要望と見積", self._open_request)
        self.stances = Sheet(
            self._columns(),
            name="賛否",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            store=memory,
            empty=EmptyState("賛否を聞く団体がありません。"),
        )
        self.fields = RecordForm([field_of(Improvement, name, session.look) for name in FIELDS], self._commit)
        self.links = LinksPanel(session, LinkKind.RELATED)
        self._lay_out()

    def show_record(self, record: Any) -> None:
        self._improvement = record
        self._title.setText(f"改善要望{record.number}　{record.title}" if record is not None else "")
        self.setEnabled(record is not None)
        self._show_request()
        self._show_stances()
        self.fields.show_record(record)
        self.links.show_record(record)

    def _show_request(self) -> None:
        book, one = self._session.book, self._improvement
        ids = requests_by_improvement(book).get(one.id, []) if one is not None else []
        self._request = book.all(Customization).get(ids[0]) if ids else None
        self._lead.setVisible(self._request is not None)
        items = "、".join(f"項{book.all(Customization)[id].item}" for id in ids)
        self._item.setText(items or "まだカスタマイズ要望になっていません。")

    def _show_stances(self) -> None:
        one, backers = self._improvement, Backers(self._session.look)
        self._said = dict(backers.said(one)) if one is not None else {}
        self.stances.set_records(backers.asked(one) if one is not None else [])
        self.stances.fit_rows(_MOST_ROWS)

    def _columns(self) -> Sequence[Column]:
        def stance(member: Member) -> Stance | None:
            said = self._said.get(member.id)
            return said.stance if said is not None else None

        def reason(member: Member) -> str:
            said = self._said.get(member.id)
            return said.reason if said is not None else ""

        choices = ("", *(one.label for one in Stance))
        return (
            Column("団体", lambda one: one.name, width=110),
            Column("賛否", stance, width=120, align=CENTER, edit="stance", key="stance", choices=choices),
            Column("意見", reason, width=160, edit="reason", key="reason"),
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        book, one = self._session.book, self._improvement
        assert one is not None
        known = book.all(Municipality)
        cells = [(one, (known[edit.record.id], edit.column.edit), edit.text) for edit in edits]
        return set_stances(book, cells)

    def _open_request(self) -> None:
        if self._request is not None:
            self.open_page.emit(f"customizations/{self._request.id}")

    def _commit(self, name: str, text: str) -> str | None:
        assert self._improvement is not None
        faults = self._session.run(edit(self._session.book, self._improvement, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._item)
        line.addWidget(self._lead)
        line.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(small_title("ほかの団体の賛否"))
        column.addWidget(self.stances)
        column.addWidget(self.fields)
        column.addWidget(self.links)
        column.addStretch(1)
        self.setWidget(content)
