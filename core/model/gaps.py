"""フィット&ギャップ: what the package does otherwise than the members are used to, item by item, and who needs it."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import System, municipality_name
from core.model.machine.kinds import (
    FieldValue,
    code,
    count,
    day,
    long_text,
    note,
    owner,
    refers,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.values.words import Word


class Fit(Word):
    """判定: how far the package's standard does what is needed. Among what else is written are the signs of lists."""

    FITS = "fits", "適合", "○ ◯ 〇 ◎ fit f フィット 標準で可 対応可"
    PARTLY = "partly", "一部適合", "△ ▲ 一部 部分適合 一部対応 条件付適合 p"
    GAP = "gap", "不適合", "× ✕ ✖ ╳ x ギャップ g 差異あり 対応不可 乖離"
    OUT = "out", "対象外", "－ — ― ー - 該当なし 該当無し"
    OPEN = "open", "未判定", "? 未 未確認 確認中 検討中 保留"

    @property
    def is_judged(self) -> bool:
        """Whether it counts where rates are formed."""
        return self not in {Fit.OUT, Fit.OPEN}

    @property
    def is_asked(self) -> bool:
        """Whether the members are asked if they need it: not where the package fits or nobody needs to look."""
        return self not in {Fit.FITS, Fit.OUT}

    @property
    def mark(self) -> str:
        """Return the sign of the lists: ○ △ × － or nothing."""
        return _MARKS[self]


_MARKS = {Fit.FITS: "○", Fit.PARTLY: "△", Fit.GAP: "×", Fit.OUT: "－", Fit.OPEN: ""}


class GapKind(Word):
    FUNCTION = "function", "機能"
    FORM = "form", "帳票様式", "帳票 様式"
    FIELD = "field", "項目", "データ項目"
    CALCULATION = "calculation", "計算", "計算方法"
    INTERFACE = "interface", "連携", "外部連携"
    OPERATION = "operation", "操作", "操作性 画面"
    CHARACTERS = "characters", "文字", "外字"


class Importance(Word):
    LAW = "law", "法令必須", "a A法令必須 法令 必須"
    WORK = "work", "業務支障", "b B業務支障 支障"
    EASE = "ease", "利便", "c C利便 利便性"


class Proposal(Word):
    """対応案: what could be done about the difference."""

    STANDARD = "standard", "標準に合わせる", "標準 標準仕様で対応 標準機能 パッケージに合わせる"
    EUC = "euc", "EUC", "EUCで対応"
    OPERATION = "operation", "業務運用", "運用 運用で対応 業務運用で対応 運用対応 運用回避"
    OUTSIDE = "outside", "外付け", "疎結合 外付け(疎結合) アドオン"
    STOP = "stop", "廃止", "やめる"
    CUSTOMIZE = "customize", "カスタマイズ", "改修 要望 カスタマイズ要望"
    ASK_FOR_STANDARD = "ask_for_standard", "標準化要望", "標準化を要望"
    GO_ON = "go_on", "継続検討", "検討中 検討"


class Conclusion(Word):
    """結論: what came of the item at a session; nothing while it is None."""

    DECIDED = "decided", "決定", "済 決定済 合意 完了 確定"
    TAKEN_BACK = "taken_back", "持帰り", "持ち帰り 持帰 団体持帰り"
    ON_HOLD = "on_hold", "保留", "継続"
    ESCALATED = "escalated", "上申", "協議会へ上申"


