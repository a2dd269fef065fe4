"""資料一式: a handout as a choice of chapters, each a text, a printout of the program, or both."""

from core.dataclass import dataclass
from core.model.machine.kinds import day, fiscal_year, flag, long_text, note, owner, place, refers, text, word
from core.model.machine.table import Look, Table
from core.model.values.paper import Paper
from core.model.values.words import Word


class Template(Word):
    """What a handout begins as: its table of contents."""

    SOURCE = "source", "取組みの資料"
    MEETING = "meeting", "会議の資料"
    TOWN = "town", "団体の議会の資料"


class Marking(Word):
    """What the cover says of how far the handout may be relied on, or handed on."""

    DRAFT = "draft", "案"
    UNDECIDED = "undecided", "未定稿"
    CAREFUL = "careful", "取扱注意"


class Level(Word):
    """章 are counted through, 節 within their chapter; what is not numbered stands in the table of contents too."""

    CHAPTER = "chapter", "章"
    SECTION = "section", "節"
    PLAIN = "plain", "番号なし"


class WhenEmpty(Word):
    """What becomes of a chapter of which the ledger knows nothing."""

    SAY = "say", "該当なし"
    LEAVE_OUT = "leave_out", "章を出さない"


@dataclass(frozen=True, slots=True)
class Handout:
    """資料: what its cover says."""

    id: int
    name: str = text("名称", help="この台帳の中での呼び名です。", also="資料 資料名")
    title: str = text("表題", help="表紙の題です。", also="題名")
    council: str = text("作成者", "", help="空欄のときは協議会と事務局の名称になります。")
    dated_on: str | None = day("日付", None, help="空欄のときは資料日付になります。", also="資料日付")
    marking: Marking | None = word(Marking, "表示", None, help="案、未定稿、取扱注意を表紙と各頁に示します。")
    template: Template | None = word(Template, "ひな形", None)
    note: str = note()


@dataclass(frozen=True, slots=True)
class HandoutChapter:
    """資料の章. What is empty of the settings follows from what is asked for when the whole is printed."""

    id: int
    handout_id: int = owner("handouts", "資料")
    heading: str = text("章の名前", also="見出し 章 題名")
    level: Level = word(Level, "段", Level.CHAPTER, help="節は直前の章の(1)(2)…になります。")
    body_text: str = long_text(
        "本文",
        help="「■」で始まる行は見出し、「・」は箇条書き、「> 」は囲み、「---」だけの行は改頁です。"
        "{五年間.現行経費:億円}のように書くと台帳の数字になります。",
        also="文章",
    )
    report: str = text("帳票", "", help="本文の後に入れる帳票の名前です(五年間経費比較表など)。")
    paper: Paper = word(Paper, "用紙", Paper.A4)
    scenario_id: int | None = refers("scenarios", "試算")
    municipality_id: int | None = refers("municipalities", "団体")
    procurement_id: int | None = refers("procurements", "案件")
    body_id: int | None = refers("bodies", "会議体")
    meeting_id: int | None = refers("meetings", "会議")
    system_id: int | None = refers("systems", "業務")
    fiscal_year: int | None = fiscal_year("年度", None)
    listed: str = text("表", "", help="帳票が「台帳の表」のときに印刷する表の名前です。")
    new_page: bool = flag("改頁", True, help="「いいえ」のときは、前の章の続きに印刷します。")
    when_empty: WhenEmpty = word(WhenEmpty, "空のとき", WhenEmpty.SAY)
    position: int = place()
    note: str = note()


def _called(_: Look, one: Handout) -> str:
    return f"資料「{one.name}」"


def _chapter_called(look: Look, one: HandoutChapter) -> str:
    handout = look.all(Handout).get(one.handout_id)
    return f"資料「{handout.name if handout else ''}」の章「{one.heading}」"


TABLES = (
    Table("handouts", Handout, "資料", keys=("name",), order=("name",), called=_called, titled="name"),
    Table(
        "handout_chapters",
        HandoutChapter,
        "資料の章",
        alike=("handout_id", "heading"),
        order=("position",),
        called=_chapter_called,
        titled="heading",
    ),
)
