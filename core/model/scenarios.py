"""試算: named premises of the comparison, side by side. The one in the first place is what holds at present."""

from fractions import Fraction

from core.dataclass import dataclass
from core.model.council import TaxMode, municipality_name
from core.model.machine.kinds import (
    MonthDay,
    Percent,
    Percents,
    Rule,
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
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.words import Word


class RedistributionKey(Word):
    """再配分の基準: by what the members below their cap take over what the caps cut off."""

    POPULATION = "population", "人口"
    RULE = "rule", "規則の割合"
    CURRENT = "current", "現行経費"
    HEADROOM = "headroom", "余裕額"


class PenaltyMode(Word):
    """Whether the guarantee is kept by the fee alone, or by fee and penalty together."""

    OUTSIDE = "outside", "保障の外"
    INSIDE = "inside", "保障の中"


class Instalment(Word):
    """年度割の端数: which year takes what the unit of rounding leaves over."""

    FIRST = "first", "初年度"
    LAST = "last", "最終年度"


class PartialTerm(Word):
    """途中の加入・離脱: what a member pays that is there for a part of the term."""

    MONTHS = "months", "月割"
    YEARS = "years", "年度単位"


class UndecidedAs(Word):
    """未定・未回答の扱い: how open answers to customizations are counted."""

    YES = "yes", "実施"
    NO = "no", "実施しない"


class Unborne(Word):
    """負担者のない費用: what becomes of the share of a member that is not, or no longer, there."""

    NAMED = "named", "負担者なしとして示す"
    TAKEN_OVER = "taken_over", "残る団体が引き継ぐ"


class IndexYear(Word):
    """指標の年度: the year whose value of an index counts for a fiscal year."""

    NONE = "none", "年度によらない"
    CURRENT = "current", "当該年度"
    PREVIOUS = "previous", "前年度の実績"
    SECOND = "second", "前々年度の実績"

    @property
    def back(self) -> int | None:
        """How many years before the fiscal year it lies; None where one value counts for all years."""
        return {"current": 0, "previous": 1, "second": 2}.get(self.value)


class MoneyUnit(Word):
    YEN = "yen", "円"
    THOUSAND = "thousand", "千円"
    MILLION = "million", "百万円"
    OKU = "oku", "億円"

    @property
    def yen(self) -> int:
        """Return how many yen one unit is."""
        return {"yen": 1, "thousand": 1_000, "million": 1_000_000, "oku": 100_000_000}[self.value]


class RateFrom(Word):
    """削減率の計算: from the yen, or from the figures as they are displayed."""

    YEN = "yen", "円から"
    UNIT = "unit", "表示単位から"


MOST_YEARS = 30
"""The longest term that may be compared."""

MOST_DIGITS = 8
"""A yen in 億円 has eight decimals."""


@dataclass(frozen=True, slots=True)
class Scenario:
    id: int
    name: str = text("試算名", also="名称 名前")
    position: int = place(help="並び順の最も小さい試算を、現在の前提とします。")
    rule: str | None = rule("按分規則", None, help="空欄のときは協議会の既定の按分規則によります。")
    former_rule: str | None = declared(
        Rule(), "従前の按分規則", None, help="激変緩和: この規則から、年度ごとに按分規則へ移ります。"
    )
    phase_in: str | None = declared(
        Percents(),
        "激変緩和",
        None,
        help="新しい按分規則による割合を、初年度から順に入力します(例 20、40、60、80)。その後の年度は100%です。",
    )
    guarantee_percent: str | None = declared(
        Percent(), "最低削減保障", None, help="現行経費からこの割合以上の削減を各団体に保障します。空欄は保障なしです。"
    )
    redistribution: RedistributionKey = word(RedistributionKey, "再配分の基準", RedistributionKey.POPULATION)
    penalties: PenaltyMode = word(PenaltyMode, "違約金", PenaltyMode.OUTSIDE)
    fee_yen: int | None = yen(
        "クラウド利用料(総額)",
        None,
        help="空欄のときは経費明細の合計です。入力すると各年度に均等に割ります。",
    )
    fee_tax_mode: TaxMode | None = word(
        TaxMode,
        "総額の消費税",
        None,
        help="入力したクラウド利用料(総額)が税抜か税込かです。空欄のときは比較する金額と同じです。",
    )
    population_date: str | None = day("人口の基準日", None, help="空欄のときは協議会の設定によります。")
    basis_day: str | None = declared(
        MonthDay(),
        "年度ごとの人口",
        None,
        help="各年度の人口を、前年のこの日(例 9月30日)以前で最も新しいものにします。空欄は期間を通じて同じです。",
    )
    basis_source: str = text(
        "人口の出典", "", help="年度ごとの人口を、出典にこの言葉(例 国勢調査)のあるものに限ります。"
    )
    index_year: IndexYear = word(
        IndexYear, "指標の年度", IndexYear.NONE, help="指標割に、年度別の指標のどの年度の値を使うかです。"
    )
    tax_mode: TaxMode | None = word(
        TaxMode, "消費税", None, help="比較する金額です。空欄のときは協議会の設定によります。"
    )
    first_fiscal_year: int | None = fiscal_year(
        "初年度", None, help="契約期間の最初の年度です。空欄のときは協議会の年度です。"
    )
    years: int = count("契約年数", 5, unit="年", least=1, most=MOST_YEARS)
    instalment: Instalment = word(Instalment, "年度割の端数", Instalment.FIRST)
    partial_term: PartialTerm = word(PartialTerm, "途中の加入・離脱", PartialTerm.MONTHS)
    undecided_as: UndecidedAs = word(UndecidedAs, "未定・未回答", UndecidedAs.NO, help="カスタマイズ費用の数え方です。")
    unborne: Unborne = word(
        Unborne,
        "負担者のない費用",
        Unborne.NAMED,
        help="参加しない団体、途中で離脱する団体のカスタマイズ費用を、負担者なしの行にするか、残る団体で引き継ぐかです。",
    )
    display_unit: MoneyUnit = word(MoneyUnit, "表示単位", MoneyUnit.YEN)
    display_digits: int = count("小数点以下", 0, unit="桁", most=MOST_DIGITS)
    rate_from: RateFrom = word(RateFrom, "削減率の計算", RateFrom.YEN)
    adopted: bool = flag("採用", help="採用した試算は変更できません。写しを作って検討を続けます。", given=True)
    adopted_on: str | None = day("採用日", None, given=True)
    adopted_by: str = text("採用者", "", given=True)
    fixed_sheet_id: int | None = refers("fixed_sheets", "確定版", given=True)
    note: str = note()


@dataclass(frozen=True, slots=True)
class ScenarioMember:
    """A municipality that a scenario takes in or leaves out, whatever its dates of membership say."""

    id: int
    scenario_id: int = owner("scenarios", "試算")
    municipality_id: int = owner("municipalities", "団体")
    included: bool = flag("参加", True)


def guarantee_tenths(percent: str | None) -> int | None:
    """Return the guarantee in tenths of a percent: 300 for "30", 285 for "28.5"; None where nothing is guaranteed."""
    return None if percent is None else int(Fraction(percent) * 10)


def _member_called(look: Look, one: ScenarioMember) -> str:
    scenario = look.all(Scenario)[one.scenario_id].name
    return f"試算「{scenario}」の{municipality_name(look, one.municipality_id)}の参加"


TABLES = (
    Table(
        "scenarios",
        Scenario,
        "試算",
        keys=("name",),
        order=("position",),
        called=lambda _, one: f"試算「{one.name}」",
        titled="name",
    ),
    Table(
        "scenario_members",
        ScenarioMember,
        "試算の参加団体",
        keys=("scenario_id", "municipality_id"),
        called=_member_called,
        whole="included",
    ),
)
