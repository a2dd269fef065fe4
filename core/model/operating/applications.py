"""新規参加・離脱: who wants to join the council, or to leave it, on what conditions, and how far it has come. What was
decided about it is said by links (core/model/links.py)."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import MOST_SHARE, WHOLE_SHARE, System
from core.model.machine.kinds import FieldValue, code, count, day, long_text, note, owner, refers, text, word, yen
from core.model.machine.table import Look, Table
from core.model.values.codes import next_number
from core.model.values.words import Word


class ApplicationKind(Word):
    JOIN = "join", "加入", "新規参加 参加 入会"
    LEAVE = "leave", "離脱", "脱退 退会"


class ApplicationState(Word):
    RECEIVED = "received", "受付", "申請 申請済 受付済"
    UNDER_REVIEW = "under_review", "審査中", "協議中 検討中"
    APPROVED = "approved", "承認", "可決"
    REJECTED = "rejected", "不承認", "否決"
    WITHDRAWN = "withdrawn", "取下げ", "取り下げ"
    SETTLED = "settled", "手続き済", "加入済 離脱済 完了"

    @property
    def is_open(self) -> bool:
        """Whether something is still to be decided or done."""
        return self in {ApplicationState.RECEIVED, ApplicationState.UNDER_REVIEW, ApplicationState.APPROVED}


@dataclass(frozen=True, slots=True)
class Application:
    """参加・離脱の申請: whoever is no municipality of the ledger yet is told by name, code and population."""

    id: int
    number: str = code("申請番号", also="番号 no. no №")
    name: str = text("団体名", also="申請団体 申請団体名 市町村名")
    kind: ApplicationKind = word(ApplicationKind, "申請の種類", ApplicationKind.JOIN, also="種類 区分")
    municipality_id: int | None = refers(
        "municipalities",
        "台帳の団体",
        help="離脱する団体、または台帳に登録済みの加入する団体です。加入の手続きをすると入ります。",
    )
    code: str = code("団体コード", "", help="加入する団体の6桁のコードです。加入の手続きに要ります。")
    applied_on: str | None = day("申請日", None, also="受付日")
    wished_on: str | None = day("希望日", None, help="加入または離脱を希望する日です。", also="加入希望日 離脱希望日")
    effective_on: str | None = day(
        "加入日・離脱日", None, help="決まった日です。空欄の間は、影響を希望日で試算します。", also="加入日 離脱日"
    )
    population: int | None = count("人口", None, unit="人", help="影響の試算と、加入の手続きに使います。")
    population_date: str | None = day("人口の日付", None, help="空欄のときは、現在の試算の人口の基準日とします。")
    current_yen: int | None = yen(
        "現行経費(期間全体)", None, help="比較する期間全体で今払っている額です。最低削減保障があるときに要ります。"
    )
    equal_percent: int = count("均等割の持分", WHOLE_SHARE, unit="%", most=MOST_SHARE, help="準会員は50などにします。")
    contract_ends_on: str | None = day("現行契約の満了日", None)
    penalty_yen: int | None = yen("違約金", None, help="現行契約を途中で終えるときの額です。")
    buy_in_yen: int | None = yen("加入金", None, help="按分とは別に、加入のときに納める額です。", also="加入負担金")
    own_cost_yen: int | None = yen(
        "固有の初期費用", None, help="データ移行など、その団体だけが負担する額です。按分には入れません。"
    )
    conditions: str = long_text("条件", also="加入条件 離脱条件")
    state: ApplicationState = word(ApplicationState, "状態", ApplicationState.RECEIVED, also="状況 審査状況")
    approved_on: str | None = day("承認日", None, also="議決日")
    agreement_changed_on: str | None = day("協定の変更日", None)
    notified_on: str | None = day("通知日", None)
    note: str = note()


@dataclass(frozen=True, slots=True)
class ApplicationSystem:
    """希望業務: a system that the applicant wants to take part in; of whom none is entered wants all."""

    id: int
    application_id: int = owner("applications", "申請")
    system_id: int = owner("systems", "業務")


def application_name(look: Look, id: int) -> str:
    """Return what people call an application: 申請3(立山町の加入)."""
    one = look.all(Application)[id]
    return f"申請{one.number}({one.name}の{one.kind.label})"


def _given(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Application).values())}


TABLES = (
    Table(
        "applications",
        Application,
        "参加・離脱の申請",
        keys=("number",),
        alike=("name", "kind", "applied_on"),
        order=("number",),
        called=lambda look, one: application_name(look, one.id),
        ways=(lambda _, one: (one.number, f"申請{one.number}"), lambda _, one: (one.name,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="name",
        gives=("number",),
        given=_given,
        in_cell=(("application_systems", "system_id", ("希望業務", "業務", "対象業務", "業務名", "参加する業務")),),
    ),
    Table(
        "application_systems",
        ApplicationSystem,
        "希望業務",
        keys=("application_id", "system_id"),
        called=lambda look, one: (
            f"{application_name(look, one.application_id)}の希望業務「{look.all(System)[one.system_id].name}」"
        ),
    ),
)
