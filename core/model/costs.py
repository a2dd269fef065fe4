"""経費: what the shared system costs line by line, what each member pays today, and what stays outside the split."""

from core.dataclass import dataclass
from core.model.council import Scope, municipality_name
from core.model.machine.kinds import (
    Currency,
    Part,
    Ratio,
    count,
    day,
    declared,
    fiscal_year,
    note,
    owner,
    place,
    refers,
    rule,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.ratios import YEN
from core.model.values.words import Word


class CostKind(Word):
    INITIAL = "initial", "初期"
    RUNNING = "running", "運用"


class Flow(Word):
    """種別: what a cost line does to the amount that is split."""

    COST = "cost", "経費"
    INCOME = "income", "財源", "補助金 特定財源 繰越金 前年度精算 収入"
    RETURNED = "returned", "控除・戻入", "控除戻入"
    OUTSIDE = "outside", "構成団体以外の負担"
    REST = "rest", "構成団体以外が残りを負担"
    JOINING = "joining", "構成団体以外(均等割に加わる)"

    @property
    def is_outside(self) -> bool:
        """Whether it names a payer that is no member."""
        return self in {Flow.OUTSIDE, Flow.REST, Flow.JOINING}


class Sharing(Word):
    """按分の範囲: among whom a line that names a system is split."""

    PARTICIPANTS = "participants", "業務に参加する団体", "参加団体"
    EVERYBODY = "everybody", "協議会全体", "全団体"


class Taxation(Word):
    """What an amount says of consumption tax. Damages for ending a contract early, for one, bear none."""

    EXCLUSIVE = "exclusive", "税抜", "税抜き 税別 消費税抜 消費税抜き 消費税別 外税"
    INCLUSIVE = "inclusive", "税込", "税込み 消費税込 消費税込み 内税"
    NOT_TAXABLE = "not_taxable", "不課税"


@dataclass(frozen=True, slots=True)
class CostLine:
    """経費明細: one line of the vendor's fee, or what is deducted before it is split; its amounts are CostAmounts.

    財源 is deducted from what is split (of its system, where it names one), or with a bearer from that member's share;
    with a rule it is itself split by it. 控除・戻入 is deducted first and added back to its bearer's share. Of a payer
    that is no member the amount is what it pays, for REST what the members pay, and for JOINING nothing.
    """

    id: int
    name: str = text("経費名", also="名称 名前")
    category: str = text("費目", "")
    flow: Flow = word(
        Flow,
        "種別",
        Flow.COST,
        help=(
            "財源(補助金、特定財源、繰越金、前年度の精算など)と構成団体以外(県など)の負担は、按分の前に差し引きます。"
            "控除・戻入は、差し引いて按分した後、負担団体の額に戻します。"
        ),
    )
    portion: str | None = declared(
        Part(),
        "割合",
        None,
        help=(
            "財源と構成団体以外の負担を、按分する額に対する割合で決めるときに入力します(例 1/2、30%)。"
            "金額も入れた年度は、その額が限度です。"
        ),
    )
    kind: CostKind = word(CostKind, "区分", CostKind.RUNNING)
    system_id: int | None = refers("systems", "業務")
    sharing: Sharing = word(
        Sharing,
        "按分の範囲",
        Sharing.PARTICIPANTS,
        help="業務の経費を、その業務に参加する団体で按分するか、協議会全体で按分するかです。",
    )
    tax_mode: Taxation = word(Taxation, "消費税", Taxation.EXCLUSIVE)
    scope: Scope = word(
        Scope, "調達範囲", Scope.IN_SCOPE, help="調達外の経費は按分せず、負担団体の調達外経費に加えます。"
    )
    rule: str | None = rule("按分規則", None, help="空欄のときは試算の按分規則によります。")
    borne_by_id: int | None = refers(
        "municipalities", "負担団体", help="1団体だけが負担する経費です。空欄のときは按分します。"
    )
    currency: str = declared(Currency(), "通貨", YEN, help="3文字の通貨コードです(JPY、USD、EURなど)。")
    exchange_rate: str | None = declared(
        Ratio("円"), "換算レート", None, help="外貨1単位あたりの円です(例 110.25)。円の経費では空欄にします。"
    )
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class CostAmount:
    """What a line costs in one fiscal year, in whole units of the line's currency and hundredths of one (cents)."""

    id: int
    cost_line_id: int = owner("cost_lines", "経費明細")
    fiscal_year: int = fiscal_year("年度")
    amount: int = count("金額", 0, also="経費 費用", said=True, dash="0")
    cents: int = count("1/100単位", 0, most=99, also="セント", help="外貨の1通貨単位に満たない額です(セントなど)。")


@dataclass(frozen=True, slots=True)
class CurrentCost:
    """現行経費: what a member pays today, for one fiscal year or for the whole term of the comparison."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    fiscal_year: int | None = fiscal_year(
        "年度", None, help="空欄は比較する期間全体の額です。", also="会計年度 対象年度"
    )
    category: str = text("費目", "", also="科目 経費区分 費目名")
    yen: int = yen("金額", 0, also="現行経費 現行費用 経費 経費額 費用 支払額 支出額 決算額 円", said=True, dash="0")
    tax_mode: Taxation = word(Taxation, "消費税", Taxation.EXCLUSIVE, also="税区分 税")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Penalty:
    """違約金: what ending a present contract early costs its municipality."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    name: str = text("契約名", "", also="名称 名前")
    contract_ends_on: str | None = day("契約終了日", None, help="現行契約が本来終わる日です。")
    yen: int = yen("違約金", 0, also="違約金額 解約金 解約金額 金額", said=True, dash="0")
    tax_mode: Taxation = word(Taxation, "消費税", Taxation.NOT_TAXABLE, help="損害賠償にあたる違約金は不課税です。")
    note: str = note()


@dataclass(frozen=True, slots=True)
class OutOfScopeCost:
    """調達外経費: what a municipality goes on paying by itself, with the reason why it is not shared."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    name: str = text("経費名", also="名称 名前")
    scope: Scope = word(Scope, "調達外の理由", Scope.BLACK_BOX)
    kind: CostKind = word(CostKind, "区分", CostKind.RUNNING)
    fiscal_year: int | None = fiscal_year(
        "年度", None, help="空欄は比較する期間全体の額です。", also="会計年度 対象年度"
    )
    yen: int = yen("金額", 0, also="調達外経費 経費 経費額 費用 円", said=True, dash="0")
    tax_mode: Taxation = word(Taxation, "消費税", Taxation.EXCLUSIVE)
    note: str = note()


@dataclass(frozen=True, slots=True)
class TaxRate:
    """消費税率: in force from this day until the next."""

    id: int
    start_date: str = day("適用開始日")
    percent: int = count("税率", unit="%", most=100)


NATIONAL_TAX_RATES = (("1989-04-01", 3), ("1997-04-01", 5), ("2014-04-01", 8), ("2019-10-01", 10))
"""消費税及び地方消費税を合わせた標準税率; a new file begins with them."""


def _amount_called(look: Look, one: CostAmount) -> str:
    return f"経費「{look.all(CostLine)[one.cost_line_id].name}」の{show_fiscal_year(one.fiscal_year)}の金額"


def _current_called(look: Look, one: CurrentCost) -> str:
    named = f"「{one.category}」" if one.category else ""
    return f"{municipality_name(look, one.municipality_id)}の{_year(one.fiscal_year)}現行経費{named}"


def _penalty_called(look: Look, one: Penalty) -> str:
    named = f"「{one.name}」" if one.name else ""
    return f"{municipality_name(look, one.municipality_id)}の違約金{named}"


def _out_of_scope_called(look: Look, one: OutOfScopeCost) -> str:
    return f"{municipality_name(look, one.municipality_id)}の{_year(one.fiscal_year)}調達外経費「{one.name}」"


def _year(fiscal_year: int | None) -> str:
    return f"{show_fiscal_year(fiscal_year)}の" if fiscal_year else ""


TABLES = (
    Table(
        "cost_lines",
        CostLine,
        "経費明細",
        alike=("name",),
        order=("position",),
        called=lambda _, one: f"経費「{one.name}」",
        titled="name",
    ),
    Table(
        "cost_amounts",
        CostAmount,
        "年度別の金額",
        keys=("cost_line_id", "fiscal_year"),
        crossed=(("fiscal_year", "amount"),),
        order=("fiscal_year",),
        called=_amount_called,
        whole="amount",
    ),
    Table(
        "current_costs",
        CurrentCost,
        "現行経費",
        alike=("municipality_id", "fiscal_year", "category"),
        crossed=(("fiscal_year", "yen"), ("municipality_id", "yen")),
        order=("category", "fiscal_year"),
        called=_current_called,
        whole="yen",
    ),
    Table(
        "penalties",
        Penalty,
        "違約金",
        alike=("municipality_id", "name"),
        called=_penalty_called,
        whole="yen",
    ),
    Table(
        "out_of_scope_costs",
        OutOfScopeCost,
        "調達外経費",
        alike=("municipality_id", "name", "fiscal_year"),
        crossed=(("fiscal_year", "yen"),),
        called=_out_of_scope_called,
    ),
    Table(
        "tax_rates",
        TaxRate,
        "消費税率",
        keys=("start_date",),
        order=("start_date",),
        called=lambda _, one: f"消費税率({show_date(one.start_date)}から)",
    ),
)
