"""The tables of sites, risks, lines, plans, drills, fees and counts: what there is to say beyond the records."""

from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.foundation.lines import Line
from core.model.foundation.requirements import Site
from core.model.foundation.risks import Risk
from core.model.foundation.services import ServiceCount, ServiceFee
from core.operations.foundation.planning import plan_all
from ui.pages.editing import field_column
from ui.pages.foundation.sides import LineSide, RiskSide
from ui.pages.page import Page
from ui.pages.table_view import Asked, TableView, Tool
from ui.session import Session
from ui.tables.columns import CENTER, Column

_PANEL = 460


def _plan_all(page: Page) -> None:
    page.run(plan_all(page.session.book))


def _score(_: Session) -> Column:
    return Column(
        "大きさ",
        lambda one: one.score,
        show=lambda score: "" if score is None else str(score),
        sort=lambda score: score or 0,
        figure=True,
        width=76,
        help="影響×可能性です。どちらかが空欄のものは出しません。",
        key="score",
    )


VIEWS = (
    TableView(
        Site,
        columns=(("name", 240), ("provider", 200), ("location", 260), ("note", 320)),
        frozen=1,
        adding=(Asked("name", 240), Asked("provider", 200), Asked("location", 220)),
        empty="まだ拠点がありません。上の欄にデータセンターなどの拠点名を入れて「拠点を追加」を押してください。",
    ),
    TableView(
        Risk,
        noun="行",
        columns=(
            lambda _: field_column(Risk, "number", 72, align=CENTER),
            lambda _: field_column(Risk, "content", 340, tooltip=lambda one: one.content),
            lambda _: field_column(Risk, "kind", 120),
            ("subject", 130),
            ("impact", 100),
            ("likelihood", 110),
            _score,
            ("state", 100),
            ("review_on", 150),
            lambda _: field_column(Risk, "measure", 220, tooltip=lambda one: one.measure),
            lambda _: field_column(Risk, "remaining", 200, tooltip=lambda one: one.remaining),
            ("heading", 200),
            ("body_id", 150),
            ("in_charge", 130),
            lambda _: field_column(Risk, "note", 220, tooltip=lambda one: one.note),
        ),
        frozen=2,
        adding=(Asked("kind", 140, "区分"), Asked("content", 360, "内容"), Asked("subject", 150)),
        empty="まだメリット・リスクがありません。上の欄に区分と内容を入れて「行を追加」を押してください。",
        form=RiskSide,
        form_width=_PANEL,
        printing=("リスク台帳を印刷", "reports/risks"),
    ),
    TableView(
        Line,
        columns=(
            lambda _: field_column(Line, "number", 72, align=CENTER),
            ("from_end", 150),
            ("to_end", 180),
            lambda _: field_column(Line, "role", 80, align=CENTER),
            ("kind", 150),
            ("provider", 160),
            ("bandwidth", 110),
            ("route", 110),
            ("availability", 100),
            ("monthly_yen", 120),
            ("ends_on", 150),
            ("switch", 90),
            ("switch_minutes", 100),
            ("municipality_id", 120),
            lambda _: field_column(Line, "joining", 220, tooltip=lambda one: one.joining),
            lambda _: field_column(Line, "leaving", 220, tooltip=lambda one: one.leaving),
            lambda _: field_column(Line, "note", 260, tooltip=lambda one: one.note),
        ),
        frozen=3,
        adding=(
            Asked("from_end", 150, "起点(各団体など)"),
            Asked("to_end", 180, "終点(DCなど)"),
            Asked("role", 100),
        ),
        form=LineSide,
        form_width=_PANEL,
        needs=("municipalities",),
        printing=("ネットワーク構成を印刷", "reports/network"),
    ),
    TableView(
        ContinuityPlan,
        columns=(
            ("system_id", 160),
            ("urgency", 100),
            ("rto_hours", 90),
            ("rpo_hours", 90),
            ("fallback", 320),
            ("gathering", 220),
            ("plan_on", 150),
            ("review_on", 150),
            ("note", 220),
        ),
        frozen=1,
        tools=(
            Tool(
                "全業務の行を加える",
                "まだBCPのない、調達する業務の行をまとめて加えます。元に戻せます。",
                _plan_all,
            ),
        ),
        empty="まだBCPがありません。「全業務の行を加える」を押すか、上の欄で業務を選んで「BCPを追加」を押してください。",
        printing=("BCP一覧を印刷", "reports/continuity"),
    ),
    TableView(
        Drill,
        columns=(
            ("held_on", 150),
            ("scenario", 260),
            lambda session: field_column(Drill, "system_id", 140, session.look, blank="全業務"),
            ("hours", 160),
            ("outcome", 260),
            ("problems", 260),
            ("attendees", 220),
            ("next_on", 150),
            ("note", 220),
        ),
        frozen=2,
        adding=(Asked("held_on", 150), Asked("scenario", 260), Asked("system_id", 150)),
        printing=("BCP一覧を印刷", "reports/continuity"),
    ),
    TableView(
        ServiceFee,
        noun="手数料",
        columns=(
            ("service_id", 200),
            ("municipality_id", 110),
            ("channel", 110),
            ("kind", 120),
            ("yen", 120),
            ("from_on", 150),
            ("until_on", 150),
            ("basis", 200),
            ("note", 220),
        ),
        frozen=2,
        adding=(
            Asked("service_id", 180),
            Asked("municipality_id", 110),
            Asked("channel", 120),
            Asked("kind", 120),
            Asked("yen", 100, "額(円)"),
            Asked("from_on", 130, "適用開始日"),
            Asked("until_on", 130, "適用終了日"),
        ),
        printing=("サービス一覧を印刷", "reports/services"),
    ),
    TableView(
        ServiceCount,
        noun="件数",
        columns=(
            ("service_id", 200),
            ("municipality_id", 110),
            ("fiscal_year", 120),
            ("counter", 130),
            ("elsewhere", 150),
            ("note", 260),
        ),
        frozen=3,
        adding=(
            Asked("service_id", 180),
            Asked("municipality_id", 110),
            Asked("fiscal_year", 110),
            Asked("counter", 120, "窓口(件)"),
            Asked("elsewhere", 130, "コンビニ等(件)"),
        ),
        totals=("counter", "elsewhere"),
        printing=("サービス一覧を印刷", "reports/services"),
    ),
)
