"""経費: what the shared system costs line by line, what each member pays today, and what stays outside the split."""

from dataclasses import dataclass

from core.model.council import Scope
from core.model.records import Word, column

YEN = "JPY"
"""The currency of a line that needs no exchange rate."""


class CostKind(Word):
    INITIAL = "initial", "初期"
    RUNNING = "running", "運用"


class Taxation(Word):
    """What an amount says of consumption tax. Damages for ending a contract early, for one, bear none."""

    EXCLUSIVE = "exclusive", "税抜"
    INCLUSIVE = "inclusive", "税込"
    NOT_TAXABLE = "not_taxable", "不課税"


@dataclass(frozen=True, slots=True)
class CostLine:
    """経費明細: one line of the vendor's fee; its amounts by fiscal year are CostAmounts."""

    id: int
    name: str = column("経費名")
    category: str = column("費目", "")
    kind: CostKind = column("区分", CostKind.RUNNING)
    system_id: int | None = column("業務", None)
    tax_mode: Taxation = column("消費税", Taxation.EXCLUSIVE)
    scope: Scope = column("調達範囲", Scope.IN_SCOPE, help="調達外の経費は按分せず、負担団体の調達外経費に加えます。")
    rule: str | None = column("按分規則", None, help="空欄のときは試算の按分規則によります。")
    borne_by_id: int | None = column("負担団体", None, help="1団体だけが負担する経費です。空欄のときは按分します。")
    currency: str = column("通貨", YEN, help="3文字の通貨コードです(JPY、USD、EURなど)。")
    exchange_rate: str | None = column(
        "換算レート", None, unit="円", help="外貨1単位あたりの円です(例 110.25)。円の経費では空欄にします。"
    )
    position: int = column("並び順", 0)
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class CostAmount:
    """What a line costs in one fiscal year, in whole units of the line's currency."""

    id: int
    cost_line_id: int = column("経費明細")
    fiscal_year: int = column("年度", unit="年度")
    amount: int = column("金額", 0)


@dataclass(frozen=True, slots=True)
class CurrentCost:
    """現行経費: what a member pays today, for one fiscal year or for the whole term of the comparison."""

    id: int
    municipality_id: int = column("団体")
    fiscal_year: int | None = column("年度", None, unit="年度", help="空欄は比較する期間全体の額です。")
    category: str = column("費目", "")
    yen: int = column("金額", 0, unit="円")
    tax_mode: Taxation = column("消費税", Taxation.EXCLUSIVE)
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class Penalty:
    """違約金: what ending a present contract early costs its municipality."""

    id: int
    municipality_id: int = column("団体")
    name: str = column("契約名", "")
    contract_ends_on: str | None = column("契約終了日", None, help="現行契約が本来終わる日です。")
    yen: int = column("違約金", 0, unit="円")
    tax_mode: Taxation = column("消費税", Taxation.NOT_TAXABLE, help="損害賠償にあたる違約金は不課税です。")
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class OutOfScopeCost:
    """調達外経費: what a municipality goes on paying by itself, with the reason why it is not shared."""

    id: int
    municipality_id: int = column("団体")
    name: str = column("経費名")
    scope: Scope = column("調達外の理由", Scope.BLACK_BOX)
    kind: CostKind = column("区分", CostKind.RUNNING)
    fiscal_year: int | None = column("年度", None, unit="年度", help="空欄は比較する期間全体の額です。")
    yen: int = column("金額", 0, unit="円")
    tax_mode: Taxation = column("消費税", Taxation.EXCLUSIVE)
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class TaxRate:
    """消費税率: in force from this day until the next."""

    id: int
    start_date: str = column("適用開始日")
    percent: int = column("税率", unit="%")


NATIONAL_TAX_RATES = (("1989-04-01", 3), ("1997-04-01", 5), ("2014-04-01", 8), ("2019-10-01", 10))
"""消費税及び地方消費税を合わせた標準税率; a new file begins with them."""
