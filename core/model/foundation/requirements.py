"""データセンターの要件: what is asked of the places where the shared system stands, and what each of them shows."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.machine.kinds import (
    FieldValue,
    OneOf,
    code,
    day,
    declared,
    long_text,
    note,
    owner,
    place,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word


@dataclass(frozen=True, slots=True)
class Site:
    """拠点: a data centre, or another place where the system or a copy of its data stands."""

    id: int
    name: str = text("拠点名", also="データセンター名 センター名 DC名")
    provider: str = text("事業者", "", also="運営者 事業者名 運営事業者 運営会社")
    location: str = text("所在地", "", also="場所 立地 住所")
    position: int = place()
    note: str = note()


class RequirementKind(Word):
    BASIC = "basic", "基本", "基本要件"
    RECORD = "record", "実績"
    CERTIFICATE = "certificate", "認証", "認証・資格"
    LOCATION = "location", "立地", "立地条件"
    BUILDING = "building", "建物", "建物・耐震 耐震"
    POWER = "power", "電源", "電源設備 電気"
    COOLING = "cooling", "空調", "空調設備"
    FIRE = "fire", "消火", "消火設備 防災 防火"
    GUARD = "guard", "警備", "入退館 セキュリティ 監視"
    OPERATION = "operation", "運用"
    LINE = "line", "回線", "通信 ネットワーク"
    DATA = "data", "データ管理", "データ バックアップ"


class Need(Word):
    REQUIRED = "required", "必須", "必須要件 ◎"
    EXTRA = "extra", "加点", "任意 推奨 加点要件"


@dataclass(frozen=True, slots=True)
class Requirement:
    """要件: `threshold` is the value that is asked for, a figure or words; `basis` who asks for it."""

    id: int
    number: str = code("要件番号", also="番号 項番 no. no №")
    content: str = text("要件", also="要件の内容 要求事項 要件名")
    kind: RequirementKind | None = word(RequirementKind, "分類", None, also="区分 大分類")
    threshold: str = text("基準値", "", also="基準 水準 要求水準", help="震度6、24時間など、満たすべき値です。")
    unit: str = text("基準値の単位", "", also="単位")
    need: Need = word(Need, "必須・加点", Need.REQUIRED, also="必須/加点 必須 重要度 要否")
    basis: str = text("根拠", "", help="FISC、JDCC、ISMAP、独自など、要件の出どころです。", also="出典 準拠 基準の出典")
    note: str = note()


class Result(Word):
    """判定: what a site shows for a requirement. Without one nobody has looked yet."""

    MET = "met", "満たす", "○ ◯ 〇 適合 充足 1"
    PARTLY = "partly", "条件付き", "△ 一部 2"
    UNMET = "unmet", "満たさない", "× ✕ 不適合 3"
    ASKING = "asking", "確認中", "照会中 4"

    @property
    def mark(self) -> str:
        """Return the sign of the matrix: ○ △ × 確."""
        return {Result.MET: "○", Result.PARTLY: "△", Result.UNMET: "×", Result.ASKING: "確"}[self]


NOT_CHECKED = "未確認"
RESULT = OneOf(Result, by_beginning=False)


class Method(Word):
    PAPERS = "papers", "書面", "書類 資料"
    CERTIFICATE = "certificate", "証明書", "認証書 証書"
    VISIT = "visit", "現地", "現地確認 視察"


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """拠点の確認: `substitute` is what is done instead where a requirement is not met, or on what condition it is."""

    id: int
    requirement_id: int = owner("requirements", "要件", also="要件 要件名 要求事項 項番")
    site_id: int = owner("sites", "拠点")
    result: Result | None = declared(RESULT, "判定", None, also="結果 適否 充足")
    value: str = text("確認した値", "", also="値 実績値 提案値")
    evidence: str = text("根拠資料", "", also="資料 証拠 エビデンス 確認資料")
    method: Method | None = word(Method, "確認方法", None, also="方法")
    checked_on: str | None = day("確認日", None, also="確認年月日")
    checked_by: str = text("確認者", "", also="確認した者")
    valid_until: str | None = day("証明の有効期限", None, help="認証などが切れる日です。", also="有効期限 認証の期限")
    substitute: str = long_text(
        "条件・代替",
        help="満たさない理由と、代わりに何をするかです。「安全性の説明」に載ります。",
        also="代替 条件 理由",
    )
    note: str = note()


def site_name(look: Look, id: int | None) -> str:
    """Return the name of a site, "" for none."""
    site = look.all(Site).get(id or 0)
    return site.name if site else ""


def requirement_name(look: Look, id: int) -> str:
    """Return what people call a requirement: 要件3."""
    return f"要件{look.all(Requirement)[id].number}"


def _given(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Requirement).values())}


TABLES = (
    Table(
        "sites",
        Site,
        "拠点",
        keys=("name",),
        order=("position", "name"),
        called=lambda _, one: one.name,
        ways=(lambda _, one: (one.name,),),
        known_by="name",
        titled="name",
    ),
    Table(
        "requirements",
        Requirement,
        "データセンターの要件",
        keys=("number",),
        alike=("content",),
        order=("number",),
        called=lambda _, one: f"要件{one.number}",
        ways=(lambda _, one: (one.number, f"要件{one.number}"), lambda _, one: (one.content,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="content",
        gives=("number",),
        given=_given,
    ),
    Table(
        "site_checks",
        SiteCheck,
        "要件の確認",
        keys=("requirement_id", "site_id"),
        called=lambda look, one: f"{requirement_name(look, one.requirement_id)}の{site_name(look, one.site_id)}の確認",
        whole="result",
        crossed=(("site_id", "result"),),
    ),
)
