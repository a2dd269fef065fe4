"""会議: series of sessions, and of each session the agenda, who was there and what was decided."""

from collections.abc import Iterable, Mapping

from core.dataclass import dataclass
from core.model.machine.kinds import (
    FieldValue,
    code,
    count,
    day,
    long_text,
    note,
    owner,
    partial_date,
    place,
    refers,
    text,
    word,
)
from core.model.machine.table import Look, Table
from core.model.organisation import Body, party_of
from core.model.values.words import Word


@dataclass(frozen=True, slots=True)
class Series:
    """会議の系列: sessions that are counted together. Of those that nobody broke down only the number is known."""

    id: int
    name: str = text("系列名", also="会議名 名称")
    short: str = text(
        "略称", "", help="「第3回協議会」のように、回次のあとに書く名前です。空欄のときは系列名を使います。"
    )
    body_id: int | None = refers("bodies", "会議体", help="開く会議体です。いくつもの部会が開くときは空欄にします。")
    unlisted: int = count("内訳のない回数", 0, unit="回", help="1回ずつ登録していない開催の数です。延回数に加えます。")
    first_on: str | None = partial_date("最初の開催", None, help="内訳のない回の期間です。")
    last_on: str | None = partial_date("最後の開催", None)
    position: int = place()
    note: str = note()


class MeetingForm(Word):
    IN_PERSON = "in_person", "対面", "参集"
    ONLINE = "online", "オンライン", "Web WEB"
    HYBRID = "hybrid", "対面とオンライン", "併用 ハイブリッド"
    WRITTEN = "written", "書面", "書面開催 持ち回り"


@dataclass(frozen=True, slots=True)
class Meeting:
    """会議: one session. `number` counts the sessions of the same body in the series."""

    id: int
    series_id: int = owner("meeting_series", "系列")
    number: int = count("回次", unit="回", least=1, also="回 開催回")
    held_on: str = day("開催日", also="日付 日時 年月日")
    body_id: int | None = refers("bodies", "開いた会議体", help="空欄のときは系列の会議体です。", also="部会")
    ended_on: str | None = day("最終日", None, help="2日以上にわたるときの最後の日です。")
    time: str = text("時刻", "", help="13:30〜15:00のように入力します。", also="時間 開催時間")
    venue: str = text("場所", "", also="会場 開催場所")
    form: MeetingForm = word(MeetingForm, "形式", MeetingForm.IN_PERSON, also="開催形式")
    minutes_on: str | None = day("議事録の確定日", None)
    record: str = long_text("議事の要旨", also="議事録 概要 内容")
    next_on: str | None = day("次回の予定日", None, also="次回 次回開催日 次回日程 次回予定")
    next_at: str = text("次回の時刻・場所", "", also="次回の時間・場所 次回会場 次回の場所")
    note: str = note()


class Matter(Word):
    DISCUSSION = "discussion", "協議"
    RESOLUTION = "resolution", "議決", "議案"
    REPORT = "report", "報告"
    OTHER = "other", "その他"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """議題: one line of the 次第."""

    id: int
    meeting_id: int = owner("meetings", "会議")
    title: str = text("議題", also="件名 案件")
    matter: Matter = word(Matter, "扱い", Matter.DISCUSSION, also="種別 区分")
    document: str = text("資料", "", also="資料番号 資料名")
    position: int = place()
    note: str = note()


class Presence(Word):
    PRESENT = "present", "出席", "○ 出"
    ONLINE = "online", "オンライン出席", "オンライン"
    SUBSTITUTE = "substitute", "代理", "代理出席 △"
    ABSENT = "absent", "欠席", "× 欠"

    @property
    def is_there(self) -> bool:
        """Whether somebody sits there, a substitute included."""
        return self is not Presence.ABSENT


@dataclass(frozen=True, slots=True)
class Attendance:
    """出欠: who came to a session for a municipality or an organisation; not known while the presence is None."""

    id: int
    meeting_id: int = owner("meetings", "会議")
    municipality_id: int | None = refers("municipalities", "団体")
    organisation: str = text("組織", "", help="構成団体でないとき(県、事業者など)の名前です。", also="所属")
    presence: Presence | None = word(Presence, "出欠", None, also="出席")
    people: int = count("人数", 1, unit="人", help="出席した人数です(代理を含む)。")
    who: str = text("出席者・代理者", "", also="氏名 代理者 出席者")
    note: str = note()


