"""負担金: what the members are charged year by year for what they do together, in every version that was told."""

from collections.abc import Iterable
from typing import Any, ClassVar

from core.dataclass import dataclass
from core.model.council import TaxMode
from core.model.machine.kinds import (
    LONGEST_KEPT,
    Currency,
    Kept,
    MonthDay,
    Ratio,
    count,
    day,
    declared,
    fiscal_year,
    flag,
    is_text,
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
from core.model.scenarios import IndexYear
from core.model.values.charge_premises import (
    ChargePremises,
    ChargeResult,
    ItemFlow,
    premises_text,
    read_premises,
    read_result,
    result_text,
)
from core.model.values.dates import show_fiscal_year
from core.model.values.ratios import YEN
from core.model.values.words import Word


class Stage(Word):
    """版: how far the charge of a year has come."""

    PLANNED = "planned", "予定", "予定額"
    NOTIFIED = "notified", "通知", "通知額"
    CHANGED = "changed", "変更", "変更後"
    FINAL = "final", "確定", "確定額"

    @property
    def rank(self) -> int:
        """Its place in the year: the later version is the higher."""
        return list(Stage).index(self)


@dataclass(frozen=True, slots=True)
class KeptPremises(Kept):
    """What a version of a charge rests on, as JSON that reads back."""

    def is_possible(self, value: Any) -> bool:
        return is_text(value, LONGEST_KEPT) and _reads(read_premises, value)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return NO_PREMISES


@dataclass(frozen=True, slots=True)
class KeptResult(Kept):
    """What came of a version of a charge, as JSON that adds up."""

    nothing: ClassVar[str] = result_text(ChargeResult({}, 0, 0))

    def is_possible(self, value: Any) -> bool:
        return is_text(value, LONGEST_KEPT) and _reads(read_result, value)

    def stand_in(self, _value: Any, _id: int, /) -> Any:
        return self.nothing


def _reads(read: Any, value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


NO_PREMISES = premises_text(ChargePremises("", 1989, "equal=1"))
"""Those of a version of which nothing is known any more."""


class Moving(Word):
    """休日の納期: where a due date goes that falls on a day on which nobody works."""

    NEXT = "next", "翌開庁日", "翌営業日 繰下げ"
    PREVIOUS = "previous", "前開庁日", "前営業日 繰上げ"
    STAY = "stay", "そのまま"


class FractionIn(Word):
    """期の端数: which instalment takes what the percentages leave over."""

    FIRST = "first", "最初の期"
    LAST = "last", "最後の期"


class Settling(Word):
    """精算の方法: what a member owes for a year in the end."""

    RESPLIT = "resplit", "決算額を按分し直す", "再按分"
    RETURN = "return", "残額を納付額の比で返す", "納付額比"


class Handling(Word):
    """精算の処理: what becomes of a difference."""

    REFUND = "refund", "還付・追加", "還付 追加"
    CREDIT = "credit", "翌年度に充当", "翌年度充当 翌年度調整"
    CARRIED = "carried", "団体別に繰越", "団体別繰越"


class Apart(Word):
    """物差しで別に示すもの: why a cost is not compared with that of 2018."""

    PRICES = "prices", "物価・賃金", "物価 賃金"
    RATE = "rate", "為替"
    FUNCTIONS = "functions", "機能の追加", "機能増 機能追加"


@dataclass(frozen=True, slots=True)
class Project:
    """事業: what is charged by itself, with its own rule: クラウド利用料, 運用管理, 事務局費."""

    id: int
    name: str = text("事業名", also="名称 事業")
    rule: str | None = rule("按分規則", None, help="空欄のときは協議会の既定の按分規則によります。")
    tax_mode: TaxMode = word(TaxMode, "消費税", TaxMode.INCLUSIVE, help="この事業の金額が税抜か税込かです。")
    basis_day: str | None = declared(
        MonthDay(),
        "人口の基準日",
        None,
        help="前年のこの日(例 9月30日)以前で最も新しい人口を使います。空欄のときは協議会の設定によります。",
    )
    basis_source: str = text(
        "人口の出典",
        "",
        help="人口を、出典にこの言葉(例 国勢調査)のあるものに限ります。人口の基準日とあわせて使います。",
    )
    index_year: IndexYear = word(
        IndexYear, "指標の年度", IndexYear.NONE, help="指標割に、年度別の指標のどの年度の値を使うかです。"
    )
    second_rate: str | None = declared(
        Ratio("円"),
        "見込みの第2レート",
        None,
        help="今後5年の見込みを、この換算レートでも示します(外貨1単位あたりの円)。",
    )
    moving: Moving = word(Moving, "休日の納期", Moving.NEXT)
    fraction: FractionIn = word(FractionIn, "期の端数", FractionIn.FIRST)
    settling: Settling = word(Settling, "精算の方法", Settling.RESPLIT)
    handling: Handling = word(Handling, "精算の処理", Handling.REFUND)
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class YearItem:
    """年度の費目: one cost item of a project in one fiscal year, as estimated and as it came out; also the money
    in that is taken off before the rest is split. 予算額 is in units of the currency, 決算額 in yen; None: not known.

    What names a system is split among those who take part in it. Money in with a bearer is taken from that member's
    share; 控除・戻入 is taken off first and added back to its bearer's share. 款 to 節 are where the item stands in the
    accounts, "" where nothing is said; they change no amount.
    """

    id: int
    project_id: int = owner("projects", "事業")
    fiscal_year: int = fiscal_year("年度", also="会計年度")
    name: str = text("費目", also="科目 経費 名称")
    flow: ItemFlow = word(
        ItemFlow,
        "種別",
        ItemFlow.COST,
        help="財源と繰越は、按分の前に差し引きます。負担団体のあるものは、その団体の負担額から差し引きます。",
    )
    amount: int | None = count("予算額", None, also="金額 見積額 当初予算", help="通貨の単位で入力します。", dash="0")
    cents: int = count("1/100単位", 0, most=99, also="セント", help="外貨の1通貨単位に満たない額です(セントなど)。")
    result_yen: int | None = yen("決算額", None, also="実績額 支出済額", help="円で入力します。空欄は未確定です。")
    currency: str = declared(Currency(), "通貨", YEN, help="3文字の通貨コードです(JPY、USD、EURなど)。")
    exchange_rate: str | None = declared(
        Ratio("円"), "換算レート", None, help="外貨1単位あたりの円です。円の費目では空欄にします。"
    )
    customization: bool = flag("カスタマイズ", help="負担金の増減の要因で、カスタマイズとして分けて示します。")
    system_id: int | None = refers("systems", "業務", help="この業務に参加する団体だけで按分します。")
    borne_by_id: int | None = refers(
        "municipalities", "負担団体", help="1団体だけの負担、または1団体だけへの充当です。空欄のときは按分します。"
    )
    rule: str | None = rule("按分規則", None, help="空欄のときは事業の按分規則によります。")
    apart: Apart | None = word(
        Apart, "物差しで別に示す", None, help="3割減の物差しで、平成30年度と比べる額から外して別に示します。"
    )
    chapter: str = text("款", "", help="予算の款です。款・項・目・節を入れると、収支決算書に小計が出ます。")
    article: str = text("項", "", help="予算の項です。")
    paragraph: str = text("目", "", help="予算の目です。")
    section: str = text("節", "", help="予算の節です(例 12委託料、13使用料及び賃借料)。")
    source: str = text("出典", "", also="根拠 積算根拠", help="見積書、予算書などの名と日付です。")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Assessment:
    """負担金の版: what the members were told to pay for a project and fiscal year, with all that it rests on. It bears
    the name of its project, which may go or be called otherwise one day; it never changes."""

    id: int
    project_name: str = text("事業名", given=True)
    fiscal_year: int = fiscal_year("年度", given=True)
    stage: Stage = word(Stage, "版", given=True)
    issued_on: str = day("日付", given=True)
    project_id: int | None = refers("projects", "事業", given=True)
    issued_by: str = text("作成者", "", given=True)
    premises: str = declared(KeptPremises(), "根拠", NO_PREMISES, given=True)
    result: str = declared(KeptResult(), "結果", KeptResult.nothing, given=True)
    note: str = note()


def project_name(look: Look, id: int) -> str:
    """Return the name of a project by its id."""
    return look.all(Project)[id].name


def project_key(look: Look, one: Assessment) -> int | str:
    """Return by what versions are of one project: its id, whatever it is called by now; where it is gone, its name."""
    if one.project_id is not None:
        return one.project_id
    return next((row.id for row in look.all(Project).values() if row.name == one.project_name), one.project_name)


def by_project(look: Look, versions: Iterable[Assessment]) -> dict[int | str, list[Assessment]]:
    """Return versions by project, in the order in which the projects were first charged."""
    found: dict[int | str, list[Assessment]] = {}
    for one in sorted(versions, key=lambda one: one.id):
        found.setdefault(project_key(look, one), []).append(one)
    return found


def version_name(one: Assessment) -> str:
    """Return 令和8年度「クラウド利用料」の通知(版3): no two versions are called alike."""
    return f"{show_fiscal_year(one.fiscal_year)}「{one.project_name}」の{one.stage.label}(版{one.id})"


def _item_called(look: Look, one: YearItem) -> str:
    return f"{show_fiscal_year(one.fiscal_year)}「{project_name(look, one.project_id)}」の費目「{one.name}」"


TABLES = (
    Table(
        "projects",
        Project,
        "事業",
        keys=("name",),
        order=("position",),
        called=lambda _, one: f"事業「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "year_items",
        YearItem,
        "年度の費目",
        alike=("project_id", "fiscal_year", "name", "borne_by_id"),
        order=("fiscal_year",),
        called=_item_called,
        titled="name",
        crossed=(("fiscal_year", "amount"),),
        also="予算と決算",
    ),
    Table(
        "assessments",
        Assessment,
        "負担金の版",
        order=("fiscal_year", "issued_on"),
        called=lambda _, one: f"負担金{version_name(one)}",
        handed_out=False,
    ),
)