@dataclass(frozen=True, slots=True)
class Gap:
    """F&G項目: one function, screen or form, and how the package does it. What became of it stands in links: the
    request that was made of it has it as its origin (core/operations/gaps/requesting.py)."""

    id: int
    function: str = text(
        "機能",
        also="機能名 機能名称 機能・画面・帳票 画面 画面名 帳票 帳票名 業務機能 要件 要件名 項目 項目名 機能要件",
    )
    number: int = count("F&G番号", 0, least=1, also="FG番号 F&GNo F&GNo.")
    system_id: int | None = refers("systems", "業務")
    reference: str = code(
        "管理番号",
        "",
        help="お手元の一覧での番号や機能IDです。一覧を取り込み直すと、この番号と機能で同じ行を探します。",
        also="no. no № 項番 項 連番 管理no 機能ID 画面ID 帳票ID 要件ID 要件番号 機能番号",
    )
    meeting_id: int | None = refers("meetings", "挙がった会議", help="この差が出た部会などです。", also="会議 会議名")
    present: str = long_text("現行の姿", also="現行 現状 現行運用 現行仕様 現行業務 現行システム 現在の運用")
    standard: str = long_text(
        "パッケージ標準", also="パッケージ 標準 標準機能 標準仕様 パッケージ仕様 PKG標準 新システム"
    )
    fit: Fit = word(
        Fit,
        "判定",
        Fit.OPEN,
        also="適合 適合判定 適否 適合性 適合状況 適合度 適合区分 判定結果 F&G判定 フィット&ギャップ 対応可否 ○△×",
    )
    kind: GapKind | None = word(
        GapKind, "差の種類", None, also="差異区分 差異の種類 差異種別 ギャップ区分 ギャップ種別"
    )
    importance: Importance | None = word(Importance, "重要度", None, also="優先度 優先順位 重要性")
    proposal: Proposal | None = word(Proposal, "対応案", None, also="対応方針 対応区分 方針")
    proposed: str = long_text(
        "対応の内容", also="対応 対応内容 対応方法 新システムでの対応 対応案の内容 コメント 差異内容 差異"
    )
    conclusion: Conclusion | None = word(Conclusion, "結論", None, also="決定 決定事項 決定状況 状況 ステータス 状態")
    decided_on: str | None = day("決定日", None)
    decided_at_id: int | None = refers("meetings", "決定した会議")
    due_on: str | None = day("期限", None, also="対応期限 回答期限 締切")
    person: str = text("担当", "", also="担当者 担当団体")
    note: str = note()


class Need(Word):
    """要否: whether a municipality cannot do without; no row means that it has not answered."""

    NEEDED = "needed", "要", "○ ◯ 〇 ● 必要 有 y 1"
    NOT_NEEDED = "not_needed", "不要", "× ✕ 無 n 2"

    @property
    def mark(self) -> str:
        """Return the sign of the matrix: ● or ×."""
        return "●" if self is Need.NEEDED else "×"


@dataclass(frozen=True, slots=True)
class GapNeed:
    """団体別要否: what one municipality says of an item."""

    id: int
    gap_id: int = owner("gaps", "F&G項目")
    municipality_id: int = owner("municipalities", "団体")
    need: Need = word(Need, "要否", also="要不要 必要性")
    reason: str = text("事情", "", also="理由 コメント 意見")


def gap_name(look: Look, id: int) -> str:
    """Return what people call an item: F&G12."""
    return f"F&G{look.all(Gap)[id].number}"


def system_name(look: Look, system_id: int | None) -> str:
    """Return the name of a business area, (業務なし) for items of none."""
    system = look.all(System).get(system_id or 0)
    return system.name if system is not None else NO_SYSTEM


NO_SYSTEM = "(業務なし)"


def _given_to_gap(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": max((one.number for one in look.all(Gap).values()), default=0) + 1}


TABLES = (
    Table(
        "gaps",
        Gap,
        "F&G項目",
        keys=("number",),
        alike=("system_id", "reference", "function"),
        order=("system_id", "number"),
        called=lambda _, one: f"F&G{one.number}",
        ways=(lambda _, one: (str(one.number), f"F&G{one.number}"), lambda _, one: (one.function,)),
        listed=lambda _, one: f"F&G{one.number}",
        known_by="number",
        titled="function",
        also="F&G フィット&ギャップ F&G項目",
        gives=("number",),
        given=_given_to_gap,
    ),
    Table(
        "gap_needs",
        GapNeed,
        "団体別要否",
        keys=("gap_id", "municipality_id"),
        crossed=(("municipality_id", "need"),),
        called=lambda look, one: f"{municipality_name(look, one.municipality_id)}の要否({gap_name(look, one.gap_id)})",
        whole="need",
    ),
)
