"""団体: the members, their populations and the named weights by which amounts may be split."""

from dataclasses import dataclass

from core.model.records import Word, column


class Kind(Word):
    CITY = "city", "市"
    TOWN = "town", "町"
    VILLAGE = "village", "村"
    WARD = "ward", "区"
    UNION = "union", "組合等"


@dataclass(frozen=True, slots=True)
class Municipality:
    id: int
    code: str = column("団体コード", help="全国地方公共団体コード6桁です(6桁目は検査数字)。")
    name: str = column("団体名")
    kana: str = column("ふりがな", "")
    kind: Kind = column("区分", Kind.TOWN)
    label: str = column("記号", "", help="団体名を伏せて印刷するときの記号です(A、B、…)。")
    position: int = column("並び順", 0)
    joined_on: str | None = column("加入日", None, help="空欄は当初からの加入です。")
    left_on: str | None = column("離脱日", None, help="この日から構成団体ではなくなります。")
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class Population:
    id: int
    municipality_id: int = column("団体")
    reference_date: str = column("基準日")
    population: int = column("人口", unit="人")
    source: str = column("出典", "")


class WeightKind(Word):
    USAGE = "usage", "利用量"
    MANUAL = "manual", "個別重み"


@dataclass(frozen=True, slots=True)
class Weight:
    id: int
    municipality_id: int = column("団体")
    name: str = column("指標名")
    kind: WeightKind = column("種類", WeightKind.USAGE)
    value: int = column("値", 0)
