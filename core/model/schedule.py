"""日程: tasks in a tree with their plan and what became of it, what must be done before them, who does them for which
municipalities; the plans that were fixed; and the days on which nobody works beside the public holidays."""

from collections.abc import Iterable, Mapping

from core.dataclass import dataclass
from core.model.council import municipality_name
from core.model.machine.kinds import (
    FieldValue,
    code,
    count,
    day,
    edge,
    long_text,
    note,
    owner,
    place,
    refers,
    text,
    under,
    word,
)
from core.model.machine.table import Look, Table
from core.model.values.dates import show_date
from core.model.values.words import Word


class TaskKind(Word):
    """All but a task have one day; they are drawn as marks."""

    TASK = "task", "作業", "工程"
    MILESTONE = "milestone", "マイルストーン", "節目 ▲"
    MEETING = "meeting", "会議", "打合せ 打ち合わせ"
    DEADLINE = "deadline", "期限", "締切 ▼"

    @property
    def is_moment(self) -> bool:
        """Whether it stands on one day."""
        return self is not TaskKind.TASK


class Party(Word):
    """担当: who does it."""

    SECRETARIAT = "secretariat", "事務局"
    MUNICIPALITY = "municipality", "団体", "市町村 構成団体"
    NEW_VENDOR = "new_vendor", "新事業者", "ベンダ ベンダー 受託事業者 事業者"
    OLD_VENDOR = "old_vendor", "現行事業者", "既存事業者 現行ベンダ 現行ベンダー"
    OTHER = "other", "その他", "国 県"


class Certainty(Word):
    """How sure the dates are: the plan as it was agreed, a draft, or what somebody made of a source."""

    FIRM = "firm", "確定"
    DRAFT = "draft", "案"
    GUESS = "guess", "推定"


@dataclass(frozen=True, slots=True)
class Task:
    """作業. A task that has others under it lasts as long as they do, unless it has dates of its own."""

    id: int
    number: str = code(
        "WBS番号",
        help="空欄のときは番号を付けます(1、1.1、1.2、…)。1.2の下の作業は1.2.1です。",
        also="WBS no. no № 作業番号 項番",
    )
    name: str = text("作業名", also="作業 作業項目 タスク タスク名 工程 名称 作業内容 件名")
    parent_id: int | None = under("tasks", "上位の作業", help="空欄はいちばん上です。", also="親 親作業 上位作業")
    kind: TaskKind = word(TaskKind, "種別", TaskKind.TASK, also="区分")
    planned_start: str | None = edge(
        "予定開始",
        None,
        help="令和8年4月や令和8年4月上旬のようにも入力できます(最初の日になります)。",
        also="開始予定 開始予定日 予定開始日 開始日 開始",
    )
    planned_end: str | None = edge(
        "予定終了",
        None,
        is_end=True,
        help="この日まで行います。令和8年4月や令和8年4月上旬のようにも入力できます(最後の日になります)。",
        also="終了予定 終了予定日 予定終了日 終了日 終了 期日 期限 完了予定",
    )
    actual_start: str | None = edge("実績開始", None, also="開始実績 実績開始日 着手日 着手")
    actual_end: str | None = edge(
        "実績終了",
        None,
        is_end=True,
        help="終わった日です。空欄は終わっていません。",
        also="終了実績 実績終了日 完了日 完了",
    )
    progress: int = count(
        "進捗", 0, unit="%", most=100, help="下に作業があるときは、その期間(重み)で平均します。", also="進捗率 達成率"
    )
    weight: int | None = count(
        "重み", None, help="上位の作業の進捗を平均するときの重みです。空欄のときは予定の日数を使います。"
    )
    party: Party | None = word(Party, "担当", None, also="主体 担当区分")
    who: str = text("担当者", "", help="課や事業者の名前です。", also="担当課 事業者名 担当者名")
    system_id: int | None = refers("systems", "業務", also="対象業務 システム")
    certainty: Certainty = word(
        Certainty, "確度", Certainty.FIRM, help="推定は資料から読み取ったもの、案は未決定のものです。"
    )
    delay_reason: str = long_text("遅れの理由", also="遅延理由 遅延の理由 理由")
    position: int = place()
    note: str = note()


@dataclass(frozen=True, slots=True)
class TaskMember:
    """作業の団体: for whom a task is done; for all members where none is named."""

    id: int
    task_id: int = owner("tasks", "作業")
    municipality_id: int = owner("municipalities", "団体")


@dataclass(frozen=True, slots=True)
class Precedence:
    """先行: `before_id` should have ended before `task_id` begins. Where it does not, that is told; nothing moves."""

    id: int
    task_id: int = owner("tasks", "作業")
    before_id: int = owner("tasks", "先行の作業", also="先行 先行作業 前工程")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Baseline:
    """基準計画: the plan as it stood on a day."""

    id: int
    name: str = text("基準計画名", also="版 名称")
    fixed_on: str = day("固定日", also="作成日")
    note: str = note()


@dataclass(frozen=True, slots=True)
class BaselineTask:
    """A task as it was planned in a baseline: number and name stay when the task is gone."""

    id: int
    baseline_id: int = owner("baselines", "基準計画")
    number: str = code("WBS番号", given=True)
    name: str = text("作業名", given=True)
    task_id: int | None = refers("tasks", "今の作業", given=True)
    planned_start: str | None = day("予定開始", None, given=True)
    planned_end: str | None = day("予定終了", None, given=True)


