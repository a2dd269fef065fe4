"""The tables of service levels: what there is to say of them beyond their records."""

from core.calc.sla.results import target_text
from core.calc.sla.spans import minute_of
from core.documents.sla.wording import EVERYBODY, EVERYTHING
from core.model.council import Municipality, System
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.naming import in_order
from core.model.sla.records import (
    Outage,
    OutageMember,
    OutageSystem,
    SlaContract,
    SlaItem,
    SlaReport,
    SlaResult,
)
from core.operations.editing.edit import edit_cells
from core.operations.editing.listed import append_with_lists, write_lists
from core.operations.sla.hitting import LISTS, MEMBERS, SYSTEMS
from ui.pages.editing import appends_through, edits_through, field_column, together
from ui.pages.table_view import Asked, MakeColumn, TableView
from ui.session import Session
from ui.tables.columns import CENTER, CellEdit, Column, OnAppend, OnEdit


def _minutes(_: Session) -> Column:
    return Column(
        "分",
        _length,
        show=lambda minutes: "継続中" if minutes is None else f"{minutes:,}",
        sort=lambda minutes: (minutes is None, minutes or 0),
        figure=True,
        width=80,
        key="minutes",
        help="開始から終了までの分数です。サービス時間帯や計画停止によって、SLAで数える分数とは異なることがあります。",
    )


def _length(outage: Outage) -> int | None:
    if outage.ended_at is None:
        return None
    return minute_of(outage.ended_at) - minute_of(outage.began_at)


def _systems(session: Session) -> Column:
    def told(outage: Outage) -> str:
        ids = [one.system_id for one in session.look.children(OutageSystem, outage.id).values()]
        return "、".join(one.name for one in in_order(session.look, [session.look.all(System)[id] for id in ids]))

    return Column(
        "業務",
        told,
        show=lambda text: text or EVERYTHING,
        plain=str,
        width=150,
        edit=SYSTEMS,
        key=SYSTEMS,
        tooltip=told,
        help="止まった業務です(住基情報、住民税)。空欄はすべての業務です。",
    )


def _members(session: Session) -> Column:
    def told(outage: Outage) -> str:
        ids = [one.municipality_id for one in session.look.children(OutageMember, outage.id).values()]
        rows = in_order(session.look, [session.look.all(Municipality)[id] for id in ids])
        return "、".join(one.name for one in rows)

    return Column(
        "団体",
        told,
        show=lambda text: text or EVERYBODY,
        plain=str,
        width=150,
        edit=MEMBERS,
        key=MEMBERS,
        tooltip=told,
        help="止まった団体です(射水市、滑川市)。空欄はすべての団体です。",
    )


def _edits(session: Session) -> OnEdit:
    def lists(edits: list[CellEdit]) -> ChangeSet | Faults:
        return write_lists(session.book, LISTS, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    def fields(edits: list[CellEdit]) -> ChangeSet | Faults:
        return edit_cells(session.book, [(edit.record, edit.column.edit, edit.text) for edit in edits])

    return edits_through(session, lambda edits: together(edits, lambda edit: edit.column.edit in LISTS, lists, fields))


def _appends(session: Session) -> OnAppend:
    return appends_through(session, lambda cells, rows: append_with_lists(session.book, Outage, LISTS, cells, rows))


def _measured() -> MakeColumn:
    """The target of the item that a row is of."""

    def column(session: Session) -> Column:
        def target(one: SlaResult | SlaReport) -> str:
            item = session.look.all(SlaItem)[one.sla_item_id]
            return target_text(item)

        return Column("目標", target, width=110, key="target")

    return column


VIEWS = (
    TableView(
        SlaContract,
        noun="SLAの契約",
        columns=(
            ("name", 280),
            ("vendor", 160),
            ("from_on", 150),
            ("until_on", 150),
            ("yearly_yen", 130),
            ("monthly_yen", 120),
            ("refund", 150),
            ("note", 200),
        ),
        frozen=1,
        adding=(Asked("name", 260), Asked("vendor", 180), Asked("from_on", 150)),
        form=("rounding", "thresholds", "weights", "expiry_months"),
        form_width=360,
    ),
    TableView(
        SlaItem,
        columns=(
            lambda _: field_column(SlaItem, "number", 88, align=CENTER),
            ("name", 230),
            ("measure", 170),
            lambda _: field_column(SlaItem, "target", 84, figure=True),
            ("direction", 70),
            ("unit", 70),
            ("interval", 90),
            lambda _: field_column(SlaItem, "points", 70, figure=True),
            ("category", 100),
            ("sla_contract_id", 220),
        ),
        frozen=2,
        adding=(Asked("sla_contract_id", 200), Asked("name", 200), Asked("measure", 130), Asked("target", 90)),
        form=(
            "hours",
            "system_id",
            "agreed",
            "shortest",
            "month_minutes",
            "steps",
            "penalty_points",
            "digits",
            "definition",
            "excluded",
            "note",
        ),
        form_width=380,
        printing=("SLA月報を印刷", "reports/sla"),
    ),
    TableView(
        Outage,
        noun="障害・停止",
        columns=(
            lambda _: field_column(Outage, "number", 88, align=CENTER),
            lambda _: field_column(Outage, "title", 200, tooltip=lambda one: one.title),
            ("began_at", 190),
            ("ended_at", 190),
            _minutes,
            ("kind", 160),
            _systems,
            _members,
            ("exempt", 150),
        ),
        frozen=2,
        adding=(Asked("title", 240), Asked("began_at", 200), Asked("ended_at", 200)),
        form=("noticed_at", "reported_on", "effect", "cause", "response", "prevention", "note"),
        form_width=380,
        printing=("障害報告書を印刷", "reports/outage-report"),
        needs=("outage_systems", "outage_members", "systems", "municipalities"),
        edits=_edits,
        appends=_appends,
    ),
    TableView(
        SlaResult,
        noun="実績",
        columns=(
            lambda session: field_column(SlaResult, "sla_item_id", 230, session.look),
            _measured(),
            ("month", 130),
            ("cases", 90),
            ("of_cases", 100),
            lambda _: field_column(SlaResult, "amount", 90, figure=True),
            ("basis", 180),
            ("approved_on", 150),
            ("note", 180),
        ),
        frozen=1,
        adding=(
            Asked("sla_item_id", 200),
            Asked("month", 140),
            Asked("cases", 100),
            Asked("of_cases", 100),
            Asked("amount", 90),
        ),
        empty=(
            "まだ実績がありません。達成率、件数、時間のように障害の記録から計算しない項目の、月ごとの実績を入力してください。"
            "稼働率や復旧時間は、障害・停止の記録から計算します。"
        ),
    ),
    TableView(
        SlaReport,
        noun="月報の行",
        columns=(
            lambda session: field_column(SlaReport, "sla_item_id", 230, session.look),
            _measured(),
            ("month", 130),
            lambda _: field_column(SlaReport, "reported", 100, figure=True),
            ("planned_minutes", 110),
            ("stopped_minutes", 110),
            ("met", 80),
            ("note", 200),
        ),
        frozen=1,
        adding=(
            Asked("sla_item_id", 200),
            Asked("month", 140),
            Asked("reported", 100),
            Asked("planned_minutes", 150),
            Asked("stopped_minutes", 150),
        ),
        empty=(
            "まだ事業者の月報がありません。項目番号と月を横に並べた表を、取込・書出から取り込むか、ここに貼り付けてください。"
            "台帳の記録との違いは、SLAのページに出ます。"
        ),
    ),
)
