"""協議会: the consortium and its settings, its members with their populations and weights, and the business areas that
they share."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.model.machine.kinds import (
    FieldValue,
    MunicipalityCode,
    NameInRules,
    count,
    day,
    declared,
    fiscal_year,
    flag,
    note,
    owner,
    place,
    refers,
    rule,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.rules import Remainder
from core.model.values.words import Word


class TaxMode(Word):
    """Whether the amounts of the file include consumption tax."""

    EXCLUSIVE = "exclusive", "税抜"
    INCLUSIVE = "inclusive", "税込"


@dataclass(frozen=True, slots=True)
class Consortium:
    """A file holds exactly one, with id 1."""

    id: int
    name: str = text("協議会名", also="名称 名前")
    secretariat: str = text("事務局", "")
    representative_id: int | None = refers(
        "municipalities",
        "代表団体",
        help="契約の名義人となる団体です。端数を代表団体が負担する設定のときに使います。",
    )
    fiscal_year: int | None = fiscal_year("年度", None, help="西暦で入力します(平成26年度は2014)。")
    base_date: str = day("基準日", "", help="この日に加入している団体だけを計算の対象にします。")
    document_date: str | None = day("資料日付", None, help="印刷物の右上に印刷されます。")
    answer_deadline: str | None = day("回答期限", None, help="意向の回答を求める期限です。")
    tax_mode: TaxMode = word(TaxMode, "消費税", TaxMode.EXCLUSIVE, help="この台帳の金額が税抜か税込かを示します。")
    rule: str = rule("既定の按分規則", "equal=3,population=7", help="クラウド利用料などの按分に使います。")
    unit: int = count("端数処理の単位", 1, unit="円", least=1, most=1_000_000)
    remainder: Remainder = word(Remainder, "端数の扱い", Remainder.LARGEST)
    anonymous: bool = flag("記号で印刷", help="印刷物で団体名の代わりに記号(A〜F)を使います。")
    estimate: bool = flag("概算", help="見積のない団体数の金額を、前後の見積の間で補って概算します。")
    population_date: str | None = day(
        "人口の基準日", None, help="按分に使う人口です。空欄のときは基準日以前で最も新しい人口を使います。"
    )
    note: str = note()


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
    code: str = declared(
        MunicipalityCode(),
        "団体コード",
        help="全国地方公共団体コード6桁です(6桁目は検査数字)。",
        also="市町村コード 自治体コード 地方公共団体コード 全国地方公共団体コード コード",
    )
    name: str = text("団体名", also="名称 名前 市町村名 自治体名")
    kana: str = text("ふりがな", "", also="よみ 読み フリガナ 団体名カナ")
    kind: MunicipalityKind = word(MunicipalityKind, "区分", MunicipalityKind.TOWN)
    label: str = text("記号", "", help="団体名を伏せて印刷するときの記号です(A、B、…)。", also="略号 符号")
    position: int = place()
    joined_on: str | None = day("加入日", None, help="空欄は当初からの加入です。")
    left_on: str | None = day("離脱日", None, help="この日から構成団体ではなくなります。")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Population:
    id: int
    municipality_id: int = owner("municipalities", "団体")
    reference_date: str = day("基準日", also="人口の基準日 調査日 現在 年月日")
    population: int = count("人口", unit="人", also="人口(人) 総人口 住民基本台帳人口 国勢調査人口 人数")
    source: str = text("出典", "")


class WeightKind(Word):
    USAGE = "usage", "利用量"
    MANUAL = "manual", "個別重み"


@dataclass(frozen=True, slots=True)
class Weight:
    id: int
    municipality_id: int = owner("municipalities", "団体")
    name: str = declared(NameInRules(), "指標名", also="名称 名前 指標")
    kind: WeightKind = word(WeightKind, "種類", WeightKind.USAGE)
    value: int = count("値", 0)


@dataclass(frozen=True, slots=True)
class WeightYear:
    """年度別の指標: what an index was in one fiscal year, for rules that go by the year before."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    name: str = declared(NameInRules(), "指標名", also="名称 名前 指標")
    fiscal_year: int = fiscal_year("年度")
    value: int = count("値", 0)


