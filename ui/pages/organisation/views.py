"""The tables of bodies, seats, series of sessions, decisions and the chronicle: what there is to say beyond their
records."""

from core.calc.linked import links_of
from core.calc.meetings import total_count
from core.calc.organisation import day_of, holder_on, sittings
from core.model.chronicle import Event
from core.model.council import consortium_of
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.records import Record
from core.model.machine.tree import depth_of
from core.model.meetings import Decision, Meeting, Series, meeting_name
from core.model.organisation import Body, Seat
from core.model.values.dates import show_date
from core.operations.editing.edit import edit_cells
from core.operations.organisation.adding_seats import HOLDER, add_seats
from core.operations.organisation.handover import name_holder
from ui.pages.editing import appends_through, edits_through, field_column, together
from ui.pages.meetings.decision_side import DecisionSide
from ui.pages.organisation.columns import short_body_column
from ui.pages.organisation.seat_side import SeatSide
from ui.pages.table_view import Asked, MakeColumn, TableView
from ui.session import Session
from ui.tables.columns import CENTER, CellEdit, Column, OnAppend, OnEdit


class Indented(str):
    """A name with the depth at which it stands in a tree."""

    depth: int

    def __new__(cls, name: str, depth: int) -> "Indented":
        made = super().__new__(cls, name)
        made.depth = depth
        return made

    @property
    def shown(self) -> str:
        """The name moved to the right, one letter for each row above."""
        return f"{'　' * self.depth}{self}"


def _body(session: Session) -> Column:
    return Column(
        "会議体名",
        lambda one: Indented(one.name, depth_of(session.look, one)),
        show=lambda name: name.shown,
        plain=str,
        width=300,
        edit="name",
        key="name",
    )


def _held(session: Session) -> Column:
    return Column(
        "席",
        lambda one: len(session.look.children(Seat, one.id)),
        show=lambda count: f"{count:,}" if count else "",
        figure=True,
        width=56,
        help="登録した席の数です。",
    )


def _named_short(cls: type[Record], name: str, width: int) -> MakeColumn:
    """Return the column of a body that rows speak of: by its short name, with the whole one beside the mouse."""
    return lambda session: short_body_column(session, cls, name, width)


def _holder(session: Session) -> Column:
    def holder(seat: Seat) -> str:
        found = holder_on(session.look, seat, day_of(session.look))
        return found.name if found is not None else ""

    return Column("氏名", holder, width=140, edit=HOLDER, key=HOLDER, help=_day_help(session))


def _day_help(session: Session) -> str:
    return f"資料日付(なければ基準日)現在の在任者です。いまは{show_date(day_of(session.look)) or '日付がありません'}。"


def _state(session: Session) -> Column:
    def state(seat: Seat) -> str:
        look = session.look
        body = look.all(Body).get(seat.body_id)
        found = sittings(look, body, day_of(look)) if body is not None else []
        return next(("空席" if one.is_vacant else "" for one in found if one.seat.id == seat.id), "席なし")

    return Column(
        "状態", state, width=84, align=CENTER, help="空席は後任の決まっていない席、席なしはその日にない席です。"
    )