class Result(Word):
    PASSED = "passed", "可決", "原案可決"
    APPROVED = "approved", "承認", "了承"
    AGREED = "agreed", "決定", "合意"
    CONTINUED = "continued", "継続", "継続審議 持帰り"
    REJECTED = "rejected", "否決", "不承認"
    NOTED = "noted", "報告了承", "報告"

    @property
    def is_by_vote(self) -> bool:
        """Whether so many in favour were needed."""
        return self in {Result.PASSED, Result.REJECTED}


@dataclass(frozen=True, slots=True)
class Decision:
    """決定: what a session decided; what it concerns is said by links (core/model/links.py)."""

    id: int
    meeting_id: int = owner("meetings", "会議")
    title: str = text("件名", also="議題 案件 決定事項")
    number: str = code("議案番号", "", also="議案")
    result: Result = word(Result, "結果", Result.APPROVED, also="議決結果")
    in_favour: int | None = count("賛成", None, unit="人")
    opposed: int | None = count("反対", None, unit="人")
    effective_on: str | None = day("効力の生じる日", None, also="効力日 施行日")
    content: str = long_text("決定の内容", also="内容")
    position: int = place()
    note: str = note()


def body_of(look: Look, meeting: Meeting) -> Body | None:
    """Return the body that met: the session's own, else that of its series."""
    series = look.all(Series)[meeting.series_id]
    return look.all(Body).get(meeting.body_id or series.body_id or 0)


def meeting_name(look: Look, meeting: Meeting) -> str:
    """Return 第3回協議会; where the body is not that of the series, the series behind it: 第2回住民税部会(研修)."""
    series = look.all(Series)[meeting.series_id]
    name = series.short or series.name
    body = look.all(Body).get(meeting.body_id or 0)
    if body is None or meeting.body_id == series.body_id:
        return f"第{meeting.number}回{name}"
    return f"第{meeting.number}回{body.name}({name})"


def same_count(look: Look, series_id: int, body_id: int | None) -> Iterable[Meeting]:
    """Return the sessions that are numbered together: of one series, by one body."""
    own = look.all(Series)[series_id].body_id
    rows = look.children(Meeting, series_id).values()
    return [row for row in rows if (row.body_id or own) == (body_id or own)]


def _given_to_meeting(look: Look, typed: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    series_id, body_id = typed["series_id"], typed.get("body_id")
    assert isinstance(series_id, int)
    assert body_id is None or isinstance(body_id, int)
    return {"number": max((row.number for row in same_count(look, series_id, body_id)), default=0) + 1}


def _decision_called(look: Look, one: Decision) -> str:
    return f"{meeting_name(look, look.all(Meeting)[one.meeting_id])}の決定「{one.title}」"


def _agenda_called(look: Look, one: AgendaItem) -> str:
    return f"{meeting_name(look, look.all(Meeting)[one.meeting_id])}の議題「{one.title}」"


def _attendance_called(look: Look, one: Attendance) -> str:
    who = party_of(look, one.municipality_id, one.organisation)
    return f"{meeting_name(look, look.all(Meeting)[one.meeting_id])}の{who or '出席者'}の出欠"


TABLES = (
    Table(
        "meeting_series",
        Series,
        "会議の系列",
        keys=("name",),
        order=("position",),
        called=lambda _, one: one.name,
        ways=(lambda _, one: (one.name,), lambda _, one: (one.short,)),
        known_by="name",
        titled="name",
        also="系列 会議の系列",
    ),
    Table(
        "meetings",
        Meeting,
        "会議",
        alike=("series_id", "body_id", "held_on", "number"),
        order=("held_on", "number"),
        called=meeting_name,
        gives=("number",),
        given=_given_to_meeting,
    ),
    Table(
        "agenda_items",
        AgendaItem,
        "議題",
        alike=("meeting_id", "title"),
        order=("position",),
        called=_agenda_called,
        whole="title",
    ),
    Table(
        "attendances",
        Attendance,
        "出欠",
        alike=("meeting_id", "municipality_id", "organisation"),
        called=_attendance_called,
        whole="presence",
    ),
    Table(
        "decisions",
        Decision,
        "決定",
        alike=("meeting_id", "number", "title"),
        order=("position",),
        called=_decision_called,
        linked=lambda look, one: meeting_name(look, look.all(Meeting)[one.meeting_id]),
    ),
)
