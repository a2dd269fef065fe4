"""経緯: what happened, on a day, in a month, in a year, or over a time; the chapters are the bodies that did it."""

from core.dataclass import dataclass
from core.model.machine.kinds import long_text, note, partial_date, place, refers, text
from core.model.machine.table import Look, Table
from core.model.values.partial_dates import short_period


@dataclass(frozen=True, slots=True)
class Event:
    """An event without a date is told where it stands in the order."""

    id: int
    title: str = text("できごと", also="内容 経緯 事項 見出し")
    began_on: str | None = partial_date(
        "日付", None, help="平成25年5月のように、月までや年まででも入力できます。", also="年月日 年月 期日 開始"
    )
    ended_on: str | None = partial_date("終わり", None, help="期間のときの最後の日(月、年)です。", also="終了")
    body_id: int | None = refers("bodies", "会議体", help="経緯を印刷するときの章になります。", also="章")
    detail: str = long_text("説明")
    source: str = text("出典", "")
    position: int = place()
    note: str = note()


def _called(_: Look, one: Event) -> str:
    when = short_period(one.began_on, one.ended_on)
    return f"経緯「{one.title}」" + (f"({when})" if when else "")


TABLES = (
    Table(
        "chronicle",
        Event,
        "経緯",
        alike=("title", "began_on"),
        order=("position",),
        called=_called,
        titled="title",
    ),
)
