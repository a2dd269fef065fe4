"""課題: what has to be settled, by whom and until when, what was done about it, and before whom it was brought."""

from collections.abc import Mapping

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import FieldValue, code, day, long_text, note, owner, refers, text, word
from core.model.machine.table import Look, Table
from core.model.organisation import body_name
from core.model.values.codes import next_number
from core.model.values.words import Word


class IssueKind(Word):
    SPECIFICATION = "specification", "仕様"
    MIGRATION = "migration", "移行"
    OPERATION = "operation", "運用"
    CONTRACT = "contract", "契約"
    CONNECTION = "connection", "連携"
    OTHER = "other", "その他"


class Priority(Word):
    HIGH = "high", "高", "A 至急"
    MIDDLE = "middle", "中", "B 通常"
    LOW = "low", "低", "C"


class IssueState(Word):
    NOT_BEGUN = "not_begun", "未着手", "新規 起票"
    UNDER_WAY = "under_way", "対応中", "着手 検討中"
    WAITING = "waiting", "回答待ち", "確認中 照会中"
    DONE = "done", "完了", "解決 済"
    WITHDRAWN = "withdrawn", "取下げ", "取り下げ"

    @property
    def is_closed(self) -> bool:
        """Whether nothing has to be done any more."""
        return self in {IssueState.DONE, IssueState.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Issue:
    """課題: whoever is in charge is a municipality, a body, or somebody who is only named: a vendor."""

    id: int
    number: str = code("課題番号", also="番号 項番 no. no №")
    title: str = text("件名", also="課題 課題名 名称")
    system_id: int | None = refers("systems", "業務")
    kind: IssueKind | None = word(IssueKind, "区分", None, also="分類 種類")
    priority: Priority = word(Priority, "優先度", Priority.MIDDLE, also="重要度")
    raised_on: str | None = day("起票日", None, also="発生日 登録日")
    raised_by: str = text("起票者", "", also="提起者 起案者")
    municipality_id: int | None = refers("municipalities", "担当団体", also="団体")
    body_id: int | None = refers("bodies", "担当会議体", also="部会 会議体")
    in_charge: str = text("担当(事業者など)", "", help="団体や会議体でないときの名前です。", also="担当 担当者 事業者")
    due_on: str | None = day("期限", None, also="期日 対応期限 回答期限")
    state: IssueState = word(IssueState, "状態", IssueState.NOT_BEGUN, also="状況 ステータス")
    closed_on: str | None = day("完了日", None, help="完了した日、または取り下げた日です。", also="対応完了日")
    escalated_to_id: int | None = refers("bodies", "上申先", help="部会では決められず、判断を求めた会議体です。")
    escalated_on: str | None = day("上申日", None)
    content: str = long_text("内容", also="詳細 課題の内容")
    answer: str = long_text("対応結果", also="対応 結果 結論 回答")
    note: str = note()


@dataclass(frozen=True, slots=True)
class IssueNote:
    """課題の経過: what was done or said on a day."""

    id: int
    issue_id: int = owner("issues", "課題")
    noted_on: str = day("日付", also="年月日")
    content: str = long_text("経過", also="内容 対応内容 経過内容")
    who: str = text("記入者", "", also="担当者 報告者")
    note: str = note()


def issue_name(look: Look, id: int) -> str:
    """Return what people call an issue: 課題3."""
    return f"課題{look.all(Issue)[id].number}"


def in_charge_of(look: Look, issue: Issue) -> str:
    """Return everybody who is in charge, nothing where nobody is."""
    municipality = municipality_name(look, issue.municipality_id) if issue.municipality_id is not None else ""
    return "、".join(part for part in (municipality, body_name(look, issue.body_id), issue.in_charge) if part)


def _given_to_issue(look: Look, _: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    return {"number": next_number(one.number for one in look.all(Issue).values())}


def _note_called(look: Look, one: IssueNote) -> str:
    return f"{issue_name(look, one.issue_id)}の経過"


TABLES = (
    Table(
        "issues",
        Issue,
        "課題",
        keys=("number",),
        order=("number",),
        called=lambda _, one: f"課題{one.number}",
        ways=(lambda _, one: (one.number, f"課題{one.number}"), lambda _, one: (one.title,)),
        listed=lambda _, one: one.number,
        known_by="number",
        titled="title",
        gives=("number",),
        given=_given_to_issue,
    ),
    Table(
        "issue_notes",
        IssueNote,
        "課題の経過",
        alike=("issue_id", "noted_on", "content"),
        order=("noted_on",),
        called=_note_called,
        whole="content",
    ),
)
