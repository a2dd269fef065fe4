"""業務と参加: the business areas, and which municipality takes part in which."""

from core.calc.members import Member, members_of
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.council.matrices import set_participations
from core.operations.council.systems import append_systems
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit_cells
from ui.pages.editing import appends_through, edits_through, field_column, together, undo_point
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar

_TABLES = {"systems", "participations", "municipalities", "consortium"}


class SystemsPage(Page):
    """One table: what a business area is at the left, a column for each member at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._taking_part: set[tuple[int, int]] = set()
        self.adding = AddBar((("name", "業務名", 220), ("subcommittee", "部会", 220)), "業務を追加", self._add)
        self.tools.addWidget(self.adding)
        self.tools.addStretch(1)
        self.add_tool("上へ", lambda: self.move_current(self.sheet, -1))
        self.add_tool("下へ", lambda: self.move_current(self.sheet, 1))
        self.add_tool(
            "削除",
            lambda: self.remove_selected(self.sheet),
            help="選んだ業務を、参加とともに削除します。元に戻せます。",
        )
        self.sheet = Sheet(
            (),
            name="業務と参加",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            on_append=appends_through(session, lambda cells, rows: append_systems(session.book, cells, rows)),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState("まだ業務がありません。上の欄に業務名を入れて「業務を追加」を押してください。"),
        )
        self.body.addWidget(self.sheet)

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.sheet.forget()
        book = self.session.book
        members = members_of(book)
        self._taking_part = {(one.system_id, one.municipality_id) for one in book.all(Participation).values()}
        systems = sorted(book.all(System).values(), key=lambda one: (one.position, one.id))
        self.sheet.set_columns(self._columns(members), systems)
        known = {one.id for one in systems}
        counts = {
            str(member.id): f"{sum((id, member.id) in self._taking_part for id in known)}業務" for member in members
        }
        self.sheet.set_totals((Totals("参加する業務の数", counts),) if systems else ())

    def open_search(self) -> None:
        self.sheet.open_search()

    def _columns(self, members: tuple[Member, ...]) -> tuple[Column, ...]:
        return (
            field_column(System, "name", 190),
            field_column(System, "subcommittee", 170),
            field_column(System, "scope", 200),
            *(self._member_column(member) for member in members),
            field_column(System, "note", 200),
        )

    def _member_column(self, member: Member) -> Column:
        def takes_part(system: System) -> str:
            return "○" if (system.id, member.id) in self._taking_part else ""

        def key(system: System, typed: str) -> str | None:
            return {" ": "" if takes_part(system) else "○", "1": "○", "0": ""}.get(typed)

        return Column(
            member.name,
            takes_part,
            width=84,
            align=CENTER,
            edit=member.id,
            key=str(member.id),
            key_values=key,
            choices=("○", ""),
            spoken=lambda system: "参加" if takes_part(system) else "不参加",
            help=f"{member.name}がこの業務に参加するか。スペースで切り替えます。",
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        book = self.session.book
        known = book.all(Municipality)
        return together(
            edits,
            lambda edit: isinstance(edit.column.edit, int),
            lambda part: set_participations(book, [(known[one.column.edit], one.record, one.text) for one in part]),
            lambda part: edit_cells(book, [(one.record, one.column.edit, one.text) for one in part]),
        )

    def _add(self, texts: dict[str, str]) -> Faults | None:
        return self.session.run(add_row(self.session.book, System, {**texts}))
