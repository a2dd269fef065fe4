"""The rows of one kind that belong to a session: its agenda, who was there, what was decided."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calc.linked import links_of
from core.dataclass import dataclass
from core.model.gaps import Gap
from core.model.machine.faults import Faults
from core.model.machine.naming import describe, in_order
from core.model.machine.records import Record
from core.model.meetings import AgendaItem, Attendance, Decision, Meeting
from core.model.registry import table_of
from core.operations.editing.adding import add_row
from core.operations.editing.matrix import NOTHING
from ui.pages.editing import field_column, field_edits, row_appends, undo_point
from ui.pages.page import Page
from ui.pages.pasting import blocks_of
from ui.tables.columns import Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine

_GAP = 8
"""Between the line of tools and the table."""

Extra = tuple[str, Callable[[], object], str]
"""One more button: its word, what it does, its help."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`names` are the columns, `fields` those of the line that adds a row, with their widths. Rows that do not belong
    to the session but name it do so in the column `of`."""

    cls: type[Record]
    title: str
    names: tuple[str, ...]
    fields: tuple[tuple[str, str, int], ...]
    of: str = ""


AGENDA = Kind(
    AgendaItem,
    "議題",
    ("title", "matter", "document", "note"),
    (("title", "議題", 290), ("matter", "扱い", 90), ("document", "資料", 110)),
)
ATTENDANCE = Kind(
    Attendance,
    "出欠",
    ("municipality_id", "organisation", "presence", "people", "who", "note"),
    (("municipality_id", "団体", 110), ("organisation", "組織", 150), ("presence", "出欠", 90), ("people", "人数", 64)),
)
DECISIONS = Kind(
    Decision,
    "決定",
    ("title", "number", "result", "in_favour", "opposed", "effective_on", "content"),
    (("title", "件名", 290), ("result", "結果", 90), ("in_favour", "賛成", 64), ("opposed", "反対", 64)),
)
GAPS = Kind(
    Gap,
    "挙がった差",
    ("function", "system_id", "fit", "kind", "present", "standard", "proposal", "conclusion", "note"),
    (("system_id", "業務", 120), ("function", "機能", 260), ("fit", "判定", 100)),
    of="meeting_id",
)


class SessionPart(QWidget):
    """A table of these rows, with the line that adds one. It is built when it is first opened: a page of four tables
    would keep people waiting for three that they may never look at."""

    def __init__(self, page: Page, kind: Kind, extra: Extra | None = None) -> None:
        super().__init__()
        self.title = kind.title
        self._page, self._kind, self._cls, self._extra = page, kind, kind.cls, extra
        self._meeting: Meeting | None = None
        self._sheet: Sheet | None = None
        self._line: ToolLine | None = None

    @property
    def sheet(self) -> Sheet:
        """The table."""
        return self.open()

    def open(self) -> Sheet:
        """Return the table, built and filled if it was not."""
        if self._sheet is None:
            self._sheet = self._build()
            self._show_rows()
        return self._sheet

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows())

    def show_meeting(self, meeting: Meeting | None) -> None:
        """Show the rows of a session; none for None."""
        self._meeting = meeting
        self.setEnabled(meeting is not None)
        self._show_rows()

    def _rows(self) -> Mapping[int, Record]:
        meeting, book = self._meeting, self._page.session.book
        if meeting is None:
            return {}
        if not self._kind.of:
            return book.children(self._cls, meeting.id)
        return {id: row for id, row in book.all(self._cls).items() if getattr(row, self._kind.of) == meeting.id}

    def _show_rows(self) -> None:
        if self._sheet is not None:
            self._sheet.set_records(in_order(self._page.session.book, self._rows().values()))

    def _build(self) -> Sheet:
        """Lay out the table and the line above it."""
        page, kind, session = self._page, self._kind, self._page.session
        columns = [field_column(kind.cls, name, 0, session.look) for name in kind.names]
        if kind is DECISIONS:
            columns.append(Column("関係する記録", self._concerns, width=200))
        sheet = Sheet(
            columns,
            name=kind.title,
            frozen=1,
            on_edit=field_edits(session),
            on_append=row_appends(session, kind.cls, lambda _: self._owner() or NOTHING),
            blocks=blocks_of(session, table_of(kind.cls).name, page, first=False, constants=self._told_owner),
            undo_point=undo_point(session),
            store=page.memory,
            empty=EmptyState(f"この会議の{kind.title}はまだありません。"),
        )
        help = f"選んだ{kind.title}を削除します。元に戻せます。"
        buttons = [button("行を削除", lambda: page.remove_selected(sheet), help=help)]
        if self._extra is not None:
            word, act, about = self._extra
            buttons.insert(0, button(word, act, help=about))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self._line = ToolLine(AddBar(kind.fields, f"{kind.title}を追加", self._add), buttons)
        column.addWidget(self._line)
        column.addWidget(sheet, 1)
        return sheet

    def minimumSizeHint(self) -> QSize:
        """Its line of tools may need several lines in its width, which a layout's least size does not know."""
        least = super().minimumSizeHint()
        if self._line is None or self._sheet is None:
            return least
        height = self._line.heightForWidth(self.width()) + _GAP + self._sheet.minimumSizeHint().height()
        return QSize(least.width(), max(least.height(), height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _concerns(self, one: Decision) -> str:
        return "、".join(linked.text for linked in links_of(self._page.session.look, one) if linked.forth)

    def _owner(self) -> Mapping[str, Any] | None:
        return {"meeting_id": self._meeting.id} if self._meeting is not None else None

    def _told_owner(self) -> dict[str, str]:
        """Return the session as a sheet would name it."""
        meeting = self._meeting
        return {"meeting_id": describe(self._page.session.look, meeting)} if meeting is not None else {}

    def _add(self, texts: dict[str, str]) -> Faults | None:
        typed = {name: text for name, text in texts.items() if text.strip()}
        return self._page.session.run(add_row(self._page.session.book, self._cls, typed, self._owner()))
