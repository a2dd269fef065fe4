"""業務と参加: the business areas, and which municipality takes part in which."""

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from core.calc.members import Member, members_of
from core.model.council import Municipality, Participation, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.kinds import YES_MARK
from core.model.values.codes import search_key
from core.model.values.standard_systems import STANDARD_SYSTEMS
from core.operations.council.choosing import add_systems, known_systems, let_all_take_part
from core.operations.council.matrices import set_participations
from core.operations.council.systems import append_systems
from core.operations.editing.adding import add_row
from core.operations.editing.edit import edit_cells
from ui.dialogs.picking import Pick, PickDialog
from ui.pages.editing import appends_through, edits_through, field_column, together, undo_point
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {"systems", "participations", "municipalities", "consortium"}


class SystemsPage(Page):
    """One table: what a business area is at the left, a column for each member at the right."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._taking_part: set[tuple[int, int]] = set()
        self.adding = AddBar((("name", "業務名", 180), ("subcommittee", "部会", 160)), "業務を追加", self._add)
        buttons = (
            button("標準化対象から選ぶ", self._choose, help="法律の20業務から、まとめて選びます。元に戻せます。"),
            button("全団体が参加", self._let_all, help="選んだ業務に、すべての団体を参加させます。元に戻せます。"),
            button("上へ", lambda: self.move_current(self.sheet, -1), help="選んだ業務を1つ上に移します。"),
            button("下へ", lambda: self.move_current(self.sheet, 1), help="選んだ業務を1つ下に移します。"),
            button(
                "削除",
                lambda: self.remove_selected(self.sheet),
                help="選んだ業務を、参加とともに削除します。元に戻せます。",
            ),
        )
        self.tools.addWidget(ToolLine(self.adding, buttons))
        self.sheet = Sheet(
            (),
            name="業務と参加",
            frozen=1,
            on_edit=edits_through(session, self._decide),
            on_append=appends_through(session, lambda cells, rows: append_systems(session.book, cells, rows)),
            undo_point=undo_point(session),
            store=memory,
            empty=EmptyState(
                "まだ業務がありません。上の欄に業務名を入れて「業務を追加」を押すか、標準化対象の20業務から選んでください。",
                "標準化対象から選ぶ",
                self._choose,
            ),
        )
        self.body.addWidget(self.sheet)
        self.show_links_below(self.sheet)
        self.offer_rows(self.sheet, is_ordered=True)

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
            field_column(
                System,
                "standardised",
                118,
                align=CENTER,
                show=_mark,
                plain=_mark,
                choices=(YES_MARK, ""),
                key_values=lambda one, typed: _toggled(one.standardised, typed),
                spoken=lambda one: "標準化対象" if one.standardised else "標準化対象でない",
            ),
            field_column(System, "scope", 96, whole=True),
            *(self._member_column(member) for member in members),
            field_column(System, "note", 200),
        )

    def _member_column(self, member: Member) -> Column:
        def takes_part(system: System) -> str:
            return _mark((system.id, member.id) in self._taking_part)

        return Column(
            member.name,
            takes_part,
            width=84,
            align=CENTER,
            edit=member.id,
            key=str(member.id),
            key_values=lambda system, typed: _toggled(bool(takes_part(system)), typed),
            choices=(YES_MARK, ""),
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

    def _choose(self) -> None:
        """Let the clerk choose among the systems of the law; those that are there already cannot be chosen again."""
        dialog = SystemsDialog(known_systems(self.session.book), bool(self.session.book.all(Municipality)), self)
        if dialog.exec():
            self.run(add_systems(self.session.book, dialog.chosen, dialog.with_all.isChecked()))

    def _let_all(self) -> None:
        if self.sheet.selected_records:
            self.run(let_all_take_part(self.session.book, self.sheet.selected_records))


def _mark(yes: bool) -> str:
    return YES_MARK if yes else ""


def _toggled(yes: bool, typed: str) -> str | None:
    """Return the text that a key sets in a cell of yes and no."""
    return {" ": _mark(not yes), "1": YES_MARK, "0": ""}.get(typed)


class SystemsDialog(PickDialog):
    """The twenty systems of the law, and whether all municipalities take part in those that are chosen."""

    def __init__(self, there: Collection[str], has_members: bool, parent: QWidget | None = None) -> None:
        super().__init__("標準化対象の業務を選ぶ", "業務", parent)
        self.list.show_picks(Pick(name, name, search_key(name).strip() in there) for name in STANDARD_SYSTEMS)
        self.with_all = QCheckBox("すべての団体が参加する")
        self.with_all.setChecked(has_members)
        self.with_all.setEnabled(has_members)
        self.with_all.setToolTip("" if has_members else "団体を登録すると選べます。")
        about = QLabel("標準化の法律の20業務です。追加すると「標準化対象」が付きます。")
        about.setProperty("role", "help")
        about.setWordWrap(True)
        self.upper.addWidget(about)
        self.upper.addWidget(self.with_all)
        self.resize(520, 640)