class Scope(Word):
    """調達内, or the reason why a system stays outside the common procurement."""

    IN_SCOPE = "in_scope", "調達内"
    BLACK_BOX = "black_box", "調達外①ブラックボックス化", "1"
    NOT_UNIFIED = "not_unified", "調達外②仕様統一ができない", "2"
    NOT_SHARED = "not_shared", "調達外③共同利用が困難", "3"


@dataclass(frozen=True, slots=True)
class System:
    """業務: a business area of the shared system."""

    id: int
    name: str = text("業務名", also="名称 名前 業務システム システム名")
    subcommittee: str = text("部会", "", also="部会名")
    scope: Scope = word(Scope, "調達範囲", Scope.IN_SCOPE)
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Participation:
    """The municipality takes part in the system."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    system_id: int = owner("systems", "業務")


def consortium_of(look: Look) -> Consortium:
    """Return the consortium whose ledger this is."""
    return look.all(Consortium)[1]


def municipality_name(look: Look, id: int) -> str:
    """Return the name of a municipality by its id."""
    return look.all(Municipality)[id].name


def kind_of(name: str) -> MunicipalityKind:
    """Return 市, 町 or 村 as the name ends."""
    return next((kind for kind in MunicipalityKind if name.strip().endswith(kind.label)), MunicipalityKind.UNION)


def next_label(labels: Iterable[str]) -> str:
    """Return the first of A … Z, AA, AB … that comes after all labels in use."""
    used = [label for label in labels if re.fullmatch("[A-Z]{1,3}", label)]
    number = max((_label_number(label) for label in used), default=0) + 1
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _label_number(label: str) -> int:
    number = 0
    for letter in label:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _given_to_municipality(look: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    labels = (one.label for one in look.all(Municipality).values())
    return {"kind": kind_of(str(typed.get("name", ""))), "label": next_label(labels)}


_SUFFIXES = tuple(kind.label for kind in MunicipalityKind if len(kind.label) == 1)

TABLES = (
    Table(
        "municipalities",
        Municipality,
        "団体",
        keys=("code",),
        order=("position", "code"),
        called=lambda _, one: one.name,
        ways=(
            lambda _, one: (one.code, one.code[:5]),
            lambda _, one: (one.label,),
            lambda _, one: (one.name,),
            lambda _, one: (one.kana, one.name[:-1] if one.name.endswith(_SUFFIXES) else one.name),
        ),
        listed=lambda _, one: f"{one.name}({one.code})",
        known_by="code",
        titled="name",
        also="団体 団体名 市町村 市町村名 自治体 自治体名 構成団体 市町村コード 自治体コード",
        gives=("kind", "label"),
        given=_given_to_municipality,
    ),
    Table(
        "consortium",
        Consortium,
        "協議会",
        called=lambda _look, _one: "協議会の設定",
        edited=lambda _look, _one, label: f"協議会の{label}を変更",
        single=True,
    ),
    Table(
        "populations",
        Population,
        "人口",
        keys=("municipality_id", "reference_date"),
        order=("reference_date",),
        called=lambda look, one: (
            f"{municipality_name(look, one.municipality_id)}の人口({show_date(one.reference_date)})"
        ),
        whole="population",
    ),
    Table(
        "weights",
        Weight,
        "指標",
        keys=("municipality_id", "name"),
        order=("name",),
        called=lambda look, one: f"{municipality_name(look, one.municipality_id)}の「{one.name}」",
        whole="value",
    ),
    Table(
        "weight_years",
        WeightYear,
        "年度別の指標",
        keys=("municipality_id", "name", "fiscal_year"),
        order=("name", "fiscal_year"),
        called=lambda look, one: (
            f"{municipality_name(look, one.municipality_id)}の{show_fiscal_year(one.fiscal_year)}の「{one.name}」"
        ),
        whole="value",
    ),
    Table(
        "systems",
        System,
        "業務",
        keys=("name",),
        order=("position",),
        called=lambda _, one: one.name,
        ways=(lambda _, one: (one.name,), lambda _, one: (one.subcommittee,)),
        known_by="name",
        titled="name",
        also="業務名 業務システム システム",
    ),
    Table(
        "participations",
        Participation,
        "参加",
        keys=("municipality_id", "system_id"),
        called=lambda look, one: (
            f"{municipality_name(look, one.municipality_id)}の{look.all(System)[one.system_id].name}への参加"
        ),
    ),
)
