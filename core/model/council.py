"""協議会: the consortium and its settings, its members with their populations and weights, and the business areas that
they share."""

import re
from collections.abc import Iterable, Mapping

from core.dataclass import dataclass
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
    text,
    word,
)
from core.model.machine.kinds import rule as split_by
from core.model.machine.table import Look, Table
from core.model.values.codes import search_key
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.place_names import place_key, place_keys, prefecture_of, split_prefecture
from core.model.values.rules import EQUAL_SPLIT, Remainder
from core.model.values.standard_systems import STANDARD_SYSTEMS
from core.model.values.words import Word


class TaxMode(Word):
    """Whether the amounts of the file include consumption tax."""

    EXCLUSIVE = "exclusive", "税抜", "税抜き 税別 消費税抜 消費税抜き 消費税別 外税"
    INCLUSIVE = "inclusive", "税込", "税込み 消費税込 消費税込み 内税"


class Addressing(Word):
    """To whom of a municipality its letters go: its head by office, the office in charge, or the body as such."""

    HEAD = "head", "首長", "市長 町長 村長 区長 知事 長"
    OFFICE = "office", "担当課長", "担当の職 課長"
    BODY = "body", "御中"


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
    fiscal_year: int | None = fiscal_year("年度", None, help="令和8、R8、2026のように入れます。")
    base_date: str = day("基準日", "", help="この日に加入している団体だけを計算の対象にします。")
    document_date: str | None = day("資料日付", None, help="印刷物の右上に印刷されます。")
    answer_deadline: str | None = day("回答期限", None, help="意向の回答を求める期限です。")
    tax_mode: TaxMode = word(TaxMode, "消費税", TaxMode.EXCLUSIVE, help="この台帳の金額が税抜か税込かを示します。")
    rule: str = split_by(
        "既定の按分規則",
        "equal=3,population=7",
        help="クラウド利用料と移行経費のうち、経費や試算が規則を指定していないものの按分に使います。"
        "カスタマイズ要望の費用には使いません。",
    )
    request_rule: str = split_by(
        "要望の既定の按分規則",
        EQUAL_SPLIT.text,
        help="カスタマイズ要望の費用のうち、要望が規則を指定していないものを、実施する団体で按分するときに使います。",
        also="要望の按分規則",
    )
    unit: int = count("端数処理の単位", 1, unit="円", least=1, most=1_000_000)
    remainder: Remainder = word(Remainder, "端数の扱い", Remainder.LARGEST)
    difference_id: int | None = refers(
        "municipalities",
        "差を負担する団体",
        help="四捨五入したときに、合計との差を負担する団体です。空欄のときは代表団体です。",
    )
    anonymous: bool = flag("記号で印刷", help="印刷物で団体名の代わりに記号(A〜F)を使います。")
    estimate: bool = flag("概算", help="見積のない団体数の金額を、前後の見積の間で補って概算します。")
    population_date: str | None = day(
        "人口の基準日", None, help="按分に使う人口です。空欄のときは基準日以前で最も新しい人口を使います。"
    )
    note: str = note()
    sender_title: str = text("発信者の職", "", help="文書の発信者の職です(会長など)。")
    sender_name: str = text("発信者の氏名", "")
    seal_omitted: bool = flag("公印省略", True, help="文書の発信者の下に(公印省略)と印刷します。")
    addressing: Addressing = word(
        Addressing,
        "宛名",
        Addressing.HEAD,
        help="首長は「射水市長 様」、担当課長は「射水市 情報担当課長 様」、御中は「射水市 御中」と印刷します。",
    )
    contact_person: str = text("文書の担当者", "", help="文書の終わりの担当に印刷します。")
    contact_phone: str = text("電話", "", also="電話番号 TEL")
    contact_fax: str = text("FAX", "", also="FAX番号 ファックス")
    contact_mail: str = text("メール", "", also="メールアドレス 電子メール E-mail")


UNITS = (1, 10, 100, 1_000, 10_000)
"""The units of rounding that may be chosen, in yen."""


WHOLE_SHARE = 100
"""The equal share of a full member, in percent."""

MOST_SHARE = 1_000
"""No member counts for more than ten in 均等割."""


class MunicipalityKind(Word):
    CITY = "city", "市", "政令指定都市 指定都市 政令市 中核市 施行時特例市 特例市 一般市"
    TOWN = "town", "町"
    VILLAGE = "village", "村"
    WARD = "ward", "区", "特別区"
    PREFECTURE = "prefecture", "都道府県"
    JOINT_OFFICE = "joint_office", "一部事務組合", "事務組合 企業団"
    WIDE_UNION = "wide_union", "広域連合"
    UNION = "union", "組合等", "その他"


