"""団体別要否: the items that the package does not fit, and which municipality needs them: a matrix."""

from core.calc.gaps.fits import Needs
from core.calc.members import Member
from core.model.council import Municipality
from core.model.gaps import Gap, GapNeed, Need, system_name
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.operations.gaps.needs import set_needs
from ui.look import theme
from ui.pages.editing import edits_through
from ui.pages.gaps.gaps_page import fit_column
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Mark
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet

_KEYS = {"1": Need.NEEDED.label, "2": Need.NOT_NEEDED.label, "0": ""}
_NEXT = {None: Need.NEEDED.label, Need.NEEDED: Need.NOT_NEEDED.label, Need.NOT_NEEDED: ""}
_MARKS = {
    None: None,
    Need.NEEDED: Mark(foreground=theme.PRIMARY, bold=True),
    Need.NOT_NEEDED: Mark(foreground=theme.SECONDARY),
}
_ABSENT = Mark(foreground=theme.SECONDARY, background=theme.LIGHT_LINE)
"""Whoever does not take part in the item's system is not asked: the cell is grey."""
_TABLES = {"gaps", "gap_needs", "municipalities", "consortium", "participations", "systems"}


class NeedsPage(Page):
    """The items that are asked about, and those of which something was said already."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._needs = Needs(session.look)
        self._said: dict[int, dict[int, GapNeed]] = {}
        self.tools.addStretch(1)
        self.add_tool("項目のページを開く", self._open_gap, help="選んだ項目を、フィット&ギャップのページで開きます。")
        self.add_tool("要否照会票を印刷", lambda: self.open_page.emit("reports/gap-inquiry"))
        self.sheet = Sheet(
            (),
            name="団体別要否の表",
            frozen=2,
            on_edit=edits_through(session, self._decide),
            store=memory,
            empty=EmptyState(
                "要否を聞く項目がありません。判定が一部適合・不適合・未判定の項目がここに並びます。",
                "フィット&ギャップのページを開く",
                lambda: self.open_page.emit("gaps"),
            ),
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        book = self.session.book
        if changed is not None and changed.tables <= {"gap_needs"}:
            self._said.clear()
            self.sheet.set_records(self._shown())
            return
        self._needs = Needs(self.session.look)
        self._said.clear()
        self.sheet.set_columns(self._columns(), self._shown() if book.all(Gap) else ())

    def show_part(self, name: str) -> None:
        """Go to the item with this id."""
        self.want_row(self.sheet, name)

    def open_search(self) -> None:
        self.sheet.open_search()

    def _shown(self) -> list[Gap]:
        book = self.session.book
        return [gap for gap in in_order(book, book.all(Gap).values()) if gap.fit.is_asked or self._said_of(gap)]

    def _said_of(self, gap: Gap) -> dict[int, GapNeed]:
        if gap.id not in self._said:
            self._said[gap.id] = self._needs.said(gap)
        return self._said[gap.id]

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look
        return (
            Column("F&G", lambda gap: gap.number, show=str, figure=True, width=56),
            Column("機能", lambda gap: gap.function, width=240, tooltip=lambda gap: gap.function),
            Column("業務", lambda gap: system_name(look, gap.system_id), width=110),
            fit_column(),
            Column("要否", lambda gap: self._needs.count(gap).text, width=150),
            *(self._member_column(member) for member in self._needs.members),
        )

    def _member_column(self, member: Member) -> Column:
        def need(gap: Gap) -> Need | None:
            said = self._said_of(gap).get(member.id)
            return said.need if said is not None else None

        def key(gap: Gap, typed: str) -> str | None:
            return _NEXT[need(gap)] if typed == " " else _KEYS.get(typed)

        def mark(gap: Gap) -> Mark | None:
            return _MARKS[need(gap)] if self._needs.concerns(gap, member.id) else _ABSENT

        def told(gap: Gap) -> str:
            said = self._said_of(gap).get(member.id)
            if said is None:
                return "未回答" if self._needs.concerns(gap, member.id) else "この業務に参加していません"
            return f"{said.need.label}: {said.reason}" if said.reason else said.need.label

        return Column(
            member.name,
            need,
            show=lambda value: value.mark if value is not None else "",
            plain=lambda value: value.label if value is not None else "",
            width=80,
            align=CENTER,
            figure=True,
            edit=member.id,
            key=member.code,
            key_values=key,
            choices=tuple(_KEYS.values()),
            mark=mark,
            tooltip=told,
            spoken=told,
            sort=lambda value: (value is None, value or ""),
            help=f"{member.name}の要否。1=要 2=不要 0=未回答",
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        known = self.session.book.all(Municipality)
        cells = [(edit.record, (known[edit.column.edit], "need"), edit.text) for edit in edits]
        return set_needs(self.session.book, cells)

    def _open_gap(self) -> None:
        current = self.sheet.current
        if current is not None:
            self.open_page.emit(f"gaps/{current[0].id}")
