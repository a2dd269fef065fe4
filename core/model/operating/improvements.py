"""改善要望: what members ask to be improved in the system in use, who supports it, and what came of it."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.issues import Priority
from core.model.machine.kinds import FieldValue, code, day, long_text, note, owner, refers, text, word, yen
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word


class VendorWord(Word):
    """事業者の回答: how the vendor would meet it; nothing while it is None."""

    STANDARD = "standard", "標準で対応", "標準 標準機能で対応 パッケージ標準で対応 対応済"
    NEXT_VERSION = "next_version", "次期版で対応", "次期版 次期バージョン 次期バージョンで対応 次版"
    AT_COST = "at_cost", "有償で対応", "有償 有料 見積"
    NOT_POSSIBLE = "not_possible", "対応できない", "不可 対応不可 できない ×"


class Verdict(Word):
    """協議会の判断. A request that was made of an improvement is a link, as it is of an item of fit and gap."""

    OPEN = "open", "検討中", "未定 未決定 協議中"
    ADOPTED = "adopted", "実施", "採用 対応する 承認"
    REQUESTED = "requested", "カスタマイズ要望にする", "要望 カスタマイズ"
    OPERATION = "operation", "業務運用で対応", "運用 運用で対応"
    DECLINED = "declined", "見送り", "不採用 実施しない 却下"

    @property
    def is_made(self) -> bool:
        """Whether the council has said what becomes of it."""
        return self is not Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Improvement:
    """改善要望: without a municipality it is the secretariat's own."""

    id: int
    number: str = code("受付番号", also="改善要望番号 番号 項番 no. no №")
    title: str = text("件名", also="要望件名 改善要望 改善事項 名称")
    municipality_id: int | None = refers(
        "municipalities", "要望した団体", help="空欄は事務局からの要望です。", also="団体 団体名 要望団体 提出団体"
    )
    system_id: int | None = refers("systems", "業務")
    urgency: Priority = word(Priority, "緊急度", Priority.MIDDLE, also="優先度 重要度")
    raised_on: str | None = day("受付日", None, also="要望日 提出日 受付年月日")
    content: str = long_text("内容", also="要望内容 改善内容 詳細 現状と改善の内容")
    vendor: VendorWord | None = word(VendorWord, "事業者の回答", None, also="回答区分 ベンダー回答")
    answered_on: str | None = day("回答日", None)
    answer: str = long_text("回答の内容", also="回答内容 事業者回答の内容")
    estimate_yen: int | None = yen("見積", None, help="有償で対応するときの額です。", also="見積額 概算額")
    verdict: Verdict = word(Verdict, "協議会の判断", Verdict.OPEN, also="判断 決定 方針 結論")
    decided_on: str | None = day("判断日", None, also="決定日")
    release: str = text("適用する版", "", also="版 バージョン リリース")
    due_on: str | None = day("対応期限", None, also="期限 対応予定日 予定日")
    done_on: str | None = day("完了日", None, also="対応完了日 適用日")
    note: str = note()

    @property
    def is_settled(self) -> bool:
        """Whether nothing has to be done any more: done, declined, or taken over by a request or by daily work."""
        return self.done_on is not None or self.verdict in {Verdict.DECLINED, Verdict.REQUESTED, Verdict.OPERATION}


class Stance(Word):
    """賛否: no row means that the municipality has said nothing."""

    SUPPORTS = "supports", "賛同", "○ ◯ 〇 ● 賛成 必要 1"
    NEUTRAL = "neutral", "どちらでもよい", "△ どちらでも 中立 2"
    OPPOSED = "opposed", "賛同しない", "× ✕ 反対 不要 3"

    @property
    def mark(self) -> str:
        """Return the sign of the lists: ○ △ ×."""
        return {Stance.SUPPORTS: "○", Stance.NEUTRAL: "△", Stance.OPPOSED: "×"}[self]


@dataclass(frozen=True, slots=True)
class ImprovementSupport:
    """改善要望への賛否: what one municipality says of what another asks for."""

    id: int
    improvement_id: int = owner("improvements", "改善要望", also="改善要望 改善要望番号 件名")
    municipality_id: int = owner("municipalities", "団体")
    stance: Stance = word(Stance, "賛否", also="賛同 意向")
    reason: str = text("意見", "", also="理由 コメント")


def improvement_name(look: Look, id: int) -> str:
    """Return what people call an improvement: 改善要望3."""
    return f"改善要望{look.all(Improvement)[id].number}"


def asked_by(look: Look, one: Improvement) -> str:
    """Return who asks for it."""
    return municipality_name(look, one.municipality_id) if one.municipality_id is not None else "事務局"


def _given_to_improvement(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Improvement).values())}


def _support_called(look: Look, one: ImprovementSupport) -> str:
    who = municipality_name(look, one.municipality_id)
    return f"{who}の賛否({improvement_name(look, one.improvement_id)})"


TABLES = (
    Table(
        "improvements",
        Improvement,
        "改善要望",
        keys=("number",),
        alike=("municipality_id", "title"),
        order=("number",),
        called=lambda _, one: f"改善要望{one.number}",
        ways=(lambda _, one: (one.number, f"改善要望{one.number}"), lambda _, one: (one.title,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="title",
        gives=("number",),
        given=_given_to_improvement,
        in_cell=(("improvement_supports", "municipality_id", ("賛同団体", "賛同", "賛同する団体", "賛成団体")),),
    ),
    Table(
        "improvement_supports",
        ImprovementSupport,
        "改善要望への賛否",
        keys=("improvement_id", "municipality_id"),
        as_listed=(("stance", Stance.SUPPORTS.label),),
        crossed=(("municipality_id", "stance"),),
        called=_support_called,
        whole="stance",
    ),
)
