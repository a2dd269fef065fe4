"""体制: the bodies of the cooperation in their tree, the seats on them, and who has held each seat and when."""

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import (
    code,
    day,
    flag,
    long_text,
    note,
    owner,
    partial_date,
    place,
    refers,
    text,
    under,
    word,
)
from core.model.machine.table import Look, Table
from core.model.values.words import Word


class BodyKind(Word):
    CONFERENCE = "conference", "会議"
    COUNCIL = "council", "協議会"
    COMMITTEE = "committee", "委員会"
    WORKING_GROUP = "working_group", "ワーキンググループ", "WG 作業部会"
    GROUP = "group", "部会群", "部会のまとまり"
    SUBCOMMITTEE = "subcommittee", "部会"
    SECRETARIAT = "secretariat", "事務局", "庶務"
    OTHER = "other", "その他"

    @property
    def is_aside(self) -> bool:
        """Whether it serves the body above it and stands beside the line of the chart, not on it."""
        return self in {BodyKind.WORKING_GROUP, BodyKind.SECRETARIAT}


class Quorum(Word):
    """定足数: how many of the seats with a vote must be taken, so that the body may decide."""

    NONE = "none", "定めなし"
    HALF = "half", "半数以上"
    MAJORITY = "majority", "過半数"
    TWO_THIRDS = "two_thirds", "3分の2以上"
    ALL = "all", "全員"

    def needed(self, seats: int) -> int:
        """Return how many of so many seats are enough: 4 of 6 for a majority."""
        return {
            Quorum.NONE: 0,
            Quorum.HALF: -(-seats // 2),
            Quorum.MAJORITY: seats // 2 + 1,
            Quorum.TWO_THIRDS: -(-2 * seats // 3),
            Quorum.ALL: seats,
        }[self]


class Majority(Word):
    """議決: how many of those who are present must be in favour."""

    MAJORITY = "majority", "出席者の過半数"
    TWO_THIRDS = "two_thirds", "出席者の3分の2以上"
    UNANIMOUS = "unanimous", "全会一致"

    def needed(self, present: int) -> int:
        """Return how many of so many who are present are enough."""
        return {
            Majority.MAJORITY: present // 2 + 1,
            Majority.TWO_THIRDS: -(-2 * present // 3),
            Majority.UNANIMOUS: present,
        }[self]


@dataclass(frozen=True, slots=True)
class Body:
    """会議体: what meets or serves those who meet; bodies stand under each other in a tree."""

    id: int
    name: str = text("会議体名", also="名称 部会名 会議名")
    short: str = text("略称", "", help="組織図に印刷する短い名前です。空欄のときは会議体名を印刷します。")
    number: str = code("番号(部会など)", "", help="組織図で名称の前に印刷する番号です(1、2、…)。", also="部会番号")
    parent_id: int | None = under("bodies", "上位の会議体", help="空欄は組織図のいちばん上です。")
    kind: BodyKind = word(BodyKind, "種別", BodyKind.SUBCOMMITTEE)
    composition: str = text("構成", "", help="どの職の人で構成するかです(副市町村長等で構成)。", also="構成員")
    set_up_on: str | None = partial_date(
        "設置", None, help="平成25年5月のように、月までや年まででも入力できます。", also="設置日"
    )
    abolished_on: str | None = partial_date("廃止", None, help="この日で終わった会議体です。", also="廃止日")
    basis: str = text("設置の根拠", "", help="規約の条などです。", also="根拠 規約")
    duties: str = long_text("所掌業務", help="1行に1つずつ入力します。", also="所掌 所掌事務 業務内容")
    quorum: Quorum = word(Quorum, "定足数", Quorum.NONE, help="議決権のある席のうち、出席が必要な数です。")
    substitutes_count: bool = flag("代理を出席に数える", True)
    majority: Majority = word(Majority, "議決の要件", Majority.MAJORITY)
    in_chart: bool = flag("組織図に載せる", True)
    position: int = place()
    note: str = note()


class SeatRole(Word):
    CHAIR = "chair", "会長", "議長 委員長"
    VICE_CHAIR = "vice_chair", "副会長", "副議長 副委員長"
    LEADER = "leader", "部会長", "座長 リーダー"
    VICE_LEADER = "vice_leader", "副部会長", "副座長 サブリーダー"
    MEMBER = "member", "委員", "構成員 部会員 会員"
    AUDITOR = "auditor", "監事"
    OBSERVER = "observer", "オブザーバー", "準会員"
    STAFF = "staff", "事務局員", "担当"


class Engagement(Word):
    FULL_TIME = "full_time", "専任"
    CONCURRENT = "concurrent", "兼務", "兼任"
    SECONDED = "seconded", "派遣", "出向"


@dataclass(frozen=True, slots=True)
class Seat:
    """席: a place on a body that a municipality or an office fills; who sits there changes, the seat stays."""

    id: int
    body_id: int = owner("bodies", "会議体")
    municipality_id: int | None = refers("municipalities", "団体", help="構成団体のときに選びます。")
    organisation: str = text(
        "組織",
        "",
        help="構成団体でない市町村、県、市長会などの名前です。課の名前も入力できます。",
        also="所属 機関 課名",
    )
    post: str = text("職名", "", also="役職 職")
    role: SeatRole = word(SeatRole, "役", SeatRole.MEMBER, also="役割 会での役職")
    votes: bool = flag("議決権", True)
    engagement: Engagement | None = word(Engagement, "専任・兼務・派遣", None)
    from_on: str | None = partial_date("席の始まり", None)
    until_on: str | None = partial_date(
        "席の終わり", None, help="席そのものがなくなるときに入力します。交代は人事異動のページで行います。"
    )
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class Tenure:
    """在任: who holds a seat, from one day to another, both included."""

    id: int
    seat_id: int = owner("seats", "席")
    name: str = text("氏名", also="名前 担当者")
    from_on: str | None = day("就任日", None, also="任期開始 委嘱日")
    until_on: str | None = day(
        "任期の満了日",
        None,
        help="この日まで在任します。空欄は任期の定めがありません。",
        also="任期終了 退任日 任期満了",
    )
    note: str = note()


def body_name(look: Look, id: int | None) -> str:
    """Return the name of a body by its id, nothing for None."""
    body = look.all(Body).get(id or 0)
    return body.name if body else ""


def short_name(look: Look, id: int | None) -> str:
    """Return the short name of a body, where it has one."""
    body = look.all(Body).get(id or 0)
    return (body.short or body.name) if body else ""


def party_of(look: Look, municipality_id: int | None, organisation: str) -> str:
    """Return whom a seat or an attendance speaks of: the municipality with its office, or the organisation."""
    name = municipality_name(look, municipality_id) if municipality_id is not None else ""
    return " ".join(part for part in (name, organisation) if part)


def seat_name(look: Look, seat: Seat) -> str:
    """Return a seat within its body: 射水市(情報政策課長・委員)."""
    about = "・".join(part for part in (seat.post, seat.role.label) if part)
    return f"{party_of(look, seat.municipality_id, seat.organisation) or '席'}({about})"


def _seat_called(look: Look, seat: Seat) -> str:
    return f"{body_name(look, seat.body_id)}の{seat_name(look, seat)}"


def _tenure_called(look: Look, one: Tenure) -> str:
    return f"{_seat_called(look, look.all(Seat)[one.seat_id])}の{one.name}"


TABLES = (
    Table(
        "bodies",
        Body,
        "会議体",
        keys=("name",),
        order=("position",),
        called=lambda _, one: one.name,
        ways=(lambda _, one: (one.name,), lambda _, one: (one.short,)),
        known_by="name",
        titled="name",
        also="会議体 会議体名 部会 部会名",
    ),
    Table(
        "seats",
        Seat,
        "席",
        alike=("body_id", "municipality_id", "organisation", "post", "role", "from_on"),
        order=("position",),
        called=_seat_called,
    ),
    Table(
        "tenures",
        Tenure,
        "在任",
        alike=("seat_id", "name", "from_on"),
        order=("from_on",),
        called=_tenure_called,
        whole="name",
    ),
)
