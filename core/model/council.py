"""協議会: the consortium and its settings, its members with their populations and weights, and the business areas that
they share."""

from dataclasses import dataclass

from core.model.records import Word, column
from core.model.values.rules import Remainder


class TaxMode(Word):
    """Whether the amounts of the file include consumption tax."""

    EXCLUSIVE = "exclusive", "税抜"
    INCLUSIVE = "inclusive", "税込"


@dataclass(frozen=True, slots=True)
class Consortium:
    """A file holds exactly one, with id 1."""

    id: int
    name: str = column("協議会名")
    secretariat: str = column("事務局", "")
    representative_id: int | None = column(
        "代表団体", None, help="契約の名義人となる団体です。端数を代表団体が負担する設定のときに使います。"
    )
    fiscal_year: int | None = column("年度", None, unit="年度", help="西暦で入力します(平成26年度は2014)。")
    base_date: str = column("基準日", "", help="この日に加入している団体だけを計算の対象にします。")
    document_date: str | None = column("資料日付", None, help="印刷物の右上に印刷されます。")
    answer_deadline: str | None = column("回答期限", None, help="意向の回答を求める期限です。")
    tax_mode: TaxMode = column("消費税", TaxMode.EXCLUSIVE, help="この台帳の金額が税抜か税込かを示します。")
    rule: str = column("既定の按分規則", "equal=3,population=7", help="クラウド利用料などの按分に使います。")
    unit: int = column("端数処理の単位", 1, unit="円")
    remainder: Remainder = column("端数の扱い", Remainder.LARGEST)
    anonymous: bool = column("記号で印刷", False, help="印刷物で団体名の代わりに記号(A〜F)を使います。")
    estimate: bool = column("概算", False, help="見積のない団体数の金額を、前後の見積の間で補って概算します。")
    population_date: str | None = column(
        "人口の基準日", None, help="按分に使う人口です。空欄のときは基準日以前で最も新しい人口を使います。"
    )
    note: str = column("備考", "")


UNITS = (1, 100, 1_000)
"""The units of rounding that may be chosen, in yen."""


class MunicipalityKind(Word):
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
    kind: MunicipalityKind = column("区分", MunicipalityKind.TOWN)
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


class Scope(Word):
    """調達内, or the reason why a system stays outside the common procurement."""

    IN_SCOPE = "in_scope", "調達内"
    BLACK_BOX = "black_box", "調達外①ブラックボックス化"
    NOT_UNIFIED = "not_unified", "調達外②仕様統一ができない"
    NOT_SHARED = "not_shared", "調達外③共同利用が困難"


@dataclass(frozen=True, slots=True)
class System:
    id: int
    name: str = column("業務名")
    subcommittee: str = column("部会", "")
    scope: Scope = column("調達範囲", Scope.IN_SCOPE)
    position: int = column("並び順", 0)
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class Participation:
    """The municipality takes part in the system."""

    id: int
    municipality_id: int = column("団体")
    system_id: int = column("業務")
