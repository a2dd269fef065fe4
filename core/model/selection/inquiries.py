"""情報提供依頼: rounds in which vendors were asked what they could offer, who answered, and what they declared."""

from core.dataclass import dataclass
from core.model.council import System
from core.model.machine.kinds import count, day, long_text, note, owner, partial_date, place, refers, text, word, yen
from core.model.machine.table import Look, Table
from core.model.values.words import Word


class ReplyState(Word):
    ASKED = "asked", "依頼中", "依頼"
    REPLIED = "replied", "回答", "回答あり 回答済み"
    DECLINED = "declined", "辞退"
    SILENT = "silent", "未回答", "回答なし"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """情報提供依頼: one round. The two counts are for rounds of which the vendors' names are not known; where vendors
    are entered, they are counted."""

    id: int
    name: str = text("依頼", also="情報提供依頼 回 依頼名 RFI")
    asked_on: str | None = partial_date("依頼日", None)
    due_on: str | None = day("締切", None, also="回答期限 提出期限")
    purpose: str = long_text("目的")
    forms: str = long_text("様式", also="様式一覧", help="依頼に付けた様式の一覧です(会社概要、機能対応表など)。")
    asked: int | None = count("依頼した数", None, unit="者", help="事業者を登録したときは、登録した数を使います。")
    replied: int | None = count(
        "回答した数", None, unit="者", help="事業者を登録したときは、状態が「回答」の数を使います。"
    )
    procurement_id: int | None = refers("procurements", "案件", help="選定経過書に載せる案件です。")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Reply:
    """情報提供の回答: one vendor of a round; what is blank was not declared, it is no zero."""

    id: int
    inquiry_id: int = owner("inquiries", "依頼")
    vendor: str = text("事業者", also="ベンダー ベンダ 業者 会社名 社名 事業者名")
    state: ReplyState = word(ReplyState, "状態", ReplyState.ASKED)
    replied_on: str | None = day("回答日", None)
    systems: int | None = count(
        "対応業務数", None, unit="業務", help="概算を業務ごとに登録したときは空欄でかまいません。"
    )
    initial_yen: int | None = yen("概算 初期", None, also="概算初期 初期費用 初期概算 初期経費")
    yearly_yen: int | None = yen("概算 年額", None, per="年", also="概算年額 運用費用 年額 運用経費 年間運用費")
    fit_percent: int | None = count(
        "適合率", None, unit="%", most=100, also="ノンカスタマイズ適合率", help="カスタマイズせずに使える割合です。"
    )
    premises: str = long_text("前提", also="概算の前提 前提条件")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Estimate:
    """業務別の概算: what one vendor declares for one business area."""

    id: int
    reply_id: int = owner("inquiry_replies", "事業者")
    system_id: int | None = refers("systems", "業務")
    initial_yen: int | None = yen("初期", None, also="初期費用 概算初期 初期経費")
    yearly_yen: int | None = yen("年額", None, per="年", also="運用費用 概算年額 運用経費 年間運用費")
    fit_percent: int | None = count("適合率", None, unit="%", most=100, also="ノンカスタマイズ適合率")
    note: str = note()


def _reply_called(look: Look, one: Reply) -> str:
    return f"情報提供依頼「{look.all(Inquiry)[one.inquiry_id].name}」の{one.vendor}の回答"


def _estimate_called(look: Look, one: Estimate) -> str:
    reply = look.all(Reply)[one.reply_id]
    system = look.all(System).get(one.system_id or 0)
    return f"{_reply_called(look, reply)}の概算「{system.name if system else 'その他の業務'}」"


TABLES = (
    Table(
        "inquiries",
        Inquiry,
        "情報提供依頼",
        keys=("name",),
        order=("position",),
        called=lambda _, one: f"情報提供依頼「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "inquiry_replies",
        Reply,
        "情報提供の回答",
        keys=("inquiry_id", "vendor"),
        order=("position",),
        called=_reply_called,
        titled="vendor",
        grows=True,
    ),
    Table(
        "inquiry_estimates",
        Estimate,
        "業務別の概算",
        alike=("reply_id", "system_id"),
        order=("system_id",),
        called=_estimate_called,
    ),
)
