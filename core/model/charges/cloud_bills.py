"""クラウド利用料の月次按分: to whom the accounts and tags of a cloud bill belong, and what every month came to."""

from core.dataclass import dataclass
from core.model.machine.kinds import Currency, Ratio, count, declared, note, owner, refers, rule, text, word, yen
from core.model.machine.table import Look, Table
from core.model.values.words import Word

_MOST = 10**15 - 1


class KeyKind(Word):
    """What a line of the bill is known by."""

    ACCOUNT = "account", "アカウント", "サブスクリプション サブスク"
    TAG = "tag", "タグ"
    REST = "rest", "その他(未タグ)", "未タグ その他"


class CloudPart(Word):
    """The four parts of a member's share of a bill."""

    DEDICATED = "dedicated", "専用"
    TAGGED = "tagged", "タグ"
    SHARED = "shared", "共有"
    UNTAGGED = "untagged", "未タグ"


@dataclass(frozen=True, slots=True)
class CloudKey:
    """利用料の対応: an account or a tag and who pays for it: one member, or all who are there by a rule. The line of
    その他 says by which rule everything is split that nothing else is said of."""

    id: int
    key: str = text(
        "アカウント・タグ",
        also="アカウントID サブスクリプションID タグ名",
        help="請求の行のとおりに入力します。その他(未タグ)では、分かる名前にします。",
    )
    kind: KeyKind = word(KeyKind, "種類", KeyKind.ACCOUNT, also="種別 区分")
    municipality_id: int | None = refers(
        "municipalities", "団体", help="この団体だけの負担です。空欄のときは、構成団体で按分します。"
    )
    rule: str | None = rule("按分規則", None, help="空欄のときは協議会の既定の按分規則によります。")
    note: str = note()


@dataclass(frozen=True, slots=True)
class CloudBill:
    """クラウド利用料の請求: one month of one provider as it was taken in, amounts in hundredths of its currency's unit;
    `lines` of it were read, `untagged_cents` nothing is said of, `test_cents` are of test environments."""

    id: int
    month: str = text("請求月", given=True)
    provider: str = text("クラウド事業者", "", given=True)
    currency: str = declared(Currency(), "通貨", "USD", given=True)
    cents: int = count("請求額(1/100単位)", 0, least=-_MOST, given=True)
    exchange_rate: str | None = declared(Ratio("円"), "換算レート", None, given=True)
    yen: int = yen("円の請求額", 0, given=True)
    lines: int = count("行数", 0, given=True)
    untagged_cents: int = count("未タグの額(1/100単位)", 0, least=-_MOST, given=True)
    test_cents: int = count("検証環境の額(1/100単位)", 0, least=-_MOST, given=True)
    note: str = note()


@dataclass(frozen=True, slots=True)
class CloudShare:
    """What one part of a bill comes to for one member; all of them are the bill, in cents and in yen."""

    id: int
    cloud_bill_id: int = owner("cloud_bills", "請求")
    payer: str = text("団体名", given=True)
    code: str = text("団体コード", given=True)
    part: CloudPart = word(CloudPart, "区分", CloudPart.DEDICATED, given=True)
    cents: int = count("額(1/100単位)", 0, least=-_MOST, given=True)
    yen: int = count("円", 0, least=-_MOST, given=True)


def show_month(month: str) -> str:
    """Return 2026年10月 for 2026-10."""
    return f"{month[:4]}年{int(month[5:7])}月" if month[5:7].isdecimal() else month


def bill_name(one: CloudBill) -> str:
    """Return 2026年10月のクラウド利用料(AWS)."""
    return f"{show_month(one.month)}のクラウド利用料" + (f"({one.provider})" if one.provider else "")


def _share_called(look: Look, one: CloudShare) -> str:
    bill = look.all(CloudBill)[one.cloud_bill_id]
    return f"{bill_name(bill)}の{one.payer}の{one.part.label}(記録{one.id})"


TABLES = (
    Table(
        "cloud_keys",
        CloudKey,
        "利用料の対応",
        keys=("kind", "key"),
        order=("kind", "key"),
        called=lambda _, one: f"利用料の対応「{one.kind.label} {one.key}」",
        whole="rule",
    ),
    Table(
        "cloud_bills",
        CloudBill,
        "クラウド利用料の請求",
        keys=("month", "provider"),
        order=("month",),
        called=lambda _, one: bill_name(one),
        handed_out=False,
    ),
    Table("cloud_shares", CloudShare, "クラウド利用料の按分", called=_share_called, handed_out=False),
)
