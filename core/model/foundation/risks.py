"""メリット・リスク: what speaks for and against data centre and network, how likely and how grave a risk is, and who
looks after it."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.machine.kinds import FieldValue, code, count, day, long_text, note, refers, text, word
from core.model.machine.table import Look, Table
from core.model.organisation import body_name
from core.model.values.codes import next_number
from core.model.values.words import Word

MOST = 5
"""Impact and likelihood go from 1 to this."""


class RiskKind(Word):
    MERIT = "merit", "メリット", "長所 利点"
    DEMERIT = "demerit", "デメリット", "短所 懸念"
    PROBLEM = "problem", "課題", "リスク"

    @property
    def is_risk(self) -> bool:
        """Whether something may go wrong: a merit is no risk."""
        return self is not RiskKind.MERIT


class Subject(Word):
    SITE = "site", "データセンター", "DC 拠点 センター"
    NETWORK = "network", "ネットワーク", "回線 外部ネットワーク"
    OTHER = "other", "その他"


class RiskState(Word):
    OPEN = "open", "未対応", "未着手"
    UNDER_WAY = "under_way", "対応中"
    ACCEPTED = "accepted", "受容", "受け入れる 許容"
    CLOSED = "closed", "終了", "完了 解消"


@dataclass(frozen=True, slots=True)
class Risk:
    """メリット・デメリット・課題. `heading` stands above all that are written under it; `remaining` is what the measure
    leaves. Of a merit neither impact nor likelihood is said."""

    id: int
    number: str = code("リスク番号", also="番号 項番 no. no №")
    kind: RiskKind = word(RiskKind, "メリット等の別", also="区分 種別")
    content: str = text("メリット・リスク", also="内容 リスク リスク内容 懸念")
    subject: Subject = word(Subject, "対象", Subject.SITE, also="対象物")
    heading: str = text("見出し", "", also="項目 分類")
    impact: int | None = count(
        "影響(1〜5)", None, least=1, most=MOST, help="5がいちばん大きい影響です。", also="影響 影響度"
    )
    likelihood: int | None = count(
        "可能性(1〜5)",
        None,
        least=1,
        most=MOST,
        help="5がいちばん起こりやすいものです。",
        also="可能性 発生可能性 頻度",
    )
    measure: str = long_text("対策", also="対応 対応策")
    remaining: str = long_text("残るリスク", also="残存リスク 残り")
    state: RiskState = word(RiskState, "対応の状態", RiskState.OPEN, also="状態 状況")
    body_id: int | None = refers("bodies", "担当会議体", also="会議体 部会")
    in_charge: str = text("担当", "", help="会議体でないときの名前です。", also="担当者 所管")
    review_on: str | None = day(
        "見直し日", None, help="次に見直す日です。期限一覧に出ます。", also="次回見直し 見直し期限"
    )
    note: str = note()

    @property
    def score(self) -> int | None:
        """影響×可能性; None where either is not said."""
        return None if self.impact is None or self.likelihood is None else self.impact * self.likelihood


def risk_owner(look: Look, risk: Risk) -> str:
    """Return everybody who looks after a risk, nothing where nobody does."""
    return "、".join(part for part in (body_name(look, risk.body_id), risk.in_charge) if part)


def _given(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Risk).values())}


TABLES = (
    Table(
        "risks",
        Risk,
        "メリット・リスク",
        keys=("number",),
        alike=("kind", "content"),
        order=("number",),
        called=lambda _, one: f"{one.kind.label}{one.number}",
        ways=(lambda _, one: (one.number, f"{one.kind.label}{one.number}"), lambda _, one: (one.content,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="content",
        gives=("number",),
        given=_given,
    ),
)
