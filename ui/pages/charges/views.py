"""The pages of charges that are no more than a table."""

from dataclasses import replace

from core.calc.charges.doubts import items_alike, money_in_as_cost
from core.calc.commitments import left, planned
from core.model.charges.charging import Project, YearItem
from core.model.charges.claims import Claim, Payment, PaymentKind, PaymentTerm
from core.model.charges.cloud_bills import CloudKey
from core.model.charges.commitments import Commitment
from core.model.charges.fundings import Funding
from core.model.machine.table import Look
from core.model.values.dates import show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.ratios import YEN
from ui.pages.editing import field_column
from ui.pages.table_view import Asked, TableView
from ui.session import Session
from ui.tables.columns import Column, sort_value


def budget_text(item: YearItem) -> str:
    """Return 277,200,000, or with its currency where that is not the yen: USD 84,500.50."""
    if item.amount is None:
        return ""
    return f"{item.amount:,}" if item.currency == YEN else f"{item.currency} {item.amount:,}.{item.cents:02}"


def _budget(_: Session) -> Column:
    plain = field_column(YearItem, "amount", 130)
    return replace(
        plain,
        get=lambda item: item,
        show=budget_text,
        plain=plain.plain_text,
        sort=lambda item: sort_value(item.amount),
        figure=True,
    )


def _doubtful(look: Look) -> str:
    """Return what is doubtful in the items, "" for nothing."""
    items = [*look.all(YearItem).values()]
    told = [
        f"同じ費目が{len(rows)}件: {_item(look, rows[0])}。二重に入れたときは、1件を削除してください。"
        for rows in items_alike(look)
    ]
    told += [
        f"経費として按分: {_item(look, one)}。入ってくるお金のときは、種別を財源か繰越にしてください。"
        for one in money_in_as_cost(items)
    ]
    more = len(told) - _MOST_DOUBTS
    return "\n".join(told[:_MOST_DOUBTS] + ([f"ほか{more:,}件"] if more > 0 else []))


_MOST_DOUBTS = 2


def _item(look: Look, one: YearItem) -> str:
    project = look.all(Project)[one.project_id].name
    return f"{show_fiscal_year(one.fiscal_year)}「{project}」の「{one.name}」"


def _sums(look: Look) -> str:
    """Return what came in and what went back, of all years."""
    sums = dict.fromkeys(PaymentKind, 0)
    for one in look.all(Payment).values():
        sums[one.kind] += one.yen
    paid, back = sums[PaymentKind.PAID], sums[PaymentKind.REFUNDED]
    if not back:
        return f"納付の計 {paid:,}円" if paid else ""
    return f"納付の計 {paid:,}円　還付の計 {back:,}円　差引 {paid - back:,}円"


VIEWS = (
    TableView(
        Project,
        columns=(
            ("name", 200),
            ("rule", 200),
            ("tax_mode", 90),
            ("settling", 210),
            ("handling", 130),
            ("moving", 110),
            ("fraction", 110),
            ("basis_day", 130),
            ("basis_source", 130),
            ("index_year", 150),
            ("second_rate", 150),
            ("note", 300),
        ),
        adding=(Asked("name", 260), Asked("rule", 260)),
        empty="まだ事業がありません。上の欄に事業名(クラウド利用料、事務局費など)を入れて「事業を追加」を押してください。",
    ),
    TableView(
        YearItem,
        noun="費目",
        columns=(
            ("project_id", 150),
            ("fiscal_year", 110),
            ("name", 170),
            ("flow", 150),
            _budget,
            ("result_yen", 120),
            ("borne_by_id", 110),
            ("system_id", 130),
            ("customization", 110),
            ("apart", 150),
            ("rule", 170),
            ("currency", 70),
            ("cents", 84),
            ("exchange_rate", 110),
            ("chapter", 120),
            ("article", 120),
            ("paragraph", 120),
            ("section", 150),
            ("source", 240),
            ("note", 240),
        ),
        adding=(
            "project_id",
            Asked("fiscal_year", 110),
            Asked("name", 160),
            Asked("flow", 170, "種別(空欄は経費)"),
            Asked("amount", 130),
        ),
        said=_doubtful,
        empty="まだ費目がありません。上の欄に事業、年度、費目、予算額を入れて「費目を追加」を押してください。",
    ),
    TableView(
        PaymentTerm,
        noun="期",
        columns=(
            ("project_id", 180),
            ("number", 60),
            ("percent", 90),
            ("month", 100),
            ("day", 100),
            ("note", 300),
        ),
        adding=(
            "project_id",
            Asked("number", 80),
            Asked("percent", 100),
            Asked("month", 120),
            Asked("day", 150, "日(31=月末)"),
        ),
        empty="まだ納期がありません。上の欄に事業、期、割合、月を入れて「期を追加」を押してください。日の31は月末です。",
    ),
    TableView(
        Payment,
        columns=(
            ("claim_id", 200),
            ("paid_on", 150),
            ("yen", 140),
            ("note", 240),
            ("kind", 90),
            lambda session: Column("団体", lambda one: session.look.all(Claim)[one.claim_id].payer, width=130),
        ),
        adding=("claim_id", Asked("paid_on", 150), Asked("yen", 150), Asked("kind", 170, "区分(空欄は納付)")),
        said=_sums,
    ),
    TableView(
        Commitment,
        columns=(
            ("name", 240),
            ("first_year", 110),
            ("last_year", 110),
            ("limit_yen", 130),
            lambda session: Column(
                "年度割の計", lambda one: planned(session.look, one), show=show_yen, figure=True, width=120
            ),
            lambda session: Column("残り", lambda one: left(session.look, one), show=show_yen, figure=True, width=120),
            ("project_id", 150),
            ("starts_on", 140),
            ("ends_on", 140),
            ("monthly_yen", 110),
            ("closing_yen", 130),
            ("note", 240),
        ),
        adding=(Asked("name", 240), Asked("first_year", 130), Asked("last_year", 130), Asked("limit_yen", 140)),
        printing=("債務負担調書を印刷", "reports/charge-commitments"),
        needs=("commitment_years",),
    ),
    TableView(
        CloudKey,
        noun="対応",
        columns=(("key", 260), ("kind", 150), ("municipality_id", 150), ("rule", 220), ("note", 300)),
        adding=(Asked("key", 240), Asked("kind", 150), Asked("municipality_id", 150), Asked("rule", 180)),
        empty=(
            "まだ対応がありません。専用のアカウントは団体を、共有のアカウントやタグは按分規則を入れて追加してください。"
        ),
    ),
    TableView(
        Funding,
        columns=(
            ("municipality_id", 130),
            ("fiscal_year", 110),
            ("name", 240),
            ("kind", 150),
            ("yen", 130),
            ("note", 300),
        ),
        adding=("municipality_id", Asked("fiscal_year", 130), Asked("name", 220), Asked("yen", 130)),
    ),
)