@dataclass(frozen=True, slots=True)
class Municipality:
    id: int
    code: str = declared(
        MunicipalityCode(),
        "団体コード",
        help="全国地方公共団体コード6桁です(6桁目は検査数字)。",
        also=(
            "市町村コード 市区町村コード 自治体コード 地方公共団体コード 全国地方公共団体コード 標準地域コード コード "
            "市町村CD 市区町村CD 自治体CD 団体CD 都道府県コード又は市区町村コード 団体コード(6桁) 団体コード(5桁)"
        ),
    )
    name: str = text("団体名", also="名称 名前 市町村名 市区町村名 自治体名 市区町村 市町村 自治体 構成団体名")
    kana: str = text(
        "ふりがな",
        "",
        also=(
            "よみ 読み フリガナ カナ 団体名カナ 団体名(カナ) 団体名(ふりがな) 市区町村名カナ 市区町村名(カナ) "
            "市区町村名(ふりがな) 市区町村(ふりがな) 市町村名(カナ) 市町村名(ふりがな) 自治体名(カナ)"
            " 自治体名(ふりがな)"
        ),
    )
    kind: MunicipalityKind = word(MunicipalityKind, "区分", MunicipalityKind.TOWN)
    label: str = text("記号", "", help="団体名を伏せて印刷するときの記号です(A、B、…)。", also="略号 符号")
    position: int = place()
    joined_on: str | None = day("加入日", None, help="空欄は当初からの加入です。")
    left_on: str | None = day("離脱日", None, help="この日から構成団体ではなくなります。")
    equal_percent: int = count(
        "均等割の持分",
        WHOLE_SHARE,
        unit="%",
        most=MOST_SHARE,
        help="均等割で1団体を100%として数える割合です。準会員は50などにします。",
    )
    group_name: str = text("グループ", "", also="まとまり 地区 圏域", help="同じグループの団体の小計を表に示します。")
    note: str = note()
    office: str = text(
        "宛名の職", "", help="担当課長あての文書の宛名です(情報政策課長など)。空欄のときは情報担当課長とします。"
    )
    former_codes: str = text(
        "旧団体コード",
        "",
        help="団体コードが変わる前のコードです。負担金の前の版を、同じ団体のものとして比べ、請求し、精算します。",
    )


@dataclass(frozen=True, slots=True)
class Population:
    id: int
    municipality_id: int = owner("municipalities", "団体")
    reference_date: str = day("基準日", also="人口の基準日 調査日 調査年月日 基準年月日 年月日 現在 時点")
    population: int = count(
        "人口",
        unit="人",
        also="総人口 人口総数 人口計 人口合計 住基人口 住民基本台帳人口 国勢調査人口 国調人口 推計人口 現住人口 "
        "常住人口 住民数 人数 男女計",
    )
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
    value: int = count("値", 0, also="数値 数量 件数", said=True, dash="0")


@dataclass(frozen=True, slots=True)
class WeightYear:
    """年度別の指標: what an index was in one fiscal year, for rules that go by the year before."""

    id: int
    municipality_id: int = owner("municipalities", "団体")
    name: str = declared(NameInRules(), "指標名", also="名称 名前 指標")
    fiscal_year: int = fiscal_year("年度")
    value: int = count("値", 0, also="数値 数量 件数", said=True, dash="0")


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
    name: str = text("業務名", also="名称 名前 業務 業務システム 業務システム名 業務名称 システム名 システム名称")
    subcommittee: str = text("部会", "", also="部会名")
    scope: Scope = word(Scope, "調達範囲", Scope.IN_SCOPE)
    standardised: bool = flag(
        "標準化対象", help="地方公共団体情報システムの標準化に関する法律による標準化の対象かどうかです。"
    )
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


def former_codes_of(one: Municipality) -> tuple[str, ...]:
    """Return the codes that a municipality had before, as far as they can be read."""
    return tuple(re.findall(r"(?<![0-9])[0-9]{6}(?![0-9])", one.former_codes)) if one.former_codes else ()


def kind_of(name: str) -> MunicipalityKind:
    """Return what the name says its bearer is, spaces inside it aside; a name that says nothing is of 組合等.

    Example: "射　水　市" → 市, "富山県" → 都道府県, "砺波広域圏事務組合" → 一部事務組合.
    """
    key = place_key(name)
    if split_prefecture(name)[0] and not split_prefecture(name)[1]:
        return MunicipalityKind.PREFECTURE
    return next((kind for end, kind in _ENDINGS if key.endswith(end)), MunicipalityKind.UNION)


_ENDINGS = (
    *((kind.label, kind) for kind in MunicipalityKind if len(kind.label) == 1),
    ("広域連合", MunicipalityKind.WIDE_UNION),
    ("組合", MunicipalityKind.JOINT_OFFICE),
    ("企業団", MunicipalityKind.JOINT_OFFICE),
)


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


def _given_to_system(_: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"standardised": search_key(str(typed.get("name", ""))).strip() in map(search_key, STANDARD_SYSTEMS)}


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
            lambda _, one: (one.code, one.code[:5], *([one.code[1:]] if one.code.startswith("0") else [])),
            lambda _, one: (one.label,),
            lambda _, one: (one.name,),
            lambda _, one: (one.kana, one.name[:-1] if one.name.endswith(_SUFFIXES) else one.name),
            lambda _, one: (prefecture_of(one.code) + one.name,),
        ),
        keyed=place_keys,
        listed=lambda _, one: f"{one.name}({one.code})",
        known_by="code",
        titled="name",
        also=(
            "団体 団体名 市町村 市町村名 市区町村 市区町村名 自治体 自治体名 構成団体 構成団体名 構成市町村 "
            "コード 市町村コード 市区町村コード 自治体コード 標準地域コード 市町村CD 市区町村CD 自治体CD 団体CD "
            "都道府県コード又は市区町村コード"
        ),
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
        parted=(
            (("男", "男性", "男子"), ("女", "女性", "女子")),
            (("日本人", "日本人住民", "日本国籍"), ("外国人", "外国人住民", "外国籍", "外国国籍")),
        ),
        crossed=(("reference_date", "population"), ("municipality_id", "population")),
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
        also="業務名 業務システム 業務システム名 システム システム名",
        gives=("standardised",),
        given=_given_to_system,
    ),
    Table(
        "participations",
        Participation,
        "参加",
        keys=("municipality_id", "system_id"),
        called=lambda look, one: (
            f"{municipality_name(look, one.municipality_id)}の{look.all(System)[one.system_id].name}への参加"
        ),
        crossed=(("municipality_id", "municipality_id"), ("system_id", "system_id")),
    ),
)
