"""回線: how the municipalities reach the data centre, the main line and the spare one, and how one joins and leaves."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import (
    FieldValue,
    Percent,
    code,
    count,
    day,
    declared,
    long_text,
    note,
    refers,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word

EVERYBODY = "各団体"
"""Stands for all municipalities at the end of a line that is nobody's alone."""


class Role(Word):
    MAIN = "main", "主", "主回線 主系 現用"
    SPARE = "spare", "副", "副回線 副系 予備 バックアップ"


class LineKind(Word):
    LEASED = "leased", "専用線"
    IP_VPN = "ip_vpn", "IP-VPN", "ipvpn 閉域網"
    ETHERNET = "ethernet", "広域イーサネット", "広域イーサ"
    LGWAN = "lgwan", "LGWAN", "総合行政ネットワーク"
    INTERNET = "internet", "インターネットVPN", "インターネット"
    RADIO = "radio", "無線", "携帯回線 lte 5g"
    SATELLITE = "satellite", "衛星", "衛星回線"


class Route(Word):
    """経路: whether a spare line goes another way than the others of its section."""

    SEPARATE = "separate", "異経路", "別経路 独立 別ルート"
    SHARED = "shared", "同一経路", "同経路 同じ経路"


class Switch(Word):
    AUTOMATIC = "automatic", "自動"
    MANUAL = "manual", "手動"


@dataclass(frozen=True, slots=True)
class Line:
    """回線. Lines with the same ends (and the same municipality) are one section: its main line and its spare ones.
    `availability` is a percentage as the contract says it."""

    id: int
    number: str = code("回線番号", also="番号 項番 no. no №")
    role: Role = word(Role, "主・副", also="系統 主副 主/副 主系・副系")
    from_end: str = text("起点", also="接続元 拠点1", help="各団体、庁舎、中継拠点など、回線の団体側の端です。")
    to_end: str = text("終点", also="接続先 拠点2", help="データセンターなど、回線の先の端です。")
    municipality_id: int | None = refers("municipalities", "団体", help="空欄は全団体で使う回線です。")
    provider: str = text("回線事業者", "", also="事業者 通信事業者 キャリア")
    kind: LineKind | None = word(LineKind, "回線の種別", None, also="種別 種類 回線種別")
    bandwidth: int | None = count("帯域", None, unit="Mbps", also="帯域幅 速度 通信速度")
    route: Route | None = word(
        Route,
        "経路",
        None,
        help="副回線が主回線と異なる経路を通るかどうかです。空欄は未確認です。",
        also="異経路 経路の別",
    )
    switch: Switch | None = word(Switch, "切替", None, also="切替方法 切替方式 切り替え")
    switch_minutes: int | None = count("切替時間", None, unit="分", also="切替分 切り替え時間")
    availability: str | None = declared(
        Percent(decimals=4), "稼働率", None, help="契約や仕様にある稼働率です。99.95のように入れます。", also="可用性"
    )
    monthly_yen: int | None = yen("月額", None, per="月", also="月額料金 回線料")
    ends_on: str | None = day("契約満了日", None, also="満了日 契約期限 契約終了日")
    joining: str = long_text("新規参加の手順", also="参加手順 新規参加")
    leaving: str = long_text("途中離脱の手順", also="離脱手順 途中離脱 離脱")
    note: str = note()


def ends_of(look: Look, line: Line) -> tuple[str, str]:
    """Return the two ends; a line of one municipality that begins at 各団体 begins at that one."""
    name = municipality_name(look, line.municipality_id) if line.municipality_id is not None else ""
    return (name if name and line.from_end == EVERYBODY else line.from_end, line.to_end)


def _given(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Line).values())}


TABLES = (
    Table(
        "lines",
        Line,
        "回線",
        keys=("number",),
        alike=("role", "from_end", "to_end", "provider"),
        order=("number",),
        called=lambda _, one: f"回線{one.number}",
        ways=(lambda _, one: (one.number, f"回線{one.number}"),),
        listed=lambda _, one: one.number,
        known_by="number",
        gives=("number",),
        given=_given,
    ),
)
