"""BCP: how soon each system has to be back, how much may be lost, what is done meanwhile, and the drills of it."""

from core.dataclass import dataclass
from core.model.council import System
from core.model.machine.kinds import count, day, long_text, note, owner, refers, text, word
from core.model.machine.table import Look, Table
from core.model.values.dates import show_date
from core.model.values.words import Word


class Urgency(Word):
    FIRST = "first", "最優先", "A S 高"
    SOON = "soon", "優先", "B 中"
    LATER = "later", "通常", "C 低"


@dataclass(frozen=True, slots=True)
class ContinuityPlan:
    """業務継続計画 of one system: hours are whole; 0 hours of RPO mean that nothing may be lost."""

    id: int
    system_id: int = owner("systems", "業務")
    urgency: Urgency | None = word(Urgency, "優先度", None, also="優先順位 重要度")
    rto_hours: int | None = count("RTO", None, unit="時間", help="目標復旧時間です。", also="目標復旧時間 復旧目標時間")
    rpo_hours: int | None = count(
        "RPO", None, unit="時間", help="何時間前までのデータに戻すかです。", also="目標復旧時点 復旧目標時点"
    )
    fallback: str = long_text(
        "代替手段", help="紙、スタンドアロンの端末、証明書の様式など、復旧までの業務の方法です。", also="代替方法"
    )
    gathering: str = long_text("参集", help="誰がどこに集まるかです。", also="参集場所 参集体制 体制")
    plan_on: str | None = day("策定日", None, also="決定日")
    review_on: str | None = day("計画の見直し日", None, help="次に見直す日です。期限一覧に出ます。", also="見直し日")
    note: str = note()


@dataclass(frozen=True, slots=True)
class Drill:
    """訓練: of one system, or of all. `hours` is how long it took to be back."""

    id: int
    held_on: str = day("訓練日", also="実施日 開催日")
    scenario: str = text("想定", also="想定災害 シナリオ 訓練名 訓練内容")
    system_id: int | None = refers("systems", "業務", help="空欄は全業務の訓練です。", also="対象業務")
    attendees: str = long_text("参加者", also="参加 参加団体")
    hours: int | None = count(
        "復旧までの時間", None, unit="時間", help="訓練で業務を再開するまでにかかった時間です。", also="復旧時間"
    )
    outcome: str = long_text("結果", also="訓練結果")
    problems: str = long_text("訓練の課題", also="課題 反省点")
    next_on: str | None = day("次回予定日", None, help="期限一覧に出ます。", also="次回 次回予定")
    note: str = note()


def _system_name(look: Look, id: int | None) -> str:
    system = look.all(System).get(id or 0)
    return system.name if system else ""


def _plan_called(look: Look, one: ContinuityPlan) -> str:
    return f"{_system_name(look, one.system_id)}のBCP"


def _drill_called(look: Look, one: Drill) -> str:
    return f"{show_date(one.held_on)}の{_system_name(look, one.system_id)}訓練「{one.scenario}」"


TABLES = (
    Table("continuity_plans", ContinuityPlan, "BCP", keys=("system_id",), called=_plan_called),
    Table(
        "drills",
        Drill,
        "訓練",
        alike=("held_on", "scenario", "system_id"),
        order=("held_on",),
        called=_drill_called,
        titled="scenario",
    ),
)
