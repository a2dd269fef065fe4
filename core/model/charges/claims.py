"""請求と精算: what is asked of the members for a year in instalments, what they pay, and what is settled in the end."""

from core.dataclass import dataclass
from core.model.charges.charging import Assessment, Handling, Settling, project_name
from core.model.machine.faults import Refused
from core.model.machine.kinds import (
    FieldValue,
    Percent,
    Yen,
    count,
    day,
    declared,
    fiscal_year,
    note,
    owner,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.words import Word

MONTH_END = 31
"""As the day of a due date it means the last day of its month, whichever that is."""


class PaymentKind(Word):
    """区分: whether money came in or went back."""

    PAID = "paid", "納付", "収納 入金 納入 納付額 収納額 入金額"
    REFUNDED = "refunded", "還付", "返還 戻出 返金 払戻 払戻し 過誤納還付 還付額 返還額 戻出額"


@dataclass(frozen=True, slots=True)
class PaidYen(Yen):
    """Yen that came in or went back. Money that goes back is written below zero by people, and has a word here."""

    def read(self, text: str) -> FieldValue:
        try:
            return Yen.read(self, text)
        except Refused as refused:
            raise Refused("payment_below_zero", text=text) if refused.rule == "negative" else refused from refused


@dataclass(frozen=True, slots=True)
class PaymentTerm:
    """納期: one instalment of a project's charge, so many percent of it, due on a day of every fiscal year."""

    id: int
    project_id: int = owner("projects", "事業")
    number: int = count("期", unit="期", also="期別 納期番号")
    percent: str = declared(Percent(), "割合", help="負担金に対する割合です。すべての期の合計を100%にします。")
    month: int = count("納期の月", unit="月", least=1, most=12)
    day: int = count("納期の日", MONTH_END, unit="日", least=1, most=31, help="31は月の末日です。")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Claim:
    """請求: one instalment asked of one member for a version of the charge. It bears the name and the code of the
    member, which may go or be called otherwise one day."""

    id: int
    number: str = text("請求番号", also="文書番号 番号")
    assessment_id: int = owner("assessments", "負担金の版")
    term: int = count("期", given=True, unit="期")
    payer: str = text("団体名", given=True)
    code: str = text("団体コード", given=True)
    yen: int = yen("請求額", given=True)
    requested_on: str = day("請求日")
    due_on: str = day("納期限", also="納期")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Payment:
    """納付: money that came in for a claim, all of it or a part; or 還付: money that went back to its payer, for whose
    year any of its claims may stand."""

    id: int
    claim_id: int = owner("claims", "請求", also="請求番号 納付書番号 調定番号")
    paid_on: str = day("納付日", also="入金日 収納日 領収日")
    yen: int = declared(PaidYen("円"), "納付額", also="入金額 収納額 金額", dash="0")
    kind: PaymentKind = word(
        PaymentKind,
        "区分",
        PaymentKind.PAID,
        help="還付は、精算で返す額を払った記録です。納付日に還付した日、納付額に還付した額を入れます。",
        also="収納区分 納付区分 納付・還付の区分",
    )
    note: str = note()


@dataclass(frozen=True, slots=True)
class Settlement:
    """精算: what a member owes for a year in the end and what it has paid, as it was settled."""

    id: int
    project_name: str = text("事業名", given=True)
    fiscal_year: int = fiscal_year("年度", given=True)
    payer: str = text("団体名", given=True)
    code: str = text("団体コード", given=True)
    paid_yen: int = yen("納付計", given=True)
    due_yen: int = yen("精算後の負担金", given=True)
    settled_on: str = day("精算日", given=True)
    settling: Settling = word(Settling, "精算の方法", Settling.RESPLIT, given=True)
    handling: Handling = word(Handling, "処理", Handling.REFUND, given=True)

    @property
    def difference(self) -> int:
        """What is still to be paid; below zero what comes back."""
        return self.due_yen - self.paid_yen


def _term_called(look: Look, one: PaymentTerm) -> str:
    return f"事業「{project_name(look, one.project_id)}」の第{one.number}期の納期"


def claim_name(_: Look, one: Claim) -> str:
    """Return 請求「総第1号」(射水市 第1期)."""
    return f"請求「{one.number}」({one.payer} 第{one.term}期)"


def version_of(look: Look, claim: Claim) -> Assessment:
    """Return the version of the charge for which a claim asks."""
    return look.all(Assessment)[claim.assessment_id]


def _payment_called(look: Look, one: Payment) -> str:
    to = "への" if one.kind is PaymentKind.PAID else "からの"
    claim = claim_name(look, look.all(Claim)[one.claim_id])
    return f"{claim}{to}{show_date(one.paid_on)}の{one.kind.label}{one.yen:,}円"


def _settlement_called(_: Look, one: Settlement) -> str:
    return f"{show_fiscal_year(one.fiscal_year)}「{one.project_name}」の{one.payer}の精算(記録{one.id})"


TABLES = (
    Table(
        "payment_terms",
        PaymentTerm,
        "納期",
        keys=("project_id", "number"),
        order=("number",),
        called=_term_called,
    ),
    Table(
        "claims",
        Claim,
        "請求",
        keys=("number",),
        order=("number",),
        called=claim_name,
        ways=(lambda _, one: (one.number,),),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="number",
    ),
    Table(
        "payments",
        Payment,
        "納付",
        alike=("claim_id", "paid_on", "yen", "kind"),
        order=("paid_on",),
        called=_payment_called,
        whole="yen",
        crossed=(("kind", "yen"),),
    ),
    Table(
        "settlements",
        Settlement,
        "精算",
        order=("fiscal_year",),
        called=_settlement_called,
        handed_out=False,
    ),
)
