"""独自ルール: what a municipality does in its own way, what each one makes of it, and what an hour of work costs."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import (
    FieldValue,
    OneOf,
    code,
    count,
    day,
    declared,
    fiscal_year,
    long_text,
    note,
    owner,
    partial_date,
    refers,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.dates import show_date
from core.model.values.words import Word


class RuleKind(Word):
    POLICY = "policy", "独自施策", "施策 条例 減免"
    FORM = "form", "様式", "独自様式 帳票"
    CALCULATION = "calculation", "計算", "独自計算 税率 端数"
    PRACTICE = "practice", "運用", "独自運用 手順 期日"
    CONNECTION = "connection", "連携", "外部連携"
    CHARACTERS = "characters", "文字", "外字"


class InStandard(Word):
    """標準での扱い: what the standard specification says of the function that the rule needs."""

    REQUIRED = "required", "必須", "◎ 実装必須"
    OPTIONAL = "optional", "オプション", "○ 標準オプション"
    FORBIDDEN = "forbidden", "不可", "× 実装不可"
    UNSAID = "unsaid", "記載なし", "— － -"

    @property
    def mark(self) -> str:
        """Return the sign of the table on paper: ◎ ○ × —."""
        return {InStandard.REQUIRED: "◎", InStandard.OPTIONAL: "○", InStandard.FORBIDDEN: "×"}.get(self, "—")


class Cover(Word):
    """対応: by what the rule is met. Only a customization is paid for as one; where nothing is decided it is open."""

    OPEN = "open", "検討中", "継続検討"
    STANDARD = "standard", "標準仕様", "標準 標準に合わせる"
    EUC = "euc", "EUC", "EUC機能"
    OPERATION = "operation", "業務運用", "運用でカバー"
    OUTSIDE = "outside", "外付け(疎結合)", "外付け 疎結合"
    DROPPED = "dropped", "廃止"
    CUSTOMIZED = "customized", "カスタマイズ"
    ASKED_FOR = "asked_for", "標準化要望"

    @property
    def is_review(self) -> bool:
        """Whether the rule is reviewed by it: standard, EUC, business practice or the end of the rule."""
        return self in {Cover.STANDARD, Cover.EUC, Cover.OPERATION, Cover.DROPPED}

    @property
    def avoids(self) -> bool:
        """Whether no customization is paid for: it is decided, and for something else."""
        return self.is_review or self is Cover.OUTSIDE


class Stage(Word):
    RAISED = "raised", "提起"
    ASKING = "asking", "調査中"
    COMPARED = "compared", "比較済"
    PROPOSED = "proposed", "部会案"
    DECIDED = "decided", "協議会決定"
    APPROVED = "approved", "団体承認"
    DONE = "done", "実施済"
    WITHDRAWN = "withdrawn", "取下げ", "取り下げ"

    @property
    def is_withdrawn(self) -> bool:
        """Whether nobody asks for the rule any more."""
        return self is Stage.WITHDRAWN


@dataclass(frozen=True, slots=True)
class LocalRule:
    """独自ルール. What a customization for it would cost is said here, or by the requests that it is linked to."""

    id: int
    number: str = code("ルール番号", also="番号 項番 no. no №")
    name: str = text("独自ルール", also="ルール名 名称 件名 要件名")
    system_id: int | None = refers("systems", "業務")
    kind: RuleKind | None = word(RuleKind, "種類", None, also="区分")
    standard: InStandard | None = word(InStandard, "標準での扱い", None, also="標準仕様での扱い")
    cover: Cover = word(Cover, "対応", Cover.OPEN, also="方針 対応方針")
    stage: Stage = word(Stage, "状態", Stage.RAISED, also="進み具合 段階")
    how: str = long_text("カバーの方法", help="EUCの抽出条件や業務の手順など、どのように対応するかです。")
    one_off_yen: int | None = yen(
        "カスタマイズの初期費用",
        None,
        help="カスタマイズする場合の見積です。空欄のときは、結び付けた要望の回避した見積か、続ける団体の数の見積によります。",
        also="見積 避けた費用 回避した見積",
    )
    yearly_yen: int | None = yen("カスタマイズの年額", None, per="年", help="カスタマイズを保守する費用です。")
    note: str = note()


class Use(Word):
    """団体の扱い: what a municipality makes of a rule; without one it was not asked."""

    KEPT = "kept", "続ける", "● 継続 1"
    STANDARD = "standard", "標準で足りる", "○ ◯ 〇 標準 2"
    STOPPED = "stopped", "やめる", "× ✕ 廃止 3"
    ABSENT = "absent", "該当なし", "— － - ー なし 4"

    @property
    def mark(self) -> str:
        """Return the sign of the matrix: ● ○ × —."""
        return {Use.KEPT: "●", Use.STANDARD: "○", Use.STOPPED: "×", Use.ABSENT: "—"}[self]

    @property
    def is_changed(self) -> bool:
        """Whether the municipality gives up its own way."""
        return self in {Use.STANDARD, Use.STOPPED}


NOT_ASKED = "未調査"
USE = OneOf(Use, by_beginning=False)


class Effect(Word):
    NONE = "none", "なし", "無"
    SOME = "some", "あり", "有"


class Ordinance(Word):
    NOT_NEEDED = "not_needed", "不要"
    NEEDED = "needed", "要", "必要 改正要"


@dataclass(frozen=True, slots=True)
class RuleUse:
    """団体別の状況: minutes are those of a whole year; None where nobody has counted."""

    id: int
    local_rule_id: int = owner("local_rules", "独自ルール")
    municipality_id: int = owner("municipalities", "団体")
    use: Use | None = declared(USE, "扱い", None, also="有無 対応 見直し")
    present: str = long_text("現状の内容", also="現行運用 現状")
    basis: str = text("根拠(条例・規則・条)", "", also="根拠 条例 根拠条例")
    since: int | None = fiscal_year("開始年度", None)
    yearly_count: int | None = count("年間件数", None, unit="件", also="件数")
    minutes_now: int | None = count("今の年間作業時間", None, unit="分", also="年間作業時間 作業時間")
    minutes_after: int | None = count(
        "見直し後の年間作業時間",
        None,
        unit="分",
        help="カスタマイズせずに対応するときの1年の作業時間です。",
        also="見直し後の時間",
    )
    reason: str = long_text("やめられない理由", also="続ける理由 理由")
    affects: Effect | None = word(Effect, "住民への影響", None, also="住民影響")
    effect: str = long_text("住民への影響の内容", also="影響の内容")
    ordinance: Ordinance | None = word(Ordinance, "条例改正", None)
    session_on: str | None = partial_date(
        "改正する議会", None, help="平成27年3月のように入力します。", also="議会時期 議会 上程時期"
    )
    substitute: str = long_text("代替の手順")
    note: str = note()


@dataclass(frozen=True, slots=True)
class LabourRate:
    """人件費の単価: what an hour of work costs from a day on."""

    id: int
    from_on: str = day("適用開始日", also="適用日 開始日")
    hour_yen: int = yen("1時間あたりの額", per="時間", also="単価 時間単価 人件費単価")
    source: str = text("出典", "", help="条例や決算など、単価の根拠です。")
    note: str = note()


def rule_name(look: Look, id: int) -> str:
    """Return what people call a rule: 独自ルール3."""
    return f"独自ルール{look.all(LocalRule)[id].number}"


def _given_to_rule(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(LocalRule).values())}


def _use_called(look: Look, one: RuleUse) -> str:
    return f"{rule_name(look, one.local_rule_id)}の{municipality_name(look, one.municipality_id)}の状況"


TABLES = (
    Table(
        "local_rules",
        LocalRule,
        "独自ルール",
        keys=("number",),
        order=("number",),
        called=lambda _, one: f"独自ルール{one.number}",
        ways=(lambda _, one: (one.number, f"独自ルール{one.number}"), lambda _, one: (one.name,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="name",
        also="独自ルール番号",
        gives=("number",),
        given=_given_to_rule,
    ),
    Table(
        "local_rule_uses",
        RuleUse,
        "独自ルールの団体別状況",
        keys=("local_rule_id", "municipality_id"),
        called=_use_called,
        whole="use",
    ),
    Table(
        "labour_rates",
        LabourRate,
        "人件費の単価",
        keys=("from_on",),
        order=("from_on",),
        called=lambda _, one: f"{show_date(one.from_on)}からの人件費の単価",
    ),
)
