"""住民サービス: what the shared system makes possible for the inhabitants, which municipality does it since when, what
it takes for it, and how often it is used."""

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import (
    OneOf,
    count,
    day,
    declared,
    fiscal_year,
    note,
    owner,
    partial_date,
    place,
    text,
    word,
    yen,
)
from core.model.machine.table import Look, Table
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.words import Word


class ServiceKind(Word):
    PAYING = "paying", "収納", "納付"
    ISSUING = "issuing", "交付", "証明書交付"
    COUNTER = "counter", "窓口"
    APPLYING = "applying", "申請", "届出 電子申請"


@dataclass(frozen=True, slots=True)
class Service:
    id: int
    name: str = text("サービス名", also="住民サービス サービス")
    kind: ServiceKind | None = word(ServiceKind, "サービスの種類", None, also="種類 種別 区分")
    covers: str = text("対象(税目・証明書)", "", also="対象 税目 証明書")
    basis: str = text("サービスの根拠", "", also="根拠 条例 根拠条例 根拠法令")
    position: int = place()
    note: str = note()


class ServiceState(Word):
    """状態: what a municipality says of a service. Without one nobody has asked it."""

    RUNNING = "running", "実施中", "● 実施 1"
    DECIDED = "decided", "実施決定", "◎ 決定 2"
    CONSIDERED = "considered", "検討中", "○ ◯ 〇 検討 3"
    REFUSED = "refused", "実施しない", "× ✕ しない 4"
    UNDECIDED = "undecided", "未定", "？ ? 5"

    @property
    def mark(self) -> str:
        """Return the sign of the table: ● ◎ ○ × ？."""
        signs = {
            ServiceState.RUNNING: "●",
            ServiceState.DECIDED: "◎",
            ServiceState.CONSIDERED: "○",
            ServiceState.REFUSED: "×",
        }
        return signs.get(self, "？")


NOT_HEARD = "未回答"
STATE = OneOf(ServiceState, by_beginning=False)


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """団体のサービス: what a case costs outside the counter is `case_yen`, at the counter `counter_case_yen`."""

    id: int
    service_id: int = owner("services", "住民サービス", also="サービス名 サービス")
    municipality_id: int = owner("municipalities", "団体")
    state: ServiceState | None = declared(STATE, "実施の状態", None, also="状態 実施状況 状況")
    since: str | None = partial_date(
        "開始時期", None, help="平成27年1月のように入れます。", also="開始日 開始 開始年月"
    )
    ended_on: str | None = partial_date("終了時期", None, also="終了日 終了 終了年月")
    covers: str = text("対象の範囲", "", also="範囲 対象範囲")
    fixed_yen: int | None = yen(
        "固定費", None, per="年", help="件数によらない1年の費用です。負担金、保守料など。", also="年間固定費 負担金"
    )
    case_yen: int | None = yen(
        "1件の手数料(支払)",
        None,
        per="件",
        help="事業者などに1件ごとに支払う額(税込)です。",
        also="委託手数料 1件の手数料 支払手数料",
    )
    counter_case_yen: int | None = yen(
        "窓口の1件の経費",
        None,
        per="件",
        help="同じ1件を窓口で扱うときの経費です。損益分岐の件数に使います。",
        also="窓口経費",
    )
    note: str = note()


class FeeKind(Word):
    """ORDINARY is what the ordinance says, REDUCTION what is taken off for a time."""

    ORDINARY = "ordinary", "条例額", "通常 本則"
    REDUCTION = "reduction", "減額", "減免 割引 キャンペーン"


class Channel(Word):
    COUNTER = "counter", "窓口"
    ELSEWHERE = "elsewhere", "コンビニ等", "コンビニ 窓口以外 オンライン"


@dataclass(frozen=True, slots=True)
class ServiceFee:
    """住民の手数料: what an inhabitant pays for a case from a day on; a reduction is the yen that are taken off, and
    ends."""

    id: int
    service_id: int = owner("services", "住民サービス", also="サービス名 サービス")
    municipality_id: int = owner("municipalities", "団体")
    channel: Channel = word(Channel, "取扱い", also="窓口・コンビニ 窓口/コンビニ 経路")
    from_on: str = day("適用開始日", also="適用日 適用開始 開始日")
    yen: int = yen("手数料・減額", per="件", also="手数料 減額の額 額")
    kind: FeeKind = word(FeeKind, "条例額・減額", FeeKind.ORDINARY, also="区分")
    until_on: str | None = day(
        "適用終了日", None, help="この日まで適用します。減額には必ず入れます。", also="終了日 適用終了 減額の終わり"
    )
    basis: str = text("手数料の根拠", "", also="根拠 条例")
    note: str = note()


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """年度の件数: at the counter and elsewhere; None where nobody has counted."""

    id: int
    service_id: int = owner("services", "住民サービス", also="サービス名 サービス")
    municipality_id: int = owner("municipalities", "団体")
    fiscal_year: int = fiscal_year("年度")
    counter: int | None = count("窓口の件数", None, unit="件", also="窓口件数 窓口")
    elsewhere: int | None = count("コンビニ等の件数", None, unit="件", also="コンビニ件数 コンビニ")
    note: str = note()


def service_name(look: Look, id: int) -> str:
    """Return the name of a service."""
    return look.all(Service)[id].name


def _of(look: Look, one: ServiceStatus | ServiceFee | ServiceCount) -> str:
    return f"{municipality_name(look, one.municipality_id)}の「{service_name(look, one.service_id)}」"


def _fee_called(look: Look, one: ServiceFee) -> str:
    return f"{_of(look, one)}の{one.channel.label}の{one.kind.label}({show_date(one.from_on)}から)"


TABLES = (
    Table(
        "services",
        Service,
        "住民サービス",
        keys=("name",),
        order=("position", "name"),
        called=lambda _, one: f"サービス「{one.name}」",
        ways=(lambda _, one: (one.name,),),
        listed=lambda _, one: one.name,
        known_by="name",
        titled="name",
    ),
    Table(
        "service_statuses",
        ServiceStatus,
        "住民サービスの団体別状況",
        keys=("service_id", "municipality_id"),
        called=lambda look, one: f"{_of(look, one)}の状況",
        whole="state",
        crossed=(("municipality_id", "state"),),
    ),
    Table(
        "service_fees",
        ServiceFee,
        "住民の手数料",
        keys=("service_id", "municipality_id", "channel", "kind", "from_on"),
        order=("channel", "kind", "from_on"),
        called=_fee_called,
    ),
    Table(
        "service_counts",
        ServiceCount,
        "住民サービスの件数",
        keys=("service_id", "municipality_id", "fiscal_year"),
        order=("fiscal_year",),
        called=lambda look, one: f"{_of(look, one)}の{show_fiscal_year(one.fiscal_year)}の件数",
    ),
)
