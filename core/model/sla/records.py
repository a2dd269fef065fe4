"""SLA: what was promised of the service and how it is counted, when the service stood still, what was measured beside
that, and what the vendor says of itself."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import System, municipality_name
from core.model.machine.kinds import (
    FieldValue,
    code,
    count,
    day,
    declared,
    long_text,
    note,
    owner,
    place,
    refers,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.sla.kinds import Decimal, Minute, Month, SlaTerms
from core.model.values.codes import next_number
from core.model.values.partial_dates import show_partial_date
from core.model.values.service_hours import ALWAYS
from core.model.values.words import Word

_ITEM_WORDS = "SLA項目 項番 項目 項目名 サービスレベル項目 評価項目"
"""What people call the column of an item in a sheet of results."""


class Refund(Word):
    """返金の方法: what is given back where a promise is not kept."""

    NONE = "none", "定めなし", "なし"
    STEPS = "steps", "段階", "段階返金 返金の段"
    POINTS = "points", "配点", "達成度"
    PENALTY = "penalty", "ペナルティポイント", "ポイント"


class YenRounding(Word):
    """円未満"""

    DOWN = "down", "切捨て", "切り捨て"
    NEAREST = "nearest", "四捨五入"
    UP = "up", "切上げ", "切り上げ"


class Measure(Word):
    """測り方: what is measured. The first five are computed from the outages, the others from what is typed in."""

    AVAILABILITY = "availability", "稼働率", "可用性"
    FAILURES = "failures", "障害の件数", "障害件数"
    RECOVERY = "recovery", "復旧時間の最大", "復旧時間"
    MEAN_RECOVERY = "mean_recovery", "平均復旧時間"
    NOTICE = "notice", "通知までの時間の最大", "障害通知時間"
    SHARE = "share", "達成率(件/件)", "達成率"
    CASES = "cases", "件数", "件数上限"
    LONGEST = "longest", "時間の最大", "時間上限"
    MEAN = "mean", "平均時間"

    @property
    def is_rate(self) -> bool:
        """Whether the result is a percentage."""
        return self in {Measure.AVAILABILITY, Measure.SHARE}

    @property
    def is_from_outages(self) -> bool:
        """Whether it is computed from the outages."""
        return self in {
            Measure.AVAILABILITY,
            Measure.FAILURES,
            Measure.RECOVERY,
            Measure.MEAN_RECOVERY,
            Measure.NOTICE,
        }


class Direction(Word):
    """向き: on which side of the target a result has to lie."""

    AT_LEAST = "at_least", "以上", ">= ≧"
    ABOVE = "above", "超", "> 超える"
    AT_MOST = "at_most", "以下", "<= ≦ 以内"
    BELOW = "below", "未満", "<"


class SlaUnit(Word):
    PERCENT = "percent", "%", "％ パーセント"
    CASES = "cases", "件", "回"
    SECONDS = "seconds", "秒"
    MINUTES = "minutes", "分"
    HOURS = "hours", "時間"


_UNITS = {
    Measure.AVAILABILITY: (SlaUnit.PERCENT,),
    Measure.SHARE: (SlaUnit.PERCENT,),
    Measure.FAILURES: (SlaUnit.CASES,),
    Measure.CASES: (SlaUnit.CASES,),
}
_TIMES = (SlaUnit.MINUTES, SlaUnit.HOURS, SlaUnit.SECONDS)


def units_of(measure: Measure) -> tuple[SlaUnit, ...]:
    """Return the units in which a result may be, the usual one first."""
    return _UNITS.get(measure, _TIMES)


def usual_direction(measure: Measure) -> Direction:
    """Return what a target usually is: of a rate the least, of cases and times the most."""
    return Direction.AT_LEAST if measure.is_rate else Direction.AT_MOST


class Interval(Word):
    """測定間隔: over how many months of the fiscal year a result is."""

    MONTH = "month", "月", "毎月 月次 月間 1か月"
    QUARTER = "quarter", "四半期", "四半期ごと 3か月"
    YEAR = "year", "年", "年度 年次 年間"

    @property
    def months(self) -> int:
        """So many months."""
        return {Interval.MONTH: 1, Interval.QUARTER: 3, Interval.YEAR: 12}[self]


class AgreedStops(Word):
    """合意した計画停止の扱い"""

    OUT = "out", "分母から除く", "除く"
    IGNORED = "ignored", "停止に数えない"
    STOPS = "stops", "停止に数える"


class OutageKind(Word):
    FAILURE = "failure", "障害"
    AGREED = "agreed", "計画停止(合意あり)", "計画停止 計画 定期保守"
    NOT_AGREED = "not_agreed", "計画停止(合意なし)", "合意なし"


class Met(Word):
    """達否: what the vendor says of its result."""

    YES = "yes", "達成", "○ 適合 ok"
    NO = "no", "未達", "× 未達成 ng"


@dataclass(frozen=True, slots=True)
class SlaContract:
    """SLAの契約: with whom service levels were agreed, what is paid, and how it is given back."""

    id: int
    name: str = text("契約", also="契約名 名称 件名")
    vendor: str = text("事業者", "", also="事業者名 受託者")
    from_on: str | None = day("適用開始日", None, also="開始日 契約開始日 契約期間開始")
    until_on: str | None = day("適用終了日", None, also="終了日 契約終了日 契約期間終了")
    yearly_yen: int | None = yen("年額", None, per="年", help="配点とペナルティポイントの返金の元です。")
    monthly_yen: int | None = yen(
        "月額", None, per="月", help="段階返金の元です。空欄のときは年額÷12です。", also="月額料金"
    )
    refund: Refund = word(Refund, "返金の方法", Refund.NONE, also="返金")
    rounding: YenRounding = word(YenRounding, "円未満", YenRounding.DOWN, also="端数処理")
    thresholds: str = declared(
        SlaTerms("thresholds"),
        "ペナルティの段",
        "",
        help="年度末に残るポイントと、年額に対する率です(10点以上 5%、20点以上 10%)。",
    )
    weights: str = declared(
        SlaTerms("weights"),
        "繰返しの加重",
        "",
        help="同じ項目の未達が1回目、2回目、…のときにポイントに掛ける数です(1、1.5、2)。空欄は掛けません。",
    )
    expiry_months: int | None = count(
        "ポイントの失効",
        None,
        unit="か月",
        least=1,
        most=1_200,
        help="未達の期間の翌月から数えます。空欄は失効しません。",
    )
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class SlaItem:
    """SLA項目: a promise with its target and with how the minutes are counted."""

    id: int
    sla_contract_id: int = owner("sla_contracts", "契約")
    number: str = code("項目番号", also="番号 項番 no. no №")
    name: str = text("SLA項目", also="項目 項目名 サービスレベル項目")
    target: str = declared(Decimal(), "目標値", also="目標 協定値 基準値")
    category: str = text("区分", "", help="可用性、信頼性、性能、問合せなどです。")
    measure: Measure = word(Measure, "測り方", Measure.AVAILABILITY, also="式 計算式")
    direction: Direction = word(Direction, "向き", Direction.AT_LEAST, also="以上・以下")
    unit: SlaUnit = word(SlaUnit, "単位", SlaUnit.PERCENT)
    interval: Interval = word(Interval, "測定間隔", Interval.MONTH, also="間隔 測定周期")
    points: int | None = count("配点", None, unit="点")
    steps: str = declared(
        SlaTerms("steps"),
        "返金の段",
        "",
        help="結果と、その期間の月額に対する返金の率です(99.5%以上 なし、95%以上99.5%未満 10%、95%未満 25%)。",
    )
    penalty_points: str | None = declared(Decimal(), "ペナルティポイント", None, help="未達1回のポイントです。")
    system_id: int | None = refers("systems", "業務", help="空欄はすべての業務の停止を数えます。")
    hours: str = declared(
        SlaTerms("hours"),
        "サービス時間帯",
        ALWAYS,
        help=(
            "停止を数える時間帯です(平日 8:30〜17:15、土 9:00〜12:00、7/1〜8/31 平日 8:00〜19:00)。"
            "後に書いたものが優先します。"
        ),
        also="提供時間 提供時間帯",
    )
    month_minutes: int | None = count(
        "1か月の固定の分数",
        None,
        unit="分",
        least=1,
        most=44_640,
        help="43,200分のように、暦によらない分母です。空欄は暦どおりです。",
    )
    shortest: int = count(
        "数える最短の停止", 0, unit="分", most=44_640, help="続く時間がこの分数に満たない停止は数えません。"
    )
    agreed: AgreedStops = word(AgreedStops, "合意した計画停止", AgreedStops.OUT)
    digits: int = count("表示する小数の桁", 2, unit="桁", most=6, help="達否は丸めない値で判定します。")
    definition: str = long_text("定義", also="測定方法 内容 計測方法")
    excluded: str = long_text("数えないもの", also="除外条件", help="天災など、契約で除くとした場合を書きます。")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Outage:
    """障害・停止: the service stood still from the first minute to before the last; without an end it still does. Which
    systems and members it hit is said by OutageSystem and OutageMember; with none of them it hit all."""

    id: int
    number: str = code("障害番号", also="番号 no. no №")
    title: str = text("件名", also="障害名 概要")
    began_at: str = declared(Minute(), "開始", also="発生日時 開始日時 停止日時")
    ended_at: str | None = declared(
        Minute(), "終了", None, help="空欄は、まだ復旧していません。", also="復旧日時 終了日時"
    )
    kind: OutageKind = word(OutageKind, "種類", OutageKind.FAILURE, also="区分 種別")
    cause: str = long_text("原因")
    exempt: str = text(
        "除外の理由", "", help="天災や利用者の操作など、停止に数えない理由です。入れると数えません。", also="除外理由"
    )
    noticed_at: str | None = declared(Minute(), "通知", None, also="通知日時 通知時刻")
    reported_on: str | None = day("報告書の日", None, also="報告書 報告日")
    effect: str = long_text("影響", also="影響範囲")
    response: str = long_text("対応", also="対応内容 復旧対応")
    prevention: str = long_text("再発防止", also="再発防止策")
    note: str = note()


@dataclass(frozen=True, slots=True)
class OutageSystem:
    """A system that an outage hit."""

    id: int
    outage_id: int = owner("outages", "障害")
    system_id: int = owner("systems", "業務")


@dataclass(frozen=True, slots=True)
class OutageMember:
    """A municipality that an outage hit."""

    id: int
    outage_id: int = owner("outages", "障害")
    municipality_id: int = owner("municipalities", "団体")


@dataclass(frozen=True, slots=True)
class SlaResult:
    """SLA実績: what was measured in a month, for what cannot be computed from the outages."""

    id: int
    sla_item_id: int = owner("sla_items", "SLA項目", also=_ITEM_WORDS)
    month: str = declared(Month(), "月", also="年月 対象月 測定月", help="令和8年4月のように入力します。")
    amount: str | None = declared(
        Decimal(), "値", None, help="時間の最大か平均です。達成率と件数では空欄にします。", also="測定値 実績値"
    )
    cases: int | None = count("件数", None, unit="件", help="達成した件数、または数えた件数です。", also="達成件数")
    of_cases: int | None = count(
        "全件数", None, unit="件", help="達成率の分母、または平均した件数です。", also="対象件数"
    )
    basis: str = text("根拠", "")
    approved_on: str | None = day("承認日", None)
    note: str = note()


@dataclass(frozen=True, slots=True)
class SlaReport:
    """事業者の月報: what the vendor says of a month, to be held against what is known here."""

    id: int
    sla_item_id: int = owner("sla_items", "SLA項目", also=_ITEM_WORDS)
    month: str = declared(Month(), "月", also="年月 対象月 報告月", help="令和8年4月のように入力します。")
    reported: str | None = declared(Decimal(), "報告値", None, also="報告の値 事業者の値")
    planned_minutes: int | None = count("計画の分数", None, unit="分", also="計画サービス時間 計画時間")
    stopped_minutes: int | None = count("停止の分数", None, unit="分", also="停止時間 停止分数")
    met: Met | None = word(Met, "達否", None, also="判定 達成")
    note: str = note()


def item_name(look: Look, id: int) -> str:
    """Return what people call a promise: SLA項目3「稼働率」."""
    item = look.all(SlaItem)[id]
    return f"SLA項目{item.number}「{item.name}」"


def outage_name(_: Look, outage: Outage) -> str:
    """Return what people call an outage: 障害3「サーバー停止」."""
    return f"障害{outage.number}「{outage.title}」"


def _given_to_item(look: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """Return the next number, and the unit and the direction that go with the measure."""
    measure = typed.get("measure", Measure.AVAILABILITY)
    assert isinstance(measure, Measure)
    given: dict[str, FieldValue] = {"unit": units_of(measure)[0], "direction": usual_direction(measure)}
    if "number" not in typed:
        given["number"] = next_number(one.number for one in look.all(SlaItem).values())
    return given


def _given_to_outage(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Outage).values())}


def _system_called(look: Look, one: OutageSystem) -> str:
    return f"障害{look.all(Outage)[one.outage_id].number}の業務「{look.all(System)[one.system_id].name}」"


def _member_called(look: Look, one: OutageMember) -> str:
    number = look.all(Outage)[one.outage_id].number
    return f"障害{number}の団体{municipality_name(look, one.municipality_id)}"


def _result_called(look: Look, one: SlaResult) -> str:
    return f"{item_name(look, one.sla_item_id)}の{show_partial_date(one.month)}の実績"


def _report_called(look: Look, one: SlaReport) -> str:
    return f"{item_name(look, one.sla_item_id)}の{show_partial_date(one.month)}の月報"


TABLES = (
    Table(
        "sla_contracts",
        SlaContract,
        "SLAの契約",
        keys=("name",),
        order=("position",),
        called=lambda _, one: f"SLAの契約「{one.name}」",
        known_by="name",
        titled="name",
        also="契約名 SLAの契約",
    ),
    Table(
        "sla_items",
        SlaItem,
        "SLA項目",
        keys=("number",),
        order=("position",),
        called=lambda _, one: f"SLA項目{one.number}「{one.name}」",
        ways=(lambda _, one: (one.number, f"SLA項目{one.number}"), lambda _, one: (one.name,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="name",
        also="SLA項目番号 項目番号",
        gives=("number", "unit", "direction"),
        given=_given_to_item,
    ),
    Table(
        "outages",
        Outage,
        "障害・停止",
        keys=("number",),
        alike=("began_at", "title"),
        order=("began_at",),
        called=outage_name,
        ways=(lambda _, one: (one.number, f"障害{one.number}"), lambda _, one: (one.title,)),
        listed=outage_name,
        known_by="number",
        titled="title",
        also="障害番号",
        gives=("number",),
        given=_given_to_outage,
        in_cell=(
            ("outage_systems", "system_id", ("業務", "対象業務", "業務名", "システム", "対象システム", "影響業務")),
            (
                "outage_members",
                "municipality_id",
                ("団体", "対象団体", "団体名", "市町村", "影響団体", "影響のあった団体"),
            ),
        ),
    ),
    Table("outage_systems", OutageSystem, "障害の業務", keys=("outage_id", "system_id"), called=_system_called),
    Table("outage_members", OutageMember, "障害の団体", keys=("outage_id", "municipality_id"), called=_member_called),
    Table(
        "sla_results",
        SlaResult,
        "SLA実績",
        keys=("sla_item_id", "month"),
        crossed=(("month", "amount"),),
        order=("month",),
        called=_result_called,
    ),
    Table(
        "sla_reports",
        SlaReport,
        "事業者の月報",
        keys=("sla_item_id", "month"),
        crossed=(("month", "reported"),),
        order=("month",),
        called=_report_called,
    ),
)
