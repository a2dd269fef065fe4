"""人事異動: on one day, seat by seat, who leaves and who follows; whoever is not spoken of stays."""

from collections import Counter
from datetime import date

from core.calc.organisation import day_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.organisation import party_of, short_name
from core.model.values.dates import show_date
from core.operations.organisation.handover import TYPED, Move, Place, hand_over, places
from ui.pages.editing import edits_through
from ui.pages.page import Page
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, CellEdit, Column
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.days.day_field import DayField
from ui.widgets.spaced_label import SpacedLabel

_TABLES = {"bodies", "seats", "tenures", "municipalities", "consortium"}


def next_april(day: str) -> str:
    """Return the first of April that follows a day; the day itself where it is one."""
    this = date.fromisoformat(day)
    return date(this.year + ((this.month, this.day) > (4, 1)), 4, 1).isoformat()


class HandoverPage(Page):
    """Every name that is typed is written at once, and can be taken back."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self.day = DayField("異動日")
        self.day.changed.connect(self._show)
        self.sheet = Sheet(
            self._columns(),
            name="人事異動",
            frozen=2,
            on_edit=edits_through(session, self._decide),
            key=lambda place: place.id,
            store=memory,
            empty=EmptyState(
                "先に名簿に席と氏名を登録してください。", "名簿を開く", lambda: self.open_page.emit("seats")
            ),
        )
        self.count = SpacedLabel()
        self.tools.addWidget(self.day, 1)
        self.add_tool("空席と任期満了を印刷", lambda: self.open_page.emit("reports/vacancies"))
        self.body.addWidget(self.count)
        self.body.addWidget(self.sheet, 1)

    def reload(self, changed: Changed | None) -> None:
        if changed is None:
            self.day.set_day(next_april(day_of(self.session.book) or date.today().isoformat()))
        if changed is None or changed.tables & _TABLES:
            self._show()

    def open_search(self) -> None:
        self.sheet.open_search()

    def _show(self) -> None:
        rows = places(self.session.book, self.day.day)
        self.sheet.set_records(rows)
        found = Counter(one.move(self.session.book) for one in rows)
        told = "、".join(f"{move.label} {found[move]:,}席" for move in Move if found[move])
        self.count.setText(f"{show_date(self.day.day)}の異動: {told}" if told else "")

    def _columns(self) -> tuple[Column, ...]:
        look = self.session.look
        return (
            Column("会議体", lambda one: short_name(look, one.seat.body_id), width=160),
            Column(
                "団体・組織", lambda one: party_of(look, one.seat.municipality_id, one.seat.organisation), width=160
            ),
            Column("職名", lambda one: one.seat.post, width=140),
            Column("役", lambda one: one.seat.role.label, width=80),
            Column(
                "現任者",
                lambda one: one.before.name if one.before else "",
                width=120,
                help="異動日の前日の在任者です。",
            ),
            Column("任期の満了日", lambda one: one.before.until_on if one.before else None, show=show_date, width=140),
            Column(
                "異動",
                lambda one: one.move(look).label,
                width=150,
                align=CENTER,
                edit="move",
                choices=tuple(move.label for move in TYPED),
                key="move",
                help="後任の氏名を入れると交代になります。後任が決まっていないときは「退任(後任未定)」を選びます。",
            ),
            Column(
                "後任の氏名",
                _follower,
                width=160,
                edit="name",
                key="name",
                help="異動日に就く人の氏名です。前任者の任期は前日で終わります。Excelの列をそのまま貼り付けられます。",
            ),
        )

    def _decide(self, edits: list[CellEdit]) -> ChangeSet | Faults:
        wishes = [(edit.record.seat, edit.column.edit, edit.text) for edit in edits]
        return hand_over(self.session.book, self.day.day, wishes)


def _follower(one: Place) -> str:
    """Return who is there on the day and was not before."""
    return one.after.name if one.after is not None and (one.before is None or one.before.id != one.after.id) else ""