def _seat_edits(session: Session) -> OnEdit:
    def names(edits: list[CellEdit]) -> ChangeSet | Faults:
        return name_holder(session.book, _day_of_names(session), [(edit.record, edit.text) for edit in edits])

    def fields(edits: list[CellEdit]) -> ChangeSet | Faults:
        return edit_cells(session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    return edits_through(session, lambda edits: together(edits, lambda edit: edit.column.edit == HOLDER, names, fields))


def _seat_appends(session: Session) -> OnAppend:
    return appends_through(session, lambda cells, rows: add_seats(session.book, _day_of_names(session), cells, rows))


def _day_of_names(session: Session) -> str:
    """Return the day from which a name that is typed into the roster holds the seat."""
    consortium = consortium_of(session.book)
    return consortium.document_date or consortium.base_date


def _total(session: Session) -> Column:
    return Column(
        "延回数",
        lambda one: total_count(session.look, one),
        figure=True,
        width=90,
        help="登録した会議と、内訳のない回数の合計です。",
    )


def _meeting(session: Session) -> Column:
    def name(one: Decision) -> str:
        found = session.look.all(Meeting).get(one.meeting_id)
        return meeting_name(session.look, found) if found is not None else ""

    locked = "会議は行を追加するときにだけ入力できます。"
    return Column("会議", name, width=170, edit="meeting_id", editable=lambda _: False, locked=locked, key="meeting_id")


def _held_on(session: Session) -> Column:
    return Column(
        "決定した日",
        lambda one: session.look.all(Meeting)[one.meeting_id].held_on,
        show=show_date,
        width=150,
    )


def _concerns(session: Session) -> Column:
    return Column(
        "関係する記録",
        lambda one: "、".join(linked.text for linked in links_of(session.look, one) if linked.forth),
        width=200,
    )


VIEWS = (
    TableView(
        Body,
        columns=(
            _body,
            lambda _: field_column(Body, "number", 70, align=CENTER),
            ("kind", 150),
            _named_short(Body, "parent_id", 150),
            ("composition", 220),
            ("set_up_on", 130),
            _held,
            ("abolished_on", 130),
        ),
        frozen=1,
        adding=(Asked("name", 220), Asked("parent_id", 150), Asked("kind", 110)),
        empty="まだ会議体がありません。いちばん上の会議から、上の欄に会議体名を入れて「会議体を追加」を押してください。",
        form=(
            "short",
            "duties",
            "basis",
            "quorum",
            "substitutes_count",
            "majority",
            "in_chart",
            "note",
        ),
        printing=("組織図を印刷", "reports/organisation"),
        needs=("seats",),
    ),
    TableView(
        Seat,
        columns=(
            _named_short(Seat, "body_id", 150),
            ("municipality_id", 100),
            ("organisation", 170),
            _holder,
            ("role", 90),
            ("post", 140),
            _state,
        ),
        frozen=1,
        adding=(
            Asked("body_id", 130),
            Asked("municipality_id", 100),
            Asked("organisation", 120),
            Asked("post", 110),
            Asked("role", 80),
        ),
        empty="まだ席がありません。上の欄に会議体と団体(または組織)、職名を入れて「席を追加」を押してください。",
        form=SeatSide,
        form_width=460,
        printing=("名簿を印刷", "reports/roster"),
        needs=("tenures",),
        edits=_seat_edits,
        appends=_seat_appends,
    ),
    TableView(
        Series,
        noun="系列",
        columns=(
            ("name", 280),
            ("short", 160),
            _named_short(Series, "body_id", 150),
            _total,
            ("unlisted", 130),
            ("first_on", 150),
            ("last_on", 150),
            ("note", 240),
        ),
        adding=(Asked("name", 230), Asked("short", 120), Asked("body_id", 130)),
        printing=("開催一覧を印刷", "reports/sessions"),
        needs=("meetings",),
    ),
    TableView(
        Decision,
        columns=(
            _meeting,
            _held_on,
            ("title", 260),
            ("result", 90),
            _concerns,
        ),
        frozen=1,
        adding=(Asked("meeting_id", 140), Asked("title", 230), Asked("result", 90)),
        empty="まだ決定がありません。会議を登録してから、上の欄に会議と件名を入れて「決定を追加」を押してください。",
        form=DecisionSide,
        form_width=440,
        printing=("決定事項一覧を印刷", "reports/decisions"),
        needs=("links", "customizations"),
    ),
    TableView(
        Event,
        columns=(
            ("began_on", 150),
            ("ended_on", 150),
            lambda _: field_column(Event, "title", 600, tooltip=lambda one: one.title),
            _named_short(Event, "body_id", 130),
            lambda _: field_column(Event, "detail", 200, tooltip=lambda one: one.detail),
            ("source", 120),
            ("note", 160),
        ),
        frozen=1,
        adding=(Asked("began_on", 110), Asked("title", 270), Asked("body_id", 130)),
        empty="まだ経緯がありません。上の欄に日付(月や年まででも)とできごとを入れて「経緯を追加」を押してください。",
        printing=("経緯を印刷", "reports/chronicle"),
        needs=("links",),
    ),
)
