"""What stands beside the changes of laws: what each municipality has done and pays by itself, the fields of the current
change, and the cost lines that were made of it."""

from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.calc.law_changes import Board, board_of
from core.calc.members import Member
from core.model.council import Municipality
from core.model.law_changes.records import LawChange, LawChangeMember
from core.model.links import LinkKind
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import describe
from core.model.machine.records import abouts
from core.operations.editing.edit import edit
from core.operations.law_changes.costing import describe_members
from core.words.sentences import sentence
from ui.pages.editing import edits_through
from ui.pages.links.links_panel import LinksPanel
from ui.pages.page import small_title
from ui.pages.side import Side
from ui.session import Session
from ui.shell.memory import Memory
from ui.tables.columns import CellEdit, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.form import RecordForm, field_of

FIELDS = (
    "effect",
    "cost_year",
    "tax_mode",
    "subsidy_part",
    "subsidy_limit",
    "ordinance",
    "promulgated_on",
    "standard",
    "conform_on",
    "tested_on",
    "note",
)
_MEMBER_COLUMNS = (("done_on", 130), ("own_yen", 110), ("session_on", 160), ("note", 140))


class LawSide(Side):
    """The municipalities that take part in one of the systems, each a line; a blank line is none of the ledger's."""

    def __init__(self, session: Session, memory: Memory) -> None:
        super().__init__()
        self._session = session
        self._change: LawChange | None = None
        self._board: Board | None = None
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._title.setWordWrap(True)
        self.members = Sheet(
            (
                Column("団体", lambda one: one.name, width=90, key="name"),
                *(self._column(name, width) for name, width in _MEMBER_COLUMNS),
            ),
            name="団体の対応",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            store=memory,
            empty=EmptyState("改正する業務に参加している団体がありません。"),
        )
        self.members.setMinimumHeight(260)
        self.fields = RecordForm([field_of(LawChange, name, session.look) for name in FIELDS], self._commit)
        self.links = LinksPanel(session, LinkKind.ORIGIN)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(12)
        for part in (self._title, small_title("団体の対応"), self.members, self.fields, self.links):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(self._content)

    def show_record(self, record: Any) -> None:
        if record is None or self._change is None or record.id != self._change.id:
            self.members.forget()
        self._change = record
        self._content.setVisible(record is not None)
        if record is None:
            return
        book = self._session.book
        self._board = board_of(book)
        self._title.setText(describe(book, record))
        self.members.set_records(self._board.concerned(record))
        self.fields.show_record(record)
        self.links.show_record(record)

    def _column(self, name: str, width: int) -> Column:
        about = abouts(LawChangeMember)[name]

        def value(member: Member) -> Any:
            row = self._row(member)
            return getattr(row, name) if row is not None else None

        unit = f"({about.unit})" if about.unit else ""
        return Column(
            f"{about.label}{unit}",
            value,
            show=about.kind.show,
            plain=about.kind.plain,
            width=width,
            figure=bool(about.unit),
            edit=name,
            key=name,
            sort=lambda one: (one is None, one or ""),
            help=about.help,
        )

    def _row(self, member: Member) -> LawChangeMember | None:
        if self._board is None or self._change is None:
            return None
        return self._board.rows(self._change).get(member.id)

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        """Write the cells as one action: all or none."""
        assert self._change is not None
        known = self._session.book.all(Municipality)
        cells = [(known[one.record.id], str(one.column.edit), one.text) for one in edits]
        return describe_members(self._session.book, self._change, cells)

    def _commit(self, name: str, text: str) -> str | None:
        assert self._change is not None
        faults = self._session.run(edit(self._session.book, self._change, name, text))
        return None if faults is None else " ".join(sentence(fault) for fault in faults)