class DayKind(Word):
    OFF = "off", "休み", "休日 閉庁日"
    ON = "on", "開庁", "平日 勤務日 出勤日"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """暦の例外: a day of the ledger's own on which nobody works, or on which people do although it is a holiday."""

    id: int
    date: str = day("日付", also="年月日 休日")
    kind: DayKind = word(DayKind, "休み・開庁", DayKind.OFF, also="区分")
    name: str = text("名称", "", also="休日名 事由")
    note: str = note()


def task_name(_: Look, task: Task) -> str:
    """Return 1.2「データ移行」."""
    return f"{task.number}「{task.name}」"


def _given_to_task(look: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """Give the next number under the row above; or, where a number is typed and no row above, the row that its number
    names: 1.2.1 stands under 1.2."""
    tasks = look.all(Task)
    number, parent_id = typed.get("number"), typed.get("parent_id")
    by_number = {one.number: one for one in tasks.values()}
    if isinstance(number, str) and "parent_id" not in typed:
        above = by_number.get(_stem(number))
        parent_id = above.id if above else None
    siblings = [one for one in tasks.values() if one.parent_id == parent_id]
    given: dict[str, FieldValue] = {"position": max((one.position for one in siblings), default=0) + 1}
    parent = tasks.get(parent_id) if isinstance(parent_id, int) else None
    if number is None:
        given["number"] = next_number(parent.number if parent else "", siblings, by_number)
    return {**given, "parent_id": parent.id if parent else None}


def _stem(number: str) -> str:
    """Return 1.2 for 1.2.1 and 1-2 for 1-2-1, nothing for 1."""
    at = max(number.rfind("."), number.rfind("-"))
    return number[:at] if at > 0 else ""


def next_number(stem: str, siblings: list[Task], taken: Mapping[str, object]) -> str:
    """Return the number after the highest of the siblings: 1.3 under 1 after 1.2."""
    prefix = f"{stem}." if stem else ""
    tails = [one.number.removeprefix(prefix) for one in siblings if one.number.startswith(prefix)]
    last = max((int(tail) for tail in tails if tail.isdecimal() and tail.isascii()), default=0) + 1
    while f"{prefix}{last}" in taken:
        last += 1
    return f"{prefix}{last}"


_TIERS = (
    ("大項目", "大分類", "大工程", "フェーズ", "段階", "レベル1", "第1階層", "WBS1", "作業(大)"),
    ("中項目", "中分類", "中工程", "レベル2", "第2階層", "WBS2", "作業(中)"),
    ("小項目", "小分類", "小工程", "細項目", "レベル3", "第3階層", "WBS3", "作業(小)"),
)


def number_under(stem: str, taken: Iterable[str]) -> str:
    """Return the number after the highest of those that stand directly under a number: 1.3 under 1 after 1.2."""
    prefix = f"{stem}." if stem else ""
    tails = [number.removeprefix(prefix) for number in taken if number.startswith(prefix)]
    return f"{prefix}{max((int(tail) for tail in tails if tail.isdecimal() and tail.isascii()), default=0) + 1}"


def _member_called(look: Look, one: TaskMember) -> str:
    task = look.all(Task)[one.task_id]
    return f"作業{task_name(look, task)}の団体{municipality_name(look, one.municipality_id)}"


def _precedence_called(look: Look, one: Precedence) -> str:
    tasks = look.all(Task)
    return f"作業{task_name(look, tasks[one.task_id])}の先行{tasks[one.before_id].number}"


def _baseline_task_called(look: Look, one: BaselineTask) -> str:
    return f"基準計画「{look.all(Baseline)[one.baseline_id].name}」の{one.number}「{one.name}」"


TABLES = (
    Table(
        "tasks",
        Task,
        "作業",
        keys=("number",),
        order=("position",),
        called=lambda look, one: f"作業{task_name(look, one)}",
        ways=(lambda _, one: (one.number,), lambda _, one: (one.name,)),
        listed=task_name,
        known_by="number",
        titled="name",
        gives=("number", "parent_id"),
        given=_given_to_task,
        tiers=_TIERS,
        in_cell=(
            ("precedences", "before_id", ("先行", "先行作業", "先行の作業", "先行タスク", "先行WBS", "前工程")),
            ("task_members", "municipality_id", ("団体", "対象団体", "団体名", "市町村", "構成団体")),
        ),
        number_under=number_under,
    ),
    Table("task_members", TaskMember, "作業の団体", keys=("task_id", "municipality_id"), called=_member_called),
    Table("precedences", Precedence, "先行", keys=("task_id", "before_id"), called=_precedence_called),
    Table(
        "baselines",
        Baseline,
        "基準計画",
        keys=("name",),
        order=("fixed_on",),
        called=lambda _, one: f"基準計画「{one.name}」",
        known_by="name",
        titled="name",
    ),
    Table(
        "baseline_tasks",
        BaselineTask,
        "基準計画の作業",
        alike=("baseline_id", "number"),
        order=("number",),
        called=_baseline_task_called,
        handed_out=False,
    ),
    Table(
        "calendar_days",
        CalendarDay,
        "暦の例外",
        keys=("date",),
        order=("date",),
        called=lambda _, one: f"暦の例外({show_date(one.date)})",
        whole="kind",
    ),
)
