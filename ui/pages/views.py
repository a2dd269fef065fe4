"""The pages that are no more than a table, by the table: what there is to say of them beyond their records."""

from functools import partial

from core.calc.evaluation.frame import persons_in, procurements_of
from core.calc.members import is_member
from core.documents.paper.wording import rule_words
from core.model.costs import OutOfScopeCost
from core.model.council import Municipality, Scope, consortium_of, municipality_name
from core.model.evaluation import Bidder, Reviewer
from core.model.fixed_amounts import FixedAmount
from core.model.machine.table import Look
from core.model.registry import TABLES
from core.model.requests import Customization, Option
from ui.pages.agreements import views as agreements
from ui.pages.charges import views as charges
from ui.pages.council.choosing_members import choose_members
from ui.pages.council.member_offers import code_column, name_column, offers, remark
from ui.pages.editing import field_column
from ui.pages.foundation import views as foundation
from ui.pages.handouts import views as handouts
from ui.pages.organisation import views as organisation
from ui.pages.requests.customization_form import CustomizationForm
from ui.pages.schedule import views as schedule
from ui.pages.sla import views as sla
from ui.pages.surveys import views as surveys
from ui.pages.table_page import TablePage
from ui.pages.table_view import Asked, TableView, Tool
from ui.session import Session
from ui.tables.columns import CENTER, Column

_REASONS = tuple(scope.label for scope in Scope if scope is not Scope.IN_SCOPE)


def table_page(name: str) -> partial[TablePage]:
    """Return what makes the page of a table."""
    view = next((view for view in VIEWS if view.table.name == name), None)
    return partial(TablePage, view=view or TableView(TABLES[name].record))


def _membership(session: Session) -> Column:
    return Column(
        "基準日の加入",
        lambda one: "加入" if is_member(one, consortium_of(session.look).base_date) else "非加入",
        width=120,
        align=CENTER,
        help="協議会の基準日に加入している団体が計算の対象です。",
    )


def _seats_said(look: Look) -> str:
    """Return of each procurement how many seats there are and how many people sit on them."""
    seats = [(one.name, look.children(Reviewer, one.id).values()) for one in procurements_of(look)]
    return "、".join(f"{name}: 延べ{len(some)}名({persons_in(some)}人)" for name, some in seats if some)


def _request_rule(session: Session) -> Column:
    """The rule in words; where a request names none, that of the consortium, said to be the default."""

    def show(rule: str | None) -> str:
        return rule_words(rule) if rule else f"{rule_words(consortium_of(session.look).request_rule)}(既定)"

    return field_column(Customization, "rule", 200, show=show)


def _whose(session: Session) -> Column:
    def whose(one: FixedAmount) -> str:
        return one.of_class if one.municipality_id is None else municipality_name(session.look, one.municipality_id)

    return Column("当てはまる団体", whose, width=220, help="1団体の額は、区分や人口の額より先に使います。")


VIEWS = (
    *charges.VIEWS,
    *organisation.VIEWS,
    *schedule.VIEWS,
    *foundation.VIEWS,
    *sla.VIEWS,
    *surveys.VIEWS,
    *agreements.VIEWS,
    *handouts.VIEWS,
    TableView(
        Reviewer,
        said=_seats_said,
    ),
    TableView(
        Bidder,
        columns=(
            ("procurement_id", 220),
            ("name", 180),
            ("price_yen", 140),
            ("priced_on", 150),
            ("disqualified", 220),
            lambda _: field_column(Bidder, "draw", 80, align=CENTER),
            ("note", 220),
        ),
        frozen=2,
        adding=(Asked("procurement_id", 260), Asked("name", 180)),
        needs=("acts",),
    ),
    TableView(
        Municipality,
        columns=(
            code_column,
            name_column,
            ("kana", 160),
            ("kind", 110),
            lambda _: field_column(Municipality, "label", 70, align=CENTER),
            _membership,
            ("joined_on", 150),
            ("left_on", 150),
            lambda _: field_column(Municipality, "group_name", 110),
            lambda _: field_column(Municipality, "equal_percent", 110, figure=True),
            ("note", 220),
        ),
        frozen=2,
        adding=(Asked("code", label="団体コード(6桁)"), Asked("name", 180), Asked("kana", 170)),
        offers={"code": offers, "name": offers, "kana": offers},
        remark=remark,
        tools=(
            Tool(
                "団体を選ぶ", "全国の市区町村と都道府県から、まとめて選んで登録します。元に戻せます。", choose_members
            ),
        ),
        empty=(
            "まだ団体がありません。上の欄に団体名を入れて「団体を追加」を押すか、"
            "「団体を選ぶ」で市区町村の一覧からまとめて選んでください。"
        ),
    ),
    TableView(
        FixedAmount,
        noun="定額",
        columns=(
            ("name", 180),
            ("yen", 130),
            ("municipality_id", 130),
            ("kind", 90),
            ("least", 120),
            ("below", 120),
            _whose,
            ("note", 220),
        ),
        frozen=1,
        adding=(
            Asked("name", 100),
            Asked("yen", 96),
            Asked("municipality_id", 80, "団体"),
            Asked("kind", 60, "区分"),
            Asked("least", 86, "人口以上"),
            Asked("below", 86, "人口未満"),
        ),
        empty=(
            "まだ定額表がありません。上の欄に表の名前と定額を入れ、団体か、区分・人口の範囲を入れて追加してください。"
            "按分規則では「定額(表の名前)」と書きます。"
        ),
    ),
    TableView(
        Customization,
        noun="要望",
        columns=(
            lambda _: field_column(Customization, "item", 60, align=CENTER),
            lambda _: field_column(Customization, "title", 260, tooltip=lambda one: one.title),
            ("disposition", 130),
            ("system_id", 140),
            _request_rule,
            lambda session: Column("案", lambda one: len(session.look.children(Option, one.id)), figure=True, width=56),
            lambda _: field_column(
                Customization, "doubtful", 84, show=lambda value: "要確認" if value else "", align=CENTER
            ),
            ("deadline", 150),
            lambda _: field_column(Customization, "note", 240, tooltip=lambda one: one.note),
        ),
        frozen=2,
        adding=(Asked("title", 420, "新しい要望の名称"),),
        empty="まだ要望がありません。上の欄に要望の名称を入れて「要望を追加」を押してください。",
        form=CustomizationForm,
        form_width=560,
        needs=("options",),
    ),
    TableView(
        OutOfScopeCost,
        columns=(
            ("municipality_id", 120),
            ("name", 230),
            lambda _: field_column(OutOfScopeCost, "scope", 230, choices=_REASONS),
            ("kind", 70),
            lambda _: field_column(OutOfScopeCost, "fiscal_year", 110, blank="全期間"),
            ("yen", 130),
            ("tax_mode", 84),
            ("note", 240),
        ),
        adding=("municipality_id", Asked("name", 240), "yen"),
        empty=(
            "まだ調達外経費がありません。外部システム連携や大量帳票の出力など、"
            "団体が個別に負担する経費があれば上の欄から追加してください。"
        ),
        totals=("yen",),
        printing=("一覧を印刷", "reports/out-of-scope"),
    ),
)
