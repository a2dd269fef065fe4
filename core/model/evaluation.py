"""選定: a procurement with its rule, what is judged and by whom, what the bidders ask for it and which points they were
given, and the acts by which it was decided."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.evaluation_kinds import Factor, RulePart, ScoreValue
from core.model.machine.kinds import (
    FieldValue,
    count,
    day,
    declared,
    flag,
    long_text,
    moment,
    note,
    owner,
    place,
    refers,
    text,
    word,
    yen,
)
from core.model.machine.table import Called, Look, Table
from core.model.values.evaluation_rules import NO, Part
from core.model.values.words import Word
from core.pattern import pattern


class Method(Word):
    """方式"""

    PROPOSAL = "proposal", "公募型プロポーザル", "プロポーザル 公募 公募型"
    INVITED = "invited", "指名型プロポーザル", "指名型 指名"
    BID = "bid", "総合評価一般競争", "総合評価一般競争入札 一般競争入札 総合評価"
    NEGOTIATED = "negotiated", "随意契約", "随契"


class Absence(Word):
    """欠席の扱い: whose points count where somebody has not scored everybody."""

    COMPLETE = "complete", "全提案者を採点した審査員だけで集計", "全員採点 除外"
    PRESENT = "present", "採点した審査員で集計", "出席者で集計"
    SUBSTITUTE = "substitute", "代理・書面の点も使って集計", "代理"


class SystemWeight(Word):
    """業務の重み: what each system counts in the points that reviewers give by system."""

    EQUAL = "equal", "均等"
    POINTS = "points", "配点"
    SEATS = "seats", "席数"


class Panel(Word):
    """Who scores: the reviewers of a round, the secretariat by facts, or all together."""

    FIRST = "first", "1次審査員", "一次審査員 1次 一次 審査員 1次選考審査員 委員"
    SECOND = "second", "2次審査員", "二次審査員 2次 二次 業務担当職員 2次選考審査員"
    SECRETARIAT = "secretariat", "事務局", "客観"
    JOINT = "joint", "合議"


class Stage(Word):
    """審査の段階: the first of two narrows down who is judged in the second."""

    FIRST = "first", "一次審査", "1次審査 一次 1次 一次選考 1次選考 書類審査 書類選考"
    SECOND = "second", "二次審査", "2次審査 二次 2次 二次選考 2次選考 最終審査 プレゼン審査"


class Carried(Word):
    """一次審査の点: whether what was given in the first stage counts in the end."""

    ADDED = "added", "加える", "加算 合算 通算 引き継ぐ 含める"
    FRESH = "fresh", "加えない", "引き継がない 含めない 二次審査のみ 二次のみ"


class PriceBasis(Word):
    """価格点の基準: among whose prices those of the second stage are worth their points."""

    REACHED = "reached", "二次審査に進んだ者", "進んだ者 通過者 一次通過者 一次審査通過者"
    ALL = "all", "全提案者", "すべての提案者 全員 全者"


class FirstStage(Word):
    """What became of a bidder in the first stage."""

    PASSED = "passed", "通過", "合格 二次審査へ 進出"
    BELOW = "below", "次点以下", "不通過 非通過 落選 一次審査で次点以下 一次次点以下"


class Interest(Word):
    """利害関係: one that has any is out for all bidders."""

    UNDECLARED = "undeclared", "未申告"
    NONE = "none", "なし", "無"
    SOME = "some", "あり", "有"


class Attendance(Word):
    PRESENT = "present", "出席"
    ABSENT = "absent", "欠席"
    LEFT = "left", "途中退席"
    SUBSTITUTE = "substitute", "代理"
    PAPER = "paper", "書面のみ"


class ActKind(Word):
    """What was done in a procurement on a day by somebody."""

    SEAL = "seal", "価格の封印"
    FREEZE = "freeze", "規則の凍結"
    DECIDE = "decide", "規則を変える決定"
    CLOSE = "close", "技術採点の締切"
    OPEN = "open", "価格の開封"
    REOPEN = "reopen", "採点の再開"
    LOT = "lot", "同点の決定"
    CLOSE_FIRST = "close_first", "一次審査の締切"
    PASS = "pass", "一次審査の決定"


STAGE_FIELDS = ("passing", "carried", "price_basis")
"""The columns of a procurement that say how two stages hang together; with one stage they say nothing."""

RULE_FIELDS = (
    *("price_formula", "rounding", "aggregation", "absence", "system_weight", "thresholds", "ties"),
    *STAGE_FIELDS,
)
"""The columns of a procurement that are its rule."""


@dataclass(frozen=True, slots=True)
class Procurement:
    """選定案件: what is procured, and the rule by which it is decided."""

    id: int
    name: str = text("案件", also="案件名 調達案件 名称")
    method: Method = word(Method, "方式", Method.PROPOSAL)
    notice_on: str | None = day("公告日", None)
    deadline: str | None = day("提案期限", None, help="この日より後に出された提案額は受け付けません。")
    decided_on: str | None = day("選定日", None)
    limit_yen: int | None = yen("限度額", None, also="予定価格 上限額 提案限度額")
    term: str = text("契約期間", "")
    price_formula: str = declared(
        RulePart("price_formula", "最低比"),
        "価格点の式",
        "最低比",
        also="価格点 価格式",
        help="価格点の満点は、区分が価格の評価項目の配点です。",
    )
    rounding: str = declared(RulePart("rounding", "しない"), "端数", "しない", also="端数処理 丸め")
    aggregation: str = declared(RulePart("aggregation", "得点率"), "集計", "得点率", also="集計方法 集計法")
    absence: Absence = word(Absence, "欠席の扱い", Absence.COMPLETE)
    system_weight: SystemWeight = word(SystemWeight, "業務の重み", SystemWeight.EQUAL)
    thresholds: str = declared(RulePart("thresholds"), "下限", "なし", also="最低基準 基準点")
    ties: str = declared(
        RulePart("ties", "くじ"), "同点", "技術点が高い、提案額が低い、くじ", also="同点の扱い 同点のとき"
    )
    passing: str = declared(
        RulePart("passing"),
        "一次審査の通過",
        "なし",
        also="一次通過 通過者数 通過の条件 二次審査に進む者",
        help="二次審査に進む者です。「上位3者」「合計が満点の60%以上」のように決めます。「なし」は審査が1段だけです。",
    )
    carried: Carried = word(Carried, "一次審査の点", Carried.ADDED, also="一次の点", help="合計に加えるかどうかです。")
    price_basis: PriceBasis = word(
        PriceBasis,
        "価格点の基準",
        PriceBasis.REACHED,
        also="価格の基準",
        help="二次審査の価格点で、最低の提案額などを誰の中から取るかです。",
    )
    position: int = place()
    note: str = note()

    @property
    def is_staged(self) -> bool:
        """Whether a first stage narrows down who is judged in the second."""
        return self.passing != NO

    @property
    def rule_fields(self) -> tuple[str, ...]:
        """The columns of its rule that say something."""
        return RULE_FIELDS if self.is_staged else RULE_FIELDS[: -len(STAGE_FIELDS)]


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """審査会: a round, its days and how many sat on it, counting a person once for each system (延べ)."""

    id: int
    procurement_id: int = owner("procurements", "案件")
    name: str = text("審査会", also="回 審査会名")
    panel: Panel = word(Panel, "審査員の区分", Panel.FIRST)
    held_from: str | None = day("開催日", None)
    held_until: str | None = day("終了日", None)
    seats: int | None = count("審査員数(延べ)", None, unit="名")
    proposals: int | None = count("提案者数", None, unit="者")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Criterion:
    """評価項目: what points are given for, and how many at most by one reviewer."""

    id: int
    procurement_id: int = owner("procurements", "案件")
    name: str = text("評価項目", also="項目 項目名 審査項目")
    points: int = count("配点", unit="点", also="満点")
    part: Part = word(Part, "区分", Part.PROPOSAL)
    heading: str = text(
        "大項目",
        "",
        also="まとまり 分類",
        help="区分の中のまとまりです。「実施体制／要員」のように／で区切ると、何段にも分けられます。",
    )
    panel: Panel = word(Panel, "採点者", Panel.FIRST)
    system_id: int | None = refers("systems", "業務", help="実技のように、業務ごとに採点する項目の業務です。")
    scale: str = declared(
        RulePart("scale", "点"),
        "尺度",
        "点",
        help="「点」は配点までの点をそのまま付けます。A B C D Eや○△×は等間隔の割合、A=1、B=0.7のようにも決められます。",
    )
    factor: str = declared(Factor(), "係数", "1", help="集計が「項目平均×係数」のときに掛けます。")
    required: bool = flag("必須", help="満点の0割(0点や最も低い段階)の提案者は失格です。")
    stage: Stage = word(
        Stage, "審査の段階", Stage.FIRST, also="審査段階 審査 段階", help="審査が2段の案件だけで使います。"
    )
    position: int = place()
    note: str = note()

    @property
    def levels(self) -> tuple[str, ...]:
        """The headings above it, the uppermost first: a tree of any depth."""
        return tuple(level for part in _LEVELS.split(self.heading) if (level := part.strip()))

    @property
    def names(self) -> frozenset[str]:
        """By what a rule may speak of it: its own name, or that of any heading above it."""
        return frozenset({self.name, self.heading, *self.levels}) - {""}


_LEVELS = pattern("[/／>＞]")
"""Separates the headings from each other."""


@dataclass(frozen=True, slots=True)
class Bidder:
    """提案者: what it asks, and why it is out where somebody has found that it is."""

    id: int
    procurement_id: int = owner("procurements", "案件")
    name: str = text("提案者", also="提案者名 事業者 事業者名 応募者 業者")
    price_yen: int | None = yen("提案額", None, also="提案価格 提案見積額 入札価格 入札額 見積額")
    priced_on: str | None = day("提案額の提出日", None)
    disqualified: str = text("失格の理由", "", help="資格や必須機能を満たさない理由を入れると、失格になります。")
    first_stage: FirstStage | None = word(
        FirstStage,
        "一次審査",
        None,
        also="一次審査の結果 1次審査 一次 書類審査 書類審査の結果",
        help="二次審査に進んだかどうかです。失格とは別です。空欄は、採点と規則で決まります。",
    )
    draw: int | None = count("同点の順", None, least=1, given=True)
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Reviewer:
    """審査員: a seat, which is a person for a system; whoever judges three systems has three (延べ3名)."""

    id: int
    procurement_id: int = owner("procurements", "案件")
    name: str = text("審査員", also="審査員名 委員 委員名 氏名")
    person: str = text("氏名", "", help="同じ人が複数の業務を担当するときに、人数を数えるための名前です。")
    municipality_id: int | None = refers("municipalities", "団体")
    post: str = text("職", "")
    panel: Panel = word(Panel, "審査員の区分", Panel.FIRST)
    system_id: int | None = refers("systems", "担当業務")
    interest: Interest = word(
        Interest, "利害関係", Interest.UNDECLARED, help="「あり」の審査員の点は、全提案者について使いません。"
    )
    interest_note: str = text("利害関係の内容", "")
    attendance: Attendance = word(Attendance, "出席", Attendance.PRESENT)
    substitute: str = text("代理人", "")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Score:
    """採点: what one reviewer gives one bidder for one criterion; without a reviewer the sum of all."""

    id: int
    criterion_id: int = owner("criteria", "評価項目")
    bidder_id: int = owner("bidders", "提案者")
    reviewer_id: int | None = owner("reviewers", "審査員", default=None)
    value: str = declared(ScoreValue(), "点", "", also="得点 採点 評価 評点 点数")


@dataclass(frozen=True, slots=True)
class Act:
    """選定の記録: what was done, by whom and when. It is written by the program and typed by nobody."""

    id: int
    procurement_id: int = owner("procurements", "案件")
    kind: ActKind = word(ActKind, "行為", given=True)
    name: str = text("名称", "", given=True)
    acted_at: str = moment("日時", given=True)
    acted_by: str = text("行った人", "", given=True)
    content: str = long_text("内容", given=True)


def procurement_of(look: Look, id: int) -> str:
    """Return the name of a procurement."""
    return look.all(Procurement)[id].name


def is_sealed(look: Look, procurement: Procurement) -> bool:
    """Whether the prices were sealed and not opened since."""
    acts = look.children(Act, procurement.id).values()
    acts_on_price = [one for one in acts if one.kind in {ActKind.SEAL, ActKind.OPEN}]
    return bool(acts_on_price) and max(acts_on_price, key=lambda one: one.id).kind is ActKind.SEAL


def is_price_sealed(look: Look, one: Bidder) -> bool:
    """A price is told once it is opened; where the procurement is gone, nobody can say that it was."""
    procurement = look.all(Procurement).get(one.procurement_id)
    return procurement is None or is_sealed(look, procurement)


def _called(noun: str) -> Called:
    """Return what calls a row by its name within its procurement."""

    def called(look: Look, one: ReviewRound | Criterion | Bidder | Reviewer) -> str:
        return f"案件「{procurement_of(look, one.procurement_id)}」の{noun}「{one.name}」"

    return called


def _listed(_: Look, one: Criterion | Bidder | Reviewer) -> str:
    return one.name


def _score_called(look: Look, one: Score) -> str:
    criterion, bidder = look.all(Criterion)[one.criterion_id], look.all(Bidder)[one.bidder_id]
    who = look.all(Reviewer)[one.reviewer_id].name if one.reviewer_id is not None else "審査員の合計"
    where = procurement_of(look, criterion.procurement_id)
    return f"案件「{where}」の{who}による{bidder.name}の「{criterion.name}」の採点"


def _act_called(look: Look, one: Act) -> str:
    return f"案件「{procurement_of(look, one.procurement_id)}」の{one.kind.label}(記録{one.id})"


def _criterion_given(_: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """Return who scores a criterion where nothing is said (the staff what is tried by hand, the secretariat prices),
    and in which stage: what is shown or tried, and the price, in the second."""
    panels = {Part.HANDS_ON: Panel.SECOND, Part.PRICE: Panel.SECRETARIAT, Part.BONUS: Panel.SECRETARIAT}
    part = typed.get("part")
    panel = panels.get(part, Panel.FIRST) if isinstance(part, Part) else Panel.FIRST
    is_late = part in _LATE or typed.get("panel", panel) is Panel.SECOND
    return {"panel": panel, "stage": Stage.SECOND if is_late else Stage.FIRST}


_LATE = frozenset({Part.PRESENTATION, Part.HANDS_ON, Part.PRICE, Part.BONUS})
"""Parts that only those who have passed the first of two stages are usually asked for."""


def _reviewer_given(_: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"panel": Panel.FIRST if typed.get("system_id") is None else Panel.SECOND}


_NAMED = ("procurement_id", "name")

TABLES = (
    Table(
        "procurements",
        Procurement,
        "選定案件",
        keys=("name",),
        order=("position",),
        called=lambda _, one: f"案件「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "review_rounds",
        ReviewRound,
        "審査会",
        keys=_NAMED,
        order=("held_from",),
        called=_called("審査会"),
        titled="name",
    ),
    Table(
        "criteria",
        Criterion,
        "評価項目",
        keys=_NAMED,
        order=("position",),
        called=_called("評価項目"),
        listed=_listed,
        titled="name",
        path=("heading", ("大項目", "中項目", "小項目", "細項目")),
        gives=("panel", "stage"),
        given=_criterion_given,
    ),
    Table(
        "bidders",
        Bidder,
        "提案者",
        keys=_NAMED,
        order=("position",),
        called=_called("提案者"),
        listed=_listed,
        titled="name",
        secret=("price_yen",),
        sealed=is_price_sealed,
    ),
    Table(
        "reviewers",
        Reviewer,
        "審査員",
        keys=_NAMED,
        order=("position",),
        called=_called("審査員"),
        listed=_listed,
        titled="name",
        grows=True,
        gives=("panel",),
        given=_reviewer_given,
    ),
    Table(
        "scores",
        Score,
        "採点",
        keys=("criterion_id", "bidder_id", "reviewer_id"),
        called=_score_called,
        whole="value",
    ),
    Table("acts", Act, "選定の記録", called=_act_called, handed_out=False),
)
